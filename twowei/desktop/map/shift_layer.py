"""The residual shift between the two months, as arrows where it was measured."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PyQt5.QtCore import QPointF, QRectF, Qt
from PyQt5.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPolygonF, QTransform
from PyQt5.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from twowei.desktop.map.pyramid import Box

SHORTEST_PX, LONGEST_PX = 12.0, 60.0
"""How long the longest arrow is drawn; seldom longer than the arrows lie apart."""

MOST_TIMES = 400.0
MEASURED, REMAINING = QColor("#F0E442"), QColor("#56B4E9")


@dataclass(frozen=True)
class ShiftArrow:
    """One arrow: scene point, metres to the right and down on the map, and whether it is left after correction."""

    x: float
    y: float
    right_m: float
    down_m: float
    remains: bool

    @property
    def length_m(self) -> float:
        """How far the two months lie apart here."""
        return math.hypot(self.right_m, self.down_m)


class ShiftLayer(QGraphicsItem):
    """Paints the arrows enlarged; the foreground has it write how many times.

    The extent is three times as wide and high as the scene.
    """

    def __init__(self, arrows: Sequence[ShiftArrow], metres: float, extent: Box, texts: tuple[str, str]) -> None:
        super().__init__()
        self._arrows, self._metres, self._texts = list(arrows), metres, texts
        self._longest_m = max((arrow.length_m for arrow in self._arrows), default=0.0)
        self._apart = math.sqrt((extent.right - extent.left) * (extent.bottom - extent.top) / 9 / max(len(arrows), 1))
        self._bounds = QRectF(extent.left, extent.top, extent.right - extent.left, extent.bottom - extent.top)

    def boundingRect(self) -> QRectF:
        return self._bounds

    def times(self, scale: float) -> float:
        """Return how many times longer than on the ground the arrows are drawn at a scale."""
        true_px = self._longest_m / self._metres * scale
        room = min(max(0.8 * self._apart * scale, SHORTEST_PX), LONGEST_PX)
        return min(room / true_px, MOST_TIMES) if true_px > 0 else 1.0

    def paint(
        self, painter: QPainter | None, option: QStyleOptionGraphicsItem | None, widget: QWidget | None = None
    ) -> None:
        assert painter is not None
        to_screen = painter.worldTransform()
        times = self.times(to_screen.m11())
        stretch = times / self._metres * to_screen.m11()
        painter.save()
        painter.setWorldTransform(QTransform())
        painter.setRenderHint(QPainter.Antialiasing)
        for arrow in self._arrows:
            start = to_screen.map(QPointF(arrow.x, arrow.y))
            end = start + QPointF(arrow.right_m, arrow.down_m) * stretch
            _draw_arrow(painter, start, end, REMAINING if arrow.remains else MEASURED)
        painter.restore()

    def write_key(self, painter: QPainter, scale: float, height: float) -> None:
        """Write what the arrows mean beside the north arrow of a map so high; patches must not lie on it."""
        rows, font, plate = self._key(scale), _font(painter.font()), self.key_plate(painter.font(), scale, height)
        painter.setFont(font)
        painter.setPen(Qt.NoPen)
        painter.setBrush(QColor(18, 22, 27, 205))
        painter.drawRect(plate)
        for number, (colour, text) in enumerate(rows):
            y = plate.top() + 14 + 20 * number
            _draw_arrow(painter, QPointF(plate.left() + 8, y), QPointF(plate.left() + 32, y), colour)
            painter.setPen(QColor(255, 255, 255))
            painter.drawText(QPointF(plate.left() + 40, y + 4), text)

    def key_plate(self, font: QFont, scale: float, height: float) -> QRectF:
        """Return where `write_key` writes, in whatever size of this font."""
        rows, metrics = self._key(scale), QFontMetrics(_font(font))
        wide = max(metrics.horizontalAdvance(text) for _, text in rows) + 50
        return QRectF(60, height - 62 - 20 * len(rows), wide, 8 + 20 * len(rows))

    def _key(self, scale: float) -> list[tuple[QColor, str]]:
        rows = [(MEASURED, self._texts[0].format(f"{self.times(scale):.0f}", f"{self._longest_m:.2f}"))]
        if any(arrow.remains for arrow in self._arrows):
            rows.append((REMAINING, self._texts[1]))
        return rows


def _font(font: QFont) -> QFont:
    sized = QFont(font)
    sized.setPixelSize(12)
    return sized


def _draw_arrow(painter: QPainter, start: QPointF, end: QPointF, colour: QColor) -> None:
    way = end - start
    length = math.hypot(way.x(), way.y())
    for ink, width in ((QColor(0, 0, 0, 170), 4.0), (colour, 2.0)):
        painter.setPen(QPen(ink, width))
        painter.setBrush(ink)
        if length < 3:
            painter.drawEllipse(start, 1.5, 1.5)
            continue
        painter.drawLine(start, end)
        along = way / length
        side = QPointF(-along.y(), along.x())
        painter.drawPolygon(QPolygonF([end, end - along * 7 + side * 3.5, end - along * 7 - side * 3.5]))
