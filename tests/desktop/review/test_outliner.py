"""Outlines drawn by mouse and keys through the real window."""

from __future__ import annotations

from pathlib import Path

import pytest
import shapely
from PyQt5.QtCore import QPoint, Qt
from PyQt5.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.desktop.conftest import OpenWindow, current, press
from twowei.casebook.patch import Patch
from twowei.casebook.states import State, Verdict
from twowei.desktop.main_window import MainWindow
from twowei.desktop.review.outliner import Outliner
from twowei.desktop.review.patch_table import SCORE
from twowei.services.review import find_patch, list_patches
from twowei.services.workspace import Workspace


def outliner(window: MainWindow) -> Outliner:
    assert window.reviewing.outliner is not None
    return window.reviewing.outliner


def place(window: MainWindow, x: float, y: float) -> QPoint:
    """Return where a point of the ground lies in the map's pane."""
    pyramid = window.gallery.pyramid
    assert pyramid is not None
    return window.map.pane.mapFromScene(*pyramid.to_scene(x, y))


def click(window: MainWindow, x: float, y: float, button: Qt.MouseButton = Qt.LeftButton) -> None:
    face = window.map.pane.face()
    QTest.mouseMove(face, place(window, x, y))
    QTest.mouseClick(face, button, Qt.NoModifier, place(window, x, y))


def drag(window: MainWindow, start: tuple[float, float], end: tuple[float, float]) -> None:
    face = window.map.pane.face()
    QTest.mouseMove(face, place(window, *start))
    QTest.mousePress(face, Qt.LeftButton, Qt.NoModifier, place(window, *start))
    middle = (start[0] + end[0]) / 2, (start[1] + end[1]) / 2
    for spot in (middle, end):
        QTest.mouseMove(face, place(window, *spot))
    QTest.mouseRelease(face, Qt.LeftButton, Qt.NoModifier, place(window, *end))


def corner(patch: Patch) -> tuple[float, float]:
    """Return the upper right corner of a square patch."""
    return patch.geometry.bounds[2], patch.geometry.bounds[3]


def test_a_corner_is_dragged_kept_and_taken_back(window: MainWindow, folder: Path) -> None:
    patch = current(window)
    right, top = corner(patch)
    press(window, Qt.Key_E)
    assert outliner(window).bar.isVisible()
    drag(window, (right, top), (right + 8, top + 8))
    assert "㎡" in outliner(window).bar.areas.text()
    press(window, Qt.Key_Return)
    assert not outliner(window).bar.isVisible()
    assert current(window).number == patch.number, "Enter keeps the outline and gives no verdict"
    assert current(window).area_m2 > patch.area_m2 + 50
    with Workspace.open(folder) as workspace:
        stored = find_patch(workspace, patch.number)
    assert stored.geometry.equals(current(window).geometry)
    assert stored.model_geometry.equals(patch.geometry)
    box = window.map.patches.box_of(patch.number)
    assert box is not None
    press(window, Qt.Key_Z, modifier=Qt.ControlModifier)
    assert current(window).geometry.equals_exact(patch.geometry, 1e-6)
    assert current(window).area_m2 == pytest.approx(patch.area_m2)


def test_escape_asks_once_before_it_drops(window: MainWindow) -> None:
    patch = current(window)
    right, top = corner(patch)
    press(window, Qt.Key_E)
    drag(window, (right, top), (right + 8, top + 8))
    press(window, Qt.Key_Escape)
    assert outliner(window).tool is not None
    assert "再按一次" in window.messages.text
    press(window, Qt.Key_Escape)
    assert outliner(window).tool is None
    assert current(window).geometry.equals(patch.geometry)


def test_going_on_keeps_what_is_drawn(window: MainWindow, folder: Path) -> None:
    patch = current(window)
    right, top = corner(patch)
    press(window, Qt.Key_E)
    drag(window, (right, top), (right + 8, top + 8))
    press(window, Qt.Key_Down)
    assert current(window).number != patch.number
    assert outliner(window).tool is None
    with Workspace.open(folder) as workspace:
        assert find_patch(workspace, patch.number).area_m2 > patch.area_m2 + 50


def test_a_cut_makes_two_patches(window: MainWindow, folder: Path) -> None:
    patch = current(window)
    left, bottom, right, top = patch.geometry.bounds
    middle = (left + right) / 2
    press(window, Qt.Key_E)
    press(window, Qt.Key_X)
    click(window, middle, top + 4)
    click(window, middle, bottom - 4)
    press(window, Qt.Key_Return)
    assert " + " in outliner(window).bar.areas.text()
    press(window, Qt.Key_Return)
    with Workspace.open(folder) as workspace:
        children = [one for one in list_patches(workspace) if one.parent == patch.number]
        assert find_patch(workspace, patch.number).state is State.REPLACED
    assert len(children) == 2
    assert current(window).number == children[0].number
    assert sum(one.area_m2 for one in children) == pytest.approx(patch.area_m2, rel=1e-6)


def test_a_missed_patch_is_drawn(window: MainWindow, folder: Path) -> None:
    patch = current(window)
    left, bottom = patch.geometry.bounds[:2]
    press(window, Qt.Key_E, modifier=Qt.ShiftModifier)
    for x, y in ((0, -6), (12, -6), (12, -14), (0, -14)):
        click(window, left + x, bottom + y)
    press(window, Qt.Key_Return)
    press(window, Qt.Key_Return)
    drawn = current(window)
    assert (drawn.source, drawn.model) == ("08", "")
    assert drawn.area_m2 == pytest.approx(96, rel=0.15)
    table = window.patch_list.model
    assert table.data(table.index(table.row_of(drawn.number) or 0, SCORE)) == "—", "no model scored it"
    with Workspace.open(folder) as workspace:
        assert len(list_patches(workspace)) == 7


def test_a_drawn_patch_is_taken_back_before_an_earlier_verdict(window: MainWindow, folder: Path) -> None:
    judged = current(window).number
    press(window, Qt.Key_1)
    press(window, Qt.Key_Return)
    went_on = current(window).number
    press(window, Qt.Key_E, modifier=Qt.ShiftModifier)
    west, south = current(window).geometry.bounds[:2]
    for x, y in ((0, 0), (20, 0), (20, -20), (0, -20)):
        click(window, west + x, south - 6 + y)
    press(window, Qt.Key_Return)
    press(window, Qt.Key_Return)
    drawn = current(window).number
    assert window.patch_list.count.text() == "1/7"
    press(window, Qt.Key_Z, modifier=Qt.ControlModifier)
    assert current(window).number == went_on
    assert window.patch_list.count.text() == "1/6"
    assert drawn not in window.patch_list.model.order
    with Workspace.open(folder) as other:
        assert find_patch(other, drawn).state is State.REPLACED
        assert find_patch(other, judged).verdict is Verdict.ILLEGAL, "the earlier verdict stands"
    press(window, Qt.Key_Y, modifier=Qt.ControlModifier)
    assert current(window).number == drawn
    assert drawn in window.patch_list.model.order
    press(window, Qt.Key_Z, modifier=Qt.ControlModifier)
    press(window, Qt.Key_Z, modifier=Qt.ControlModifier)
    assert (current(window).number, current(window).verdict) == (judged, None)


def test_selected_patches_are_merged(window: MainWindow, qtbot: QtBot, folder: Path) -> None:
    numbers = window.patch_list.model.order[:2]
    table = window.patch_list.table
    for row, modifier in ((0, Qt.NoModifier), (1, Qt.ControlModifier)):
        spot = table.visualRect(window.patch_list.model.index(row, 0)).center()
        qtbot.mouseClick(table.viewport(), Qt.LeftButton, modifier, spot)
    press(window, Qt.Key_M, modifier=Qt.ShiftModifier)
    with Workspace.open(folder) as workspace:
        (child,) = [one for one in list_patches(workspace) if one.parent]
    assert set((child.parent or "").split(";")) == set(numbers)
    assert isinstance(child.geometry, shapely.MultiPolygon)
    assert current(window).number == child.number


def test_a_split_is_taken_back_and_done_again_also_in_another_session(
    open_window: OpenWindow, window: MainWindow, folder: Path
) -> None:
    patch = current(window)
    left, bottom, right, top = patch.geometry.bounds
    press(window, Qt.Key_E)
    press(window, Qt.Key_X)
    click(window, (left + right) / 2, top + 4)
    click(window, (left + right) / 2, bottom - 4)
    press(window, Qt.Key_Return)
    press(window, Qt.Key_Return)
    parts = {number for number in window.patch_list.model.order if number.startswith(f"{patch.number}-")}
    assert len(parts) == 2
    press(window, Qt.Key_Z, modifier=Qt.ControlModifier)
    assert current(window).number == patch.number
    assert current(window).geometry.equals(patch.geometry)
    assert patch.number in window.patch_list.model.order
    assert not parts & set(window.patch_list.model.order)
    window.close()
    again = open_window(folder)
    press(again, Qt.Key_Y, modifier=Qt.ControlModifier)
    assert current(again).number in parts
    assert parts <= set(again.patch_list.model.order)
    assert patch.number not in again.patch_list.model.order
    press(again, Qt.Key_Z, modifier=Qt.ControlModifier)
    assert current(again).number == patch.number


def test_a_merge_is_taken_back(window: MainWindow, qtbot: QtBot, folder: Path) -> None:
    numbers = window.patch_list.model.order[:2]
    table = window.patch_list.table
    for row, modifier in ((0, Qt.NoModifier), (1, Qt.ControlModifier)):
        spot = table.visualRect(window.patch_list.model.index(row, 0)).center()
        qtbot.mouseClick(table.viewport(), Qt.LeftButton, modifier, spot)
    press(window, Qt.Key_M, modifier=Qt.ShiftModifier)
    assert not set(numbers) & set(window.patch_list.model.order)
    press(window, Qt.Key_Z, modifier=Qt.ControlModifier)
    assert set(numbers) <= set(window.patch_list.model.order)
    assert current(window).number == numbers[0]


def test_one_patch_cannot_be_merged(window: MainWindow) -> None:
    press(window, Qt.Key_M, modifier=Qt.ShiftModifier)
    assert "Ctrl" in window.messages.text
