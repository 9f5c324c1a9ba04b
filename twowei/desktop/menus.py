"""Makes menus, tool bar and shortcuts from the table of commands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PyQt5.QtCore import Qt, pyqtSignal
from PyQt5.QtGui import QKeySequence
from PyQt5.QtWidgets import QAction, QActionGroup, QMainWindow, QMenu, QShortcut, QToolBar, QToolButton, QWidget

from twowei.desktop.commands import COMMANDS, MENUS, TOOL_BAR, spoken
from twowei.desktop.icons import icon
from twowei.desktop.keymap import Keymap
from twowei.settings import Setting, Settings

_GAPS_BEFORE = frozenset(
    (
        *("add_images", "export", "jobs", "quit", "measure_distance", "outlines", "fit_patch", "zoom_in"),
        *("commit", "note", "take_back", "edit_outline", "find", "monthly_report"),
    )
)


def make_actions(
    window: QMainWindow, handlers: Mapping[str, Callable[[], object]], keymap: Keymap
) -> dict[str, QAction]:
    """Return an action for every command; its keys work wherever no field takes them for typing."""
    actions: dict[str, QAction] = {}
    for each in COMMANDS:
        action = QAction(spoken(each.text), window)
        action.setObjectName(each.name)
        action.setShortcuts([QKeySequence(key) for key in keymap.keys(each.name)])
        action.setAutoRepeat(each.repeats)
        action.setCheckable(each.checkable)
        if each.icon:
            action.setIcon(icon(each.icon))
            action.setIconVisibleInMenu(not each.checkable)  # the tick stands in its place
        action.triggered.connect(_call(handlers[each.name]))
        action.setIconText(spoken(each.short or each.text))
        action.setToolTip(_tip(action))
        window.addAction(action)
        actions[each.name] = action
    return actions


def make_decision_keys(window: QWidget, keymap: Keymap, press: Callable[[str], object]) -> None:
    """Let keys give verdicts and reasons."""
    for key in keymap.decisions.all:
        make_shortcut(window, key, partial(press, key))


def make_shortcut(window: QWidget, key: str, handler: Callable[[], object]) -> None:
    """Give a key that stands in no menu its work."""
    shortcut = QShortcut(QKeySequence(key), window)
    shortcut.setAutoRepeat(False)
    shortcut.activated.connect(_call(handler))


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


def add_choice(
    menu: QMenu, settings: Settings, setting: Setting, names: Mapping[str, str], choose: Callable[[Setting, str], None]
) -> None:
    """Add the values of a setting to a menu, the one in force ticked."""
    menu.addSeparator()
    group = QActionGroup(menu)
    for value, name in names.items():
        action = QAction(name, menu)
        action.setCheckable(True)
        action.setChecked(settings.get(setting) == value)
        action.triggered.connect(_call(partial(choose, setting, value)))
        group.addAction(action)
        menu.addAction(action)


class RecentMenu(QMenu):
    """The workspaces opened last, as they are when the menu is opened."""

    chosen = pyqtSignal(object)  # Path

    def __init__(self, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTitle(self.tr("Recent workspaces"))
        self._settings = settings
        self.aboutToShow.connect(self._fill)

    def _fill(self) -> None:
        self.clear()
        for folder in self._settings.recent():
            action = QAction(str(folder), self)
            action.triggered.connect(_call(partial(self.chosen.emit, folder)))
            self.addAction(action)


def _call(handler: Callable[[], object]) -> Callable[..., None]:
    """Make a slot that drops the state that Qt hands over."""

    def slot(*_state: object) -> None:
        handler()

    return slot


def _tip(action: QAction) -> str:
    keys = " / ".join(key.toString(QKeySequence.NativeText) for key in action.shortcuts())
    text = action.text().removesuffix("…")
    return f"{text}  ({keys})" if keys else text
