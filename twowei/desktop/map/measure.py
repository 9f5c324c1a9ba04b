"""Measuring on the map: along a line in metres, around an area in ㎡ and 亩, both on the ellipsoid."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum

from PyQt5.QtCore import QPointF, QRectF, Qt
from PyQt5.QtGui import QColor, QFont, QPainter, QPen, QPolygonF, QTransform
from shapely.geometry import LineString, Polygon

from twowei.desktop.map.pyramid import Pyramid
from twowei.desktop.map.tool import Spot, Tool
from twowei.geo.footprint import ellipsoidal_area_m2, ellipsoidal_length_m, mu

INK = QColor("#FFE14D")


class Kind(Enum):
    """What is measured."""

    DISTANCE = "distance"
    AREA = "area"


class Measure(Tool):
    """Each click sets a point; a double click, Enter or the right button ends; Backspace takes a point back.

    Args:
        kind: What is measured.
        pyramid: Where the scene lies on the ground.
        done: Called when the tool is to be put away (Esc).
    """

    def __init__(self, kind: Kind, pyramid: Pyramid, done: Callable[[], None]) -> None:
        self.kind, self._pyramid, self._done = kind, pyramid, done
        self._points: list[QPointF] = []
        self._hover: QPointF | None = None
        self.ended = False

    @property
    def keys(self) -> frozenset[int]:
        return frozenset({Qt.Key_Return, Qt.Key_Enter, Qt.Key_Backspace, Qt.Key_Escape})

    def press(self, spot: Spot) -> bool:
        if spot.button == Qt.RightButton:
            self._end()
        return False

    def click(self, spot: Spot) -> bool:
        if self.ended:
            self._points, self.ended = [], False
        self._points.append(spot.scene)
        return True

    def move(self, spot: Spot) -> bool:
        self._hover = spot.scene
        return True

    def double_click(self, spot: Spot) -> bool:
        self._end()
        return True

    def key(self, key: int, modifiers: Qt.KeyboardModifiers | Qt.KeyboardModifier) -> bool:
        if key in (Qt.Key_Return, Qt.Key_Enter):
            self._end()
        elif key == Qt.Key_Backspace and self._points:
            self._points.pop()
        elif key == Qt.Key_Escape:
            self._done()
        else:
            return False
        return True

    @property
    def text(self) -> str:
        """What is measured so far; nothing before there is a line or an area."""
        points = self._line()
        if self.kind is Kind.DISTANCE:
            return length_text(self.length_m(points)) if len(points) > 1 else ""
        if len(points) < 3:
            return ""
        if not Polygon(self._ground(points)).is_valid:
            return "—"  # a ring that crosses itself has no area
        m2 = self.area_m2(points)
        return f"{m2:,.1f} ㎡  {mu(m2):,.3f} 亩"

    def length_m(self, points: list[QPointF]) -> float:
        """Return the length of a line through scene points."""
        return ellipsoidal_length_m(LineString(self._ground(points)), self._pyramid.crs)

    def area_m2(self, points: list[QPointF]) -> float:
        """Return the area of a ring of scene points."""
        return ellipsoidal_area_m2(Polygon(self._ground(points)), self._pyramid.crs)

    def paint(self, painter: QPainter, to_screen: QTransform) -> None:
        on_screen = QPolygonF([to_screen.map(point) for point in self._line()])
        if on_screen.isEmpty():
            return
        closed = self.kind is Kind.AREA and on_screen.count() > 2
        painter.setBrush(QColor(255, 225, 77, 50) if closed else Qt.NoBrush)
        for pen in (QPen(QColor(0, 0, 0, 170), 4.5), QPen(INK, 2)):
            painter.setPen(pen)
            painter.drawPolygon(on_screen) if closed else painter.drawPolyline(on_screen)
        painter.setBrush(INK)
        painter.setPen(QPen(QColor(0, 0, 0), 1))
        for number in range(len(self._points)):
            painter.drawEllipse(on_screen.at(number), 3.5, 3.5)
        if text := self.text:
            _write(painter, on_screen.at(on_screen.count() - 1), text)

    def _line(self) -> list[QPointF]:
        """Return the points set, and the one that a click would set."""
        loose = [self._hover] if self._hover is not None and self._points and not self.ended else []
        return self._points + [point for point in loose if point != self._points[-1]]

    def _ground(self, points: list[QPointF]) -> list[tuple[float, float]]:
        return [self._pyramid.to_ground(point.x(), point.y()) for point in points]

    def _end(self) -> None:
        self.ended = bool(self._points)


def length_text(metres: float) -> str:
    """Write a length as people read it."""
    return f"{metres / 1000:,.3f} km" if metres >= 1000 else f"{metres:,.2f} m"


def _write(painter: QPainter, spot: QPointF, text: str) -> None:
    font = QFont(painter.font())
    font.setPixelSize(13)
    font.setBold(True)
    painter.setFont(font)
    width = painter.fontMetrics().horizontalAdvance(text) + 16
    plate = QRectF(spot.x() + 12, spot.y() - 30, width, 24)
    painter.setPen(Qt.NoPen)
    painter.setBrush(QColor(18, 22, 27, 220))
    painter.drawRoundedRect(plate, 3, 3)
    painter.setPen(INK)
    painter.drawText(plate, int(Qt.AlignCenter), text)
