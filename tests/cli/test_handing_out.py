"""export, profiles, ledger and field on the command line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from twowei.papers import fonts

Run = Callable[..., Any]


@pytest.fixture
def judged(twowei: Run, folder: Path) -> tuple[Path, str]:
    """A workspace with one patch judged 违法, and its number."""
    number = twowei("patches", folder, "--json").json[0]["TBBH"]
    assert twowei("verdict", folder, number, "违法", "--reason", "V04", "--by", "张三").code == 0
    assert twowei("note", folder, number, "DZ=" + "高" * 60, "DSR=李四", "--by", "张三").code == 0
    return folder, number


def test_a_preview_writes_nothing(twowei: Run, judged: tuple[Path, str]) -> None:
    folder, number = judged
    told = twowei("export", folder, "--preview")
    assert told.code == 0 and f"{number}: DZ (详细地址) is cut from 180 to 150 bytes." in told.out
    assert "ZL (增量存量) is mandatory and empty in 1 of 1 patches." in told.out
    record = twowei("export", folder, "--preview", "--encoding", "gbk", "--json").json
    assert (record["rows"], record["losses"], record["filter"]["verdicts"]) == (1, [], ["违法"])
    assert set(record["missing_mandatory"]) == {"ZL", "CZFS", "XZMC"}
    assert twowei("history", folder, "--json").out.count('"exported"') == 0


def test_filters_are_words_of_the_trade(twowei: Run, judged: tuple[Path, str], tmp_path: Path) -> None:
    folder, _ = judged
    for options in (("--state", "待核查"), ("--state", "all"), ("--verdict", "all", "--month", "2026-06")):
        assert twowei("export", folder, "--preview", *options, "--json").json["rows"] == 1
    assert twowei("export", folder, "--preview", "--state", "S85").code == 8
    assert twowei("export", folder, "--preview", "--archived").code == 8
    assert twowei("export", folder, "--preview", "--state", "nonsense").code == 6
    assert twowei("export", folder, "--preview", "--profile", "nonsense").code == 11
    assert twowei("export", folder).code == 2


def test_a_profile_is_copied_changed_and_used(twowei: Run, judged: tuple[Path, str], tmp_path: Path) -> None:
    folder, _ = judged
    assert [one["name"] for one in twowei("profiles", "--json").json] == ["demolition", "jctb", "ledger"]
    ours = tmp_path / "ours.toml"
    assert twowei("profiles", "jctb", "--save", ours).code == 0
    assert twowei("profiles", "jctb", "--save", ours).code == 8
    ours.write_text(ours.read_text("utf-8").replace("JCTB_", "OURS_"), "utf-8")
    assert "JCBH" in twowei("profiles", ours).out
    made = twowei("export", folder, "--profile", ours, "--out", tmp_path / "out", "--json").json
    assert Path(made["shapefile"]).name.startswith("OURS_")


@pytest.mark.parametrize("ending", ["geojson", "gpkg", "dxf", "json", "qgz"])
def test_one_file_by_its_ending(twowei: Run, judged: tuple[Path, str], tmp_path: Path, ending: str) -> None:
    folder, _ = judged
    path = tmp_path / f"图斑.{ending}"
    told = twowei("export", folder, "--out", path)
    assert told.code == 0 and path.is_file() and str(path) in told.out
    assert "李四".encode() not in path.read_bytes()


def test_ledgers_and_field_packages(twowei: Run, judged: tuple[Path, str], tmp_path: Path) -> None:
    folder, number = judged
    told = twowei("ledger", folder, "违法建设台账", "--out", tmp_path / "a.xlsx", "--json").json
    assert (told["rows"], told["left_out"]) == (1, {"未核查": 2})
    assert twowei("ledger", folder, "nonsense", "--out", tmp_path / "b.xlsx").code == 6
    try:
        fonts.find()
    except fonts.NoFontError as error:
        pytest.skip(str(error))
    made = twowei("field", folder, "--out", tmp_path / "外业", "--json").json
    assert list(made["squads"].values()) == [[number]]
    assert twowei("field", folder, "--out", tmp_path / "外业2", "--month", "2020-01").code == 8
