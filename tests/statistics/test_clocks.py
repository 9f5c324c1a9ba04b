"""Deadlines reckoned as columns are those reckoned one by one."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from twowei.casebook.calendar import Calendar
from twowei.casebook.clock import CHINA_TIME
from twowei.statistics.cases import moment
from twowei.statistics.clocks import ends

CHINA = Calendar(CHINA_TIME, frozenset({date(2026, 1, 1), date(2026, 10, 1)}), frozenset({date(2026, 2, 14)}))
TERMS = ("2h", "24h", "0d", "1d", "5d", "3wd", "1wd", "6mo", "60d+3mo", "1mo+5wd", "0wd")


@given(st.datetimes(datetime(2024, 1, 1), datetime(2027, 12, 31)), st.sampled_from(TERMS))
def test_a_term_ends_as_the_calendar_says(start: datetime, term: str) -> None:
    aware = start.replace(microsecond=0, tzinfo=CHINA_TIME)
    (found,) = ends(CHINA, np.array([moment(aware)]), term)
    assert found == moment(CHINA.due(aware, term))


@pytest.mark.parametrize("term", TERMS)
def test_a_policy_of_another_zone_counts_its_own_days(term: str) -> None:
    west = Calendar(timezone(timedelta(hours=6)))
    aware = datetime(2026, 5, 29, 1, 30, tzinfo=CHINA_TIME)
    (found,) = ends(west, np.array([moment(aware)]), term)
    assert found == moment(west.due(aware, term))


def test_what_has_no_start_has_no_end() -> None:
    starts = np.array([np.datetime64("NaT", "s"), moment(datetime(2026, 5, 29, 9, tzinfo=CHINA_TIME))])
    for term in TERMS:
        assert np.isnat(ends(CHINA, starts, term)).tolist() == [True, False]
    assert not ends(CHINA, starts[:0], "3wd").size
