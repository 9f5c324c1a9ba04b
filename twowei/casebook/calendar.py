"""Days and terms of a policy: natural days, working days, months, in one civil time."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from twowei.casebook import holidays as announced

_TERM = re.compile(r"(\d+)(h|d|wd|mo)")
_UNITS = {"h": "小时", "d": "日", "wd": "个工作日", "mo": "个月"}


@dataclass(frozen=True)
class Calendar:
    """Which days are worked, and in which civil time a day begins.

    Attributes:
        holidays: Days off beside those announced for the whole country (`holidays`).
        workdays: Days worked although they are a weekend or announced as off.
    """

    zone: tzinfo
    holidays: frozenset[date] = frozenset()
    workdays: frozenset[date] = frozenset()

    def is_workday(self, day: date) -> bool:
        """Return whether a day is worked."""
        return day in self.workdays or (day not in self.holidays and announced.worked(day))

    def unsure(self, start: datetime, due: datetime) -> tuple[int, ...]:
        """Return the years of a term in working days whose holidays neither the policy nor the table knows."""
        told = {day.year for day in (*self.holidays, *self.workdays)}
        years = range(start.astimezone(self.zone).year, due.year + 1)
        return tuple(year for year in years if year not in told and not announced.known(year))

    def due(self, start: datetime, term: str) -> datetime:
        """Return the last moment of a term: ``2h``, ``5d``, ``3wd``, ``6mo``, or several joined by ``+``.

        Hours run from the moment. Of days the first is not counted, and the last ends at 23:59:59; ``0d`` is the
        same day. A month ends on the day of the same number, or on the month's last.
        """
        moment = start.astimezone(self.zone)
        for count, unit in parse_term(term):
            moment = (
                moment + timedelta(hours=count) if unit == "h" else self._end(self._later(moment.date(), count, unit))
            )
        return moment

    def end_of(self, day: date) -> datetime:
        """Return the last second of a day."""
        return self._end(day)

    def _end(self, day: date) -> datetime:
        return datetime.combine(day, time(23, 59, 59), self.zone)

    def _later(self, day: date, count: int, unit: str) -> date:
        if unit == "mo":
            return months_later(day, count)
        if unit == "d":
            return day + timedelta(days=count)
        while count:
            day += timedelta(days=1)
            count -= self.is_workday(day)
        return day


def days_until(due: datetime, now: datetime) -> int:
    """Return the calendar days from today to the day a term ends, in the term's civil time; below 0 it is past.

    What every list, board, paper and note tells: a term that ended yesterday at 23:59:59 is one day late.
    """
    return (due.date() - now.astimezone(due.tzinfo).date()).days


def months_later(day: date, count: int) -> date:
    """Return the day ``count`` months later, or that month's last where it is shorter."""
    index = day.year * 12 + day.month - 1 + count
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def parse_term(term: str) -> list[tuple[int, str]]:
    """Take a term apart.

    Raises:
        ValueError: It is none.
    """
    parts = [_TERM.fullmatch(part.strip()) for part in term.split("+")]
    found = [(int(part[1]), part[2]) for part in parts if part]
    if len(found) < len(parts):
        raise ValueError(f"{term!r} is no term; give one such as 2h, 5d, 3wd, 6mo or 60d+3mo")
    return found


def term_text(term: str) -> str:
    """Return a term in Chinese; ``0d`` is 当日."""
    return "再加 ".join("当日" if part == (0, "d") else f"{part[0]} {_UNITS[part[1]]}" for part in parse_term(term))
