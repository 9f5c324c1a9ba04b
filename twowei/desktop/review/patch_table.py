"""The table behind the list: rows follow the filter and the order, without a proxy, so 10⁵ of them are quick."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PyQt5.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from twowei.casebook.patch import Patch
from twowei.desktop.icons import icon
from twowei.desktop.language import label
from twowei.desktop.map.symbols import UNDECIDED, glyph_icon
from twowei.desktop.review.queue import Filter, arranged, short_number

NUMBER, STATE, VERDICT, AREA_M2, AREA_MU, SCORE, STREET = range(7)
_RIGHT = {AREA_M2, AREA_MU, SCORE}


def verdict_code(patch: Patch) -> str:
    """Return the word that symbols know a patch's verdict by."""
    return patch.verdict.name.lower() if patch.verdict else UNDECIDED


class PatchTable(QAbstractTableModel):
    """Patches as rows."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: dict[str, Patch] = {}
        self._rows: list[Patch] = []
        self._filter = Filter()
        self._column, self._descending = NUMBER, False
        self._archived = icon("archive")

    def show(self, patches: Iterable[Patch]) -> None:
        """Take other patches."""
        self._all = {patch.number: patch for patch in patches}
        self._arrange()

    def restrict(self, wanted: Filter) -> None:
        """Show only what a filter accepts."""
        self._filter = wanted
        self._arrange()

    def sort(self, column: int, order: Qt.SortOrder = Qt.AscendingOrder) -> None:
        self._column, self._descending = max(column, 0), order == Qt.DescendingOrder
        self._arrange()

    def replace(self, patch: Patch) -> None:
        """Take a changed patch; its row stays where it is, or goes where the filter no longer accepts it."""
        self._all[patch.number] = patch
        row = self.row_of(patch.number)
        if row is None:
            return
        if self._filter.accepts(patch):
            self._rows[row] = patch
            self.dataChanged.emit(self.index(row, 0), self.index(row, self.columnCount() - 1))
        else:
            self.beginRemoveRows(QModelIndex(), row, row)
            del self._rows[row]
            self.endRemoveRows()

    @property
    def order(self) -> list[str]:
        """The numbers of the rows, top to bottom."""
        return [patch.number for patch in self._rows]

    def row_of(self, number: str) -> int | None:
        """Return the row of a patch, or nothing where the list does not show it."""
        return next((row for row, patch in enumerate(self._rows) if patch.number == number), None)

    def patch_at(self, row: int) -> Patch:
        """Return the patch of a row."""
        return self._rows[row]

    def rowCount(self, parent: QModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: QModelIndex | None = None) -> int:
        return 7

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
            self.tr("Street"),
        )
        return titles[section]

    def data(self, index: QModelIndex, role: int = Qt.DisplayRole) -> Any:
        patch, column = self._rows[index.row()], index.column()
        if role == Qt.DisplayRole:
            return self._text(patch, column)
        if role == Qt.TextAlignmentRole:
            return int(Qt.AlignVCenter | (Qt.AlignRight if column in _RIGHT else Qt.AlignLeft))
        if role == Qt.DecorationRole and column == VERDICT:
            return glyph_icon(verdict_code(patch))
        if role == Qt.DecorationRole and column == STATE and patch.archived_at is not None:
            return self._archived
        if role == Qt.ToolTipRole:
            return self._tip(patch)
        return None

    def _text(self, patch: Patch, column: int) -> str:
        texts = {
            NUMBER: lambda: short_number(patch.number),
            STATE: lambda: label(patch.state),
            VERDICT: lambda: label(patch.verdict) if patch.verdict else self.tr("Undecided"),
            AREA_M2: lambda: f"{patch.area_m2:,.0f}",
            AREA_MU: lambda: f"{patch.area_mu:.2f}",
            SCORE: lambda: f"{patch.score:.2f}",
            STREET: lambda: patch.street_name or "—",
        }
        return texts[column]()

    def _tip(self, patch: Patch) -> str:
        place = " ".join(name for name in (patch.street_name, patch.community_name) if name)
        archived = self.tr("archived") if patch.archived_at else ""
        return "\n".join(text for text in (patch.number, place, archived) if text)

    def _arrange(self) -> None:
        self.beginResetModel()
        self._rows = arranged(self._all.values(), self._filter, self._column, self._descending)
        self.endResetModel()
