"""The casebook as columns: what figures are made of, read once and reckoned with as a whole.

Times are China's, without an offset, in whole seconds (``datetime64[s]``; NaT where not known).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection

from twowei.casebook.clock import CHINA_TIME

Texts = NDArray[np.str_]
Times = NDArray[np.datetime64]
Amounts = NDArray[np.float64]
Mask = NDArray[np.bool_]
Positions = NDArray[np.int64]

NEVER = np.datetime64("NaT", "s")
_OFFSET = "+08:00"

_COLUMNS = (
    "TBBH", "ZT", "HCJG", "WYY", "LY", "XZDM", "XZMC", "SQDM", "SQMC", "ZRR", "after_month", "JCMJ", "HCCS", "FBH",
    "created_at", "judged_at", "entered_at", "facts",
)  # fmt: skip


@dataclass(frozen=True)
class Cases:
    """Patches as columns, in the order they came; facts of the ledger are taken out when asked for.

    Attributes:
        columns: Every column of `_COLUMNS` as it is stored.
    """

    columns: dict[str, Sequence[Any]]
    _texts: dict[str, Texts] = field(default_factory=dict)
    _times: dict[str, Times] = field(default_factory=dict)
    _amounts: dict[str, Amounts] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.columns["TBBH"])

    @cached_property
    def number(self) -> Texts:
        """Lifelong numbers."""
        return self.text("TBBH")

    @cached_property
    def position(self) -> dict[str, int]:
        """Where each number stands."""
        return {number: position for position, number in enumerate(self.columns["TBBH"])}

    def text(self, name: str) -> Texts:
        """Return a column or a fact as texts, empty where it is not known."""
        return _kept(self._texts, name, self._text)

    def time(self, name: str) -> Times:
        """Return a column or a fact as times; a day is its first moment."""
        return _kept(self._times, name, self._time)

    def amount(self, name: str) -> Amounts:
        """Return a column or a fact as numbers, NaN where it is not known."""
        return _kept(self._amounts, name, self._amount)

    @cached_property
    def _facts(self) -> tuple[Positions, list[dict[str, Any]]]:
        """Positions of the patches that have facts, and these; parsed at once, which is quicker."""
        stored = self.columns["facts"]
        there = [position for position, text in enumerate(stored) if text != "{}"]
        return np.array(there, np.int64), json.loads("[" + ",".join(stored[position] for position in there) + "]")

    def _found(self, name: str) -> tuple[Positions, list[Any]]:
        """Return the positions at which a column or fact is known, and what it is."""
        if name in self.columns:
            values = self.columns[name]
            known = [position for position, value in enumerate(values) if value not in (None, "")]
            return np.array(known, np.int64), [values[position] for position in known]
        positions, facts = self._facts
        there = [(place, fact[name]) for place, fact in zip(positions, facts, strict=True) if name in fact]
        return np.array([place for place, _ in there], np.int64), [value for _, value in there]

    def _text(self, name: str) -> Texts:
        positions, values = self._found(name)
        known = np.array([str(value) for value in values], np.str_)
        column: Texts = np.zeros(len(self), known.dtype if known.size else "U1")
        column[positions] = known
        return column

    def _time(self, name: str) -> Times:
        column: Times = np.full(len(self), NEVER)
        positions, values = self._found(name)
        column[positions] = times(values)
        return column

    def _amount(self, name: str) -> Amounts:
        column: Amounts = np.full(len(self), np.nan)
        positions, values = self._found(name)
        column[positions] = np.array(values, np.float64)
        return column


Column = TypeVar("Column")


def _kept(made: dict[str, Column], name: str, make: Callable[[str], Column]) -> Column:
    """Return a column, made once."""
    if name not in made:
        made[name] = make(name)
    return made[name]


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


def load(connection: Connection) -> Cases:
    """Read every patch."""
    names = ", ".join(_COLUMNS)
    rows = connection.exec_driver_sql(f"SELECT {names} FROM patches ORDER BY fid").fetchall()
    columns: Sequence[Sequence[Any]] = list(zip(*rows, strict=True)) or [()] * len(_COLUMNS)
    return Cases(dict(zip(_COLUMNS, columns, strict=True)))


@dataclass(frozen=True)
class Stays:
    """How long which patch stood in which state, in no particular order.

    Attributes:
        case: Position of the patch.
        state: Code of the state.
        entered: When it came; NaT in casebooks of version 1.
        left: When it went on; NaT while it stands there.
    """

    case: Positions
    state: Texts
    entered: Times
    left: Times


_MOVES = """
SELECT TBBH, from_state, json_extract("before", '$.entered_at'),
    CASE WHEN instr("after", '"happened_at"') THEN json_extract("after", '$.happened_at') ELSE at END
FROM events WHERE TBBH IS NOT NULL AND from_state <> to_state ORDER BY event_id
"""


def load_stays(connection: Connection, cases: Cases) -> Stays:
    """Read where every patch stood when: its events tell where it came from and when it went on."""
    rows = connection.exec_driver_sql(_MOVES).fetchall()
    gone: Sequence[Sequence[Any]] = list(zip(*rows, strict=True)) or [(), (), (), ()]
    here = np.arange(len(cases))
    return Stays(
        np.concatenate([np.array([cases.position[number] for number in gone[0]], np.int64), here]),
        np.concatenate([np.array(gone[1], "U3"), cases.text("ZT")]),
        np.concatenate([times(gone[2]), _entered(cases)]),
        np.concatenate([times(gone[3]), np.full(len(cases), NEVER)]),
    )


def _entered(cases: Cases) -> Times:
    """Return when each patch came to its state; where that was not kept, when it was judged or came in."""
    entered: Times = cases.time("entered_at").copy()
    for name in ("judged_at", "created_at"):
        missing = np.isnat(entered)
        entered[missing] = cases.time(name)[missing]
    return entered


def states_on(stays: Stays, count: int, at: np.datetime64) -> Texts:
    """Return each patch's state at a moment; empty before it came in."""
    then = (stays.entered < at) & (np.isnat(stays.left) | (stays.left >= at))
    states: Texts = np.zeros(count, "U3")
    states[stays.case[then]] = stays.state[then]
    return states


@dataclass(frozen=True)
class Removals:
    """What was removed when, a line each.

    Attributes:
        case: Position of the patch.
        day: Its first moment.
        floor_m2: Floor area (`CCMJ`).
        footprint_m2: Footprint (`CCZDMJ`).
    """

    case: Positions
    day: Times
    floor_m2: Amounts
    footprint_m2: Amounts


def load_removals(connection: Connection, cases: Cases) -> Removals:
    """Read every removal."""
    rows = connection.exec_driver_sql("SELECT TBBH, day, CCMJ, CCZDMJ FROM removals ORDER BY removal_id").fetchall()
    columns: Sequence[Sequence[Any]] = list(zip(*rows, strict=True)) or [(), (), (), ()]
    return Removals(
        np.array([cases.position[number] for number in columns[0]], np.int64),
        times(columns[1]),
        np.array(columns[2], np.float64),
        np.array(columns[3], np.float64),
    )
