"""Proving a casebook: the chain of its events, the rows they tell of, every attachment, and against what was given out.

An export, a dossier and a backup say how many events there were and what the last hash was; so a tail that was cut
off is found too.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select

from twowei.casebook import attachments, history, outside, rows
from twowei.casebook.history import FIRST_HASH, Head
from twowei.casebook.schema import events, patches
from twowei.casebook.store import crs_of
from twowei.errors import WorkspaceError

COUNT, HASH = "事件数", "末端哈希"
"""Labels under which an export's sheet tells how far the history reached."""

_number = events.c.TBBH


@dataclass(frozen=True)
class Finding:
    """What does not hold: kind, where it is, and a sentence."""

    kind: str
    where: str
    sentence: str


def chain(connection: Connection) -> Iterator[Finding]:
    """Yield the first event whose seal does not hold."""
    broken = history.first_broken(connection)
    if broken is None:
        return
    row = connection.execute(select(events).where(events.c.event_id == broken)).mappings().one()
    about = f" of patch {row['TBBH']}" if row["TBBH"] else ""
    yield Finding(
        "event",
        str(broken),
        f"Event {broken}{about} ({row['action']} by {row['actor']} at {row['at']}) is the first link that does not"
        " hold: it, or one before it, was changed or taken out. Compare with a backup.",
    )


def rows_as_told(connection: Connection) -> Iterator[Finding]:
    """Yield patches whose state or verdict is not what their last event says."""
    told: dict[str, tuple[str | None, Any]] = {}
    query = select(_number, events.c.to_state, events.c.after).where(_number.is_not(None)).order_by(events.c.event_id)
    for number, state, after in connection.execute(query):
        facts = json.loads(after)
        verdict = facts["HCJG"] if "HCJG" in facts else told.get(number, (None, None))[1]
        told[number] = (state or told.get(number, (None, None))[0], verdict)
    for number, state, verdict in connection.execute(select(patches.c.TBBH, patches.c.ZT, patches.c.HCJG)):
        if told.get(number) != (state, verdict):
            yield Finding(
                "patch",
                number,
                f"Patch {number} stands at {state} with verdict {verdict}, but its history ends at"
                f" {told.get(number)}: it was changed outside twowei.",
            )


def outside_edits(connection: Connection) -> Iterator[Finding]:
    """Yield patches that another program changed, also before changes were noticed as they are made."""
    noticed = set()
    for edit in outside.read(connection):
        noticed.add(edit.number)
        yield Finding("edit", edit.number, edit.sentence)
    crs = crs_of(connection)
    for patch in rows.select_patches(connection) if crs is not None else ():
        if patch.number not in noticed and outside.stale(patch, crs):
            yield Finding(
                "edit",
                patch.number,
                f"Patch {patch.number} has an area of {patch.area_m2:,.2f} ㎡ (JCMJ) that is not its outline's: the"
                " outline was drawn anew outside twowei; take it in: twowei edits WORKSPACE --take NUMBER --by NAME.",
            )


def files(connection: Connection, folder: Path) -> Iterator[Finding]:
    """Yield attachments that are gone or whose bytes are not those that were attached."""
    for one in attachments.read(connection):
        path = folder / one.path
        if not path.is_file():
            yield Finding("attachment", one.path, f"The {one.kind} {one.path} of {one.number} is gone.")
        elif attachments.sha256_of(path) != one.sha256:
            yield Finding("attachment", one.path, f"The {one.kind} {one.path} of {one.number} was changed.")


def against(connection: Connection, given_out: Head, source: str) -> Iterator[Finding]:
    """Yield whether the history does not contain what was given out: its tail was cut, or it was written anew."""
    if given_out.events == 0:
        return
    query = select(events.c.hash).where(events.c.event_id == given_out.events)
    there = connection.execute(query).scalar_one_or_none()
    reached = history.head(connection).events
    if reached < given_out.events:
        yield Finding(
            "tail",
            str(reached),
            f"{source} knows {given_out.events} events, the casebook has {reached}: its end was cut off.",
        )
    elif there != given_out.hash:
        yield Finding("tail", str(given_out.events), f"Event {given_out.events} is not the one that {source} knows.")


def head_in(path: Path) -> Head:
    """Return how far the history reached when a dossier, an export's sheet or a backup was made.

    Raises:
        WorkspaceError: The file does not say.
    """
    try:
        sheet = _sheet_in(path)
        return _READERS.get(sheet.suffix.lower(), _from_json)(sheet)
    except (OSError, ValueError, KeyError, TypeError, sqlite3.DatabaseError) as error:
        raise WorkspaceError(
            f"{path} does not say how far the history reached; give an export (its folder or sheet), the 图斑.json of"
            " a dossier, or a backup."
        ) from error


def _sheet_in(path: Path) -> Path:
    if path.is_dir():
        return next((path / name for name in ("导出清单.json", "图斑.json") if (path / name).is_file()), path)
    return path


def _from_json(path: Path) -> Head:
    told = json.loads(path.read_text(encoding="utf-8"))["history"]
    return Head(int(told["events"]), str(told["head"]))


def _from_sheet(path: Path) -> Head:
    from openpyxl import load_workbook

    book = load_workbook(path, read_only=True)
    try:
        facts = {str(row[0]): row[1] for row in book["说明"].iter_rows(max_col=2, values_only=True)}
    finally:
        book.close()
    return Head(int(str(facts[COUNT])), str(facts[HASH]))


def _from_casebook(path: Path) -> Head:
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        last = connection.execute("SELECT event_id, hash FROM events ORDER BY event_id DESC LIMIT 1").fetchone()
        return Head(int(last[0]), str(last[1])) if last else Head(0, FIRST_HASH)


_READERS = {".xlsx": _from_sheet, ".gpkg": _from_casebook, ".json": _from_json}
