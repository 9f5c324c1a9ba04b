"""Verdicts at one stroke, undo and redo across sessions of work, and the second pair of eyes."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from sqlalchemy import Connection

from twowei.casebook import (
    deadlines,
    decisions,
    drawings,
    reason_lists,
    redrawing,
    regrouping,
    rows,
    second,
    undoing,
    verdicts,
)
from twowei.casebook.decisions import Decision
from twowei.casebook.drawings import Drawing
from twowei.casebook.history import Event, checked_name
from twowei.casebook.lifecycle import Verdict, parse_reason
from twowei.casebook.moves import MOVED
from twowei.casebook.patch import Patch
from twowei.casebook.redrawing import DRAWN, REDRAWN
from twowei.casebook.regrouping import MERGED, SPLIT
from twowei.casebook.second import LOOKED_AGAIN, Agreement
from twowei.casebook.undoing import REDOES, TOGETHER
from twowei.casebook.verdicts import JUDGED, TAKEN_BACK
from twowei.errors import MoveError
from twowei.services.drawing import check_free
from twowei.services.review import with_dossier
from twowei.services.workspace import Workspace

BULK = (Verdict.FALSE,)
"""Verdicts that may be given to many patches at one stroke, as the life cycle allows for their state."""

FRESH = (JUDGED, REDRAWN, SPLIT, MERGED, DRAWN, LOOKED_AGAIN, MOVED)
"""Acts after which nothing is done again that was taken back before."""


def judge_together(
    workspace: Workspace, numbers: Sequence[str], verdict: Verdict, reason: str, by: str, note: str = ""
) -> list[Patch]:
    """Give several patches one verdict with one reason; all or none.

    Raises:
        UnknownNameError: A number or the reason is unknown, or ``by`` is empty.
        MoveError: The verdict is no false change: every other is looked at one by one.
    """
    name, chosen = checked_name(by), list(dict.fromkeys(numbers))
    if verdict not in BULK and len(chosen) > 1:
        raise MoveError(
            f"Several patches at once can only be judged {' or '.join(one.zh for one in BULK)};"
            f" give {verdict.zh} patch by patch."
        )
    stroke = {TOGETHER: uuid.uuid4().hex[:12]} if len(chosen) > 1 else {}
    with workspace.casebook.writing() as connection:
        grounds = parse_reason(reason, verdict, reason_lists.read(connection))
        judged = [
            verdicts.give(
                connection, rows.find(connection, number), verdict, grounds, by=name, note=note.strip(), extra=stroke
            )
            for number in chosen
        ]
        return [with_dossier(workspace, connection, patch) for patch in judged]


def recent(workspace: Workspace, by: str, count: int = 10) -> list[Decision]:
    """Return the verdicts somebody gave last, newest first."""
    with workspace.casebook.reading() as connection:
        return decisions.recent(connection, by, count)


@dataclass(frozen=True)
class _Act:
    """Something that can be taken back or done again: when it was done or taken back, and how."""

    at: int
    turn: Callable[[], list[Patch]]


def undo(workspace: Workspace, by: str) -> list[Patch]:
    """Take back what somebody did last, today or weeks ago.

    That is an outline or a patch drawn, a split or merge, a move, a second look, or a verdict with those of its stroke.

    Returns:
        The patches, none where there is nothing to take back; parts of a split or merge and patches whose drawing was
        taken back come last, as tombstones.

    Raises:
        MoveError: A patch went on since, or somebody else judged it since.
    """
    name = checked_name(by)
    with workspace.casebook.writing() as connection:
        last = max(_standing(workspace, connection, name), key=lambda act: act.at, default=None)
        return [with_dossier(workspace, connection, patch) for patch in last.turn()] if last else []


def _standing(workspace: Workspace, connection: Connection, by: str) -> Iterator[_Act]:
    """Yield the last act of each kind that stands."""
    for drawing in drawings.stack(connection, by)[0][-1:]:
        yield _Act(drawing.event, partial(drawings.take_back, connection, drawing, by))
    for step in regrouping.stack(connection, by)[0][-1:]:
        yield _Act(step.event, partial(regrouping.take_back, connection, step, by))
    for event in redrawing.stack(connection, by)[0][-1:]:
        yield _Act(event.id, _alone(partial(redrawing.take_back, connection, event, by, workspace.crs)))
    for look in second.stack(connection, by)[0][-1:]:
        yield _Act(look.id, _alone(partial(second.take_back, connection, look, by)))
    for move in undoing.stack(connection, by, MOVED, TAKEN_BACK)[0][-1:]:
        yield _Act(move.id, _alone(partial(_taken_back, connection, move.number or "", move.id, by)))
    wanted = decisions.stack(connection, by).to_undo
    if wanted:
        back = reversed(wanted)
        yield _Act(wanted[-1].event, lambda: [_taken_back(connection, one.number, one.event, by) for one in back])


def _alone(step: Callable[[], Patch]) -> Callable[[], list[Patch]]:
    return lambda: [step()]


def _taken_back(connection: Connection, number: str, event: int, by: str) -> Patch:
    return verdicts.take_back(connection, rows.find(connection, number), by, event)


def redo(workspace: Workspace, by: str) -> list[Patch]:
    """Do again what somebody took back last, unless they did something new since; moves are made anew by hand.

    Returns:
        The patches, none where there is nothing to do again.

    Raises:
        MoveError: A patch's state takes no verdicts any more.
        VectorError: Another patch lies by now where one was drawn.
    """
    name = checked_name(by)
    with workspace.casebook.writing() as connection:
        since = undoing.last_fresh(connection, name, FRESH)
        found = [act for act in _taken(workspace, connection, name) if act.at > since]
        last = max(found, key=lambda act: act.at, default=None)
        return [with_dossier(workspace, connection, patch) for patch in last.turn()] if last else []


def _taken(workspace: Workspace, connection: Connection, by: str) -> Iterator[_Act]:
    """Yield the act of each kind that was taken back last."""
    when = partial(undoing.taken_back_at, connection)
    for drawing in drawings.stack(connection, by)[1][-1:]:
        yield _Act(when(drawing.event), partial(_drawn_again, connection, drawing, by))
    for step in regrouping.stack(connection, by)[1][-1:]:
        yield _Act(when(step.event), partial(regrouping.give_again, connection, step, by))
    for event in redrawing.stack(connection, by)[1][-1:]:
        yield _Act(when(event.id), _alone(partial(redrawing.give_again, connection, event, by, workspace.crs)))
    for look in second.stack(connection, by)[1][-1:]:
        yield _Act(when(look.id), _alone(partial(_looked_again, connection, look, by)))
    wanted = decisions.stack(connection, by).to_redo
    if wanted:
        yield _Act(when(wanted[-1].event), lambda: _given_again(connection, wanted, by))


def _drawn_again(connection: Connection, drawing: Drawing, by: str) -> list[Patch]:
    for patch in rows.find_all(connection, drawing.numbers):
        check_free(connection, patch.geometry, (patch.before_month, patch.after_month))
    return drawings.give_again(connection, drawing, by)


def _looked_again(connection: Connection, look: Event, by: str) -> Patch:
    told = second.facts_of(look)
    verdict = Verdict.of(told["second_verdict"])
    grounds = parse_reason(told.get("second_reason", ""), verdict, reason_lists.read(connection, aside=True))
    patch = rows.find(connection, look.number or "")
    return second.give(connection, patch, verdict, grounds, by=by, note=look.note, redoes=look.id)


def _given_again(connection: Connection, wanted: Sequence[Decision], by: str) -> list[Patch]:
    known = reason_lists.read(connection, aside=True)
    stroke = {TOGETHER: uuid.uuid4().hex[:12]} if len(wanted) > 1 else {}
    given = []
    for one in wanted:
        patch = rows.find(connection, one.number)
        grounds = parse_reason(one.reason, one.verdict, known)
        extra = {REDOES: one.event, **stroke}
        given.append(verdicts.give(connection, patch, one.verdict, grounds, by=by, note=one.note, extra=extra))
    return given


def give_second(
    workspace: Workspace,
    number: str,
    verdict: Verdict,
    reason: str,
    by: str,
    note: str = "",
    *,
    seen: int | None = None,
) -> Patch:
    """Give a second person's verdict beside the first, which stands.

    Raises:
        UnknownNameError: Number or reason is unknown, or ``by`` is empty.
        MoveError: The patch has no verdict, was judged by the same person, or has a second verdict.
        ConflictError: The patch is no longer as it was seen.
    """
    name = checked_name(by)
    with workspace.casebook.writing() as connection:
        grounds = parse_reason(reason, verdict, reason_lists.read(connection))
        patch = rows.as_seen(rows.find(connection, number), seen)
        judged = second.give(connection, patch, verdict, grounds, by=name, note=note.strip())
        return with_dossier(workspace, connection, judged)


def agreement(workspace: Workspace) -> Agreement:
    """Return how far first and second verdicts agree."""
    with workspace.casebook.reading() as connection:
        return second.agreement(connection, deadlines.load(connection).now.second_look)
