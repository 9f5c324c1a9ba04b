from __future__ import annotations

from pathlib import Path

import geopandas
import pytest
import shapely
from rasterio.crs import CRS

from twowei.casebook.zone_files import read_zones
from twowei.casebook.zones import Place, Zone, Zones
from twowei.errors import VectorError

GK = CRS.from_epsg(4548)


def zone(level: int, code: str, name: str, box: tuple[float, ...], parent: str = "", person: str = "") -> Zone:
    return Zone(level, code, name, parent, person, shapely.box(*box))


GRID = Zones(
    [
        zone(2, "350206", "湖里区", (0, 0, 200, 100)),
        zone(3, "350206002", "殿前街道", (0, 0, 100, 100), "350206", "王五"),
        zone(3, "350206003", "禾山街道", (100, 0, 200, 100), "350206", "赵六"),
        zone(4, "350206002001", "高殿社区", (0, 0, 50, 100), "350206002", "张三"),
        zone(4, "350206003001", "坂尚社区", (100, 0, 200, 100), "350206003"),
    ],
    GK,
)


def test_the_street_with_the_larger_share_wins() -> None:
    place = GRID.place(shapely.box(90, 0, 130, 10), GK)
    assert (place.street_code, place.community_name, place.responsible) == ("350206003", "坂尚社区", "赵六")


def test_the_community_is_one_of_that_street() -> None:
    place = GRID.place(shapely.box(80, 0, 110, 10), GK)
    assert (place.street_name, place.community_code, place.responsible) == ("殿前街道", "", "王五")


def test_the_nearest_person_is_responsible() -> None:
    assert GRID.place(shapely.box(10, 10, 20, 20), GK).responsible == "张三"


def test_outside_all_zones_is_no_place() -> None:
    assert GRID.place(shapely.box(300, 0, 310, 10), GK) == Place()
    assert Zones([], None).place(shapely.box(0, 0, 1, 1), GK) == Place()


def test_the_county_is_told_from_the_codes() -> None:
    assert (GRID.county_code, Zones([], GK).county_code) == ("350206", None)


def write(path: Path, rows: list[tuple[object, ...]], columns: list[str]) -> Path:
    outlines = [shapely.box(500_000 + 100 * i, 2_700_000, 500_100 + 100 * i, 2_700_100) for i in range(len(rows))]
    frame = geopandas.GeoDataFrame(rows, columns=columns, geometry=outlines, crs=4548)
    frame.to_file(path)
    return path


def test_zones_are_read_under_their_chinese_names_and_levels_from_code_lengths(tmp_path: Path) -> None:
    path = write(
        tmp_path / "z.gpkg",
        [("350206002", "殿前街道", None), ("350206002001", "高殿社区", "张三")],
        ["代码", "名称", "责任人"],
    )
    zones = read_zones(path)
    assert [(z.level, z.code, z.name, z.person) for z in zones.zones] == [
        (3, "350206002", "殿前街道", ""),
        (4, "350206002001", "高殿社区", "张三"),
    ]
    assert zones.crs == GK


def test_of_several_layers_the_one_called_zones_is_read(tmp_path: Path) -> None:
    path = write(tmp_path / "a.gpkg", [("1",)], ["x"])
    frame = geopandas.read_file(write(tmp_path / "b.gpkg", [("350206002",)], ["code"]))
    frame.to_file(path, layer="zones")
    assert [z.code for z in read_zones(path).zones] == ["350206002"]


@pytest.mark.parametrize(
    ("rows", "columns", "words"),
    [
        ([("殿前",)], ["label"], "no column of zone codes"),
        ([("殿前",)], ["code"], "codes are digits"),
        ([("35020600", 3)], ["code", "level"], "nine digits"),
        ([("350206002", 7)], ["code", "level"], "level is one of 1 to 4"),
        ([("35020600201",)], ["code"], "level is one of 1 to 4"),
        ([], ["code"], "holds no zones"),
    ],
)
def test_bad_zones_are_one_sentence(
    tmp_path: Path, rows: list[tuple[object, ...]], columns: list[str], words: str
) -> None:
    with pytest.raises(VectorError, match=words):
        read_zones(write(tmp_path / "z.gpkg", rows, columns))


def test_zones_without_areas_crs_or_file(tmp_path: Path) -> None:
    points = geopandas.GeoDataFrame({"code": ["350206002"]}, geometry=[shapely.Point(1, 2)], crs=4548)
    points.to_file(tmp_path / "p.gpkg")
    with pytest.raises(VectorError, match="is no area"):
        read_zones(tmp_path / "p.gpkg")
    with pytest.raises(VectorError, match="does not exist"):
        read_zones(tmp_path / "none.gpkg")
    (tmp_path / "text.gpkg").write_text("no vectors")
    with pytest.raises(VectorError, match="cannot be read"):
        read_zones(tmp_path / "text.gpkg")
    shp = write(tmp_path / "z.shp", [("350206002",)], ["code"])
    shp.with_suffix(".prj").unlink()
    with pytest.raises(VectorError, match="does not say its CRS"):
        read_zones(shp)


def test_an_outline_that_crosses_itself_is_repaired_whole_and_told(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    bow = shapely.Polygon([(0, 0), (100, 100), (100, 0), (0, 100)])
    frame = geopandas.GeoDataFrame(
        {"level": [3], "code": ["350206002"], "name": ["殿前街道"]}, geometry=[bow], crs=4548
    )
    frame.to_file(tmp_path / "zones.gpkg", layer="zones")
    (zone,) = read_zones(tmp_path / "zones.gpkg").zones
    assert zone.geometry.is_valid
    assert zone.geometry.area == pytest.approx(5000)
    assert "350206002 殿前街道 has an invalid outline (Self-intersection" in caplog.text
