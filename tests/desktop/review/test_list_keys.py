"""The list by keyboard alone: search, views, orders, filter and the last decisions, by real keys."""

from __future__ import annotations

from PyQt5.QtCore import Qt
from PyQt5.QtTest import QTest
from PyQt5.QtWidgets import QComboBox, QWidget
from pytestqt.qtbot import QtBot

from tests.desktop.conftest import current, desk, press
from twowei.desktop.main_window import MainWindow
from twowei.desktop.review.views import ListView
from twowei.services.queue import Order, Wanted


def opened(qtbot: QtBot, box: QComboBox) -> QWidget:
    """Open a box and return the list in which keys land."""
    box.showPopup()
    view = box.view()
    assert view is not None
    qtbot.waitUntil(view.isVisible)
    return view


def test_enter_in_an_opened_box_chooses_there_and_commits_nothing(window: MainWindow, qtbot: QtBot) -> None:
    first = current(window).number
    press(window, Qt.Key_1)
    view = opened(qtbot, window.patch_list.sort)
    for key in (Qt.Key_Down, Qt.Key_2, Qt.Key_Return):
        QTest.keyClick(view, key)
    qtbot.waitUntil(lambda: desk(window).session.order is Order.DEADLINE)
    assert current(window).number == first
    assert desk(window).session.progress == (0, 6), "the verdict keyed in still waits for its own Enter"
    assert window.verdict_bar.entry.verdict is not None
    QTest.keyClick(opened(qtbot, window.patch_list.sort), Qt.Key_Escape)
    assert window.verdict_bar.entry.verdict is not None, "Esc closed the box, nothing else"


def test_enter_in_the_search_goes_to_what_was_found(window: MainWindow) -> None:
    wanted = window.patch_list.model.order[3]
    press(window, Qt.Key_F, modifier=Qt.ControlModifier)
    QTest.keyClicks(window.patch_list.search, wanted[-5:])
    press(window, Qt.Key_Return)
    assert window.map.hasFocus()
    assert window.patch_list.model.order == [wanted]
    assert current(window).number == wanted
    press(window, Qt.Key_F, modifier=Qt.ControlModifier)
    QTest.keyClicks(window.patch_list.search, "nowhere")
    press(window, Qt.Key_Return)
    assert window.patch_list.model.order == []
    assert current(window).number == wanted, "where nothing is found the patch stays"


def test_a_chosen_view_begins_with_a_patch_of_its_own(window: MainWindow, qtbot: QtBot) -> None:
    first = current(window).number
    press(window, Qt.Key_1, Qt.Key_Return, Qt.Key_Backspace)
    assert current(window).number == first
    view = opened(qtbot, window.patch_list.view)
    for key in (Qt.Key_Down, Qt.Key_Return):
        QTest.keyClick(view, key)
    assert first not in window.patch_list.model.order
    assert current(window).number in window.patch_list.model.order


def test_the_filter_opens_by_key_and_its_list_begins_when_it_closes(window: MainWindow) -> None:
    press(window, Qt.Key_F, modifier=Qt.ControlModifier | Qt.ShiftModifier)
    panel = window.patch_list.panel
    assert panel.isVisible()
    assert panel.choices["months"].hasFocus()
    panel.most_m2.setFocus()
    panel.most_m2.selectAll()
    QTest.keyClicks(panel.most_m2, "160")
    press(window, Qt.Key_Tab)
    left = list(window.patch_list.model.order)
    assert 0 < len(left) < 6
    QTest.keyClick(panel, Qt.Key_Escape)
    assert current(window).number in left
    assert window.patch_list.view.currentIndex() == -1
    assert window.patch_list.view.placeholderText()


def test_the_last_decisions_are_walked_and_reopened_by_keys(window: MainWindow) -> None:
    first, second = window.patch_list.model.order[:2]
    press(window, Qt.Key_1, Qt.Key_Return, Qt.Key_3, Qt.Key_Return)
    press(window, Qt.Key_H, modifier=Qt.ControlModifier)
    assert window.detail_panel.recent.hasFocus()
    press(window, Qt.Key_Down)
    assert current(window).number not in (first, second), "the arrow walks the decisions, not the patches"
    press(window, Qt.Key_Return)
    assert current(window).number == first
    assert window.map.hasFocus()
    assert desk(window).session.progress == (2, 6)
    press(window, Qt.Key_H, modifier=Qt.ControlModifier)
    press(window, Qt.Key_Escape)
    assert window.map.hasFocus()


def test_what_is_taken_back_stands_in_the_list_again(window: MainWindow, qtbot: QtBot) -> None:
    first, second = window.patch_list.model.order[:2]
    desk(window).show_view(ListView(Wanted(undecided=True)))
    press(window, Qt.Key_1, Qt.Key_Return)
    assert first not in window.patch_list.model.order
    press(window, Qt.Key_Z, modifier=Qt.ControlModifier)
    assert window.patch_list.model.order[:2] == [first, second]
    assert current(window).number == first
    assert window.patch_list.selected() == [first]


def test_tab_leaves_the_list(window: MainWindow) -> None:
    window.patch_list.table.setFocus()
    press(window, Qt.Key_Tab)
    assert not window.patch_list.table.hasFocus()
