"""``twowei import`` as people type it."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import geopandas
import pytest
import shapely

from twowei.services.workspace import Workspace

Run = Callable[..., Any]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    from rasterio.crs import CRS

    Workspace.create(tmp_path / "湖里", CRS.from_epsg(4548), county_code="350206").close()
    return tmp_path / "湖里"


@pytest.fixture
def shapes(tmp_path: Path) -> Path:
    boxes = [shapely.box(500_000 + 50 * i, 2_700_000, 500_030 + 50 * i, 2_700_020) for i in range(3)]
    cells = {"JCBH": ["A", "B", "B"], "HSX": ["20260614"] * 3, "JCMJ": [0.9] * 3, "BZ": ["囍㎡（）"] * 3}
    path = tmp_path / "六月.shp"
    geopandas.GeoDataFrame(cells, geometry=boxes, crs=4548).to_file(path, encoding="GBK")
    path.with_suffix(".cpg").unlink()
    return path


def test_preview_then_import_then_nothing(twowei: Run, folder: Path, shapes: Path, tmp_path: Path) -> None:
    seen = twowei("import", folder, shapes, "--supplier", "航天", "--preview")
    assert seen.code == 0 and "囍㎡（）" in seen.out
    for words in ("encoding gb18030", "CRS EPSG:4548", "areas in 亩", "row 3 has the number B of row 2 too", "3 new"):
        assert words in seen.out
    assert twowei("patches", folder, "--json").json == []
    report = tmp_path / "报告.csv"
    made = twowei("import", folder, shapes, "--supplier", "航天", "--by", "王芳", "--report", report, "--json").json
    assert (made["kinds"]["new"], made["batch"], made["unit"]) == (3, "202606-01", "亩")
    assert made["numbers"][0] == "350206000202606D0001"
    with report.open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.reader(file))
    assert lines[1] == ["1", "", "new 350206000202606D0001"] and len(lines) == 5
    again = twowei("import", folder, shapes, "--supplier", "航天", "--by", "王芳")
    assert "3 delivered before: nothing changes" in again.out
    assert len(twowei("patches", folder, "--json").json) == 3


def test_questions_are_one_sentence_with_a_code(twowei: Run, folder: Path, shapes: Path) -> None:
    shapes.with_suffix(".prj").unlink()
    asked = twowei("import", folder, shapes, "--supplier", "航天", "--by", "王芳")
    assert asked.code == 10 and "such as --crs EPSG:4548" in asked.err and len(asked.err.splitlines()) == 1
    assert twowei("import", folder, shapes, "--supplier", "航天", "--crs", "4548").code == 6
    assert twowei("import", folder, shapes, "--supplier", "航天", "--encoding", "福", "--preview").code == 6
    assert twowei("import", folder, folder / "nothing.shp", "--supplier", "航天", "--preview").code == 10


def test_bad_rows_are_listed_and_nothing_is_taken(twowei: Run, folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "点.csv"
    path.write_text("编号,经度,纬度,后时相\nA,118.1,24.5,202606\nB,,,202606\n", encoding="gb18030")
    report = tmp_path / "r.csv"
    told = twowei("import", folder, path, "--supplier", "街道", "--by", "王芳", "--report", report)
    assert told.code == 10 and "! row 2 has no shape" in told.out and "nothing was taken" in told.err
    assert "cannot be used" in report.read_text("utf-8-sig")
    failed = twowei("import", folder, path, "--supplier", "街道", "--by", "王芳", "--json")
    assert failed.json["findings"][-1]["blocking"] is True
    made = twowei("import", folder, path, "--supplier", "街道", "--by", "王芳", "--skip-bad", "--source", "03")
    assert made.code == 0 and "1 cannot be used" in made.out
    assert twowei("patches", folder, "--json").json[0]["TBBH"] == "350206000202606X0001"


def test_reconcile_counts_and_writes(twowei: Run, folder: Path, shapes: Path, tmp_path: Path) -> None:
    twowei("import", folder, shapes, "--supplier", "航天", "--by", "王芳")
    twowei("verdict", folder, "350206000202606D0001", "违法", "--reason", "V01", "--by", "张三")
    told = twowei("reconcile", folder, "--month", "2026-06", "--out", tmp_path / "a.xlsx", "--out", tmp_path / "a.gpkg")
    assert told.code == 0 and "3 仅供图 (supplier)" in told.out and "1/1 = 100.0%" in told.out
    assert (tmp_path / "a.xlsx").is_file() and (tmp_path / "a.gpkg").is_file()
    found = twowei("reconcile", folder, "--month", "2026-06", "--supplier", "航天", "--json").json
    assert found["counts"] == {"supplier": 3}
    assert found["scores"][0]["precision_illegal"]["part"] == 1
    assert twowei("reconcile", folder, "--month", "2026-06", "--supplier", "别家").code == 6


def test_fill_shows_then_takes(twowei: Run, folder: Path, shapes: Path, tmp_path: Path) -> None:
    twowei("import", folder, shapes, "--supplier", "航天", "--by", "王芳")
    path = tmp_path / "台账.csv"
    path.write_text("统一编号,详细地址,层数\n350206000202606D0001,高殿1号,三\n", encoding="gb18030")
    seen = twowei("fill", folder, path)
    assert seen.code == 0 and "+ row 2 350206000202606D0001 详细地址: — → 高殿1号" in seen.out
    assert "× row 2" in seen.out and "Nothing is taken yet" in seen.out
    assert twowei("fill", folder, path, "--take").code == 6
    assert "1 taken" in twowei("fill", folder, path, "--take", "--by", "李四").out
    assert twowei("fill", folder, path, "--take", "--by", "李四", "--json").json["taken"] == 0
    assert twowei("fill", folder, tmp_path / "none.csv").code == 10


def test_collect_lists_then_takes(twowei: Run, folder: Path, shapes: Path, tmp_path: Path) -> None:
    from PIL import Image

    twowei("import", folder, shapes, "--supplier", "航天", "--by", "王芳")
    (tmp_path / "回传").mkdir()
    Image.new("RGB", (8, 8)).save(tmp_path / "回传" / "350206000202606D0001_1.jpg")
    (tmp_path / "回传" / "x.jpg").write_bytes(b"none")
    seen = twowei("collect", folder, tmp_path / "回传")
    assert seen.code == 0 and "+ 350206000202606D0001_1.jpg 350206000202606D0001, by name" in seen.out
    assert "? x.jpg it cannot be opened" in seen.out and "Nothing is taken yet" in seen.out
    (tmp_path / "回传" / "x.jpg").unlink()
    taken = twowei("collect", folder, tmp_path / "回传", "--take", "--by", "李四", "--json").json
    assert taken["taken"] and taken["photos"][0]["found"] == "new"
    assert "= 350206000202606D0001_1.jpg" in twowei("collect", folder, tmp_path / "回传").out
    assert twowei("collect", folder, tmp_path / "none").code == 10
