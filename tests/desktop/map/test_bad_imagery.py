"""Imagery as it really arrives, in the real window: shown as it is, or refused with a sentence."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import rasterio
from affine import Affine
from numpy.typing import NDArray
from PyQt5.QtCore import QPointF
from PyQt5.QtGui import QColor
from pytestqt.qtbot import QtBot
from rasterio.crs import CRS

from twowei.desktop.main_window import MainWindow
from twowei.desktop.map.compare import Mode
from twowei.errors import TwoweiError
from twowei.services.ingest import ingest
from twowei.services.workspace import Workspace

GK = CRS.from_epsg(4548)
HOME = Affine(0.5, 0, 500_000, 0, -0.5, 2_700_000)
SIDE = 600
CORNERS = {
    (0.25, 0.25): (220, 30, 30),
    (0.75, 0.25): (30, 200, 30),
    (0.25, 0.75): (30, 30, 220),
    (0.75, 0.75): (220,) * 3,
}
"""Colours north-west, north-east, south-west and south-east, by their place in shares of the side."""
Pixels = NDArray[np.generic]


def quarters(side: int = SIDE) -> NDArray[np.uint8]:
    pixels = np.empty((3, side, side), np.uint8)
    half = side // 2
    for (x, y), colour in CORNERS.items():
        rows, cols = slice(half * (y > 0.5), None), slice(half * (x > 0.5), None)
        pixels[:, rows, cols] = np.array(colour, np.uint8)[:, None, None]
    return pixels


def write(path: Path, pixels: Pixels, transform: Affine = HOME, **profile: object) -> Path:
    count, height, width = pixels.shape
    kind = {"driver": "GTiff", "crs": GK, "transform": transform, "dtype": pixels.dtype.name, **profile}
    with rasterio.open(path, "w", count=count, height=height, width=width, **kind) as dataset:
        dataset.write(pixels)
    return path


@pytest.fixture
def show(tmp_path: Path, open_window: Callable[[Path], MainWindow], qtbot: QtBot) -> Callable[[Path], MainWindow]:
    """Open the window on a workspace of one month of imagery."""

    def opened(path: Path) -> MainWindow:
        folder = tmp_path / "坏 影像"
        with Workspace.create(folder, GK) as workspace:
            ingest(workspace, [path], "2026-06")
        window = open_window(folder)
        window.map.set_mode(Mode.AFTER)
        window.map.fit_all()
        settled(qtbot, window)
        return window

    return opened


def settled(qtbot: QtBot, window: MainWindow) -> None:
    store = window.map.store
    assert store is not None
    qtbot.wait(60)
    qtbot.waitUntil(lambda: store.settled)
    qtbot.wait(250)  # until what is to be said of the view is written


def seen(window: MainWindow, x: float, y: float) -> tuple[int, ...]:
    """Return the colour that the window shows at a ground point."""
    pane, pyramid = window.map.panes[0], window.gallery.pyramid
    assert pyramid is not None
    viewport = pane.viewport()
    assert viewport is not None
    spot = pane.mapFromScene(QPointF(*pyramid.to_scene(x, y)))
    colour = QColor(viewport.grab().toImage().pixel(spot))
    return colour.red(), colour.green(), colour.blue()


def assert_quarters(window: MainWindow, side: int = SIDE) -> None:
    for (right, down), colour in CORNERS.items():
        x, y = HOME * (right * side, down * side)
        assert np.abs(np.subtract(seen(window, x, y), colour)).max() <= 3, (right, down)


@pytest.mark.parametrize(
    ("pixels", "transform"),
    [
        (quarters(), HOME),
        (quarters()[:, ::-1], HOME * Affine.translation(0, SIDE) * Affine.scale(1, -1)),
        (np.rot90(quarters(), -1, axes=(1, 2)), HOME * Affine.translation(0, SIDE) * Affine.rotation(-90)),
    ],
    ids=["north up", "south up", "turned by a quarter"],
)
def test_every_orientation_shows_north_up(
    show: Callable[[Path], MainWindow], tmp_path: Path, pixels: Pixels, transform: Affine
) -> None:
    assert_quarters(show(write(tmp_path / "图_20260601.tif", np.ascontiguousarray(pixels), transform)))


def test_a_slanted_raster_lies_where_it_says(show: Callable[[Path], MainWindow], tmp_path: Path) -> None:
    slanted = HOME * Affine.rotation(30)
    window = show(write(tmp_path / "斜_20260601.tif", quarters(), slanted))
    for (right, down), colour in CORNERS.items():
        assert np.abs(np.subtract(seen(window, *(slanted * (right * SIDE, down * SIDE))), colour)).max() <= 3
    assert window.gallery.pyramid is not None
    box = window.gallery.pyramid.extent
    corner = window.gallery.pyramid.to_ground(box.right - 20, box.bottom - 2)
    assert max(seen(window, *corner)) - min(seen(window, *corner)) < 30, "nothing is made up beside it"


def test_one_pixel_is_shown(show: Callable[[Path], MainWindow], tmp_path: Path) -> None:
    window = show(write(tmp_path / "点_20260601.tif", np.array([200, 40, 40], np.uint8)[:, None, None]))
    red, green, blue = seen(window, *(HOME * (0.5, 0.5)))
    assert red > 150 > max(green, blue) and window.gallery.pyramid.extent == (0, 0, 1, 1)  # type: ignore[union-attr]


def test_a_raster_without_imagery_says_so(show: Callable[[Path], MainWindow], tmp_path: Path) -> None:
    window = show(write(tmp_path / "空_20260601.tif", np.zeros((3, SIDE, SIDE), np.uint16), nodata=0))
    assert any("没有影像" in note for note in window.map.foreground.notes)
    assert not window.messages.isVisible()


def test_values_that_are_no_numbers_are_no_imagery(show: Callable[[Path], MainWindow], tmp_path: Path) -> None:
    pixels = quarters().astype(np.float32) / 255
    pixels[:, :300, :300] = np.nan
    pixels[:, 300:, :300] = np.inf
    window = show(write(tmp_path / "浮点_20260601.tif", pixels))
    empty = seen(window, *(HOME * (150, 150)))
    assert seen(window, *(HOME * (150, 450))) == empty != seen(window, *(HOME * (450, 150)))


def test_a_palette_is_refused_in_a_sentence(tmp_path: Path) -> None:
    path = write(tmp_path / "索引_20260601.tif", np.ones((1, 20, 20), np.uint8), photometric="palette")
    with rasterio.open(path, "r+") as dataset:
        dataset.write_colormap(1, {n: (n, 0, 0) for n in range(256)})
    with Workspace.create(tmp_path / "作业", GK) as workspace, pytest.raises(TwoweiError, match="palette"):
        ingest(workspace, [path], "2026-06")


def test_a_damaged_overview_is_never_shown_as_imagery(
    show: Callable[[Path], MainWindow], tmp_path: Path, qtbot: QtBot
) -> None:
    large = np.repeat(np.repeat(quarters(600), 4, axis=1), 4, axis=2)
    path = write(tmp_path / "坏金字塔_20260601.tif", large, compress="deflate", tiled=True)
    with rasterio.Env(TIFF_USE_OVR=True, COMPRESS_OVERVIEW="DEFLATE"), rasterio.open(path, "r+") as dataset:
        dataset.build_overviews([2, 4, 8])
    beside = path.with_name(f"{path.name}.ovr")
    content = bytearray(beside.read_bytes())
    content[len(content) // 3 :] = b"\x5a" * (len(content) - len(content) // 3)
    beside.write_bytes(bytes(content))
    window = show(path)
    store = window.map.store
    assert store is not None
    keys = list(store.pyramid.tiles("2026-06", window.map.level, window.map.view_now().box))
    if not any(store.has_failed(key) for key in keys):
        assert_quarters(window, 2400)
    else:
        assert window.messages.isVisible()
        assert path.name in window.messages.text and "Ctrl+F5" in " ".join(window.map.foreground.notes)


def test_a_file_that_vanishes_under_the_window(
    show: Callable[[Path], MainWindow], tmp_path: Path, qtbot: QtBot
) -> None:
    """What was read stays; what cannot be read any more is hatched and told, in Chinese; back again it is read."""
    large = np.repeat(np.repeat(quarters(600), 8, axis=1), 8, axis=2)
    path = write(tmp_path / "消失_20260601.tif", large, compress="deflate", tiled=True)
    window = show(path)
    assert_quarters(window, 4800)
    kept = path.read_bytes()
    path.write_bytes(b"")
    path.unlink()
    window.map.zoom(8)
    settled(qtbot, window)
    assert "Ctrl+F5" in " ".join(window.map.foreground.notes), "what is hatched is told"
    window.map.fit_all()
    settled(qtbot, window)
    assert_quarters(window, 4800)
    assert "消失_20260601.tif 已无法读取" in window.messages.text
    reread(qtbot, window)
    assert window.map_pages.currentWidget() is window.empty_page and "消失_20260601.tif" in window.messages.text
    path.write_bytes(kept)
    reread(qtbot, window)
    window.map.fit_all()
    settled(qtbot, window)
    assert_quarters(window, 4800)
    assert "消失" not in window.messages.text


def reread(qtbot: QtBot, window: MainWindow) -> None:
    window.actions_by_name["reread"].trigger()
    qtbot.waitUntil(lambda: not window.gallery.loading)
