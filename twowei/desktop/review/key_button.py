"""A button with its key printed on it."""

from __future__ import annotations

from PyQt5.QtCore import QPointF, QRectF, QSize, Qt
from PyQt5.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PyQt5.QtWidgets import QPushButton, QSizePolicy, QWidget

from twowei.desktop import themes
from twowei.desktop.map.symbols import draw_glyph

CAP_PX = 20
GAP_PX = 8


class KeyButton(QPushButton):
    """Shows a key cap, for verdicts their glyph, and a text that gives way where room is scarce: key and glyph stay.

    It takes no focus: the keys belong to the map and the list.
    """

    def __init__(self, key: str, text: str, verdict: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.key, self.verdict = key, verdict
        self.strong = False
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Preferred, QSizePolicy.Fixed)
        self.setFocusPolicy(Qt.NoFocus)
        self.setToolTip(f"{text}  ({key})")
        self.setCursor(Qt.PointingHandCursor)

    def show_key(self, key: str) -> None:
        """Print another key."""
        self.key = key
        self.setToolTip(f"{self.text()}  ({key})")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._start() + self._metrics().horizontalAdvance(self.text()) + 14, 34 if self.verdict else 27)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), self._start() + 6), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent | None) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.Antialiasing)
        body = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(self._rim(), 1))
        painter.setBrush(self._ground())
        painter.drawRoundedRect(body, 5, 5)
        self._paint_cap(painter)
        if self.verdict:
            draw_glyph(painter, self.verdict, QPointF(GAP_PX + CAP_PX + 14, self.height() / 2), 6.5)
        painter.setFont(self._font())
        painter.setPen(self._ink())
        room = QRectF(self._start(), 0, self.width() - self._start() - 6, self.height())
        text = self._metrics().elidedText(self.text(), Qt.ElideRight, int(room.width()) + 1)
        painter.drawText(room, int(Qt.AlignVCenter | Qt.AlignLeft), text)
        painter.end()

    def _paint_cap(self, painter: QPainter) -> None:
        height = 20.0
        width = max(CAP_PX, QFontMetrics(self.font()).horizontalAdvance(self.key) + 10)
        cap = QRectF(GAP_PX - 2, (self.height() - height) / 2, width, height)
        ink = self._ink()
        faint = QColor(ink)
        faint.setAlpha(110)
        painter.setPen(QPen(faint, 1))
        painter.setBrush(Qt.NoBrush)
        painter.drawRoundedRect(cap, 4, 4)
        painter.setPen(ink)
        painter.setFont(self.font())
        painter.drawText(cap, int(Qt.AlignCenter), self.key)

    def _start(self) -> int:
        cap = max(CAP_PX, QFontMetrics(self.font()).horizontalAdvance(self.key) + 10)
        return GAP_PX + cap + (26 if self.verdict else 6)

    def _font(self) -> QFont:
        font = QFont(self.font())
        font.setBold(self.isChecked() or self.strong)
        return font

    def _metrics(self) -> QFontMetrics:
        font = QFont(self.font())
        font.setBold(True)
        return QFontMetrics(font)

    def _ground(self) -> QColor:
        if not self.isEnabled():
            return themes.colour("window")
        if self.isChecked() or self.strong:
            return themes.colour("accent")
        return themes.colour("hover" if self.underMouse() else "button")

    def _rim(self) -> QColor:
        return themes.colour("accent" if self.isEnabled() and (self.isChecked() or self.strong) else "border")

    def _ink(self) -> QColor:
        if not self.isEnabled():
            return themes.colour("muted")
        return themes.colour("on_accent" if self.isChecked() or self.strong else "text")
