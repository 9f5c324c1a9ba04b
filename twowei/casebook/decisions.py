"""What one person decided, newest first, and what of it undo and redo would touch.

The stack is read from the events themselves, so it outlives the program that filled it: a verdict that was taken
back can be given again as long as its giver decided nothing new since.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from twowei.casebook.history import Event, read_some
from twowei.casebook.schema import events
from twowei.casebook.states import Verdict
from twowei.casebook.verdicts import JUDGED, REDOES, TAKEN_BACK, TOGETHER

REACH = 20_000
"""How many of the casebook's last events are looked through."""
RECENT_REACH = 2_000
_TAKES_BACK = re.compile(r"^takes back event (\d+)$")


@dataclass(frozen=True)
class Decision:
    """A verdict somebody gave.

    Attributes:
        event: Id of its event.
        together: What those given at one stroke have in common, else empty.
        standing: Whether it was not taken back.
    """

    event: int
    number: str
    at: datetime
    verdict: Verdict
    reason: str
    note: str
    together: str
    standing: bool = True


@dataclass(frozen=True)
class Stack:
    """Decisions of one person: those standing and those taken back last, each oldest first."""

    done: Sequence[Decision]
    undone: Sequence[Decision]

    @property
    def to_undo(self) -> list[Decision]:
        """What undo takes back: the last decision, with those given at one stroke with it."""
        return _stroke(self.done)

    @property
    def to_redo(self) -> list[Decision]:
        """What redo gives again."""
        return _stroke(self.undone)


def stack(connection: Connection, by: str) -> Stack:
    """Return the decisions of one person as undo and redo see them."""
    return _stack(_events(connection, by))


def _stack(told: Sequence[Event]) -> Stack:
    done: list[Decision] = []
    undone: list[Decision] = []
    for event in told:
        if event.action == TAKEN_BACK:
            found = next((one for one in done if one.event == _taken_back(event)), None)
            if found is not None:
                done.remove(found)
                undone.append(found)
        elif (decision := _decision(event)) is not None:
            again = event.after.get(REDOES)
            undone = [one for one in undone if one.event != again] if again else []
            done.append(decision)
    return Stack(done, undone)


def recent(connection: Connection, by: str, count: int = 10) -> list[Decision]:
    """Return the verdicts somebody gave last, newest first, those taken back too."""
    found = _events(connection, by, RECENT_REACH)
    standing = {one.event for one in _stack(found).done}
    told = [decision for event in found if (decision := _decision(event)) is not None]
    return [
        Decision(d.event, d.number, d.at, d.verdict, d.reason, d.note, d.together, d.event in standing)
        for d in reversed(told[-count:])
    ]


def _events(connection: Connection, by: str, reach: int = REACH) -> list[Event]:
    last = connection.execute(select(func.max(events.c.event_id))).scalar_one() or 0
    return read_some(
        connection,
        events.c.event_id > last - reach,
        events.c.actor == by,
        events.c.action.in_((JUDGED, TAKEN_BACK)),
    )


def _decision(event: Event) -> Decision | None:
    code = event.after.get("HCJG")
    if event.action != JUDGED or not code or event.number is None:
        return None
    reason, together = str(event.after.get("WYY") or ""), str(event.after.get(TOGETHER) or "")
    return Decision(event.id, event.number, event.at, Verdict.of(str(code)), reason, event.note, together)


def _taken_back(event: Event) -> int:
    told = _TAKES_BACK.match(event.note)
    return int(told.group(1)) if told else 0


def _stroke(decisions: Sequence[Decision]) -> list[Decision]:
    if not decisions:
        return []
    last = decisions[-1]
    return [one for one in decisions if one.together and one.together == last.together] or [last]
