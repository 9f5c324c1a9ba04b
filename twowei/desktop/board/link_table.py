"""A table of figures in which numbers open the lists behind them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PyQt5.QtCore import Qt, pyqtSignal
from PyQt5.QtGui import QFont, QGuiApplication, QKeyEvent, QKeySequence
from PyQt5.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from twowei.desktop.themes import colour

ROW_PX = 26


@dataclass(frozen=True)
class Link:
    """A list behind a number: what it is called, and what gives its patches."""

    title: str
    numbers: Callable[[], Sequence[str]]


@dataclass(frozen=True)
class Cell:
    """What a cell says, the list it opens, and what it is sorted by where that is not its text."""

    text: str
    link: Link | None = None
    key: float | None = None
    tone: str = ""
    tip: str = ""


class LinkTable(QTableWidget):
    """Enter or a click on an underlined number opens its list; Ctrl+C copies what is selected."""

    linked = pyqtSignal(object)  # Link

    def __init__(self, texts: int = 1, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self.setEditTriggers(QAbstractItemView.NoEditTriggers)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        side = self.verticalHeader()
        assert side is not None
        side.setDefaultSectionSize(ROW_PX)
        side.hide()
        self.cellClicked.connect(self._follow)
        self.cellActivated.connect(self._follow)

    def show_rows(self, heads: Sequence[str], rows: Sequence[Sequence[Cell]], stretch: int | None = None) -> None:
        """Show other rows; the first columns are texts, the others figures and stand to the right."""
        self.setSortingEnabled(False)
        self.clear()
        self.setColumnCount(len(heads))
        self.setHorizontalHeaderLabels(list(heads))
        self.setRowCount(len(rows))
        for place, row in enumerate(rows):
            for column, cell in enumerate(row):
                self.setItem(
                    place, column, _Item(cell, cell.key is not None or (column >= self._texts and column != stretch))
                )
        header = self.horizontalHeader()
        assert header is not None
        header.setSectionResizeMode(QHeaderView.ResizeToContents)
        header.setSortIndicator(-1, Qt.AscendingOrder)
        if stretch is not None:
            header.setSectionResizeMode(stretch, QHeaderView.Stretch)
        self.setSortingEnabled(True)

    def cell(self, row: int, column: int) -> Cell:
        """Return a cell."""
        item = self.item(row, column)
        assert isinstance(item, _Item)
        return item.cell

    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        if event is not None and event.matches(QKeySequence.Copy):
            self._copy()
        else:
            super().keyPressEvent(event)

    def _copy(self) -> None:
        clipboard = QGuiApplication.clipboard()
        ranges = self.selectedRanges()
        if clipboard is None or not ranges:
            return
        lines = [
            "\t".join(self.cell(row, column).text for column in range(one.leftColumn(), one.rightColumn() + 1))
            for one in ranges
            for row in range(one.topRow(), one.bottomRow() + 1)
        ]
        clipboard.setText("\n".join(lines))

    def _follow(self, row: int, column: int) -> None:
        item = self.item(row, column)
        if isinstance(item, _Item) and item.cell.link is not None:
            self.linked.emit(item.cell.link)


class _Item(QTableWidgetItem):
    """Figures sort as figures."""

    def __init__(self, cell: Cell, right: bool) -> None:
        super().__init__(cell.text)
        self.cell = cell
        self.setTextAlignment(int((Qt.AlignRight if right else Qt.AlignLeft) | Qt.AlignVCenter))
        self.setToolTip(cell.tip or cell.text)
        if cell.link is not None:
            font = QFont()
            font.setUnderline(True)
            self.setFont(font)
        tone = cell.tone or ("accent" if cell.link is not None else "")
        if tone:
            self.setForeground(colour(tone))

    def __lt__(self, other: QTableWidgetItem) -> bool:
        if isinstance(other, _Item) and (self.cell.key is not None or other.cell.key is not None):
            return _sort_key(self.cell) < _sort_key(other.cell)
        return self.text() < other.text()


def _sort_key(cell: Cell) -> float:
    return float("-inf") if cell.key is None else cell.key
