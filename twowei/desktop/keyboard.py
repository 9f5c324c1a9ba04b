"""Keys that need more than a shortcut: keys that are held, and fields in which letters are letters."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PyQt5.QtCore import QEvent, QObject, Qt
from PyQt5.QtGui import QKeyEvent
from PyQt5.QtWidgets import QWidget

_COMMAND_MODIFIERS = Qt.ControlModifier | Qt.AltModifier | Qt.MetaModifier


class HeldKeys(QObject):
    """Tells while a key is down, whichever of the watched widgets has the focus."""

    def __init__(self, actions: Mapping[int, Callable[[bool], None]], parent: QObject) -> None:
        super().__init__(parent)
        self._actions = dict(actions)

    def watch(self, *widgets: QWidget) -> None:
        """Take the keys of these widgets."""
        for widget in widgets:
            widget.installEventFilter(self)

    def release_all(self) -> None:
        """Let go of every key, as when the window loses the keyboard."""
        for action in self._actions.values():
            action(False)

    def eventFilter(self, watched: QObject | None, event: QEvent | None) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() not in (QEvent.KeyPress, QEvent.KeyRelease):
            return False
        action = self._actions.get(event.key())
        if action is None or event.modifiers() & _COMMAND_MODIFIERS:
            return False
        if not event.isAutoRepeat():
            action(event.type() == QEvent.KeyPress)
        return True


class TypingField(QObject):
    """Keeps plain keys in a field: they type, and no command hears them."""

    def __init__(self, field: QWidget, enter: Callable[[], None], leave: Callable[[], None]) -> None:
        super().__init__(field)
        self._enter, self._leave = enter, leave
        field.installEventFilter(self)

    def eventFilter(self, watched: QObject | None, event: QEvent | None) -> bool:
        if not isinstance(event, QKeyEvent):
            return False
        key = event.key()
        if event.type() == QEvent.ShortcutOverride:
            plain = not event.modifiers() & _COMMAND_MODIFIERS and not Qt.Key_F1 <= key <= Qt.Key_F35
            if plain:
                event.accept()
            return plain
        if event.type() == QEvent.KeyPress and key in (Qt.Key_Return, Qt.Key_Enter, Qt.Key_Escape):
            (self._leave if key == Qt.Key_Escape else self._enter)()
            return True
        return False
