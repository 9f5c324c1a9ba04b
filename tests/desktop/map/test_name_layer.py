"""Names of areas keep clear of the patches that are painted above them."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
import shapely
from numpy.typing import NDArray
from PyQt5.QtGui import QColor, QImage, QPainter
from PyQt5.QtWidgets import QGraphicsItem

from twowei.desktop.map.compare import Mode
from twowei.desktop.map.map_view import MapView
from twowei.desktop.map.name_layer import NameLayer
from twowei.desktop.map.patch_layer import PatchLayer, Shape
from twowei.desktop.map.pyramid import Box
from twowei.desktop.map.vector_layer import LOOKS, VectorLayer

EXTENT = Box(0, 0, 400, 300)
ZONE = shapely.box(40, 40, 360, 260)
LOOK = LOOKS["street"]


def painted(*items: QGraphicsItem) -> NDArray[np.uint8]:
    image = QImage(400, 300, QImage.Format_RGB32)
    image.fill(QColor(90, 140, 90))
    painter = QPainter(image)
    for item in items:
        item.paint(painter, None)
    painter.end()
    memory = image.constBits()
    assert memory is not None
    memory.setsize(image.sizeInBytes())
    return np.frombuffer(memory, np.uint8).reshape(300, 400, 4).copy()


def patches_at(*outlines: shapely.Polygon, current: str | None = None) -> PatchLayer:
    layer = PatchLayer()
    shapes = [Shape(str(n), f"W{n:05}", outline, "illegal") for n, outline in enumerate(outlines)]
    layer.set_shapes(shapes, EXTENT)
    layer.set_current(current)
    return layer


def name_of_zone(taken: Callable[[QPainter], NDArray[np.float64]] | None = None) -> NDArray[np.bool_]:
    """Return where the name of the zone is painted."""
    return names_of(VectorLayer([ZONE], ["新垵街道"], LOOK, EXTENT), taken=taken or nothing)


def names_of(*areas: VectorLayer, taken: Callable[[QPainter], NDArray[np.float64]]) -> NDArray[np.bool_]:
    return (painted(NameLayer(areas, EXTENT, taken)) != painted()).any(axis=2)


def nothing(_: QPainter) -> NDArray[np.float64]:
    return np.zeros((0, 4))


@pytest.mark.parametrize("current", [None, "0"])
@pytest.mark.parametrize("side", [4, 25, 90])
def test_a_name_gives_way_to_glyph_tag_and_outline(qapp: object, side: int, current: str | None) -> None:
    x, y = 200 - side / 2, 165 if side == 90 else 150 - side / 2
    layer = patches_at(shapely.box(x, y, x + side, y + side), current=current)
    name = name_of_zone(layer.plates)
    before = painted()
    patch = (painted(layer) != before).any(axis=2)
    plate = np.zeros_like(patch)
    image = QImage(400, 300, QImage.Format_RGB32)
    painter = QPainter(image)
    for left, top, right, bottom in layer.plates(painter):
        plate[int(top) : int(bottom) + 1, int(left) : int(right) + 1] = True
    painter.end()
    assert (patch & plate).any() and name.any()
    assert not (name & plate).any()
    assert (name_of_zone() & plate).any(), "it stood there before"
    assert side != 90 or plate[165:255, 155:245].all(), "no name on the roof that is judged"


def test_a_name_without_room_is_left_out_and_hidden_patches_take_none(qapp: object) -> None:
    layer = patches_at(*(shapely.box(x, y, x + 8, y + 8) for x in range(0, 400, 12) for y in range(0, 300, 12)))
    assert not name_of_zone(layer.plates).any()
    layer.setVisible(False)
    assert (name_of_zone(layer.plates) == name_of_zone()).all()


def test_names_of_two_sorts_stand_beside_each_other_and_hidden_ones_nowhere(qapp: object) -> None:
    street, community = (VectorLayer([ZONE], [name], LOOK, EXTENT) for name in ("新垵街道", "石桥社区"))
    one, two = (int(names_of(each, taken=nothing).sum()) for each in (street, community))
    both = int(names_of(street, community, taken=nothing).sum())
    assert both == pytest.approx(one + two, rel=0.1), "one over the other would be seen less"
    street.setVisible(False)
    assert int(names_of(street, community, taken=nothing).sum()) == two
    narrow = VectorLayer([shapely.box(190, 40, 220, 260)], ["新垵街道"], LOOK, EXTENT)
    assert not names_of(narrow, taken=nothing).any()


@pytest.mark.parametrize("upright", [True, False])
def test_dates_scale_and_the_resting_line_are_kept_clear(show: Callable[..., MapView], upright: bool) -> None:
    view = show()
    view.comparison.upright = upright
    image = QImage(800, 600, QImage.Format_RGB32)
    painter = QPainter(image)
    left, top, right, bottom = view.occupied(painter).T
    painter.end()

    def meets(x: float, y: float) -> bool:
        return bool(((left <= x) & (x <= right) & (top <= y) & (y <= bottom)).any())

    assert all(meets(*spot) for spot in ((20, 20), (780, 20), (20, 580), (400, 300)))
    assert meets(400, 500) is upright and meets(600, 300) is not upright
    assert not meets(600, 500)
    view.comparison.position = 0.75
    dragged = view.foreground.covered(view.pane)
    assert (dragged == np.column_stack([left, top, right, bottom])).all(), "nothing jumps while the line is dragged"
    view.set_mode(Mode.FADE)
    assert len(view.foreground.covered(view.pane)) == len(dragged) - 1
