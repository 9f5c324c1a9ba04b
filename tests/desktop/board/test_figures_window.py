"""The dashboard through the real window: every number is the service's and opens its list."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PyQt5.QtCore import QPoint, Qt
from PyQt5.QtGui import QGuiApplication, QKeySequence
from PyQt5.QtTest import QTest
from PyQt5.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from twowei.desktop.board.charts import Bar
from twowei.desktop.board.figures_window import TILES, FiguresWindow
from twowei.desktop.board.link_table import LinkTable
from twowei.desktop.board.paper_dialogs import MonthlyDialog
from twowei.desktop.board.side_window import SideWindow
from twowei.desktop.main_window import MainWindow
from twowei.services.figures import figures
from twowei.services.workspace import Workspace

OpenYear = Callable[[], MainWindow]
OpenSide = Callable[[MainWindow, str], SideWindow]
Shown = tuple[MainWindow, FiguresWindow]
JUNE = "2025-06"


@pytest.fixture
def shown(open_year: OpenYear, open_side: OpenSide, qtbot: QtBot) -> Shown:
    window = open_year()
    side = open_side(window, "figures")
    assert isinstance(side, FiguresWindow)
    side.choose(JUNE)
    qtbot.waitUntil(lambda: not side.busy)
    return window, side


def _listed(window: MainWindow) -> list[str]:
    assert window.desk is not None
    return sorted(window.desk.session.listed.numbers)


def _click(table: LinkTable, row: int, column: int) -> None:
    spot = table.visualItemRect(table.item(row, column)).center()
    QTest.mouseClick(table.viewport(), Qt.LeftButton, Qt.NoModifier, QPoint(spot))


def test_tiles_stand_with_their_denominators_and_open_both_lists(shown: Shown, year: Path) -> None:
    window, side = shown
    with Workspace.open(year) as opened:
        sheet = figures(opened, JUNE)
        told = {one.figure.name: one.value for one in sheet.told}
        for name in TILES:
            tile, value = side.tiles[name], told[name]
            assert tile.below.isVisible() == (value.bottom is not None)
            if value.figure.unit == "%" and value.value is not None:
                assert tile.value.text() == f"{value.value:,.2f}%"
        tile = side.tiles["closure"]
        assert (tile.above.text(), tile.below.text()) == (f"{told['closure'].top:.0f}", f"{told['closure'].bottom:.0f}")
        tile.above.click()
        assert _listed(window) == sorted(sheet.numbers("closure"))
        tile.below.click()
        assert _listed(window) == sorted(sheet.numbers("closure", below=True))
    assert "2025-06 图斑核销率（分母）" in window.messages.text


def test_every_table_opens_the_list_it_counts(shown: Shown) -> None:
    window, side = shown
    for place, table in ((1, side.all_figures), (2, side.streets), (3, side.parts), (4, side.tasks)):
        side.tabs.setCurrentIndex(place)
        links = [
            (row, column)
            for row in range(table.rowCount())
            for column in range(table.columnCount())
            if table.cell(row, column).link is not None
        ]
        assert links, place
        row, column = links[0]
        _click(table, row, column)
        link = table.cell(row, column).link
        assert link is not None and _listed(window) == sorted(link.numbers())


def test_a_part_counts_what_its_list_holds(shown: Shown) -> None:
    _, side = shown
    assert side.facts is not None
    for dimension in ("street", "source", "stock", "form"):
        place = side.dimension.findData(dimension)
        side.dimension.setCurrentIndex(place)
        side.dimension.activated.emit(place)
        for row in range(side.parts.rowCount()):
            issued = side.parts.cell(row, 1)
            assert issued.link is None or len(issued.link.numbers()) == issued.key


def test_periods_by_choice_by_key_and_by_the_chart(shown: Shown, qtbot: QtBot) -> None:
    _, side = shown
    assert side.facts is not None and len(side.months.points) == 12
    assert [side.period.itemText(place) for place in range(2)] == ["2026 全年", "2026-11"] or side.period.count() > 12
    side.earlier.click()
    qtbot.waitUntil(lambda: not side.busy)
    assert side.facts.period == "2025-05"
    slot = side.months._slot(10).center()
    QTest.mouseClick(side.months, Qt.LeftButton, Qt.NoModifier, QPoint(int(slot.x()), int(slot.y())))
    qtbot.waitUntil(lambda: not side.busy)
    assert side.facts.period == side.months.points[-1].name == "2025-04"
    side.choose("2025")
    qtbot.waitUntil(lambda: not side.busy)
    assert len(side.months.points) == 12 and side.period.currentText() == "2025 全年"
    assert all(told.by_month is None for told in side.facts.told.values())


def test_one_street(shown: Shown, qtbot: QtBot) -> None:
    _, side = shown
    assert side.facts is not None
    whole = side.facts.told["issued"].value.top
    side.street.setCurrentIndex(2)
    side.street.activated.emit(2)
    qtbot.waitUntil(lambda: not side.busy)
    assert 0 < side.facts.told["issued"].value.top < whole
    assert list(side.facts.by["street"]) == [side.street.currentData()]
    assert side.street.count() > 3, "the others can still be chosen"


def test_the_account_and_the_remarks_open_their_lists(shown: Shown) -> None:
    window, side = shown
    assert side.facts is not None
    side.tabs.setCurrentIndex(5)
    whole = next(row for row in range(side.check.rowCount()) if side.check.cell(row, 0).text == "合计")
    counts = [side.check.cell(whole, column).key for column in range(2, 7)]
    assert counts[0] == sum(counts[1:4]) and counts[4] == 0
    _click(side.check, whole, 2)
    assert len(_listed(window)) == counts[0]
    for target in re.findall(r'href="([^"]+)"', side.remarks.text()):
        side.remarks.linkActivated.emit(target)
        assert _listed(window), target


def test_charts_are_saved_where_one_says(
    shown: Shown, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, side = shown
    path = tmp_path / "图 表.png"
    opened: list[object] = []
    monkeypatch.setattr("twowei.desktop.board.figures_window.QFileDialog.getSaveFileName", lambda *_: (str(path), ""))
    monkeypatch.setattr("twowei.desktop.board.figures_window.QDesktopServices.openUrl", opened.append)
    side._save_charts()
    qtbot.waitUntil(lambda: not side.busy, timeout=60_000)
    assert path.read_bytes().startswith(b"\x89PNG") and opened and str(path) in side.notice.text()


def test_a_target_of_nothing_is_no_percentage(shown: Shown) -> None:
    _, side = shown
    remarks = [side.tasks.cell(row, 5).text for row in range(side.tasks.rowCount())]
    assert "未下达目标，不计完成率" in remarks
    assert Bar("x", None) not in side.task_bars.bars and None in [one.value for one in side.task_bars.bars]


def test_cells_are_copied_and_sorted_as_figures(shown: Shown) -> None:
    _, side = shown
    side.tabs.setCurrentIndex(1)
    side.all_figures.selectRow(0)
    QTest.keySequence(side.all_figures, QKeySequence.Copy)
    clipboard = QGuiApplication.clipboard()
    assert clipboard is not None and clipboard.text().startswith("下发图斑\t")
    side.all_figures.sortItems(3, Qt.DescendingOrder)
    keys = [side.all_figures.cell(row, 3).key or 0.0 for row in range(side.all_figures.rowCount())]
    assert keys == sorted(keys, reverse=True)


def test_the_report_is_of_the_period_shown(
    shown: Shown, answer: Callable[[type[QDialog], Callable[[QDialog], None]], None]
) -> None:
    window, _ = shown
    seen: list[str] = []

    def look(dialog: QDialog) -> None:
        assert isinstance(dialog, MonthlyDialog)
        seen.append(dialog.period.currentText())

    answer(MonthlyDialog, look)
    window.boards.open["figures"].report_wanted.emit(JUNE)
    assert seen == [JUNE]


def test_every_count_of_every_table_opens_as_many_patches(shown: Shown) -> None:
    window, side = shown
    counted = 0
    for place, table in ((1, side.all_figures), (2, side.streets), (3, side.parts), (5, side.check)):
        side.tabs.setCurrentIndex(place)
        opened = set()
        for row in range(table.rowCount()):
            for column in range(table.columnCount()):
                cell = table.cell(row, column)
                if cell.link is None or "面积" in cell.link.title or not re.fullmatch(r"[\d,]+", cell.text):
                    continue
                assert len(cell.link.numbers()) == int(cell.text.replace(",", "")), (place, cell.link.title)
                counted += 1
                if column not in opened:
                    opened.add(column)
                    _click(table, row, column)
                    assert len(_listed(window)) == int(cell.text.replace(",", "")), cell.link.title
    assert counted > 20
