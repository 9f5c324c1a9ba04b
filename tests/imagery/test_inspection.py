"""What is understood of a raster, and what is refused."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from twowei.errors import ImageryError, UnknownNameError
from twowei.imagery.epoch import raster_files
from twowei.imagery.inspection import inspect, open_epoch

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


def test_no_crs(write_raster) -> None:
    path = write_raster("nowhere_20260512.tif", RGB, crs=None)
    assert [p.code for p in inspect(path).blocking] == ["no_crs"]
    with pytest.raises(ImageryError, match="gdal_translate -a_srs"):
        open_epoch([path])


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
