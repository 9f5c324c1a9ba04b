"""The map: pixels, mouse and wheel, blocked and broken sources."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator

import numpy as np
import pytest
import shapely
from PyQt5.QtCore import QEvent, QPoint, QPointF, Qt
from PyQt5.QtGui import QColor, QMouseEvent, QWheelEvent
from PyQt5.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from rasterio.crs import CRS

from twowei.desktop.map.compare import Mode
from twowei.desktop.map.map_view import MapView
from twowei.desktop.map.pane import Pane
from twowei.desktop.map.patch_layer import Shape
from twowei.desktop.map.pyramid import Box, Pyramid, TileKey
from twowei.desktop.map.scene import Scene, Side
from twowei.desktop.map.tone import Stretch
from twowei.desktop.notes import Notes
from twowei.imagery.reader import Picture

PYRAMID = Pyramid(CRS.from_epsg(4527), 39_500_000.0, 2_700_000.0, 0.5, 0.5, 4096, 4096)
BEFORE, AFTER = Side("2026-05", "前期 2026-05-12"), Side("2026-06", "后期 2026-06-14")
COLOURS = {"2026-05": (200, 40, 40), "2026-06": (40, 200, 40)}
Read = Callable[[TileKey], Picture]


def plain(key: TileKey) -> Picture:
    rgb = np.empty((3, 512, 512), np.uint8)
    rgb[:] = np.array(COLOURS[key.month], np.uint8)[:, None, None]
    return Picture(rgb, np.ones((512, 512), bool))


@pytest.fixture
def show(qtbot: QtBot) -> Iterator[Callable[..., MapView]]:
    views: list[MapView] = []

    def make(read: Read = plain, before: Side | None = BEFORE, settled: bool = True) -> MapView:
        view = MapView()
        qtbot.addWidget(view)
        view.resize(800, 600)
        view.show()
        view.show_scene(Scene(PYRAMID, read, lambda: None, before, AFTER, 0.5))
        views.append(view)
        if settled:
            _settle(qtbot, view)
        return view

    yield make
    for view in views:
        view.shut()


def _settle(qtbot: QtBot, view: MapView) -> None:
    def still() -> None:
        assert view.store is not None
        assert view.store.settled

    qtbot.wait(30)
    qtbot.waitUntil(still)
    qtbot.wait(10)


def _colour(view: MapView, x: int, y: int) -> tuple[int, int, int]:
    found = QColor(view.grab().toImage().pixel(x, y))
    return found.red(), found.green(), found.blue()


def _drag(view: MapView, *points: tuple[int, int]) -> None:
    """Press at the first point, move through the others, release at the last."""
    kinds = [QEvent.MouseButtonPress, *[QEvent.MouseMove] * (len(points) - 1), QEvent.MouseButtonRelease]
    for kind, (x, y) in zip(kinds, (*points, points[-1]), strict=True):
        _mouse(view, kind, x, y, Qt.LeftButton)


def _mouse(view: MapView, kind: QEvent.Type, x: int, y: int, buttons: Qt.MouseButton = Qt.NoButton) -> None:
    button = Qt.NoButton if kind == QEvent.MouseMove else buttons
    QApplication.sendEvent(view.pane.viewport(), QMouseEvent(kind, QPointF(x, y), button, buttons, Qt.NoModifier))


def test_each_side_of_the_line_shows_its_month(show: Callable[..., MapView]) -> None:
    view = show()
    assert _colour(view, 150, 300) == COLOURS["2026-05"]
    assert _colour(view, 650, 300) == COLOURS["2026-06"]


def test_modes_and_the_held_key(show: Callable[..., MapView]) -> None:
    view = show()
    view.set_mode(Mode.AFTER)
    assert _colour(view, 150, 300) == COLOURS["2026-06"]
    view.hold_before(True)
    assert _colour(view, 650, 300) == COLOURS["2026-05"]
    view.hold_before(False)
    assert _colour(view, 650, 300) == COLOURS["2026-06"]


def test_dragging_the_line_reads_nothing(show: Callable[..., MapView], qtbot: QtBot) -> None:
    reads: list[TileKey] = []

    def counting(key: TileKey) -> Picture:
        reads.append(key)
        return plain(key)

    view = show(counting)
    so_far = len(reads)
    _drag(view, (400, 300), (300, 300), (180, 300))
    _settle(qtbot, view)
    assert view.comparison.line(800, 600) == 180
    assert _colour(view, 300, 300) == COLOURS["2026-06"]
    assert len(reads) == so_far


def test_dragging_elsewhere_pans_and_a_click_does_not(show: Callable[..., MapView], qtbot: QtBot) -> None:
    view = show()
    view.fit(Box(1000, 1000, 1400, 1300), margin=0)
    left = view.view_now().box.left
    qtbot.mouseClick(view.pane.viewport(), Qt.LeftButton, pos=QPoint(100, 100))
    assert view.view_now().box.left == left
    _drag(view, (100, 100), (130, 100), (200, 100))
    assert view.view_now().box.left == pytest.approx(left - 100 / view.view_now().scale, abs=1)


def test_space_pans_even_on_the_line(show: Callable[..., MapView]) -> None:
    view = show()
    view.fit(Box(1000, 1000, 1400, 1300), margin=0)
    view.hold_space(True)
    left = view.view_now().box.left
    _drag(view, (400, 300), (350, 300), (300, 300))
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
        _mouse(view, QEvent.MouseMove, 410, 310)
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
    _settle(qtbot, view)
    assert slowest < 0.5, "no event waited for a read"
    sharp = {key for key in begun[4:] if key.level == 0 and key.month == "2026-06"}
    assert sharp == last, "of all views on the way only the last was read"


def test_other_imagery_is_shown_without_waiting_for_a_slow_disk(qtbot: QtBot, show: Callable[..., MapView]) -> None:
    gate, closed = threading.Event(), threading.Event()

    def blocked(key: TileKey) -> Picture:
        assert gate.wait(10)
        return plain(key)

    view = show(blocked, settled=False)
    slow = Scene(PYRAMID, blocked, closed.set, BEFORE, AFTER, 0.5)
    view.show_scene(slow)
    qtbot.wait(30)
    start = time.perf_counter()
    view.show_scene(Scene(PYRAMID, plain, lambda: None, None, AFTER, 0.5))
    assert time.perf_counter() - start < 0.5
    assert not closed.is_set(), "files stay open while they are read"
    gate.set()
    qtbot.waitUntil(closed.is_set)
    _settle(qtbot, view)
    assert _colour(view, 400, 300) == COLOURS["2026-06"]


def test_the_coarse_tile_is_painted_while_the_sharp_ones_load(qtbot: QtBot, show: Callable[..., MapView]) -> None:
    gate = threading.Event()

    def slow_when_sharp(key: TileKey) -> Picture:
        if key.level == 0:
            assert gate.wait(10)
        return plain(key)

    view = show(slow_when_sharp, before=None)
    view.fit(Box(1000, 1000, 1400, 1300), margin=0)
    qtbot.wait(80)
    assert _colour(view, 400, 300) == COLOURS["2026-06"]
    gate.set()


def test_a_broken_source_is_told_once_and_ends_nothing(qtbot: QtBot, show: Callable[..., MapView]) -> None:
    def broken(key: TileKey) -> Picture:
        raise OSError("gone")

    view = show(broken, settled=False)
    told: list[tuple[str, str]] = []
    view.tiles_failed.connect(lambda month, why: told.append((month, why)))
    _settle(qtbot, view)
    view.fit(Box(1000, 1000, 1400, 1300), margin=0)
    _settle(qtbot, view)
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


def test_panes_side_by_side_follow_one_state_and_mirror_the_cursor(show: Callable[..., MapView], qtbot: QtBot) -> None:
    view = show()
    view.set_mode(Mode.SIDE)
    QApplication.processEvents()
    second = view.findChildren(Pane)[1]
    assert view.pane.width() == pytest.approx(400, abs=2)
    view.fit(Box(1000, 1000, 1400, 1300), margin=0)
    _settle(qtbot, view)
    assert second.view_now().box.centre == pytest.approx(view.pane.view_now().box.centre, abs=1)
    assert _colour(view, 200, 400) == COLOURS["2026-05"]
    assert _colour(view, 600, 400) == COLOURS["2026-06"]
    plain_picture = second.grab().toImage()
    _mouse(view, QEvent.MouseMove, 200, 400)
    assert second.grab().toImage() != plain_picture, "the cursor of the other pane is drawn"
    wheel = QWheelEvent(
        QPointF(100, 100), QPointF(), QPoint(), QPoint(0, 240), Qt.NoButton, Qt.NoModifier, Qt.NoScrollPhase, False
    )
    second.wheelEvent(wheel)
    assert second.view_now().scale == view.pane.view_now().scale
    assert second.view_now().box.centre == pytest.approx(view.pane.view_now().box.centre, abs=1)
    view.set_mode(Mode.SWIPE)
    QApplication.processEvents()
    assert view.pane.width() == 800


def test_the_line_lies_down_and_months_change_places(show: Callable[..., MapView]) -> None:
    view = show()
    view.turn_line()
    assert _colour(view, 150, 100) == COLOURS["2026-05"]
    assert _colour(view, 150, 500) == COLOURS["2026-06"]
    _drag(view, (300, 300), (300, 250), (300, 150))
    assert view.comparison.line(800, 600) == 150
    view.swap()
    assert _colour(view, 150, 100) == COLOURS["2026-06"]
    assert _colour(view, 150, 500) == COLOURS["2026-05"]


def test_fade_blends_and_flicker_turns_over_by_itself(show: Callable[..., MapView], qtbot: QtBot) -> None:
    view = show()
    view.set_mode(Mode.FADE)
    view.blend_bar.slider.setValue(25)
    before, after = COLOURS["2026-05"], COLOURS["2026-06"]
    assert _colour(view, 150, 300) == pytest.approx(
        [b * 0.75 + a * 0.25 for b, a in zip(before, after, strict=True)], abs=2
    )
    view.set_mode(Mode.FLICKER)
    view.blend_bar.slider.setValue(100)
    for colour in (before, after, before):
        qtbot.waitUntil(lambda wanted=colour: _colour(view, 150, 300) == wanted)  # type: ignore[misc]


def test_prefetched_ground_is_painted_without_another_read(show: Callable[..., MapView], qtbot: QtBot) -> None:
    reads: list[TileKey] = []

    def counting(key: TileKey) -> Picture:
        reads.append(key)
        return plain(key)

    view = show(counting)
    box = Box(3000, 3000, 3040, 3030)
    view.prefetch([PYRAMID.box_to_ground(box)])
    _settle(qtbot, view)
    so_far = len(reads)
    view.fit(box)
    _settle(qtbot, view)
    assert view.view_now().box.centre == pytest.approx(box.centre, abs=1)
    assert len(reads) == so_far


def test_a_new_brightness_reads_nothing(show: Callable[..., MapView], qtbot: QtBot) -> None:
    reads: list[TileKey] = []

    def ramp(key: TileKey) -> Picture:
        reads.append(key)
        picture = plain(key)
        picture.rgb[:] = np.linspace(90, 150, 512, dtype=np.uint8)
        return picture

    view = show(ramp)
    so_far, dull = len(reads), _colour(view, 130, 300)
    view.set_stretch(Stretch.EACH)
    _settle(qtbot, view)
    assert _colour(view, 130, 300)[0] < dull[0] - 20
    view.set_stretch(Stretch.PLAIN)
    _settle(qtbot, view)
    assert _colour(view, 130, 300) == dull
    assert len(reads) == so_far


def test_what_cannot_be_read_is_hatched_and_written_on_the_map(show: Callable[..., MapView], qtbot: QtBot) -> None:
    def sharp_is_broken(key: TileKey) -> Picture:
        if key.level == 0:
            raise OSError("gone")
        return plain(key)

    view = show(sharp_is_broken)
    notes = Notes(view, view)
    view.fit(Box(1000, 1000, 1400, 1300), margin=0)
    _settle(qtbot, view)
    notes.look()
    assert ["F5" in note for note in view.foreground.notes] == [True, True]
    view.fit_all()
    notes.look()
    assert view.foreground.notes == ()
