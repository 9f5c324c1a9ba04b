"""What is seen before a workspace is open: the three ways in, and the workspaces of last time."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PyQt5.QtCore import QSize, Qt, pyqtSignal
from PyQt5.QtGui import QIcon
from PyQt5.QtWidgets import QLabel, QListWidget, QListWidgetItem, QPushButton, QWidget

from twowei.desktop import forms, themes
from twowei.desktop.icons import icon

BESIDE_PX = 60
"""What the icon and the margins of a line take."""


class StartPage(QWidget):
    """Offers to open, to make, or to try."""

    recent_chosen = pyqtSignal(object)  # Path
    missing_chosen = pyqtSignal(object)  # Path of a workspace that is not where it was

    logo: QLabel
    open_button: QPushButton
    new_button: QPushButton
    sample_button: QPushButton
    recent: QListWidget
    recent_title: QLabel

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        forms.load(self, "start_page")
        self.logo.setPixmap(QIcon("icons:twowei.svg").pixmap(64, 64))
        for button, name in ((self.open_button, "open"), (self.new_button, "new"), (self.sample_button, "sample")):
            button.setIcon(icon(name))
            button.setIconSize(QSize(24, 24))
        self.recent.itemActivated.connect(self._choose)
        self.recent.itemClicked.connect(self._choose)

    def show_recent(self, folders: Sequence[Path]) -> None:
        """List the workspaces opened last; those that are gone say so."""
        self.recent.clear()
        for folder in folders:
            there = folder.is_dir()
            place = str(folder.parent) if there else self.tr("not found: {0}").format(folder)
            item = QListWidgetItem(icon("folder" if there else "warning"), self._short(f"{folder.name}    {place}"))
            if not there:
                item.setForeground(themes.colour("muted"))
            item.setData(Qt.UserRole, str(folder))
            item.setToolTip(str(folder))
            self.recent.addItem(item)
        self.recent.setVisible(bool(folders))
        self.recent_title.setVisible(bool(folders))

    def _short(self, text: str) -> str:
        """Return a text that the list shows whole; its tooltip says what is left out."""
        return self.recent.fontMetrics().elidedText(text, Qt.ElideMiddle, self.recent.minimumWidth() - BESIDE_PX)

    def _choose(self, item: QListWidgetItem) -> None:
        folder = Path(item.data(Qt.UserRole))
        (self.recent_chosen if folder.is_dir() else self.missing_chosen).emit(folder)
