"""Giving a verdict and taking it back: the facts that change, and the event that tells of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from twowei.casebook import history, rows
from twowei.casebook.history import Draft, Event
from twowei.casebook.lifecycle import Reason, State, Verdict, caption, verdict_move
from twowei.casebook.patch import Patch
from twowei.errors import MoveError

JUDGED = "judged"
TAKEN_BACK = "taken back"


def give(connection: Connection, patch: Patch, verdict: Verdict, reason: Reason, *, by: str, note: str) -> Patch:
    """Give a patch a verdict.

    Raises:
        MoveError: The patch's state takes no verdicts.
    """
    move = verdict_move(patch.state, verdict)
    at = history.now()
    judged = rows.change(
        connection,
        patch,
        state=move.target,
        verdict=verdict,
        reason=reason.code,
        note=note,
        judged_by=by,
        judged_at=at,
    )
    history.append(connection, [_draft(JUDGED, by, patch, judged, note)], at)
    return judged


def take_back(connection: Connection, patch: Patch, by: str) -> Patch:
    """Undo the last verdict that still stands: the facts before it hold again, and an event says so.

    Raises:
        MoveError: No verdict stands, the patch went on since, or an archived patch would be left without one.
    """
    last = _standing_verdict(history.read(connection, patch.number))
    if last is None:
        raise MoveError(f"Patch {patch.number} has no verdict to take back.")
    if last.to_state != patch.state.code:
        raise MoveError(
            f"Patch {patch.number} went on to {caption(patch.state)} since its verdict; it cannot be taken back."
        )
    facts = _facts_from(last.before)
    if patch.archived_at and facts["verdict"] in (None, Verdict.FALSE):
        raise MoveError(f"Patch {patch.number} is archived; give it another verdict instead.")
    restored = rows.change(connection, patch, **facts)
    history.append(connection, [_draft(TAKEN_BACK, by, patch, restored, f"takes back event {last.id}")])
    return restored


def _standing_verdict(events: list[Event]) -> Event | None:
    """Return the last verdict that no later event took back."""
    standing: list[Event] = []
    for event in events:
        if event.action == JUDGED:
            standing.append(event)
        elif event.action == TAKEN_BACK:
            standing.pop()
    return standing[-1] if standing else None


def _draft(action: str, by: str, before: Patch, after: Patch, note: str) -> Draft:
    return Draft(
        action,
        by,
        before.number,
        before.state.code,
        after.state.code,
        _facts_of(before),
        _facts_of(after),
        note,
    )


def _facts_of(patch: Patch) -> dict[str, Any]:
    return {
        "ZT": patch.state.code,
        "HCJG": patch.verdict.code if patch.verdict else None,
        "WYY": patch.reason,
        "BZ": patch.note,
        "HCR": patch.judged_by,
        "judged_at": patch.judged_at.isoformat() if patch.judged_at else None,
    }


def _facts_from(facts: dict[str, Any]) -> dict[str, Any]:
    return {
        "state": State.of(facts["ZT"]),
        "verdict": Verdict.of(facts["HCJG"]) if facts["HCJG"] else None,
        "reason": facts["WYY"],
        "note": facts["BZ"],
        "judged_by": facts["HCR"],
        "judged_at": datetime.fromisoformat(facts["judged_at"]) if facts["judged_at"] else None,
    }
