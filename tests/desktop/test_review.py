"""The review by keyboard, through the real window, on a real workspace."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PyQt5.QtCore import Qt
from PyQt5.QtTest import QTest
from PyQt5.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from tests.desktop.conftest import OpenWindow, current, order, press
from twowei import settings as wishes
from twowei.casebook.lifecycle import State, Verdict
from twowei.casebook.patch import Patch
from twowei.desktop.app import Desktop
from twowei.desktop.dialogs.person_dialog import PersonDialog
from twowei.desktop.main_window import MainWindow
from twowei.desktop.map.compare import Mode
from twowei.desktop.review.views import ListView
from twowei.services.queue import Order, Wanted
from twowei.services.review import find_patch, list_patches
from twowei.services.workspace import Workspace
from twowei.settings import Settings

Act = Callable[[QDialog], None]


def found(window: MainWindow, number: str) -> Patch:
    assert window.desk is not None
    patch = window.desk.session.find(number)
    assert patch is not None
    return patch


def show(window: MainWindow, order: Order = Order.NUMBER, **conditions: Any) -> None:
    """Show the list that meets conditions, as a view that was saved would."""
    assert window.desk is not None
    window.desk.show_view(ListView(Wanted(**conditions), order))


def test_opens_at_the_first_undecided_with_both_months(window: MainWindow, qtbot: QtBot) -> None:
    assert current(window).number == order(window)[0]
    assert window.patch_list.count.text() == "0/6"
    assert window.gallery.months == ["2026-05", "2026-06"]
    assert window.patch_list.selected() == [order(window)[0]]

    def painted() -> None:
        image = window.map.grab().toImage()
        left, right = image.pixelColor(60, 300), image.pixelColor(image.width() - 60, 300)
        assert left.red() > left.green()
        assert right.green() > right.red()

    qtbot.waitUntil(painted)


def test_verdict_reason_enter_goes_on_to_the_next_undecided(window: MainWindow, folder: Path) -> None:
    first, second, third = order(window)[:3]
    press(window, Qt.Key_3)
    assert window.verdict_bar.reasons.isVisible()
    press(window, Qt.Key_6, Qt.Key_Return)
    assert current(window).number == second
    press(window, Qt.Key_1, Qt.Key_Return)
    assert current(window).number == third
    assert window.patch_list.count.text() == "2/6"
    with Workspace.open(folder) as other:
        judged = find_patch(other, first)
        assert (judged.verdict, judged.reason, judged.state) == (Verdict.FALSE, "W06", State.FALSE)
        assert judged.judged_by == "王芳"
        assert find_patch(other, second).reason == "V01"


def test_numpad_and_mouse_do_the_same(window: MainWindow, qtbot: QtBot) -> None:
    first, second = order(window)[:2]
    press(window, Qt.Key_2, modifier=Qt.KeypadModifier)
    press(window, Qt.Key_Enter, modifier=Qt.KeypadModifier)
    assert window.desk is not None
    assert found(window, first).verdict is Verdict.LEGAL
    qtbot.mouseClick(window.verdict_bar.verdict_buttons[Verdict.FALSE], Qt.LeftButton)
    qtbot.mouseClick(window.verdict_bar.reasons.buttons["W11"], Qt.LeftButton)
    qtbot.mouseClick(window.verdict_bar.commit_button, Qt.LeftButton)
    assert found(window, second).reason == "W11"


def test_the_last_reason_is_the_preset_also_after_a_restart(window: MainWindow, desktop: Desktop, folder: Path) -> None:
    press(window, Qt.Key_1, Qt.Key_4, Qt.Key_Return)
    press(window, Qt.Key_1, Qt.Key_Return)
    second = order(window)[1]
    assert window.desk is not None
    assert found(window, second).reason == "V04"
    window.close()
    again = desktop.open(folder)
    assert again.verdict_bar.entry.presets[Verdict.ILLEGAL] == "V04"
    assert current(again).number == order(again)[2], "goes on where it was left"


def test_walking_the_list(window: MainWindow) -> None:
    numbers = order(window)
    press(window, Qt.Key_Down, Qt.Key_J)
    assert current(window).number == numbers[2]
    press(window, Qt.Key_Up, Qt.Key_K, Qt.Key_K)
    assert current(window).number == numbers[0]
    press(window, Qt.Key_J, Qt.Key_J, Qt.Key_Backspace)
    assert current(window).number == numbers[1]
    box = window.map.patches.box_of(numbers[1])
    assert box is not None
    assert window.map.view_now().box.centre == pytest.approx(box.centre, abs=2)


def test_arrows_walk_also_while_the_list_has_the_focus(window: MainWindow) -> None:
    window.patch_list.table.setFocus()
    press(window, Qt.Key_Down, Qt.Key_Down)
    assert current(window).number == order(window)[2]
    press(window, Qt.Key_5, Qt.Key_Return)
    assert window.patch_list.count.text() == "1/6"


def test_escape_and_backspace_forget_what_is_not_committed(window: MainWindow) -> None:
    first = current(window).number
    for key in (Qt.Key_Escape, Qt.Key_Backspace):
        press(window, Qt.Key_3)
        press(window, key)
        assert not window.verdict_bar.reasons.isVisible()
        assert current(window).number == first
    assert window.patch_list.count.text() == "0/6"


def test_letters_and_digits_type_in_the_note(window: MainWindow) -> None:
    first = current(window).number
    press(window, Qt.Key_N)
    assert window.verdict_bar.note.hasFocus()
    QTest.keyClicks(window.verdict_bar.note, "abc 123 jkl=-")
    press(window, Qt.Key_Down)
    assert current(window).number == first
    assert window.verdict_bar.note.text() == "abc 123 jkl=-"
    press(window, Qt.Key_Escape)
    assert window.map.hasFocus()
    press(window, Qt.Key_4)
    press(window, Qt.Key_N)
    QTest.keyClicks(window.verdict_bar.note, "shed")
    press(window, Qt.Key_Return)
    assert window.desk is not None
    assert found(window, first).note == "shed"
    assert found(window, first).verdict is Verdict.FARM
    assert window.map.hasFocus()


def test_a_chinese_note_is_kept(window: MainWindow) -> None:
    first = current(window).number
    window.verdict_bar.note.setText("屋顶已封 · 待复核")
    press(window, Qt.Key_1, Qt.Key_Return)
    assert window.desk is not None
    assert found(window, first).note == "屋顶已封 · 待复核"
    assert window.verdict_bar.note.text() == ""


def test_letters_type_in_the_search_and_filter_the_list(window: MainWindow, qtbot: QtBot) -> None:
    press(window, Qt.Key_F, modifier=Qt.ControlModifier)
    assert window.patch_list.search.hasFocus()
    QTest.keyClicks(window.patch_list.search, "w0002")
    qtbot.waitUntil(lambda: len(order(window)) == 1)
    press(window, Qt.Key_Return)
    assert window.map.hasFocus()


def test_take_back(window: MainWindow, folder: Path) -> None:
    first = current(window).number
    press(window, Qt.Key_1, Qt.Key_Return, Qt.Key_3, Qt.Key_Return)
    press(window, Qt.Key_Z, modifier=Qt.ControlModifier)
    press(window, Qt.Key_Z, modifier=Qt.ControlModifier)
    assert current(window).number == first
    assert window.patch_list.count.text() == "0/6"
    press(window, Qt.Key_Z, modifier=Qt.ControlModifier)
    assert "没有可撤销" in window.messages.text
    with Workspace.open(folder) as other:
        assert find_patch(other, first).verdict is None


def test_archive(window: MainWindow, folder: Path) -> None:
    first = current(window).number
    press(window, Qt.Key_A)
    assert "还没有结论" in window.messages.text
    press(window, Qt.Key_1, Qt.Key_Return, Qt.Key_Backspace)
    assert current(window).number == first
    press(window, Qt.Key_A)
    assert current(window).archived_at is not None
    assert not window.detail_panel.archived.isHidden()
    press(window, Qt.Key_A)
    assert "已经归档" in window.messages.text
    assert any((folder / "档案").iterdir())


def test_false_changes_are_not_archived_and_the_bar_says_why(window: MainWindow) -> None:
    press(window, Qt.Key_3, Qt.Key_Return, Qt.Key_Backspace, Qt.Key_A)
    assert "伪变化" in window.messages.text
    assert current(window).archived_at is None


def test_several_selected_patches_are_archived_at_once(window: MainWindow, qtbot: QtBot) -> None:
    press(window, Qt.Key_1, Qt.Key_Return, Qt.Key_2, Qt.Key_Return)
    table = window.patch_list.table
    for row, modifier in ((0, Qt.NoModifier), (1, Qt.ShiftModifier)):
        spot = table.visualRect(window.patch_list.model.index(row, 0)).center()
        qtbot.mouseClick(table.viewport(), Qt.LeftButton, modifier, spot)
    assert window.patch_list.selected() == order(window)[:2]
    press(window, Qt.Key_A)
    assert window.desk is not None
    assert [found(window, number).archived_at is not None for number in order(window)[:3]] == [
        True, True, False,
    ]  # fmt: skip


def test_the_end_of_the_list_is_told(window: MainWindow) -> None:
    for _ in range(6):
        press(window, Qt.Key_3, Qt.Key_Return)
    assert window.patch_list.count.text() == "6/6"
    assert window.patch_list.remaining.text() == "全部完成"
    assert "全部判定" in window.messages.text


def test_a_filter_for_the_undecided_shrinks_as_the_work_goes_on(window: MainWindow) -> None:
    show(window, undecided=True)
    numbers = order(window)
    window.desk.session.choose(numbers[0])  # type: ignore[union-attr]
    press(window, Qt.Key_1, Qt.Key_Return)
    assert current(window).number == numbers[1]
    assert order(window) == numbers[1:]
    press(window, Qt.Key_Backspace)
    assert current(window).number == numbers[0], "back to what was judged, though the list no longer shows it"
    assert window.patch_list.selected() == []


def test_sorting_by_area_changes_what_is_next(window: MainWindow) -> None:
    window.patch_list.table.sortByColumn(3, Qt.DescendingOrder)
    areas = [found(window, number).area_m2 for number in order(window)]  # type: ignore[union-attr]
    assert areas == sorted(areas, reverse=True)
    press(window, Qt.Key_Down)
    assert current(window).number == order(window)[1]


def test_b_shows_before_while_it_is_held(window: MainWindow) -> None:
    for widget in (window.map, window.patch_list.table):
        widget.setFocus()
        QTest.keyPress(widget, Qt.Key_B)
        assert window.map.comparison.showing is Mode.BEFORE
        QTest.keyRelease(widget, Qt.Key_B)
        assert window.map.comparison.showing is Mode.SWIPE


def test_c_walks_through_the_modes_and_the_last_is_remembered(window: MainWindow, settings: Settings) -> None:
    press(window, Qt.Key_C)
    assert window.map.comparison.mode is Mode.SIDE
    assert window.viewer.mode_bar.buttons[Mode.SIDE].isChecked()
    press(window, Qt.Key_C)
    assert Settings(settings.path).get(wishes.COMPARE_MODE) == "flicker"


def test_l_hides_the_outlines_and_g_brings_the_patch_back(window: MainWindow) -> None:
    press(window, Qt.Key_L)
    assert not window.map.patches.isVisible()
    press(window, Qt.Key_L)
    assert window.map.patches.isVisible()
    centre = window.map.view_now().box.centre
    press(window, Qt.Key_Left, Qt.Key_Left)
    assert window.map.view_now().box.centre != pytest.approx(centre, abs=2)
    press(window, Qt.Key_G)
    assert window.map.view_now().box.centre == pytest.approx(centre, abs=2)
    press(window, Qt.Key_Up, modifier=Qt.ShiftModifier)
    assert window.map.view_now().box.centre[1] < centre[1] - 2


def test_the_next_patches_are_read_ahead(window: MainWindow, qtbot: QtBot) -> None:
    store = window.map.store
    assert store is not None
    press(window, Qt.Key_J)
    qtbot.wait(30)
    qtbot.waitUntil(lambda: store.settled)
    press(window, Qt.Key_J)
    view = window.map.view_now()
    level = store.pyramid.level_for(view.scale)
    assert all(key in store for month in window.gallery.months for key in store.pyramid.tiles(month, level, view.box))


def test_clicking_a_patch_on_the_map_chooses_it(window: MainWindow, qtbot: QtBot) -> None:
    window.map.fit_all()
    fourth = order(window)[3]
    box = window.map.patches.box_of(fourth)
    assert box is not None
    spot = window.map.pane.mapFromScene(*box.centre)
    qtbot.mouseClick(window.map.pane.viewport(), Qt.LeftButton, pos=spot)
    assert current(window).number == fourth
    assert window.patch_list.selected() == [fourth]


def test_details_and_history_follow(window: MainWindow) -> None:
    number = current(window).number
    assert window.detail_panel.number.text() == number
    assert window.detail_panel.events.topLevelItemCount() == 1
    press(window, Qt.Key_1, Qt.Key_2, Qt.Key_Return, Qt.Key_Backspace)
    texts = [
        window.detail_panel.events.topLevelItem(row).text(2)  # type: ignore[union-attr]
        for row in range(window.detail_panel.events.topLevelItemCount())
    ]
    assert texts[0].startswith("判定 违法 V02 少批多建")
    assert texts[-1].startswith("检测发现")


def test_the_name_is_asked_once(
    open_window: OpenWindow, folder: Path, settings: Settings, answer: Callable[[type[QDialog], Act], None]
) -> None:
    settings.put(wishes.ANALYST, "")
    window = open_window(folder)
    answer(PersonDialog, lambda dialog: dialog.reject())
    press(window, Qt.Key_1, Qt.Key_Return)
    assert window.patch_list.count.text() == "0/6", "nobody said who judges"

    def type_name(dialog: QDialog) -> None:
        assert isinstance(dialog, PersonDialog)
        dialog.typed.setText("  ")
        dialog.accept()
        assert dialog.isVisible(), "an empty name is refused"
        assert "空" in dialog.notice.text()
        dialog.typed.setText("李雷")
        dialog.accept()

    answer(PersonDialog, type_name)
    for _ in range(2):
        QApplication.setActiveWindow(window)  # no window manager gives the focus back here
        window.map.setFocus()
        press(window, Qt.Key_1, Qt.Key_Return)
    assert window.who.button.text() == "李雷"
    assert window.patch_list.count.text() == "2/6"
    with Workspace.open(folder) as other:
        assert {patch.judged_by for patch in list_patches(other) if patch.verdict} == {"李雷"}


def test_what_another_program_judged_meanwhile_is_not_overwritten(window: MainWindow, folder: Path) -> None:
    from twowei.services.review import give_verdict

    first = current(window).number
    with Workspace.open(folder) as other:
        give_verdict(other, first, Verdict.LEGAL, "L01", "李雷")
    press(window, Qt.Key_1, Qt.Key_Return)
    assert current(window).number == first
    with Workspace.open(folder) as other:
        assert find_patch(other, first).verdict is Verdict.LEGAL
    assert window.messages.isVisible()


def test_no_input_method_on_map_and_list(window: MainWindow) -> None:
    assert not window.map.testAttribute(Qt.WA_InputMethodEnabled)
    assert not window.patch_list.table.testAttribute(Qt.WA_InputMethodEnabled)
    assert window.verdict_bar.note.testAttribute(Qt.WA_InputMethodEnabled)
