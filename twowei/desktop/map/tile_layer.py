"""Paints one epoch from the tiles at hand, coarser ones scaled while the sharp ones load."""

from __future__ import annotations

from PyQt5.QtCore import QRect, QRectF, Qt
from PyQt5.QtGui import QBrush, QColor, QPainter, QPixmap, QTransform
from PyQt5.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from twowei.desktop.map.pyramid import TILE_PX, Box, TileKey
from twowei.desktop.map.tile_store import TileStore

BLOCKY_FROM = 4.0
"""Screen pixels per pixel from which the pixels themselves are shown."""
FAILED = QColor(200, 60, 60, 150)


class TileLayer(QGraphicsItem):
    """One epoch of the scene; every pane shows its own part of it.

    Attributes:
        parts: Which part of the scene a pane's widget shows, and how opaque.
        level: The level that is painted.

    Args:
        hatches: Whether what cannot be read is hatched.
    """

    def __init__(self, store: TileStore, month: str, hatches: bool = True) -> None:
        super().__init__()
        self._hatches = hatches
        self.store, self.month = store, month
        self.parts: dict[QWidget, tuple[QRectF, float]] = {}
        self.level = 0

    def boundingRect(self) -> QRectF:
        return QRectF(0, 0, self.store.pyramid.width, self.store.pyramid.height)

    def show_parts(self, parts: dict[QWidget, tuple[QRectF, float]], level: int) -> None:
        """Say which parts of the scene show this epoch, and at which level."""
        self.parts, self.level = parts, level
        self.setVisible(bool(parts))
        self.update()

    def paint(
        self, painter: QPainter | None, option: QStyleOptionGraphicsItem | None, widget: QWidget | None = None
    ) -> None:
        assert painter is not None
        if widget not in self.parts:
            return
        clip, opacity = self.parts[widget]
        to_screen = painter.worldTransform()
        visible = clip.intersected(self.boundingRect())
        if visible.isEmpty():
            return
        painter.save()
        painter.setOpacity(opacity)
        painter.setClipRect(visible, Qt.IntersectClip)
        painter.setWorldTransform(QTransform())
        painter.setRenderHint(QPainter.SmoothPixmapTransform, to_screen.m11() * (1 << self.level) < BLOCKY_FROM)
        box = Box(visible.left(), visible.top(), visible.right(), visible.bottom())
        for key in self.store.pyramid.tiles(self.month, self.level, box):
            self._paint_tile(painter, to_screen, key)
        painter.restore()

    def _paint_tile(self, painter: QPainter, to_screen: QTransform, key: TileKey) -> None:
        target = _on_screen(to_screen, self.store.pyramid.box_of(key))
        pixmap = self.store.get(key)
        if pixmap is not None:
            if not pixmap.isNull():
                painter.drawPixmap(target, pixmap)
            return
        self._paint_coarser(painter, target, key)
        self._paint_finer(painter, to_screen, key)
        if self._hatches and self.store.has_failed(key):
            painter.fillRect(target, QBrush(FAILED, Qt.BDiagPattern))

    def _paint_coarser(self, painter: QPainter, target: QRect, key: TileKey) -> None:
        for up in range(1, self.store.pyramid.top_level - key.level + 1):
            found = self.store.get(key.ancestor(up))
            if found is not None:
                if not found.isNull():
                    painter.drawPixmap(QRectF(target), found, _part_of(key, up))
                return

    def _paint_finer(self, painter: QPainter, to_screen: QTransform, key: TileKey) -> None:
        if key.level == 0:
            return
        for row in (2 * key.row, 2 * key.row + 1):
            for col in (2 * key.col, 2 * key.col + 1):
                child = TileKey(key.month, key.level - 1, row, col)
                found: QPixmap | None = self.store.get(child)
                if found is not None and not found.isNull():
                    painter.drawPixmap(_on_screen(to_screen, self.store.pyramid.box_of(child)), found)


def _on_screen(to_screen: QTransform, box: Box) -> QRect:
    """Return the whole pixels of a tile, so that neighbours meet without a seam."""
    rect = to_screen.mapRect(QRectF(box.left, box.top, box.right - box.left, box.bottom - box.top))
    left, top = round(rect.left()), round(rect.top())
    return QRect(left, top, round(rect.right()) - left, round(rect.bottom()) - top)


def _part_of(key: TileKey, up: int) -> QRectF:
    """Return the part of the ancestor's pixels that a tile covers."""
    parts = 1 << up
    size = TILE_PX / parts
    return QRectF(key.col % parts * size, key.row % parts * size, size, size)
