"""A comparison's result opens anywhere, with the trade's column names, true areas and points inside."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import geopandas
import pytest
import shapefile
from rasterio.crs import CRS
from shapely.geometry import Point, Polygon, box

from twowei.errors import OutputError
from twowei.exports.candidates import COLUMNS, write_candidates
from twowei.exports.targets import check_target
from twowei.patches.candidate import Candidate

HOME = CRS.from_epsg(4548)
HOUSE = box(500_000, 3_500_000, 500_020, 3_500_010)
YARD = Polygon(
    box(500_100, 3_500_000, 500_140, 3_500_040).exterior, [box(500_110, 3_500_010, 500_130, 3_500_030).exterior]
)
FOUND = [Candidate(HOUSE, HOME, "new", 0.91234), Candidate(YARD, HOME, "demolished", 0.6)]


def write(path: Path, found: list[Candidate] = FOUND, crs: CRS = HOME) -> geopandas.GeoDataFrame:
    write_candidates(found, path, date(2026, 5, 12), None, crs, "notice")
    return geopandas.read_file(path)


@pytest.mark.parametrize("ending", ["gpkg", "shp", "geojson"])
def test_written_and_read(tmp_path: Path, ending: str) -> None:
    frame = write(tmp_path / "图斑 1" / f"结果.{ending}") if (tmp_path / "图斑 1").mkdir() is None else None
    assert frame is not None
    assert set(COLUMNS) <= set(frame.columns)
    assert list(frame["TBLX"]) == ["20", "07"]
    assert list(frame["JCMJ"]) == pytest.approx([200, 1200], rel=2e-3)
    assert list(frame["JCMJM"]) == pytest.approx([0.3, 1.8], rel=2e-3)
    assert frame["ZXD"][0] == pytest.approx(0.912)
    assert str(frame["QSX"][0]).replace("-", "")[:8] == "20260512"
    assert frame["HSX"].isna().all() or set(frame["HSX"]) == {None}
    lonlat = frame.to_crs(4490)
    assert all(g.contains(Point(x, y)) for g, x, y in zip(lonlat.geometry, frame["JD"], frame["WD"], strict=True))
    assert frame.geometry.to_crs(4548).area.tolist() == pytest.approx([200, 1200], rel=1e-3)


def test_geojson_is_in_degrees_and_the_others_in_the_imagery_s_crs(tmp_path: Path) -> None:
    assert write(tmp_path / "a.geojson").crs.to_epsg() == 4326
    assert write(tmp_path / "a.gpkg").crs.to_epsg() == 4548
    assert write(tmp_path / "b.gpkg", crs=CRS.from_epsg(3857)).crs.to_epsg() == 3857


def test_shapefile_says_its_encoding_and_widths(tmp_path: Path) -> None:
    write(tmp_path / "a.shp")
    assert (tmp_path / "a.cpg").read_text() == "UTF-8"
    with shapefile.Reader(str(tmp_path / "a.shp")) as reader:
        widths = {f.name: (f.field_type, f.size, f.decimal) for f in reader.fields[1:]}
    assert widths["JCMJ"] == ("N", 12, 2) and widths["ZXD"] == ("N", 5, 3) and widths["QSX"][0] == "D"


def test_shapefile_draws_by_columns_it_has_and_says_its_model(tmp_path: Path) -> None:
    write(tmp_path / "a.shp")
    style = (tmp_path / "a.qml").read_text(encoding="utf-8")
    assert set(re.findall(r'attr="([^"]*)"', style)) <= set(COLUMNS)
    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == "notice\n"


@pytest.mark.parametrize("ending", ["gpkg", "shp", "geojson"])
def test_no_candidates_is_an_empty_file_with_columns(tmp_path: Path, ending: str) -> None:
    frame = write(tmp_path / f"none.{ending}", [])
    assert len(frame) == 0
    assert ending == "geojson" or set(COLUMNS) <= set(frame.columns)


def test_nothing_is_left_beside(tmp_path: Path) -> None:
    write(tmp_path / "a.gpkg")
    write(tmp_path / "a.gpkg", FOUND[:1])
    assert [p.name for p in tmp_path.iterdir()] == ["a.gpkg"]
    assert len(geopandas.read_file(tmp_path / "a.gpkg")) == 1


def test_targets_that_cannot_be(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"\.gpkg"):
        check_target(tmp_path / "a.dwg")
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="cannot be written"):
        check_target(tmp_path / "file" / "a.gpkg")
