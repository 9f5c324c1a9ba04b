from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from twowei.geo.crs import ELLIPSOID
from twowei.geo.gcj02 import from_gcj02, point_from_gcj02, point_to_gcj02, to_gcj02


@pytest.mark.parametrize(
    ("lon", "lat", "east", "north"),
    [(118.10, 24.51, 504, -294)],
)
def test_the_shift_is_the_one_of_the_public_formula(lon: float, lat: float, east: int, north: int) -> None:
    x, y = point_to_gcj02(lon, lat)
    assert np.sign(x - lon) * ELLIPSOID.inv(lon, lat, x, lat)[2] == pytest.approx(east, abs=1)
    assert np.sign(y - lat) * ELLIPSOID.inv(lon, lat, lon, y)[2] == pytest.approx(north, abs=1)


@pytest.mark.parametrize(
    ("lon", "lat", "metres"),
    [(118.10, 24.51, 583), (118.79, 32.05, 541), (120.62, 31.30, 465), (116.40, 39.90, 555), (118.95, 42.27, 559)],
)
def test_the_length_of_the_shift_in_five_cities(lon: float, lat: float, metres: int) -> None:
    assert ELLIPSOID.inv(lon, lat, *point_to_gcj02(lon, lat))[2] == pytest.approx(metres, abs=6)


@given(lon=st.floats(74, 135), lat=st.floats(4, 53))
def test_the_inverse_is_exact_to_a_centimetre(lon: float, lat: float) -> None:
    back = point_from_gcj02(*point_to_gcj02(lon, lat))
    assert ELLIPSOID.inv(lon, lat, *back)[2] < 0.01


def test_outside_china_nothing_is_shifted() -> None:
    assert point_to_gcj02(2.35, 48.86) == (2.35, 48.86)
    assert point_from_gcj02(2.35, 48.86) == (2.35, 48.86)


def test_geometries_move_as_a_whole() -> None:
    outline = shapely.box(118.1, 24.5, 118.101, 24.501)
    there = shapely.transform(outline, to_gcj02)
    back = shapely.transform(there, from_gcj02)
    assert not there.intersects(outline)
    assert shapely.hausdorff_distance(outline, back) < 1e-8
    assert from_gcj02(np.empty((0, 2))).shape == (0, 2)
