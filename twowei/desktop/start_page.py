"""What is seen before a workspace is open: the three ways in, and the workspaces of last time."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PyQt5.QtCore import QSize, Qt, pyqtSignal
from PyQt5.QtGui import QIcon
from PyQt5.QtWidgets import QLabel, QListWidget, QListWidgetItem, QPushButton, QWidget

from twowei.desktop import forms
from twowei.desktop.icons import icon


class StartPage(QWidget):
    """Offers to open, to make, or to try."""

    recent_chosen = pyqtSignal(object)  # Path

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
        """List the workspaces opened last."""
        self.recent.clear()
        for folder in folders:
            item = QListWidgetItem(icon("folder"), f"{folder.name}    {folder.parent}")
            item.setData(Qt.UserRole, str(folder))
            item.setToolTip(str(folder))
            self.recent.addItem(item)
        self.recent.setVisible(bool(folders))
        self.recent_title.setVisible(bool(folders))

    def _choose(self, item: QListWidgetItem) -> None:
        self.recent_chosen.emit(Path(item.data(Qt.UserRole)))
