"""Figures against an independent reckoning from the exported ledger, in plain Python, to the digit."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from twowei.casebook import clock, deadlines, rows
from twowei.casebook.clock import CHINA_TIME
from twowei.casebook.lifecycle import State, Verdict
from twowei.casebook.patch import Patch
from twowei.errors import UnknownNameError
from twowei.feedback import Feedback
from twowei.services.cases import move
from twowei.services.drawn_year import draw_year
from twowei.services.figure_records import as_record, shown
from twowei.services.figures import Sheet, figures, set_target
from twowei.services.review import list_patches
from twowei.services.workspace import Workspace
from twowei.statistics.figures import FIGURES
from twowei.statistics.tallies import value_of

LAST = date(2025, 12, 31)
Record = dict[str, Any]


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """Twelve months of 240 drawn lives."""
    folder = tmp_path_factory.mktemp("drawn") / "year"
    draw_year(folder, patches=240, feedback=Feedback())
    with Workspace.open(folder) as workspace:
        yield workspace


@pytest.fixture(scope="module")
def ledger(year: Workspace) -> list[Record]:
    """The ledger as ``twowei patches --json`` exports it, with when each patch came in."""
    exported = [{**patch.as_record(), "came": patch.created_at.isoformat()} for patch in list_patches(year)]
    return list(json.loads(json.dumps(exported)))


def issued(ledger: list[Record], month: str) -> list[Record]:
    return [one for one in ledger if one["facts"].get("XFSJ", one["came"]).startswith(month) and one["ZT"] != "S99"]


def dated(ledger: list[Record], name: str, period: str) -> list[Record]:
    return [one for one in ledger if str(one["facts"].get(name, "")).startswith(period)]


def floor_m2(one: Record) -> float:
    facts = one["facts"]
    return float(facts.get("JZMJ", facts.get("ZDMJ", one["JCMJ"])))


Reckoned = tuple[float, float | None]


def by_hand(ledger: list[Record], period: str) -> dict[str, Reckoned]:
    """Return top and bottom of the figures that the ledger alone tells."""
    issued_in = issued(ledger, period)
    illegal = [one for one in issued_in if one["HCJG"] == "1"]
    lawful = [one for one in issued_in if one["HCJG"] in ("2", "4")]
    false = [one for one in issued_in if one["HCJG"] == "3"]
    closed = [one for one in issued_in if one["ZT"] in ("S85", "S90", "S95")]
    gone = [one for one in illegal if one["ZT"] in ("S71", "S80", "S85") and "CCRQ" in one["facts"]]
    removed = [one for one in dated(ledger, "CCRQ", period) if one["ZT"] != "S70"]
    own = [one for one in removed if one["facts"]["CZFS"] == "1"]
    seen = [one for one in (*illegal, *lawful, *false) if one["LY"] in ("01", "02", "06")]
    city = [one for one in issued_in if one["LY"] == "05"]
    half = [one for one in ledger if one["ZT"] == "S70"]
    return {
        "issued": (len(issued_in), None),
        "illegal": (len(illegal), None),
        "lawful": (len(lawful), None),
        "false": (len(false), None),
        "checked": (len(illegal) + len(lawful) + len(false), len(issued_in)),
        "closure": (len(closed), len(issued_in)),
        "closure_city": (len([one for one in city if one in closed]), len(city)),
        "closure_illegal": (len([one for one in closed if one in illegal]), len(illegal)),
        "demolished": (len(gone), len(illegal)),
        "removals": (len(removed), None),
        "self_demolition": (len(own), len(removed)),
        "left_m2": (sum(one["facts"]["SYMJ"] for one in half), None),
        "filed": (len(dated(ledger, "LARQ", period)), None),
        "concluded": (len(dated(ledger, "JARQ", period)), None),
        "conclusion": (len(dated(ledger, "JARQ", period)), len(dated(ledger, "LARQ", period))),
        "frozen": (len(dated(ledger, "DJRQ", period)), None),
        "unfrozen": (len(dated(ledger, "JDRQ", period)), None),
        "precision_change": (len([one for one in seen if one["HCJG"] != "3"]), len(seen)),
        "precision_illegal": (len([one for one in seen if one["HCJG"] == "1"]), len(seen)),
    }


PERIODS = [*(f"2025-{month:02d}" for month in range(1, 13)), "2025"]


@pytest.mark.parametrize("period", PERIODS)
def test_figures_are_those_of_the_exported_ledger(year: Workspace, ledger: list[Record], period: str) -> None:
    told = {one.figure.name: one.value for one in figures(year, period, until=LAST).told}
    for name, (top, bottom) in by_hand(ledger, period).items():
        value = told[name]
        assert (value.top, value.bottom) == (pytest.approx(top, abs=1e-6), bottom), name
        if bottom is not None:
            expected = f"{100 * top / bottom:.2f}%" if bottom else "—"
            assert shown(value).startswith(expected), name


@pytest.mark.parametrize("dimension, column", [("street", "XZDM"), ("source", "LY"), ("stock", "ZL"), ("form", "XT")])
def test_parts_are_those_of_the_ledger_and_add_up(
    year: Workspace, ledger: list[Record], dimension: str, column: str
) -> None:
    sheet = figures(year, "2025", until=LAST)
    parts = {code: {v.figure.name: v for v in values} for code, values in sheet.by(dimension).items()}
    for code, values in parts.items():
        own = [one for one in ledger if str(one.get(column) or one["facts"].get(column, "")) == code]
        for name, (top, bottom) in by_hand(own, "2025").items():
            assert (values[name].top, values[name].bottom) == (pytest.approx(top, abs=1e-6), bottom), (code, name)
    for one in sheet.told:
        assert sum(values[one.figure.name].top for values in parts.values()) == pytest.approx(one.value.top)


@pytest.mark.parametrize("period", ["2025-06", "2025"])
def test_every_number_opens_its_list(year: Workspace, period: str) -> None:
    sheet = figures(year, period, until=LAST)
    known = {patch.number for patch in list_patches(year)}
    for one in sheet.told:
        numbers = sheet.numbers(one.figure.name)
        assert len(set(numbers)) == len(numbers) and set(numbers) <= known
        if one.figure.unit in ("处", "起") or (one.figure.way == "share" and "area" not in one.figure.name):
            assert len(numbers) == one.value.top or one.figure.name == "relapse", one.figure.name
        if one.value.bottom is not None and "area" not in one.figure.name:
            below = sheet.numbers(one.figure.name, below=True)
            assert len(below) == one.value.bottom or one.figure.name == "relapse", one.figure.name


def test_removed_areas_are_the_sum_of_the_lines(year: Workspace, ledger: list[Record]) -> None:
    with year.casebook.reading() as connection:
        lines = connection.exec_driver_sql("SELECT day, CCMJ FROM removals").all()
    for period in PERIODS:
        top = next(v.value.top for v in figures(year, period, until=LAST).told if v.figure.name == "removed_m2")
        assert top == pytest.approx(sum(m2 for day, m2 in lines if day.startswith(period)))
    once = [one for one in ledger if one["HCCS"] == 0]
    of = {one["TBBH"]: one["facts"].get("CCMJ", 0.0) for one in once}
    with year.casebook.reading() as connection:
        sums = dict(connection.exec_driver_sql("SELECT TBBH, sum(CCMJ) FROM removals GROUP BY TBBH").all())
    assert all(sums.get(number, 0.0) == pytest.approx(m2) for number, m2 in of.items())


def test_overdue_now_is_what_the_deadlines_of_each_patch_say(year: Workspace) -> None:
    sheet = figures(year, "2025", until=LAST)
    moment = datetime(2026, 1, 1, tzinfo=CHINA_TIME)
    with year.casebook.reading() as connection:
        held = deadlines.load(connection)
        patches = rows.select_patches(connection)
    late = {
        patch.number
        for patch in patches
        for one in held.deadlines(patch)
        if one.kind == "due" and one.met is None and one.late(moment) and one.clock != "report"
        if patch.state not in (State.CLOSED, State.FALSE, State.STRUCK_OFF)
    }
    assert late and late <= set(sheet.numbers("overdue_now"))
    runs = sheet.scope.known.runs
    reports = {str(n) for n in sheet.scope.cases.number[runs.case[runs.clock == "report"]]}
    assert set(sheet.numbers("overdue_now")) - late <= reports


def test_the_past_is_seen_as_it_was(year: Workspace) -> None:
    june = figures(year, "2025-06", until=date(2025, 6, 30))
    later = figures(year, "2025-06", until=LAST)
    before, after = set(june.numbers("closure")), set(later.numbers("closure"))
    assert len(before) < len(after)
    state = dict(zip(june.scope.cases.number, june.scope.state, strict=True))
    with year.casebook.reading() as connection:
        for number, code in state.items():
            events = connection.exec_driver_sql(
                "SELECT to_state FROM events WHERE TBBH = ? AND at < '2025-07-01' AND to_state IS NOT NULL"
                " ORDER BY event_id DESC LIMIT 1", (number,)
            ).scalar_one_or_none()  # fmt: skip
            assert code == (events or ""), number


def test_a_month_is_compared_with_the_one_before_and_the_year_before(year: Workspace) -> None:
    told = {one.figure.name: one for one in figures(year, "2025-07", until=date(2025, 7, 31)).told}
    june = {one.figure.name: one.value for one in figures(year, "2025-06", until=date(2025, 6, 30)).told}
    july = told["closure"]
    assert july.month_before == june["closure"] and july.value.value and june["closure"].value
    assert july.by_month == july.value.value - june["closure"].value
    assert july.year_before is None and july.by_year is None, "a year before the casebook knew of nothing"


def test_the_example_of_the_seed_shows_480_percent(workspace: Workspace, patches: list[Patch], photo: Path) -> None:
    """192 of 40 万㎡ (seed S3)."""
    with workspace.casebook.writing() as connection:
        rows.change(connection, patches[0], state=State.ORDER_SERVED, facts={"ZL": "2"})
    begun = {"plan": "方案", "JHRQ": "2021-05-20", "CZFS": "3", "CCMJ": "0", "SYMJ": "1920000"}
    done = {"CCMJ": "1920000", "CCZDMJ": "640000", "CCRQ": "2021-12-30", "SYMJ": "0"}
    move(workspace, [patches[0].number], State.DEMOLISHING, "队长", facts=begun)
    move(workspace, [patches[0].number], State.DEMOLISHED, "队长", facts=done, photos=[photo])
    set_target(workspace, 2021, "350206", 400_000, "局长")
    set_target(workspace, 2021, "350206003", 0, "局长")
    whole, none = figures(workspace, "2021").progress
    assert (whole.label, whole.percent, whole.numbers) == ("全区", pytest.approx(480.0), (patches[0].number,))
    assert (none.percent, none.target.m2) == (None, 0)
    assert figures(workspace, "2021", until=date(2021, 12, 29)).progress[0].done_m2 == 0
    set_target(workspace, 2021, "350206", 160_000, "局长", basis="footprint")
    assert figures(workspace, "2021").progress[0].percent == pytest.approx(400.0)


@pytest.mark.parametrize(
    ("code", "m2", "words"),
    [
        ("35", 1, "six or nine digits"),
        ("350206", -1, "give 0 or more"),
        ("350206099", 1, "no place 350206099 here"),
        ("110101", 1, "the county is 350206"),
    ],
)
def test_a_target_that_cannot_be_meant(
    workspace: Workspace, patches: list[Patch], code: str, m2: float, words: str
) -> None:
    with pytest.raises(UnknownNameError, match=words):
        set_target(workspace, 2026, code, m2, "局长")


def test_a_month_without_patches_has_dashes(workspace: Workspace, patches: list[Patch]) -> None:
    sheet = figures(workspace, "2019-02")
    assert all(one.value.value in (0.0, None) for one in sheet.told)
    assert shown(sheet.told[5].value, out_of=True) == "— (0/0)"
    assert all(rank.rank is None for rank in sheet.ranking())
    assert sheet.progress[0].percent is None and sheet.recall.share is None
    assert as_record(sheet)["figures"][5]["value"] is None


def test_an_empty_workspace_has_figures(workspace: Workspace) -> None:
    sheet = figures(workspace)
    assert all(one.value.value in (0.0, None) for one in sheet.told) and sheet.ranking() == []


def test_a_zone_renamed_in_the_year_keeps_its_line(workspace: Workspace, patches: list[Patch]) -> None:
    with workspace.casebook.writing() as connection:
        rows.change(connection, patches[1], street_name="殿前镇")
        rows.change(connection, patches[0], street_name="殿前新街道")
    sheet = figures(workspace)
    assert set(sheet.by("street")) == {"350206002", "350206003"}
    assert sheet.label("street", "350206002") in ("殿前镇(原殿前新街道)", "殿前新街道(原殿前镇)")


def test_patches_outside_all_streets_are_told_but_not_ranked(workspace: Workspace, patches: list[Patch]) -> None:
    with workspace.casebook.writing() as connection:
        rows.change(connection, patches[1], street_code="350206000", street_name="")
    ranks = {rank.code: rank for rank in figures(workspace, f"{clock.now():%Y-%m}").ranking()}
    outside = ranks["350206000"]
    assert outside.rank is None and not outside.below_twice and outside.label == "辖区外或未划分"
    assert all(rank.rank for code, rank in ranks.items() if code != "350206000")


def test_the_account_of_illegal_patches_is_whole_or_says_what_is_missing(year: Workspace, ledger: list[Record]) -> None:
    sheet = figures(year, "2025", until=LAST)
    whole = sheet.balances[0]
    illegal = [one for one in issued(ledger, "2025") if one["HCJG"] == "1"]
    gone = [one for one in illegal if one["ZT"] in ("S71", "S80", "S85") and "CCRQ" in one["facts"]]
    other = [one for one in illegal if one["ZT"] in ("S80", "S85", "S90", "S95") and "CCRQ" not in one["facts"]]
    assert (whole.whole, whole.demolished, whole.regularised) == (len(illegal), len(gone), len(other))
    assert whole.unrectified == len(illegal) - len(gone) - len(other) and whole.left_over == 0 and other
    by_unit = {(one.code, one.unit): one for one in sheet.balances}
    assert by_unit[(None, "㎡")].whole == pytest.approx(sum(floor_m2(one) for one in illegal))
    for unit in ("处", "㎡"):
        streets = [one.whole for one in sheet.balances if one.unit == unit and one.code is not None]
        assert sum(streets) == pytest.approx(by_unit[(None, unit)].whole)
    for name in ("regularised", "unrectified"):
        assert len(sheet.numbers(name)) == next(one.value.top for one in sheet.told if one.figure.name == name)


def test_a_case_that_stands_in_no_column_is_left_over(workspace: Workspace, patches: list[Patch]) -> None:
    with workspace.casebook.writing() as connection:
        judged = clock.now()
        rows.change(connection, patches[0], state=State.DEMOLISHED, verdict=Verdict.ILLEGAL, judged_at=judged)
    whole = figures(workspace, f"{clock.now():%Y-%m}").balances[0]
    assert (whole.whole, whole.demolished, whole.unrectified, whole.left_over) == (1, 0, 0, 1)


def test_the_lists_behind_the_estimated_recall(year: Workspace, ledger: list[Record]) -> None:
    sheet = figures(year, "2025", until=LAST)
    lists = {name: set(sheet.numbers(name)) for name in ("recall_imagery", "recall_others", "recall_both")}
    found = sheet.recall
    assert [len(numbers) for numbers in lists.values()] == [found.from_above, found.by_others, found.both]
    assert lists["recall_both"] == lists["recall_imagery"] & lists["recall_others"]
    flat = {one["TBBH"] for one in ledger if one["HCJG"] == "1" and one["facts"].get("XT") != "2"}
    above = {one["TBBH"] for one in ledger if one["LY"] in ("01", "02", "06")}
    assert lists["recall_imagery"] <= flat and above & flat & lists["recall_others"] == lists["recall_both"] & above


def test_dates_before_the_discovery_count_in_no_average(workspace: Workspace, patches: list[Patch]) -> None:
    with workspace.casebook.writing() as connection:
        facts = {"CCRQ": "2026-05-01", "FXSJ": "2026-06-09T09:00:00+08:00"}
        rows.change(connection, patches[0], state=State.DEMOLISHED, facts=facts)
    value = {one.figure.name: one.value for one in figures(workspace, "2026-05").told}
    assert (value["removals"].value, value["days_median"].value) == (1.0, None)


def test_figures_follow_what_is_written(workspace: Workspace, patches: list[Patch]) -> None:
    period = f"{clock.now():%Y-%m}"
    assert figures(workspace, period).told[0].value.value == 3
    with workspace.casebook.writing() as connection:
        rows.change(connection, patches[0], facts={"XFSJ": "2020-01-05T09:00:00+08:00"})
    assert figures(workspace, period).told[0].value.value == 2
    assert figures(workspace, "2020-01").numbers("下发图斑") == [patches[0].number]


@pytest.mark.parametrize(
    ("ask", "words"),
    [
        (lambda w: figures(w, "June"), "is no period"),
        (lambda w: figures(w, "2026-13"), "is no period"),
        (lambda w: figures(w, only={"colour": "red"}), "no dimension"),
        (lambda w: figures(w, only={"street": "1"}), "No patch has the street"),
        (lambda w: figures(w).numbers("happiness"), "There is no figure"),
        (lambda w: figures(w).numbers("issued", below=True), "is no share"),
        (lambda w: figures(w).ranking("happiness"), "There is no figure"),
    ],
)
def test_what_is_not_there_is_said(
    workspace: Workspace, patches: list[Patch], ask: Callable[[Workspace], object], words: str
) -> None:
    with pytest.raises(UnknownNameError, match=words):
        ask(workspace)


def test_flags_of_a_street(year: Workspace) -> None:
    sheet = figures(year, "2025-06", until=date(2025, 6, 30))
    vetoed = {number for numbers in sheet.vetoes.values() for number in numbers}
    runs, cases = sheet.scope.known.runs, sheet.scope.cases
    for number in vetoed:
        own = (runs.case == cases.position[number]) & np.isin(runs.clock, ("report", "demolish"))
        late = np.isnat(runs.met[own]) | (runs.met[own] > runs.due[own])
        assert late.any() and cases.text("ZL")[cases.position[number]] == "1"
    may = {rank.code: rank.value.value for rank in figures(year, "2025-05", until=date(2025, 5, 31)).ranking()}
    for rank in sheet.ranking():
        twice = rank.value.value is not None and rank.value.value < 95 and (may.get(rank.code) or 100) < 95
        assert rank.below_twice == twice
    assert [rank.rank for rank in sheet.ranking() if rank.rank] == sorted(r.rank for r in sheet.ranking() if r.rank)


def test_every_figure_is_defined_once() -> None:
    assert len({figure.name for figure in FIGURES}) == len({figure.zh for figure in FIGURES}) == len(FIGURES)
    assert all(figure.about and figure.about_en for figure in FIGURES)


def test_a_share_of_nothing_has_no_value(workspace: Workspace) -> None:
    sheet: Sheet = figures(workspace)
    for figure in FIGURES:
        value = value_of(figure, figure.parts(sheet.scope))
        assert value.value is None if figure.unit in ("%", "日") else value.value == 0


def test_a_drawn_year_is_the_same_for_the_same_seed(tmp_path: Path) -> None:
    heads = []
    for name in ("a", "b"):
        draw_year(tmp_path / name, patches=30, seed=7, feedback=Feedback())
        with Workspace.open(tmp_path / name) as workspace:
            records = [{**p.as_record(), "c": p.created_at + timedelta()} for p in list_patches(workspace)]
            heads.append(records)
    assert heads[0] == heads[1]


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "拆后.jpg"
    path.write_bytes(b"no picture")
    return path
