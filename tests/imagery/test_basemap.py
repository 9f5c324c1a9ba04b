"""天地图 is asked for the right tile with the user's key; without one there is nothing."""

from __future__ import annotations

import http.server
import io
import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import rasterio
from rasterio.windows import Window

from twowei.errors import UnknownNameError
from twowei.imagery import basemap

KEY = "0123456789abcdef0123456789abcdef"


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """A server of this machine that remembers what it was asked for, and always gives one grey tile."""
    asked: list[str] = []
    with rasterio.MemoryFile() as memory:
        with memory.open(driver="PNG", width=256, height=256, count=3, dtype="uint8") as dataset:
            dataset.write(np.full((3, 256, 256), 99, np.uint8))
        tile = io.BytesIO(memory.read()).getvalue()

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.send_header("Content-Type", "image/png")
            self.send_header("Content-Length", str(len(tile)))
            self.end_headers()
            self.wfile.write(tile)

        def log_message(self, *_: object) -> None:
            pass

    running = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=running.serve_forever, daemon=True)
    thread.start()
    monkeypatch.setattr(basemap, "_SERVER", f"http://127.0.0.1:{running.server_port}/{{layer}}_c/wmts")
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    yield asked
    running.shutdown()
    running.server_close()
    thread.join()


def test_the_right_tile_is_asked_for(server: list[str]) -> None:
    with rasterio.open(basemap.description(KEY)) as dataset:
        assert dataset.crs.to_epsg() == 4490 and server == []
        row, col = dataset.index(117.3, 31.9)
        pixels = dataset.read(1, window=Window(col, row, 1, 1))
    assert pixels[0, 0] == 99
    side = 360 / 2**basemap.DEEPEST_LEVEL
    wanted = f"TILEMATRIX=18&TILEROW={int((90 - 31.9) / side)}&TILECOL={int((117.3 + 180) / side)}&tk={KEY}"
    assert len(server) == 1 and server[0].startswith("/img_c/wmts?") and server[0].endswith(wanted)


def test_what_is_no_key_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnknownNameError, match="copy yours"):
        basemap.description("")
    with pytest.raises(UnknownNameError, match="copy yours"):
        basemap.description("<" * 32)
    with pytest.raises(UnknownNameError, match="img"):
        basemap.description(KEY, "satellite")
    assert str(tmp_path) in basemap.description(KEY, cache=tmp_path)
