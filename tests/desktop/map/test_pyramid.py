"""Laws of the pyramid."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rasterio.crs import CRS

from twowei.desktop.map.framing import fitting
from twowei.desktop.map.pyramid import TILE_PX, Box, Pyramid, TileKey

GK39 = CRS.from_epsg(4527)  # zone-numbered: eastings near 39,500,000 m
sizes = st.integers(1, 120_000)


def pyramid(width: int, height: int, step: float = 0.5) -> Pyramid:
    left, top = 39_500_000.25, 2_700_000.0
    return Pyramid.covering(GK39, [(left, top - height * step, left + width * step, top)], step)


@given(sizes, sizes)
def test_covers_exactly_what_it_is_given(width: int, height: int) -> None:
    made = pyramid(width, height)
    assert (made.width, made.height) == (width, height)


@given(sizes, sizes)
def test_the_top_level_is_one_tile(width: int, height: int) -> None:
    made = pyramid(width, height)
    assert list(made.tiles("m", made.top_level, made.extent)) == [TileKey("m", made.top_level, 0, 0)]


@given(sizes, sizes, st.integers(0, 8), st.floats(0, 1), st.floats(0, 1))
def test_a_tile_lies_inside_its_ancestor(width: int, height: int, up: int, across: float, down: float) -> None:
    made = pyramid(width, height)
    spot = Box(across * (width - 1), down * (height - 1), across * (width - 1), down * (height - 1))
    (key,) = made.tiles("m", 0, spot)
    inner, outer = made.box_of(key), made.box_of(key.ancestor(up))
    assert outer.left <= inner.left and outer.top <= inner.top
    assert outer.right >= inner.right and outer.bottom >= inner.bottom


@given(st.floats(1e-4, 50))
def test_the_level_never_shows_fewer_source_pixels_than_the_screen_has(scale: float) -> None:
    made = pyramid(60_000, 60_000)
    level = made.level_for(scale)
    assert level == 0 or scale * 2**level <= 1.04
    assert level == made.top_level or scale * 2 ** (level + 1) > 1.0


@given(st.floats(0, 60_000), st.floats(0, 60_000))
def test_scene_and_ground_are_each_others_inverse_to_a_millimetre(x: float, y: float) -> None:
    made = pyramid(60_000, 60_000)
    back = made.to_scene(*made.to_ground(x, y))
    assert back == pytest.approx((x, y), abs=2e-3)


def test_tiles_lie_on_the_pixels_of_the_first_epoch() -> None:
    first = (1000.25, 0.0, 1500.25, 500.0)
    other = (900.0, -50.0, 1400.0, 520.0)
    made = Pyramid.covering(GK39, [first, other], 0.5)
    assert (first[0] - made.left) % 0.5 == 0
    assert made.left <= 900.0 and made.top >= 520.0


def test_a_tile_is_read_on_its_own_grid() -> None:
    made = pyramid(4000, 4000)
    grid = made.grid_of(TileKey("m", 1, 1, 2))
    left, bottom, right, top = grid.bounds
    assert (grid.width, grid.height) == (TILE_PX, TILE_PX)
    assert (left, top) == (made.left + 2 * 1024 * 0.5, made.top - 1024 * 0.5)
    assert (right - left, top - bottom) == (512.0, 512.0)


def test_degrees_are_shown_square_on_the_ground() -> None:
    made = Pyramid.covering(CRS.from_epsg(4490), [(118.0, 59.99, 118.1, 60.01)], 1e-5)
    assert made.step_x / made.step_y == pytest.approx(2.0, rel=0.01)  # 60° north: a degree of longitude is half


def test_fitting_keeps_the_middle_and_does_not_blow_up_a_shed() -> None:
    view = fitting(Box(100, 100, 110, 106), 900, 600, margin=0.9)
    assert view.box.centre == pytest.approx((105, 103))
    assert view.scale == 3.0
    wide = fitting(Box(0, 0, 9000, 100), 900, 600)
    assert wide.scale == pytest.approx(0.1)
