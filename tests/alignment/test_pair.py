"""Two epochs on one grid: metric, at the model's resolution, only where both have imagery."""

from __future__ import annotations

import numpy as np
import pytest
from affine import Affine
from rasterio.crs import CRS

from twowei.alignment.common_grid import common_grid
from twowei.alignment.pair import Pair
from twowei.errors import PairError
from twowei.geo.crs import ground_resolution_m, transform_bounds
from twowei.geo.windows import Window
from twowei.imagery.inspection import open_epoch

HOME = Affine(0.5, 0, 500_000, 0, -0.5, 3_500_000)
RGB = np.full((3, 200, 200), 90, np.uint8)


def test_own_pixels_are_kept_where_they_fit(write_raster) -> None:
    before = open_epoch([write_raster("b.tif", RGB, transform=HOME * Affine.translation(10.3, -4.6))])
    after = open_epoch([write_raster("a.tif", RGB, transform=HOME * Affine.translation(0, 0))])
    grid = common_grid(before, after, 0.5)
    offset = ~HOME * (grid.transform * (0, 0))
    assert offset == pytest.approx((round(offset[0]), round(offset[1])))
    assert grid.width in (189, 190) and grid.height in (195, 196)


@pytest.mark.parametrize(("epsg", "expected"), [(4490, 4548), (3857, 4548), (4526, 4526), (32650, 32650)])
def test_working_crs_is_metric(write_raster, epsg: int, expected: int) -> None:
    home, target = CRS.from_epsg(4548), CRS.from_epsg(epsg)
    left, bottom, right, top = transform_bounds((500_000, 3_499_900, 500_100, 3_500_000), home, target)
    transform = Affine((right - left) / 200, 0, left, 0, (bottom - top) / 200, top)
    epochs = [open_epoch([write_raster(f"{n}.tif", RGB, crs=f"EPSG:{epsg}", transform=transform)]) for n in "ba"]
    grid = common_grid(epochs[0], epochs[1], 0.5)
    assert grid.crs.to_epsg() == expected
    assert ground_resolution_m(grid) == pytest.approx(0.5, rel=0.004)


def test_no_overlap(write_raster) -> None:
    before = open_epoch([write_raster("b.tif", RGB)])
    after = open_epoch([write_raster("a.tif", RGB, transform=HOME * Affine.translation(5000, 0))])
    with pytest.raises(PairError, match="do not overlap"):
        common_grid(before, after, 0.5)


def test_too_coarse(write_raster) -> None:
    epoch = open_epoch([write_raster("b.tif", RGB, transform=HOME * Affine.scale(6))])
    with pytest.raises(PairError, match=r"3\.00 m"):
        Pair(epoch, epoch, 0.5, 1.0)


def test_valid_only_where_both_are(write_raster) -> None:
    first, second = RGB.copy(), RGB.copy()
    first[:, :50] = 0
    second[:, :, :60] = 0
    before, after = (open_epoch([write_raster(n, p, nodata=0)]) for n, p in (("b.tif", first), ("a.tif", second)))
    with Pair(before, after, 0.5, 1.0) as pair:
        pixels = pair.read(Window(0, 0, 200, 200))
    assert pixels.valid[50:, 60:].all()
    assert pixels.valid.sum() == 150 * 140
