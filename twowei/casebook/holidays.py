"""The holidays and worked weekends that the State Council announced, as the package ``chinesecalendar`` lists them.

They are announced a year at a time, in November for the year after. For a year that the package does not know, Mondays
to Fridays are worked, and whoever is shown a term must be told so (`known`).
"""

from __future__ import annotations

from datetime import date
from functools import cache

import chinese_calendar


def worked(day: date) -> bool:
    """Return whether a day is worked: as announced, else where it is a Monday to Friday."""
    return bool(chinese_calendar.is_workday(day)) if known(day.year) else day.weekday() < 5


@cache
def known(year: int) -> bool:
    """Return whether the holidays of a year are listed."""
    try:
        chinese_calendar.is_workday(date(year, 1, 1))
    except NotImplementedError:
        return False
    return True
