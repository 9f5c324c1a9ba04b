"""What is understood of a raster, and what is refused."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from affine import Affine
from rasterio.crs import CRS

from twowei.errors import ImageryError, UnknownNameError
from twowei.imagery.epoch import raster_files
from twowei.imagery.inspection import inspect, open_epoch
from twowei.imagery.told import Told, parse_bands

RGB = np.full((3, 40, 50), 90, np.uint8)


def test_facts(write_raster) -> None:
    path = write_raster("影像 一.tif", RGB, tags={"TIFFTAG_DATETIME": "2026:05:12 10:36:00"}, nodata=0)
    found = inspect(path)
    assert (found.width, found.height, found.band_count, found.dtype) == (50, 40, 3, "uint8")
    assert found.ground_resolution_m == pytest.approx(0.5, rel=1e-3)
    assert found.date == date(2026, 5, 12)
    assert found.mask == "nodata" and found.nodata == 0
    assert not found.problems
    facts = json.loads(json.dumps(found.as_dict()))
    assert facts["crs"] == "EPSG:4548" and facts["bounds"][0] == 500_000


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("heyuan_20260512_r0c0.tif", date(2026, 5, 12)),
        ("a-2026-06-14.tif", date(2026, 6, 14)),
        ("河源 T 一期_20260512.tif", date(2026, 5, 12)),
        ("tile_31500-5137.tif", None),
        ("x20261399.tif", None),
        ("y_120260512.tif", None),
    ],
)
def test_date_from_the_name(write_raster, name: str, day: date | None) -> None:
    found = inspect(write_raster(name, RGB))
    assert found.date == day
    assert [p.code for p in found.problems] == ([] if day else ["no_date"])


def test_missing_and_foreign_files(tmp_path: Path) -> None:
    with pytest.raises(ImageryError, match="does not exist"):
        inspect(tmp_path / "none.tif")
    text = tmp_path / "notes.tif"
    text.write_text("no raster")
    with pytest.raises(ImageryError, match="cannot be read as a raster"):
        inspect(text)
    (tmp_path / "empty").mkdir()
    with pytest.raises(ImageryError, match="holds no raster"):
        raster_files([tmp_path / "empty"])


def test_cut_off_file(write_raster) -> None:
    path = write_raster("cut_20260512.tif", np.random.default_rng(0).integers(0, 255, (3, 600, 600), np.uint8))
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(ImageryError, match="cut off"):
        open_epoch([path])


@pytest.mark.parametrize(("bands", "code"), [(1, "too_few_bands"), (2, "too_few_bands")])
def test_too_few_bands(write_raster, bands: int, code: str) -> None:
    path = write_raster("grey_20260512.tif", RGB[:bands])
    assert [p.code for p in inspect(path).blocking] == [code]
    with pytest.raises(ImageryError, match="red, green and blue"):
        open_epoch([path])


@pytest.mark.parametrize(
    ("corner", "fits"),
    [
        ((118.1, 24.5), "EPSG:4490"),
        ((39_500_000, 3_500_000), "EPSG:4527"),
        ((20_500_000, 3_500_000), "EPSG:4498"),
        ((500_000, 3_500_000), "EPSG:4534"),
        ((13_000_000, 3_700_000), "EPSG:3857"),
    ],
)
def test_a_missing_crs_is_guessed_and_asked(write_raster, corner: tuple[float, float], fits: str) -> None:
    step = 1e-5 if corner[0] < 180 else 0.5
    path = write_raster(
        "nowhere_20260512.tif", RGB, crs=None, transform=Affine(step, 0, corner[0], 0, -step, corner[1])
    )
    assert [p.code for p in inspect(path).blocking] == ["no_crs"]
    with pytest.raises(ImageryError, match="--crs EPSG:") as refusal:
        open_epoch([path])
    assert fits in str(refusal.value)
    told = Told(crs=CRS.from_string(fits if fits != "EPSG:4534" else "EPSG:4548"))
    assert not inspect(path, told=told).blocking
    assert open_epoch([path], told=told).tiles[0].grid.crs == told.crs


def test_a_zone_is_told_by_the_other_imagery(write_raster) -> None:
    path = write_raster("nowhere_20260512.tif", RGB, crs=None)
    (problem,) = inspect(path, told=Told(near=(117.2, 31.6))).blocking
    assert "EPSG:4548" in problem.what and "4534" not in problem.what


@pytest.mark.parametrize("crs", [None, "EPSG:4548"])
def test_exchanged_axes_are_told(write_raster, crs: str | None) -> None:
    path = write_raster("swap_20260512.tif", RGB, crs=crs, transform=Affine(0.5, 0, 3_500_000, 0, -0.5, 500_000))
    (problem,) = inspect(path).blocking
    assert "exchanged" in problem.what


def test_a_wrong_zone_is_told(write_raster) -> None:
    path = write_raster("zone_20260512.tif", RGB, transform=Affine(0.5, 0, 39_500_000, 0, -0.5, 3_500_000))
    assert [p.code for p in inspect(path).blocking] == ["bad_place"]


@pytest.mark.parametrize("epsg", [4490, 4491, 4501, 4502, 4513, 4526, 4533, 4534, 4548, 4554, 32650, 3857])
def test_the_crs_in_use_and_their_axes(write_raster, epsg: int) -> None:
    """A point of known longitude and latitude is met again, whatever the order of the CRS's axes."""
    from twowei.geo.crs import LONLAT, transform_bounds

    meridian = {4491: 75, 4501: 135, 4502: 75, 4513: 75, 4533: 135, 4534: 75, 4554: 135, 4526: 114}.get(epsg, 117)
    crs, place = CRS.from_epsg(epsg), (meridian, 31.5, meridian + 0.001, 31.501)
    left, bottom, right, top = transform_bounds(place, LONLAT, crs)
    path = write_raster("p_20260512.tif", RGB, crs=f"EPSG:{epsg}", transform=Affine.from_gdal(
        left, (right - left) / 50, 0, top, 0, (bottom - top) / 40))  # fmt: skip
    found = inspect(path)
    assert not found.blocking
    assert open_epoch([path]).bounds(LONLAT) == pytest.approx(place, abs=2e-5)


def test_a_choice_of_bands(write_raster) -> None:
    four = np.stack([np.full((40, 50), 10 * n, np.uint8) for n in (1, 2, 3, 4)])
    path = write_raster("gf_20260512.tif", four)
    assert open_epoch([path], told=Told(bands=(4, 3, 2))).tiles[0].bands == (4, 3, 2)
    grey = write_raster("pan_20260512.tif", RGB[:1])
    assert open_epoch([grey], told=Told(bands=(1, 1, 1))).tiles[0].bands == (1, 1, 1)
    with pytest.raises(ImageryError, match="no band 5"):
        open_epoch([path], told=Told(bands=(5, 1, 1)))
    with pytest.raises(UnknownNameError, match="4,3,2"):
        parse_bands("4,3")


def test_coordinates_outside_their_crs(write_raster) -> None:
    path = write_raster("wrong_20260512.tif", RGB, crs="EPSG:4490")  # metres called degrees
    assert [p.code for p in inspect(path).blocking] == ["bad_place"]


def test_month_and_given_date(write_raster) -> None:
    path = write_raster("a_20260512.tif", RGB)
    assert open_epoch([path], month="2026-05").date == date(2026, 5, 12)
    assert open_epoch([path], month="2026-05", taken=date(2026, 5, 1)).date == date(2026, 5, 1)
    with pytest.raises(UnknownNameError, match="2026-05"):
        open_epoch([path], month="May")


def test_folder_of_tiles(write_raster, tmp_path: Path) -> None:
    for name in ("m/b.tif", "m/a.tif", "m/deep/c.tif"):
        write_raster(name, RGB)
    (tmp_path / "m" / "readme.txt").write_text("x")
    assert [p.name for p in open_epoch([tmp_path / "m"]).paths] == ["a.tif", "b.tif", "c.tif"]
