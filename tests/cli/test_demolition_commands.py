"""The commands of a demolition as typed, on a drawn year."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from twowei.feedback import Feedback
from twowei.papers import fonts
from twowei.services.drawn_year import draw_year

Run = Callable[..., Any]


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("drawn") / "year"
    draw_year(folder, patches=90, feedback=Feedback())
    return folder


@pytest.fixture
def ordered(twowei: Run, year: Path) -> str:
    return str(twowei("patches", year, "--state", "S52", "--json").json[0]["TBBH"])


def test_the_board(twowei: Run, year: Path) -> None:
    columns = twowei("board", year, "--json").json
    closed = [one for one in twowei("patches", year, "--state", "S85", "--json").json if one["HCJG"] == "1"]
    by_title = {column["column"]: column for column in columns}
    assert by_title["销号"]["count"] == len(closed) and by_title["待拆"]["count"]
    assert "待拆" in twowei("board", year, "--cards").out


def test_serve_extend_demolish_and_close(twowei: Run, year: Path, ordered: str, tmp_path: Path) -> None:
    Image.new("RGB", (4, 4)).save(tmp_path / "后.jpg")
    assert twowei("serve", year, ordered, "urging", "--no", "催1", "--served", "2025-12-30", "--by", "法制").code == 0
    assert twowei("extend", year, ordered, "--until", "2026-12-30", "--why", "雨季", "--by", "队长").code == 0
    assert "granted until 2026-12-30" in twowei("extend", year, ordered, "--grant", "--by", "局长").out
    built = twowei("patches", year, "--state", "S52", "--json").json[0]["facts"]["JZMJ"]
    part = twowei("demolish", year, ordered, "--method", "强拆", "--floor", 1, "--at", "2026-01-05", "--by", "队长")
    assert part.code == 0 and "S70 拆除中" in part.out, part.err
    done = twowei("demolish", year, ordered, "--method", "强拆", "--floor", built - 1, "--photo", tmp_path / "后.jpg",
                  "--at", "2026-01-06T09:30", "--by", "队长", "--json")  # fmt: skip
    assert done.json["ZT"] == "S71" and done.json["facts"]["CCRQ"] == "2026-01-06"
    assert "[ ] 复核通过 (S80)" in twowei("close", year, ordered).out
    refused = twowei("close", year, ordered, "--why", "到位", "--by", "局长")
    assert refused.code == 7 and "cannot be closed yet" in refused.err
    assert "to look at" in twowei("recheck", year).out
    assert any(one["TBBH"] == ordered for one in twowei("recheck", year, "--json").json)
    gone = twowei("recheck", year, ordered, "--task", "drone_3", "--finding", "gone", "--by", "飞手")
    assert gone.code == 0, gone.err
    assert twowei("giveback", year, ordered, "--why", "地址不符", "--by", "队长").code == 0


def test_planning(twowei: Run, year: Path, tmp_path: Path) -> None:
    ordered = [one["TBBH"] for one in twowei("patches", year, "--state", "S52", "--json").json]
    assert twowei("campaign", year, "专班", "--start", "2026-01-01", "--by", "局长").code == 0
    assert "一队" in twowei("squad", year, "一队", "--members", "甲 乙", "--by", "局长").out
    done = twowei("assign", year, *ordered, "--campaign", "专班", "--squad", "一队", "--by", "局长", "--json").json
    assert done["assigned"] == ordered and not done["left_out"]
    (kept,) = twowei("campaign", year, "--json").json
    assert sorted(kept["numbers"]) == sorted(ordered)
    sheet = tmp_path / "单.pdf"
    route = twowei("route", year, "一队", "--day", "2030-03-05", "--sheet", sheet, "--by", "局长", "--json")
    assert route.code == 0 and route.json["stops"], route.err
    assert twowei("wallmap", year, tmp_path / "图.pdf", "--by", "局长").code == 0
    assert sheet.read_bytes().startswith(b"%PDF") and (tmp_path / "图.pdf").stat().st_size > 10_000
    assert "专班" in twowei("campaign", year).out


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("extend", "x"), 2),
        (("recheck", "x"), 2),
        (("demolish", "x", "--method", "强拆", "--floor", "1", "--by", "甲"), 6),
        (("giveback", "x", "--by", "甲"), 6),
    ],
)
def test_what_is_typed_wrong(twowei: Run, year: Path, arguments: tuple[str, ...], code: int) -> None:
    assert twowei(arguments[0], year, *arguments[1:]).code == code


@pytest.mark.parametrize(
    ("more", "code", "words"),
    [
        (("--floor", "999999"), 7, "is more than the building has"),
        (("--floor", "1", "--photo", "none.jpg"), 6, "none.jpg does not exist"),
        (("--floor", "1", "--at", "2019-01-01"), 7, "2019-01-01"),
        (("--floor", "1", "--at", "2199-01-01"), 7, "has not come yet"),
    ],
)
def test_a_demolition_that_cannot_be_writes_nothing(
    twowei: Run, year: Path, more: tuple[str, ...], code: int, words: str
) -> None:
    case = next(one for one in twowei("patches", year, "--state", "S52", "--json").json if one["facts"]["ZL"] == "1")
    told = twowei("demolish", year, case["TBBH"], "--method", "自拆", *more, "--by", "队长")
    assert told.code == code and words in told.err
    assert told.err.startswith("Error: ") and told.err.count("\n") == 1
    assert [case] == [
        one for one in twowei("patches", year, "--state", "S52", "--json").json if one["TBBH"] == case["TBBH"]
    ]


@pytest.mark.parametrize("command", ["dossier", "report"])
def test_without_a_chinese_font_no_paper_is_begun(
    twowei: Run, year: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    number = twowei("patches", year, "--state", "S85", "--json").json[0]["TBBH"]
    monkeypatch.delenv(fonts.VARIABLE, raising=False)
    monkeypatch.setattr(fonts, "folders", lambda: [tmp_path / "absent"])
    fonts._find.cache_clear()
    what = number if command == "dossier" else "2025-06"
    told = twowei(command, year, what, "--out", tmp_path / "纸", "--by", "甲", "--progress", "none")
    assert told.code == 8 and told.err.count("\n") == 1 and "install one" in told.err
    assert not list(tmp_path.rglob("*.pdf")) and not list(tmp_path.rglob("*.docx"))
