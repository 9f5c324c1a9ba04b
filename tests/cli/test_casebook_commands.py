"""The commands over a casebook, one after the other as an analyst types them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import geopandas
import pyogrio
import pytest
import shapely

Run = Callable[..., Any]
FIRST = "350206000202606W0001"


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


def test_the_list_of_patches_is_narrowed_and_sorted(twowei: Run, folder: Path) -> None:
    narrowed = ("--state", "S00", "--month", "2026-06", "--text", FIRST, "--undecided")
    assert [one["TBBH"] for one in twowei("patches", folder, *narrowed, "--json").json] == [FIRST]
    assert twowei("patches", folder, "--verdict", "违法", "--due", "0", "--json").json == []
    by_size = [one["JCMJ"] for one in twowei("patches", folder, "--sort", "area", "--json").json]
    assert by_size == sorted(by_size)
    failed = twowei("patches", folder, "--month", "1999-01")
    assert failed.code == 6 and "there are 2026-06" in failed.err


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
    assert "HCR (核查人) is cut from 60 to 30 bytes" in result.err
    assert "DZ (详细地址) is mandatory and empty in 1 of 1 patches" in result.err
    assert len(result.json["warnings"]) == 5


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("patches", "{}/none"), 5, "is no workspace"),
        (("patches", "{}", "--state", "S98"), 6, "S40 认定违法"),
        (("init", "{}"), 5, "is a workspace already"),
        (("init", "{}/../w", "--crs", "nonsense"), 6, "EPSG:4548"),
        (("init", "{}/../w", "--county", "湖里"), 6, "six digits"),
        (("init", "{}/../w", "--zones", "{}/none.gpkg"), 10, "does not exist"),
        (("verdict", "{}", "x", "违法", "--reason", "V01", "--by", "张三"), 6, "There is no patch 'x'"),
        (("verdict", "{}", FIRST, "maybe", "--reason", "V01", "--by", "张三"), 6, "违法 illegal"),
        (("verdict", "{}", FIRST, "违法", "--reason", "W01", "--by", "张三"), 6, "belongs to 伪变化"),
        (("verdict", "{}", FIRST, "违法", "--reason", "V01", "--by", " "), 6, "--by NAME"),
        (("archive", "{}", FIRST, "--by", "张三"), 7, "has no verdict"),
        (("export", "{}", "--out", "{}/work"), 8, "choose another folder"),
        (("export", "{}", "--out", "{}/casebook.gpkg"), 8, "is the casebook itself"),
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


def test_a_life_on_the_command_line(twowei: Run, folder: Path, tmp_path: Path) -> None:
    photo = tmp_path / "a.jpg"
    photo.write_bytes(b"x")
    twowei("verdict", folder, FIRST, "illegal", "--reason", "V04", "--by", "张三")
    refused = twowei("move", folder, FIRST, "--to", "认定违法", "--by", "李四")
    assert refused.code == 7 and "two field photos" in refused.err
    facts = ("-f", "ZL=新增", "-f", "DSR=不明", "--photo", photo, "--photo", photo)
    (moved,) = twowei("move", folder, FIRST, "--to", "S40", "--by", "李四", *facts, "--json").json
    assert moved["ZT"] == "S40" and "DSR" not in moved["facts"]
    assert "S41 快速处置" in twowei("move", folder, FIRST, "--to", "S85", "--by", "李四").err
    assert "上报" in twowei("due", folder, "--within", "24h").out
    noted = twowei("note", folder, FIRST, "SBSJ=2026-07-16T09:00", "--by", "张三", "--json").json
    assert noted["facts"]["SBSJ"] == "2026-07-16T09:00:00+08:00"
    clocks = twowei("due", folder, "--number", FIRST, "--json").json
    assert {one["clock"] for one in clocks} == {"report", "track"}
    events = twowei("history", folder, FIRST, "--json").json
    assert [event["to_state"] for event in events] == ["S00", "S10", "S40", "S40"]
    assert "S10 → S40" in twowei("history", folder, FIRST).out
    for arguments, code in (
        (("move", folder, FIRST, "--to", "S41", "--by", "x", "--at", "noon"), 6),
        (("note", folder, FIRST, "SBSJ", "--by", "x"), 6),
        (("due", folder, "--within", "soon"), 2),
        (("policy", "set", folder, "atlantis", "--by", "x"), 11),
    ):
        assert twowei(*arguments).code == code


def test_the_policy_is_shown_and_set(twowei: Run, folder: Path, tmp_path: Path) -> None:
    shown = twowei("policy", "show", folder).out
    assert "[clocks.report]" in shown
    own = tmp_path / "own.toml"
    own.write_text(shown.replace('version = "1"', 'version = "2"'), "utf-8")
    assert twowei("policy", "set", folder, own, "--by", "赵六", "--json").json["version"] == "2"
    assert twowei("policy", "show", folder, "--json").json["version"] == "2"
    assert "legal office" in twowei("policy", "set", folder, "statutory", "--by", "赵六").out


def test_split_and_merge_on_the_command_line(twowei: Run, folder: Path, tmp_path: Path) -> None:
    halves = [shapely.box(500_000, 2_700_000, 500_015, 2_700_020), shapely.box(500_015, 2_700_000, 500_030, 2_700_020)]
    geopandas.GeoDataFrame(geometry=halves, crs=4548).to_file(tmp_path / "parts.gpkg")
    parts = twowei("split", folder, FIRST, tmp_path / "parts.gpkg", "--by", "张三", "--json").json
    assert [part["TBBH"] for part in parts] == [f"{FIRST}-01", f"{FIRST}-02"]
    assert f"{FIRST}-01-01" in twowei("merge", folder, f"{FIRST}-01", f"{FIRST}-02", "--by", "张三").out


def test_verify_backup_and_restore_on_the_command_line(twowei: Run, folder: Path) -> None:
    assert "Everything holds" in twowei("verify", folder).out
    (made,) = twowei("backup", folder, "--json").json
    twowei("verdict", folder, FIRST, "illegal", "--reason", "V04", "--by", "张三")
    done = twowei("restore", folder, made["path"], "--by", "赵六", "--json").json
    assert done["events_before"] == done["events"] + 1
    against = twowei("verify", folder, "--against", done["kept"], "--json")
    assert against.code == 5 and not against.json["sound"]
    assert made["path"] in twowei("backup", folder, "--list").out
    assert twowei("restore", folder, folder / "none.gpkg", "--by", "赵六").code == 5


def test_people_on_the_command_line(twowei: Run, folder: Path, tmp_path: Path) -> None:
    assert "anyone may act" in twowei("people", folder).out
    twowei("people", folder, "--name", "赵六", "--role", "负责人")
    key = tmp_path / "k"
    told = twowei(
        "people", folder, "--name", "张三", "--role", "analyst", "--by", "赵六", "--phone", "1", "--new-key", key
    )
    assert "张三: 内业 analyst" in told.out
    assert twowei("verdict", folder, FIRST, "illegal", "--reason", "V04", "--by", "赵六").code == 7
    noted = twowei("note", folder, FIRST, "DSRDH=139", "DSR=钱八", "--key", key, "--by", "张三")
    assert noted.code == 0 and "139" not in noted.out
    assert [p["roles"] for p in twowei("people", folder, "--json").json] == [["manager"], ["analyst"]]
    assert twowei("people", folder, "--name", "孙七", "--role", "king", "--by", "赵六").code == 6


def test_zones_and_layers_on_the_command_line(twowei: Run, folder: Path, tmp_path: Path) -> None:
    street = geopandas.GeoDataFrame(
        {"code": ["350206002"], "name": ["殿前街道"]}, geometry=[shapely.box(499_000, 2_699_000, 501_000, 2_701_000)],
        crs=4548,
    )  # fmt: skip
    street.to_file(tmp_path / "z.gpkg")
    assert "outside: " + FIRST in twowei("zones", folder).out
    told = twowei("zones", folder, "--set", tmp_path / "z.gpkg", "--from", "2026-08-01", "--by", "赵六", "--json").json
    assert [zone["code"] for zone in told["zones"]] == ["350206002"]
    assert "殿前街道" in twowei("zones", folder).out
    laid = twowei(
        "layers", folder, "--add", tmp_path / "z.gpkg", "--by", "张三", "--excess", tmp_path / "e.gpkg", "--json"
    )
    assert {patch["PWFGL"] for patch in laid.json["patches"]} == {100.0}
    assert "PWFGL 100" in twowei("layers", folder, "--by", "张三").out
    assert twowei("layers", folder, "--add", tmp_path / "z.gpkg", "--kind", "x", "--by", "张三").code == 10


def test_reasons_on_the_command_line(twowei: Run, folder: Path) -> None:
    given = ("--set", "V21", "--verdict", "违法", "--zh", "占用山体", "--by", "赵六")
    assert "V21 占用山体" in twowei("reasons", folder, *given).out
    judged = twowei("verdict", folder, FIRST, "illegal", "--reason", "V21", "--by", "张三")
    assert "V21 占用山体" in judged.out
    codes = {one["code"] for one in twowei("reasons", folder, "--hide", "V21", "--by", "赵六", "--json").json}
    assert "V21" not in codes and "V01" in codes
    assert twowei("reasons", folder, "--set", "V22", "--zh", "x", "--by", "赵六").code == 6


def test_watch_on_the_command_line(twowei: Run, folder: Path) -> None:
    assert "0 proposals" in twowei("watch", folder).out
    assert twowei("watch", folder, "--json").json == []


def test_a_verdict_is_taken_back_on_the_command_line(twowei: Run, folder: Path) -> None:
    assert twowei("undo", folder, FIRST, "--by", "张三").code == 7
    twowei("verdict", folder, FIRST, "illegal", "--reason", "V04", "--by", "张三")
    assert "S00" in twowei("undo", folder, FIRST, "--by", "张三").out
    assert twowei("history", folder, FIRST, "--json").json[-1]["action"] == "taken back"
