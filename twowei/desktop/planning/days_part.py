"""A squad's day: what may be visited, in which order, what may not and why; its sheet on paper."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from PyQt5.QtCore import pyqtSignal
from PyQt5.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from twowei.casebook import clock
from twowei.casebook.ledger import FACTS
from twowei.desktop.board import texts
from twowei.desktop.board.link_table import Cell, LinkTable
from twowei.desktop.language import chinese
from twowei.desktop.planning.part import Part, Task, button, day_field, refill
from twowei.desktop.review.queue import short_number
from twowei.services.board import flags_of
from twowei.services.plan_view import PlanView
from twowei.services.planning import area_m2
from twowei.services.routes import Plan, plan_day, route_sheet


class DaysPart(Part):
    """Plans a day, shows its stops and what was left out, writes the sheet."""

    way_shown = pyqtSignal(object)  # numbers in their order
    written = pyqtSignal(object)  # Path

    def __init__(self, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self.plan: Plan | None = None
        self.squad, self.day = QComboBox(), day_field(clock.now().date() + timedelta(days=1))
        self.minutes, self.urgent = QSpinBox(), QCheckBox(self.tr("Urgent: also on a day off"))
        self.minutes.setRange(1, 600)
        self.minutes.setButtonSymbols(QSpinBox.NoButtons)
        self.minutes.setValue(60)
        self.minutes.setSuffix(self.tr(" min each"))
        self.urgent.setToolTip(self.tr("Claims the law's exception for urgent cases (行政强制法 §43)."))
        self.stops, self.left, self.told, self.left_told = LinkTable(8), LinkTable(2), QLabel(), QLabel()
        self.told.setWordWrap(True)
        self.plan_button = button(self.tr("Plan the day"), self.make, primary=True)
        self.sheet_button = button(self.tr("Squad's sheet (PDF)…"), self.choose_sheet)
        self.sheet_button.setEnabled(False)
        self._lay_out()

    def show_view(self, view: PlanView) -> None:
        refill(self.squad, [one.name for one in view.squads], self.tr("Which squad?"))
        if not self.squad.currentData() and len(view.squads) == 1:
            self.squad.setCurrentIndex(1)
        kept = {(one.squad, one.day) for one in view.routes}
        days = sorted(day for _squad, day in kept if day >= clock.now().date().isoformat())
        self.told.setText(self.told.text() or self.tr("Days planned ahead: {0}").format(", ".join(days) or "—"))

    def make(self) -> None:
        """Plan the squad's day and keep it."""
        squad, day = str(self.squad.currentData() or ""), self.day.date().toPyDate()
        minutes, urgent = self.minutes.value(), self.urgent.isChecked()
        if not squad:
            self.refused.emit(self.tr("Choose a squad; name one under Squads, and assign cases to it."))
            return
        self.wanted.emit(
            Task(
                lambda workspace, by: plan_day(workspace, squad, day, by, minutes=minutes, urgent=urgent),
                self.show_plan,
            )
        )

    def show_plan(self, plan: Plan) -> str:
        """Show a day; return what is to be said of it."""
        self.plan = plan
        heads = ["#", self.tr("Time"), self.tr("Number"), self.tr("Place"), "㎡", self.tr("How"), "km",
                 self.tr("Mind")]  # fmt: skip
        ways = dict(FACTS["CZFS"].codes)
        rows = [
            [
                Cell(str(count), key=count), Cell(f"{stop.arrival:%H:%M}–{stop.end:%H:%M}"),
                Cell(short_number(stop.patch.number), tip=stop.patch.number),
                Cell(str(stop.patch.facts.get("DZ", stop.patch.street_name))),
                Cell(f"{area_m2(stop.patch):,.0f}", key=area_m2(stop.patch)),
                Cell(texts.word(ways.get(str(stop.patch.facts.get("CZFS", "")), ""))),
                Cell(f"{stop.km:.1f}", key=stop.km), Cell(" ".join(texts.flags(flags_of(stop.patch)))),
            ]
            for count, stop in enumerate(plan.stops, 1)
        ]  # fmt: skip
        self.stops.show_rows(heads, rows)
        reasons = [
            [Cell(short_number(number), tip=number), Cell(why.zh if chinese() else why.en)]
            for number, why in plan.left_out.items()
        ]
        self.left.show_rows([self.tr("Number"), self.tr("Why not that day")], reasons, 1)
        self.left_told.setText(self.tr("Not that day: {0}").format(len(reasons)))
        self.sheet_button.setEnabled(bool(plan.stops))
        self.way_shown.emit([stop.patch.number for stop in plan.stops])
        km = sum(stop.km for stop in plan.stops)
        text = self.tr("{0}, {1}: {2} visits, {3} km, {4} not that day.")
        told = text.format(plan.squad.name, plan.day, len(plan.stops), f"{km:.1f}", len(reasons))
        self.told.setText(told)
        return told

    def choose_sheet(self) -> None:
        """Ask where the sheet goes, and write it."""
        if self.plan is None:
            return
        name = str(self._folder / f"拆除任务单_{self.plan.squad.name}_{self.plan.day}.pdf")
        chosen, _ = QFileDialog.getSaveFileName(self, self.tr("Squad's sheet"), name, "PDF (*.pdf)")
        if chosen:
            self.write_sheet(Path(chosen))

    def write_sheet(self, path: Path) -> None:
        """Write the sheet of the day that is shown."""
        plan = self.plan
        assert plan is not None

        def told(_issued: object) -> str:
            self.written.emit(path)
            return self.tr("The sheet is written: {0}").format(path)

        self.wanted.emit(Task(lambda workspace, by: route_sheet(workspace, plan, path, by), told, alters=False))

    def _lay_out(self) -> None:
        top = QGridLayout()
        top.addWidget(self.squad, 0, 0)
        top.addWidget(self.day, 0, 1)
        top.addWidget(self.minutes, 0, 2)
        top.addWidget(self.urgent, 1, 0, 1, 2)
        top.addWidget(self.plan_button, 1, 2)
        foot = QHBoxLayout()
        foot.addWidget(self.left_told, 1)
        foot.addWidget(self.sheet_button)
        column = QVBoxLayout(self)
        column.addLayout(top)
        column.addWidget(self.told)
        column.addWidget(self.stops, 3)
        column.addLayout(foot)
        column.addWidget(self.left, 2)
