"""The map: pixels, mouse and wheel, blocked and broken sources."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import numpy as np
import pytest
import shapely
from PyQt5.QtCore import QEvent, QPoint, QPointF, Qt
from PyQt5.QtGui import QColor, QWheelEvent
from PyQt5.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.desktop.map.conftest import (
    AFTER,
    BEFORE,
    COLOURS,
    PYRAMID,
    colour_at,
    drag_over,
    mouse_event,
    plain,
    settle_map,
)
from twowei.desktop.map.compare import Mode
from twowei.desktop.map.map_view import MapView
from twowei.desktop.map.patch_layer import Shape
from twowei.desktop.map.pyramid import Box, TileKey
from twowei.desktop.map.scene import Scene
from twowei.imagery.reader import Picture


def test_each_side_of_the_line_shows_its_month(show: Callable[..., MapView]) -> None:
    view = show()
    assert colour_at(view, 150, 300) == COLOURS["2026-05"]
    assert colour_at(view, 650, 300) == COLOURS["2026-06"]


def test_modes_and_the_held_key(show: Callable[..., MapView]) -> None:
    view = show()
    view.set_mode(Mode.AFTER)
    assert colour_at(view, 150, 300) == COLOURS["2026-06"]
    view.hold_before(True)
    assert colour_at(view, 650, 300) == COLOURS["2026-05"]
    view.hold_before(False)
    assert colour_at(view, 650, 300) == COLOURS["2026-06"]


def test_dragging_the_line_reads_nothing(show: Callable[..., MapView], qtbot: QtBot) -> None:
    reads: list[TileKey] = []

    def counting(key: TileKey) -> Picture:
        reads.append(key)
        return plain(key)

    view = show(counting)
    so_far = len(reads)
    drag_over(view, (400, 300), (300, 300), (180, 300))
    settle_map(qtbot, view)
    assert view.comparison.line(800, 600) == 180
    assert colour_at(view, 300, 300) == COLOURS["2026-06"]
    assert len(reads) == so_far


def test_dragging_elsewhere_pans_and_a_click_does_not(show: Callable[..., MapView], qtbot: QtBot) -> None:
    view = show()
    view.fit(Box(1000, 1000, 1400, 1300), margin=0)
    left = view.view_now().box.left
    qtbot.mouseClick(view.pane.viewport(), Qt.LeftButton, pos=QPoint(100, 100))
    assert view.view_now().box.left == left
    drag_over(view, (100, 100), (130, 100), (200, 100))
    assert view.view_now().box.left == pytest.approx(left - 100 / view.view_now().scale, abs=1)


def test_space_pans_even_on_the_line(show: Callable[..., MapView]) -> None:
    view = show()
    view.fit(Box(1000, 1000, 1400, 1300), margin=0)
    view.hold_space(True)
    left = view.view_now().box.left
    drag_over(view, (400, 300), (350, 300), (300, 300))
    view.hold_space(False)
    assert view.comparison.position == 0.5
    assert view.view_now().box.left > left


@pytest.mark.parametrize("turn", [120, -120, 240])
def test_the_wheel_zooms_about_the_cursor(show: Callable[..., MapView], turn: int) -> None:
    view = show()
    view.fit(Box(1000, 1000, 1400, 1300), margin=0)
    spot = QPointF(610, 140)
    before = view.pane.mapToScene(spot.toPoint())
    scale = view.view_now().scale
    event = QWheelEvent(
        spot, QPointF(view.pane.mapToGlobal(spot.toPoint())), QPoint(), QPoint(0, turn), Qt.NoButton, Qt.NoModifier,
        Qt.NoScrollPhase, False,
    )  # fmt: skip
    view.pane.wheelEvent(event)
    after = view.pane.mapToScene(spot.toPoint())
    assert (view.view_now().scale > scale) == (turn > 0)
    assert abs(after.x() - before.x()) < 1.5
    assert abs(after.y() - before.y()) < 1.5


def test_zoom_ends_where_nothing_more_is_to_be_seen(show: Callable[..., MapView]) -> None:
    view = show()
    for _ in range(60):
        view.zoom(2)
    assert view.view_now().scale == 16
    for _ in range(60):
        view.zoom(0.5)
    assert view.view_now().scale > 0.05


def test_coordinates_under_the_cursor_are_ground_coordinates(show: Callable[..., MapView], qtbot: QtBot) -> None:
    view = show()
    view.fit(Box(1000, 1000, 1400, 1300), margin=0)
    with qtbot.waitSignal(view.cursor_moved) as moved:
        mouse_event(view, QEvent.MouseMove, 410, 310)
    x, y = moved.args
    assert x == pytest.approx(39_500_000 + 1205 * 0.5, abs=3)
    assert y == pytest.approx(2_700_000 - 1155 * 0.5, abs=3)


def test_a_blocked_source_leaves_the_window_free_and_stale_tiles_unread(
    qtbot: QtBot, show: Callable[..., MapView]
) -> None:
    gate, begun = threading.Event(), []

    def blocked(key: TileKey) -> Picture:
        begun.append(key)
        assert gate.wait(10)
        return plain(key)

    view = show(blocked, settled=False)
    qtbot.waitUntil(lambda: len(begun) == 4)
    slowest = 0.0
    for step in range(20):
        start = time.perf_counter()
        view.fit(Box(150 * step, 100, 150 * step + 300, 400), margin=0)
        QApplication.processEvents()
        slowest = max(slowest, time.perf_counter() - start)
    qtbot.wait(30)
    last = set(PYRAMID.tiles("2026-06", 0, view.view_now().box))
    gate.set()
    settle_map(qtbot, view)
    assert slowest < 0.5, "no event waited for a read"
    sharp = {key for key in begun[4:] if key.level == 0 and key.month == "2026-06"}
    assert sharp == last, "of all views on the way only the last was read"


def test_other_imagery_is_shown_without_waiting_for_a_slow_disk(qtbot: QtBot, show: Callable[..., MapView]) -> None:
    gate, closed, begun = threading.Event(), threading.Event(), threading.Event()

    def blocked(key: TileKey) -> Picture:
        begun.set()
        assert gate.wait(10)
        return plain(key)

    view = show(settled=False)
    view.show_scene(Scene(PYRAMID, blocked, closed.set, BEFORE, AFTER, 0.5))
    qtbot.waitUntil(begun.is_set)
    start = time.perf_counter()
    view.show_scene(Scene(PYRAMID, plain, lambda: None, None, AFTER, 0.5))
    assert time.perf_counter() - start < 0.5
    assert not closed.is_set(), "files stay open while they are read"
    gate.set()
    qtbot.waitUntil(closed.is_set)
    settle_map(qtbot, view)
    assert colour_at(view, 400, 300) == COLOURS["2026-06"]


def test_the_coarse_tile_is_painted_while_the_sharp_ones_load(qtbot: QtBot, show: Callable[..., MapView]) -> None:
    gate = threading.Event()

    def slow_when_sharp(key: TileKey) -> Picture:
        if key.level == 0:
            assert gate.wait(10)
        return plain(key)

    view = show(slow_when_sharp, before=None)
    view.fit(Box(1000, 1000, 1400, 1300), margin=0)
    qtbot.wait(80)
    assert colour_at(view, 400, 300) == COLOURS["2026-06"]
    gate.set()


def test_a_broken_source_is_told_once_and_ends_nothing(qtbot: QtBot, show: Callable[..., MapView]) -> None:
    def broken(key: TileKey) -> Picture:
        raise OSError("gone")

    view = show(broken, settled=False)
    told: list[tuple[str, str]] = []
    view.tiles_failed.connect(lambda month, why: told.append((month, why)))
    settle_map(qtbot, view)
    view.fit(Box(1000, 1000, 1400, 1300), margin=0)
    settle_map(qtbot, view)
    assert sorted(told) == [("2026-05", "gone"), ("2026-06", "gone")]


def test_missing_pixels_are_transparent(show: Callable[..., MapView]) -> None:
    def half(key: TileKey) -> Picture:
        picture = plain(key)
        if key.level == 0:
            picture.valid[:, :256] = False
        return picture

    view = show(half, before=None)
    view.pane.setBackgroundBrush(QColor(1, 2, 3))
    view.fit(Box(0, 0, 400, 300), margin=0)
    QApplication.processEvents()
    assert view.store is not None


def test_patches_are_clicked_and_fitted(show: Callable[..., MapView], qtbot: QtBot) -> None:
    view = show()
    view.set_patches(
        [
            Shape("A1", "A1", shapely.box(1000, 1000, 1040, 1030), "undecided"),
            Shape(
                "A2", "A2", shapely.box(2000, 1000, 2060, 1050).union(shapely.box(2100, 1000, 2110, 1010)), "illegal"
            ),
        ]
    )
    view.patches.set_current("A1")
    view.fit_patch("A1")
    assert view.view_now().box.centre == pytest.approx((1020, 1015), abs=1)
    spot = view.pane.mapFromScene(QPointF(1030, 1020))
    with qtbot.waitSignal(view.patch_clicked) as clicked:
        qtbot.mouseClick(view.pane.viewport(), Qt.LeftButton, pos=spot)
    assert clicked.args == ["A1"]
    assert view.patches.at(2105, 1005, 1) == "A2"
    assert view.patches.at(500, 500, 5) is None
    with_outlines = view.grab().toImage()
    view.patches.setVisible(False)
    assert view.grab().toImage() != with_outlines


def test_many_patches_are_painted_in_one_item(show: Callable[..., MapView]) -> None:
    view = show()
    spots = np.random.default_rng(1).uniform(0, 4000, (20_000, 2))
    view.set_patches(
        [Shape(str(i), str(i), shapely.box(x, y, x + 12, y + 9), "legal") for i, (x, y) in enumerate(spots)]
    )
    for box in (Box(1000, 1000, 1400, 1300), PYRAMID.extent):
        view.fit(box, margin=0)
        start = time.process_time()
        view.grab()
        assert time.process_time() - start < 1.0
    assert len(view.canvas.items()) == 3
