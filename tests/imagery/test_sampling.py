"""Sampling at given places, against scipy's, value by value."""

from __future__ import annotations

import numpy as np
import pytest
from affine import Affine
from rasterio.crs import CRS
from scipy import ndimage

from twowei.geo.crs import transformer
from twowei.geo.grid import Grid
from twowei.imagery.sampling import bilinear, places, seen

GRID = Grid(CRS.from_epsg(4548), Affine(0.5, 0, 500_000, 0, -0.5, 3_500_000), 150, 120)


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_values_are_rounded_and_outside_is_nothing(dtype: type) -> None:
    rng = np.random.default_rng(0)
    bands = rng.integers(0, np.iinfo(dtype).max, (2, 60, 70), dtype)
    at = np.stack([rng.uniform(-3, 63, (50, 40)), rng.uniform(-3, 73, (50, 40))]).astype(np.float32)
    exact = np.stack([ndimage.map_coordinates(b.astype(float), at, order=1, mode="nearest") for b in bands])
    found, inside = bilinear(bands, at), (at[0] >= -0.5) & (at[0] <= 59.5) & (at[1] >= -0.5) & (at[1] <= 69.5)
    assert found.dtype == dtype and not found[:, ~inside].any()
    assert np.abs(found.astype(float) - exact)[:, inside].max() <= 0.5 + np.iinfo(dtype).max * 1e-5


@pytest.mark.parametrize("epsg", [4548, 32651, 4490])
def test_places_are_those_of_the_transformation(epsg: int) -> None:
    crs = CRS.from_epsg(epsg)
    size = 0.5 if crs.is_projected else 5e-6
    west, north = transformer(GRID.crs, crs).transform(499_990, 3_500_010)
    source = Grid(crs, Affine(size, 0, west, 0, -size, north), 400, 400)
    moved = np.random.default_rng(1).uniform(-8, 8, (2, *GRID.shape)).astype(np.float32)
    rows, cols = np.mgrid[: GRID.height, : GRID.width] + 0.5
    ground = GRID.transform * (cols + moved[0], rows + moved[1])
    there = ~source.transform * transformer(GRID.crs, crs).transform(*ground)
    exact = np.stack([there[1] - 0.5, there[0] - 0.5])
    assert np.abs(places(GRID, moved, source) - exact).max() < 0.004


@pytest.mark.parametrize("missing", [False, True])
def test_places_are_seen_where_the_mask_says_so_all_around(missing: bool) -> None:
    mask = np.full((60, 70), 255, np.uint8)
    mask[20:30, 10:40] = 0 if missing else 255
    rng = np.random.default_rng(0)
    at = np.stack([rng.uniform(-3, 63, (50, 40)), rng.uniform(-3, 73, (50, 40))]).astype(np.float32)
    inside = (at[0] >= -0.5) & (at[0] <= 59.5) & (at[1] >= -0.5) & (at[1] <= 69.5)
    clear = ndimage.map_coordinates(mask.astype(float), at, order=1, mode="nearest") == 255
    found = seen(mask, at)
    near = ndimage.map_coordinates(mask.astype(float), at, order=1, mode="nearest") > 247  # remap knows 1/32 pixel
    assert (found <= (inside & near)).all() and ((inside & clear) <= found).all()
