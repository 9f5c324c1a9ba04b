"""What the map says of bad imagery: nothing there, not to be read, too large for want of overviews."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
import rasterio
from pytestqt.qtbot import QtBot

from tests.desktop.conftest import OpenWindow, settle, write_month
from twowei.desktop.main_window import MainWindow
from twowei.imagery import preview, thumbnail
from twowei.services.ingest import ingest
from twowei.services.workspace import Workspace


@pytest.fixture
def fragile(tmp_path: Path, bare: Path) -> tuple[Path, Path]:
    """A workspace of one month, and the file of that month."""
    path = write_month(tmp_path / "单期_20260601.tif", (90, 120, 60))
    with Workspace.open(bare) as workspace:
        ingest(workspace, [path], "2026-06")
    return bare, path


def _notes(window: MainWindow) -> tuple[str, ...]:
    return window.map.foreground.notes


def test_a_file_that_was_cut_off_is_told_and_read_again_by_f5(
    fragile: tuple[Path, Path], open_window: OpenWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    folder, path = fragile
    kept = shutil.copy(path, tmp_path / "kept.tif")
    window = open_window(folder)
    assert _notes(window) == ()
    with path.open("r+b") as file:
        file.truncate(4000)
    window.actions_by_name["reread"].trigger()
    qtbot.waitUntil(lambda: "20260601.tif" in window.messages.text)
    shutil.copy(kept, path)
    window.actions_by_name["reread"].trigger()
    qtbot.waitUntil(lambda: window.gallery.months == ["2026-06"] and window.map.store is not None)
    settle(qtbot, window)
    qtbot.waitUntil(lambda: _notes(window) == ())


def test_where_there_is_no_imagery_the_map_says_so(
    tmp_path: Path, bare: Path, open_window: OpenWindow, qtbot: QtBot
) -> None:
    path = write_month(tmp_path / "空_20260601.tif", (0, 0, 0))
    with rasterio.open(path, "r+") as dataset:
        dataset.nodata = 0
    with Workspace.open(bare) as workspace:
        ingest(workspace, [path], "2026-06")
    window = open_window(bare)
    qtbot.waitUntil(lambda: any("没有影像" in note for note in _notes(window)))


def test_large_imagery_without_overviews_is_offered_them(
    tmp_path: Path, bare: Path, open_window: OpenWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (preview, thumbnail):
        monkeypatch.setattr(module, "MOST_PX", 100_000)
    monkeypatch.setattr("twowei.services.overviews.OVERVIEWS_FROM_PX", 512)
    path = write_month(tmp_path / "大_20260601.tif", (90, 120, 60))
    with Workspace.open(bare) as workspace:
        ingest(workspace, [path], "2026-06")
    window = open_window(bare)
    window.resize(700, 500)
    window.map.fit_all()
    qtbot.waitUntil(lambda: "大_20260601.tif" in window.messages.text)
    assert window.map.level > 0
    window.messages.act()
    qtbot.waitUntil(lambda: path.with_name(f"{path.name}.ovr").is_file() and not window.job_bar.busy, timeout=20_000)
    settle(qtbot, window)
    assert np.asarray(window.map.grab().toImage().pixel(200, 200)) is not None
