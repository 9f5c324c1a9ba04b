"""What happened, who did it and when: events that are only ever added, each sealed with the one before.

An event's hash covers its own words and the hash before it, so a line that is changed or taken out later
breaks the chain from there on.
"""

from __future__ import annotations

import getpass
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, insert, select

from twowei.casebook.clock import now
from twowei.casebook.schema import events
from twowei.errors import UnknownNameError, WorkspaceError

_number = events.c.TBBH

FIRST_HASH = "0" * 64
CLOCKS_DIFFER = timedelta(minutes=10)
"""How far the clocks of machines that write one casebook may be apart."""

_SEALED = ("at", "actor", "account", "action", "TBBH", "from_state", "to_state", "before", "after", "note")


@dataclass(frozen=True)
class Draft:
    """An event about to be written.

    Attributes:
        action: What was done, such as ``found``, ``judged``, ``moved``, ``noted``, ``taken back``, ``archived``.
        by: Who did it, as they call themselves.
        number: The patch, or None for what concerns the whole casebook.
        before: The facts before; after: the facts after.
    """

    action: str
    by: str
    number: str | None = None
    from_state: str | None = None
    to_state: str | None = None
    before: Mapping[str, Any] = field(default_factory=dict)
    after: Mapping[str, Any] = field(default_factory=dict)
    note: str = ""


@dataclass(frozen=True)
class Event:
    """A line of the history.

    Attributes:
        at: Time with its offset.
        by: Who did it, as they call themselves.
        account: The operating system's account it was done under.
    """

    id: int
    at: datetime
    by: str
    account: str
    action: str
    number: str | None
    from_state: str | None
    to_state: str | None
    before: dict[str, Any]
    after: dict[str, Any]
    note: str
    prev_hash: str
    hash: str


def account() -> str:
    """Return the operating system's account, or ``unknown`` where it has no name."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "unknown"


def checked_name(by: str) -> str:
    """Return the name of who acts, trimmed.

    Raises:
        UnknownNameError: The name is empty.
    """
    if not by.strip():
        raise UnknownNameError("The name of who decides is empty; say who it is (--by NAME).")
    return by.strip()


def append(connection: Connection, drafts: Iterable[Draft], at: datetime | None = None) -> None:
    """Write events in their order; the connection must hold the casebook's write lock."""
    when = (at or now()).isoformat()
    who = account()
    last = _last_hash(connection, when)
    rows = []
    for draft in drafts:
        row = _row(draft, when, who, last)
        last = row["hash"]
        rows.append(row)
    if rows:
        connection.execute(insert(events), rows)


def _last_hash(connection: Connection, when: str) -> str:
    """Return the hash of the newest event.

    Raises:
        WorkspaceError: It is later than ``when``: the machine's clock runs behind.
    """
    newest = select(events.c.hash, events.c.at).order_by(events.c.event_id.desc()).limit(1)
    row = connection.execute(newest).one_or_none()
    if row is None:
        return FIRST_HASH
    if datetime.fromisoformat(when) < datetime.fromisoformat(row.at) - CLOCKS_DIFFER:
        raise WorkspaceError(
            f"The clock of this machine says {when}, but the casebook's last event is of {row.at};"
            " set the clock right and try again."
        )
    return str(row.hash)


@dataclass(frozen=True)
class Head:
    """How far a history reaches: the number of its events, which is the last one's id, and the hash of the last."""

    events: int
    hash: str


def head(connection: Connection) -> Head:
    """Return how far the history reaches; it stands on dossiers, exports and backups."""
    newest = select(events.c.event_id, events.c.hash).order_by(events.c.event_id.desc()).limit(1)
    row = connection.execute(newest).one_or_none()
    return Head(int(row.event_id), str(row.hash)) if row else Head(0, FIRST_HASH)


def _row(draft: Draft, at: str, account_name: str, prev_hash: str) -> dict[str, Any]:
    row = {
        "at": at,
        "actor": draft.by,
        "account": account_name,
        "action": draft.action,
        "TBBH": draft.number,
        "from_state": draft.from_state,
        "to_state": draft.to_state,
        "before": _json(draft.before),
        "after": _json(draft.after),
        "note": draft.note,
        "prev_hash": prev_hash,
    }
    return {**row, "hash": _seal(row)}


def _json(facts: Mapping[str, Any]) -> str:
    return json.dumps(dict(facts), ensure_ascii=False, sort_keys=True)


def _seal(row: Mapping[str, Any] | RowMapping) -> str:
    words = json.dumps([row["prev_hash"], *(row[name] for name in _SEALED)], ensure_ascii=False)
    return hashlib.sha256(words.encode("utf-8")).hexdigest()


def first_hash(connection: Connection) -> str:
    """Return the hash of the first event, which tells this casebook and its copies from any other."""
    query = select(events.c.hash).order_by(events.c.event_id).limit(1)
    return str(connection.execute(query).scalar_one_or_none() or FIRST_HASH)


def read(connection: Connection, number: str | None = None) -> list[Event]:
    """Return the events of one patch, or all, oldest first."""
    query = select(events).order_by(events.c.event_id)
    if number is not None:
        query = query.where(_number == number)
    return [_event(row) for row in connection.execute(query).mappings()]


def read_some(connection: Connection, *conditions: ColumnElement[bool]) -> list[Event]:
    """Return the events that meet conditions, oldest first."""
    query = select(events).where(*conditions).order_by(events.c.event_id)
    return [_event(row) for row in connection.execute(query).mappings()]


def was_in(connection: Connection, number: str, state: str) -> bool:
    """Return whether a patch ever came to a state."""
    query = select(events.c.event_id).where(_number == number, events.c.to_state == state).limit(1)
    return connection.execute(query).first() is not None


def first_broken(connection: Connection) -> int | None:
    """Return the id of the first event whose seal does not hold or before which one is missing, else None."""
    last = FIRST_HASH
    for number, row in enumerate(connection.execute(select(events).order_by(events.c.event_id)).mappings(), 1):
        if row["event_id"] != number or row["prev_hash"] != last or row["hash"] != _seal(row):
            return int(row["event_id"])
        last = row["hash"]
    return None


def _event(row: RowMapping) -> Event:
    return Event(
        id=row["event_id"],
        at=datetime.fromisoformat(row["at"]),
        by=row["actor"],
        account=row["account"],
        action=row["action"],
        number=row["TBBH"],
        from_state=row["from_state"],
        to_state=row["to_state"],
        before=json.loads(row["before"]),
        after=json.loads(row["after"]),
        note=row["note"],
        prev_hash=row["prev_hash"],
        hash=row["hash"],
    )
