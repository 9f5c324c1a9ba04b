"""What one person decided, newest first, and what of it undo and redo would touch.

The stack is read from the events themselves, so it outlives the program that filled it: a verdict that was taken
back can be given again as long as its giver decided nothing new since.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from twowei.casebook import undoing
from twowei.casebook.history import Event
from twowei.casebook.states import Verdict
from twowei.casebook.undoing import REDOES, TOGETHER, taken_back
from twowei.casebook.verdicts import JUDGED, TAKEN_BACK

RECENT_REACH = 2_000
"""How many of the casebook's last events are looked through."""


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
    return _stack(undoing.acts(connection, by, (JUDGED,), (TAKEN_BACK,)), by)


def _stack(told: Sequence[Event], by: str) -> Stack:
    done: list[Decision] = []
    undone: list[Decision] = []
    for event in told:
        if event.action == TAKEN_BACK:
            found = next((one for one in done if one.event == taken_back(event)), None)
            if found is not None:
                done.remove(found)
                undone += [found] if event.by == by else []
        elif (decision := _decision(event)) is not None:
            again = event.after.get(REDOES)
            undone = [one for one in undone if one.event != again] if again else []
            done.append(decision)
    return Stack(done, undone)


def recent(connection: Connection, by: str, count: int = 10) -> list[Decision]:
    """Return the verdicts somebody gave last, newest first, those taken back too."""
    found = undoing.acts(connection, by, (JUDGED,), (TAKEN_BACK,), RECENT_REACH)
    standing = {one.event for one in _stack(found, by).done}
    told = [decision for event in found if (decision := _decision(event)) is not None]
    return [
        Decision(d.event, d.number, d.at, d.verdict, d.reason, d.note, d.together, d.event in standing)
        for d in reversed(told[-count:])
    ]


def _decision(event: Event) -> Decision | None:
    code = event.after.get("HCJG")
    if event.action != JUDGED or not code or event.number is None:
        return None
    reason, together = str(event.after.get("WYY") or ""), str(event.after.get(TOGETHER) or "")
    return Decision(event.id, event.number, event.at, Verdict.of(str(code)), reason, event.note, together)


def _stroke(decisions: Sequence[Decision]) -> list[Decision]:
    if not decisions:
        return []
    last = decisions[-1]
    return [one for one in decisions if one.together and one.together == last.together] or [last]
