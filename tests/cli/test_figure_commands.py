"""``twowei stats`` and ``twowei target`` as typed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from twowei.feedback import Feedback
from twowei.services.drawn_year import draw_year

Run = Callable[..., Any]


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("drawn") / "year"
    draw_year(folder, patches=60, feedback=Feedback())
    return folder


def test_the_table_has_denominators_rank_and_target(twowei: Run, year: Path) -> None:
    told = twowei("stats", year, "--month", "2025-06", "--until", "2025-12-31")
    assert told.code == 0, told.err
    for words in (
        "2025-06, as known on 2025-12-31",
        "图斑核销率",
        " / ",
        "个百分点",
        "年度任务 全区",
        "未下达目标",
        "查全率",
    ):
        assert words in told.out, words


def test_json_names_the_filter_that_opens_each_list(twowei: Run, year: Path) -> None:
    sheet = twowei("stats", year, "--month", "2025", "--json").json
    for figure in sheet["figures"][:8]:
        wanted = figure["list"]
        numbers = twowei("stats", year, "--month", wanted["month"], "--until", wanted["until"], "--list",
                         wanted["list"], "--json").json  # fmt: skip
        if figure["name"] != "closure_area":
            assert len(numbers) == figure["top"], figure["name"]
    (street, *_) = [part for part in sheet["split"]["street"] if part["figures"]["illegal"]["top"]]
    wanted = street["figures"]["illegal"]["list"]
    only = f"street={wanted['only']['street']}"
    numbers = twowei("stats", year, "--month", "2025", "--only", only, "--list", "illegal").out.split()
    assert len(numbers) == street["figures"]["illegal"]["top"]


def test_split_and_an_empty_list(twowei: Run, year: Path) -> None:
    told = twowei("stats", year, "--month", "2025", "--split", "source")
    assert told.code == 0 and "卫星" in told.out and "查准率C" in told.out
    assert twowei("stats", year, "--month", "2019-01", "--list", "图斑核销率", "--below").out == "none\n"


def test_a_target_is_set_and_shown(twowei: Run, year: Path) -> None:
    done = twowei("target", year, "2025", "340199", "1000", "--by", "局长", "--json")
    assert done.code == 0, done.err
    (whole, *_) = done.json
    assert whole["m2"] == 1000
    assert "全区" in twowei("target", year, "2025").out


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("stats", "--month", "2025-13"), 6, "is no period"),
        (("stats", "--only", "street"), 6, "is no condition"),
        (("stats", "--list", "luck"), 6, "There is no figure"),
        (("target", "2025", "340199"), 2, "together"),
        (("target", "2025", "340199", "5"), 6, "name of who decides is empty"),
    ],
)
def test_what_is_typed_wrong(twowei: Run, year: Path, arguments: tuple[str, ...], code: int, words: str) -> None:
    told = twowei(arguments[0], year, *arguments[1:])
    assert told.code == code and words in told.err


def test_a_demonstration_year_is_drawn(twowei: Run, tmp_path: Path) -> None:
    told = twowei("demo", tmp_path / "年", "--year", "20", "--json")
    assert told.code == 0 and told.json["patches"] == 20, told.err
    assert twowei("stats", tmp_path / "年", "--month", "2025", "--json").json["figures"][0]["value"] == 20
    again = twowei("demo", tmp_path / "年", "--year", "20")
    assert again.code == 5 and "workspace already" in again.err
