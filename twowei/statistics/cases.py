"""The casebook as columns: what figures are made of, reckoned with as a whole.

Times are China's, without an offset, in whole seconds (``datetime64[s]``; NaT where not known).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from twowei.casebook.clock import CHINA_TIME

Texts = NDArray[np.str_]
Times = NDArray[np.datetime64]
Amounts = NDArray[np.float64]
Mask = NDArray[np.bool_]
Positions = NDArray[np.int64]

NEVER = np.datetime64("NaT", "s")
_OFFSET = "+08:00"

COLUMNS = ("TBBH", "ZT", "HCJG", "LY", "XZDM", "XZMC", "SQDM", "SQMC", "FBH", "after_month")
"""Columns of a patch that are texts."""

TIME_COLUMNS = ("created_at", "judged_at", "entered_at")
AMOUNT_COLUMNS = ("JCMJ", "HCCS")


@dataclass(frozen=True)
class Wanted:
    """The facts of the ledger that are taken out as texts, times and amounts: what figures need, and clocks."""

    texts: frozenset[str] = frozenset(["ZL", "XT", "GLTS", "CZFS", "FLX"])
    times: frozenset[str] = frozenset(["XFSJ", "FXSJ", "QRSJ", "CCRQ", "LARQ", "JARQ", "DJRQ", "JDRQ", "YQZ"])
    amounts: frozenset[str] = frozenset(["ZDMJ", "JZMJ", "SYMJ", "ZGMJ"])

    def also(self, texts: Iterable[str], times: Iterable[str]) -> Wanted:
        """Return more facts."""
        return replace(self, texts=self.texts | set(texts), times=self.times | set(times))

    @property
    def words(self) -> tuple[str, ...]:
        """All of it, to be kept beside what was read."""
        kinds = {"text": self.texts, "time": self.times, "amount": self.amounts, "format": {"2"}}
        return tuple(sorted(f"{kind} {name}" for kind, names in kinds.items() for name in names))


@dataclass(frozen=True)
class Cases:
    """Patches as columns, in the order they came; what nobody ever told is in none.

    Attributes:
        fid: Row of each patch in the casebook, rising.
        texts: Columns and facts by their names, empty where not known.
        times: A day is its first moment.
        amounts: NaN where not known.
        wanted: Facts that were looked for; no others can be asked for.
    """

    fid: Positions
    texts: Mapping[str, Texts]
    times: Mapping[str, Times]
    amounts: Mapping[str, Amounts]
    wanted: Wanted
    _parts: dict[str, tuple[Texts, Positions]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.fid)

    @property
    def number(self) -> Texts:
        """Lifelong numbers."""
        return self.text("TBBH")

    @cached_property
    def position(self) -> dict[str, int]:
        """Where each number stands."""
        return {number: position for position, number in enumerate(self.number.tolist())}

    def text(self, name: str) -> Texts:
        """Return a column or a fact as texts, empty where it is not known."""
        if name in self.texts or name not in self.wanted.texts:
            return self.texts[name]
        return np.zeros(len(self), "U1")

    def time(self, name: str) -> Times:
        """Return a column or a fact as times; a day is its first moment."""
        if name in self.times or name not in self.wanted.times:
            return self.times[name]
        return np.full(len(self), NEVER)

    def amount(self, name: str) -> Amounts:
        """Return a column or a fact as numbers, NaN where it is not known."""
        if name in self.amounts or name not in self.wanted.amounts:
            return self.amounts[name]
        return np.full(len(self), np.nan)

    def parts(self, name: str) -> tuple[Texts, Positions]:
        """Return the different values of a column in order, and which of them each patch has; sorted once."""
        if name not in self._parts:
            values, place = np.unique(self.text(name), return_inverse=True)
            self._parts[name] = values, place
        return self._parts[name]


def times(texts: Sequence[str | None]) -> Times:
    """Return stored days and times; what is None is NaT."""
    return np.array([_local(text) for text in texts], "datetime64[s]")


def _local(text: str | None) -> str:
    if not text:
        return "NaT"
    if text[19:] in ("", _OFFSET):
        return text[:19]
    when = datetime.fromisoformat(text)
    return when.astimezone(CHINA_TIME).replace(tzinfo=None, microsecond=0).isoformat()


def any_of(column: Texts, codes: Iterable[str]) -> Mask:
    """Return where a column has one of a few codes; quicker than sorting it."""
    found: Mask = np.zeros(len(column), bool)
    for code in codes:
        found |= column == code
    return found


def moment(day: date | datetime) -> np.datetime64:
    """Return a day's first moment, or a time, as columns have it."""
    if isinstance(day, datetime):
        return np.datetime64(_local(day.isoformat()), "s")
    return np.datetime64(day.isoformat(), "s")
