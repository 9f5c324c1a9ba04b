"""Papers of a case: number, day of service, term, receipt."""

from __future__ import annotations

from datetime import date

from PyQt5.QtCore import Qt
from PyQt5.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from twowei.casebook.ledger import FACTS
from twowei.desktop.casework.part import Outcome, Part, day_of, paper_name
from twowei.desktop.dialogs.proof_fields import FactField, FileField
from twowei.errors import UnknownNameError
from twowei.services.case_file import CaseFile
from twowei.services.demolish import SERVED, serve
from twowei.services.workspace import Workspace


class PapersPart(Part):
    """A table of what was served, and fields for another paper."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = QTableWidget(0, 5)
        self.kind, self.number = QComboBox(), QLineEdit()
        self.served, self.due = FactField(FACTS["XQCCRQ"], None), FactField(FACTS["ZCQX"], None)
        self.receipt = FileField(self.tr("Receipt as a file…"), self.tr("All files") + " (*)")
        self.write_button = QPushButton(self.tr("Write the paper down"))
        self.write_button.setProperty("primary", True)
        self.write_button.setAutoDefault(False)
        heads = [self.tr("Paper"), self.tr("Number"), self.tr("Served on"), self.tr("Term until"), self.tr("Receipt")]
        self.table.setHorizontalHeaderLabels(heads)
        self.table.setEditTriggers(QTableWidget.NoEditTriggers)
        self.table.setFocusPolicy(Qt.NoFocus)
        header, side = self.table.horizontalHeader(), self.table.verticalHeader()
        assert header is not None and side is not None
        header.setStretchLastSection(True)
        side.hide()
        for kind in SERVED:
            self.kind.addItem(paper_name(kind), kind)
        form = QFormLayout()
        for caption, field in (
            (self.tr("Paper"), self.kind), (self.tr("Number *"), self.number), (self.tr("Served on"), self.served),
            (self.tr("Term until"), self.due), (self.tr("Receipt"), self.receipt),
        ):  # fmt: skip
            form.addRow(caption, field)
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(self.write_button)
        column = QVBoxLayout(self)
        column.addWidget(self.table, 1)
        column.addLayout(form)
        column.addLayout(foot)
        self.kind.currentIndexChanged.connect(lambda _index: self._fit_fields())
        self.write_button.clicked.connect(lambda _checked: self.wanted.emit(self.write))

    def show_file(self, file: CaseFile) -> None:
        self.table.setRowCount(len(file.papers))
        for row, one in enumerate(file.papers):
            cells = (paper_name(one.kind), one.number, one.served, one.due, one.receipt)
            for column, text in enumerate(cells):
                self.table.setItem(row, column, QTableWidgetItem(text))
        self.table.resizeColumnsToContents()
        for field in (self.served, self.due):
            field.put("")
        self.number.clear()
        self.receipt.clear()
        self._fit_fields()

    def write(self, workspace: Workspace, number: str, by: str) -> Outcome:
        """Write down the paper that the fields tell.

        Raises:
            TwoweiError: Something is missing or not allowed.
        """
        if not self.number.text().strip():
            raise UnknownNameError(self.tr("Give the paper's number."))
        days = [date.fromisoformat(text) if (text := day_of(one)) else None for one in (self.served, self.due)]
        files = self.receipt.paths
        kind = str(self.kind.currentData())
        patch = serve(
            workspace, number, kind, self.number.text().strip(), by, served=days[0], due=days[1],
            receipt=files[0] if files else None,
        )  # fmt: skip
        told = self.tr("Written down: {0} {1}.").format(paper_name(kind), self.number.text().strip())
        return Outcome(patch, told)

    def _fit_fields(self) -> None:
        """Let only those fields be filled in that this kind of paper has."""
        _number, served, _receipt, due = SERVED[str(self.kind.currentData())]
        self.served.setEnabled(bool(served))
        self.due.setEnabled(bool(due))
        for field in (self.served, self.due):
            if not field.isEnabled():
                field.put("")
