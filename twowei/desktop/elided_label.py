"""A label that says by an ellipsis that its text goes on."""

from __future__ import annotations

from PyQt5.QtCore import Qt
from PyQt5.QtGui import QPainter, QPaintEvent
from PyQt5.QtWidgets import QLabel, QStyle, QStyleOption


class ElidedLabel(QLabel):
    """A label of one line that ends in an ellipsis where there is no room for the whole.

    A text that fits, or that is broken into lines, is drawn as every label draws it and can be selected.
    """

    def shown_text(self) -> str:
        """Return the text as it stands on the screen."""
        if self.wordWrap():
            return self.text()
        return self.fontMetrics().elidedText(self.text(), Qt.ElideRight, self.contentsRect().width())

    def paintEvent(self, event: QPaintEvent | None) -> None:
        shown = self.shown_text()
        if shown == self.text():
            super().paintEvent(event)
            return
        painter, option = QPainter(self), QStyleOption()
        option.initFrom(self)
        style = self.style()
        assert style is not None
        style.drawPrimitive(QStyle.PE_Widget, option, painter, self)
        painter.setPen(option.palette.color(self.foregroundRole()))
        painter.drawText(self.contentsRect(), int(self.alignment()), shown)
        painter.end()
