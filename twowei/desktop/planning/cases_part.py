"""The list of cases to be demolished, and their assignment in bulk."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PyQt5.QtCore import Qt, pyqtSignal
from PyQt5.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from twowei.casebook import clock
from twowei.desktop.board.link_table import Cell, LinkTable
from twowei.desktop.language import chinese, label
from twowei.desktop.planning.part import Part, Task, button, day_field, refill
from twowei.desktop.review.queue import short_number
from twowei.services.plan_view import Case, PlanView
from twowei.services.planning import Assigned, assign
from twowei.services.workspace import Workspace

PLACE = 1
TEXTS = 8
MOST_TOLD = 3
MAY_BE_EMPTY = (5, 6, 7)
WIDEST_PX = {3: 84, 5: 84, 6: 72}
"""State, campaign and squad: as wide as their usual names; the place takes what is left."""
NONE = "\0"
"""Stands for cases without a campaign or squad."""


class CasesPart(Part):
    """Narrowed by street, campaign and squad; what is selected is assigned."""

    selection_changed = pyqtSignal(object)  # numbers
    list_wanted = pyqtSignal()  # the selection of the main window's list
    drawing_wanted = pyqtSignal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view: PlanView | None = None
        self.street, self.in_campaign, self.in_squad = QComboBox(), QComboBox(), QComboBox()
        self.table, self.count = CaseTable(), QLabel()
        self.campaign, self.squad = QComboBox(), QComboBox()
        self.with_day, self.day = QCheckBox(self.tr("Planned day")), day_field(clock.now().date())
        self.draw_button = button(self.tr("Draw an area (D)"), lambda: self.drawing_wanted.emit(True))
        self.list_button = button(self.tr("Take the list's selection"), self.list_wanted.emit)
        self.assign_button = button(self.tr("Assign the selected"), self.assign, primary=True)
        self._lay_out()
        for box in (self.street, self.in_campaign, self.in_squad):
            box.activated.connect(lambda _index: self._arrange())
        self.with_day.toggled.connect(self.day.setEnabled)
        self.day.setEnabled(False)
        self.table.itemSelectionChanged.connect(self._told_selection)

    def show_view(self, view: PlanView) -> None:
        self.view = view
        campaigns, squads = [one.campaign.name for one in view.campaigns], [one.name for one in view.squads]
        streets = sorted({case.patch.street_name for case in view.cases if case.waits and case.patch.street_name})
        refill(self.street, streets, self.tr("All streets"))
        refill(self.in_campaign, campaigns, self.tr("All campaigns"))
        refill(self.in_squad, squads, self.tr("All squads"))
        for box, none in ((self.in_campaign, self.tr("no campaign")), (self.in_squad, self.tr("no squad"))):
            box.addItem(none, NONE)
        refill(self.campaign, campaigns, self.tr("Campaign: as it is"))
        refill(self.squad, squads, self.tr("Squad: as it is"))
        self._arrange()

    def select(self, numbers: Sequence[str], *, add: bool = False) -> None:
        """Select cases; those that the filters hide are shown too."""
        wanted = set(numbers) | (set(self.selected()) if add else set())
        if not wanted <= set(self.table.numbers()):
            for box in (self.street, self.in_campaign, self.in_squad):
                box.setCurrentIndex(0)
            self._arrange()
        self.table.select(wanted)
        self._told_selection()

    def selected(self) -> list[str]:
        """Return the numbers that are selected."""
        return self.table.chosen()

    def assign(self) -> None:
        """Assign what is selected to what is chosen."""
        numbers, campaign, squad = self.selected(), self.campaign.currentData(), self.squad.currentData()
        day: date | None = self.day.date().toPyDate() if self.with_day.isChecked() else None
        if not numbers:
            self.refused.emit(self.tr("Nothing is selected: draw an area on the plan, or choose lines of the list."))
        elif not (campaign or squad or day):
            self.refused.emit(self.tr("Choose the campaign, the squad or the day to assign to."))
        else:
            self.wanted.emit(
                Task(lambda workspace, by: _assign(workspace, by, numbers, campaign, squad, day), self._told)
            )

    # ---- inside ----------------------------------------------------------------------------------

    def _told(self, done: Assigned) -> str:
        text = self.tr("{0} assigned.").format(len(done.numbers))
        if done.left_out:
            reasons = [
                f"{short_number(number)} {why.zh if chinese() else why.en}" for number, why in done.left_out.items()
            ]
            more = " …" if len(reasons) > MOST_TOLD else ""
            text += " " + self.tr("Left out: {0}").format("; ".join(reasons[:MOST_TOLD]) + more)
        return text

    def _arrange(self) -> None:
        if self.view is None:
            return
        street, campaign, squad = (b.currentData() for b in (self.street, self.in_campaign, self.in_squad))
        shown = [
            one
            for one in self.view.cases
            if one.waits
            and (not street or one.patch.street_name == street)
            and _is(one.fact("JHPC"), campaign)
            and _is(one.fact("CCDW"), squad)
        ]
        heads = [
            self.tr("Number"), self.tr("Place"), "㎡", self.tr("State"), self.tr("Due"), self.tr("Campaign"),
            self.tr("Squad"), self.tr("Planned day"),
        ]  # fmt: skip
        chosen = set(self.selected())
        self.table.blockSignals(True)
        self.table.show_rows(heads, [_cells(one) for one in shown], PLACE)
        self.table.fit_columns()
        self.table.select(chosen)
        self.table.blockSignals(False)
        self._told_selection()

    def _told_selection(self) -> None:
        numbers = set(self.selected())
        area = sum(one.card.area_m2 for one in self.view.cases if one.patch.number in numbers) if self.view else 0.0
        text = self.tr("{0} of {1} selected · {2} ㎡")
        self.count.setText(text.format(len(numbers), self.table.rowCount(), f"{area:,.0f}"))
        self.assign_button.setEnabled(bool(numbers))
        self.selection_changed.emit(sorted(numbers))

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        for box in (self.street, self.in_campaign, self.in_squad):
            top.addWidget(box, 1)
        ways = QHBoxLayout()
        ways.addWidget(self.draw_button)
        ways.addWidget(self.list_button)
        ways.addStretch()
        ways.addWidget(self.count)
        give = QGridLayout()
        give.addWidget(self.campaign, 0, 0)
        give.addWidget(self.squad, 0, 1)
        give.addWidget(self.with_day, 1, 0)
        give.addWidget(self.day, 1, 1)
        give.addWidget(self.assign_button, 0, 2, 2, 1)
        column = QVBoxLayout(self)
        column.addLayout(top)
        column.addWidget(self.table, 1)
        column.addLayout(ways)
        column.addLayout(give)


class CaseTable(LinkTable):
    """Lines chosen whole, several at once."""

    def __init__(self) -> None:
        super().__init__(TEXTS)
        self.setSelectionBehavior(QAbstractItemView.SelectRows)
        self.setSelectionMode(QAbstractItemView.ExtendedSelection)
        self.setAttribute(Qt.WA_InputMethodEnabled, False)

    def fit_columns(self) -> None:
        """Let the list stand beside the plan on a small screen: what is empty is hidden, long names are cut short.

        The tooltip of a cell says it whole.
        """
        header = self.horizontalHeader()
        assert header is not None
        for column in range(self.columnCount()):
            texts = [self.cell(row, column).text for row in range(self.rowCount())]
            self.setColumnHidden(column, column in MAY_BE_EMPTY and not any(texts))
            if column in WIDEST_PX and self.columnWidth(column) > WIDEST_PX[column]:
                header.setSectionResizeMode(column, QHeaderView.Interactive)
                self.setColumnWidth(column, WIDEST_PX[column])

    def numbers(self) -> list[str]:
        """Return the numbers in the order they are shown."""
        return [self.cell(row, 0).tip for row in range(self.rowCount())]

    def chosen(self) -> list[str]:
        """Return the numbers of the selected lines."""
        model = self.selectionModel()
        return [self.cell(index.row(), 0).tip for index in model.selectedRows()] if model else []

    def select(self, numbers: set[str]) -> None:
        """Select the lines of these numbers and no others."""
        self.blockSignals(True)
        self.clearSelection()
        self.setSelectionMode(QAbstractItemView.MultiSelection)
        for row, number in enumerate(self.numbers()):
            if number in numbers:
                self.selectRow(row)
        self.setSelectionMode(QAbstractItemView.ExtendedSelection)
        self.blockSignals(False)


def _assign(
    workspace: Workspace, by: str, numbers: Sequence[str], campaign: str, squad: str, day: date | None
) -> Assigned:
    return assign(workspace, by, numbers=numbers, campaign=campaign, squad=squad, day=day)


def _is(name: str, wanted: str) -> bool:
    return not wanted or name == ("" if wanted == NONE else wanted)


def _short_day(day: str) -> str:
    """Return a day without its century, 26-10-20: days stay in order when they are sorted."""
    return day[2:10]


def _cells(case: Case) -> list[Cell]:
    card, patch = case.card, case.patch
    due = card.deadline.due.date().isoformat() if card.deadline else ""
    return [
        Cell(short_number(patch.number), tip=patch.number),
        Cell(case.fact("DZ") or patch.street_name),
        Cell(f"{card.area_m2:,.0f}", key=card.area_m2),
        Cell(label(patch.state)),
        Cell(_short_day(due), tone="bad" if card.late else "", tip=due),
        Cell(case.fact("JHPC")),
        Cell(case.fact("CCDW")),
        Cell(_short_day(case.fact("JHRQ")), tip=case.fact("JHRQ")),
    ]
