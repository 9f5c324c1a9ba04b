"""The reasons of the verdict keyed in, floating over the foot of the map."""

from __future__ import annotations

from collections.abc import Sequence

from PyQt5.QtCore import pyqtSignal
from PyQt5.QtWidgets import QFrame, QGridLayout, QWidget

from twowei.casebook.lifecycle import REASONS, Reason, Verdict, reasons_for
from twowei.desktop.decision_keys import DecisionKeys
from twowei.desktop.language import label
from twowei.desktop.review.entry import reason_place
from twowei.desktop.review.key_button import KeyButton

MOST_COLUMNS = 5
GAP_PX = 5
ROOM_PX = 280
"""Width in which a text may as well be cut short: its tool tip has it whole."""


class ReasonPanel(QFrame):
    """A button for each reason; the one that Enter would commit is pressed."""

    picked = pyqtSignal(object)  # Reason

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self.buttons: dict[str, KeyButton] = {}
        self.keys = DecisionKeys()
        self.reasons: Sequence[Reason] = REASONS
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(8, 8, 8, 2)
        self._grid.setSpacing(GAP_PX)
        self.hide()

    def show_reasons(self, verdict: Verdict | None, chosen: Reason | None) -> None:
        """Show the reasons of a verdict, or nothing."""
        self.setVisible(verdict is not None)
        if verdict is None:
            return
        reasons = reasons_for(verdict, self.reasons)
        if list(self.buttons) != [reason.code for reason in reasons]:
            self._rebuild(reasons)
        for code, button in self.buttons.items():
            button.setChecked(chosen is not None and code == chosen.code)

    def _rebuild(self, reasons: tuple[Reason, ...]) -> None:
        for button in self.buttons.values():
            self._grid.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = {}
        for reason in reasons:
            button = KeyButton(self.keys.of_reason(reason_place(reason)), label(reason))
            button.setToolTip(f"{reason.code} {label(reason)}")
            button.clicked.connect(lambda _checked, picked=reason: self.picked.emit(picked))
            button.setParent(self)
            button.show()
            self.buttons[reason.code] = button

    def arrange(self, width: int) -> int:
        """Put the buttons in as many columns as their texts allow; return the height that takes."""
        widest = max((button.sizeHint().width() for button in self.buttons.values()), default=1) + GAP_PX
        columns = min(max((width - 16) // widest, width // ROOM_PX, 1), MOST_COLUMNS)
        for place, button in enumerate(self.buttons.values()):
            self._grid.addWidget(button, place // columns, place % columns)
        for column in range(MOST_COLUMNS):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        self._grid.activate()
        return self._grid.sizeHint().height()
