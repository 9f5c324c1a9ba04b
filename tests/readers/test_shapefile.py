"""What planners open: the shapefile in QGIS, GDAL's tools, LibreOffice, pyshp, and byte by byte."""

from __future__ import annotations

import csv
import shutil
import struct
from collections.abc import Callable
from pathlib import Path

import pytest
import shapefile

from tests.readers.conftest import LONG, STEM, TEXT, Read
from twowei.casebook.patch import Patch
from twowei.exports.profile import load

COLUMNS = load("demolition").columns
ENCODINGS = ("utf-8", "gbk")


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_qgis_reads_texts_numbers_dates_aliases_and_legend(
    qgis: Read, exported: Callable[..., Path], patches: list[Patch], encoding: str
) -> None:
    (told,) = qgis(exported(encoding) / f"{STEM}.shp")
    first, second = told["rows"]
    assert told["valid"] and told["crs"] == "EPSG:4548"
    assert (first["BZ"], first["XZMC"], first["ZTMC"]) == (TEXT, "殿前街道", "待核查")
    assert (first["QSX"], first["HSX"], first["JHRQ"], first["CCRQ"]) == ("20260512", "20260614", "20260725", None)
    assert (first["JCMJ"], first["JCMJM"], first["CS"], first["GD"]) == (600.0, 0.9, 2, None)
    assert second["BZ"] == LONG[: 240 // (3 if encoding == "utf-8" else 2)]
    assert told["aliases"] == {column.name: column.alias for column in COLUMNS}
    assert (told["attribute"], told["legend"]) == ("ZT", ["S10 待核查", "S52 限拆已送达"])
    for row, patch in zip(told["rows"], patches, strict=True):
        assert row["_valid"] and row["_area"] == pytest.approx(patch.area_m2, rel=1e-4)
        assert row["JCMJ"] == pytest.approx(row["_area"], rel=5e-3)


def test_qgis_shows_the_twin_styled_with_whole_texts(qgis: Read, exported: Callable[..., Path]) -> None:
    (told,) = qgis(exported() / f"{STEM}.gpkg")
    assert told["legend"] == ["S10 待核查", "S52 限拆已送达"]
    assert told["aliases"]["TBBH"] == "统一编号" and told["rows"][1]["BZ"] == LONG
    assert told["rows"][0]["DZ"] == "=cmd|' /C calc'!A0"


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_gdal_reads_the_same(ogr: Read, exported: Callable[..., Path], encoding: str) -> None:
    first, second = (feature["properties"] for feature in ogr(exported(encoding) / f"{STEM}.shp"))
    assert (first["BZ"], first["JCMJ"], first["CS"], first["ZDMJ"]) == (TEXT, 600.0, 2, 310.5)
    assert (first["JHRQ"], second.get("JHRQ"), second["ZDMJ"]) == ("2026-07-25", None, None)
    assert first["DSR"] is None


def test_a_gbk_shapefile_without_its_cpg_is_read_right(
    qgis: Read, ogr: Read, exported: Callable[..., Path], tmp_path: Path
) -> None:
    for suffix in (".shp", ".shx", ".dbf", ".prj"):
        shutil.copy(exported("gbk") / f"{STEM}{suffix}", tmp_path)
    path = tmp_path / f"{STEM}.shp"
    assert ogr(path)[0]["properties"]["XZMC"] == "殿前街道"
    assert qgis(path)[0]["rows"][0]["BZ"] == TEXT


def test_a_field_of_127_characters_is_whole(qgis: Read, ogr: Read, exported: Callable[..., Path]) -> None:
    path = exported("gbk", "jctb") / f"{STEM}.shp"
    assert ogr(path)[1]["properties"]["BZ"] == LONG
    (told,) = qgis(path)
    assert told["rows"][1]["BZ"] == LONG and told["crs"] == "EPSG:4490"


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_pyshp_reads_widths_and_texts(exported: Callable[..., Path], encoding: str) -> None:
    with shapefile.Reader(str(exported(encoding) / f"{STEM}.shp"), encoding=encoding) as reader:
        assert [(f.name, f.field_type, f.size, f.decimal) for f in reader.fields[1:]] == [
            (c.name, c.kind, c.width, c.decimals) for c in COLUMNS
        ]
        assert reader.record(0)["BZ"] == TEXT and reader.record(0)["ZDMJ"] == 310.5
        assert [len(reader.shape(i).parts) for i in range(2)] == [1, 3]


@pytest.mark.parametrize(("encoding", "byte", "cpg"), [("utf-8", 0x00, "UTF-8"), ("gbk", 0x4D, "GBK")])
def test_bytes_of_the_dbf(exported: Callable[..., Path], encoding: str, byte: int, cpg: str) -> None:
    folder = exported(encoding)
    data = (folder / f"{STEM}.dbf").read_bytes()
    rows, head, record = struct.unpack_from("<IHH", data, 4)
    assert (data[0], data[29], rows) == (0x03, byte, 2)
    assert (head, record) == (32 + 32 * len(COLUMNS) + 1, 1 + sum(c.width for c in COLUMNS))
    assert len(data) in (head + 2 * record, head + 2 * record + 1)
    assert (folder / f"{STEM}.cpg").read_text("ascii") == cpg
    first = data[head : head + record]
    starts = {c.name: 1 + sum(o.width for o in COLUMNS[:i]) for i, c in enumerate(COLUMNS)}
    told = {c.name: first[starts[c.name] : starts[c.name] + c.width] for c in COLUMNS}
    assert told["JCMJ"] == b"600.00".rjust(12) and told["JCMJM"] == b"0.900".rjust(10)
    assert told["QSX"] == b"20260512" and told["CS"] == b"  2"
    assert told["CCRQ"] == b" " * 8 and told["CCMJ"] == b" " * 12
    assert told["BZ"] == TEXT.encode(encoding).ljust(240)


def test_libreoffice_reads_the_gbk_table(office: Callable[..., Path], exported: Callable[..., Path]) -> None:
    made = office(exported("gbk") / f"{STEM}.dbf", "csv:Text - txt - csv (StarCalc):44,34,76", "dBase:67")  # 67: GBK
    with made.open(encoding="utf-8", newline="") as file:
        head, first, _ = csv.reader(file)
    told = dict(zip([name.split(",")[0] for name in head], first, strict=True))
    assert (told["TBBH"], told["BZ"], told["XZMC"]) == ("350206002202606W0001", TEXT, "殿前街道")
    assert (float(told["JCMJ"]), told["CCMJ"], told["CCRQ"], told["QSX"]) == (600.0, "", "", "05/12/26")
