"""Giving a verdict and taking decisions back: the facts that change, and the event that tells of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from twowei.casebook import clock, history, people, removals, rows, undoing
from twowei.casebook.history import Draft, Event
from twowei.casebook.lifecycle import ENTRIES, Reason, Role, State, Verdict, caption, verdict_move
from twowei.casebook.patch import Patch
from twowei.casebook.words import plain
from twowei.errors import MoveError

JUDGED = "judged"
TAKEN_BACK = "taken back"
_UNDOABLE = (JUDGED, "moved")


def give(
    connection: Connection,
    patch: Patch,
    verdict: Verdict,
    reason: Reason,
    *,
    by: str,
    note: str,
    extra: Mapping[str, Any] | None = None,
    at: datetime | None = None,
) -> Patch:
    """Give a patch a verdict.

    Args:
        extra: What the event tells beyond the facts.
        at: When it was decided, where that was not just now.

    Raises:
        MoveError: The patch's state takes no verdicts.
    """
    move = verdict_move(patch.state, verdict)
    people.check(connection, by, move.who, f"the verdict {verdict.zh}")
    told = clock.now()
    decided = at or told
    after = replace(
        patch,
        state=move.target,
        verdict=verdict,
        reason=reason.code,
        note=note,
        judged_by=by,
        judged_at=decided,
        entered_at=decided if move.target is not patch.state else patch.entered_at,
        facts=_confirmed(patch, move.target, decided),
    )
    judged = rows.change(connection, patch, **changes(patch, after))
    history.append(connection, [draft(JUDGED, by, patch, judged, note, extra)], told)
    return judged


def _confirmed(patch: Patch, target: State, at: datetime) -> dict[str, Any]:
    """Return the facts with the time of confirmation, which starts the clock of a satellite's clue.

    What a second person said of the verdict before does not count any more.
    """
    kept = {name: value for name, value in patch.facts.items() if not name.startswith("second_")}
    if target is not State.SUSPECTED or "QRSJ" in kept:
        return kept
    return {**kept, "QRSJ": at.isoformat()}


def take_back(connection: Connection, patch: Patch, by: str, event: int | None = None) -> Patch:
    """Undo the last verdict or move that still stands: the facts before it hold again, and an event says so.

    Args:
        event: Id of the event that is to be undone, where nothing else may be.

    Raises:
        MoveError: Nothing stands, the patch went on since, an archived patch would be left without verdict, or people
            are named and this one neither made the decision nor may make it.
    """
    last = _standing_decision(history.read(connection, patch.number))
    if last is None:
        raise MoveError(f"Patch {patch.number} has no verdict to take back.")
    if event is not None and last.id != event:
        raise MoveError(f"Patch {patch.number} was judged anew by {last.by} since; it cannot be taken back.")
    if last.to_state != patch.state.code:
        raise MoveError(
            f"Patch {patch.number} went on to {caption(patch.state)} since its verdict; it cannot be taken back."
        )
    if plain(last.by) != plain(by):
        people.check(connection, by, [*ENTRIES[patch.state].who, Role.MANAGER], f"taking back what {last.by} did")
    people.check_named(connection, by, "taking back")
    facts = _facts_from(patch, last.before)
    if patch.archived_at and facts["verdict"] in (None, Verdict.FALSE):
        raise MoveError(f"Patch {patch.number} is archived; give it another verdict instead.")
    restored = rows.change(connection, patch, **facts)
    history.append(connection, [draft(TAKEN_BACK, by, patch, restored, undoing.takes_back(last.id))])
    removals.follow(connection, patch, restored, clock.now(), by)
    return restored


def _standing_decision(events: list[Event]) -> Event | None:
    """Return the last decision that no later event took back."""
    standing: list[Event] = []
    for event in events:
        if event.action in _UNDOABLE:
            standing.append(event)
        elif event.action == TAKEN_BACK:
            standing.pop()
    return standing[-1] if standing else None


DECIDED = ("state", "verdict", "reason", "note", "judged_by", "judged_at", "entered_at", "relapses", "facts")
"""What decisions change of a patch, by the names of its attributes."""


def changes(before: Patch, after: Patch) -> dict[str, Any]:
    """Return what a decision changed, by the names of the patch's attributes."""
    return {name: getattr(after, name) for name in DECIDED if getattr(after, name) != getattr(before, name)}


def draft(
    action: str, by: str, before: Patch, after: Patch, note: str, extra: Mapping[str, Any] | None = None
) -> Draft:
    """Return the event of a decision: the facts before and after, of the ledger's only those that changed."""
    names = {n for n in {*before.facts, *after.facts} if before.facts.get(n) != after.facts.get(n)}
    return Draft(
        action,
        by,
        before.number,
        before.state.code,
        after.state.code,
        facts_of(before, names),
        {**facts_of(after, names), **(extra or {})},
        note,
    )


def facts_of(patch: Patch, names: set[str] | None = None) -> dict[str, Any]:
    """Return a patch's facts as an event keeps them; of the ledger's those named (all where none are)."""
    ledger = {name: patch.facts.get(name) for name in sorted(patch.facts if names is None else names)}
    return {
        "ZT": patch.state.code,
        "HCJG": patch.verdict.code if patch.verdict else None,
        "WYY": patch.reason,
        "BZ": patch.note,
        "HCR": patch.judged_by,
        "judged_at": patch.judged_at.isoformat() if patch.judged_at else None,
        "entered_at": patch.entered_at.isoformat() if patch.entered_at else None,
        **({"HCCS": patch.relapses} if patch.relapses else {}),
        **({"facts": ledger} if ledger else {}),
    }


def _facts_from(patch: Patch, facts: Mapping[str, Any]) -> dict[str, Any]:
    """Return a patch's attributes as an event kept them; what it does not mention stays."""
    kept = {name: value for name, value in patch.facts.items() if not name.startswith("second_")}
    ledger = {**kept, **facts.get("facts", {})}
    return {
        "state": State.of(facts["ZT"]),
        "verdict": Verdict.of(facts["HCJG"]) if facts["HCJG"] else None,
        "reason": facts["WYY"],
        "note": facts["BZ"],
        "judged_by": facts["HCR"],
        "judged_at": _time(facts["judged_at"]),
        "entered_at": _time(facts.get("entered_at")),
        "relapses": facts.get("HCCS", 0),
        "facts": {name: value for name, value in ledger.items() if value is not None},
    }


def _time(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
