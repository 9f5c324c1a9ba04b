"""Drawing outlines."""

from __future__ import annotations

import math

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import MultiPolygon, Polygon

from twowei.geo.shaping import (
    Snapper,
    Vertex,
    cut,
    mended,
    nearest_edge,
    nearest_vertex,
    reshaped,
    with_area,
    with_hole,
    with_vertex,
    with_vertex_at,
    without_hole_at,
    without_vertex,
)

SQUARE = shapely.box(0, 0, 10, 10)
HOLED = Polygon([(0, 0), (10, 0), (10, 10), (0, 10)], [[(4, 4), (6, 4), (6, 6), (4, 6)]])


def test_a_bow_tie_is_untangled_and_dust_dropped() -> None:
    found = mended(Polygon([(0, 0), (10, 10), (10, 0), (0, 10)]))
    assert found is not None
    assert found.changed
    assert found.outline.is_valid
    assert found.outline.area == pytest.approx(50)
    assert mended(Polygon([(0, 0), (5, 5), (10, 10)])) is None


def test_corners_are_found_moved_added_and_removed() -> None:
    corner = nearest_vertex(SQUARE, (9.8, 0.1), 0.5)
    assert corner is not None
    assert nearest_vertex(SQUARE, (5, 5), 0.5) is None
    assert with_vertex_at(SQUARE, corner, (12, 0)).area == pytest.approx(110)
    edge = nearest_edge(SQUARE, (5, 0.2), 0.5)
    assert edge is not None
    assert with_vertex(SQUARE, edge, (5, -2)).area == pytest.approx(110)
    less = without_vertex(SQUARE, corner)
    assert less is not None
    assert less.area == pytest.approx(50)


def test_a_ring_that_would_have_two_corners_goes() -> None:
    triangle = Polygon([(0, 0), (10, 0), (0, 10)])
    assert without_vertex(triangle, Vertex(0, 0, 1)) is None
    both = MultiPolygon([SQUARE, shapely.transform(triangle, lambda xy: xy + 20)])
    assert without_vertex(both, Vertex(1, 0, 0)) == SQUARE
    pierced = Polygon(SQUARE.exterior, [[(4, 4), (6, 4), (5, 6)]])
    assert without_vertex(pierced, Vertex(0, 1, 0)) == SQUARE


@pytest.mark.parametrize(
    ("line", "area"),
    [
        ([(2, -1), (2, 3), (8, 3), (8, -1)], 82),  # a bite
        ([(2, 1), (2, -3), (8, -3), (8, 1)], 118),  # a nose
        ([(8, -1), (8, 3), (2, 3), (2, -1)], 82),  # the same bite, drawn backwards
        ([(-1, 5), (5, 5), (5, -1)], 75),  # across a corner, over the seam of the ring
    ],
)
def test_reshaping_follows_the_line(line: list[tuple[float, float]], area: float) -> None:
    found = reshaped(SQUARE, line)
    assert found is not None
    assert found.is_valid
    assert found.area == pytest.approx(area)


def test_reshaping_works_on_holes_and_refuses_lines_that_miss() -> None:
    wider = reshaped(HOLED, [(5, 4.5), (5, 3), (7, 3), (7, 5), (5.5, 5)])
    assert wider is not None
    assert wider.area < HOLED.area
    assert reshaped(SQUARE, [(20, 20), (30, 30)]) is None
    assert reshaped(SQUARE, [(5, 5), (6, 6)]) is None


def test_cutting_loses_nothing() -> None:
    pieces = cut(HOLED, [(-1, 5), (11, 5)])
    assert len(pieces) == 2
    assert sum(piece.area for piece in pieces) == pytest.approx(HOLED.area)
    assert len(cut(SQUARE, [(1, 1), (5, 5)])) == 1


@given(st.floats(0, math.tau), st.floats(2, 8), st.floats(2, 8))
def test_any_straight_cut_through_the_middle_keeps_the_area(angle: float, x: float, y: float) -> None:
    dx, dy = 30 * math.cos(angle), 30 * math.sin(angle)
    pieces = cut(SQUARE, [(x - dx, y - dy), (x + dx, y + dy)])
    assert len(pieces) == 2
    assert sum(piece.area for piece in pieces) == pytest.approx(100)


def test_holes_and_additions() -> None:
    ring = [(4.0, 4.0), (6.0, 4.0), (6.0, 6.0), (4.0, 6.0)]
    pierced = with_hole(SQUARE, ring)
    assert pierced is not None
    assert pierced.area == pytest.approx(96)
    filled = without_hole_at(pierced, (5, 5))
    assert filled is not None
    assert filled.equals(SQUARE)
    assert without_hole_at(pierced, (1, 1)) is None
    assert with_hole(SQUARE, [(-1, -1), (11, -1), (11, 11), (-1, 11)]) is None
    wing = with_area(SQUARE, [(10, 0), (15, 0), (15, 10), (10, 10)])
    assert wing is not None
    assert wing.area == pytest.approx(150)
    assert isinstance(with_area(SQUARE, [(20, 0), (25, 0), (25, 10)]), MultiPolygon)


def test_snapping_prefers_corners_to_borders() -> None:
    snapper = Snapper([SQUARE])
    assert snapper.snap((9.6, 0.3), 1) == (10, 0)
    assert snapper.snap((5, 0.3), 1) == (5, 0)
    assert snapper.snap((5, 5), 1) is None
    assert Snapper([]).snap((0, 0), 1) is None
