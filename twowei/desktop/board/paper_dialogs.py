"""What is asked before papers are written: the month and the office of a report, the folder of dossiers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PyQt5.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QWidget,
)


class MonthlyDialog(QDialog):
    """Period, issue and office of a report."""

    def __init__(self, periods: Sequence[str], office: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Monthly report"))
        self.period, self.issue, self.office = QComboBox(), QSpinBox(), QLineEdit(office)
        self.period.addItems(list(periods))
        self.issue.setRange(0, 999)
        self.issue.setSpecialValueText(self.tr("the next, or that of the month where it was issued before"))
        self.office.setPlaceholderText("城市管理行政执法局")
        form = QFormLayout(self)
        form.addRow(self.tr("Month or year"), self.period)
        form.addRow(self.tr("Issue"), self.issue)
        form.addRow(self.tr("Published by"), self.office)
        about = QLabel(self.tr("A PDF and a Word document are written; their hashes are kept in the casebook."))
        about.setProperty("role", "muted")
        form.addRow(about)
        form.addRow(_buttons(self, self.tr("Write the report")))


class DossierDialog(QDialog):
    """Where dossiers go, whether the party is left out, and whether the patches are one file together.

    Args:
        file: Number and kind of the file that the first patch is in (`DAH`, `DALX`).
    """

    def __init__(self, count: int, file: tuple[str, str] = ("", ""), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Dossiers"))
        self.kind, self.number = QComboBox(), QLineEdit(file[0])
        self._offer_kinds(count, file[1])
        self.anonymous = QCheckBox(self.tr("Leave the party out"))
        self.place = QLineEdit()
        self.place.setPlaceholderText(self.tr("each into the patch's own folder of the workspace"))
        self.place.setMinimumWidth(360)
        choose = QPushButton(self.tr("Choose…"))
        choose.setAutoDefault(False)
        choose.clicked.connect(lambda _checked: self._choose())
        row = QHBoxLayout()
        row.addWidget(self.place, 1)
        row.addWidget(choose)
        form = QFormLayout(self)
        form.addRow(self.tr("Dossier"), self.kind)
        form.addRow(self.tr("File number"), self.number)
        form.addRow(self.tr("Folder"), row)
        form.addRow(self.anonymous)
        box = _buttons(self, self.tr("Write"))
        form.addRow(box)
        ok = box.button(QDialogButtonBox.Ok)
        assert ok is not None
        self._ok = ok
        self.kind.currentIndexChanged.connect(lambda _place: self._check())
        self.number.textChanged.connect(lambda _text: self._check())
        self._check()

    @property
    def file(self) -> tuple[str, str] | None:
        """Number and kind of the file that the patches are put into, or None for a dossier each."""
        kind = str(self.kind.currentData())
        return (self.number.text().strip(), kind) if kind else None

    def _offer_kinds(self, count: int, kind: str) -> None:
        self.kind.addItem(self.tr("one for each of {0} patches").format(count), "")
        for code, caption in (
            ("1", self.tr("one of the household, with all its patches")),
            ("2", self.tr("one of the building, with all its patches")),
            ("3", self.tr("one of the enterprise, with all its patches")),
        ):
            self.kind.addItem(caption, code)
        self.number.setPlaceholderText(self.tr("such as 户0012; the chosen patches are put into it"))
        self.kind.setCurrentIndex(max(0, self.kind.findData(kind)))

    def _check(self) -> None:
        wanted = bool(self.kind.currentData())
        self.number.setEnabled(wanted)
        self._ok.setEnabled(not wanted or bool(self.number.text().strip()))

    @property
    def folder(self) -> Path | None:
        """The folder chosen, or None for each patch's own."""
        text = self.place.text().strip()
        return Path(text) if text else None

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Folder"), self.place.text())
        if chosen:
            self.place.setText(chosen)


def _buttons(dialog: QDialog, title: str) -> QDialogButtonBox:
    box = QDialogButtonBox(QDialogButtonBox.Ok | QDialogButtonBox.Cancel)
    ok = box.button(QDialogButtonBox.Ok)
    assert isinstance(ok, QPushButton)
    ok.setText(title)
    box.accepted.connect(dialog.accept)
    box.rejected.connect(dialog.reject)
    return box
