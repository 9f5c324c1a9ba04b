"""Campaigns (专班) and phases: members, days, ground, what is planned and what is done."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PyQt5.QtCore import pyqtSignal
from PyQt5.QtWidgets import QAbstractItemView, QFormLayout, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget
from shapely.geometry.base import BaseGeometry

from twowei.casebook.ledger import FACTS, parse_fact
from twowei.casebook.planning import Campaign
from twowei.desktop.board.link_table import Cell, Link, LinkTable
from twowei.desktop.dialogs.proof_fields import FactField
from twowei.desktop.error_texts import in_words
from twowei.desktop.planning.part import Part, Task, button
from twowei.errors import TwoweiError, UnknownNameError
from twowei.services.plan_view import PlanView, ground_of
from twowei.services.planning import Progress, save_campaign
from twowei.services.workspace import Workspace

XY = tuple[float, float]


class CampaignsPart(Part):
    """A table with progress, and a form that makes or changes one."""

    shown = pyqtSignal(str)  # a campaign to bring out on the plan
    drawing_wanted = pyqtSignal()
    listed = pyqtSignal(object)  # Link

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view: PlanView | None = None
        self.area: tuple[XY, ...] = ()
        self._ground: BaseGeometry | None = None
        self.table, self.ground_told = LinkTable(1), QLabel()
        self.table.setSelectionBehavior(QAbstractItemView.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SingleSelection)
        self.name, self.phase, self.members, self.planned = (QLineEdit() for _ in range(4))
        self.start, self.finish = FactField(FACTS["JHRQ"], None), FactField(FACTS["JHRQ"], None)
        self.phase.setPlaceholderText("2026Q3")
        self.planned.setPlaceholderText(self.tr("that of its patches"))
        self.save_button = button(self.tr("Keep the campaign"), self.save, primary=True)
        self.new_button = button(self.tr("New"), self.clear)
        self.draw_button = button(self.tr("Draw its ground"), self.drawing_wanted.emit)
        self.drop_button = button(self.tr("Without ground"), self._drop_ground)
        self._lay_out()
        self.table.linked.connect(self.listed)
        self.table.itemSelectionChanged.connect(self._choose)
        self._tell_ground()

    def show_view(self, view: PlanView) -> None:
        self.view = view
        heads = [
            self.tr("Campaign"), self.tr("Cases"), self.tr("Gone"), self.tr("Done ㎡"), self.tr("Planned ㎡"), "%",
            self.tr("From – to"), self.tr("Phase"),
        ]  # fmt: skip
        self.table.blockSignals(True)
        self.table.show_rows(heads, [_cells(one) for one in view.campaigns])
        self.table.blockSignals(False)

    def take_area(self, points: tuple[XY, ...]) -> None:
        """Take what was drawn on the plan as the campaign's ground."""
        self.area = points
        self._tell_ground()

    def clear(self) -> None:
        """Begin another campaign."""
        for line in (self.name, self.phase, self.members, self.planned):
            line.clear()
        for field in (self.start, self.finish):
            field.put("")
        self.table.clearSelection()
        self._drop_ground()
        self.name.setFocus()

    def save(self) -> None:
        """Keep what the form says."""
        try:
            made = self._campaign()
        except TwoweiError as error:
            self.refused.emit(in_words(error))
            return
        area, crs = self.area, self.view.crs if self.view else None

        def work(workspace: Workspace, by: str) -> str:
            ground = ground_of(workspace, area, crs) if area and crs else made.area
            save_campaign(workspace, replace(made, area=ground), by)
            return made.name

        self.area = ()
        self.wanted.emit(Task(work, lambda name: self.tr("The campaign {0} is kept.").format(name)))

    # ---- inside ----------------------------------------------------------------------------------

    def _campaign(self) -> Campaign:
        name, planned = self.name.text().strip(), self.planned.text().strip().replace(",", "")
        if not name:
            raise UnknownNameError(self.tr("Give the campaign a name."))
        days = [str(parse_fact("JHRQ", text)) if (text := f.text()) else "" for f in (self.start, self.finish)]
        m2 = parse_fact("JZMJ", planned) if planned else None
        return Campaign(
            name, self.phase.text().strip(), self.members.text().strip(), days[0], days[1],
            float(m2) if m2 is not None else None, self._ground,
        )  # fmt: skip

    def _choose(self) -> None:
        """Put the campaign that is chosen into the form."""
        row = self.table.currentRow()
        if self.view is None or row < 0 or not self.table.selectedItems():
            return
        name = self.table.cell(row, 0).text
        found = next(one.campaign for one in self.view.campaigns if one.campaign.name == name)
        for line, text in (
            (self.name, found.name), (self.phase, found.phase), (self.members, found.members),
            (self.planned, "" if found.planned_m2 is None else f"{found.planned_m2:g}"),
        ):  # fmt: skip
            line.setText(text)
        self.start.put(found.start)
        self.finish.put(found.finish)
        self._ground, self.area = found.area, ()
        self._tell_ground()
        self.shown.emit(name)

    def _drop_ground(self) -> None:
        self._ground, self.area = None, ()
        self._tell_ground()

    def _tell_ground(self) -> None:
        drawn, kept = self.tr("as drawn on the plan"), self.tr("as it is")
        self.ground_told.setText(drawn if self.area else kept if self._ground is not None else "—")

    def _lay_out(self) -> None:
        form = QFormLayout()
        for caption, field in (
            (self.tr("Name *"), self.name), (self.tr("Phase"), self.phase), (self.tr("Members"), self.members),
            (self.tr("First day"), self.start), (self.tr("Last day"), self.finish),
            (self.tr("Planned ㎡"), self.planned),
        ):  # fmt: skip
            form.addRow(caption, field)
        ground = QHBoxLayout()
        ground.addWidget(self.ground_told, 1)
        ground.addWidget(self.draw_button)
        ground.addWidget(self.drop_button)
        form.addRow(self.tr("Ground"), ground)
        foot = QHBoxLayout()
        foot.addWidget(self.new_button)
        foot.addStretch()
        foot.addWidget(self.save_button)
        column = QVBoxLayout(self)
        column.addWidget(self.table, 1)
        column.addLayout(form)
        column.addLayout(foot)


def _cells(one: Progress) -> list[Cell]:
    kept = one.campaign
    link = Link(kept.name, lambda: one.numbers) if one.numbers else None
    return [
        Cell(kept.name, tip=kept.members),
        Cell(f"{len(one.numbers):,}", link, len(one.numbers)),
        Cell(f"{one.gone:,}", key=one.gone),
        Cell(f"{one.done_m2:,.0f}", key=one.done_m2),
        Cell(f"{one.planned_m2:,.0f}", key=one.planned_m2),
        Cell("—" if one.percent is None else f"{one.percent:.1f}%", key=one.percent or 0.0, tone=_tone(kept, one)),
        Cell(f"{kept.start} – {kept.finish}".strip("– ")),
        Cell(kept.phase),
    ]


def _tone(kept: Campaign, one: Progress) -> str:
    """Return ``bad`` for a campaign whose last day has passed before all was done."""
    over = kept.finish and kept.finish < date.today().isoformat()
    return "bad" if over and (one.percent or 0) < 100 else "good" if (one.percent or 0) >= 100 else ""
