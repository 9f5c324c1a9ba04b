"""What undo and redo know of one person's acts, read from the events, so that it outlives the program."""

from __future__ import annotations

import re

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from twowei.casebook import history
from twowei.casebook.history import Event
from twowei.casebook.schema import events

REDOES, TOGETHER = "redoes", "together"
"""What the event of an act tells beyond the facts: the event it does again, the stroke it was part of."""

REACH = 20_000
"""How many of the casebook's last events are looked through."""
_TAKES_BACK = re.compile(r"^takes back event (\d+)$")


def takes_back(event_id: int) -> str:
    """Return the note of an event that takes another back."""
    return f"takes back event {event_id}"


def taken_back(event: Event) -> int:
    """Return the id of the event that an event takes back, 0 where none."""
    told = _TAKES_BACK.match(event.note)
    return int(told.group(1)) if told else 0


def taken_back_at(connection: Connection, event: int) -> int:
    """Return the id of the last event that takes an event back, 0 where none does."""
    query = select(func.max(events.c.event_id)).where(events.c.event_id > event, events.c.note == takes_back(event))
    return int(connection.execute(query).scalar_one() or 0)


def acts(
    connection: Connection, by: str, doing: tuple[str, ...], undoing: tuple[str, ...], reach: int = REACH
) -> list[Event]:
    """Return what one person did and what anybody took back, oldest first."""
    action, actor = events.c.action, events.c.actor
    theirs: ColumnElement[bool] = or_(and_(action.in_(doing), actor == by), action.in_(undoing))
    return history.read_some(connection, events.c.event_id > _last(connection) - reach, theirs)


def stack(connection: Connection, by: str, doing: str, undoing: str) -> tuple[list[Event], list[Event]]:
    """Return one person's acts that stand, and those that they took back and can do again; each oldest first."""
    done: list[Event] = []
    undone: list[Event] = []
    for event in acts(connection, by, (doing,), (undoing,)):
        if event.action == doing:
            again = event.after.get(REDOES)
            undone = [one for one in undone if one.id != again] if again else []
            done.append(event)
        elif (taken := next((one for one in done if one.id == taken_back(event)), None)) is not None:
            done.remove(taken)
            undone += [taken] if event.by == by else []
    return done, undone


def last_fresh(connection: Connection, by: str, doing: tuple[str, ...]) -> int:
    """Return the id of the last act that did nothing again, 0 where there is none; it ends redo of what was before."""
    fresh = func.json_extract(events.c.after, f"$.{REDOES}").is_(None)
    query = select(func.max(events.c.event_id)).where(events.c.event_id > _last(connection) - REACH, fresh)
    theirs = query.where(events.c.actor == by, events.c.action.in_(doing), events.c.TBBH.is_not(None))
    return int(connection.execute(theirs).scalar_one() or 0)


def _last(connection: Connection) -> int:
    return int(connection.execute(select(func.max(events.c.event_id))).scalar_one() or 0)
