"""Asking for more time, answering who asked, giving a case back."""

from __future__ import annotations

from datetime import date

from PyQt5.QtWidgets import (
    QFormLayout,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from twowei.casebook.ledger import FACTS
from twowei.desktop.casework.part import Outcome, Part, day_of
from twowei.desktop.dialogs.proof_fields import FactField
from twowei.desktop.language import label
from twowei.errors import UnknownNameError
from twowei.services.case_file import CaseFile
from twowei.services.demolish import answer_extension, ask_extension, ask_return
from twowei.services.workspace import Workspace


class RequestsPart(Part):
    """Two boxes: an extension, a return."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.asked, self.returned = QLabel(), QLabel()
        for text in (self.asked, self.returned):
            text.setWordWrap(True)
        self.until, self.why, self.return_why = FactField(FACTS["extension_to"], None), QLineEdit(), QLineEdit()
        self.ask_button = QPushButton(self.tr("Ask for more time"))
        self.grant_button, self.refuse_button = QPushButton(self.tr("Grant it")), QPushButton(self.tr("Refuse it"))
        self.return_button = QPushButton(self.tr("Give it back"))
        column = QVBoxLayout(self)
        column.addWidget(
            _box(
                self.tr("More time"), self.asked,
                [(self.tr("Until"), self.until), (self.tr("Why"), self.why)],
                [self.ask_button, self.grant_button, self.refuse_button],
            )
        )  # fmt: skip
        column.addWidget(
            _box(self.tr("Return"), self.returned, [(self.tr("Why"), self.return_why)], [self.return_button])
        )
        column.addStretch()
        self.ask_button.clicked.connect(lambda _checked: self.wanted.emit(self.ask))
        self.grant_button.clicked.connect(lambda _checked: self.wanted.emit(self.grant))
        self.refuse_button.clicked.connect(lambda _checked: self.wanted.emit(self.refuse))
        self.return_button.clicked.connect(lambda _checked: self.wanted.emit(self.give_back))

    def show_file(self, file: CaseFile) -> None:
        facts = file.patch.facts
        asked = "extension_to" in facts
        parts = []
        if file.deadline is not None:
            parts.append(self.tr("Now due: {0}").format(f"{file.deadline.due:%Y-%m-%d}"))
        if "YQZ" in facts:
            parts.append(self.tr("extended to {0} ({1})").format(facts["YQZ"], facts.get("YQYY", "")))
        if asked:
            told = self.tr("{0} asks for {1}: {2}; somebody else answers.")
            parts.append(told.format(facts.get("extension_by"), facts["extension_to"], facts.get("extension_why")))
        self.asked.setText(" · ".join(parts) or self.tr("No deadline runs."))
        for button in (self.grant_button, self.refuse_button):
            button.setEnabled(asked)
        given = facts.get("return_why")
        self.returned.setText(self.tr("Asked for: {0}").format(given) if given else self.tr("Nothing was asked for."))
        self.until.put("")
        for line in (self.why, self.return_why):
            line.clear()

    def ask(self, workspace: Workspace, number: str, by: str) -> Outcome:
        """Ask for more time."""
        day = day_of(self.until)
        if not day:
            raise UnknownNameError(self.tr("Give the day until which more time is needed."))
        patch = ask_extension(workspace, number, date.fromisoformat(day), self.why.text(), by)
        return Outcome(patch, self.tr("Asked for more time until {0}.").format(day))

    def grant(self, workspace: Workspace, number: str, by: str) -> Outcome:
        """Grant what was asked for."""
        patch = answer_extension(workspace, number, by, granted=True)
        return Outcome(patch, self.tr("Granted until {0}.").format(patch.facts["YQZ"]))

    def refuse(self, workspace: Workspace, number: str, by: str) -> Outcome:
        """Refuse what was asked for."""
        return Outcome(answer_extension(workspace, number, by, granted=False), self.tr("Refused."))

    def give_back(self, workspace: Workspace, number: str, by: str) -> Outcome:
        """Give the case back."""
        patch = ask_return(workspace, number, self.return_why.text(), by)
        return Outcome(patch, self.tr("The return is noted; it stands at {0}.").format(label(patch.state)))


def _box(title: str, told: QLabel, fields: list[tuple[str, QWidget]], buttons: list[QPushButton]) -> QGroupBox:
    box = QGroupBox(title)
    form = QFormLayout(box)
    form.addRow(told)
    for caption, field in fields:
        form.addRow(caption, field)
    row = QHBoxLayout()
    row.addStretch()
    for button in buttons:
        button.setAutoDefault(False)
        row.addWidget(button)
    form.addRow(row)
    return box
