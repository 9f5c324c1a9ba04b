"""Icons: our own SVG line drawings, inked in the colour of the theme."""

from __future__ import annotations

from PyQt5.QtCore import QByteArray, QDir, QFile, QIODevice, QRectF, Qt
from PyQt5.QtGui import QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PyQt5.QtSvg import QSvgRenderer

from twowei import resources

SIZES = (16, 20, 24, 32, 48, 64)
FADED = 0.35


def add_search_paths() -> None:
    """Make ``icons:name.svg`` work in icons and style sheets."""
    QDir.setSearchPaths("icons", [str(resources.ui() / "icons")])


def icon(name: str, colour: str | None = None) -> QIcon:
    """Return ``icons:<name>.svg`` in a colour, that of the theme's text when none is given."""
    ink = colour or QGuiApplication.palette().color(QPalette.WindowText).name()
    drawing = QFile(f"icons:{name}.svg")
    if not drawing.open(QIODevice.ReadOnly):
        raise FileNotFoundError(f"icons:{name}.svg")
    svg = bytes(drawing.readAll()).replace(b"currentColor", ink.encode())
    result = QIcon()
    for size in SIZES:
        result.addPixmap(_paint(svg, size, 1.0), QIcon.Normal)
        result.addPixmap(_paint(svg, size, FADED), QIcon.Disabled)
    return result


def _paint(svg: bytes, size: int, opacity: float) -> QPixmap:
    pixmap = QPixmap(size, size)
    pixmap.fill(Qt.transparent)
    painter = QPainter(pixmap)
    painter.setOpacity(opacity)
    QSvgRenderer(QByteArray(svg)).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return pixmap
