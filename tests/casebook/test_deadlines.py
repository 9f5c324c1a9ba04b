from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from typing import Any

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from twowei.casebook import policy as rules
from twowei.casebook.calendar import Calendar, days_until, months_later, parse_term, term_text
from twowei.casebook.clock import CHINA_TIME
from twowei.casebook.deadlines import Deadline, Policies
from twowei.casebook.patch import Patch
from twowei.casebook.states import State
from twowei.errors import PolicyError

SQUARE = shapely.box(500_000, 2_700_000, 500_020, 2_700_020)
PATCH = Patch(
    number="350206002202606W0001", state=State.CANDIDATE, change="new", geometry=SQUARE, model_geometry=SQUARE,
    area_m2=620.0, lon=118.1, lat=24.5, score=0.9, before_month="2026-05", after_month="2026-06", before_date=None,
    after_date=None, source="03", county_code="350206", street_code="350206002", street_name="", community_code="",
    community_name="", responsible="", verdict=None, reason=None, note="", judged_by="", judged_at=None,
    archived_at=None, dossier=None, model="fast 1", threshold=0.5, academic_only=True, batch="b",
    created_at=datetime(2026, 7, 16, 9, tzinfo=CHINA_TIME), revision=1,
)  # fmt: skip
OFFICE = Calendar(CHINA_TIME, frozenset({date(2026, 10, d) for d in range(1, 9)}), frozenset({date(2026, 10, 10)}))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=CHINA_TIME)


def preset(name: str, *edits: tuple[str, str]) -> rules.Policy:
    text = rules.preset_text(name)
    for old, new in edits:
        assert old in text
        text = text.replace(old, new, 1)
    return rules.parse_policy(text, "edited.toml")


def clock(name: str, patch: Patch, *held: rules.Policy) -> Deadline:
    return next(one for one in Policies(held or [preset("nanjing")]).deadlines(patch) if one.clock == name)


def placed(state: State, entered: str = "2026-07-16T09:00", **facts: Any) -> Patch:
    return replace(PATCH, state=state, entered_at=at(entered), facts=facts)


@pytest.mark.parametrize(
    ("reported", "minutes"), [("11:00:00", 0), ("11:01:00", 1), ("10:00:00", 0), ("13:30:00", 150)]
)
def test_found_at_nine_must_be_reported_by_eleven(reported: str, minutes: int) -> None:
    patch = placed(State.SUSPECTED, FXSJ="2026-07-16T09:00:00+08:00", SBSJ=f"2026-07-16T{reported}+08:00")
    assert clock("report", patch).late(at("2026-08-01T00:00")) == timedelta(minutes=minutes)
    elsewhere = datetime(2026, 7, 16, 3, 1, tzinfo=timezone.utc)
    assert clock("report", placed(State.SUSPECTED, FXSJ="2026-07-16T09:00")).late(elsewhere) == timedelta(minutes=1)


def test_a_satellites_clue_counts_from_its_confirmation() -> None:
    facts = {"FXSJ": "2026-07-16T09:00", "QRSJ": "2026-07-20T15:00"}
    assert clock("report", placed(State.SUSPECTED, **facts)).due == at("2026-07-16T11:00")
    assert clock("report", replace(placed(State.SUSPECTED, **facts), source="01")).due == at("2026-07-20T17:00")
    assert clock("report", placed(State.UNLAWFUL, **facts)).due == at("2026-07-16T11:00")


def test_the_term_of_demolition_is_explained() -> None:
    large, small = placed(State.QUICK), replace(placed(State.QUICK), area_m2=300.0)
    assert (clock("demolish", large).due, clock("demolish", large).why) == (
        at("2026-07-21T23:59:59"), "5 日: 面积 620.00 ㎡ > 300 ㎡",
    )  # fmt: skip
    assert (clock("demolish", small).due, clock("demolish", small).why) == (
        at("2026-07-16T23:59:59"), "当日: 面积 300.00 ㎡ ≤ 300 ㎡",
    )  # fmt: skip
    hard = replace(small, facts={"difficult": "1"})
    assert clock("demolish", hard).why == "5 日: 拆除难度较大"


@pytest.mark.parametrize(
    ("start", "term", "due"),
    [
        ("2026-01-31T10:00", "1mo", "2026-02-28T23:59:59"),
        ("2028-01-31T10:00", "1mo", "2028-02-29T23:59:59"),
        ("2028-02-29T10:00", "12mo", "2029-02-28T23:59:59"),
        ("2026-08-31T10:00", "6mo", "2027-02-28T23:59:59"),
        ("2026-12-31T23:59", "0d", "2026-12-31T23:59:59"),
        ("2026-12-31T23:30", "2h", "2027-01-01T01:30:00"),
        ("2026-09-30T10:00", "3wd", "2026-10-12T23:59:59"),
        ("2026-07-17T10:00", "3wd", "2026-07-22T23:59:59"),
        ("2026-07-16T10:00", "60d+3mo", "2026-12-14T23:59:59"),
        ("2028-02-28T10:00", "1d", "2028-02-29T23:59:59"),
    ],
)
def test_terms_at_the_edges_of_the_calendar(start: str, term: str, due: str) -> None:
    assert OFFICE.due(at(start), term) == at(due)


def test_a_day_begins_in_the_civil_time_of_the_policy() -> None:
    night = datetime(2026, 7, 15, 16, 30, tzinfo=timezone.utc)  # 00:30 on the 16th in China
    assert OFFICE.due(night, "0d") == at("2026-07-16T23:59:59")
    abroad = preset("nanjing", ('"Asia/Shanghai"', '"Europe/London"'))
    assert clock("demolish", replace(placed(State.QUICK), area_m2=1.0, entered_at=night), abroad).due.day == 15


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(0, 60))
def test_months_later_stay_in_their_month(day: date, count: int) -> None:
    later = months_later(day, count)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == count
    assert later.day == day.day or (later + timedelta(days=1)).day == 1


@given(st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)), st.integers(0, 15))
def test_working_days_end_on_a_working_day_and_grow(start: datetime, count: int) -> None:
    begun = start.replace(tzinfo=CHINA_TIME)
    due = OFFICE.due(begun, f"{count + 1}wd")
    assert OFFICE.is_workday(due.date()) and due > OFFICE.due(begun, f"{count}wd")


def test_the_tracks_have_their_own_clocks() -> None:
    planning = placed(State.ORDER_SERVED, XQCCRQ="2026-07-16", ZCQX="2026-07-31", FLX="1")
    assert clock("forced", planning).due.date() == date(2027, 1, 16)
    assert clock("self_demolition", planning).due == at("2026-07-31T23:59:59")
    land = replace(planning, facts={**planning.facts, "FLX": "2"})
    names = {one.clock for one in Policies([]).deadlines(land)}
    assert "court" in names and "forced" not in names
    assert clock("forced", planning).late(at("2030-01-01T00:00")) == timedelta()


def test_an_extension_is_told() -> None:
    patch = placed(State.QUICK, YQZ="2026-07-30")
    assert clock("demolish", patch).due == at("2026-07-30T23:59:59")
    assert "延期至 2026-07-30" in clock("demolish", patch).why


def test_a_new_policy_counts_for_what_starts_from_its_day_on() -> None:
    old = preset("nanjing")
    new = preset("nanjing", ("area_above_m2 = 300", "area_above_m2 = 1000"), ("2000-01-01", "2026-08-01"),
                 ('version = "1"', 'version = "2"'))  # fmt: skip
    before, after = placed(State.QUICK), placed(State.QUICK, "2026-08-02T09:00")
    assert clock("demolish", before, old, new).policy == "nanjing 1"
    assert clock("demolish", after, old, new).policy == "nanjing 2"
    assert clock("demolish", after, old, new).due == at("2026-08-02T23:59:59")
    retroactive = replace(new, effective_from=date(2026, 1, 1))
    assert clock("demolish", before, old, retroactive).due == at("2026-07-16T23:59:59")


@pytest.mark.parametrize("name", rules.presets())
def test_presets_say_what_must_be_confirmed(name: str) -> None:
    held = preset(name)
    assert "legal office" in held.notice and held.name == name
    assert ("S40.photos" in held.waived) == (name == "simple")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('term = "2h"', 'term = "2 hours"', r"line \d+: '2 hours' is no term"),
        ('term = "2h"', "term = 2h", r"is no TOML.*line \d+"),
        ('states = ["S20"]', 'states = ["S21"]', r"line \d+: there is no state 'S21'"),
        ('met_by = "SBSJ"', 'met_by = "XXX"', "there is no time or day 'XXX'"),
        ('version = "1"', "", "'version' is missing"),
        ("effective_from = 2000-01-01", 'effective_from = "soon"', r"line \d+: 'effective_from' must be a day"),
        ("Asia/Shanghai", "Asia/Atlantis", "no time zone 'Asia/Atlantis'"),
        ("waive = []", 'waive = ["S40.all"]', r"no proof 'S40.all' to waive"),
        ("area = 2.0", "area = -2.0", "'area' must be a number of 0 or more"),
        ("memory_months = 12", "memory = 12", "there is no entry 'memory'"),
        ('due = "ZCQX"', "", "needs either term or due"),
    ],
)
def test_an_error_in_a_policy_is_named_with_its_line(old: str, new: str, words: str) -> None:
    with pytest.raises(PolicyError, match=words):
        preset("nanjing", (old, new))


def test_terms_are_read_and_told() -> None:
    assert parse_term("60d+3mo") == [(60, "d"), (3, "mo")]
    assert term_text("60d+3mo") == "60 日再加 3 个月"
    with pytest.raises(ValueError, match="no term"):
        parse_term("5")


@pytest.mark.parametrize(
    ("due", "now", "days"),
    [
        ("2026-06-10 23:59:59", "2026-06-11 00:00:01", -1),
        ("2026-06-10 23:59:59", "2026-10-14 09:00:00", -126),
        ("2026-06-10 23:59:59", "2026-06-10 08:00:00", 0),
        ("2026-06-10 11:00:00", "2026-06-10 11:01:00", 0),
        ("2026-06-13 09:00:00", "2026-06-10 23:59:00", 3),
    ],
)
def test_days_are_calendar_days(due: str, now: str, days: int) -> None:
    assert days_until(at(due), at(now)) == days


def test_days_are_those_of_the_deadlines_time_zone() -> None:
    night_in_china = datetime(2026, 6, 10, 16, 30, tzinfo=timezone.utc)
    assert days_until(at("2026-06-11 23:59:59"), night_in_china) == 0
