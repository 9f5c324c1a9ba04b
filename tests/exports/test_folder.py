from __future__ import annotations

import json
import struct
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pyogrio
import pyproj
import pytest
import shapely
import shapely.affinity
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from rasterio.crs import CRS

from twowei.casebook.clock import CHINA_TIME
from twowei.casebook.patch import Patch
from twowei.errors import OutputError
from twowei.exports import explanation, shapefile
from twowei.exports import folder as exports
from twowei.exports.explanation import SHEET
from twowei.exports.folder import MANIFEST, Order
from twowei.exports.profile import Encoding, load
from twowei.exports.table import Table
from twowei.exports.values import Setting
from twowei.geo.crs import LONLAT, transformer

Make = Callable[..., Patch]
GK = CRS.from_epsg(4548)
STEM = "CCQD_350206_202606"
PROFILE = load("demolition")
FIELDS = PROFILE.columns


def write(folder: Path, patches: list[Patch], encoding: Encoding = "utf-8", target: CRS = GK) -> Table:
    folder.mkdir(exist_ok=True)
    facts = explanation.facts_of(patches, {"合法": 2}, target.to_string(), encoding, "结论 违法", False)
    setting = Setting(crs=target, now=datetime(2026, 7, 20, 9, tzinfo=CHINA_TIME), reasons={"V04": "屋顶加层"})
    order = Order(PROFILE, GK, encoding, setting, facts, {"rows": len(patches)})
    return exports.write(folder, STEM, exports.sound(patches, GK), order)


def dbf_header(path: Path) -> tuple[int, list[tuple[str, str, int, int]]]:
    """Return the language byte and the fields: name, type, width, decimals."""
    data = path.read_bytes()
    (length,) = struct.unpack_from("<H", data, 8)
    fields = []
    for at in range(32, length - 1, 32):
        name, kind = struct.unpack_from("11sc", data, at)
        fields.append((name.rstrip(b"\0").decode("ascii"), kind.decode(), data[at + 16], data[at + 17]))
    return data[29], fields


@pytest.mark.parametrize(("encoding", "byte", "cpg"), [("utf-8", 0x00, "UTF-8"), ("gbk", 0x4D, "GBK")])
def test_the_shapefile_says_its_encoding_and_widths(
    tmp_path: Path, make_patch: Make, encoding: Encoding, byte: int, cpg: str
) -> None:
    write(tmp_path, [make_patch()], encoding)
    language, fields = dbf_header(tmp_path / f"{STEM}.dbf")
    assert (language, (tmp_path / f"{STEM}.cpg").read_text()) == (byte, cpg)
    assert fields == [(f.name, f.kind, f.width, f.decimals) for f in FIELDS]
    record = (tmp_path / f"{STEM}.dbf").read_bytes()
    assert "囍㎡（顶层）".encode(encoding) in record


@pytest.mark.parametrize("encoding", ["utf-8", "gbk"])
def test_chinese_dates_and_areas_come_back(tmp_path: Path, make_patch: Make, encoding: Encoding) -> None:
    write(tmp_path, [make_patch(), make_patch(number="350206002202606W0002", note="")], encoding)
    shp = pyogrio.read_dataframe(tmp_path / f"{STEM}.shp")
    gpkg = pyogrio.read_dataframe(tmp_path / f"{STEM}.gpkg", layer=STEM)
    for frame in (shp, gpkg):
        assert list(frame["TBBH"]) == ["350206002202606W0001", "350206002202606W0002"]
        assert (frame["BZ"][0], frame["XZMC"][0], frame["ZTMC"][0]) == ("囍㎡（顶层）", "殿前街道", "待核查")
        assert str(frame["QSX"][0])[:10] == "2026-05-12"
        assert frame["JCMJ"][0] == 600.0
        assert frame.crs.to_epsg() == 4548
        assert frame.geometry.area[0] == pytest.approx(600, rel=1e-4)


def test_a_gbk_shapefile_is_read_right_without_its_cpg(tmp_path: Path, make_patch: Make) -> None:
    write(tmp_path, [make_patch()], "gbk")
    (tmp_path / f"{STEM}.cpg").unlink()
    assert pyogrio.read_dataframe(tmp_path / f"{STEM}.shp")["XZMC"][0] == "殿前街道"


def test_the_projection_is_written_as_esri_reads_it(tmp_path: Path, make_patch: Make) -> None:
    write(tmp_path, [make_patch()])
    prj = (tmp_path / f"{STEM}.prj").read_text()
    assert prj.startswith('PROJCS["CGCS2000_3_Degree_GK_CM_117E"')
    assert pyproj.CRS.from_wkt(prj).to_epsg() == 4548


def test_files_may_be_in_another_crs(tmp_path: Path, make_patch: Make) -> None:
    write(tmp_path, [make_patch()], target=LONLAT)
    frame = pyogrio.read_dataframe(tmp_path / f"{STEM}.shp")
    assert frame.crs.to_epsg() == 4490
    assert shapely.Point(frame["JD"][0], frame["WD"][0]).within(frame.geometry[0])


def test_a_knot_is_untied_and_its_area_told_anew(tmp_path: Path, make_patch: Make) -> None:
    knot = shapely.Polygon([(x + 500_000, y + 2_700_000) for x, y in ((0, 0), (40, 40), (40, 0), (0, 20))])
    write(tmp_path, [make_patch(knot, lon=117.0, lat=24.4)])
    frame = pyogrio.read_dataframe(tmp_path / f"{STEM}.shp")
    assert frame.geometry.is_valid.all()
    assert frame["JCMJ"][0] == pytest.approx(frame.geometry.area[0], rel=1e-4)
    line = shapely.Polygon([(500_000, 2_700_000), (500_010, 2_700_000), (500_000, 2_700_000)])
    with pytest.raises(OutputError, match="encloses no area"):
        write(tmp_path / "line", [make_patch(line, lon=117.0, lat=24.4)])


def test_a_point_outside_its_outline_is_put_inside(tmp_path: Path, make_patch: Make) -> None:
    bent = shapely.Polygon([(0, 0), (40, 0), (40, 40), (30, 40), (30, 10), (0, 10)])
    bent = shapely.affinity.translate(bent, 500_000, 2_700_000)
    middle = bent.envelope.centroid
    lon, lat = transformer(GK, LONLAT).transform(middle.x, middle.y)
    write(tmp_path, [make_patch(bent, lon=lon, lat=lat)], target=LONLAT)
    frame = pyogrio.read_dataframe(tmp_path / f"{STEM}.shp")
    assert shapely.Point(frame["JD"][0], frame["WD"][0]).within(frame.geometry[0])


def test_parts_may_become_rows_whose_sums_are_those_of_the_patch(tmp_path: Path, make_patch: Make) -> None:
    many = shapely.union_all([shapely.box(500_000 + x, 2_700_000, 500_010 + x + x, 2_700_010) for x in (0, 50)])
    patch = make_patch(many, note="", facts={"JZMJ": 620.0, "DZ": "路1号"})
    rows = exports.single_parts(patch, GK)
    write(tmp_path, rows)
    frame = pyogrio.read_dataframe(tmp_path / f"{STEM}.shp")
    assert list(frame["TBBH"]) == [patch.number] * 2 and list(frame.geometry.geom_type) == ["Polygon"] * 2
    assert frame["JCMJ"].sum() == pytest.approx(patch.area_m2, abs=0.02) and frame["JZMJ"].sum() == 620
    assert list(frame["BZ"]) == ["部件1/2", "部件2/2"] and list(frame["DZ"]) == ["路1号"] * 2
    lonlat = frame.to_crs(4490)
    points = [shapely.Point(x, y) for x, y in zip(frame["JD"], frame["WD"], strict=True)]
    assert all(outline.contains(point) for outline, point in zip(lonlat.geometry, points, strict=True))
    assert exports.single_parts(make_patch(), GK) == [make_patch()]


def test_holes_and_parts_are_written_as_they_are(tmp_path: Path, make_patch: Make) -> None:
    ring = shapely.box(500_000, 2_700_000, 500_090, 2_700_090)
    ring = ring.difference(shapely.box(500_030, 2_700_030, 500_060, 2_700_060))
    many = shapely.union_all([ring, shapely.box(500_200, 2_700_000, 500_210, 2_700_010)])
    write(tmp_path, [make_patch(ring), make_patch(many)])
    for name in (f"{STEM}.shp", f"{STEM}.gpkg"):
        frame = pyogrio.read_dataframe(tmp_path / name, layer=STEM)
        assert list(frame.geometry.area.round(6)) == [7200.0, 7300.0]
        assert frame.geometry.is_valid.all()


corner = st.integers(-50, 50)


@given(st.tuples(corner, corner), st.integers(1, 40), st.booleans())
def test_outer_rings_run_clockwise_and_holes_the_other_way(at: tuple[int, int], side: int, turned: bool) -> None:
    outer = shapely.box(at[0], at[1], at[0] + 3 * side, at[1] + 3 * side, ccw=turned)
    hole = shapely.box(at[0] + side, at[1] + side, at[0] + 2 * side, at[1] + 2 * side, ccw=turned)
    parts = shapefile.rings(shapely.Polygon(outer.exterior, [hole.exterior]))
    assert [shapely.LinearRing(part).is_ccw for part in parts] == [False, True]


def sheet_of(path: Path, name: str) -> dict[str, tuple[object, ...]]:
    book = load_workbook(path)
    return {str(row[0]): row[1:] for row in book[name].iter_rows(min_row=4, values_only=True)}


def test_the_sheet_tells_columns_months_codes_and_model(tmp_path: Path, make_patch: Make) -> None:
    write(tmp_path, [make_patch(), make_patch(number="350206002202606W0002", after_date=None)])
    columns, about = (sheet_of(tmp_path / SHEET, name) for name in ("字段", "说明"))
    assert columns["JCMJ"][:6] == ("监测面积", "N 数值", 12, 2, "㎡", "必填")
    assert list(columns) == [f.name for f in FIELDS]
    assert (about["图斑数"][0], about["未导出"][0], about["筛选条件"][0]) == ("2", "合法 2", "结论 违法")
    assert "W0002" in str(about["时相日期不明"][0]) and "W0001" not in str(about["时相日期不明"][0])
    assert "fast 1.0" in str(about["模型与许可"][0]) and "仅限学术用途" in str(about["模型与许可"][0])
    codes = list(load_workbook(tmp_path / SHEET)["代码"].iter_rows(values_only=True))
    assert ("ZT 状态码", "S52", "限拆已送达") in codes and ("WFLX / WYY 原因", "V04", "屋顶加层") in codes


def test_the_manifest_lists_every_file_with_its_hash(tmp_path: Path, make_patch: Make) -> None:
    write(tmp_path, [make_patch()])
    told = json.loads((tmp_path / MANIFEST).read_text("utf-8"))
    assert {file["name"] for file in told["files"]} == files(tmp_path) - {MANIFEST}
    assert len(told["files"]) == 12 and told["rows"] == 1


def test_texts_are_whole_in_the_geopackage_and_gaps_stay_gaps(tmp_path: Path, make_patch: Make) -> None:
    write(tmp_path, [make_patch(note="高" * 127)])
    shp = pyogrio.read_dataframe(tmp_path / f"{STEM}.shp")
    gpkg = pyogrio.read_dataframe(tmp_path / f"{STEM}.gpkg", layer=STEM)
    assert (shp["BZ"][0], gpkg["BZ"][0]) == ("高" * 80, "高" * 127)
    for frame in (shp, gpkg):
        assert frame["ZDMJ"].isna().all() and frame["CCRQ"].isna().all()


def test_a_table_beyond_2_gb_is_refused_before_it_is_written(tmp_path: Path) -> None:
    outline = shapely.box(0, 0, 1, 1)
    with pytest.raises(OutputError, match=r"holds 2 GB; export by --month"):
        shapefile.check_size("a.shp", FIELDS, [outline] * 1_800_000)


def test_a_file_that_reads_differently_is_not_handed_out(
    tmp_path: Path, make_patch: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shapefile, "rings", lambda outline: [list(outline.buffer(-1).exterior.coords)])
    with pytest.raises(OutputError, match="reads differently in JCMJ"):
        write(tmp_path, [make_patch()])
    monkeypatch.setattr(shapefile, "rings", lambda outline: [list(outline.exterior.coords)])
    with pytest.raises(OutputError, match="reads differently in JCMJ"):
        write(tmp_path, [make_patch(area_m2=12.0)])


def test_columns_have_chinese_names_in_the_geopackage(tmp_path: Path, make_patch: Make) -> None:
    write(tmp_path, [make_patch()])
    described = pyogrio.read_dataframe(tmp_path / f"{STEM}.gpkg", sql="SELECT * FROM gpkg_data_columns")
    assert dict(zip(described["column_name"], described["name"], strict=True)) == {f.name: f.alias for f in FIELDS}
    styles = pyogrio.read_dataframe(tmp_path / f"{STEM}.gpkg", layer="layer_styles")
    assert list(styles["styleName"]) == ["图斑", "核查结论"] and list(styles["useAsDefault"]) == [True, False]
    style = styles["styleQML"][0]
    assert 'value="S10"' in style and 'value="S85"' not in style and 'name="统一编号"' in style
    assert (tmp_path / f"{STEM}.qml").read_text("utf-8") == style


def files(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def old_export(folder: Path, *names: str) -> None:
    folder.mkdir()
    for name in names:
        (folder / name).write_text("old")
    exports.write_manifest(folder, {})


def test_an_earlier_export_is_replaced_and_nothing_else(tmp_path: Path) -> None:
    out = tmp_path / "out"
    old_export(out, "CCQD_1_202605.shp", SHEET)
    (out / "CCQD_1_202605.qix").write_text("of QGIS")
    with exports.making(out) as made:
        (made / "CCQD_1_202606.shp").write_text("new")
        exports.put_in_place(made, out)
    assert files(out) == {"CCQD_1_202606.shp"}
    assert files(tmp_path) == {"out"}


@pytest.mark.parametrize("names", [["letter.docx"], ["CCQD_1_202605.shp"], [SHEET, "CCQD_notes.docx"]])
def test_other_peoples_files_are_left_alone(tmp_path: Path, names: list[str]) -> None:
    out = tmp_path / "out"
    out.mkdir()
    for name in names:
        (out / name).write_text("mine")
    with pytest.raises(OutputError, match="choose another folder"), exports.making(out):
        pass
    assert files(out) == set(names)
    with pytest.raises(OutputError, match="is a file"), exports.making(out / names[0]):
        pass


def test_a_file_added_to_an_export_keeps_it(tmp_path: Path) -> None:
    out = tmp_path / "out"
    old_export(out, SHEET)
    (out / "letter.docx").write_text("mine")
    with pytest.raises(OutputError, match=r"letter\.docx"), exports.making(out):
        pass


@pytest.mark.parametrize("lock", [f".~lock.{SHEET}#", f"~${SHEET}"])
def test_an_export_open_elsewhere_is_not_replaced(tmp_path: Path, lock: str) -> None:
    out = tmp_path / "out"
    old_export(out, SHEET)
    (out / lock).write_text("")
    with pytest.raises(OutputError, match="open in another program"), exports.making(out):
        pass


def test_an_export_that_breaks_off_leaves_the_old_one(tmp_path: Path) -> None:
    out = tmp_path / "out"
    old_export(out, SHEET)
    with pytest.raises(OutputError, match="No space left"), exports.making(out) as made:
        (made / "CCQD_1_202606.shp").write_text("half")
        raise OSError(28, "No space left on device")
    with pytest.raises(OutputError, match="in Excel"), exports.making(out) as made:
        raise PermissionError(13, "Permission denied")
    assert (files(tmp_path), files(out)) == ({"out"}, {SHEET, MANIFEST})
