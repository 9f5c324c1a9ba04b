"""A button that opens a list to tick several things in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PyQt5.QtCore import QEvent, QObject, Qt, pyqtSignal
from PyQt5.QtGui import QKeyEvent, QMouseEvent
from PyQt5.QtWidgets import QAction, QMenu, QSizePolicy, QToolButton, QWidget


class ChoiceButton(QToolButton):
    """Shows what is ticked; nothing ticked means everything."""

    changed = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPopupMode(QToolButton.InstantPopup)
        self.setToolButtonStyle(Qt.ToolButtonTextOnly)
        self.setProperty("role", "choice")
        self.setSizePolicy(QSizePolicy.Expanding, QSizePolicy.Fixed)
        self._menu = QMenu(self)
        self._menu.installEventFilter(self)
        self.setMenu(self._menu)
        self._texts: list[str] = []
        self._tell()

    def offer(self, options: Sequence[tuple[Any, str]]) -> None:
        """Offer these values with their texts; what was ticked and is still there stays ticked."""
        before = set(self.chosen())
        self._menu.clear()
        self.blockSignals(True)  # what stays ticked is no news
        for value, text in options:
            self._add(value, text).setChecked(value in before)
        self.blockSignals(False)
        self._tell()

    def _add(self, value: Any, text: str) -> QAction:
        action = QAction(text, self._menu)
        action.setCheckable(True)
        action.setData(value)
        action.toggled.connect(self._say)
        self._menu.addAction(action)
        return action

    def chosen(self) -> tuple[Any, ...]:
        """Return the values ticked."""
        return tuple(action.data() for action in self._menu.actions() if action.isChecked())

    def choose(self, values: Sequence[Any]) -> None:
        """Tick these values only, without announcing it; those not offered are added, so that none is lost."""
        offered = {action.data() for action in self._menu.actions()}
        for value in values:
            if value not in offered:
                self._add(value, str(value))
        for action in self._menu.actions():
            action.blockSignals(True)
            action.setChecked(action.data() in values)
            action.blockSignals(False)
        self._tell()

    def eventFilter(self, watched: QObject | None, event: QEvent | None) -> bool:
        """Let the menu stay open while things are ticked."""
        pressed = isinstance(event, QMouseEvent) and event.type() == QEvent.MouseButtonRelease
        space = isinstance(event, QKeyEvent) and event.type() == QEvent.KeyPress and event.key() == Qt.Key_Space
        if not (pressed or space):
            return False
        action = self._menu.activeAction()
        if action is None:
            return False
        action.toggle()
        return True

    def _say(self) -> None:
        self._tell()
        self.changed.emit()

    def _tell(self) -> None:
        ticked = [action.text() for action in self._menu.actions() if action.isChecked()]
        some = self.tr("{0} chosen").format(len(ticked))
        self.setText(self.tr("All") if not ticked else ticked[0] if len(ticked) == 1 else some)
