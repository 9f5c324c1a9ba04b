"""Verdicts at one stroke, undo and redo across sessions of work, and the second pair of eyes."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from sqlalchemy import Connection

from twowei.casebook import deadlines, decisions, history, reason_lists, redrawing, regrouping, rows, second, verdicts
from twowei.casebook.decisions import Decision
from twowei.casebook.history import checked_name
from twowei.casebook.lifecycle import Verdict, parse_reason
from twowei.casebook.patch import Patch
from twowei.casebook.second import Agreement
from twowei.casebook.verdicts import REDOES, TOGETHER
from twowei.errors import MoveError
from twowei.services.review import with_dossier
from twowei.services.workspace import Workspace

BULK = (Verdict.FALSE,)
"""Verdicts that may be given to many patches at one stroke, as the life cycle allows for their state."""


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


def undo(workspace: Workspace, by: str) -> list[Patch]:
    """Take back what somebody did last, today or weeks ago.

    That is an outline drawn, a split or merge, or a verdict with those of its stroke.

    Returns:
        The patches, none where there is nothing to take back; the parts of a split or merge come last.

    Raises:
        MoveError: A patch went on since, or somebody else judged it since.
    """
    name = checked_name(by)
    with workspace.casebook.writing() as connection:
        wanted, drawn = decisions.stack(connection, name).to_undo, redrawing.stack(connection, name)[0]
        regrouped = regrouping.stack(connection, name)[0]
        judged_at, drawn_at = wanted[-1].event if wanted else 0, drawn[-1].id if drawn else 0
        if regrouped and regrouped[-1].event > max(judged_at, drawn_at):
            changed = regrouping.take_back(connection, regrouped[-1], name)
            return [with_dossier(workspace, connection, patch) for patch in changed]
        if drawn_at > judged_at:
            patch = redrawing.take_back(connection, drawn[-1], name, workspace.crs)
            return [with_dossier(workspace, connection, patch)]
        return [_taken_back(workspace, connection, one, name) for one in reversed(wanted)]


def _taken_back(workspace: Workspace, connection: Connection, decision: Decision, by: str) -> Patch:
    patch = rows.find(connection, decision.number)
    restored = verdicts.take_back(connection, patch, by, decision.event)
    return with_dossier(workspace, connection, restored)


def redo(workspace: Workspace, by: str) -> list[Patch]:
    """Do again what somebody took back last: an outline, a split or merge, or a verdict with those of its stroke.

    Returns:
        The patches, none where there is nothing to give again.

    Raises:
        MoveError: A patch's state takes no verdicts any more.
    """
    name = checked_name(by)
    with workspace.casebook.writing() as connection:
        standing, regrouped = regrouping.stack(connection, name)
        since = max((one.event for one in standing if one.fresh), default=0)  # what was taken back before is forgotten
        wanted = [one for one in decisions.stack(connection, name).to_redo if one.event > since]
        drawn = [one for one in redrawing.stack(connection, name)[1] if one.id > since]
        judged_at = history.taken_back_at(connection, wanted[-1].event) if wanted else 0
        drawn_at = history.taken_back_at(connection, drawn[-1].id) if drawn else 0
        regrouped_at = history.taken_back_at(connection, regrouped[-1].event) if regrouped else 0
        if regrouped_at > max(judged_at, drawn_at):
            changed = regrouping.give_again(connection, regrouped[-1], name)
            return [with_dossier(workspace, connection, patch) for patch in changed]
        if drawn_at > judged_at:
            patch = redrawing.give_again(connection, drawn[-1], name, workspace.crs)
            return [with_dossier(workspace, connection, patch)]
        return _given_again(workspace, connection, wanted, name)


def _given_again(workspace: Workspace, connection: Connection, wanted: Sequence[Decision], by: str) -> list[Patch]:
    known = reason_lists.read(connection, aside=True)
    stroke = {TOGETHER: uuid.uuid4().hex[:12]} if len(wanted) > 1 else {}
    given = []
    for one in wanted:
        patch = rows.find(connection, one.number)
        grounds = parse_reason(one.reason, one.verdict, known)
        extra = {REDOES: one.event, **stroke}
        patch = verdicts.give(connection, patch, one.verdict, grounds, by=by, note=one.note, extra=extra)
        given.append(with_dossier(workspace, connection, patch))
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
