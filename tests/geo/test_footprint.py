"""Areas are true in every CRS, and points lie inside."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rasterio.crs import CRS
from shapely.geometry import Point, Polygon, box

from twowei.geo.crs import LONLAT
from twowei.geo.footprint import ellipsoidal_area_m2, interior_point_lonlat, mu, to_crs

XIAMEN = box(118.1, 24.5, 118.1004, 24.5004)


@pytest.mark.parametrize("epsg", [4490, 4326, 4547, 4548, 4526, 3857, 32650])
def test_area_is_the_same_in_every_crs(epsg: int) -> None:
    crs = CRS.from_epsg(epsg)
    assert ellipsoidal_area_m2(to_crs(XIAMEN, LONLAT, crs), crs) == pytest.approx(1796.26, abs=0.01)


def test_holes_are_subtracted_whatever_the_ring_order() -> None:
    hole = box(118.1001, 24.5001, 118.1002, 24.5002)
    ring = Polygon(XIAMEN.exterior.coords, [list(hole.exterior.coords)[::-1]])
    other = Polygon(list(XIAMEN.exterior.coords)[::-1], [hole.exterior.coords])
    expected = ellipsoidal_area_m2(XIAMEN, LONLAT) - ellipsoidal_area_m2(hole, LONLAT)
    assert ellipsoidal_area_m2(ring, LONLAT) == pytest.approx(expected, abs=1e-6)
    assert ellipsoidal_area_m2(other, LONLAT) == pytest.approx(expected, abs=1e-6)


@given(st.floats(0.5, 40), st.floats(0.5, 40))
def test_interior_point_is_inside_a_bent_building(arm: float, depth: float) -> None:
    x, y = 500_000.0, 3_500_000.0
    bent = Polygon([(0, 0), (arm + 5, 0), (arm + 5, 1), (1, 1), (1, depth + 5), (0, depth + 5)])
    ground = Polygon([(x + a, y + b) for a, b in bent.exterior.coords])
    crs = CRS.from_epsg(4548)
    inside = to_crs(Point(*interior_point_lonlat(ground, crs)), LONLAT, crs)
    assert ground.buffer(1e-6).contains(inside)


def test_mu() -> None:
    assert mu(2000 / 3) == pytest.approx(1.0)
