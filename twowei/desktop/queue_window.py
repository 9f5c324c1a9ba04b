"""The list and the details in a window of their own, for a second monitor; every key works in both."""

from __future__ import annotations

from PyQt5.QtCore import QByteArray, Qt, pyqtSignal
from PyQt5.QtGui import QCloseEvent
from PyQt5.QtWidgets import QApplication, QMainWindow, QSplitter, QVBoxLayout, QWidget

from twowei import settings as wishes
from twowei.desktop import menus
from twowei.desktop.keyboard import HeldKeys
from twowei.desktop.keymap import Keymap
from twowei.desktop.review.verdict_bar import VerdictBar
from twowei.settings import Settings

SIZE_PX, TITLE_PX, FRAME_PX = (640, 800), 40, 8


class QueueWindow(QWidget):
    """Takes one side of the window's splitter, and gives it back."""

    closed = pyqtSignal()

    def __init__(self, window: QMainWindow, splitter: QSplitter, side: QWidget, settings: Settings) -> None:
        super().__init__(window, Qt.Window)
        self._window, self._splitter, self._side, self._settings = window, splitter, side, settings
        self._sizes: list[int] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

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
        self._place()
        self.show()

    def _place(self) -> None:
        """Stand where the window stood before, else on another screen, else at the right of this one."""
        if self.restoreGeometry(QByteArray.fromHex(self._settings.get(wishes.LIST_GEOMETRY).encode())):
            return
        here = self._window.screen()
        other = next((screen for screen in QApplication.screens() if screen is not here), None)
        screen = other or here
        assert screen is not None
        room = screen.availableGeometry()
        self.resize(min(SIZE_PX[0], room.width()), min(SIZE_PX[1], room.height() - TITLE_PX))
        left = room.left() if other else room.right() - self.width() - FRAME_PX
        self.move(left, room.top())

    def give_back(self) -> None:
        """Put the side back where it was."""
        if self._side.parent() is self:
            self._settings.put(wishes.LIST_GEOMETRY, bytes(self.saveGeometry().toHex()).decode())
            self._splitter.addWidget(self._side)
            self._side.show()
            if self._sizes:
                self._splitter.setSizes(self._sizes)
        self.hide()

    def closeEvent(self, event: QCloseEvent | None) -> None:
        self.give_back()
        self._settings.put(wishes.TWO_WINDOWS, "off")
        self.closed.emit()
        if event is not None:
            event.accept()
