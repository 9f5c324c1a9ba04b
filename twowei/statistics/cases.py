"""The casebook as columns: what figures are made of, read once and reckoned with as a whole.

Times are China's, without an offset, in whole seconds (``datetime64[s]``; NaT where not known).
"""

from __future__ import annotations

import gc
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar
from uuid import uuid4
from zipfile import BadZipFile

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


@contextmanager
def _without_collection() -> Iterator[None]:
    """Let many small things be made at once: looking through them for garbage again and again doubles the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


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
    def _facts(self) -> dict[str, tuple[list[int], list[Any]]]:
        """By the name of each fact the positions that have it and what it is; parsed and turned round at once."""
        stored = self.columns["facts"]
        there = [position for position, text in enumerate(stored) if text != "{}"]
        with _without_collection():
            parsed = json.loads("[" + ",".join(stored[position] for position in there) + "]")
        found: dict[str, tuple[list[int], list[Any]]] = defaultdict(lambda: ([], []))
        for position, facts in zip(there, parsed, strict=True):
            for name, value in facts.items():
                positions, values = found[name]
                positions.append(position)
                values.append(value)
        return dict(found)

    def _found(self, name: str) -> tuple[Positions, list[Any]]:
        """Return the positions at which a column or fact is known, and what it is."""
        if name in self.columns:
            values = self.columns[name]
            known = [position for position, value in enumerate(values) if value not in (None, "")]
            return np.array(known, np.int64), [values[position] for position in known]
        positions, facts = self._facts.get(name, ([], []))
        return np.array(positions, np.int64), facts

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
    with _without_collection():
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


@dataclass(frozen=True)
class Moves:
    """Where patches stood before each of their moves: events are never changed, so what was read stays true.

    Attributes:
        last: Id of the last event that was looked at; ``hash`` its hash.
    """

    last: int
    hash: str
    case: Positions
    state: Texts
    entered: Times
    left: Times


_NO_MOVES = Moves(0, "", np.zeros(0, np.int64), np.zeros(0, "U3"), np.zeros(0, "M8[s]"), np.zeros(0, "M8[s]"))
_MOVES = """
SELECT TBBH, from_state, json_extract("before", '$.entered_at'),
    CASE WHEN instr("after", '"happened_at"') THEN json_extract("after", '$.happened_at') ELSE at END
FROM events WHERE event_id > ? AND TBBH IS NOT NULL AND from_state <> to_state ORDER BY event_id
"""
_SEAL_OF = "SELECT hash FROM events WHERE event_id = ?"
_NEWEST = "SELECT event_id, hash FROM events ORDER BY event_id DESC LIMIT 1"


def load_moves(connection: Connection, cases: Cases, former: Moves | None = None) -> Moves:
    """Read every move, or those that came after what was read before, where that is of this history."""
    known = former or _NO_MOVES
    if known.last and connection.exec_driver_sql(_SEAL_OF, (known.last,)).scalar_one_or_none() != known.hash:
        known = _NO_MOVES
    newest = connection.exec_driver_sql(_NEWEST).one_or_none()
    rows = connection.exec_driver_sql(_MOVES, (known.last,)).fetchall()
    numbers, states, entered, left = list(zip(*rows, strict=True)) or [(), (), (), ()]
    return Moves(
        newest[0] if newest else 0,
        newest[1] if newest else "",
        np.concatenate([known.case, np.array([cases.position[number] for number in numbers], np.int64)]),
        np.concatenate([known.state, np.array(states, "U3")]),
        np.concatenate([known.entered, times(entered)]),
        np.concatenate([known.left, times(left)]),
    )


def keep_moves(path: Path, moves: Moves) -> None:
    """Keep what was read in a file that can be made again, beside it and then into place."""
    draft = path.with_name(f".{path.name}.{uuid4().hex[:8]}.npz")
    try:
        with draft.open("wb") as file:
            np.savez(file, head=np.array([str(moves.last), moves.hash]), case=moves.case, state=moves.state,
                     entered=moves.entered, left=moves.left)  # fmt: skip
        draft.replace(path)
    except OSError:
        draft.unlink(missing_ok=True)


def kept_moves(path: Path) -> Moves | None:
    """Return what was kept, or None where there is nothing or it cannot be read."""
    try:
        with np.load(path, allow_pickle=False) as kept:
            last, seal = (str(word) for word in kept["head"])
            return Moves(int(last), seal, kept["case"], kept["state"], kept["entered"], kept["left"])
    except (OSError, ValueError, KeyError, BadZipFile):
        return None


def stays_of(cases: Cases, moves: Moves) -> Stays:
    """Return where every patch stood when: its moves tell where it came from, it itself where it stands."""
    return Stays(
        np.concatenate([moves.case, np.arange(len(cases))]),
        np.concatenate([moves.state, cases.text("ZT")]),
        np.concatenate([moves.entered, _entered(cases)]),
        np.concatenate([moves.left, np.full(len(cases), NEVER)]),
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
