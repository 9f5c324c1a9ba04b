"""The list and the details in a window of their own, for a second monitor; every key works in both."""

from __future__ import annotations

from PyQt5.QtCore import Qt, pyqtSignal
from PyQt5.QtGui import QCloseEvent
from PyQt5.QtWidgets import QMainWindow, QSplitter, QVBoxLayout, QWidget

from twowei.desktop import menus
from twowei.desktop.keyboard import HeldKeys
from twowei.desktop.keymap import Keymap
from twowei.desktop.review.verdict_bar import VerdictBar

SIZE_PX = (640, 800)


class QueueWindow(QWidget):
    """Takes one side of the window's splitter, and gives it back."""

    closed = pyqtSignal()

    def __init__(self, window: QMainWindow, splitter: QSplitter, side: QWidget) -> None:
        super().__init__(window, Qt.Window)
        self._window, self._splitter, self._side = window, splitter, side
        self._sizes: list[int] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.resize(*SIZE_PX)

    def share_keys(self, keymap: Keymap, bar: VerdictBar, held: HeldKeys) -> None:
        """Let every key of the main window work here too."""
        for action in self._window.actions():
            self.addAction(action)
        menus.make_decision_keys(self, keymap, bar.press)
        menus.make_shortcut(self, "Esc", bar.step_back)
        held.watch(self)

    def take(self) -> None:
        """Show the side here."""
        self._sizes = self._splitter.sizes()
        self.setWindowTitle(self._window.windowTitle())
        self._column.addWidget(self._side)
        self._side.show()
        self.show()

    def give_back(self) -> None:
        """Put the side back where it was."""
        if self._side.parent() is self:
            self._splitter.addWidget(self._side)
            self._side.show()
            if self._sizes:
                self._splitter.setSizes(self._sizes)
        self.hide()

    def closeEvent(self, event: QCloseEvent | None) -> None:
        self.give_back()
        self.closed.emit()
        if event is not None:
            event.accept()
