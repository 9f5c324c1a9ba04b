"""A number that opens the list behind it."""

from __future__ import annotations

from PyQt5.QtCore import Qt
from PyQt5.QtWidgets import QPushButton, QWidget


class NumberButton(QPushButton):
    """Looks like a link; one without a list is plain text."""

    def __init__(self, tone: str = "accent", size: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "number")
        self.setProperty("ink", tone)
        self.setProperty("scale", size)
        self.setCursor(Qt.PointingHandCursor)
        self.setFlat(True)
        self.setToolTip(self.tr("Opens the list"))

    def show_number(self, text: str, opens: bool) -> None:
        """Show a number, and whether there is a list behind it."""
        self.setText(text)
        self.setEnabled(opens)
