"""The two months that the map compares."""

from __future__ import annotations

from collections.abc import Sequence

from PyQt5.QtCore import pyqtSignal
from PyQt5.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget


class PairBar(QWidget):
    """Two lists of months: before and after."""

    changed = pyqtSignal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 0, 2, 0)
        row.setSpacing(6)
        self.before, self.after = QComboBox(), QComboBox()
        for caption, months in ((self.tr("Before"), self.before), (self.tr("After"), self.after)):
            row.addWidget(QLabel(caption))
            row.addWidget(months)
            months.setMinimumWidth(92)
            months.activated.connect(self._announce)
        self.show_months([])

    def show_months(self, months: Sequence[str]) -> None:
        """Offer these months, the newest two chosen unless the choice so far still holds."""
        kept = self.pair()
        for box in (self.before, self.after):
            box.clear()
            box.addItems(list(months))
            box.setEnabled(len(months) > 1)
        if kept and kept[0] != kept[1] and set(kept) <= set(months):
            self.choose(*kept)
        elif months:
            self.choose(months[max(0, len(months) - 2)], months[-1])

    def choose(self, before: str, after: str) -> None:
        """Choose two months without announcing it."""
        self.before.setCurrentText(before)
        self.after.setCurrentText(after)

    def pair(self) -> tuple[str, str] | None:
        """Return the months chosen; the same twice where there is only one."""
        before, after = self.before.currentText(), self.after.currentText()
        return (before, after) if after else None

    def _announce(self) -> None:
        pair = self.pair()
        if pair is not None:
            self.changed.emit(*pair)
