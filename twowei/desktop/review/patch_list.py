"""The list of patches: filter, order, progress; the current patch is the row that is current."""

from __future__ import annotations

from collections.abc import Iterable

from PyQt5.QtCore import QItemSelectionModel, QModelIndex, Qt, QTimer, pyqtSignal
from PyQt5.QtGui import QResizeEvent
from PyQt5.QtWidgets import (
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QTableView,
    QWidget,
)

from twowei.casebook.lifecycle import State, Verdict
from twowei.casebook.patch import Patch
from twowei.desktop import forms
from twowei.desktop.language import chinese, label
from twowei.desktop.map.symbols import glyph_icon
from twowei.desktop.review.patch_table import AREA_MU, SCORE, PatchTable
from twowei.desktop.review.queue import Filter

ROW_PX = 26
WIDTHS = (84, 70, 98, 58, 48, 58)
ENGLISH_WIDTHS = (84, 90, 104, 60, 44, 50)
ROOM_FOR = {AREA_MU: 500, SCORE: 455}
"""Width of the list from which a column that says less than the others is shown."""
UNDECIDED = "undecided"


class PatchList(QWidget):
    """Shows the queue and says which patch was chosen in it."""

    chosen = pyqtSignal(str)
    empty_clicked = pyqtSignal()

    count: QLabel
    progress: QProgressBar
    remaining: QLabel
    state: QComboBox
    verdict: QComboBox
    search: QLineEdit
    pages: QStackedWidget
    table_page: QWidget
    empty_page: QWidget
    table: QTableView
    empty_title: QLabel
    empty_text: QLabel
    empty_button: QPushButton

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        forms.load(self, "patch_list")
        self.model = PatchTable(self)
        self._current: str | None = None
        self._has_patches = False
        self._marking = False
        self._prepare_table()
        self._fill_filters()
        self.state.currentIndexChanged.connect(self._refilter)
        self.verdict.currentIndexChanged.connect(self._refilter)
        self.search.textChanged.connect(self._refilter)
        self.empty_button.clicked.connect(self.empty_clicked)

    def show_patches(self, patches: Iterable[Patch]) -> None:
        """Take the patches of a workspace."""
        kept = list(patches)
        self._has_patches = bool(kept)
        self.model.show(kept)
        self._turn_page()

    def show_progress(self, decided: int, total: int) -> None:
        """Tell how far the review is."""
        self.count.setText(f"{decided}/{total}")
        self.progress.setRange(0, max(total, 1))
        self.progress.setValue(decided)
        left = self.tr("{0} left").format(total - decided)
        self.remaining.setText(self.tr("All done") if total and decided == total else left)

    def show_empty(self, title: str, text: str, button: str) -> None:
        """Say what to do while there are no patches; without ``button`` there is nothing to press."""
        self.empty_title.setText(title)
        self.empty_text.setText(text)
        self.empty_button.setText(button)
        self.empty_button.setVisible(bool(button))
        self._turn_page()

    def replace(self, patch: Patch) -> None:
        """Take a changed patch."""
        self.model.replace(patch)
        self.mark(self._current)

    def mark(self, number: str | None) -> None:
        """Make the row of a patch the current one, without announcing it."""
        self._current = number
        selection = self.table.selectionModel()
        assert selection is not None
        row = self.model.row_of(number) if number else None
        if row is None:
            self._marking = True
            selection.clear()
            self._marking = False
            return
        index = self.model.index(row, 0)
        if selection.currentIndex().row() != row:
            self._marking = True
            selection.setCurrentIndex(index, QItemSelectionModel.ClearAndSelect | QItemSelectionModel.Rows)
            self._marking = False
        self.table.scrollTo(index)
        QTimer.singleShot(0, self._scroll_to_current)  # again, once a table that was just shown has its size

    def _scroll_to_current(self) -> None:
        index = self.table.currentIndex()
        if index.isValid():
            self.table.scrollTo(index)

    def selected(self) -> list[str]:
        """Return the numbers of the selected rows."""
        selection = self.table.selectionModel()
        assert selection is not None
        return [self.model.patch_at(index.row()).number for index in selection.selectedRows()]

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        super().resizeEvent(event)
        for column, least in ROOM_FOR.items():
            self.table.setColumnHidden(column, self.width() < least)

    def wanted(self) -> Filter:
        """Return what the filter row says."""
        verdict = self.verdict.currentData()
        return Filter(
            state=self.state.currentData(),
            verdict=verdict if isinstance(verdict, Verdict) else None,
            undecided=verdict == UNDECIDED,
            text=self.search.text(),
        )

    def _refilter(self) -> None:
        self.model.restrict(self.wanted())
        self._turn_page()
        self.mark(self._current)

    def _turn_page(self) -> None:
        self.pages.setCurrentWidget(self.table_page if self._has_patches else self.empty_page)
        for widget in (self.count, self.progress, self.remaining, self.state, self.verdict, self.search):
            widget.setVisible(self._has_patches)

    def _prepare_table(self) -> None:
        # A Chinese input method would swallow the letters that are commands here
        self.table.setAttribute(Qt.WA_InputMethodEnabled, False)
        self.table.setModel(self.model)
        rows, columns = self.table.verticalHeader(), self.table.horizontalHeader()
        assert rows is not None and columns is not None
        rows.setDefaultSectionSize(ROW_PX)
        rows.setSectionResizeMode(QHeaderView.Fixed)
        for column, width in enumerate(WIDTHS if chinese() else ENGLISH_WIDTHS):
            columns.resizeSection(column, width)
        columns.setMinimumSectionSize(40)
        self.table.sortByColumn(0, Qt.AscendingOrder)
        selection = self.table.selectionModel()
        assert selection is not None
        selection.currentRowChanged.connect(self._announce)
        self.model.modelReset.connect(lambda: self.mark(self._current))

    def _announce(self, index: QModelIndex) -> None:
        if index.isValid() and not self._marking:
            self._current = self.model.patch_at(index.row()).number
            self.chosen.emit(self._current)

    def _fill_filters(self) -> None:
        self.state.addItem(self.tr("All states"), None)
        for state in State:
            self.state.addItem(label(state), state)
        self.verdict.addItem(self.tr("All verdicts"), None)
        self.verdict.addItem(glyph_icon(UNDECIDED), self.tr("Undecided"), UNDECIDED)
        for verdict in Verdict:
            self.verdict.addItem(glyph_icon(verdict.name.lower()), label(verdict), verdict)
