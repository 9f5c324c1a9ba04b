"""The table behind the list: rows are read page by page as they come into view, so 10⁵ of them are quick."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from PyQt5.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, pyqtSignal
from PyQt5.QtGui import QColor

from twowei.casebook import clock
from twowei.casebook.patch import Patch
from twowei.casebook.queue import Row
from twowei.desktop import themes
from twowei.desktop.icons import icon
from twowei.desktop.language import label
from twowei.desktop.map.symbols import UNDECIDED, glyph_icon
from twowei.desktop.review.queue import Listed, short_number
from twowei.desktop.review.remaining import remaining
from twowei.desktop.terms import term
from twowei.geo.footprint import mu
from twowei.services.queue import Entry, Order

NUMBER, STATE, VERDICT, AREA_M2, AREA_MU, SCORE, DUE, PRIORITY, STREET = range(9)
ORDERS = {
    NUMBER: Order.NUMBER,
    STATE: Order.STATE,
    VERDICT: Order.VERDICT,
    AREA_M2: Order.AREA,
    AREA_MU: Order.AREA,
    SCORE: Order.SCORE,
    DUE: Order.DEADLINE,
    PRIORITY: Order.PRIORITY,
    STREET: Order.STREET,
}
PAGE = 64
PAGES_KEPT = 16
_RIGHT = {AREA_M2, AREA_MU, SCORE, PRIORITY}

Read = Callable[[Sequence[str]], Sequence[Entry]]


def verdict_code(patch: Patch | Row) -> str:
    """Return the word that symbols know a patch's verdict by."""
    return patch.verdict.name.lower() if patch.verdict else UNDECIDED


class PatchTable(QAbstractTableModel):
    """Patches as rows.

    Attributes:
        blind: Whether verdicts, and what follows from them, are hidden, as in a list of second looks.
    """

    sort_wanted = pyqtSignal(object, bool)  # Order, descending

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._listed = Listed()
        self._read: Read = lambda _numbers: []
        self._pages: OrderedDict[int, list[Entry]] = OrderedDict()
        self._archived = icon("archive")
        self.blind = False

    def show(self, listed: Listed, read: Read, *, blind: bool = False) -> None:
        """Show another list; ``read`` gives the rows of numbers."""
        self.beginResetModel()
        self._listed, self._read, self.blind = listed, read, blind
        self._pages.clear()
        self.endResetModel()

    def sort(self, column: int, order: Qt.SortOrder = Qt.AscendingOrder) -> None:
        if column in ORDERS:
            self.sort_wanted.emit(ORDERS[column], order == Qt.DescendingOrder)

    def refresh(self, number: str) -> None:
        """Read the row of a patch anew; it stays where it is."""
        row = self.row_of(number)
        if row is not None:
            page, fresh = self._pages.get(row // PAGE), self._read([number])
            if page is not None and fresh and row % PAGE < len(page):
                page[row % PAGE] = fresh[0]
            self.dataChanged.emit(self.index(row, 0), self.index(row, self.columnCount() - 1))

    def drop(self, number: str) -> None:
        """Take the row of a patch off the list."""
        row = self.row_of(number)
        if row is None:
            return
        self.beginRemoveRows(QModelIndex(), row, row)
        self._listed.remove(number)
        self._pages.clear()
        self.endRemoveRows()

    @property
    def order(self) -> list[str]:
        """The numbers of the rows, top to bottom."""
        return list(self._listed.numbers)

    def row_of(self, number: str | None) -> int | None:
        """Return the row of a patch, or nothing where the list does not show it."""
        return self._listed.place_of(number)

    def number_at(self, row: int) -> str:
        """Return the number of the patch of a row."""
        return self._listed.numbers[row]

    def rowCount(self, parent: QModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._listed)

    def columnCount(self, parent: QModelIndex | None = None) -> int:
        return 9

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.DisplayRole) -> Any:
        if orientation != Qt.Horizontal:
            return None
        if role == Qt.TextAlignmentRole:
            return int(Qt.AlignVCenter | (Qt.AlignRight if section in _RIGHT else Qt.AlignLeft))
        if role != Qt.DisplayRole:
            return None
        titles = (
            self.tr("No."),
            self.tr("State"),
            self.tr("Verdict"),
            self.tr("Area ㎡"),
            self.tr("亩"),
            self.tr("Score"),
            self.tr("Due"),
            self.tr("Prio."),
            self.tr("Street"),
        )
        return titles[section]

    def data(self, index: QModelIndex, role: int = Qt.DisplayRole) -> Any:
        column = index.column()
        if role == Qt.TextAlignmentRole:
            return int(Qt.AlignVCenter | (Qt.AlignRight if column in _RIGHT else Qt.AlignLeft))
        if role not in (Qt.DisplayRole, Qt.DecorationRole, Qt.ToolTipRole, Qt.ForegroundRole):
            return None
        entry = self._entry(index.row())
        if entry is None:
            return None
        if role == Qt.DisplayRole:
            return self._text(entry, column)
        if role == Qt.DecorationRole:
            return self._picture(entry.row, column)
        if role == Qt.ForegroundRole:
            return self._ink(entry, column)
        return self._tip(entry)

    def _entry(self, row: int) -> Entry | None:
        """Return a row, reading its page where it is not kept."""
        page = row // PAGE
        if page not in self._pages:
            self._pages[page] = list(self._read(self._listed.numbers[page * PAGE : (page + 1) * PAGE]))
            if len(self._pages) > PAGES_KEPT:
                self._pages.popitem(last=False)
        self._pages.move_to_end(page)
        place = row % PAGE
        return self._pages[page][place] if place < len(self._pages[page]) else None

    def _text(self, entry: Entry, column: int) -> str:
        row = entry.row
        texts: dict[int, Callable[[], str]] = {
            NUMBER: lambda: short_number(row.number),
            STATE: lambda: "—" if self.blind else label(row.state),
            VERDICT: lambda: self._verdict(row),
            AREA_M2: lambda: f"{row.area_m2:,.0f}",
            AREA_MU: lambda: f"{mu(row.area_m2):.2f}",
            SCORE: lambda: f"{row.score:.2f}" if row.score else "—",
            DUE: lambda: remaining(entry.deadline.due, clock.now()) if entry.deadline and not self.blind else "—",
            PRIORITY: lambda: "—" if self.blind else str(entry.priority.level),
            STREET: lambda: row.street_name or "—",
        }
        return texts[column]()

    def _verdict(self, row: Row) -> str:
        if self.blind:
            return self.tr("Hidden")
        return label(row.verdict) if row.verdict else self.tr("Undecided")

    def _picture(self, row: Row, column: int) -> Any:
        if column == VERDICT:
            return glyph_icon(UNDECIDED if self.blind else verdict_code(row))
        return self._archived if column == NUMBER and row.archived else None

    def _ink(self, entry: Entry, column: int) -> QColor | None:
        """Return the colour of what must not be overlooked."""
        if column == DUE and not self.blind and entry.deadline and entry.deadline.due < _now():
            return themes.colour("bad")
        return None

    def _tip(self, entry: Entry) -> str:
        row = entry.row
        place = " ".join(name for name in (row.street_name, row.community_name) if name)
        archived = self.tr("archived") if row.archived else ""
        due = (
            f"{term(entry.deadline.title)}: {entry.deadline.due:%Y-%m-%d %H:%M}"
            if entry.deadline and not self.blind
            else ""
        )
        return "\n".join(text for text in (row.number, place, due, archived) if text)


def _now() -> datetime:
    return clock.now()
