"""Reads tiles in worker threads, the most wanted first. Knows no Qt.

Each change of the view hands over the whole list of what is wanted now. What is no longer on it
leaves the queue unread; what was being read meanwhile is dropped when it arrives.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from twowei.desktop.map.pyramid import TileKey

WORKERS = 4
Result = TypeVar("Result")


@dataclass(frozen=True)
class Arrival(Generic[Result]):
    """What came of a request: a result, or the reason why there is none."""

    key: TileKey
    result: Result | None
    failure: str = ""


class Scheduler(Generic[Result]):
    """A pool of threads that reads the tiles of the newest list.

    ``deliver`` is called in a worker thread and must only pass the arrival on.
    """

    def __init__(
        self,
        read: Callable[[TileKey], Result],
        deliver: Callable[[Arrival[Result]], None],
        workers: int = WORKERS,
    ) -> None:
        self._read, self._deliver = read, deliver
        self._wake = threading.Condition()
        self._queue: list[TileKey] = []
        self._wanted: frozenset[TileKey] = frozenset()
        self._reading: set[TileKey] = set()
        self._closed = False
        self.generation = 0
        self._threads = [
            threading.Thread(target=self._work, name=f"tiles-{number}", daemon=True) for number in range(workers)
        ]
        for thread in self._threads:
            thread.start()

    def want(self, keys: Sequence[TileKey]) -> int:
        """Replace what is wanted, most urgent first, and return the new generation."""
        with self._wake:
            self.generation += 1
            self._wanted = frozenset(keys)
            self._queue = [key for key in reversed(keys) if key not in self._reading]
            self._wake.notify_all()
            return self.generation

    def is_wanted(self, key: TileKey) -> bool:
        """Return whether the newest list names this tile."""
        return key in self._wanted

    @property
    def idle(self) -> bool:
        """Whether nothing is queued or being read."""
        with self._wake:
            return not self._queue and not self._reading

    def close(self) -> None:
        """Stop the threads; a read that is under way is waited for."""
        with self._wake:
            self._closed = True
            self._queue.clear()
            self._wanted = frozenset()
            self._wake.notify_all()
        for thread in self._threads:
            thread.join()

    def _work(self) -> None:
        while (key := self._next()) is not None:
            arrival = self._attempt(key)
            with self._wake:
                self._reading.discard(key)
                welcome = key in self._wanted and not self._closed
            if welcome:
                self._deliver(arrival)

    def _next(self) -> TileKey | None:
        with self._wake:
            while not self._queue and not self._closed:
                self._wake.wait()
            if self._closed:
                return None
            key = self._queue.pop()
            self._reading.add(key)
            return key

    def _attempt(self, key: TileKey) -> Arrival[Result]:
        try:
            return Arrival(key, self._read(key))
        except Exception as error:  # a worker that raises would take the tiles of its thread along
            return Arrival(key, None, str(error) or type(error).__name__)
