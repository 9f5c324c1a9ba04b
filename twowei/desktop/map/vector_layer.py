"""Areas above the imagery, such as zones and permits: one item for all of a sort, painted from a tree query."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from PyQt5.QtCore import QPointF, QRectF, Qt
from PyQt5.QtGui import QBrush, QColor, QFont, QIcon, QPainter, QPainterPath, QPen, QPixmap, QPolygonF, QTransform
from PyQt5.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget
from shapely import STRtree
from shapely.geometry.base import BaseGeometry

from twowei.desktop.map.patch_layer import pixel_ratio, to_path, visible
from twowei.desktop.map.pyramid import Box

MOST_SHAPES = 3000
"""Areas painted at once, the largest first; more tell nothing on a screen."""

MOST_LABELS = 120
LABEL_PX = 46
PLACES_A_SIDE = 7


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
    """Paints the areas of one sort; shapes are given in scene coordinates.

    Args:
        taken: Boxes on the screen (n, 4) that names keep clear of; the painter leads from the scene to the screen.
    """

    def __init__(
        self,
        shapes: Sequence[BaseGeometry],
        labels: Sequence[str],
        look: Look,
        extent: Box,
        taken: Callable[[QPainter], NDArray[np.float64]] = lambda _: np.zeros((0, 4)),
    ) -> None:
        super().__init__()
        self._taken = taken
        self._shapes, self._labels, self._look = list(shapes), list(labels), look
        self._tree = STRtree(self._shapes)
        self._sizes = shapely.area(np.asarray(self._shapes, object)) if self._shapes else np.zeros(0)
        self._paths: dict[int, QPainterPath] = {}
        self._bounds = QRectF(extent.left, extent.top, extent.right - extent.left, extent.bottom - extent.top)

    def boundingRect(self) -> QRectF:
        return self._bounds

    def paint(
        self, painter: QPainter | None, option: QStyleOptionGraphicsItem | None, widget: QWidget | None = None
    ) -> None:
        assert painter is not None
        to_screen = painter.worldTransform()
        window = visible(painter)
        rows = self._tree.query(window)
        if len(rows) > MOST_SHAPES:
            rows = rows[np.argsort(self._sizes[rows])[-MOST_SHAPES:]]
        painter.setRenderHint(QPainter.Antialiasing)
        self._paint_areas(painter, to_screen, [int(row) for row in rows])
        taken = self._taken(painter)
        painter.save()
        painter.setWorldTransform(QTransform())
        named = [int(row) for row in rows[np.argsort(-self._sizes[rows])][:MOST_LABELS]]
        self._paint_labels(painter, to_screen, window, named, taken)
        painter.restore()

    def _paint_areas(self, painter: QPainter, to_screen: QTransform, rows: Sequence[int]) -> None:
        halo, line = pens(self._look, pixel_ratio(painter))
        brush = hatching(self._look)
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

    def _paint_labels(
        self,
        painter: QPainter,
        to_screen: QTransform,
        window: BaseGeometry,
        rows: Sequence[int],
        taken: NDArray[np.float64],
    ) -> None:
        """Write each name where nothing else stands; one that finds no room is left out."""
        font = QFont(painter.font())
        font.setPixelSize(12)
        painter.setFont(font)
        for row in rows:
            seen = shapely.clip_by_rect(self._shapes[row], *window.bounds)
            across = 0.0 if seen.is_empty else to_screen.m11() * (seen.bounds[2] - seen.bounds[0])
            if not self._labels[row] or across < LABEL_PX:
                continue
            width = painter.fontMetrics().horizontalAdvance(self._labels[row]) + 12
            for spot in places(seen):
                plate = QRectF(-width / 2, -9, width, 18).translated(to_screen.map(QPointF(*spot)))
                box = (plate.left(), plate.top(), plate.right(), plate.bottom())
                if not _meets(taken, box):
                    taken = np.vstack([taken, box])
                    _write(painter, plate, self._labels[row], self._look)
                    break

    def _path_of(self, row: int) -> QPainterPath:
        path = self._paths.get(row)
        if path is None:
            path = self._paths[row] = to_path(self._shapes[row])
        return path


def places(area: BaseGeometry) -> Iterator[tuple[float, float]]:
    """Yield where the name of an area may stand: well inside, else at points of a grid, the nearest to there first."""
    middle = shapely.point_on_surface(area)
    if middle.is_empty:
        return
    yield middle.x, middle.y
    left, bottom, right, top = area.bounds
    shares = (np.arange(PLACES_A_SIDE) + 0.5) / PLACES_A_SIDE
    xs, ys = np.meshgrid(left + shares * (right - left), bottom + shares * (top - bottom))
    inside = shapely.contains_xy(area, xs, ys)
    others = np.column_stack([xs[inside], ys[inside]])
    away = np.hypot(others[:, 0] - middle.x, others[:, 1] - middle.y)
    for x, y in others[np.argsort(away)]:
        yield float(x), float(y)


def _meets(taken: NDArray[np.float64], box: tuple[float, float, float, float]) -> bool:
    left, top, right, bottom = box
    beside = (taken[:, 0] > right) | (taken[:, 2] < left) | (taken[:, 1] > bottom) | (taken[:, 3] < top)
    return not beside.all()


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


def _write(painter: QPainter, plate: QRectF, text: str, look: Look) -> None:
    painter.setPen(Qt.NoPen)
    painter.setBrush(QColor(20, 24, 28, 165))
    painter.drawRoundedRect(plate, 3, 3)
    painter.setPen(QColor(look.colour))
    painter.drawText(plate, int(Qt.AlignCenter), text)
