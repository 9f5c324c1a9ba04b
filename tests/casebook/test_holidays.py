"""The announced days of 2025 and 2026, a policy's own over them, and a year that nobody knows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from twowei.casebook import deadlines, holidays
from twowei.casebook.calendar import Calendar
from twowei.casebook.clock import CHINA_TIME

COUNTRY = Calendar(CHINA_TIME)
OFF = {
    2025: "0101 0128 0129 0130 0131 0203 0204 0404 0501 0502 0505 0602 1001 1002 1003 1006 1007 1008",
    2026: "0101 0102 0216 0217 0218 0219 0220 0223 0406 0501 0504 0505 0619 0925 1001 1002 1005 1006 1007",
}
"""Mondays to Fridays off (国办发明电 2024 第12号, 2025 第7号)."""
WORKED = {2025: "0126 0208 0427 0928 1011", 2026: "0104 0214 0228 0509 0920 1010"}


@pytest.mark.parametrize("year", [2025, 2026])
def test_the_days_are_those_that_the_state_council_announced(year: int) -> None:
    days = [date(year, 1, 1) + timedelta(n) for n in range(365)]
    assert [f"{d:%m%d}" for d in days if d.weekday() < 5 and not COUNTRY.is_workday(d)] == OFF[year].split()
    assert [f"{d:%m%d}" for d in days if d.weekday() > 4 and COUNTRY.is_workday(d)] == WORKED[year].split()


def test_the_policys_own_days_count_first() -> None:
    own = Calendar(CHINA_TIME, frozenset([date(2026, 9, 21)]), frozenset([date(2026, 10, 1)]))
    assert not own.is_workday(date(2026, 9, 21))
    assert own.is_workday(date(2026, 10, 1))
    assert own.is_workday(date(2026, 9, 20))


def test_a_year_that_nobody_knows_is_told() -> None:
    start = datetime(2098, 12, 30, 9, tzinfo=CHINA_TIME)
    assert not holidays.known(2098)
    assert COUNTRY.is_workday(date(2098, 12, 31)) == (date(2098, 12, 31).weekday() < 5)
    due = COUNTRY.due(start, "3wd")
    assert COUNTRY.unsure(start, due) == (2098, 2099)
    told = replace(COUNTRY, holidays=frozenset([date(2098, 10, 1), date(2099, 1, 1)]))
    assert told.unsure(start, due) == ()
    assert COUNTRY.unsure(datetime(2026, 5, 1, tzinfo=CHINA_TIME), COUNTRY.due(start.replace(year=2026), "1d")) == ()


def test_presets_use_the_announced_days() -> None:
    assert not deadlines.default().calendar.is_workday(date(2026, 10, 1))
    assert deadlines.default().calendar.is_workday(date(2026, 10, 10))
