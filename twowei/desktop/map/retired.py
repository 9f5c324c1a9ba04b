"""Scenes that left the map: reads under way end by themselves, then threads and files are let go."""

from __future__ import annotations

import threading

from twowei.desktop.map.scene import Scene
from twowei.desktop.map.tile_store import TileStore


class Retired:
    """Closes scenes in threads of their own, so that nobody waits for a slow disk."""

    def __init__(self) -> None:
        self._threads: list[threading.Thread] = []

    def take(self, store: TileStore, scene: Scene) -> None:
        """Let go of a scene as soon as nothing of it is read any more."""

        def end() -> None:
            store.close()
            scene.close()

        self._threads = [thread for thread in self._threads if thread.is_alive()]
        thread = threading.Thread(target=end, name="tiles-retire", daemon=True)
        self._threads.append(thread)
        thread.start()

    def wait(self) -> None:
        """Wait until all threads have ended and all files are closed."""
        for thread in self._threads:
            thread.join()
        self._threads.clear()
