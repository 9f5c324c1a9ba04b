"""Every form a delivery comes in, and every way it is broken."""

from __future__ import annotations

import contextlib
import io
import sqlite3
import struct
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import geopandas
import openpyxl
import pytest
import shapely

from twowei.errors import VectorError
from twowei.imports import archives
from twowei.imports.read import read

WriteShapefile = Callable[..., Path]
ADDRESS = "厦门市湖里区殿前街道"


def square(place: int) -> shapely.Polygon:
    """Return an outline in EPSG:4548."""
    return shapely.box(500_000 + 60 * place, 2_700_000, 500_020 + 60 * place, 2_700_020)


FRAME = geopandas.GeoDataFrame(
    {"jcbh": ["A1", "A2"], "备注": [ADDRESS, "囍㎡（）"], "JCMJ": [400.0, None]},
    geometry=[square(0), square(1)],
    crs=4548,
)
KML = """<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document><Folder>{}</Folder>
</Document></kml>"""
RING = "118.1,24.5,0 118.101,24.5,0 118.101,24.501,0 118.1,24.501,0 118.1,24.5,0"


def zipped(path: Path, files: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def test_a_shapefile_in_gbk_without_cpg(write_shapefile: WriteShapefile) -> None:
    long = ("违" * 127).encode("gbk")
    rows = [("A1", long), ("A2", "囍".encode("gbk") + "㎡（）".encode("gb18030"))]
    path = write_shapefile(rows, (("JCBH", "C", 30), ("备注", "C", 254)))
    delivery = read(path)
    assert delivery.columns == ("JCBH", "备注")
    assert delivery.rows[0]["备注"] == "违" * 127
    assert delivery.rows[1]["备注"] == "囍㎡（）"
    assert (delivery.encoding, delivery.crs.to_epsg() if delivery.crs else None) == ("gb18030", 4548)
    assert [shape.area for shape in delivery.outlines if shape] == [400, 400]
    assert any("�" in str(value) for value in read(path, encoding="utf-8").rows[1].values())


def test_a_shapefile_mixing_encodings_tells_which_rows(write_shapefile: WriteShapefile) -> None:
    rows = [("A1", "湖里".encode()), ("A2", "殿前街道".encode()), ("A3", "禾山".encode("gbk"))]
    delivery = read(write_shapefile(rows))
    assert [row["BZ"] for row in delivery.rows] == ["湖里", "殿前街道", "禾山"]
    assert [(f.row, f.blocking) for f in delivery.findings] == [(3, False)]
    assert "gb18030" in delivery.findings[0].text


def test_numbers_and_what_is_none(write_shapefile: WriteShapefile) -> None:
    columns = (("JCBH", "C", 10), ("JCMJ", "N", 12), ("HSX", "D", 8), ("JCBH", "C", 5))
    rows = [("1", "  326.45", "20260230", "x"), ("2", "********", "", ""), ("3", "abc", "20260614", "")]
    delivery = read(write_shapefile(rows, columns))
    assert delivery.columns == ("JCBH", "JCMJ", "HSX", "JCBH_2")
    assert [row["JCMJ"] for row in delivery.rows] == [326.45, None, None]
    assert [row["HSX"] for row in delivery.rows] == ["20260230", None, "20260614"]
    assert [f.row for f in delivery.findings] == [3] and "abc" in delivery.findings[0].text


def test_a_deleted_row_takes_its_shape_along(write_shapefile: WriteShapefile) -> None:
    path = write_shapefile([("A1", ""), ("A2", ""), ("A3", "")])
    data = bytearray(path.with_suffix(".dbf").read_bytes())
    start, width = struct.unpack("<HH", data[8:12])
    data[start + width] = ord("*")
    path.with_suffix(".dbf").write_bytes(bytes(data))
    delivery = read(path)
    assert [row["JCBH"] for row in delivery.rows] == ["A1", "A3"]
    assert [shape.bounds[0] for shape in delivery.outlines if shape] == [square(0).bounds[0], square(2).bounds[0]]


def test_parts_of_a_shapefile_that_are_missing(write_shapefile: WriteShapefile) -> None:
    path = write_shapefile([("A1", ""), ("A2", "")])
    path.with_suffix(".shx").unlink()
    delivery = read(path)
    assert [shape.area for shape in delivery.outlines if shape] == [400, 400]
    assert any(".shx is missing" in finding.text for finding in delivery.findings)
    assert not path.with_suffix(".shx").exists(), "nothing is written beside the supplier's file"
    with pytest.raises(VectorError, match=r"one part of a shapefile; give the \.shp"):
        read(path.with_suffix(".dbf"))
    path.with_suffix(".dbf").unlink()
    with pytest.raises(VectorError, match=r"no \.dbf beside it"):
        read(path)


def test_heights_measures_and_nothing(write_shapefile: WriteShapefile) -> None:
    high = shapely.force_3d(square(0), 12.5)
    path = write_shapefile([("A1", ""), ("A2", "")], outlines=[high, None])
    delivery = read(path)
    assert delivery.outlines[0] is not None and not delivery.outlines[0].has_z
    assert delivery.outlines[1] is None
    assert any("heights" in finding.text for finding in delivery.findings)


def test_a_cut_off_table_is_one_sentence(write_shapefile: WriteShapefile) -> None:
    path = write_shapefile([("A1", "")] * 9)
    dbf = path.with_suffix(".dbf")
    dbf.write_bytes(dbf.read_bytes()[:-200])
    with pytest.raises(VectorError, match="cut off: it holds 6 of 9 rows"):
        read(path)
    dbf.write_bytes(b"no table at all")
    with pytest.raises(VectorError, match="DBF table"):
        read(path)


@pytest.mark.parametrize(
    ("name", "driver", "form"),
    [("a.gpkg", "GPKG", "GeoPackage"), ("a.gdb", "OpenFileGDB", "GDB"), ("a.geojson", "GeoJSON", "GeoJSON")],
)
@pytest.mark.filterwarnings("ignore")
def test_layers_by_content(tmp_path: Path, name: str, driver: str, form: str) -> None:
    FRAME.to_file(tmp_path / name, driver=driver)
    delivery = read(tmp_path / name)
    assert (delivery.form, delivery.columns) == (form, ("jcbh", "备注", "JCMJ"))
    assert delivery.rows[1] == {"jcbh": "A2", "备注": "囍㎡（）", "JCMJ": None}
    assert delivery.crs is not None and len(delivery.outlines) == 2
    if form != "GDB":
        misnamed = (tmp_path / name).rename(tmp_path / "a.dat")
        assert read(misnamed).form == form


def test_several_layers_are_asked_about(tmp_path: Path) -> None:
    path = tmp_path / "a.gpkg"
    FRAME.to_file(path, layer="图斑")
    FRAME.to_file(path, layer="范围")
    with pytest.raises(VectorError, match=r"several layers .*图斑.*--layer"):
        read(path)
    assert len(read(path, layer="图斑").rows) == 2
    with pytest.raises(VectorError, match="no layer '别的'"):
        read(path, layer="别的")


def test_curves_become_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.gpkg"
    FRAME.to_file(path, layer="a")
    with contextlib.closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE gpkg_geometry_columns SET geometry_type_name = 'CURVEPOLYGON'")
        blob = connection.execute("SELECT geom FROM a LIMIT 1").fetchone()[0]
        circle = struct.pack("<BII", 1, 10, 1) + struct.pack("<BII", 1, 8, 5)
        for x, y in ((0, 0), (50, 50), (100, 0), (50, -50), (0, 0)):
            circle += struct.pack("<dd", 500_000 + x, 2_700_000 + y)
        for trigger in [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type='trigger'")]:
            connection.execute(f"DROP TRIGGER {trigger}")
        connection.execute("UPDATE a SET geom = ?", (blob[:8] + blob[8:40] + circle,))
    delivery = read(path)
    assert delivery.outlines[0] is not None
    assert delivery.outlines[0].area == pytest.approx(3.14159 * 50**2, rel=0.01)


def test_kml_with_data_tables_points_and_closed_lines(tmp_path: Path) -> None:
    marks = f"""
    <Placemark><name>A1</name><ExtendedData><Data name="JCBH"><value>350206X</value></Data></ExtendedData><Polygon>
      <outerBoundaryIs><LinearRing><coordinates>{RING}</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark>
    <Placemark><name>A2</name><ExtendedData><SchemaData><SimpleData name="备注">{ADDRESS}</SimpleData></SchemaData>
      </ExtendedData><LineString><coordinates>{RING}</coordinates></LineString></Placemark>
    <Placemark><name>A3</name><description><![CDATA[<table><tr><td>JCMJ</td><td>3.5</td></tr></table>]]></description>
      <Point><coordinates>118.1,24.5</coordinates></Point></Placemark>
    <Placemark><name>A4</name><Point><coordinates>oops</coordinates></Point></Placemark>"""
    path = tmp_path / "a.kml"
    path.write_text(KML.format(marks), encoding="utf-8")
    delivery = read(path)
    assert [row["名称"] for row in delivery.rows] == ["A1", "A2", "A3", "A4"]
    assert (delivery.rows[0]["JCBH"], delivery.rows[1]["备注"], delivery.rows[2]["JCMJ"]) == ("350206X", ADDRESS, "3.5")
    kinds = [shape.geom_type if shape else None for shape in delivery.outlines]
    assert kinds == ["Polygon", "Polygon", "Point", None]
    assert delivery.degrees and not delivery.shifted
    assert read(path.rename(tmp_path / "a.ovkml")).shifted
    kmz = zipped(tmp_path / "a.ovkmz", {"doc.kml": KML.format(marks).encode()})
    assert (read(kmz).form, read(kmz).shifted) == ("KML", True)
    (tmp_path / "b.kml").write_text("<kml><Placemark>", encoding="utf-8")
    with pytest.raises(VectorError, match="no sound KML"):
        read(tmp_path / "b.kml")


def test_a_workbook_with_title_header_and_total(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["某区卫片图斑清单"])
    sheet.append(["单位:亩"])
    sheet.append(["序号", "监测编号", "图斑面积(亩)", "后时相", "WKT"])
    sheet.append([1, "A1", 0.6, date(2026, 6, 12), square(0).wkt])
    sheet.append([None] * 5)
    sheet.append(["合计", None, 0.6, None, None])
    path = tmp_path / "清单.xlsx"
    book.save(path)
    delivery = read(path)
    assert delivery.columns == ("序号", "监测编号", "图斑面积(亩)", "后时相", "WKT")
    assert len(delivery.rows) == 1 and delivery.rows[0]["后时相"] == date(2026, 6, 12)
    path.write_bytes(path.read_bytes()[:900])
    with pytest.raises(VectorError, match=r"damaged archive|as a workbook"):
        read(path)
    (tmp_path / "old.xls").write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600))
    with pytest.raises(VectorError, match=r"Excel 97–2003; save it as \.xlsx"):
        read(tmp_path / "old.xls")


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("comma", [",", "\t", ";"])
def test_csv_of_any_encoding_and_comma(tmp_path: Path, encoding: str, comma: str) -> None:
    lines = ["监测编号,经度,纬度,地址", f"A1,118.1,24.5,{ADDRESS}", f"A2,118.2,24.5,{ADDRESS}"]
    path = tmp_path / "点.csv"
    path.write_bytes("\r\n".join(lines).replace(",", comma).encode(encoding))
    delivery = read(path)
    assert delivery.columns == ("监测编号", "经度", "纬度", "地址")
    assert [row["地址"] for row in delivery.rows] == [ADDRESS, ADDRESS]


def test_archives_of_chinese_windows_and_of_several_files(tmp_path: Path, write_shapefile: WriteShapefile) -> None:
    path = write_shapefile([("A1", "")])
    files = {f"六月/图斑{end}": path.with_suffix(end).read_bytes() for end in (".shp", ".shx", ".dbf", ".prj")}
    good = zipped(tmp_path / "六月.zip", {"说明.txt": b"", **files})
    assert len(read(good).rows) == 1
    (tmp_path / "gbk.zip").write_bytes(_as_windows_does(files))
    with archives.unpacked(tmp_path / "gbk.zip") as folder:
        assert sorted(one.name for one in folder.rglob("*.*")) == ["图斑.dbf", "图斑.prj", "图斑.shp", "图斑.shx"]
    assert len(read(tmp_path / "gbk.zip").rows) == 1
    two = zipped(tmp_path / "two.zip", {**files, "七月.geojson": b"{}"})
    with pytest.raises(VectorError, match="several files of patches"):
        read(two)
    parts = {name: data for name, data in files.items() if not name.endswith(".shp")}
    with pytest.raises(VectorError, match=r"no \.shp"):
        read(zipped(tmp_path / "parts.zip", parts))
    with pytest.raises(VectorError, match="holds no shapefile"):
        read(zipped(tmp_path / "none.zip", {"a.txt": b""}))


def _as_windows_does(files: dict[str, bytes]) -> bytes:
    """Return an archive whose names are GBK without a word about it."""
    names = {chr(65 + i) * len(name.encode("gbk")): name.encode("gbk") for i, name in enumerate(files)}
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for ascii_name, data in zip(names, files.values(), strict=True):
            archive.writestr(ascii_name, data)
    whole = made.getvalue()
    for ascii_name, gbk in names.items():
        whole = whole.replace(ascii_name.encode(), gbk)
    return whole


@pytest.mark.parametrize("name", ["../evil.shp", "/etc/evil.shp", "a/../../evil.shp", "..\\evil.shp", "C:\\evil.shp"])
def test_nothing_climbs_out_of_an_archive(tmp_path: Path, name: str) -> None:
    inner = tmp_path / "in"
    inner.mkdir()
    path = zipped(inner / "a.zip", {name: b"x", "b.shp": b"x"})
    with pytest.raises(VectorError, match="leads out of the archive; nothing was unpacked"):
        read(path)
    assert not list(tmp_path.glob("evil*"))


def test_a_bomb_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "SWELLS_FROM", 1 << 20)
    path = zipped(tmp_path / "a.zip", {"a.shp": bytes(8 << 20)})
    with pytest.raises(VectorError, match="no delivery of patches, so nothing was unpacked"):
        read(path)
    monkeypatch.setattr(archives, "SWELLS_FROM", 64 << 20)
    monkeypatch.setattr(archives, "MOST_FILES", 0)
    with pytest.raises(VectorError, match="nothing was unpacked"):
        read(path)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b"<svg></svg>", "XML but no KML"),
        (b"\x00\x01\x02\x03", "no table of text"),
        (b"PK\x03\x04zz", "damaged archive"),
        (b"{oops", "cannot be read"),
        (b"words", "no rows under a header"),
    ],
)
def test_what_is_no_delivery_is_one_sentence(tmp_path: Path, data: bytes, words: str) -> None:
    path = tmp_path / "a.bin"
    path.write_bytes(data)
    with pytest.raises(VectorError, match=words):
        read(path)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(VectorError, match="does not exist"):
        read(tmp_path / "a.shp")


@pytest.mark.parametrize("name", ["a.shp", "a.xlsx", "a.gpkg", "a.zip"])
def test_a_name_that_lies_is_told(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"hello, no patches here")
    with pytest.raises(VectorError, match="not what its name says"):
        read(tmp_path / name)
