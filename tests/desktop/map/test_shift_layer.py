"""What the arrows of the shift mean stands clear of the scale bar."""

from __future__ import annotations

from PyQt5.QtCore import Qt
from PyQt5.QtGui import QImage, QPainter

from twowei.desktop.map.pyramid import Box
from twowei.desktop.map.shift_layer import ShiftArrow, ShiftLayer


def test_the_key_ends_above_the_scale(qapp: object) -> None:
    arrows = [ShiftArrow(10, 10, 1.0, 0.5, remains=remains) for remains in (False, True)]
    layer = ShiftLayer(arrows, 0.5, Box(0, 0, 300, 300), ("{0} times, {1} m", "left over"))
    image = QImage(400, 300, QImage.Format_RGB32)
    image.fill(Qt.white)
    painter = QPainter(image)
    layer.write_key(painter, 1.0, 300)
    painter.end()
    dark = [row for row in range(300) if image.pixelColor(61, row).lightness() < 100]
    assert dark and max(dark) < 300 - 42  # the scale's plate begins there
    assert max(dark) - min(dark) > 40  # both lines
