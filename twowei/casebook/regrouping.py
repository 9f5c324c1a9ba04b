"""Splits and merges taken back and done again: the patches they replaced stand again, and events say so.

No patch is ever deleted: parts of a split that was taken back stay as tombstones under their numbers, and come back to
life where the split is done again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import shapely
from sqlalchemy import Connection, select

from twowei.casebook import attachments, clock, history, moves, people, rows, undoing, verdicts
from twowei.casebook.arrivals import FORMS, OUTLINE
from twowei.casebook.history import Draft, Event
from twowei.casebook.lifecycle import ENTRIES, State, find_move
from twowei.casebook.patch import Patch
from twowei.casebook.redrawing import DECIMALS, PUT_BACK, REDRAWN
from twowei.casebook.schema import patches
from twowei.casebook.undoing import REDOES
from twowei.casebook.verdicts import JUDGED, TAKEN_BACK
from twowei.errors import MoveError
from twowei.patches.candidate import Form

SPLIT, MERGED, BORN = "split", "merged", "born"
REGROUPED_BACK, REGROUPED_AGAIN = "split or merge taken back", "split or merge done again"
CHILDREN = "children"

HARMLESS = (BORN, JUDGED, TAKEN_BACK, REDRAWN, PUT_BACK, SPLIT, MERGED, REGROUPED_BACK, REGROUPED_AGAIN)
"""What may have happened to a part, where it stands today as it was made."""

SAME_M = 1e-6
"""How far corners may be from where they were: an outline taken back is exact but for rounding."""


@dataclass(frozen=True)
class Regrouping:
    """A split or a merge.

    Attributes:
        event: Id of the last event that did it.
        parents: Numbers it replaced.
        children: Numbers it made.
    """

    event: int
    parents: tuple[str, ...]
    children: tuple[str, ...]


def stack(connection: Connection, by: str) -> tuple[list[Regrouping], list[Regrouping]]:
    """Return one person's splits and merges that stand, and those they took back; each oldest first."""
    done: dict[tuple[str, ...], Regrouping] = {}
    undone: dict[tuple[str, ...], Regrouping] = {}
    for event in undoing.acts(connection, by, (SPLIT, MERGED, REGROUPED_AGAIN), (REGROUPED_BACK,)):
        children = tuple(event.after.get(CHILDREN, ()))
        if children and event.action == REGROUPED_BACK:
            if children in done:
                taken = done.pop(children)
                undone.update({children: taken} if event.by == by else {})
        elif children:
            undone.pop(children, None)
            before = done[children].parents if children in done else ()
            done[children] = Regrouping(event.id, (*before, event.number or ""), children)
    return list(done.values()), list(undone.values())


def take_back(connection: Connection, step: Regrouping, by: str) -> list[Patch]:
    """Let the patches stand again that a split or merge replaced, with the states and outlines they had.

    Returns:
        Them, and after them the parts, which are tombstones now.

    Raises:
        MoveError: Later work stands on a part, or people are named and this one may not.
    """
    people.check(connection, by, ENTRIES[State.REPLACED].who, "taking back a split or merge")
    parents, children = _patches(connection, step)
    for child in children:
        _check_part(connection, child)
    note = undoing.takes_back(step.event)
    restored = [_restore(connection, parent, step, by, note) for parent in parents]
    buried = [_bury(connection, child, by, note) for child in children]
    return [*restored, *buried]


def give_again(connection: Connection, step: Regrouping, by: str) -> list[Patch]:
    """Do a split or merge again that was taken back; the parts go on from where the patches stand now.

    Returns:
        The patches it replaces, and after them its parts.

    Raises:
        MoveError: A patch was drawn anew since or its state does not allow it, or this person may not.
    """
    people.check(connection, by, ENTRIES[State.REPLACED].who, "splitting or merging again")
    parents, children = _patches(connection, step)
    moves.check_same_state(parents)
    for parent in parents:
        find_move(parent.state, State.REPLACED)
        if _outline_then(connection, parent.number) != _outline(parent):
            raise MoveError(f"The outline of {parent.number} was drawn anew since; split or merge it anew.")
    revived = {name: getattr(parents[0], name) for name in verdicts.DECIDED if name != "facts"}
    revived["relapses"] = max(parent.relapses for parent in parents)
    again = {CHILDREN: list(step.children), REDOES: step.event}
    buried = [_bury(connection, parent, by, "", again) for parent in parents]
    return [*buried, *(_revive(connection, child, by, revived, parents[0]) for child in children)]


def free_numbers(connection: Connection, number: str, count: int) -> list[str]:
    """Return numbers for parts of a patch, ``-01`` and on, past those that were taken by a split taken back."""
    c = patches.c.TBBH
    taken = set(connection.execute(select(c).where(c.startswith(f"{number}-", autoescape=True))).scalars())
    first = next(n for n in range(1, len(taken) + 2) if not taken & {f"{number}-{m:02d}" for m in range(n, n + count)})
    return [f"{number}-{n:02d}" for n in range(first, first + count)]


def _patches(connection: Connection, step: Regrouping) -> tuple[list[Patch], list[Patch]]:
    return rows.find_all(connection, step.parents), rows.find_all(connection, step.children)


def check_untouched(connection: Connection, patch: Patch, harmless: Sequence[str], same: bool) -> None:
    """Refuse where later work stands on a patch.

    Args:
        harmless: Actions that may have happened to it.
        same: Whether it stands as it was made.

    Raises:
        MoveError: It does.
    """
    told = history.read(connection, patch.number)
    later = next((event for event in reversed(told) if event.action not in harmless), None)
    if later is None and same and patch.archived_at is None and not attachments.read(connection, patch.number):
        return
    last = later or told[-1]
    raise MoveError(
        f"Later work stands on {patch.number} ({last.action} by {last.by} on {last.at.date()}); take that back first."
    )


def as_first_drawn(patch: Patch) -> bool:
    """Return whether a patch has the outline it was made with."""
    return bool(patch.geometry.equals_exact(patch.model_geometry, SAME_M))


def _check_part(connection: Connection, child: Patch) -> None:
    births = [event for event in history.read(connection, child.number) if _is_birth(event)]
    same = as_first_drawn(child) and _as_kept(child) == _kept(births[-1])
    check_untouched(connection, child, HARMLESS, same)


def _is_birth(event: Event) -> bool:
    return event.action == BORN or (event.action == REGROUPED_AGAIN and CHILDREN not in event.after)


_COMPARED = ("ZT", "HCJG", "WYY", "BZ", "HCR", "judged_at", "facts")


def _kept(event: Event) -> dict[str, object]:
    return {name: event.after.get(name) or None for name in _COMPARED}


def _as_kept(patch: Patch) -> dict[str, object]:
    held = verdicts.facts_of(patch)
    return {name: held.get(name) or None for name in _COMPARED}


def _restore(connection: Connection, parent: Patch, step: Regrouping, by: str, note: str) -> Patch:
    replaced = next(
        event
        for event in reversed(history.read(connection, parent.number))
        if event.to_state == State.REPLACED.code and tuple(event.after.get(CHILDREN, ())) == step.children
    )
    entered = replaced.before.get("entered_at")
    when = datetime.fromisoformat(entered) if entered else None
    restored = rows.change(connection, parent, state=State.of(replaced.before["ZT"]), entered_at=when)
    extra = {CHILDREN: list(step.children), "outline": _outline(restored)}
    history.append(connection, [verdicts.draft(REGROUPED_BACK, by, parent, restored, note, extra)])
    return restored


def _bury(connection: Connection, patch: Patch, by: str, note: str, again: dict[str, object] | None = None) -> Patch:
    buried = rows.change(connection, patch, state=State.REPLACED, entered_at=clock.now())
    action = REGROUPED_AGAIN if again else REGROUPED_BACK
    history.append(connection, [verdicts.draft(action, by, patch, buried, note, again)])
    return buried


def _revive(connection: Connection, child: Patch, by: str, decided: dict[str, object], parent: Patch) -> Patch:
    facts = {**parent.facts, OUTLINE: FORMS[Form.DRAWN]}
    revived = rows.change(connection, child, **decided, facts=facts)
    code = revived.state.code
    told = {"FBH": revived.parent, **verdicts.facts_of(revived)}
    before = verdicts.facts_of(child)
    history.append(connection, [Draft(REGROUPED_AGAIN, by, child.number, child.state.code, code, before, told)])
    return revived


def _outline(patch: Patch) -> str:
    return shapely.to_wkt(patch.geometry, DECIMALS)


def _outline_then(connection: Connection, number: str) -> str:
    """Return the outline a patch had when its split or merge was taken back."""
    told = (event for event in reversed(history.read(connection, number)) if event.action == REGROUPED_BACK)
    return next((str(event.after.get("outline", "")) for event in told), "")
