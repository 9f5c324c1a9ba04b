"""Pixels come from the right place in every CRS, resolution and mosaic."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from affine import Affine
from rasterio.crs import CRS
from rasterio.enums import Resampling
from rasterio.warp import calculate_default_transform, reproject

from twowei.errors import ImageryError
from twowei.geo.grid import Grid
from twowei.imagery.inspection import open_epoch
from twowei.imagery.reader import EpochReader

HOME = Affine(0.5, 0, 500_000, 0, -0.5, 3_500_000)
CRS_4548 = CRS.from_epsg(4548)


def grid(row: int, col: int, height: int, width: int) -> Grid:
    return Grid(CRS_4548, HOME, 1, 1).part(row, col, height, width)


def test_own_pixels_come_back_untouched(write_raster, texture) -> None:
    pixels = texture(120, 140)
    with EpochReader(open_epoch([write_raster("a.tif", pixels)])) as reader:
        picture = reader.read(grid(10, 20, 30, 40))
    assert picture.valid.all()
    assert (picture.rgb == pixels[:, 10:40, 20:60]).all()


def test_beyond_the_edge_is_not_valid(write_raster, texture) -> None:
    pixels = texture(50, 50)
    with EpochReader(open_epoch([write_raster("a.tif", pixels)])) as reader:
        picture = reader.read(grid(-10, 40, 20, 20))
        nowhere = reader.read(grid(1000, 1000, 8, 8))
    assert picture.valid.sum() == 10 * 10
    assert (picture.rgb[:, 10:, :10] == pixels[:, :10, 40:]).all()
    assert not nowhere.valid.any()


def test_four_tiles_are_one_picture(write_raster, texture, tmp_path: Path) -> None:
    pixels = texture(100, 100)
    for r in (0, 50):
        for c in (0, 50):
            write_raster(f"m/t{r}{c}.tif", pixels[:, r : r + 50, c : c + 50], transform=HOME * Affine.translation(c, r))
    with EpochReader(open_epoch([tmp_path / "m"])) as reader:
        assert (reader.read(grid(0, 0, 100, 100)).rgb == pixels).all()
        half = Grid(CRS_4548, HOME * Affine.translation(20.5, 20.5), 60, 60)
        assert reader.read(half).valid.all()  # no gap along the seams when resampled either


@pytest.mark.parametrize("read_coarser_from", [2.0, 4.0])
@pytest.mark.parametrize("times", [2, 4, 8])
def test_finer_imagery_is_averaged(write_raster, texture, times: int, read_coarser_from: float) -> None:
    coarse = texture(40, 40)
    fine = coarse.repeat(times, axis=1).repeat(times, axis=2)
    path = write_raster("fine.tif", fine, transform=HOME * Affine.scale(1 / times))
    with EpochReader(open_epoch([path]), read_coarser_from) as reader:
        picture = reader.read(grid(0, 0, 40, 40))
    inner = (slice(None), slice(2, -2), slice(2, -2))
    assert np.abs(picture.rgb[inner].astype(int) - coarse[inner]).max() <= 1


@pytest.mark.parametrize("epsg", [4490, 3857, 4526, 32650])
def test_other_crs_lands_on_the_same_ground(write_raster, texture, epsg: int) -> None:
    pixels = texture(200, 200)
    target = CRS.from_epsg(epsg)
    bounds = (500_000, 3_499_900, 500_100, 3_500_000)
    transform, width, height = calculate_default_transform(CRS_4548, target, 200, 200, *bounds)
    warped = np.zeros((3, height, width), np.uint8)
    reproject(
        pixels,
        warped,
        src_transform=HOME,
        src_crs=CRS_4548,
        dst_transform=transform,
        dst_crs=target,
        resampling=Resampling.cubic,
    )
    path = write_raster("w.tif", warped, crs=f"EPSG:{epsg}", transform=transform)
    with EpochReader(open_epoch([path])) as reader:
        picture = reader.read(grid(20, 20, 160, 160))
    assert picture.valid.all()
    assert np.abs(picture.rgb.astype(float) - pixels[:, 20:180, 20:180]).mean() < 4


def test_south_up_raster(write_raster, texture) -> None:
    pixels = texture(60, 60)
    upside = Affine(0.5, 0, 500_000, 0, 0.5, 3_500_000 - 30)
    with EpochReader(open_epoch([write_raster("s.tif", pixels[:, ::-1], transform=upside)])) as reader:
        assert (reader.read(grid(5, 5, 40, 40)).rgb == pixels[:, 5:45, 5:45]).all()


def test_nodata_is_not_valid(write_raster, texture) -> None:
    pixels = texture(60, 60)
    pixels[:, :, 30:] = 0
    with EpochReader(open_epoch([write_raster("n.tif", pixels, nodata=0)])) as reader:
        valid = reader.read(grid(0, 0, 60, 60)).valid
    assert valid[:, :30].all() and not valid[:, 30:].any()


def test_sixteen_bit_is_stretched_by_the_whole_image(write_raster, texture) -> None:
    pixels = texture(80, 80).astype(np.uint16) * 40
    path = write_raster("deep.tif", pixels)
    with EpochReader(open_epoch([path])) as reader:
        whole = reader.read(grid(0, 0, 80, 80)).rgb
        part = reader.read(grid(20, 20, 20, 20)).rgb
    assert (whole[:, 20:40, 20:40] == part).all()
    assert whole.min() == 0 and whole.max() == 255


def test_float_with_nan_never_shows_garbage(write_raster, texture) -> None:
    pixels = texture(40, 40).astype(np.float32)
    pixels[:, :5] = np.nan
    pixels[:, 5:7] = np.inf
    with EpochReader(open_epoch([write_raster("f.tif", pixels, nodata=np.nan)])) as reader:
        picture = reader.read(grid(0, 0, 40, 40))
    assert not picture.valid[:5].any()
    assert picture.rgb[:, 10:].std() > 10


def test_many_threads(write_raster, texture) -> None:
    pixels = texture(256, 256)
    with (
        EpochReader(open_epoch([write_raster("a.tif", pixels, tiled=True, blockxsize=64, blockysize=64)])) as reader,
        ThreadPoolExecutor(6) as pool,
    ):
        cuts = list(pool.map(lambda i: reader.read(grid(i, i, 100, 100)).rgb, range(100)))
    assert all((cut == pixels[:, i : i + 100, i : i + 100]).all() for i, cut in enumerate(cuts))


def test_vanished_file(write_raster, texture) -> None:
    path = write_raster("a.tif", texture(20, 20))
    epoch = open_epoch([path])
    path.unlink()
    with EpochReader(epoch) as reader, pytest.raises(ImageryError, match="cannot be read any more"):
        reader.read(grid(0, 0, 10, 10))


def test_hundreds_of_tiles_of_two_crs_read_as_one(write_raster, texture) -> None:
    """A mosaic of a hundred tiles is read like the picture it was cut from, only near files being opened."""
    whole = texture(200, 200)
    paths = []
    for row in range(10):
        for col in range(10):
            part = whole[:, 20 * row : 20 * row + 20, 20 * col : 20 * col + 20]
            paths.append(
                write_raster(f"t{row}{col}.tif", part, transform=HOME * Affine.translation(20 * col, 20 * row))
            )
    epoch = open_epoch(paths)
    with EpochReader(epoch) as reader:
        picture = reader.read(Grid(epoch.tiles[0].grid.crs, HOME * Affine.translation(33, 41), 90, 80))
        assert picture.valid.all() and (picture.rgb == whole[:, 41:121, 33:123]).all()
        assert len(reader._opened) <= 30


def test_an_unmarked_black_border_does_not_change_the_tone(write_raster, texture) -> None:
    deep = texture(200, 200).astype(np.uint16) * 6 + 300
    bordered = np.where(np.arange(200) < 60, 0, deep).astype(np.uint16)
    shown = []
    for name, pixels in (("whole.tif", deep), ("bordered.tif", bordered)):
        with EpochReader(open_epoch([write_raster(name, pixels)])) as reader:
            shown.append(reader.read(reader.epoch.tiles[0].grid).rgb[:, :, 60:].astype(int))
    assert np.abs(shown[0] - shown[1]).max() < 12
