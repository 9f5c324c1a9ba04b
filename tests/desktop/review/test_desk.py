"""Undo and redo, strokes, second looks, views and places, by keys through the real window."""

from __future__ import annotations

from pathlib import Path

import pytest
from PyQt5.QtCore import Qt
from PyQt5.QtWidgets import QApplication, QInputDialog
from pytestqt.qtbot import QtBot

from tests.desktop.conftest import ANALYST, OpenWindow, current, desk, order, press
from twowei import settings as wishes
from twowei.casebook.lifecycle import Verdict
from twowei.casebook.schema import runs
from twowei.casebook.wanted import Second
from twowei.desktop.app import Desktop
from twowei.desktop.main_window import MainWindow
from twowei.desktop.review.patch_table import DUE, PRIORITY
from twowei.desktop.review.views import ListView
from twowei.services.queue import Order, Wanted
from twowei.services.review import find_patch, give_verdict
from twowei.services.workspace import Workspace
from twowei.settings import Settings


def select(window: MainWindow, qtbot: QtBot, last: int) -> None:
    """Select the rows from the first to ``last`` with the mouse."""
    table = window.patch_list.table
    for row, modifier in ((0, Qt.NoModifier), (last, Qt.ShiftModifier)):
        spot = table.visualRect(window.patch_list.model.index(row, 0)).center()
        qtbot.mouseClick(table.viewport(), Qt.LeftButton, modifier, spot)


def test_undo_and_redo_reach_back_behind_the_start(window: MainWindow, desktop: Desktop, folder: Path) -> None:
    first = current(window).number
    press(window, Qt.Key_1, Qt.Key_2, Qt.Key_Return)
    window.close()
    again = desktop.open(folder)
    QApplication.setActiveWindow(again)
    press(again, Qt.Key_Z, modifier=Qt.ControlModifier)
    assert current(again).number == first
    assert again.patch_list.count.text() == "0/6"
    press(again, Qt.Key_Y, modifier=Qt.ControlModifier)
    assert again.patch_list.count.text() == "1/6"
    judged = desk(again).session.current
    assert judged is not None
    assert (judged.number, judged.reason) == (first, "V02")
    press(again, Qt.Key_Y, modifier=Qt.ControlModifier)
    assert "没有可恢复" in again.messages.text


def test_a_selection_is_judged_at_one_stroke_and_taken_back_at_one(window: MainWindow, qtbot: QtBot) -> None:
    select(window, qtbot, 2)
    press(window, Qt.Key_3, Qt.Key_4, Qt.Key_Return)
    assert window.patch_list.count.text() == "3/6"
    assert current(window).number == order(window)[3]
    press(window, Qt.Key_Z, modifier=Qt.ControlModifier)
    assert window.patch_list.count.text() == "0/6"


def test_only_false_changes_are_judged_at_one_stroke(window: MainWindow, qtbot: QtBot) -> None:
    select(window, qtbot, 2)
    press(window, Qt.Key_1, Qt.Key_Return)
    assert window.patch_list.count.text() == "0/6"
    assert "伪变化" in window.messages.text


def test_the_second_look_hides_the_first_verdict_until_it_is_given(open_window: OpenWindow, folder: Path) -> None:
    with Workspace.open(folder) as workspace:
        numbers = [f"000000000202606W000{n}" for n in (1, 2)]
        for number in numbers:
            give_verdict(workspace, number, Verdict.LEGAL, "L01", "李雷", "证照齐全")
    window = open_window(folder)
    desk(window).show_view(ListView(Wanted(second=Second.WAITING), Order.NUMBER))
    assert order(window) == numbers
    desk(window).session.choose(numbers[0])
    shown = [window.patch_list.model.index(row, column).data() for row in range(2) for column in range(9)]
    assert "合法" not in shown
    for column in (DUE, PRIORITY):
        assert {window.patch_list.model.index(row, column).data() for row in range(2)} == {"—"}, "they tell it too"
    told = window.detail_panel.all_texts()
    assert not [text for text in told if "合法" in text or "证照齐全" in text or "李雷" in text or "上报" in text]
    assert window.verdict_bar.note.text() == ""
    assert not any(button.isChecked() for button in window.verdict_bar.verdict_buttons.values())
    press(window, Qt.Key_1, Qt.Key_Return)
    assert "两次不一致" in window.messages.text
    assert (current(window).number, order(window)) == (numbers[1], numbers[1:])
    press(window, Qt.Key_2, Qt.Key_Return)
    assert "两次一致" in window.messages.text
    assert "2 个中 1 个一致" in window.patch_list.agreement.text()
    with Workspace.open(folder) as workspace:
        patch = find_patch(workspace, numbers[0])
        assert (patch.verdict, patch.judged_by, patch.facts["second_by"]) == (Verdict.LEGAL, "李雷", ANALYST)


def test_nobody_looks_twice_at_their_own(window: MainWindow) -> None:
    press(window, Qt.Key_2, Qt.Key_Return)
    desk(window).show_view(ListView(Wanted(second=Second.WAITING)))
    assert order(window) == []


def test_the_work_goes_on_where_it_was_left(window: MainWindow, desktop: Desktop, folder: Path) -> None:
    desk(window).show_view(ListView(Wanted(undecided=True), Order.AREA))
    press(window, Qt.Key_J, Qt.Key_J)
    left = current(window).number
    window.close()
    again = desktop.open(folder)
    assert current(again).number == left
    assert desk(again).place().view == ListView(Wanted(undecided=True), Order.AREA)
    assert again.patch_list.view.currentText() == "未判"


def test_a_view_is_saved_under_a_name_and_chosen_again(
    window: MainWindow, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QInputDialog, "getText", lambda *_args, **_kinds: ("大的", True))
    window.patch_list.filter.click()
    window.patch_list.panel.least_m2.setValue(200)
    assert 0 < len(order(window)) < 6
    few = order(window)
    window.patch_list.panel.save_button.click()
    assert "大的" in Settings(settings.path).get(wishes.VIEWS)
    window.patch_list.view.setCurrentIndex(0)
    window.patch_list.view.activated.emit(0)
    assert len(order(window)) == 6
    saved = window.patch_list.view.findText("大的")
    window.patch_list.view.activated.emit(saved)
    assert order(window) == few
    window.patch_list.filter.click()
    assert window.patch_list.panel.delete_button.isVisible()
    window.patch_list.panel.delete_button.click()
    assert window.patch_list.view.findText("大的") == -1
    assert Settings(settings.path).get(wishes.VIEWS) == ""


def test_a_condition_that_was_left_survives_another_one(window: MainWindow, desktop: Desktop, folder: Path) -> None:
    desk(window).show_view(ListView(Wanted(months=("2026-06",)), Order.NUMBER))
    window.close()
    again = desktop.open(folder)
    again.patch_list.panel.undecided.setCurrentIndex(1)
    assert desk(again).session.wanted == Wanted(months=("2026-06",), undecided=True)
    again.patch_list.filter.click()
    assert desk(again).session.wanted == Wanted(months=("2026-06",), undecided=True)
    assert "2026-06" in again.patch_list.panel.choices["months"].text()
    again.patch_list.panel.hide()


def test_the_score_filter_says_what_it_spares_and_costs(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    panel = window.patch_list.panel
    window.patch_list.filter.click()
    panel.least_score.setValue(0.6)
    assert not panel.thinning.text(), "scores of an uncalibrated model say nothing"
    with desk(window).session.workspace.casebook.reading() as connection:
        labels = tuple(row.model for row in connection.execute(runs.select()))
    monkeypatch.setattr("twowei.services.queue.calibrated_models", lambda: labels)
    panel.least_score.setValue(0.99)
    assert "100%" in panel.thinning.text() and "6" in panel.thinning.text() and "±" in panel.thinning.text()
    panel.thinning.linkActivated.emit("left out")
    assert len(desk(window).session.wanted.numbers) == 6, "the number opens its list"
    assert desk(window).session.wanted.least_score is None
    panel.clear_button.click()
    assert not panel.thinning.text()


def test_what_another_program_wrote_is_noticed(window: MainWindow, folder: Path) -> None:
    with Workspace.open(folder) as other:
        give_verdict(other, order(window)[5], Verdict.FALSE, "W01", "李雷")
    desk(window).session.look_for_others()
    assert window.patch_list.count.text() == "1/6"
    assert "另一个程序" in window.messages.text
    press(window, Qt.Key_F5)
    assert "6" in window.messages.text


def test_the_pace_is_told(window: MainWindow) -> None:
    for _ in range(4):
        press(window, Qt.Key_3, Qt.Key_Return)
    assert "个/时" in window.patch_list.remaining.text()
