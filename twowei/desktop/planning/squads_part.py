"""Squads: people, equipment, what they can reach."""

from __future__ import annotations

from PyQt5.QtWidgets import QAbstractItemView, QComboBox, QFormLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from twowei.casebook.planning import Squad
from twowei.desktop.board.link_table import Cell, LinkTable
from twowei.desktop.planning.part import Part, Task, button
from twowei.services.plan_view import PlanView
from twowei.services.planning import save_squad


class SquadsPart(Part):
    """A table, and a form that names or changes a squad."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view: PlanView | None = None
        self.table = LinkTable(4)
        self.table.setSelectionBehavior(QAbstractItemView.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SingleSelection)
        self.name, self.members, self.equipment, self.access = QLineEdit(), QLineEdit(), QLineEdit(), QComboBox()
        self.equipment.setPlaceholderText(self.tr("excavators, lorries, ladders …"))
        for code, text in self._reaches().items():
            self.access.addItem(text, code)
        self.save_button = button(self.tr("Keep the squad"), self.save, primary=True)
        form = QFormLayout()
        for caption, field in (
            (self.tr("Name *"), self.name), (self.tr("People"), self.members),
            (self.tr("Equipment"), self.equipment), (self.tr("Reaches"), self.access),
        ):  # fmt: skip
            form.addRow(caption, field)
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(self.save_button)
        column = QVBoxLayout(self)
        column.addWidget(self.table, 1)
        column.addLayout(form)
        column.addLayout(foot)
        self.table.itemSelectionChanged.connect(self._choose)

    def show_view(self, view: PlanView) -> None:
        self.view = view
        heads = [self.tr("Squad"), self.tr("People"), self.tr("Equipment"), self.tr("Reaches"), self.tr("Cases")]
        reaches = self._reaches()
        rows = [
            [Cell(one.name), Cell(one.members), Cell(one.equipment), Cell(reaches[one.access]),
             Cell(str(sum(case.waits and case.fact("CCDW") == one.name for case in view.cases)))]
            for one in view.squads
        ]  # fmt: skip
        self.table.blockSignals(True)
        self.table.show_rows(heads, rows)
        self.table.blockSignals(False)

    def save(self) -> None:
        """Keep what the form says."""
        made = Squad(
            self.name.text().strip(), self.members.text().strip(), self.equipment.text().strip(),
            str(self.access.currentData()),
        )  # fmt: skip
        if not made.name:
            self.refused.emit(self.tr("Give the squad a name."))
            return
        self.wanted.emit(
            Task(
                lambda workspace, by: save_squad(workspace, made, by),
                lambda _done: self.tr("The squad {0} is kept.").format(made.name),
            )
        )

    def _choose(self) -> None:
        row = self.table.currentRow()
        if self.view is None or row < 0 or not self.table.selectedItems():
            return
        found = next(one for one in self.view.squads if one.name == self.table.cell(row, 0).text)
        self.name.setText(found.name)
        self.members.setText(found.members)
        self.equipment.setText(found.equipment)
        self.access.setCurrentIndex(self.access.findData(found.access))

    def _reaches(self) -> dict[str, str]:
        return {"1": self.tr("any road"), "2": self.tr("narrow lanes"), "3": self.tr("places on foot")}
