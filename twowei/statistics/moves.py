"""Where patches stood when, and what was removed of them: read once, and gone on from."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4
from zipfile import BadZipFile

import numpy as np
from sqlalchemy import Connection

from twowei.statistics.cases import NEVER, Amounts, Cases, Positions, Texts, Times, times


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
    """Read every move, or those that came after what was read before; the caller knows it to be of this history."""
    known = former or _NO_MOVES
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


def _is_of(connection: Connection, moves: Moves) -> bool:
    """Return whether moves that were read before are of this history."""
    seal = connection.exec_driver_sql(_SEAL_OF, (moves.last,)).scalar_one_or_none()
    return seal is not None and seal == moves.hash


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
    """What was removed when, a line each; lines are never changed.

    Attributes:
        last: Id of the last line.
        case: Position of the patch.
        day: Its first moment.
        floor_m2: Floor area (`CCMJ`).
        footprint_m2: Footprint (`CCZDMJ`).
    """

    last: int
    case: Positions
    day: Times
    floor_m2: Amounts
    footprint_m2: Amounts


_REMOVALS = "SELECT TBBH, day, CCMJ, CCZDMJ, removal_id FROM removals WHERE removal_id > ? ORDER BY removal_id"
_NO_REMOVALS = Removals(0, np.zeros(0, np.int64), np.zeros(0, "M8[s]"), np.zeros(0), np.zeros(0))


def load_removals(connection: Connection, cases: Cases, former: Removals | None = None) -> Removals:
    """Read every removal, or those that came after what was read before; the caller knows it to be of this history."""
    known = former or _NO_REMOVALS
    rows = connection.exec_driver_sql(_REMOVALS, (known.last,)).fetchall()
    numbers, days, floor, footprint, ids = list(zip(*rows, strict=True)) or [(), (), (), (), ()]
    return Removals(
        ids[-1] if ids else known.last,
        np.concatenate([known.case, np.array([cases.position[number] for number in numbers], np.int64)]),
        np.concatenate([known.day, times(days)]),
        np.concatenate([known.floor_m2, np.array(floor, np.float64)]),
        np.concatenate([known.footprint_m2, np.array(footprint, np.float64)]),
    )


@dataclass(frozen=True)
class Past:
    """Moves and removals as far as the history reached when they were read."""

    moves: Moves
    removals: Removals


def load_past(connection: Connection, cases: Cases, former: Past | None = None) -> Past:
    """Read moves and removals, or those that came after what was read before, where that is of this history."""
    known = former if former and _is_of(connection, former.moves) else None
    moves = load_moves(connection, cases, known.moves if known else None)
    return Past(moves, load_removals(connection, cases, known.removals if known else None))


_MOVE_NAMES, _REMOVAL_NAMES = ("case", "state", "entered", "left"), ("case", "day", "floor_m2", "footprint_m2")


def keep_past(path: Path, past: Past) -> None:
    """Keep what was read in a file that can be made again, beside it and then into place."""
    draft = path.with_name(f".{path.name}.{uuid4().hex[:8]}.npz")
    moved = {f"moves.{name}": getattr(past.moves, name) for name in _MOVE_NAMES}
    removed = {f"removals.{name}": getattr(past.removals, name) for name in _REMOVAL_NAMES}
    head = np.array([str(past.moves.last), past.moves.hash, str(past.removals.last)])
    try:
        with draft.open("wb") as file:
            np.savez(file, head=head, allow_pickle=False, **moved, **removed)
        draft.replace(path)
    except OSError:
        draft.unlink(missing_ok=True)


def kept_past(path: Path) -> Past | None:
    """Return what was kept, or None where there is nothing or it cannot be read."""
    try:
        with np.load(path, allow_pickle=False) as held:
            last, seal, removed = (str(word) for word in held["head"])
            moves = Moves(int(last), seal, *(held[f"moves.{name}"] for name in _MOVE_NAMES))
            return Past(moves, Removals(int(removed), *(held[f"removals.{name}"] for name in _REMOVAL_NAMES)))
    except (OSError, ValueError, KeyError, BadZipFile):
        return None
