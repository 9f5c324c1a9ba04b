"""Imagery as it really arrives: read rightly, or refused with one sentence; one test for each kind."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import rasterio
from affine import Affine
from rasterio.crs import CRS

from twowei.errors import ImageryError
from twowei.geo.grid import Grid
from twowei.imagery.inspection import inspect, open_epoch
from twowei.imagery.reader import EpochReader
from twowei.imagery.thumbnail import unreadable
from twowei.imagery.told import Told

GK = CRS.from_epsg(4548)
HOME = Affine(0.5, 0, 500_000, 0, -0.5, 3_500_000)


def read(paths: list[Path], col: float, row: float, side: int = 40):  # type: ignore[no-untyped-def]
    with EpochReader(open_epoch(paths)) as reader:
        return reader.read(Grid(GK, HOME * Affine.translation(col, row), side, side))


def test_a_cut_off_tile_within_an_epoch(write_raster, texture) -> None:
    good = write_raster("t1.tif", texture(300, 300))
    cut = write_raster("t2.tif", texture(300, 300), transform=HOME * Affine.translation(300, 0))
    cut.write_bytes(cut.read_bytes()[:100_000])
    with pytest.raises(ImageryError, match=r"t2\.tif cannot be .*cut off"):
        open_epoch([good, cut])


def test_a_tile_of_another_crs_and_resolution_among_its_fellows(write_raster, texture) -> None:
    plain = np.full((3, 100, 100), 120, np.uint8)
    left = write_raster("t1.tif", plain)
    from twowei.geo.crs import transform_bounds

    west, south, east, north = transform_bounds((500_049, 3_499_950, 500_110, 3_500_000), GK, CRS.from_epsg(4490))
    other = Affine((east - west) / 60, 0, west, 0, (south - north) / 50, north)
    right = write_raster("t2.tif", plain[:, :50, :60], crs="EPSG:4490", transform=other)
    picture = read([left, right], 60, 10)
    assert picture.valid.all() and (picture.rgb == 120).all()


def test_an_empty_raster(write_raster) -> None:
    path = write_raster("empty.tif", np.zeros((3, 100, 100), np.uint16), nodata=0)
    picture = read([path], 10, 10)
    assert not picture.valid.any() and not picture.rgb.any()


@pytest.mark.parametrize(
    ("pixels", "nodata"),
    [
        (np.zeros((3, 300, 300), np.uint8), None),
        (np.full((3, 300, 300), 7, np.uint16), 7),
        (np.full((3, 300, 300), np.nan, np.float32), None),
    ],
)
def test_a_raster_of_nothing_is_told_and_never_taken_for_imagery(write_raster, pixels, nodata: float | None) -> None:
    path = write_raster("nothing_20260512.tif", pixels, nodata=nodata, tiled=True, blockxsize=64, blockysize=64)
    (problem,) = inspect(path).problems
    assert problem.code == "empty" and not problem.blocking
    assert not read([path], 10, 10).valid.any()
    pixels[:, 70, 200] = 9  # one pixel is imagery
    path = write_raster("something_20260512.tif", pixels, nodata=nodata)
    assert "empty" not in [p.code for p in inspect(path).problems]


@pytest.mark.parametrize("nodata", [None, float("nan")])
def test_nan_and_infinities(write_raster, texture, nodata: float | None) -> None:
    values = texture(100, 100).astype(np.float32) / 255
    values[:, 10:20, 10:20], values[:, 30:40, 30:40] = np.nan, np.inf
    picture = read([write_raster("float.tif", values, nodata=nodata)], 5, 5, 60)
    assert not picture.valid[5:15, 5:15].any() and not picture.valid[25:35, 25:35].any()
    assert picture.valid[40:].all() and picture.rgb[:, 40:].std() > 20


def test_ten_to_the_ten_pixels_without_overviews(tmp_path: Path) -> None:
    path = tmp_path / "大_20260512.tif"
    with rasterio.open(
        path, "w", driver="GTiff", width=100_000, height=100_000, count=3, dtype="uint8", crs=GK, transform=HOME,
        tiled=True, blockxsize=256, blockysize=256, sparse_ok=True, bigtiff="yes", compress="deflate",
    ):  # fmt: skip
        pass
    found = inspect(path)
    assert found.width * found.height == 10**10 and [p.code for p in found.problems] == ["no_overviews"]
    assert read([path], 50_000, 50_000).rgb.shape == (3, 40, 40)


def turned(texture, tmp_path: Path, transform: Affine) -> Path:  # type: ignore[no-untyped-def]
    """Write what north-up imagery shows, in a raster of another orientation."""
    pixels = texture(100, 100)
    path = tmp_path / "turned.tif"
    with rasterio.open(
        path, "w", driver="GTiff", width=100, height=100, count=3, dtype="uint8", crs=GK, transform=transform
    ) as dataset:
        dataset.write(pixels)
    return path


def test_a_rotated_raster_is_straightened(texture, tmp_path: Path) -> None:
    quarter = HOME * Affine.translation(0, 100) * Affine.rotation(-90)
    picture = read([turned(texture, tmp_path, quarter)], 10, 20)
    straight = np.rot90(texture(100, 100), 1, axes=(1, 2))
    assert picture.valid.all()
    assert np.abs(picture.rgb.astype(int) - straight[:, 20:60, 10:50]).max() <= 1


def test_a_slanted_raster_is_read(texture, tmp_path: Path) -> None:
    path = turned(texture, tmp_path, HOME * Affine.rotation(30))
    corner = HOME * Affine.rotation(30) * (50, 50)
    col, row = ~HOME * corner
    picture = read([path], col - 5, row - 5, 10)
    assert picture.valid.all() and picture.rgb.std() > 5


def test_a_south_up_raster(texture, tmp_path: Path) -> None:
    flipped = HOME * Affine.translation(0, 100) * Affine.scale(1, -1)
    picture = read([turned(texture, tmp_path, flipped)], 10, 20)
    assert (picture.rgb == texture(100, 100)[:, ::-1][:, 20:60, 10:50]).mean() > 0.99


def test_one_pixel(write_raster) -> None:
    path = write_raster("one.tif", np.full((3, 1, 1), 7, np.uint8))
    assert not inspect(path).blocking
    picture = read([path], -2, -2, 5)
    assert picture.valid.sum() == 1 and (picture.rgb[:, 2, 2] == 7).all()


def test_a_palette_is_refused(write_raster) -> None:
    path = write_raster("palette_20260512.tif", np.ones((1, 20, 20), np.uint8), photometric="palette")
    with rasterio.open(path, "r+") as dataset:
        dataset.write_colormap(1, {n: (n, 255 - n, 0) for n in range(256)})
    with pytest.raises(ImageryError, match="palette in one band"):
        open_epoch([path])


def test_a_corrupt_overview(write_raster, texture) -> None:
    """A damaged .ovr is never shown as imagery: reading at full resolution goes on, reading it is refused."""
    path = write_raster("o.tif", texture(600, 600))
    with rasterio.Env(TIFF_USE_OVR=True), rasterio.open(path, "r+") as dataset:
        dataset.build_overviews([2, 4])
    beside = path.with_name("o.tif.ovr")
    content = beside.read_bytes()
    beside.write_bytes(content[: len(content) // 2])
    assert read([path], 10, 10).valid.all()
    try:
        with EpochReader(open_epoch([path]), 2.0) as reader:
            coarse = reader.read(Grid(GK, HOME * Affine.scale(4), 150, 150))
        exact = texture(600, 600).reshape(3, 150, 4, 150, 4).mean((2, 4))
        assert np.abs(coarse.rgb.astype(float) - exact)[:, 2:-2, 2:-2].mean() < 6
    except ImageryError as refusal:
        assert "o.tif" in str(refusal)


def test_damaged_overviews_are_named(write_raster, texture) -> None:
    (tile,) = open_epoch([write_raster("o.tif", texture(50, 50))]).tiles
    assert "restore it" in str(unreadable(tile))
    tile.path.with_name("o.tif.ovr").write_bytes(b"none")
    assert "delete o.tif.ovr" in str(unreadable(tile))


def test_a_file_that_vanishes(write_raster, texture) -> None:
    path = write_raster("gone.tif", texture(100, 100))
    epoch = open_epoch([path])
    path.unlink()
    with EpochReader(epoch) as reader, pytest.raises(ImageryError, match="moved, damaged or cut off"):
        reader.read(Grid(GK, HOME, 20, 20))


def test_a_long_chinese_path_with_spaces(write_raster, texture) -> None:
    folder = "/".join(["两违 影像 数据 二〇二六年"] * 8)
    path = write_raster(f"{folder}/殿前街道 一期_20260512.tif", texture(100, 100))
    assert len(str(path)) > 170 and len(str(path).encode()) > 260
    assert inspect(path).date and read([path], 10, 10).valid.all()


@pytest.mark.parametrize(
    ("name", "driver"), [("a.img", "HFA"), ("a.jp2", "JP2OpenJPEG"), ("a.vrt", "VRT"), ("a.png", "PNG")]
)
def test_formats(write_raster, texture, tmp_path: Path, name: str, driver: str) -> None:
    import rasterio.shutil

    source = write_raster("source.tif", texture(100, 100))
    options = {"QUALITY": "100", "REVERSIBLE": "YES"} if driver == "JP2OpenJPEG" else {}
    rasterio.shutil.copy(str(source), str(tmp_path / name), driver=driver, **options)
    found = inspect(tmp_path / name)
    assert found.driver == driver and not found.blocking
    assert (read([tmp_path / name], 10, 10).rgb == texture(100, 100)[:, 10:50, 10:50]).mean() > 0.999


def test_a_worldfile_and_the_crs_beside(texture, tmp_path: Path) -> None:
    path = tmp_path / "scan_20260512.jpg"
    with rasterio.open(path, "w", driver="JPEG", width=100, height=100, count=3, dtype="uint8", quality=95) as dataset:
        dataset.write(texture(100, 100))
    path.with_suffix(".jgw").write_text("0.5\n0\n0\n-0.5\n500000.25\n3499999.75\n")
    (problem,) = inspect(path).blocking
    assert problem.code == "no_crs" and "4534" in problem.what
    path.with_name(f"{path.name}.aux.xml").write_text(f"<PAMDataset><SRS>{GK.to_wkt()}</SRS></PAMDataset>")
    found = inspect(path)
    assert found.grid is not None and found.grid.crs.to_epsg() == 4548 and found.grid.bounds[0] == 500_000


def test_no_georeference_at_all(texture, tmp_path: Path) -> None:
    path = tmp_path / "photo_20260512.png"
    with rasterio.open(path, "w", driver="PNG", width=100, height=100, count=3, dtype="uint8") as dataset:
        dataset.write(texture(100, 100))
    (problem,) = inspect(path).blocking
    assert problem.code == "no_place"


def test_alpha_counts_as_missing(write_raster, texture) -> None:
    alpha = np.full((1, 100, 100), 255, np.uint8)
    alpha[:, :50] = 0
    path = write_raster("alpha.tif", np.concatenate([texture(100, 100), alpha]), photometric="rgb", alpha="yes")
    picture = read([path], 0, 0, 100)
    assert not picture.valid[:50].any() and picture.valid[50:].all()


@pytest.mark.parametrize(
    ("filling", "dtype", "name"), [(0, "uint8", "black"), (255, "uint8", "white"), (0, "uint16", "black")]
)
def test_an_unmarked_border_is_told_and_taken_away_when_told(
    write_raster, texture, filling: int, dtype: str, name: str
) -> None:
    pixels = texture(200, 200).astype(dtype)
    pixels[:, :, :30] = filling
    path = write_raster("border_20260512.tif", pixels)
    (problem,) = inspect(path).problems
    assert problem.code == f"{name}_border" and not problem.blocking
    assert "15%" in problem.what and problem.remedy.endswith(f"--nodata {filling}")
    told = Told(nodata=float(filling))
    assert not inspect(path, told=told).problems
    with EpochReader(open_epoch([path], told=told)) as reader:
        valid = reader.read(Grid(GK, HOME, 200, 200)).valid
    assert not valid[:, :30].any() and valid[:, 30:].all()


def test_what_is_no_unmarked_border(write_raster, texture) -> None:
    """A dark roof inside, one black corner pixel, or a border that the file marks itself: nothing is told."""
    roof = texture(200, 200)
    roof[:, 50:150, 50:150] = 0
    roof[:, 0, 0] = 0
    marked = texture(200, 200)
    marked[:, :40] = 0
    assert not inspect(write_raster("roof_20260512.tif", roof)).problems
    path = write_raster("marked_20260512.tif", marked, nodata=0)
    assert not inspect(path).problems
    assert open_epoch([path], told=Told(nodata=7.0)).tiles[0].nodata is None  # the file's own mark counts


def test_an_unmarked_border_of_a_large_raster_without_overviews(write_raster, texture) -> None:
    pixels = np.tile(texture(500, 500), (1, 11, 11))
    pixels[:, np.add.outer(np.arange(5500), np.arange(5500)) < 2000] = 0
    path = write_raster("large_20260512.tif", pixels, tiled=True, compress="deflate")
    assert "black_border" in [p.code for p in inspect(path).problems]
