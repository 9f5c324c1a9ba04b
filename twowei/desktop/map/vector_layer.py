"""Areas above the imagery, such as zones and permits: one item for all of a sort, painted from a tree query."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from PyQt5.QtCore import QPointF, QRectF, Qt
from PyQt5.QtGui import QBrush, QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap, QPolygonF, QTransform
from PyQt5.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget
from shapely import STRtree
from shapely.geometry.base import BaseGeometry

from twowei.desktop.map.patch_layer import pixel_ratio, to_path, visible
from twowei.desktop.map.pyramid import Box

MOST_SHAPES = 3000
"""Areas painted at once, the largest first; more tell nothing on a screen."""

MOST_LABELS = 120


@dataclass(frozen=True)
class Look:
    """How areas are drawn: colour, line, hatching and width, so that each sort differs in more than colour."""

    colour: str
    line: Qt.PenStyle = Qt.SolidLine
    hatch: Qt.BrushStyle = Qt.NoBrush
    width: float = 1.6


LOOKS = {
    "district": Look("#FFFFFF", Qt.DashDotLine, width=2.6),
    "street": Look("#FFFFFF", Qt.DashLine, width=2.0),
    "community": Look("#E6E6E6", Qt.DotLine, width=1.4),
    "permit": Look("#4CC9B0", Qt.SolidLine, Qt.BDiagPattern),
    "land": Look("#9DB8FF", Qt.DashLine, Qt.FDiagPattern),
    "farmland": Look("#D9E021", Qt.DotLine, Qt.Dense7Pattern),
    "prime": Look("#A6D96A", Qt.SolidLine, Qt.DiagCrossPattern),
    "redline": Look("#FF4D4D", Qt.SolidLine, Qt.NoBrush, 3.0),
}
PLAIN = Look("#FFFFFF")


class VectorLayer(QGraphicsItem):
    """Paints the areas of one sort; shapes are given in scene coordinates."""

    def __init__(self, shapes: Sequence[BaseGeometry], labels: Sequence[str], look: Look, extent: Box) -> None:
        super().__init__()
        self._shapes, self._labels, self.look = list(shapes), list(labels), look
        self._tree = STRtree(self._shapes)
        self._sizes = shapely.area(np.asarray(self._shapes, object)) if self._shapes else np.zeros(0)
        left, _, right, _ = shapely.bounds(np.asarray(self._shapes, object)).reshape(-1, 4).T
        self._widths = right - left
        self._paths: dict[int, QPainterPath] = {}
        self._bounds = QRectF(extent.left, extent.top, extent.right - extent.left, extent.bottom - extent.top)

    def boundingRect(self) -> QRectF:
        return self._bounds

    def paint(
        self, painter: QPainter | None, option: QStyleOptionGraphicsItem | None, widget: QWidget | None = None
    ) -> None:
        assert painter is not None
        to_screen = painter.worldTransform()
        rows = self._tree.query(visible(painter))
        if len(rows) > MOST_SHAPES:
            rows = rows[np.argsort(self._sizes[rows])[-MOST_SHAPES:]]
        painter.setRenderHint(QPainter.Antialiasing)
        self._paint_areas(painter, to_screen, [int(row) for row in rows])

    def named(self, window: BaseGeometry, least: float) -> Iterator[tuple[str, BaseGeometry]]:
        """Yield the names of areas that are seen and what is seen of them, the largest first.

        Args:
            window: What is seen, in scene coordinates.
            least: Areas that are narrower than this are left out.
        """
        rows = self._tree.query(window)
        rows = rows[self._widths[rows] >= least]
        for row in rows[np.argsort(-self._sizes[rows])][:MOST_LABELS]:
            if self._labels[row]:
                yield self._labels[row], shapely.clip_by_rect(self._shapes[row], *window.bounds)

    def _paint_areas(self, painter: QPainter, to_screen: QTransform, rows: Sequence[int]) -> None:
        halo, line = pens(self.look, pixel_ratio(painter))
        brush = hatching(self.look)
        inverse, _ = to_screen.inverted()
        brush.setTransform(QTransform.fromScale(inverse.m11(), inverse.m22()))  # hatching keeps its size
        for row in rows:
            path = self._path_of(row)
            painter.setBrush(Qt.NoBrush)
            painter.setPen(halo)
            painter.drawPath(path)
            painter.setBrush(brush)
            painter.setPen(line)
            painter.drawPath(path)

    def _path_of(self, row: int) -> QPainterPath:
        path = self._paths.get(row)
        if path is None:
            path = self._paths[row] = to_path(self._shapes[row])
        return path


def pens(look: Look, ratio: float) -> tuple[QPen, QPen]:
    """Return the dark pen below and the coloured one above it, for a device of so many pixels a pixel."""
    halo = QPen(QColor(0, 0, 0, 120), (look.width + 1.6) * ratio)
    line = QPen(QColor(look.colour), look.width * ratio, look.line)
    for pen in (halo, line):
        pen.setCosmetic(True)
    return halo, line


def hatching(look: Look) -> QBrush:
    """Return the brush of an area, faint enough for the imagery below."""
    colour = QColor(look.colour)
    colour.setAlpha(110)
    return QBrush(colour, look.hatch)


def swatch(look: Look) -> QIcon:
    """Return a small picture of a look for menus: ticked while its layer is shown, pale while it is not."""
    made = QIcon()
    for state in (QIcon.On, QIcon.Off):
        pixmap = QPixmap(32, 32)
        pixmap.fill(Qt.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.Antialiasing)
        painter.setOpacity(1.0 if state == QIcon.On else 0.3)
        painter.fillRect(1, 3, 30, 26, QColor(70, 80, 88))
        painter.setPen(QPen(QColor(look.colour), 2 * look.width, look.line))
        painter.setBrush(hatching(look))
        painter.drawRect(5, 7, 22, 18)
        if state == QIcon.On:
            for ink, width in ((QColor(20, 24, 28), 8), (QColor(255, 255, 255), 4)):
                painter.setPen(QPen(ink, width))
                painter.drawPolyline(QPolygonF([QPointF(9, 16), QPointF(14, 22), QPointF(25, 9)]))
        painter.end()
        pixmap.setDevicePixelRatio(2)
        made.addPixmap(pixmap, QIcon.Normal, state)
    return made
