"""All patches in one item, painted from a tree query of what is visible."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import shapely
from numpy.typing import NDArray
from PyQt5.QtCore import QPointF, QRectF, Qt
from PyQt5.QtGui import QColor, QFont, QPainter, QPainterPath, QPen, QPolygonF, QTransform
from PyQt5.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget
from shapely import STRtree
from shapely.geometry.base import BaseGeometry

from twowei.desktop.map.pyramid import Box
from twowei.desktop.map.symbols import draw_glyph, outline_pens, symbol

GLYPH_ALONE_PX = 16
TAG_PX = 40
CORNERS_PX = 14
TAGS_AT_MOST = 150
CROWD = 2000
"""Patches on the screen above which each is a dot: more outlines than that tell nothing and take long."""


@dataclass(frozen=True)
class Shape:
    """One patch as the map sees it: number, what is written on it, outline in scene coordinates, verdict."""

    number: str
    tag: str
    outline: BaseGeometry
    verdict: str


class PatchLayer(QGraphicsItem):
    """Paints the outlines; the current patch stands out."""

    def __init__(self) -> None:
        super().__init__()
        self._shapes: list[Shape] = []
        self._tree = STRtree([])
        self._paths: dict[str, QPainterPath] = {}
        self._rows: dict[str, int] = {}
        self._centres = np.empty((0, 2))
        self._bounds = QRectF()
        self.current: str | None = None
        self._hidden: str | None = None
        self._model: BaseGeometry | None = None
        self._pixels: BaseGeometry | None = None
        self._shows_pixels = False

    def set_shapes(self, shapes: Sequence[Shape], extent: Box) -> None:
        """Show these patches in a scene of this extent."""
        self.prepareGeometryChange()
        self._shapes = list(shapes)
        self._tree = STRtree([shape.outline for shape in self._shapes])
        outlines = [shape.outline for shape in self._shapes]
        self._centres = shapely.get_coordinates(shapely.centroid(outlines)).reshape(-1, 2)
        self._rows = {shape.number: row for row, shape in enumerate(self._shapes)}
        self._paths.clear()
        self._bounds = QRectF(extent.left, extent.top, extent.right - extent.left, extent.bottom - extent.top)
        self.update()

    def set_verdict(self, number: str, verdict: str) -> None:
        """Repaint one patch with another verdict; outlines and tree stay."""
        row = self._rows.get(number)
        if row is not None:
            self._shapes[row] = replace(self._shapes[row], verdict=verdict)
            self.update()

    def set_outline(self, number: str, outline: BaseGeometry) -> None:
        """Show a patch with another outline, in scene coordinates."""
        row = self._rows.get(number)
        if row is not None and not self._shapes[row].outline.equals_exact(outline, 1e-6):
            self._shapes[row] = replace(self._shapes[row], outline=outline)
            self._paths.pop(number, None)
            self._tree = STRtree([shape.outline for shape in self._shapes])
            self._centres[row] = shapely.get_coordinates(shapely.centroid(outline))[0]
            self.update()

    def set_hidden(self, number: str | None) -> None:
        """Leave one patch out, as while its outline is drawn otherwise."""
        self._hidden = number
        self.update()

    def set_model(self, outline: BaseGeometry | None, pixels: BaseGeometry | None = None) -> None:
        """Show what the model drew of the current patch, where an analyst drew it otherwise, and its pixels."""
        self._model, self._pixels = outline, pixels
        self.update()

    def show_pixels(self, shown: bool) -> None:
        """Show or hide the outline along the pixels that the model marked of the current patch."""
        self._shows_pixels = shown
        self.update()

    def set_current(self, number: str | None) -> None:
        """Let one patch stand out."""
        self.current = number
        self.update()

    def box_of(self, number: str) -> Box | None:
        """Return the place of a patch in the scene."""
        row = self._rows.get(number)
        return None if row is None else Box(*self._shapes[row].outline.bounds)

    def at(self, x: float, y: float, reach: float) -> str | None:
        """Return the patch nearest to a scene point within ``reach``, the smallest of those around it."""
        spot = shapely.Point(x, y)
        rows = self._tree.query(spot.buffer(reach))
        near = [self._shapes[row] for row in rows if self._shapes[row].outline.distance(spot) <= reach]
        near.sort(key=lambda shape: (shape.outline.distance(spot), shape.outline.area))
        return near[0].number if near else None

    def plates(self, painter: QPainter) -> NDArray[np.float64]:
        """Return what names of areas keep clear of: outlines, glyphs and tags, in screen pixels.

        Args:
            painter: One whose transform leads from the scene to the screen.

        Returns:
            Left, top, right and bottom of each (n, 4); none where patches are hidden, or so many that they are dots.
        """
        rows = self._tree.query(visible(painter, beyond_px=20))
        if not self.isVisible() or len(rows) > CROWD:
            return np.zeros((0, 4))
        to_screen, tags = painter.worldTransform(), len(rows) <= TAGS_AT_MOST
        painter.save()
        boxes = [box for row in rows for box in self._plates_of(painter, to_screen, self._shapes[row], tags)]
        painter.restore()
        return np.array([sides(box) for box in boxes], np.float64).reshape(-1, 4)

    def _plates_of(self, painter: QPainter, to_screen: QTransform, shape: Shape, tags: bool) -> Iterator[QRectF]:
        if shape.number == self._hidden:
            return
        strong = shape.number == self.current
        on_screen = _on_screen(to_screen, shape)
        extent = max(on_screen.width(), on_screen.height())
        if strong or (tags and extent >= TAG_PX):
            yield _tag_box(painter, shape, on_screen, strong)
        grown = CORNERS_PX if strong else max(GLYPH_ALONE_PX - extent, 0) / 2
        yield on_screen.adjusted(-grown, -grown, grown, grown)

    def boundingRect(self) -> QRectF:
        return self._bounds

    def paint(
        self, painter: QPainter | None, option: QStyleOptionGraphicsItem | None, widget: QWidget | None = None
    ) -> None:
        assert painter is not None
        to_screen = painter.worldTransform()
        rows = sorted(self._tree.query(visible(painter, beyond_px=20)))
        current = self._rows.get(self.current or "")
        if len(rows) > CROWD:
            self._paint_crowd(painter, rows)
        else:
            painter.setRenderHint(QPainter.Antialiasing)
            for row in rows:
                if row != current and self._shapes[row].number != self._hidden:
                    self._paint_shape(painter, to_screen, self._shapes[row], len(rows) <= TAGS_AT_MOST)
        painter.setRenderHint(QPainter.Antialiasing)
        if current is not None and self.current != self._hidden:
            self._paint_model(painter)
            self._paint_shape(painter, to_screen, self._shapes[current], True)

    def _paint_model(self, painter: QPainter) -> None:
        painter.setBrush(QColor(0, 0, 0, 0))
        lines = ((self._model, Qt.DashLine), (self._pixels if self._shows_pixels else None, Qt.DotLine))
        for outline, line in lines:
            if outline is None:
                continue
            for pen in (QPen(QColor(0, 0, 0, 150), 3), QPen(QColor(255, 255, 255), 1.4, line)):
                pen.setCosmetic(True)
                painter.setPen(pen)
                painter.drawPath(to_path(outline))

    def _paint_crowd(self, painter: QPainter, rows: Sequence[int]) -> None:
        """Paint each patch as a dot in the colour of its verdict."""
        verdicts = np.array([self._shapes[row].verdict for row in rows])
        spots = self._centres[rows]
        for verdict in np.unique(verdicts):
            pen = QPen(QColor(symbol(str(verdict)).colour), 5)
            pen.setCosmetic(True)
            painter.setPen(pen)
            painter.drawPoints(_polygon(spots[verdicts == verdict]))

    def _paint_shape(self, painter: QPainter, to_screen: QTransform, shape: Shape, tags: bool) -> None:
        strong = shape.number == self.current
        on_screen = _on_screen(to_screen, shape)
        extent = max(on_screen.width(), on_screen.height())
        if extent >= GLYPH_ALONE_PX or strong:
            painter.setBrush(QColor(0, 0, 0, 0))
            for pen in outline_pens(shape.verdict, strong, pixel_ratio(painter)):
                painter.setPen(pen)
                painter.drawPath(self._path_of(shape))
        painter.save()
        painter.setWorldTransform(QTransform())
        if extent < GLYPH_ALONE_PX:
            draw_glyph(painter, shape.verdict, on_screen.center(), 7.5 if strong else 5.5)
        if strong:
            _draw_corners(painter, on_screen)
        if tags and (extent >= TAG_PX or strong):
            _draw_tag(painter, shape, on_screen, strong)
        painter.restore()

    def _path_of(self, shape: Shape) -> QPainterPath:
        path = self._paths.get(shape.number)
        if path is None:
            path = self._paths[shape.number] = to_path(shape.outline)
        return path


def sides(box: QRectF) -> tuple[float, float, float, float]:
    """Return left, top, right and bottom."""
    return box.left(), box.top(), box.right(), box.bottom()


def _on_screen(to_screen: QTransform, shape: Shape) -> QRectF:
    left, top, right, bottom = shape.outline.bounds
    return to_screen.mapRect(QRectF(left, top, right - left, bottom - top))


def _polygon(spots: NDArray[np.float64]) -> QPolygonF:
    """Return points as Qt takes them, filled at one stroke: making 10⁵ QPointF takes a second."""
    polygon = QPolygonF(len(spots))
    memory = polygon.data()
    assert memory is not None
    memory.setsize(16 * len(spots))
    np.frombuffer(memory, np.float64).reshape(-1, 2)[:] = spots
    return polygon


def visible(painter: QPainter, beyond_px: int = 0) -> BaseGeometry:
    """Return the box of the scene that is being painted, and so many pixels around it."""
    device = painter.device()
    assert device is not None
    inverse, _ = painter.worldTransform().inverted()
    seen = inverse.mapRect(
        QRectF(0, 0, device.width(), device.height()).adjusted(-beyond_px, -beyond_px, beyond_px, beyond_px)
    )
    return shapely.box(seen.left(), seen.top(), seen.right(), seen.bottom())


def pixel_ratio(painter: QPainter) -> float:
    """Return how many device pixels a pixel of the painter has: more than one on sharp screens and on paper."""
    device = painter.device()
    return device.devicePixelRatioF() if device is not None else 1.0


def to_path(outline: BaseGeometry) -> QPainterPath:
    """Return the rings of an area as Qt draws them; what is no area is left out."""
    path = QPainterPath()
    for part in shapely.get_parts(outline):
        if part.geom_type != "Polygon" or part.is_empty:
            continue
        for ring in (part.exterior, *part.interiors):
            points = [QPointF(x, y) for x, y, *_ in ring.coords]
            path.moveTo(points[0])
            for point in points[1:-1]:
                path.lineTo(point)
            path.closeSubpath()
    return path


def _draw_corners(painter: QPainter, on_screen: QRectF) -> None:
    """Frame the current patch with four corners, well clear of its outline."""
    frame = on_screen.adjusted(-CORNERS_PX, -CORNERS_PX, CORNERS_PX, CORNERS_PX)
    arm = 12.0
    path = QPainterPath()
    for corner, dx, dy in (
        (frame.topLeft(), arm, arm),
        (frame.topRight(), -arm, arm),
        (frame.bottomRight(), -arm, -arm),
        (frame.bottomLeft(), arm, -arm),
    ):
        path.moveTo(corner + QPointF(dx, 0))
        path.lineTo(corner)
        path.lineTo(corner + QPointF(0, dy))
    for pen in (QPen(QColor(0, 0, 0, 170), 4.5), QPen(QColor(255, 255, 255), 2)):
        painter.strokePath(path, pen)


def _kept_inside(painter: QPainter, on_screen: QRectF, box: QRectF) -> QRectF:
    """Return where the tag of a patch that is at least partly seen can be read whole: below it where none is above."""
    device = painter.device()
    assert device is not None
    across, down = device.width(), device.height()
    if not on_screen.intersects(QRectF(0, 0, across, down)):
        return box
    inside = QRectF(box)
    if inside.top() < 0:
        inside.moveTop(min(max(on_screen.bottom() + 20, 2.0), down - box.height() - 2))
    inside.moveLeft(max(min(inside.left(), across - box.width() - 2), 2.0))
    return inside


def _tag_box(painter: QPainter, shape: Shape, on_screen: QRectF, strong: bool) -> QRectF:
    """Return where glyph and number stand above the patch; the painter keeps the font."""
    font = QFont(painter.font())
    font.setPixelSize(12)
    font.setBold(strong)
    painter.setFont(font)
    width = painter.fontMetrics().horizontalAdvance(shape.tag) + 26
    lift = 38 if strong else 21
    box = QRectF(round(on_screen.left()) - (CORNERS_PX if strong else 0), round(on_screen.top()) - lift, width, 18)
    return _kept_inside(painter, on_screen, box) if strong else box


def _draw_tag(painter: QPainter, shape: Shape, on_screen: QRectF, strong: bool) -> None:
    box = _tag_box(painter, shape, on_screen, strong)
    painter.setPen(QColor(0, 0, 0, 0))
    painter.setBrush(QColor(20, 24, 28, 220 if strong else 175))
    painter.drawRoundedRect(box, 3, 3)
    draw_glyph(painter, shape.verdict, QPointF(box.left() + 11, box.center().y()), 5)
    painter.setPen(QColor(255, 255, 255))
    painter.drawText(box.adjusted(20, 0, 0, -1), int(Qt.AlignVCenter | Qt.AlignLeft), shape.tag)
