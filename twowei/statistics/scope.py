"""What a figure is reckoned over: a period, a day up to which things are known, and some of the patches."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Any

import numpy as np

from twowei.casebook.calendar import months_later
from twowei.casebook.deadlines import IMAGERY_SOURCES
from twowei.casebook.states import State, Verdict
from twowei.errors import UnknownNameError
from twowei.statistics.cases import (
    NEVER,
    Amounts,
    Cases,
    Mask,
    Positions,
    Texts,
    Times,
    any_of,
    moment,
)
from twowei.statistics.clocks import Runs
from twowei.statistics.moves import Removals, Stays, states_on

CLOSED = (State.CLOSED.code, State.FALSE.code, State.STRUCK_OFF.code)
"""Off the list: 销号, 伪变化核销, 合法核销."""

DEMOLISHED = (State.DEMOLISHED.code, State.RECHECKED.code, State.CLOSED.code)


@dataclass(frozen=True)
class Period:
    """A month or a year; ``end`` is the first day after it."""

    name: str
    start: date
    end: date

    @property
    def is_month(self) -> bool:
        """Whether it is a month."""
        return len(self.name) == len("2026-06")

    def earlier(self, months: int) -> Period:
        """Return the period so many months before."""
        start = months_later(self.start, -months)
        return month_of(start) if self.is_month else year_of(start.year)


def month_of(day: date) -> Period:
    """Return the month of a day."""
    start = day.replace(day=1)
    return Period(f"{start:%Y-%m}", start, months_later(start, 1))


def year_of(year: int) -> Period:
    """Return a year."""
    return Period(f"{year:04d}", date(year, 1, 1), date(year + 1, 1, 1))


def parse_period(text: str) -> Period:
    """Read ``2026-06`` or ``2026``.

    Raises:
        UnknownNameError: It is neither.
    """
    try:
        if len(text) == len("2026") and text.isdigit():
            return year_of(int(text))
        if len(text) == len("2026-06"):
            return month_of(date.fromisoformat(f"{text}-01"))
    except ValueError:
        pass
    raise UnknownNameError(f"{text!r} is no period; give a month such as 2026-06 or a year such as 2026.")


@dataclass(frozen=True)
class Known:
    """All that figures are reckoned from, read once."""

    cases: Cases
    stays: Stays
    runs: Runs
    removals: Removals
    sighted: frozenset[str] = frozenset()
    """Numbers of patches that detection saw again."""


DIMENSIONS: Mapping[str, str] = {"street": "XZDM", "community": "SQDM", "source": "LY", "stock": "ZL", "form": "XT"}
"""What figures can be split by, and the column or fact it is."""


@dataclass(frozen=True)
class Scope:
    """Patches seen up to a day, for a period.

    Attributes:
        until: The last day that is known of.
        only: Only patches with these codes, by dimension.
    """

    known: Known
    period: Period
    until: date
    only: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def reckoned(self) -> dict[str, Any]:
        """What was reckoned over it, each once: by a figure's name, by how many months earlier."""
        return {}

    @property
    def cases(self) -> Cases:
        """Every patch of the casebook, those outside the scope too."""
        return self.known.cases

    @cached_property
    def start(self) -> np.datetime64:
        """First moment of the period."""
        return moment(self.period.start)

    @cached_property
    def end(self) -> np.datetime64:
        """First moment after the period, or after the last day that is known of."""
        return min(moment(self.period.end), self.cut)

    @cached_property
    def cut(self) -> np.datetime64:
        """First moment of which nothing is known."""
        return moment(self.until + timedelta(days=1))

    @cached_property
    def year_before_end(self) -> np.datetime64:
        """First moment of the twelve months that end with the period, or with the last day that is known of."""
        return moment(months_later(min(self.period.end, self.until + timedelta(days=1)), -12))

    @cached_property
    def rebuilt_on(self) -> Times:
        """The day on which each patch's site was last told as built again."""
        stays = self.known.stays
        lines = (stays.state == State.REBUILT.code) & (stays.entered < self.cut)
        days: Times = np.full(len(self.cases), NEVER)
        order = np.argsort(stays.entered[lines])
        days[stays.case[lines][order]] = stays.entered[lines][order].astype("datetime64[D]")
        return days

    def within(self, when: Times) -> Mask:
        """Return which times lie in the period and are known of."""
        return np.asarray((when >= self.start) & (when < self.end))

    def tally(self, case: Positions, amounts: Amounts | None = None) -> Amounts:
        """Return lines added up by patch, those of patches outside the scope left out."""
        total = np.bincount(case, amounts, len(self.cases)).astype(np.float64)
        return np.asarray(total * self.inside)

    @cached_property
    def inside(self) -> Mask:
        """Which patches are meant: not the tombstones of merging and splitting, and as `only` says."""
        mask = self.state != State.REPLACED.code
        for dimension, code in self.only.items():
            mask &= self.cases.text(DIMENSIONS[dimension]) == code
        return np.asarray(mask)

    @cached_property
    def state(self) -> Texts:
        """Every patch's state at the end of the last day that is known of; empty before it came in."""
        return states_on(self.known.stays, len(self.cases), self.cut)

    @cached_property
    def verdict(self) -> Texts:
        """Codes of the verdicts given until then."""
        given = self.cases.time("judged_at")
        codes: Texts = self.cases.text("HCJG").copy()
        codes[given >= self.cut] = ""
        return codes

    @cached_property
    def issued_at(self) -> Times:
        """When a patch was handed down (`XFSJ`), else when it came in."""
        told = self.cases.time("XFSJ")
        return np.where(np.isnat(told), self.cases.time("created_at"), told)

    @cached_property
    def found_at(self) -> Times:
        """When a patch was found: `FXSJ`, else confirmed, else came in."""
        found = self.cases.time("FXSJ")
        for other in (self.cases.time("QRSJ"), self.issued_at):
            found = np.where(np.isnat(found), other, found)
        return found

    @cached_property
    def issued(self) -> Mask:
        """B: patches handed down in the period."""
        return np.asarray(self.inside & self.within(self.issued_at))

    @cached_property
    def illegal(self) -> Mask:
        """V: judged illegal."""
        return np.asarray(self.verdict == Verdict.ILLEGAL.code)

    @cached_property
    def lawful(self) -> Mask:
        """L: judged lawful, registered farm buildings too."""
        return np.asarray(any_of(self.verdict, (Verdict.LEGAL.code, Verdict.FARM.code)))

    @cached_property
    def false(self) -> Mask:
        """W: judged a false change."""
        return np.asarray(self.verdict == Verdict.FALSE.code)

    @cached_property
    def closed(self) -> Mask:
        """Off the list."""
        return np.asarray(any_of(self.state, CLOSED))

    @cached_property
    def demolished(self) -> Mask:
        """Gone, as far as is known."""
        gone = self.cases.time("CCRQ") < self.cut
        return np.asarray(gone & any_of(self.state, DEMOLISHED))

    @cached_property
    def is_new(self) -> Mask:
        """增量."""
        return np.asarray(self.cases.text("ZL") == "1")

    @cached_property
    def from_above(self) -> Mask:
        """Found by imagery."""
        return np.asarray(any_of(self.cases.text("LY"), IMAGERY_SOURCES))

    @cached_property
    def built_m2(self) -> Amounts:
        """Area to be removed: floor area, else footprint, else as seen from above."""
        area = self.cases.amount("JZMJ")
        for name in ("ZDMJ", "JCMJ"):
            area = np.where(np.isnan(area), self.cases.amount(name), area)
        return area

    def late(self, runs: Mask) -> Mask:
        """Return which deadlines are missed as far as is known."""
        table = self.known.runs
        done = np.where(np.isnat(table.met) | (table.met >= self.cut), self.cut, table.met)
        return np.asarray(runs & (done > table.due))

    @cached_property
    def running(self) -> Mask:
        """Deadlines that ran at any time of the period."""
        table = self.known.runs
        return np.asarray((table.start < self.end) & (np.isnat(table.met) | (table.met >= self.start)))

    @cached_property
    def falling_due(self) -> Mask:
        """Deadlines whose last moment lies in the period."""
        return self.within(self.known.runs.due)
