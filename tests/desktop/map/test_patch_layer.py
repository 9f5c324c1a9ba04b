"""Where the tag of a patch stands."""

from __future__ import annotations

import pytest
from PyQt5.QtCore import QRectF
from PyQt5.QtGui import QImage, QPainter

from twowei.desktop.map.patch_layer import _kept_inside


@pytest.mark.parametrize(
    ("patch", "tag", "expected"),
    [
        ((100, 100, 50, 40), (86, 62, 90, 18), (86, 62)),  # room enough
        ((100, 10, 50, 40), (86, -28, 90, 18), (86, 70)),  # too near the upper edge: below the patch
        ((100, -50, 50, 400), (86, -88, 90, 18), (86, 280)),  # higher than the map
        ((380, 100, 50, 40), (366, 62, 90, 18), (308, 62)),  # too near the right edge
        ((-20, 100, 50, 40), (-34, 62, 90, 18), (2, 62)),
        ((100, -90, 50, 40), (86, -128, 90, 18), (86, -128)),  # not seen: its tag is not either
    ],
)
def test_the_tag_of_the_current_patch_stays_inside(qapp: object, patch, tag, expected) -> None:
    image = QImage(400, 300, QImage.Format_RGB32)
    painter = QPainter(image)
    try:
        box = _kept_inside(painter, QRectF(*patch), QRectF(*tag))
    finally:
        painter.end()
    assert (box.left(), box.top()) == expected and box.width() == 90
