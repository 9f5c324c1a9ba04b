"""Making a move: who may, what it demands, what it writes down."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from twowei.casebook import clock, history, people, plausible, removals, rows, verdicts
from twowei.casebook.history import Draft
from twowei.casebook.ledger import FACTS, Facts, FactValue, number_of
from twowei.casebook.lifecycle import LASTING, Act, Demand, Move, Reason, State, Verdict, caption, find_move
from twowei.casebook.patch import Patch
from twowei.casebook.words import plain
from twowei.errors import MoveError

MOVED = "moved"
NOTED = "noted"

NOW_WITHIN = timedelta(minutes=10)
"""How far a given time may be from now without being called backdated, or of the future."""


@dataclass(frozen=True)
class Step:
    """A move somebody wants to make.

    Attributes:
        reason: Reason given with it, or None to keep the patch's.
        facts: Facts of the ledger given with it.
        files: Ids of attachments given with it.
        photos: How many of these are photos.
        at: When it happened, where that was not just now.
        why: Why it is told late.
        waived: Keys ``S40.photos`` of demands that the policy waives.
    """

    target: State
    by: str
    reason: Reason | None = None
    facts: Facts = field(default_factory=dict)
    files: tuple[int, ...] = ()
    photos: int = 0
    note: str = ""
    at: datetime | None = None
    why: str = ""
    waived: Collection[str] = ()


def make(connection: Connection, patch: Patch, step: Step) -> Patch:
    """Make a move and write its event.

    Raises:
        MoveError: The state does not lead there, a proof is missing, the person may not, an area still stands,
            the time is wrong, or a fact cannot be; the sentence says what would do.
    """
    move = find_move(patch.state, step.target)
    people.check(connection, step.by, move.who, f"{patch.state.code} → {caption(step.target)}")
    happened = _checked_time(patch, step)
    if move.act is Act.REPLACING:
        raise MoveError(f"{patch.number} becomes {caption(step.target)} by twowei split or twowei merge only.")
    if move.act is Act.VERDICT:
        return _judge(connection, patch, step, happened)
    after = _with_step(patch, step, happened)
    proof = Proof(after, _proving(connection, patch, move, after, step), step.photos)
    missing = [demand for demand in move.demands if not _met(demand, proof, step.note)]
    waived = [key for key in (_key(move, demand) for demand in missing) if key in step.waived]
    _check_proofs(patch, move, [demand for demand in missing if _key(move, demand) not in step.waived])
    _check_persons(after, move, step.by)
    _check_area(after, move)
    plausible.check(after, step.facts, step.why)
    return _write(connection, patch, after, step, waived)


def _judge(connection: Connection, patch: Patch, step: Step, happened: datetime | None) -> Patch:
    if step.reason is None:
        raise MoveError(f"{patch.number} cannot go to {caption(step.target)}: a reason is missing (--reason).")
    if step.reason.verdict.target is not step.target:
        raise MoveError(f"Reason {step.reason} does not lead to {caption(step.target)}; give one that does.")
    if step.facts:
        patch = note(connection, patch, step.facts, step.by)
    return verdicts.give(
        connection, patch, step.reason.verdict, step.reason, by=step.by, note=step.note,
        extra=_more(step, ()), at=happened,
    )  # fmt: skip


def _checked_time(patch: Patch, step: Step) -> datetime | None:
    """Return when the move happened, None for just now.

    Raises:
        MoveError: The time is in the future or before the patch's last move, or backdating has no reason.
    """
    at, now = step.at, clock.now()
    if at is None:
        return None
    if at > now + NOW_WITHIN:
        raise MoveError(f"{at.isoformat(' ')} has not come yet; a move is told when it has happened.")
    if patch.entered_at and at < patch.entered_at:
        raise MoveError(
            f"{at.isoformat(' ')} is before {patch.number} came to {caption(patch.state)}"
            f" ({patch.entered_at.isoformat(' ')}); a clock does not run backwards."
        )
    if at < now - NOW_WITHIN and not step.why.strip():
        raise MoveError(f"{at.isoformat(' ')} lies back; say why the move is told late (--why).")
    return at


def _with_step(patch: Patch, step: Step, happened: datetime | None) -> Patch:
    """Return the patch as the move would leave it."""
    entered = happened or clock.now()
    changed: dict[str, Any] = {
        "state": step.target,
        "facts": {**patch.facts, **step.facts, **_automatic(step, entered)},
    }
    if step.target is not patch.state:
        changed["entered_at"] = entered
    if step.reason is not None:
        changed |= {"reason": step.reason.code, "verdict": step.reason.verdict}
    if step.target is State.FALSE:
        changed |= {"judged_by": step.by, "judged_at": entered}
    if step.target is State.REBUILT:
        changed["relapses"] = patch.relapses + 1
    if step.note:
        changed["note"] = step.note
    return replace(patch, **changed)


def _automatic(step: Step, entered: datetime) -> dict[str, FactValue]:
    """Return the facts that a move writes down by itself: who and when."""
    day = entered.date().isoformat()
    return {
        State.RECHECKED: {"FHR": step.by, "FHRQ": day},
        State.CLOSED: {"XHR": step.by, "XHRQ": day},
        State.DEMOLISHED: {"reported_by": step.by},
        State.KEPT: {"reported_by": step.by},
        State.REBUILT: {"FXSJ": entered.isoformat(), "ZL": "1"},
    }.get(step.target, {})  # type: ignore[return-value]


def _key(move: Move, demand: Demand) -> str:
    return f"{move.target.code}.{demand.key}"


@dataclass(frozen=True)
class Proof:
    """What a move can be proved with: the patch as it would be, the facts that count, the photos."""

    patch: Patch
    facts: Facts
    photos: int


def _proving(connection: Connection, patch: Patch, move: Move, after: Patch, step: Step) -> Facts:
    """Return the facts that prove a move: all at the first time, later those given with it and those that last.

    While the same step goes on (S70 → S70) only its figures must be new.
    """
    if not history.was_in(connection, patch.number, move.target.code):
        return after.facts
    goes_on = move.source is move.target
    return {
        name: value
        for name, value in after.facts.items()
        if name in step.facts or name in LASTING or (goes_on and name in FACTS and FACTS[name].kind != "number")
    }


def _met(demand: Demand, proof: Proof, note: str) -> bool:
    patch, photos = proof.patch, proof.photos
    if demand.key == "note":
        return bool(note)
    if demand.archived:
        return patch.archived_at is not None
    if demand.reasons:
        return bool(patch.reason) and str(patch.reason)[0] in demand.reasons
    if demand.value:
        return all(proof.facts.get(name) == demand.value for name in demand.facts)
    return (demand.photos > 0 and photos >= demand.photos) or any(
        _there(demand, proof.facts, name) for name in demand.facts
    )


def _there(demand: Demand, facts: Facts, name: str) -> bool:
    return name in facts and not (demand.positive and facts[name] == 0.0)


def _check_proofs(patch: Patch, move: Move, missing: Sequence[Demand]) -> None:
    if missing:
        what = "; ".join(_told(demand) for demand in missing)
        raise MoveError(f"{patch.number} cannot go to {caption(move.target)} yet; missing: {what}.")


def _told(demand: Demand) -> str:
    """Return a demand with what to type for it."""
    if demand.reasons:
        return f"{demand.about} (--reason)"
    if demand.photos and not demand.facts:
        return f"{demand.about} (--photo FILE)"
    if demand.facts:
        names = " or ".join(f"{FACTS[name]}{'=' + demand.value if demand.value else ''}" for name in demand.facts)
        return f"{demand.about} [{names}]"
    return demand.about


def _check_persons(patch: Patch, move: Move, by: str) -> None:
    for name in move.entry.not_by:
        other = patch.judged_by if name == "HCR" else str(patch.facts.get(name, ""))
        if other and plain(other) == plain(by):
            raise MoveError(
                f"{patch.number} cannot go to {caption(move.target)} by {by}, who"
                f" {'judged it' if name == 'HCR' else 'reported it'}; a second person must decide (two-person rule)."
            )


def _check_area(patch: Patch, move: Move) -> None:
    left = number_of(patch.facts, "SYMJ") or 0.0
    if move.entry.nothing_left and left > 0:
        raise MoveError(
            f"{patch.number} cannot go to {caption(move.target)}: {left:,.2f} ㎡ still stand (SYMJ);"
            " only when nothing is left (SYMJ=0)."
        )


def _write(connection: Connection, before: Patch, after: Patch, step: Step, waived: Sequence[str]) -> Patch:
    at = clock.now()
    changed = rows.change(connection, before, **verdicts.changes(before, after))
    draft = verdicts.draft(MOVED, step.by, before, changed, step.note, _more(step, waived))
    history.append(connection, [draft], at)
    removals.follow(connection, before, changed, step.at or at, step.by, step.facts.get("CCRQ"))
    return changed


def _more(step: Step, waived: Sequence[str]) -> dict[str, Any]:
    """Return what an event tells beyond the patch's facts."""
    more: dict[str, Any] = {}
    if step.at is not None:
        more["happened_at"] = step.at.isoformat()
    if step.why:
        more["why_late"] = step.why
    if step.files:
        more["attachments"] = list(step.files)
    if waived:
        more["waived"] = list(waived)
    return more


def note(connection: Connection, patch: Patch, facts: Facts, by: str, text: str = "") -> Patch:
    """Write facts beside the state, with an event that keeps the values before.

    Raises:
        MoveError: One of them cannot be, such as a day before the discovery; a ``text`` justifies a larger area.
    """
    noted = replace(patch, facts={**patch.facts, **facts})
    plausible.check(noted, facts, text)
    changed = rows.change(connection, patch, facts=noted.facts)
    history.append(connection, [verdicts.draft(NOTED, by, patch, changed, text)])
    removals.follow(connection, patch, changed, clock.now(), by, facts.get("CCRQ"))
    return changed


def replace_facts(connection: Connection, patch: Patch, facts: Facts, by: str, text: str) -> Patch:
    """Write the facts anew, some of them gone, with an event that keeps the values before."""
    changed = rows.change(connection, patch, facts=dict(facts))
    history.append(connection, [verdicts.draft(NOTED, by, patch, changed, text)])
    return changed


def tombstone(connection: Connection, patch: Patch, by: str, children: Sequence[str], action: str) -> Patch:
    """Let other numbers stand in a patch's place; it stays as it was, in the state S99.

    Raises:
        MoveError: The state does not lead there.
    """
    find_move(patch.state, State.REPLACED)
    changed = rows.change(connection, patch, state=State.REPLACED, entered_at=clock.now())
    told = verdicts.draft(action, by, patch, changed, "", {"children": list(children)})
    history.append(connection, [told])
    return changed


def birth(by: str, child: Patch, action: str) -> Draft:
    """Return the event of a child that takes its parent's place."""
    facts = {"FBH": child.parent, **verdicts.facts_of(child)}
    return Draft(action, by, child.number, None, child.state.code, {}, facts)


def check_same_state(patches: Sequence[Patch]) -> None:
    """Refuse patches that stand in different states or have different verdicts.

    Raises:
        MoveError: They do; merged, one would skip what it has not proved.
    """
    kinds: set[tuple[State, Verdict | None]] = {(patch.state, patch.verdict) for patch in patches}
    if len(kinds) > 1:
        told = ", ".join(f"{patch.number} {patch.state.code}" for patch in patches)
        raise MoveError(f"Only patches in one state with one verdict are merged ({told}); bring them level first.")
