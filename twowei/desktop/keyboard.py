"""Keys that need more than a shortcut: keys that are held, and fields in which letters are letters."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PyQt5.QtCore import QEvent, QObject, Qt
from PyQt5.QtGui import QKeyEvent
from PyQt5.QtWidgets import QAbstractItemView, QComboBox, QWidget

_COMMAND_MODIFIERS = Qt.ControlModifier | Qt.AltModifier | Qt.MetaModifier
_ENDS = (Qt.Key_Return, Qt.Key_Enter, Qt.Key_Escape)
_LIST_KEYS = (*_ENDS, Qt.Key_Up, Qt.Key_Down, Qt.Key_Home, Qt.Key_End, Qt.Key_PageUp, Qt.Key_PageDown)


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


def is_plain(event: QKeyEvent) -> bool:
    """Return whether a key types or walks, as no command with Ctrl, Alt or a function key does."""
    return not event.modifiers() & _COMMAND_MODIFIERS and not Qt.Key_F1 <= event.key() <= Qt.Key_F35


class PopupKeys(QObject):
    """Keeps plain keys in the list that a box opens: Enter chooses there, and commits nothing besides."""

    def __init__(self, box: QComboBox) -> None:
        super().__init__(box)
        view = box.view()
        assert view is not None
        view.installEventFilter(self)

    def eventFilter(self, watched: QObject | None, event: QEvent | None) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.ShortcutOverride and is_plain(event):
            event.accept()  # and the list does with it what it always does
        return False


class ListKeys(QObject):
    """Lets a list be walked by arrows and left by Esc, where elsewhere these are commands; Enter chooses."""

    def __init__(self, view: QAbstractItemView, enter: Callable[[], None], leave: Callable[[], None]) -> None:
        super().__init__(view)
        self._enter, self._leave = enter, leave
        view.installEventFilter(self)

    def eventFilter(self, watched: QObject | None, event: QEvent | None) -> bool:
        if not isinstance(event, QKeyEvent) or event.key() not in _LIST_KEYS or not is_plain(event):
            return False
        if event.type() == QEvent.ShortcutOverride:
            event.accept()
            return True
        if event.type() == QEvent.KeyPress and event.key() in _ENDS:
            (self._leave if event.key() == Qt.Key_Escape else self._enter)()
            return True
        return False


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
            if is_plain(event):
                event.accept()
            return is_plain(event)
        if event.type() == QEvent.KeyPress and key in _ENDS:
            (self._leave if key == Qt.Key_Escape else self._enter)()
            return True
        return False
