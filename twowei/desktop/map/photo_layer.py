"""Where photos were taken, and which way they look: an arrow for each, numbered or small."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PyQt5.QtCore import QPointF, QRectF, Qt
from PyQt5.QtGui import QColor, QPainter, QPen, QPolygonF, QTransform
from PyQt5.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from twowei.desktop.map.pyramid import Box

INK, FAR_INK, SHADE = QColor("#FFFFFF"), QColor("#FFB000"), QColor(0, 0, 0, 190)
ARROW_PX, SMALL_PX = 30.0, 20.0


@dataclass(frozen=True)
class Shot:
    """A photo on the map: its number in the strip, its place in the scene, its direction, whether it is doubtful."""

    number: int
    x: float
    y: float
    azimuth: float | None
    doubtful: bool


class PhotoLayer(QGraphicsItem):
    """Paints the shots; ``small`` ones have no number."""

    def __init__(self, *, small: bool = False) -> None:
        super().__init__()
        self._small = small
        self.shots: list[Shot] = []
        self._bounds = QRectF()
        self._north_deg = 0.0

    def show_shots(self, shots: Sequence[Shot], extent: Box, north_deg: float = 0.0) -> None:
        """Show these shots; ``north_deg`` is true north, clockwise from the map's own up."""
        self.prepareGeometryChange()
        self.shots, self._north_deg = list(shots), north_deg
        wide = extent.grown(1.0)
        self._bounds = QRectF(wide.left, wide.top, wide.right - wide.left, wide.bottom - wide.top)
        self.update()

    def at(self, x: float, y: float, reach: float) -> Shot | None:
        """Return the shot nearest to a scene point within ``reach``, if the layer is seen."""
        away = [(math.hypot(shot.x - x, shot.y - y), place) for place, shot in enumerate(self.shots)]
        nearest, place = min(away, default=(math.inf, 0))
        return self.shots[place] if nearest <= reach and self.isVisible() else None

    def boundingRect(self) -> QRectF:
        return self._bounds

    def paint(
        self, painter: QPainter | None, option: QStyleOptionGraphicsItem | None, widget: QWidget | None = None
    ) -> None:
        assert painter is not None
        to_screen = painter.worldTransform()
        painter.save()
        painter.setWorldTransform(QTransform())
        painter.setRenderHint(QPainter.Antialiasing)
        for shot in self.shots:
            self._paint_shot(painter, to_screen.map(QPointF(shot.x, shot.y)), shot)
        painter.restore()

    def _paint_shot(self, painter: QPainter, spot: QPointF, shot: Shot) -> None:
        ink = FAR_INK if shot.doubtful else INK
        if shot.azimuth is not None:
            arrow = arrow_shape(spot, shot.azimuth + self._north_deg, SMALL_PX if self._small else ARROW_PX)
            painter.setBrush(ink)
            painter.setPen(QPen(SHADE, 2))
            painter.drawPolygon(arrow)
        painter.setBrush(ink)
        painter.setPen(QPen(SHADE, 2))
        if self._small:
            painter.drawEllipse(spot, 4, 4)
            return
        painter.drawEllipse(spot, 9, 9)
        painter.setPen(QColor(0, 0, 0))
        painter.drawText(
            QRectF(spot.x() - 9, spot.y() - 9, 18, 18), int(Qt.AlignCenter), "!" if shot.doubtful else str(shot.number)
        )


def arrow_shape(spot: QPointF, azimuth_deg: float, length_px: float = ARROW_PX) -> QPolygonF:
    """Return an arrow from a spot of the screen in a direction, clockwise from up."""
    angle = math.radians(azimuth_deg)
    ahead, aside = (math.sin(angle), -math.cos(angle)), (math.cos(angle), math.sin(angle))
    shape = ((0, -3), (0.62, -3), (0.62, -8), (1, 0), (0.62, 8), (0.62, 3), (0, 3))
    return QPolygonF(
        [
            QPointF(
                spot.x() + length_px * (along * ahead[0] + across / ARROW_PX * aside[0]),
                spot.y() + length_px * (along * ahead[1] + across / ARROW_PX * aside[1]),
            )
            for along, across in shape
        ]
    )
