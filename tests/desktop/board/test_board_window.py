"""The demolition board through the real window: columns, cards that lead to patches, numbers that open lists."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from PyQt5.QtCore import QPoint, Qt
from PyQt5.QtTest import QTest
from PyQt5.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from twowei.casebook.clock import CHINA_TIME
from twowei.desktop.board import texts
from twowei.desktop.board.board_window import BoardWindow, ColumnPart
from twowei.desktop.board.side_window import SideWindow
from twowei.desktop.casework.case_dialog import CaseDialog
from twowei.desktop.main_window import MainWindow
from twowei.services.board import board
from twowei.services.workspace import Workspace

OpenYear = Callable[[], MainWindow]
OpenSide = Callable[[MainWindow, str], SideWindow]


@pytest.fixture
def shown(open_year: OpenYear, open_side: OpenSide) -> tuple[MainWindow, BoardWindow]:
    window = open_year()
    side = open_side(window, "board")
    assert isinstance(side, BoardWindow)
    return window, side


def _full(side: BoardWindow) -> ColumnPart:
    return next(part for part in side.parts.values() if len(part.column.cards) > 1 and part.column.overdue)


def _click(part: ColumnPart, row: int) -> None:
    spot = part.cards.visualRect(part.model.index(row, 0)).center()
    QTest.mouseClick(part.cards.viewport(), Qt.LeftButton, Qt.NoModifier, QPoint(spot))


def test_columns_tell_what_the_service_tells(shown: tuple[MainWindow, BoardWindow], year: Path) -> None:
    _, side = shown
    with Workspace.open(year) as opened:
        columns = board(opened)
    assert [part.column.title for part in side.parts.values()] == [column.title for column in columns]
    for column in columns:
        part = side.parts[column.title]
        assert part.count.text() == str(len(column.cards))
        assert part.area.text() == f"{column.area_m2:,.0f} ㎡"
        assert part.overdue.isVisible() == (column.overdue > 0)
        assert part.overdue.text() == f"超期 {column.overdue}"
        assert [card.patch.number for card in part.model.cards] == [card.patch.number for card in column.cards]


def test_an_empty_board_says_how_cases_come_to_stand_there(
    open_window: Callable[[Path | None], MainWindow], folder: Path, open_side: OpenSide
) -> None:
    side = open_side(open_window(folder), "board")
    assert "还没有案件" in side.notice.text()


def test_a_card_leads_to_its_patch(shown: tuple[MainWindow, BoardWindow]) -> None:
    window, side = shown
    part = _full(side)
    number = part.column.cards[1].patch.number
    _click(part, 1)
    assert window.desk is not None and window.desk.session.current is not None
    assert window.desk.session.current.number == number
    assert number in window.patch_list.selected()


def test_a_number_opens_its_list(shown: tuple[MainWindow, BoardWindow]) -> None:
    window, side = shown
    part = _full(side)
    assert window.desk is not None
    part.count.click()
    assert sorted(window.desk.session.listed.numbers) == sorted(card.patch.number for card in part.column.cards)
    part.overdue.click()
    late = [card.patch.number for card in part.column.cards if card.late]
    assert window.desk.session.listed.numbers == late, "the list is by deadline"
    assert window.desk.session.current is not None and window.desk.session.current.number in late
    assert str(len(late)) in window.messages.text
    assert window.patch_list.panel.listed.isChecked()
    window.patch_list.panel.clear_button.click()
    assert len(window.desk.session.listed) > len(part.column.cards)


def test_streets_and_flags_narrow_it(shown: tuple[MainWindow, BoardWindow]) -> None:
    _, side = shown
    whole = sum(len(part.column.cards) for part in side.parts.values())
    assert side.street.count() > 2
    side.street.setCurrentIndex(2)
    side.street.activated.emit(2)
    cards = [card for part in side.parts.values() for card in part.model.cards]
    assert 0 < len(cards) < whole
    assert {card.patch.street_code for card in cards} == {side.street.currentData()}
    side.street.setCurrentIndex(0)
    flag = side.show_box.findText("信访")
    side.show_box.setCurrentIndex(flag)
    side.show_box.activated.emit(flag)
    cards = [card for part in side.parts.values() for card in part.model.cards]
    assert cards and all("信访" in card.flags for card in cards)


def test_it_follows_the_casebook_and_goes_with_the_workspace(
    shown: tuple[MainWindow, BoardWindow], qtbot: QtBot
) -> None:
    window, side = shown
    assert window.desk is not None
    readings: list[object] = []
    side.show_read = readings.append  # type: ignore[method-assign,assignment]
    window.desk.session.reload()
    qtbot.waitUntil(lambda: bool(readings))
    window.actions_by_name["board"].trigger()
    assert window.boards.open["board"] is side, "one window of each kind"
    window.close_workspace()
    assert not window.boards.open and not side.isVisible()


def test_closed_while_it_reads(open_year: OpenYear) -> None:
    window = open_year()
    window.actions_by_name["board"].trigger()
    window.boards.open["board"].close()
    assert not window.boards.open


@pytest.mark.parametrize(
    ("warned", "told"),
    [(None, "申请法院 最晚 2026-11-30"), (10, "法院剩 9 天 · 2026-11-30"), (0, "法院已过期 · 2026-11-30")],
)
def test_the_window_to_the_court_is_told(shown: tuple[MainWindow, BoardWindow], warned: int | None, told: str) -> None:
    card = _full(shown[1]).column.cards[0]
    now = datetime(2026, 11, 21, 9, tzinfo=CHINA_TIME)
    assert texts.court(replace(card, latest=date(2026, 11, 30), warned=warned, now=now)) == told
    assert texts.court(replace(card, latest=None)) == ""


def test_a_card_is_worked_on_by_its_key_and_by_its_menu(
    shown: tuple[MainWindow, BoardWindow], answer: Callable[..., None]
) -> None:
    _, side = shown
    assert not side.work_button.isEnabled()
    part = side.parts["拆除中"]
    _click(part, 0)
    number = part.column.cards[0].patch.number
    told: list[str] = []

    def act(dialog: QDialog) -> None:
        assert isinstance(dialog, CaseDialog)
        told.append(dialog.heading.text())

    answer(CaseDialog, act)
    side.work_button.click()
    assert number in told[0] and "拆除中" in told[0]
    wanted: list[tuple[str, str]] = []
    side.case_wanted.disconnect()
    side.case_wanted.connect(lambda number, tab: wanted.append((number, tab)))
    QApplication.setActiveWindow(side)
    QTest.keyClick(side, Qt.Key_R)
    steps = dict(side._steps(part.model.index(0, 0)))
    steps["登记文书送达…"]()
    assert wanted == [(number, "demolition"), (number, "papers")]
