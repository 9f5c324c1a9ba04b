"""A page that has nothing to show yet and says what to do next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from PyQt5.QtCore import pyqtSignal
from PyQt5.QtWidgets import QLabel, QPushButton, QWidget

from twowei.desktop import forms
from twowei.desktop.guidance import about_missing
from twowei.desktop.icons import icon


class EmptyPage(QWidget):
    """The place of the map while the workspace has no imagery."""

    clicked = pyqtSignal()

    picture: QLabel
    title: QLabel
    text: QLabel
    button: QPushButton

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        forms.load(self, "empty_page")
        self.picture.setPixmap(icon("drop").pixmap(48, 48))
        self.button.setIcon(icon("images", self.palette().color(self.palette().Base).name()))
        self.button.clicked.connect(self.clicked)
        self._usual = (self.title.text(), self.text.text(), self.button.text())

    def show_missing(self, missing: Mapping[str, Sequence[Path]]) -> None:
        """Say that imagery is gone and what to do, or what the page says otherwise."""
        told = self._usual
        if missing:
            told = (self.tr("The imagery is not where it was"), about_missing(missing), self.tr("Where it is now…"))
        for widget, text in zip((self.title, self.text, self.button), told, strict=True):
            widget.setText(text)
