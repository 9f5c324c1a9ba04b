"""The list of patches: view, filter, order, progress; the current patch is the row that is current."""

from __future__ import annotations

from PyQt5.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, QTimer, pyqtSignal
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
    QToolButton,
    QWidget,
)

from twowei.casebook.second import Agreement
from twowei.casebook.wanted import Second
from twowei.desktop import forms
from twowei.desktop.language import chinese
from twowei.desktop.review.filter_panel import FilterPanel
from twowei.desktop.review.pace import Pace
from twowei.desktop.review.patch_table import AREA_MU, DUE, ORDERS, PRIORITY, SCORE, STATE, PatchTable, Read
from twowei.desktop.review.queue import Listed
from twowei.desktop.review.views import ListView
from twowei.services.queue import Order, Wanted

ROW_PX = 23
WIDTHS = (134, 69, 80, 62, 52, 55, 63, 42, 60)
ENGLISH_WIDTHS = (144, 86, 100, 60, 48, 50, 66, 44, 60)
ROOM_FOR = {AREA_MU: 620, STATE: 560, SCORE: 500, PRIORITY: 450, DUE: 400}
"""Width of the list from which a column that says less than the others is shown."""


class PatchList(QWidget):
    """Shows the queue and says which patch was chosen in it, and what it shall show."""

    chosen = pyqtSignal(str)
    view_wanted = pyqtSignal(object)  # ListView
    save_wanted = pyqtSignal()
    filter_opened = pyqtSignal()
    begun = pyqtSignal()  # another list is chosen, and work on it begins
    empty_clicked = pyqtSignal()

    count: QLabel
    progress: QProgressBar
    remaining: QLabel
    view: QComboBox
    sort: QComboBox
    filter: QToolButton
    search: QLineEdit
    shown: QLabel
    agreement: QLabel
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
        self.panel = FilterPanel(self)
        self._views: dict[str, ListView] = {}
        self.now = ListView()
        self._current: str | None = None
        self._has_patches = False
        self._quiet = False
        self._opened_with = Wanted()
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(150)
        self._typing.timeout.connect(self._ask)
        self._prepare_table()
        self.agreement.hide()
        self._fill_orders()
        self.show_views({})
        self.view.setPlaceholderText(self.tr("Own choice"))
        self.view.activated.connect(self._take_view)
        self.sort.activated.connect(self._take_order)
        self.search.textEdited.connect(lambda _text: self._typing.start())
        self.search.textChanged.connect(lambda text: None if text else self._typing.start())
        self.filter.clicked.connect(self.open_filter)
        self.panel.changed.connect(self._ask)
        self.panel.save_wanted.connect(self.save_wanted)
        self.panel.closed.connect(self._close_filter)
        self.empty_button.clicked.connect(self.empty_clicked)

    # ---- what is shown -------------------------------------------------------------------------

    def show_list(self, listed: Listed, read: Read, view: ListView, *, blind: bool = False, some: bool = True) -> None:
        """Show a list.

        Args:
            view: What it is a list of.
            blind: Whether verdicts are hidden.
            some: Whether there are patches at all.
        """
        self._has_patches, self.now = some, view
        self._quiet = True
        self.panel.show_wanted(view.wanted)
        if self.search.text().strip() != view.wanted.text and not self._typing.isActive():
            self.search.setText(view.wanted.text)
        self.sort.setCurrentIndex(max(0, self.sort.findData(view.order)))
        self.view.setCurrentIndex(self._index_of(view))
        conditions = view.wanted.count - bool(view.wanted.text)
        self.filter.setText(self.tr("Filter") + (f" ({conditions})" if conditions else ""))
        self.filter.setChecked(conditions > 0)
        self._show_arrow(view)
        self.model.show(listed, read, blind=blind)
        self._quiet = False
        self._count()
        self._turn_page()
        self.mark(self._current)

    def clear(self) -> None:
        """Show nothing; no workspace is open."""
        self._current = None
        self.show_list(Listed(), lambda _numbers: [], ListView(), some=False)

    def show_views(self, views: dict[str, ListView]) -> None:
        """Offer the views that come with the program and those saved."""
        self._views = {**self._own_views(), **views}
        self.view.clear()
        for name in self._views:
            self.view.addItem(name)
        self.view.setCurrentIndex(self._index_of(self.now))

    def show_progress(self, decided: int, total: int, pace: Pace | None = None) -> None:
        """Tell how far the review is, how fast it goes and how long the rest takes."""
        self.count.setText(f"{decided}/{total}")
        self.progress.setUpdatesEnabled(False)  # else it paints at once, and the list with it
        self.progress.setRange(0, max(total, 1))
        self.progress.setValue(decided)
        self.progress.setUpdatesEnabled(True)
        left = self.tr("{0} left").format(total - decided)
        an_hour = pace.an_hour() if pace else None
        if pace and an_hour:
            minutes = pace.minutes_for(total - decided) or 0
            left += "  ·  " + self.tr("{0} an hour").format(an_hour)
            left += "  ·  " + self.tr("{0} h {1} min to go").format(minutes // 60, minutes % 60)
        self.remaining.setText(self.tr("All done") if total and decided == total else left)

    def show_agreement(self, found: Agreement | None) -> None:
        """Tell how far first and second verdicts agree, where the list is about that."""
        self.agreement.setVisible(found is not None)
        if found is not None:
            kappa = "—" if found.kappa is None else f"{found.kappa:.2f}"
            text = self.tr("Second looks: {0} of {1} agree · κ {2} · {3} wait")
            self.agreement.setText(text.format(found.same, found.both, kappa, found.waiting))

    def show_empty(self, title: str, text: str, button: str) -> None:
        """Say what to do while there are no patches; without ``button`` there is nothing to press."""
        self.empty_title.setText(title)
        self.empty_text.setText(text)
        self.empty_button.setText(button)
        self.empty_button.setVisible(bool(button))
        self._turn_page()

    def refresh(self, number: str) -> None:
        """Show a patch that was changed."""
        self.model.refresh(number)

    def drop(self, number: str) -> None:
        """Take a patch off the list."""
        self.model.drop(number)
        self._count()
        self.mark(self._current)

    def mark(self, number: str | None) -> None:
        """Make the row of a patch the current one, without announcing it."""
        self._current = number
        selection = self.table.selectionModel()
        assert selection is not None
        row = self.model.row_of(number)
        self._quiet, before = True, self._quiet
        if row is None:
            selection.clear()
        elif selection.currentIndex().row() != row:
            index = self.model.index(row, 0)
            selection.setCurrentIndex(index, QItemSelectionModel.ClearAndSelect | QItemSelectionModel.Rows)
        self._quiet = before
        if row is not None:
            self._scroll_to_current()
            QTimer.singleShot(0, self._scroll_to_current)  # again, once a table that was just shown has its size

    def selected(self) -> list[str]:
        """Return the numbers of the selected rows, top to bottom."""
        selection = self.table.selectionModel()
        assert selection is not None
        return [self.model.number_at(row) for row in sorted(index.row() for index in selection.selectedRows())]

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        super().resizeEvent(event)
        for column, least in ROOM_FOR.items():
            self.table.setColumnHidden(column, self.width() < least)

    # ---- what is asked for ---------------------------------------------------------------------

    def _ask(self) -> None:
        if not self._quiet:
            self._typing.stop()
            wanted = self.panel.wanted(self.search.text().strip())
            self.view_wanted.emit(ListView(wanted, self.now.order, self.now.descending))

    def _take_view(self, place: int) -> None:
        view = self._views.get(self.view.itemText(place))
        if view is not None:
            self.view_wanted.emit(view)
            self.begun.emit()

    def _take_order(self, _place: int) -> None:
        order = self.sort.currentData()
        self.view_wanted.emit(ListView(self.now.wanted, order, order in (Order.AREA, Order.SCORE, Order.PERSISTENCE)))

    def _sort(self, order: Order, descending: bool) -> None:
        if not self._quiet:
            self.view_wanted.emit(ListView(self.now.wanted, order, descending))

    def begin_search(self) -> None:
        """Go to the search; what stands there is typed over."""
        self.search.setFocus()
        self.search.selectAll()

    def search_now(self) -> None:
        """Show what was typed without waiting for more."""
        if self._typing.isActive():
            self._ask()

    def open_filter(self) -> None:
        """Open the filter below its button, ready for the keyboard."""
        if not self._has_patches:
            return
        self.filter.setChecked(self.now.wanted.count > 0)
        self.filter_opened.emit()
        self._opened_with = self.panel.wanted("")
        self.panel.adjustSize()
        spot = self.filter.mapToGlobal(QPoint(self.filter.width(), self.filter.height()))
        self.panel.move(spot - QPoint(self.panel.width(), 0))
        self.panel.show()
        self.panel.choices["months"].setFocus()

    def _close_filter(self) -> None:
        if self.panel.wanted("") != self._opened_with:
            self.begun.emit()

    # ---- inside --------------------------------------------------------------------------------

    def _own_views(self) -> dict[str, ListView]:
        return {
            self.tr("All patches"): ListView(),
            self.tr("Undecided"): ListView(Wanted(undecided=True)),
            self.tr("Overdue"): ListView(Wanted(due_days=0), Order.DEADLINE),
            self.tr("Due in 3 days"): ListView(Wanted(due_days=3), Order.DEADLINE),
            self.tr("Second look"): ListView(Wanted(second=Second.WAITING)),
            self.tr("Verdicts that differ"): ListView(Wanted(second=Second.DIFFERS)),
        }

    def _index_of(self, view: ListView) -> int:
        """Return the place of a view among those offered, -1 where it is none of them."""
        found = [place for place, one in enumerate(self._views.values()) if one.wanted == view.wanted]
        exact = [place for place in found if list(self._views.values())[place] == view]
        return (exact or found or [-1])[0]

    def _count(self) -> None:
        self.shown.setText(str(self.model.rowCount()))

    def _scroll_to_current(self) -> None:
        index = self.table.currentIndex()
        if index.isValid():
            self.table.scrollTo(index)

    def _turn_page(self) -> None:
        self.pages.setCurrentWidget(self.table_page if self._has_patches else self.empty_page)
        for widget in (
            *(self.count, self.progress, self.remaining),
            *(self.view, self.search, self.filter, self.sort, self.shown),
        ):
            widget.setVisible(self._has_patches)

    def _prepare_table(self) -> None:
        # A Chinese input method would swallow the letters that are commands here
        self.table.setAttribute(Qt.WA_InputMethodEnabled, False)
        self.table.setModel(self.model)
        self.table.setTabKeyNavigation(False)
        rows, columns = self.table.verticalHeader(), self.table.horizontalHeader()
        assert rows is not None and columns is not None
        rows.setMinimumSectionSize(ROW_PX)
        rows.setDefaultSectionSize(ROW_PX)
        rows.setSectionResizeMode(QHeaderView.Fixed)
        for column, width in enumerate(WIDTHS if chinese() else ENGLISH_WIDTHS):
            columns.resizeSection(column, width)
        columns.setMinimumSectionSize(40)
        selection = self.table.selectionModel()
        assert selection is not None
        selection.currentRowChanged.connect(self._announce)
        self.model.sort_wanted.connect(self._sort)

    def _show_arrow(self, view: ListView) -> None:
        header = self.table.horizontalHeader()
        assert header is not None
        header.blockSignals(True)
        column = next((column for column, order in ORDERS.items() if order is view.order), -1)
        header.setSortIndicator(column, Qt.DescendingOrder if view.descending else Qt.AscendingOrder)
        header.blockSignals(False)
        header.reset()

    def _announce(self, index: QModelIndex) -> None:
        if index.isValid() and not self._quiet:
            self._current = self.model.number_at(index.row())
            self.chosen.emit(self._current)

    def _fill_orders(self) -> None:
        for order, name in (
            (Order.PRIORITY, self.tr("By priority")),
            (Order.DEADLINE, self.tr("By deadline")),
            (Order.AREA, self.tr("By size")),
            (Order.SCORE, self.tr("By score")),
            (Order.NEAREST, self.tr("Nearest next")),
            (Order.STREET, self.tr("By street")),
            (Order.NUMBER, self.tr("By number")),
            (Order.MONTH, self.tr("By month")),
            (Order.PERSISTENCE, self.tr("By all months together")),
            (Order.STATE, self.tr("By state")),
            (Order.VERDICT, self.tr("By verdict")),
        ):
            self.sort.addItem(name, order)
