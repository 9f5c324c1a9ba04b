"""What offices open: workbooks in LibreOffice, their totals computed, their texts no formulas."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from rasterio.crs import CRS

from tests.readers.conftest import AT, STEM
from twowei.casebook.history import Head
from twowei.casebook.patch import Patch
from twowei.exports import ledgers, points
from twowei.exports.explanation import SHEET
from twowei.exports.ledgers import LEDGERS
from twowei.exports.values import Setting

SETTING = Setting(crs=CRS.from_epsg(4548), now=AT, county_name="湖里区", reasons={"V04": "屋顶加层/搭建"})
Office = Callable[..., Path]


def write(path: Path, kind: int, patches: Sequence[Patch]) -> Path:
    ledgers.write(path, LEDGERS[kind], patches, SETTING, Head(1, "0" * 64), "台账", "制表: 李四")
    return path


def read(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def to_csv(office: Office, path: Path, sheet: int = 1) -> list[list[str]]:
    return read(office(path, f"csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,{sheet}"))


def test_totals_are_computed_and_texts_stay(office: Office, patches: list[Patch], tmp_path: Path) -> None:
    rows = to_csv(office, write(tmp_path / "台账.xlsx", 0, patches))
    header = rows[2]
    first, total = (dict(zip(header, row, strict=True)) for row in (rows[3], rows[5]))
    assert (first["详细地址"], first["统一编号"]) == ("=cmd|' /C calc'!A0", "350206002202606W0001")
    assert (float(first["占地面积(㎡)"]), first["计划拆除时间"]) == (310.5, "2026-07-25")
    assert (total["序号"], total["统一编号"][0], float(total["占地面积(㎡)"])) == ("合计", "2", 310.5)


def test_checks_of_the_satellite_list_are_zero(office: Office, patches: list[Patch], tmp_path: Path) -> None:
    rows = to_csv(office, write(tmp_path / "卫片.xlsx", 3, patches), 2)
    header, first, total = rows[2], rows[3], rows[4]
    checks = [position for position, heading in enumerate(header) if heading.startswith("校核")]
    assert len(checks) == 6 and all(float(row[i]) == 0 for row in (first, total) for i in checks)
    assert (total[0], total[1], float(total[2])) == ("合计", "2", 5.85)


def test_the_sheet_of_columns_opens(office: Office, exported: Callable[..., Path]) -> None:
    rows = to_csv(office, exported() / SHEET)
    assert rows[2][:3] == ["字段名", "中文别名", "类型"] and rows[3][:2] == ["TBBH", "统一编号"]


def test_points_as_csv_name_their_frame_and_hold_no_formula(
    office: Office, patches: list[Patch], tmp_path: Path
) -> None:
    evil = [replace(patches[0], facts={"DZ": "=1+1"})]
    points.write_csv(tmp_path / "点.csv", [points.facts_of(p) for p in evil], np.array([[118.1, 24.5]]), points.SHIFTED)
    rows = read(
        office(tmp_path / "点.csv", "csv:Text - txt - csv (StarCalc):44,34,76", "Text - txt - csv (StarCalc):44,34,76")
    )
    assert rows[0][-2:] == ["经度_GCJ02", "纬度_GCJ02"]
    assert rows[1][3] == "'=1+1"
    names = points.files_of(STEM)
    assert len(names) == 4 and all("_CGCS2000" in name or "_GCJ02_高德导航用" in name for name in names)
