"""The patches as columns, read from the casebook: all of them once, from then on those that were changed.

A trigger of the casebook tells every change of a patch, whichever program made it, each under a random token. What was
read is kept in a file that can be made again, with the last change it knows of; where the casebook does not hold that
change under that token, it is another casebook or another history, and everything is read anew.
"""

from __future__ import annotations

import gc
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection

from twowei.statistics.cases import (
    AMOUNT_COLUMNS,
    COLUMNS,
    NEVER,
    TIME_COLUMNS,
    Amounts,
    Cases,
    Positions,
    Texts,
    Times,
    Wanted,
    times,
)

_STORED = (*COLUMNS, *TIME_COLUMNS, *AMOUNT_COLUMNS, "facts")
_KINDS = ("texts", "times", "amounts")
_MANY = 4
"""Where more than one patch in so many was changed, reading all is quicker."""

_AT_ONCE = 500
_LAST = "SELECT change_id, token FROM patch_changes ORDER BY change_id DESC LIMIT 1"
_TOKEN = "SELECT token FROM patch_changes WHERE change_id = ?"
_CHANGED = "SELECT DISTINCT patch FROM patch_changes WHERE change_id > ?"

Column = NDArray[Any]


@dataclass(frozen=True)
class Change:
    """The last change of a patch that is known of: its number in the casebook, and its random token."""

    id: int
    token: int


@dataclass(frozen=True)
class Read:
    """Patches as columns up to a change.

    Attributes:
        fresh: How many of the patches were read from the casebook to get there.
    """

    cases: Cases
    change: Change
    fresh: int = 0


def newest(connection: Connection) -> Change:
    """Return the last change there was."""
    row = connection.exec_driver_sql(_LAST).one_or_none()
    return Change(row[0], row[1]) if row else Change(0, 0)


def read(connection: Connection, wanted: Wanted, former: Read | None = None) -> Read:
    """Return every patch, going on from what was read ``former``ly where that is of this history."""
    last = newest(connection)
    if former is not None and former.cases.wanted == wanted and is_of(connection, former.change):
        changed = sorted(connection.exec_driver_sql(_CHANGED, (former.change.id,)).scalars())
        if len(changed) * _MANY <= len(former.cases):
            return Read(_with(former.cases, _rows_of(connection, changed)), last, len(changed))
    with _without_collection():
        rows = connection.exec_driver_sql(f"SELECT fid, {', '.join(_STORED)} FROM patches ORDER BY fid").fetchall()
        return Read(_columns(rows, wanted), last, len(rows))


def is_of(connection: Connection, change: Change) -> bool:
    """Return whether a change was one of this casebook."""
    return bool(connection.exec_driver_sql(_TOKEN, (change.id,)).scalar() == change.token)


def _rows_of(connection: Connection, fids: Sequence[int]) -> list[Sequence[Any]]:
    found: list[Sequence[Any]] = []
    for start in range(0, len(fids), _AT_ONCE):
        chosen = ",".join(map(str, fids[start : start + _AT_ONCE]))
        query = f"SELECT fid, {', '.join(_STORED)} FROM patches WHERE fid IN ({chosen}) ORDER BY fid"
        found += connection.exec_driver_sql(query).fetchall()
    return found


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


def _columns(rows: Sequence[Sequence[Any]], wanted: Wanted) -> Cases:
    """Return rows as columns."""
    fid, *values, stored = list(zip(*rows, strict=True)) or [()] * (len(_STORED) + 1)
    by_name = dict(zip(_STORED, values, strict=False))
    told = _facts_of(stored)
    count = len(rows)
    return Cases(
        np.array(fid, np.int64),
        {name: _texts(range(count), by_name[name], count) for name in COLUMNS}
        | {name: _texts(*told[name], count) for name in wanted.texts if name in told},
        {name: times(by_name[name]) for name in TIME_COLUMNS}
        | {name: _times(*told[name], count) for name in wanted.times if name in told},
        {name: _as_told(by_name[name]) for name in AMOUNT_COLUMNS}
        | {name: _amounts(*told[name], count) for name in wanted.amounts if name in told},
        wanted,
    )


def _as_told(values: Sequence[float | None]) -> Amounts:
    """Return areas to a hundredth of a ㎡, as every ledger tells them, so that sums are those of the ledger's lines."""
    return np.array([None if value is None else round(value, 2) for value in values], np.float64)


def _facts_of(stored: Sequence[str]) -> dict[str, tuple[list[int], list[Any]]]:
    """Return by the name of each fact the places that have it and what it is; parsed and turned round at once."""
    there = [place for place, text in enumerate(stored) if text != "{}"]
    parsed = json.loads("[" + ",".join(stored[place] for place in there) + "]")
    found: dict[str, tuple[list[int], list[Any]]] = {}
    for place, facts in zip(there, parsed, strict=True):
        for name, value in facts.items():
            places, values = found.setdefault(name, ([], []))
            places.append(place)
            values.append(value)
    return found


def _texts(places: Iterable[int], values: Sequence[Any], count: int) -> Texts:
    known = np.array(["" if value is None else str(value) for value in values], np.str_)
    column: Texts = np.zeros(count, known.dtype if known.size else "U1")
    column[list(places)] = known
    return column


def _times(places: Sequence[int], values: Sequence[Any], count: int) -> Times:
    column: Times = np.full(count, NEVER)
    column[list(places)] = times(values)
    return column


def _amounts(places: Sequence[int], values: Sequence[Any], count: int) -> Amounts:
    column: Amounts = np.full(count, np.nan)
    column[list(places)] = np.array(values, np.float64)
    return column


def _with(cases: Cases, rows: Sequence[Sequence[Any]]) -> Cases:
    """Return columns with some rows put in place of those they were, and new ones at the end."""
    if not rows:
        return cases
    fresh = _columns(rows, cases.wanted)
    fid = np.union1d(cases.fid, fresh.fid)
    old, new = np.searchsorted(fid, cases.fid), np.searchsorted(fid, fresh.fid)
    places = len(fid), old, new
    return Cases(
        fid,
        _merged(cases.texts, fresh.texts, places),
        _merged(cases.times, fresh.times, places),
        _merged(cases.amounts, fresh.amounts, places),
        cases.wanted,
    )


def _merged(
    old: Mapping[str, Column], new: Mapping[str, Column], places: tuple[int, Positions, Positions]
) -> dict[str, Column]:
    count, of_old, of_new = places
    merged = {}
    for name in {**old, **new}:
        parts = [column[name] for column in (old, new) if name in column]
        column = _nothing(np.result_type(*parts), count)
        if name in old:
            column[of_old] = old[name]
        column[of_new] = new[name] if name in new else _nothing(column.dtype, len(of_new))
        merged[name] = column
    return merged


def _nothing(kind: np.dtype[Any], count: int) -> Column:
    """Return a column in which nothing is known."""
    empty = {"M": NEVER, "f": np.nan}.get(kind.kind)
    return np.zeros(count, kind) if empty is None else np.full(count, empty, kind)


def keep(path: Path, found: Read) -> None:
    """Keep what was read in a file that can be made again, beside it and then into place."""
    draft = path.with_name(f".{path.name}.{uuid4().hex[:8]}")
    cases = found.cases
    columns = {f"{kind}.{name}": column for kind in _KINDS for name, column in getattr(cases, kind).items()}
    try:
        with draft.open("wb") as file:
            np.savez(file, change=np.array([found.change.id, found.change.token], np.int64), fid=cases.fid,
                     wanted=np.array(cases.wanted.words), allow_pickle=False, **columns)  # fmt: skip
        draft.replace(path)
    except OSError:
        draft.unlink(missing_ok=True)


def kept(path: Path, wanted: Wanted) -> Read | None:
    """Return what was kept, or None where there is nothing, it cannot be read or other facts were wanted."""
    by_kind: dict[str, dict[str, Column]] = {kind: {} for kind in _KINDS}
    try:
        with np.load(path, allow_pickle=False) as held:
            if tuple(held["wanted"].tolist()) != wanted.words:
                return None
            for key in held.files:
                kind, _, name = key.partition(".")
                if name:
                    by_kind[kind][name] = held[key]
            change = Change(*(int(number) for number in held["change"]))
            return Read(Cases(held["fid"], by_kind["texts"], by_kind["times"], by_kind["amounts"], wanted), change)
    except (OSError, ValueError, KeyError, TypeError, BadZipFile):
        return None
