"""The basemap: off until wanted, fetched through GDAL from a server of this test's own, never in the way."""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import numpy as np
import pytest
import rasterio
from PyQt5.QtGui import QColor
from PyQt5.QtWidgets import QInputDialog
from pytestqt.qtbot import QtBot
from rasterio.io import MemoryFile

from tests.desktop.conftest import OpenWindow
from twowei import settings as wishes
from twowei.desktop.main_window import MainWindow
from twowei.settings import Settings

BLUE = (20, 40, 210)


def _tile() -> bytes:
    pixels = np.empty((3, 256, 256), np.uint8)
    pixels[:] = np.array(BLUE, np.uint8)[:, None, None]
    with MemoryFile() as memory:
        with memory.open(driver="PNG", count=3, height=256, width=256, dtype="uint8") as dataset:
            dataset.write(pixels)
        return io.BytesIO(memory.read()).getvalue()


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, list[str]]]:
    """The address of a tile server, and what was asked of it; a wrong key is refused."""
    asked: list[str] = []
    tile = _tile()

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            right = self.path.endswith("tk=right")
            self.send_response(200 if right else 403)
            self.send_header("Content-Type", "image/png")
            self.end_headers()
            self.wfile.write(tile if right else b"")

        def log_message(self, *_: object) -> None:
            pass

    monkeypatch.setenv("no_proxy", "127.0.0.1")
    running = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    thread = threading.Thread(target=running.serve_forever, name="pytest-tiles", daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{running.server_port}/{{z}}/{{x}}/{{y}}?tk={{key}}", asked
    running.shutdown()
    running.server_close()
    thread.join()


def _beside(window: MainWindow) -> tuple[int, int, int]:
    """Return the colour of the map where there is no imagery of ours."""
    face = window.map.pane.face()
    found = QColor(face.grab().toImage().pixel(face.width() // 3, 70))
    return found.red(), found.green(), found.blue()


def _step_back(window: MainWindow) -> None:
    window.map.fit_all()
    window.map.zoom(0.6)


def test_it_is_off_until_it_is_wanted_and_then_lies_below(
    folder: Path, open_window: OpenWindow, settings: Settings, qtbot: QtBot, server: tuple[str, list[str]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    address, asked = server
    settings.put(wishes.BASEMAP_ADDRESS, address)
    monkeypatch.setattr(QInputDialog, "getText", lambda *_, **__: ("right", True))
    window = open_window(folder)
    _step_back(window)
    qtbot.wait(100)
    assert asked == []
    window.viewer.basemap.switch.setChecked(True)
    qtbot.waitUntil(lambda: _beside(window) == pytest.approx(BLUE, abs=3), timeout=15_000)
    kept = Settings(settings.path)
    assert (kept.get(wishes.BASEMAP), kept.get(wishes.BASEMAP_KEY)) == ("on", "right")
    window.viewer.basemap.switch.setChecked(False)
    assert _beside(window) != pytest.approx(BLUE, abs=3)


def test_without_a_key_it_stays_off(
    folder: Path, open_window: OpenWindow, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QInputDialog, "getText", lambda *_, **__: ("", False))
    window = open_window(folder)
    window.viewer.basemap.switch.setChecked(True)
    assert not window.viewer.basemap.switch.isChecked()
    assert window.viewer.basemap.backdrop.store is None


def test_a_key_that_is_not_taken_is_told_and_our_imagery_goes_on(
    folder: Path, open_window: OpenWindow, settings: Settings, qtbot: QtBot, server: tuple[str, list[str]]
) -> None:
    settings.put(wishes.BASEMAP_ADDRESS, server[0])
    settings.put(wishes.BASEMAP_KEY, "wrong")
    window = open_window(folder)
    with rasterio.Env(GDAL_HTTP_MAX_RETRY="0"):
        window.viewer.basemap.switch.setChecked(True)
        _step_back(window)
        qtbot.waitUntil(lambda: "密钥" in window.messages.text, timeout=15_000)
    assert window.map.store is not None
    assert window.map.store.settled
