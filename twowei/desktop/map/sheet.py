"""The map as a picture for print: what is on the screen, at 300 dpi, imagery read anew at that size."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from affine import Affine
from PyQt5.QtCore import QPoint, QRect, QRectF, QSaveFile, Qt
from PyQt5.QtGui import QColor, QFont, QImage, QPainter, QTransform

from twowei.desktop.map.compare import Part
from twowei.desktop.map.map_view import MapView
from twowei.desktop.map.pane import Pane
from twowei.desktop.map.pixels import pixels_of
from twowei.desktop.map.tile_layer import TileLayer
from twowei.desktop.map.tone import Tone
from twowei.errors import OutputError
from twowei.feedback import Feedback
from twowei.geo.grid import Grid
from twowei.imagery.reader import Picture

DPI = 300
WIDTH_PX = 3272
"""27.7 cm at 300 dpi: an A4 sheet across, less its margins."""

SCREEN_DPI = 96
STRIP_PX = 512
FOOT = 26
CANVAS = QColor("#C6CDD4")


@dataclass(frozen=True)
class Frame:
    """One epoch on the sheet: where, of which ground, how opaque, in which brightness."""

    month: str
    target: QRect
    grid: Grid
    opacity: float
    tone: Tone | None


@dataclass(frozen=True)
class Sheet:
    """Everything but the imagery, painted, and what imagery goes below it."""

    overlay: QImage
    frames: tuple[Frame, ...]


def lay_out(view: MapView, caption: str) -> Sheet:
    """Return the sheet of what is on the map; to be called in the GUI thread.

    Args:
        view: The map, with imagery on it.
        caption: What is written at the foot beside the scale.
    """
    width, height = view.width(), view.height()
    ratio = WIDTH_PX / width
    overlay = QImage(WIDTH_PX, round((height + FOOT) * ratio), QImage.Format_ARGB32_Premultiplied)
    overlay.setDevicePixelRatio(ratio)
    overlay.fill(Qt.transparent)
    painter = QPainter(overlay)
    painter.setFont(view.font())
    for pane in view.panes:
        _paint_pane(painter, view, pane)
    _write_foot(painter, QRectF(0, height, width, FOOT), f"{caption}    {scale_text(view, ratio)}")
    painter.end()
    return Sheet(overlay, tuple(frame for pane in view.panes for frame in _frames(view, pane, ratio)))


def scale_text(view: MapView, ratio: float) -> str:
    """Return the scale of the print, rounded to two digits."""
    assert view.shown is not None
    metres_per_dot = view.shown.metres / view.state.scale / ratio
    denominator = metres_per_dot * DPI / 0.0254
    digits = max(len(str(int(denominator))) - 2, 0)
    return f"1:{round(denominator, -digits):,.0f}"


def write_sheet(sheet: Sheet, read: Callable[[str, Grid], Picture], path: Path, feedback: Feedback) -> Path:
    """Read the imagery of a sheet and write it as PNG; runs in a worker.

    Raises:
        ImageryError: Imagery cannot be read.
        OutputError: The file cannot be written.
        CancelledError: Stopped; nothing is written.
    """
    image = QImage(sheet.overlay.size(), QImage.Format_RGB32)
    image.fill(CANVAS)
    painter = QPainter(image)
    parts = [(frame, *part) for frame in sheet.frames for part in _strips(frame.grid)]
    try:
        for number, (frame, row, grid) in enumerate(parts):
            feedback.raise_if_cancelled()
            feedback.report(0.9 * number / len(parts))
            painter.setOpacity(frame.opacity)
            _draw(painter, frame.target.topLeft() + QPoint(0, row), read(frame.month, grid), frame.tone)
        painter.setOpacity(1.0)
        plain = QImage(sheet.overlay)
        plain.setDevicePixelRatio(1.0)
        painter.drawImage(0, 0, plain)
    finally:
        painter.end()
    for set_dots in (image.setDotsPerMeterX, image.setDotsPerMeterY):
        set_dots(round(DPI / 0.0254))
    _save(image, path)
    return path


def _paint_pane(painter: QPainter, view: MapView, pane: Pane) -> None:
    painter.save()
    painter.setClipRect(pane.geometry())
    start = QTransform.fromTranslate(pane.x(), pane.y())
    painter.setWorldTransform(pane.viewportTransform() * start)
    for item in sorted(view.canvas.items(), key=lambda each: each.zValue()):
        if item.isVisible() and not isinstance(item, TileLayer):
            item.paint(painter, None, None)
    painter.setWorldTransform(start)
    painter.setRenderHint(QPainter.Antialiasing)
    view.foreground.paint(pane, painter)
    painter.restore()


def _write_foot(painter: QPainter, place: QRectF, text: str) -> None:
    painter.fillRect(place, QColor(255, 255, 255))
    font = QFont(painter.font())
    font.setPixelSize(12)
    painter.setFont(font)
    painter.setPen(QColor(20, 24, 28))
    painter.drawText(place.adjusted(10, 0, -10, 0), int(Qt.AlignVCenter | Qt.AlignLeft), text)


def _frames(view: MapView, pane: Pane, ratio: float) -> Iterator[Frame]:
    assert view.shown is not None
    assert view.store is not None
    size = pane.face().size()
    sides = view.shown.before, view.shown.after
    for side, part in zip(sides, view.comparison.parts(pane.number, size.width(), size.height()), strict=True):
        if side is not None and part is not None:
            target = QRectF(part.left, part.top, part.right - part.left, part.bottom - part.top)
            target.translate(pane.x(), pane.y())
            whole = QRect(*(round(v * ratio) for v in (target.x(), target.y(), target.width(), target.height())))
            if whole.isEmpty():
                continue
            grid = _grid(view, pane, part, whole)
            yield Frame(side.month, whole, grid, part.opacity, view.store.tone_of(side.month))


def _grid(view: MapView, pane: Pane, part: Part, whole: QRect) -> Grid:
    assert view.shown is not None
    pyramid, seen = view.shown.pyramid, pane.view_now()
    left, top = seen.box.left + part.left / seen.scale, seen.box.top + part.top / seen.scale
    x, y = pyramid.to_ground(left, top)
    across = (part.right - part.left) / seen.scale * pyramid.step_x / whole.width()
    down = (part.bottom - part.top) / seen.scale * pyramid.step_y / whole.height()
    return Grid(pyramid.crs, Affine(across, 0, x, 0, -down, y), whole.width(), whole.height())


def _strips(grid: Grid) -> Iterator[tuple[int, Grid]]:
    for row in range(0, grid.height, STRIP_PX):
        yield row, grid.part(row, 0, min(STRIP_PX, grid.height - row), grid.width)


def _draw(painter: QPainter, corner: QPoint, picture: Picture, tone: Tone | None) -> None:
    pixels = pixels_of(picture, tone).argb
    if pixels is None:
        return
    height, width = pixels.shape
    pixels = np.ascontiguousarray(pixels)
    image = QImage(pixels.data, width, height, 4 * width, QImage.Format_ARGB32_Premultiplied)
    painter.drawImage(corner, image)


def _save(image: QImage, path: Path) -> None:
    file = QSaveFile(str(path))
    if not (file.open(QSaveFile.WriteOnly) and image.save(file, "PNG") and file.commit()):
        raise OutputError(f"{path} cannot be written ({file.errorString()}); free space or choose another place.")
