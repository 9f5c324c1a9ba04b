"""The commands over a casebook, one after the other as an analyst types them."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pyogrio
import pytest
import shapely
from rasterio.crs import CRS

from twowei.imagery.epoch import Epoch
from twowei.patches.candidate import Candidate
from twowei.services.review import add_candidates
from twowei.services.workspace import Workspace

Run = Callable[..., Any]
FIRST = "350206000202606W0001"


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with three candidates, to copy."""
    path = tmp_path_factory.mktemp("template") / "w"
    crs = CRS.from_epsg(4548)
    boxes = [shapely.box(500_000 + 50 * i, 2_700_000, 500_030 + 50 * i, 2_700_020) for i in range(3)]
    with Workspace.create(path, crs, county_code="350206") as workspace:
        add_candidates(
            workspace,
            [Candidate(box, crs, change, 0.8) for box, change in zip(boxes, ("new", "demolished", "new"), strict=True)],
            before=Epoch("2026-05", "satellite", date(2026, 5, 12), ()),
            after=Epoch("2026-06", "satellite", None, ()),
            model="fast 1.0",
            threshold=0.5,
            academic_only=True,
            by="检测员",
        )
    return path


@pytest.fixture
def folder(tmp_path: Path, template: Path) -> Path:
    return Path(shutil.copytree(template, tmp_path / "湖里"))


def test_init_says_what_was_made(twowei: Run, tmp_path: Path) -> None:
    made = twowei("init", tmp_path / "u", "--crs", "EPSG:4548", "--county", "350206", "--json").json
    assert (made["crs"], made["county"], made["zones"]) == ("EPSG:4548", "350206", 0)
    made = twowei("init", tmp_path / "w", "--json").json
    assert (made["crs"], made["county"], made["zones"]) == (None, "000000", 0)
    assert Path(made["casebook"]).is_file()
    assert "decided by the first imagery" in twowei("init", tmp_path / "v").out


def test_patches_are_listed_for_people_and_for_programs(twowei: Run, folder: Path) -> None:
    told = twowei("patches", folder)
    assert "3 patches" in told.out and "㎡" in told.out and "亩" in told.out and FIRST in told.out
    records = twowei("patches", folder, "--json").json
    assert [r["TBLX"] for r in records] == ["20", "07", "20"]
    assert {
        "TBBH", "JCMJ", "JCMJM", "JD", "WD", "QSX", "HSX", "TBLX", "ZXD", "HCJG", "ZT", "ZTMC", "state"
    } <= records[0].keys()  # fmt: skip
    assert (records[0]["state"], records[0]["QSX"], records[0]["HSX"]) == ("S00", "20260512", "202606")
    assert records[0]["JCMJ"] == pytest.approx(600, rel=1e-3)


@pytest.mark.parametrize("state", ["S00", "候选", "候選", "candidate"])
def test_a_state_may_be_typed_as_code_or_label(twowei: Run, folder: Path, state: str) -> None:
    assert len(twowei("patches", folder, "--state", state, "--json").json) == 3
    assert twowei("patches", folder, "--state", "S90", "--json").json == []


@pytest.mark.parametrize(
    ("verdict", "reason", "state", "code"),
    [
        ("违法", "V01", "S10", "1"),
        ("legal", "L01", "S10", "2"),
        ("偽變化", "w02", "S90", "3"),
        ("farm", "L04", "S10", "4"),
    ],
)
def test_a_verdict_in_chinese_or_english(
    twowei: Run, folder: Path, verdict: str, reason: str, state: str, code: str
) -> None:
    given = ("verdict", folder, FIRST, verdict, "--reason", reason, "--by", "张三", "--note", "顶层")
    record = twowei(*given, "--json").json
    assert (record["state"], record["HCJG"], record["WYY"], record["BZ"]) == (state, code, reason.upper(), "顶层")
    assert FIRST in twowei(*given).out


def test_the_whole_way_to_the_planners(twowei: Run, folder: Path, tmp_path: Path) -> None:
    twowei("verdict", folder, FIRST, "illegal", "--reason", "V04", "--by", "张三")
    archived = twowei("archive", folder, FIRST, "--by", "李四")
    assert archived.code == 0 and str(folder / "档案" / FIRST) in archived.out
    result = twowei("export", folder, "--out", tmp_path / "out", "--encoding", "gbk", "--json").json
    assert (result["patches"], result["left_out"]) == (1, {"未核查": 2})
    assert pyogrio.read_dataframe(result["shapefile"])["DAWJ"][0] == f"档案/{FIRST}"
    told = twowei("export", folder, "--out", tmp_path / "out", "--verdict", "all", "--crs", "4490")
    assert "academic use only" in told.out and "未核查 2" in told.out
    assert pyogrio.read_info(result["shapefile"])["crs"] == "EPSG:4490"


def test_a_text_cut_to_fit_is_told_on_stderr(twowei: Run, folder: Path, tmp_path: Path) -> None:
    twowei("verdict", folder, FIRST, "illegal", "--reason", "V04", "--by", "张" * 20)
    result = twowei("export", folder, "--out", tmp_path / "out", "--json")
    assert "HCR (核查人) was cut to 30 bytes" in result.err
    assert len(result.json["warnings"]) == 1


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("patches", "{}/none"), 5, "is no workspace"),
        (("patches", "{}", "--state", "S99"), 6, "S40 认定违法"),
        (("init", "{}"), 5, "is a workspace already"),
        (("init", "{}/../w", "--crs", "nonsense"), 10, "EPSG:4548"),
        (("init", "{}/../w", "--county", "湖里"), 6, "six digits"),
        (("init", "{}/../w", "--zones", "{}/none.gpkg"), 10, "does not exist"),
        (("verdict", "{}", "x", "违法", "--reason", "V01", "--by", "张三"), 6, "There is no patch 'x'"),
        (("verdict", "{}", FIRST, "maybe", "--reason", "V01", "--by", "张三"), 6, "违法 illegal"),
        (("verdict", "{}", FIRST, "违法", "--reason", "W01", "--by", "张三"), 6, "belongs to 伪变化"),
        (("verdict", "{}", FIRST, "违法", "--reason", "V01", "--by", " "), 6, "--by NAME"),
        (("archive", "{}", FIRST, "--by", "张三"), 7, "has no verdict"),
        (("export", "{}", "--out", "{}/work"), 8, "choose another folder"),
        (("export", "{}", "--out", "{}/casebook.gpkg"), 8, "is a file"),
        (("export", "{}", "--out", "{}/../o", "--verdict", "maybe"), 6, "违法 illegal"),
    ],
)
def test_bad_input_is_one_sentence(
    twowei: Run, folder: Path, arguments: tuple[str, ...], code: int, words: str
) -> None:
    result = twowei(*(argument.replace("{}", str(folder)) for argument in arguments))
    assert result.code == code
    assert result.err.startswith("Error: ") and result.err.count("\n") == 1 and words in result.err
    assert result.out == ""
    assert {path.name for path in folder.parent.iterdir()} == {folder.name}
