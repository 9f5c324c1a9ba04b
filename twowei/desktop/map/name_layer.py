"""The names of areas: above all of them, clear of the patches and of one another."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np
import shapely
from numpy.typing import NDArray
from PyQt5.QtCore import QPointF, QRectF, Qt
from PyQt5.QtGui import QColor, QFont, QPainter, QTransform
from PyQt5.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget
from shapely.geometry.base import BaseGeometry

from twowei.desktop.map.patch_layer import sides, visible
from twowei.desktop.map.pyramid import Box
from twowei.desktop.map.vector_layer import VectorLayer

LABEL_PX = 46
"""Areas narrower than this on the screen are not named."""

PLACES_A_SIDE = 7
Boxes = NDArray[np.float64]


class NameLayer(QGraphicsItem):
    """Writes each name where nothing else stands; one that finds no room is left out.

    Args:
        layers: Whose areas are named, the largest sort first; one that is hidden is not.
        taken: Boxes on the screen (n, 4) to keep clear of: left, top, right, bottom; its painter leads from the scene
            to the screen.
    """

    def __init__(self, layers: Sequence[VectorLayer], extent: Box, taken: Callable[[QPainter], Boxes]) -> None:
        super().__init__()
        self._layers, self._taken = list(layers), taken
        self._bounds = QRectF(extent.left, extent.top, extent.right - extent.left, extent.bottom - extent.top)

    def boundingRect(self) -> QRectF:
        return self._bounds

    def paint(
        self, painter: QPainter | None, option: QStyleOptionGraphicsItem | None, widget: QWidget | None = None
    ) -> None:
        assert painter is not None
        to_screen, window = painter.worldTransform(), visible(painter)
        shown = [layer for layer in self._layers if layer.isVisible()]
        named = [(layer, *one) for layer in shown for one in layer.named(window, LABEL_PX / to_screen.m11())]
        if not named:
            return
        taken = self._taken(painter)
        painter.save()
        painter.setRenderHint(QPainter.Antialiasing)
        painter.setWorldTransform(QTransform())
        font = QFont(painter.font())
        font.setPixelSize(12)
        painter.setFont(font)
        for layer, name, area in named:
            plate = _plate(painter, to_screen, name, area, taken)
            if plate is not None:
                taken = np.vstack([taken, sides(plate)])
                _write(painter, plate, name, layer.look.colour)
        painter.restore()


def _plate(painter: QPainter, to_screen: QTransform, name: str, area: BaseGeometry, taken: Boxes) -> QRectF | None:
    """Return where a name is written, or nothing where there is no room for it."""
    if area.is_empty or to_screen.m11() * (area.bounds[2] - area.bounds[0]) < LABEL_PX:
        return None
    width = painter.fontMetrics().horizontalAdvance(name) + 12
    plates = (QRectF(-width / 2, -9, width, 18).translated(to_screen.map(spot)) for spot in _places(area))
    return next((plate for plate in plates if not _meets(taken, plate)), None)


def _places(area: BaseGeometry) -> Iterator[QPointF]:
    """Yield where the name of an area may stand: well inside, else at points of a grid, the nearest to there first."""
    middle = shapely.point_on_surface(area)
    yield QPointF(middle.x, middle.y)
    left, top, right, bottom = area.bounds
    shares = (np.arange(PLACES_A_SIDE) + 0.5) / PLACES_A_SIDE
    xs, ys = np.meshgrid(left + shares * (right - left), top + shares * (bottom - top))
    inside = shapely.contains_xy(area, xs, ys)
    others = np.column_stack([xs[inside], ys[inside]])
    away = np.hypot(others[:, 0] - middle.x, others[:, 1] - middle.y)
    for x, y in others[np.argsort(away)].tolist():
        yield QPointF(x, y)


def _meets(taken: Boxes, box: QRectF) -> bool:
    left, top, right, bottom = sides(box)
    beside = (taken[:, 0] > right) | (taken[:, 2] < left) | (taken[:, 1] > bottom) | (taken[:, 3] < top)
    return not beside.all()


def _write(painter: QPainter, plate: QRectF, text: str, colour: str) -> None:
    painter.setPen(Qt.NoPen)
    painter.setBrush(QColor(20, 24, 28, 165))
    painter.drawRoundedRect(plate, 3, 3)
    painter.setPen(QColor(colour))
    painter.drawText(plate, int(Qt.AlignCenter), text)
