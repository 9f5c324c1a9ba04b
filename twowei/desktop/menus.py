"""Makes menus, tool bar and shortcuts from the table of commands."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PyQt5.QtCore import Qt
from PyQt5.QtGui import QKeySequence
from PyQt5.QtWidgets import QAction, QMainWindow, QMenu, QShortcut, QToolBar, QToolButton, QWidget

from twowei.desktop.commands import COMMANDS, MENUS, REASON_KEYS, TOOL_BAR, spoken
from twowei.desktop.icons import icon

_GAPS_BEFORE = {"add_images", "export", "quit", "outlines", "fit_patch", "zoom_in", "commit", "note", "take_back", "find"}


def make_actions(window: QMainWindow, handlers: Mapping[str, Callable[[], None]]) -> dict[str, QAction]:
    """Return an action for every command; its keys work wherever no field takes them for typing."""
    actions: dict[str, QAction] = {}
    for each in COMMANDS:
        action = QAction(spoken(each.text), window)
        action.setObjectName(each.name)
        action.setShortcuts([QKeySequence(key) for key in each.keys])
        action.setAutoRepeat(each.repeats)
        action.setCheckable(each.checkable)
        if each.icon:
            action.setIcon(icon(each.icon))
        action.triggered.connect(_call(handlers[each.name]))
        action.setIconText(spoken(each.short or each.text))
        action.setToolTip(_tip(action))
        window.addAction(action)
        actions[each.name] = action
    return actions


def make_reason_keys(window: QMainWindow, press: Callable[[str], object]) -> None:
    """Let digits give verdicts and reasons."""
    for key in REASON_KEYS:
        make_shortcut(window, key, lambda pressed=key: press(pressed))


def make_shortcut(window: QMainWindow, key: str, handler: Callable[[], object]) -> None:
    """Give a key that stands in no menu its work."""
    shortcut = QShortcut(QKeySequence(key), window)
    shortcut.setAutoRepeat(False)
    shortcut.activated.connect(lambda: handler() and None)


def fill_menus(window: QMainWindow, actions: Mapping[str, QAction]) -> dict[str, QMenu]:
    """Fill the menu bar and return its menus by name."""
    menus: dict[str, QMenu] = {}
    bar = window.menuBar()
    assert bar is not None
    for name, title in MENUS:
        menu = QMenu(spoken(title), window)
        bar.addMenu(menu)
        menus[name] = menu
        for each in COMMANDS:
            if each.menu == name:
                if each.name in _GAPS_BEFORE:
                    menu.addSeparator()
                menu.addAction(actions[each.name])
    return menus


def fill_tool_bar(bar: QToolBar, actions: Mapping[str, QAction], widgets: Mapping[str, QWidget]) -> None:
    """Fill the tool bar with commands and widgets."""
    bar.setToolButtonStyle(Qt.ToolButtonTextBesideIcon)
    for name in TOOL_BAR:
        if not name:
            bar.addSeparator()
        elif name in widgets:
            bar.addWidget(widgets[name])
        else:
            bar.addAction(actions[name])
            button = bar.widgetForAction(actions[name])
            assert isinstance(button, QToolButton)
            button.setFocusPolicy(Qt.NoFocus)


def _call(handler: Callable[[], None]) -> Callable[[], None]:
    """Drop the state that Qt hands to a slot."""
    return lambda *_: handler()


def _tip(action: QAction) -> str:
    keys = " / ".join(key.toString(QKeySequence.NativeText) for key in action.shortcuts())
    text = action.text().removesuffix("…")
    return f"{text}  ({keys})" if keys else text
