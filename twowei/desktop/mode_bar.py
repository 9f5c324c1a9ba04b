"""Joined buttons for the ways to compare two months, and for either month alone."""

from __future__ import annotations

from PyQt5.QtCore import Qt, pyqtSignal
from PyQt5.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QWidget

from twowei.desktop.icons import icon
from twowei.desktop.map.compare import Mode


class ModeBar(QWidget):
    """Shows and changes what the map shows."""

    chosen = pyqtSignal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        group = QButtonGroup(self)
        names = {
            Mode.SWIPE: self.tr("Swipe: both months, a line between them to drag  (C; Shift+C turns it)"),
            Mode.SIDE: self.tr("Side by side, the cursor mirrored  (C)"),
            Mode.FLICKER: self.tr("Flicker: one month after the other  (C)"),
            Mode.FADE: self.tr("Fade from one month into the other  (C)"),
            Mode.BEFORE: self.tr("The month before alone  (hold B)"),
            Mode.AFTER: self.tr("The month after alone"),
        }
        self.buttons: dict[Mode, QToolButton] = {}
        for mode, tip in names.items():
            button = QToolButton()
            button.setToolTip(tip)
            button.setAccessibleName(tip)
            button.setIcon(icon(mode.value))
            button.setCheckable(True)
            button.setFocusPolicy(Qt.NoFocus)
            button.clicked.connect(lambda _checked, picked=mode: self.chosen.emit(picked))
            group.addButton(button)
            row.addWidget(button)
            self.buttons[mode] = button
        self.show_mode(Mode.SWIPE)

    def show_mode(self, mode: Mode) -> None:
        """Press the button of a mode."""
        self.buttons[mode].setChecked(True)
