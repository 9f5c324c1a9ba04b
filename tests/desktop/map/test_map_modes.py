"""The map: ways to compare, brightness, reading ahead, what cannot be read."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from PyQt5.QtCore import QEvent, QPoint, QPointF, Qt
from PyQt5.QtGui import QWheelEvent
from PyQt5.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.desktop.map.conftest import (
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
from twowei.desktop.map.pane import Pane
from twowei.desktop.map.pyramid import Box, TileKey
from twowei.desktop.map.tone import Stretch
from twowei.desktop.notes import Notes
from twowei.imagery.reader import Picture


def test_panes_side_by_side_follow_one_state_and_mirror_the_cursor(show: Callable[..., MapView], qtbot: QtBot) -> None:
    view = show()
    view.set_mode(Mode.SIDE)
    QApplication.processEvents()
    second = view.findChildren(Pane)[1]
    assert view.pane.width() == pytest.approx(400, abs=2)
    view.fit(Box(1000, 1000, 1400, 1300), margin=0)
    settle_map(qtbot, view)
    assert second.view_now().box.centre == pytest.approx(view.pane.view_now().box.centre, abs=1)
    assert colour_at(view, 200, 400) == COLOURS["2026-05"]
    assert colour_at(view, 600, 400) == COLOURS["2026-06"]
    plain_picture = second.grab().toImage()
    mouse_event(view, QEvent.MouseMove, 200, 400)
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


@pytest.mark.parametrize("lying", [False, True])
def test_a_fitted_patch_is_seen_whole_in_every_pane(show: Callable[..., MapView], lying: bool) -> None:
    view = show()
    tall = Box(1000, 1000, 1100, 1400) if lying else Box(1000, 1000, 1400, 1100)
    view.fit(tall, margin=0.1)
    alone = view.view_now()
    if lying:
        view.turn_line()
    view.set_mode(Mode.SIDE)
    QApplication.processEvents()
    for pane in view.panes:
        seen = pane.view_now().box
        assert seen.left <= tall.left < tall.right <= seen.right and seen.top <= tall.top < tall.bottom <= seen.bottom
    assert view.view_now().scale < alone.scale
    view.set_mode(Mode.SWIPE)
    QApplication.processEvents()
    assert view.view_now().scale == pytest.approx(alone.scale)


def test_where_somebody_went_is_left_as_it_is(show: Callable[..., MapView]) -> None:
    view = show()
    view.fit(Box(1000, 1000, 1100, 1400), margin=0.1)
    view.zoom(1.5)
    scale = view.view_now().scale
    view.set_mode(Mode.SIDE)
    QApplication.processEvents()
    assert view.view_now().scale == pytest.approx(scale)


def test_the_line_lies_down_and_months_change_places(show: Callable[..., MapView]) -> None:
    view = show()
    view.turn_line()
    assert colour_at(view, 150, 100) == COLOURS["2026-05"]
    assert colour_at(view, 150, 500) == COLOURS["2026-06"]
    drag_over(view, (300, 300), (300, 250), (300, 150))
    assert view.comparison.line(800, 600) == 150
    view.swap()
    assert colour_at(view, 150, 100) == COLOURS["2026-06"]
    assert colour_at(view, 150, 500) == COLOURS["2026-05"]


def test_fade_blends_and_flicker_turns_over_by_itself(show: Callable[..., MapView], qtbot: QtBot) -> None:
    view = show()
    view.set_mode(Mode.FADE)
    view.blend_bar.slider.setValue(25)
    before, after = COLOURS["2026-05"], COLOURS["2026-06"]
    assert colour_at(view, 150, 300) == pytest.approx(
        [b * 0.75 + a * 0.25 for b, a in zip(before, after, strict=True)], abs=2
    )
    view.set_mode(Mode.FLICKER)
    view.blend_bar.slider.setValue(100)
    for colour in (before, after, before):
        qtbot.waitUntil(lambda wanted=colour: colour_at(view, 150, 300) == wanted)  # type: ignore[misc]


def test_prefetched_ground_is_painted_without_another_read(show: Callable[..., MapView], qtbot: QtBot) -> None:
    reads: list[TileKey] = []

    def counting(key: TileKey) -> Picture:
        reads.append(key)
        return plain(key)

    view = show(counting)
    box = Box(3000, 3000, 3040, 3030)
    view.prefetch([PYRAMID.box_to_ground(box)])
    settle_map(qtbot, view)
    so_far = len(reads)
    view.fit(box)
    settle_map(qtbot, view)
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
    so_far, dull = len(reads), colour_at(view, 130, 300)
    view.set_stretch(Stretch.EACH)
    settle_map(qtbot, view)
    assert colour_at(view, 130, 300)[0] < dull[0] - 20
    view.set_stretch(Stretch.PLAIN)
    settle_map(qtbot, view)
    assert colour_at(view, 130, 300) == dull
    assert len(reads) == so_far


def test_what_cannot_be_read_is_hatched_and_written_on_the_map(show: Callable[..., MapView], qtbot: QtBot) -> None:
    def sharp_is_broken(key: TileKey) -> Picture:
        if key.level == 0:
            raise OSError("gone")
        return plain(key)

    view = show(sharp_is_broken)
    notes = Notes(view, view)
    view.fit(Box(1000, 1000, 1400, 1300), margin=0)
    settle_map(qtbot, view)
    notes.look()
    assert ["F5" in note for note in view.foreground.notes] == [True, True]
    view.fit_all()
    notes.look()
    assert view.foreground.notes == ()
