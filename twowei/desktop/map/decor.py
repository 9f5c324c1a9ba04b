"""What is drawn over the imagery: which month is where, the swipe line, scale bar, north arrow, notes."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PyQt5.QtCore import QPointF, QRectF, Qt
from PyQt5.QtGui import QColor, QFont, QPainter, QPainterPath, QPen, QPolygonF

from twowei.desktop.map.compare import Comparison, Parts

INK = QColor(255, 255, 255)
PLATE = QColor(18, 22, 27, 205)
BEFORE = QColor("#8FB8DE")
AFTER = QColor("#F2B84B")
EDGE = 12
GRIP = 15.0
GRIP_FROM_FOOT = 64.0
"""The grip stays clear of the middle, where the patch is."""


def draw_badges(painter: QPainter, parts: Parts, width: int, texts: tuple[str, str]) -> None:
    """Write each epoch into a corner of its part: on the left, the one that starts farther right on the right."""
    starts = [(part.left, part.top) if part is not None else (0.0, 0.0) for part in parts]
    both = parts[0] is not None and parts[1] is not None
    for number, (part, text, colour) in enumerate(zip(parts, texts, (BEFORE, AFTER), strict=True)):
        if part is None or not text:
            continue
        to_right = starts[number] < starts[1 - number] or (number == 0 and starts[0] == starts[1])
        to_right = to_right if both else number == 0
        _badge(painter, text, colour, QPointF(EDGE if to_right else width - EDGE, part.top + EDGE), to_right)


def draw_line(painter: QPainter, comparison: Comparison, width: int, height: int) -> None:
    """Draw the swipe line with a grip that invites to be dragged."""
    at = comparison.line(width, height)
    if at is None:
        return
    upright = comparison.upright
    start, end = (QPointF(at, 0), QPointF(at, height)) if upright else (QPointF(0, at), QPointF(width, at))
    for pen in (QPen(QColor(0, 0, 0, 140), 4), QPen(INK, 2)):
        painter.setPen(pen)
        painter.drawLine(start, end)
    painter.save()
    painter.translate(QPointF(at, height - GRIP_FROM_FOOT) if upright else QPointF(width - GRIP_FROM_FOOT, at))
    painter.rotate(0 if upright else 90)
    painter.setPen(QPen(QColor(0, 0, 0, 120), 1))
    painter.setBrush(INK)
    painter.drawEllipse(QPointF(), GRIP, GRIP)
    painter.setPen(Qt.NoPen)
    painter.setBrush(QColor(40, 48, 56))
    for way in (-1, 1):
        painter.drawPolygon(QPolygonF([QPointF(way * 10, 0), QPointF(way * 4, -5), QPointF(way * 4, 5)]))
    painter.restore()


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


def draw_north(painter: QPainter, degrees: float, centre: QPointF) -> None:
    """Draw an arrow to true north, ``degrees`` clockwise from the map's own up."""
    painter.save()
    painter.translate(centre)
    painter.setPen(Qt.NoPen)
    painter.setBrush(PLATE)
    painter.drawEllipse(QPointF(), 16, 16)
    painter.rotate(degrees)
    painter.setBrush(INK)
    painter.drawPolygon(QPolygonF([QPointF(0, -13), QPointF(5.5, 2), QPointF(0, -1), QPointF(-5.5, 2)]))
    painter.setFont(_font(painter, 10, bold=True))
    painter.setPen(INK)
    painter.drawText(QRectF(-8, 1, 16, 13), int(Qt.AlignCenter), "N")
    painter.restore()


def draw_cross(painter: QPainter, spot: QPointF) -> None:
    """Draw the cursor of the other pane."""
    for pen in (QPen(QColor(0, 0, 0, 190), 4.5), QPen(INK, 2)):
        painter.setPen(pen)
        for way in (QPointF(1, 0), QPointF(-1, 0), QPointF(0, 1), QPointF(0, -1)):
            painter.drawLine(spot + way * 4, spot + way * 16)


def draw_notes(painter: QPainter, notes: Sequence[str], width: int, height: int) -> None:
    """Write lines into the upper middle of the map."""
    painter.setFont(_font(painter, 14, bold=False))
    top = max(EDGE + 40.0, height * 0.2)
    for note in notes:
        across = min(painter.fontMetrics().horizontalAdvance(note) + 30, width - 2 * EDGE)
        plate = QRectF((width - across) / 2, top, across, 30)
        _plate(painter, plate)
        painter.setPen(INK)
        painter.drawText(plate, int(Qt.AlignCenter), note)
        top += 36


def _badge(painter: QPainter, text: str, colour: QColor, corner: QPointF, to_right: bool) -> None:
    painter.setFont(_font(painter, 14, bold=True))
    width = painter.fontMetrics().horizontalAdvance(text) + 26
    plate = QRectF(corner.x() if to_right else corner.x() - width, corner.y(), width, 28)
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
