"""A row of a delivery understood: numbers, units, dates, outlines, and what is odd."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import geopandas
import pytest
import shapely
from rasterio.crs import CRS

from twowei.errors import UnknownNameError
from twowei.imports import columns
from twowei.imports.days import When, read_when
from twowei.imports.parcels import Understood, understand
from twowei.imports.placing import Surroundings
from twowei.imports.shapes import as_outline, from_words, number
from twowei.imports.units import find_unit

EAST, NORTH = 500_000, 2_700_000
Read = Callable[..., Understood]


def square(place: int, side: float = 20) -> shapely.Polygon:
    return shapely.box(EAST + 60 * place, NORTH, EAST + 60 * place + side, NORTH + side)


@pytest.fixture
def read_frame(tmp_path: Path) -> Read:
    """Understand a GeoPackage with these columns and outlines."""

    def run(outlines: list[object], said: tuple[str, ...] = (), **cells: list[object]) -> Understood:
        path = tmp_path / "a.gpkg"
        geopandas.GeoDataFrame(cells, geometry=outlines, crs=4548).to_file(path)  # type: ignore[arg-type]
        return understand(path, Surroundings(), said_columns=said)

    return run


@pytest.mark.parametrize(
    ("value", "when"),
    [
        ("202605", When("2026-05")),
        ("20260512", When("2026-05", date(2026, 5, 12))),
        (20260512.0, When("2026-05", date(2026, 5, 12))),
        ("20260512093000", When("2026-05", date(2026, 5, 12))),
        ("2026-05-12", When("2026-05", date(2026, 5, 12))),
        ("2026/5/2", When("2026-05", date(2026, 5, 2))),
        ("2026年5月", When("2026-05")),
        ("2026年5月12日", When("2026-05", date(2026, 5, 12))),
        ("2026.05", When("2026-05")),
        ("2026-05-12T09:30:00", When("2026-05", date(2026, 5, 12))),
        (date(2026, 5, 12), When("2026-05", date(2026, 5, 12))),
        ("20260230", When("2026-02", wrong=True)),
        ("20261301", When(wrong=True)),
        ("五月", When(wrong=True)),
        ("", When()),
        (None, When()),
        ("00000000", When()),
    ],
)
def test_days_as_people_write_them(value: object, when: When) -> None:
    assert read_when(value) == when  # type: ignore[arg-type]


@pytest.mark.parametrize(("factor", "unit"), [(1, "㎡"), (0.0015, "亩"), (1e-4, "公顷"), (1e-6, "km²"), (0.02, None)])
def test_the_unit_is_the_ratio(factor: float, unit: str | None) -> None:
    true = [1796.26, 400.0, 900.0, None]
    found = find_unit([a * factor * 1.02 if a else 3.0 for a in true], true)
    assert (found.name, found.rows) == (unit, 3)
    assert find_unit([None], [5.0]).name is None


@pytest.mark.parametrize(
    ("names", "roles"),
    [
        (["jcbh", "TBLX", "JCMJ", "QSX", "HSX"], {"JCBH": "jcbh", "HSX": "HSX"}),
        (["图斑编号", "图斑面积(亩)", "前时相", "图斑类型"], {"JCBH": "图斑编号", "JCMJ": "图斑面积(亩)"}),
        (["TBBH", "JCBH", "JCMJM", "JCMJ"], {"JCBH": "JCBH", "JCMJ": "JCMJ"}),
        (["图斑中心点经度", "图斑中心点纬度", "監測編號"], {"X": "图斑中心点经度", "Y": "图斑中心点纬度"}),
        (["ＪＣＢＨ", "Patch_Code", "the_geom"], {"JCBH": "ＪＣＢＨ", "WKT": "the_geom"}),
        (["YGTBZJ", "JCSDQ", "JCSDH", "TDZL"], {"JCBH": "YGTBZJ", "QSX": "JCSDQ", "HSX": "JCSDH", "DZ": "TDZL"}),
    ],
)
def test_columns_by_their_names_in_any_case_and_script(names: list[str], roles: dict[str, str]) -> None:
    found = columns.find(names)
    assert {role: found.get(role) for role in roles} == roles
    assert len(set(found.values())) == len(found)


def test_columns_as_the_user_says() -> None:
    names = ["编码", "mj", "JCBH"]
    assert columns.find(names, columns.parse(["jcbh=编码"], names))["JCBH"] == "编码"
    assert "JCBH" not in columns.find(names, columns.parse(["JCBH="], names))
    with pytest.raises(UnknownNameError, match="no role 'XX'"):
        columns.parse(["XX=mj"], names)
    with pytest.raises(UnknownNameError, match=r"no column 'zz'; the file has 编码"):
        columns.parse(["JCBH=zz"], names)


def test_outlines_are_mended_or_refused() -> None:
    bow = shapely.Polygon([(0, 0), (10, 10), (10, 0), (0, 10)])
    mended, words = as_outline(bow)
    assert mended is not None and mended.is_valid and mended.area == 50 and words == ("mended", ())
    closed, _ = as_outline(shapely.LineString([(0, 0), (0, 5), (5, 5), (0, 0)]))
    assert closed is not None and closed.area == 12.5
    part, _ = as_outline(shapely.MultiPolygon([square(0)]))
    assert isinstance(part, shapely.Polygon)
    for shape, why in (
        (None, "no_shape"),
        (shapely.Polygon(), "no_shape"),
        (shapely.LineString([(0, 0), (1, 1)]), "no_area"),
        (shapely.Polygon([(0, 0), (1, 1), (2, 2)]), "no_area"),
        (shapely.Polygon([(0, 0), (1, float("inf")), (2, 2)]), "no_numbers"),
    ):
        outline, words = as_outline(shape)
        assert outline is None and words is not None and words[0] == why


def test_shapes_in_words() -> None:
    assert from_words("POLYGON Z ((0 0 1, 0 5 1, 5 5 1, 0 0 1))") is not None
    corners = from_words("118.1,24.5;118.2,24.5;118.2,24.6")
    assert corners is not None and corners.geom_type == "Polygon"
    point = from_words("118.1 24.5")
    assert point is not None and point.geom_type == "Point"
    assert from_words("未知") is None and from_words("1,2,3") is None
    assert number("1,234.5 亩") == 1234.5 and number("无") is None


def test_a_good_delivery_has_nothing_odd(read_frame: Read) -> None:
    seen = read_frame(
        [square(0), square(1)], JCBH=["130403SJBG26210183_3", "B"], JCMJ=[0.6, 0.6], TBLX=["20", "拆除"],
        QSX=["202605", "20260512"], HSX=["20260612", "202606"], BZ=["甲", None], TZ=["棚", None], TDZL=["高殿1号", ""],
    )  # fmt: skip
    assert seen.findings == ()
    first, second = seen.parcels
    assert (first.number, first.candidate.change, second.candidate.change) == (
        "130403SJBG26210183_3",
        "new",
        "demolished",
    )
    assert first.stated_m2 == pytest.approx(400)
    assert first.words == {"DZ": "高殿1号", "supplier_type": "20", "supplier_note": "棚; 甲", "XFSJ": ""}
    assert (second.before.day, first.after.day, second.after.month) == (date(2026, 5, 12), date(2026, 6, 12), "2026-06")
    assert seen.months("HSX") == ["2026-06"]
    assert seen.unit.name == "亩"


def test_every_oddity_is_told_with_its_row(read_frame: Read) -> None:
    bow = shapely.Polygon([(EAST, NORTH), (EAST + 20, NORTH + 20), (EAST + 20, NORTH), (EAST, NORTH + 20)])
    seen = read_frame(
        [square(0), square(0), square(2), square(3), bow, None, shapely.Polygon(), square(7), square(8)],
        JCBH=["A", "A", "A", None, "E", "F", "G", "H", "I"],
        JCMJ=[400.0] * 3 + [None] * 5 + [900.0],
        HSX=["20260612"] * 7 + ["20260230", "soon"],
    )
    told = {(f.row, f.blocking): f.text for f in seen.findings}
    assert "over again" in told[(2, False)] or "number A of row 1" in told[(2, False)]
    assert told[(3, False)] == "has the number A of row 1 too"
    assert told[(4, False)] == "has no number"
    assert told[(5, False)] == "crossed itself and was mended"
    assert told[(6, True)] == told[(7, True)] == "has no shape"
    assert told[(8, False)] == "HSX '20260230' is no date"
    assert [f.row for f in seen.blocking] == [6, 7]
    texts = [f.text for f in seen.findings if f.row == 9]
    assert texts == ["HSX 'soon' is no date", "states 900.0 ㎡, but its outline has 400.0 ㎡"]
    assert [parcel.row for parcel in seen.parcels] == [1, 2, 3, 4, 5, 8, 9]


def test_the_column_s_unit_is_held_against_its_numbers(read_frame: Read) -> None:
    seen = read_frame([square(0)], **{"JCBH": ["A"], "面积(㎡)": [0.6]})
    assert "says ㎡, but its numbers are 亩" in seen.findings[0].text
    assert seen.parcels[0].stated_m2 == pytest.approx(400)
    seen = read_frame([square(0)], JCBH=["A"], MJ=[7.0])
    assert "no unit of area" in seen.findings[0].text and seen.parcels[0].stated_m2 is None


def test_points_get_a_circle_of_the_stated_size(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("编号,经度,纬度,面积(亩)\nA,118.1,24.5,1.5\nB,118.2,24.5,\nC,,24.5,\n", encoding="utf-8")
    seen = understand(path, Surroundings())
    assert [round(parcel.candidate.area_m2) for parcel in seen.parcels] == [998, 200]
    assert seen.parcels[0].stated_m2 == pytest.approx(1000)
    assert [f.row for f in seen.findings] == [1, 2, 3] and seen.blocking[0].text == "has no shape"
    assert seen.parcels[0].point and seen.placed.crs == CRS.from_epsg(4490)


def test_a_fingerprint_knows_the_row_in_another_form(tmp_path: Path, read_frame: Read) -> None:
    here = read_frame([square(0), square(1)], JCBH=["A", "B"]).parcels
    path = tmp_path / "b.geojson"
    geopandas.GeoDataFrame({"监测编号": ["A", "C"]}, geometry=[square(0), square(1)], crs=4548).to_crs(4490).to_file(
        path
    )
    there = understand(path, Surroundings()).parcels
    assert here[0].fingerprint == there[0].fingerprint
    assert len({p.fingerprint for p in (*here, *there)}) == 3


def test_a_column_with_values_goes_before_an_empty_one(read_frame: Read) -> None:
    seen = read_frame([square(0), square(1)], JCBH=[None, None], TBBH=["A", "B"])
    assert seen.columns["JCBH"] == "TBBH" and [parcel.number for parcel in seen.parcels] == ["A", "B"]
