"""Three joined buttons: both months with a line between them, before, after."""

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
            Mode.SWIPE: (self.tr("Swipe"), self.tr("Both months, a line between them  (C)")),
            Mode.BEFORE: (self.tr("Before"), self.tr("The month before alone  (C; hold B)")),
            Mode.AFTER: (self.tr("After"), self.tr("The month after alone  (C)")),
        }
        self.buttons: dict[Mode, QToolButton] = {}
        for mode, (name, tip) in names.items():
            button = QToolButton()
            button.setText(name)
            button.setToolTip(tip)
            button.setIcon(icon(mode.value))
            button.setToolButtonStyle(Qt.ToolButtonTextBesideIcon)
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
