"""Patches drawn by hand, taken back and drawn again: a tombstone keeps the number until the patch stands again."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from twowei.casebook import clock, history, people, regrouping, rows, undoing, verdicts
from twowei.casebook.lifecycle import State
from twowei.casebook.patch import Patch
from twowei.casebook.redrawing import DRAWN, ROLES
from twowei.casebook.undoing import REDOES, TOGETHER

DRAWING_BACK, DRAWN_AGAIN = "drawing taken back", "drawn again"
_HARMLESS = (*regrouping.HARMLESS, DRAWN, DRAWING_BACK, DRAWN_AGAIN)


@dataclass(frozen=True)
class Drawing:
    """Patches entered by hand at one stroke.

    Attributes:
        event: Id of the last event that entered them.
        numbers: The patches.
    """

    event: int
    numbers: tuple[str, ...]


def stack(connection: Connection, by: str) -> tuple[list[Drawing], list[Drawing]]:
    """Return what one person drew that stands, and what was taken back and can be drawn again; each oldest first."""
    done: dict[str, Drawing] = {}
    undone: dict[str, Drawing] = {}
    strokes: dict[int, str] = {}
    for event in undoing.acts(connection, by, (DRAWN, DRAWN_AGAIN), (DRAWING_BACK,)):
        if event.action == DRAWING_BACK:
            stroke = strokes.get(undoing.taken_back(event), "")
            if stroke in done:
                taken = done.pop(stroke)
                undone.update({stroke: taken} if event.by == by else {})
            continue
        stroke = str(event.after.get(TOGETHER) or event.id)
        undone.pop(strokes.get(int(event.after.get(REDOES) or 0), ""), None)
        before = done[stroke].numbers if stroke in done else ()
        done[stroke] = Drawing(event.id, (*before, event.number or ""))
        strokes[event.id] = stroke
    return list(done.values()), list(undone.values())


def take_back(connection: Connection, drawing: Drawing, by: str) -> list[Patch]:
    """Let patches that were drawn by hand be tombstones.

    Raises:
        MoveError: Later work stands on one, or people are named and this one may not.
    """
    people.check(connection, by, ROLES, "taking back a drawing")
    drawn = rows.find_all(connection, drawing.numbers)
    for patch in drawn:
        as_born = patch.state is State.CANDIDATE and patch.verdict is None and not patch.archived_at
        regrouping.check_untouched(connection, patch, _HARMLESS, as_born and regrouping.as_first_drawn(patch))
    buried = []
    for patch in drawn:
        tombstone = rows.change(connection, patch, state=State.REPLACED, entered_at=clock.now())
        note = undoing.takes_back(drawing.event)
        history.append(connection, [verdicts.draft(DRAWING_BACK, by, patch, tombstone, note)])
        buried.append(tombstone)
    return buried


def give_again(connection: Connection, drawing: Drawing, by: str) -> list[Patch]:
    """Let patches stand again whose drawing was taken back.

    Raises:
        MoveError: People are named and this one may not.
    """
    people.check(connection, by, ROLES, "drawing a patch")
    drawn = rows.find_all(connection, drawing.numbers)
    extra = {REDOES: drawing.event, TOGETHER: f"again {drawing.event}"}
    return [_revive(connection, patch, by, extra) for patch in drawn]


def _revive(connection: Connection, patch: Patch, by: str, extra: dict[str, object]) -> Patch:
    alive = rows.change(connection, patch, state=State.CANDIDATE, entered_at=patch.created_at)
    history.append(connection, [verdicts.draft(DRAWN_AGAIN, by, patch, alive, "", extra)])
    return alive
