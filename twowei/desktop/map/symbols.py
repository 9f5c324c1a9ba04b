"""How a patch looks by its verdict: colour, line and shape, each telling the same.

The colours are those of Okabe and Ito (2008), told apart with any colour vision; the line style and
the glyph say it again for prints and for tired eyes.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from PyQt5.QtCore import QPointF, QRectF, Qt
from PyQt5.QtGui import QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap, QPolygonF

HALO = QColor(0, 0, 0, 170)


@dataclass(frozen=True)
class Symbol:
    """Colour, line style and glyph of one verdict."""

    colour: str
    line: Qt.PenStyle
    glyph: str


UNDECIDED = "undecided"
SYMBOLS = {
    UNDECIDED: Symbol("#F0E442", Qt.SolidLine, "ring"),
    "illegal": Symbol("#F0602B", Qt.SolidLine, "triangle"),
    "legal": Symbol("#19B98B", Qt.DashLine, "disc"),
    "false": Symbol("#D9DEE3", Qt.DotLine, "cross"),
    "farm": Symbol("#56B4E9", Qt.DashDotLine, "square"),
    "pending": Symbol("#E08FC0", Qt.DashDotDotLine, "diamond"),
}


def symbol(verdict: str) -> Symbol:
    """Return the symbol of a verdict's code; an unknown one looks undecided."""
    return SYMBOLS.get(verdict, SYMBOLS[UNDECIDED])


def outline_pens(verdict: str, strong: bool, ratio: float = 1.0) -> tuple[QPen, QPen]:
    """Return the pens of an outline: the dark halo below and the coloured line above it.

    Args:
        verdict: Its code.
        strong: Whether the outline stands out.
        ratio: Device pixels per screen pixel, which Qt does not count for pens of a fixed width.
    """
    look = symbol(verdict)
    width = (3.0 if strong else 2.0) * ratio
    halo = QPen(HALO, width + 2.5 * ratio)
    line = QPen(QColor(look.colour), width, look.line)
    for pen in (halo, line):
        pen.setCosmetic(True)
        pen.setJoinStyle(Qt.MiterJoin)
    return halo, line


def glyph_path(glyph: str, centre: QPointF, radius: float) -> QPainterPath:
    """Return the outline of a glyph around ``centre``."""
    path, x, y, r = QPainterPath(), centre.x(), centre.y(), radius
    if glyph in ("ring", "disc"):
        path.addEllipse(centre, r, r)
    elif glyph == "triangle":
        path.addPolygon(_polygon((x, y - r), (x + r, y + 0.85 * r), (x - r, y + 0.85 * r)))
    elif glyph == "square":
        path.addRect(QRectF(x - 0.85 * r, y - 0.85 * r, 1.7 * r, 1.7 * r))
    elif glyph == "diamond":
        path.addPolygon(_polygon((x, y - r), (x + r, y), (x, y + r), (x - r, y)))
    else:
        a, b = r, 0.36 * r
        corners = [(-b, -a), (b, -a), (b, -b), (a, -b), (a, b), (b, b), (b, a), (-b, a), (-b, b), (-a, b), (-a, -b)]
        half = 0.7071
        path.addPolygon(_polygon(*((x + half * (u - v), y + half * (u + v)) for u, v in (*corners, (-b, -b)))))
    path.closeSubpath()
    return path


def draw_glyph(painter: QPainter, verdict: str, centre: QPointF, radius: float) -> None:
    """Draw the glyph of a verdict with a dark rim."""
    look = symbol(verdict)
    path = glyph_path(look.glyph, centre, radius)
    painter.setPen(QPen(HALO, 1.6))
    painter.setBrush(QColor(look.colour))
    painter.drawPath(path)
    if look.glyph == "ring":
        painter.setPen(Qt.NoPen)
        painter.setBrush(QColor(40, 40, 40))
        painter.drawEllipse(centre, radius * 0.45, radius * 0.45)


@lru_cache(maxsize=32)
def glyph_icon(verdict: str, size: int = 16) -> QIcon:
    """Return the glyph of a verdict as an icon for lists and buttons."""
    ratio = 2
    pixmap = QPixmap(size * ratio, size * ratio)
    pixmap.fill(Qt.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.Antialiasing)
    painter.scale(ratio, ratio)
    draw_glyph(painter, verdict, QPointF(size / 2, size / 2), size * 0.36)
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    made = QIcon(pixmap)
    made.addPixmap(pixmap, QIcon.Selected)  # else the style dims it in the current row
    return made


def _polygon(*points: tuple[float, float]) -> QPolygonF:
    return QPolygonF([QPointF(x, y) for x, y in points])
