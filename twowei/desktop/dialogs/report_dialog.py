"""A text to copy or save for whoever helps: after a crash, or asked for."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PyQt5.QtGui import QFontDatabase
from PyQt5.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)


class ReportDialog(QDialog):
    """Shows a report; copies and saves it."""

    def __init__(self, title: str, words: str, report: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.resize(760, 520)
        self.words = QLabel(words)
        self.words.setWordWrap(True)
        self.text = QPlainTextEdit(report)
        self.text.setReadOnly(True)
        self.text.setLineWrapMode(QPlainTextEdit.NoWrap)
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.FixedFont))
        self.copy_button, self.save_button = QPushButton(self.tr("Copy")), QPushButton(self.tr("Save…"))
        self.copy_button.clicked.connect(self._copy)
        self.save_button.clicked.connect(self._save)
        buttons = QDialogButtonBox(QDialogButtonBox.Close)
        buttons.addButton(self.copy_button, QDialogButtonBox.ActionRole)
        buttons.addButton(self.save_button, QDialogButtonBox.ActionRole)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self.words)
        column.addWidget(self.text)
        column.addWidget(buttons)

    def _copy(self) -> None:
        clipboard = QApplication.clipboard()
        assert clipboard is not None
        clipboard.setText(self.text.toPlainText())
        self.copy_button.setText(self.tr("Copied"))

    def _save(self) -> None:
        proposed = Path.home() / f"twowei-{datetime.now():%Y%m%d-%H%M%S}.txt"
        chosen, _ = QFileDialog.getSaveFileName(self, self.tr("Save the report"), str(proposed), "*.txt")
        if not chosen:
            return
        try:
            Path(chosen).write_text(self.text.toPlainText(), encoding="utf-8")
        except OSError as error:
            self.words.setText(self.tr("{0} cannot be written ({1}); choose another folder.").format(chosen, error))
        else:
            self.save_button.setText(self.tr("Saved"))
