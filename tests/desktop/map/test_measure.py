"""Measuring on the map."""

from __future__ import annotations

import pytest
from PyQt5.QtCore import QPointF, Qt
from rasterio.crs import CRS

from twowei.desktop.map.measure import Kind, Measure
from twowei.desktop.map.pyramid import Pyramid
from twowei.desktop.map.tool import Spot

GK = Pyramid(CRS.from_epsg(4548), 500_000.0, 3_500_000.0, 0.5, 0.5, 4096, 4096)
MERCATOR = Pyramid(CRS.from_epsg(3857), 13_000_000.0, 3_700_000.0, 1.0, 1.0, 4096, 4096)


def _clicked(kind: Kind, pyramid: Pyramid, *points: tuple[float, float]) -> Measure:
    tool = Measure(kind, pyramid, lambda: None)
    for x, y in points:
        assert tool.click(Spot(QPointF(x, y), QPointF(), 1.0, Qt.LeftButton))
    return tool


def test_a_square_has_its_area_in_both_units() -> None:
    tool = _clicked(Kind.AREA, GK, (0, 0), (200, 0), (200, 200), (0, 200))
    assert tool.text == "10,000.0 ㎡  15.000 亩"


def test_web_mercator_does_not_lie() -> None:
    """At 31.5° N a metre of Web Mercator is 0.85 m on the ground."""
    tool = _clicked(Kind.DISTANCE, MERCATOR, (0, 0), (1000, 0))
    assert tool.length_m([QPointF(0, 0), QPointF(1000, 0)]) == pytest.approx(853, abs=3)
    assert tool.text.endswith(" m")


def test_points_are_taken_back_and_a_new_line_begins_after_the_end() -> None:
    tool = _clicked(Kind.DISTANCE, GK, (0, 0), (200, 0), (200, 900))
    assert tool.key(Qt.Key_Backspace, Qt.NoModifier)
    assert tool.text == "100.00 m"
    assert tool.key(Qt.Key_Return, Qt.NoModifier)
    tool.move(Spot(QPointF(4000, 0), QPointF(), 1.0))
    assert tool.text == "100.00 m", "what is ended no longer follows the mouse"
    tool.click(Spot(QPointF(0, 0), QPointF(), 1.0, Qt.LeftButton))
    tool.move(Spot(QPointF(4000, 0), QPointF(), 1.0))
    assert tool.text == "2.000 km"


def test_a_ring_that_crosses_itself_has_no_area() -> None:
    assert _clicked(Kind.AREA, GK, (0, 0), (200, 200), (200, 0), (0, 200)).text == "—"
