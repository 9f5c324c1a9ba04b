"""What is written over the imagery: which month is on which side, the swipe line, the scale bar."""

from __future__ import annotations

import math

from PyQt5.QtCore import QPointF, QRectF, Qt
from PyQt5.QtGui import QColor, QFont, QPainter, QPainterPath, QPen, QPolygonF

from twowei.desktop.map.compare import Comparison

INK = QColor(255, 255, 255)
PLATE = QColor(18, 22, 27, 205)
BEFORE = QColor("#8FB8DE")
AFTER = QColor("#F2B84B")
EDGE = 12
GRIP = 15.0
GRIP_FROM_FOOT = 64.0
"""The grip stays clear of the middle, where the patch is."""


def draw_badges(painter: QPainter, comparison: Comparison, width: int, before: str, after: str) -> None:
    """Write the before epoch at the upper left and the after epoch at the upper right."""
    left, right = comparison.spans(width)
    if left is not None:
        _badge(painter, before, BEFORE, EDGE, to_right=True)
    if right is not None:
        _badge(painter, after, AFTER, width - EDGE, to_right=False)


def draw_line(painter: QPainter, comparison: Comparison, width: int, height: int) -> None:
    """Draw the swipe line with a grip that invites to be dragged."""
    x = comparison.line(width)
    if x is None:
        return
    painter.setPen(QPen(QColor(0, 0, 0, 140), 4))
    painter.drawLine(QPointF(x, 0), QPointF(x, height))
    painter.setPen(QPen(INK, 2))
    painter.drawLine(QPointF(x, 0), QPointF(x, height))
    middle = QPointF(x, height - GRIP_FROM_FOOT)
    painter.setPen(QPen(QColor(0, 0, 0, 120), 1))
    painter.setBrush(INK)
    painter.drawEllipse(middle, GRIP, GRIP)
    painter.setPen(Qt.NoPen)
    painter.setBrush(QColor(40, 48, 56))
    for way in (-1, 1):
        tip, back = x + way * 10, x + way * 4
        arrow = [QPointF(tip, middle.y()), QPointF(back, middle.y() - 5), QPointF(back, middle.y() + 5)]
        painter.drawPolygon(QPolygonF(arrow))


def draw_scale(painter: QPainter, metres_per_pixel: float, height: int) -> None:
    """Draw a scale bar of a round length at the lower left."""
    if not 0 < metres_per_pixel < math.inf:
        return
    length = round_length(110 * metres_per_pixel)
    pixels = length / metres_per_pixel
    text = f"{length / 1000:g} km" if length >= 1000 else f"{length:g} m"
    plate = QRectF(EDGE, height - EDGE - 30, pixels + 20, 30)
    _plate(painter, plate)
    x, y = plate.left() + 10, plate.bottom() - 8
    path = QPainterPath(QPointF(x, y - 5))
    for point in (QPointF(x, y), QPointF(x + pixels, y), QPointF(x + pixels, y - 5)):
        path.lineTo(point)
    painter.strokePath(path, QPen(INK, 1.5))
    painter.setFont(_font(painter, 11, bold=False))
    painter.setPen(INK)
    painter.drawText(QRectF(x, plate.top() + 2, pixels, 16), int(Qt.AlignCenter), text)


def round_length(most: float) -> float:
    """Return the greatest length of the form 1, 2 or 5 times a power of ten that is not above ``most``."""
    power = 10.0 ** math.floor(math.log10(most))
    return next(step * power for step in (5, 2, 1) if step * power <= most * 1.0000001)


def _badge(painter: QPainter, text: str, colour: QColor, x: float, to_right: bool) -> None:
    painter.setFont(_font(painter, 14, bold=True))
    width = painter.fontMetrics().horizontalAdvance(text) + 26
    plate = QRectF(x if to_right else x - width, EDGE, width, 28)
    _plate(painter, plate)
    stripe = QRectF(plate.left() if to_right else plate.right() - 4, plate.top(), 4, plate.height())
    painter.fillRect(stripe, colour)
    painter.setPen(INK)
    painter.drawText(plate.adjusted(4 if to_right else 0, 0, 0 if to_right else -4, 0), int(Qt.AlignCenter), text)


def _plate(painter: QPainter, rect: QRectF) -> None:
    painter.setPen(Qt.NoPen)
    painter.setBrush(PLATE)
    painter.drawRect(rect)


def _font(painter: QPainter, pixels: int, bold: bool) -> QFont:
    font = QFont(painter.font())
    font.setPixelSize(pixels)
    font.setBold(bold)
    return font
