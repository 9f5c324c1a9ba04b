"""The second pair of eyes: another person's verdict beside the first, and how far the two agree.

The second verdict is a fact of the ledger: the first stands until somebody judges anew. A new first verdict clears
the second, so it is looked at again.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from twowei.casebook import clock, history, people, rows, undoing, verdicts
from twowei.casebook.history import Event
from twowei.casebook.lifecycle import Reason, Role, State, Verdict
from twowei.casebook.patch import Patch
from twowei.casebook.policy import SecondLook
from twowei.casebook.schema import patches
from twowei.casebook.undoing import REDOES
from twowei.casebook.wanted import SECOND_VERDICT, asked_for
from twowei.casebook.words import plain
from twowei.errors import MoveError

LOOKED_AGAIN, LOOK_BACK = "looked again", "second look taken back"
FACTS = ("second_verdict", "second_reason", "second_by", "second_at", "second_note")
_JUDGED_STATES = (State.SUSPECTED, State.FALSE)


def give(
    connection: Connection,
    patch: Patch,
    verdict: Verdict,
    reason: Reason,
    *,
    by: str,
    note: str,
    redoes: int | None = None,
) -> Patch:
    """Write a second verdict beside the first.

    Args:
        redoes: Id of the event, taken back since, that it does again.

    Raises:
        MoveError: There is no first verdict or it is this person's own, a second one is there, or the patch went on.
    """
    if patch.verdict is None or patch.state not in _JUDGED_STATES:
        raise MoveError(f"Patch {patch.number} has no verdict that waits for a second one.")
    if plain(patch.judged_by) == plain(by):
        raise MoveError(f"{by} gave the first verdict of {patch.number}; the second is for another person.")
    if "second_verdict" in patch.facts:
        raise MoveError(f"{patch.number} was looked at a second time already, by {patch.facts.get('second_by')}.")
    people.check(connection, by, [Role.ANALYST, Role.REVIEWER], "the second verdict")
    told = {
        "second_verdict": verdict.code,
        "second_reason": reason.code,
        "second_by": by,
        "second_at": clock.now().isoformat(),
        **({"second_note": note} if note else {}),
    }
    changed = rows.change(connection, patch, facts={**patch.facts, **told})
    extra = {REDOES: redoes} if redoes else {}
    history.append(connection, [verdicts.draft(LOOKED_AGAIN, by, patch, changed, note, extra)])
    return changed


def stack(connection: Connection, by: str) -> tuple[list[Event], list[Event]]:
    """Return one person's second looks that stand, and those taken back that can be given again; oldest first."""
    done, undone = undoing.stack(connection, by, LOOKED_AGAIN, LOOK_BACK)
    return [event for event in done if event.number], undone


def take_back(connection: Connection, event: Event, by: str) -> Patch:
    """Let a patch wait for its second verdict again.

    Raises:
        MoveError: It was judged anew since.
    """
    patch = rows.find(connection, event.number or "")
    if any(patch.facts.get(name) != told for name, told in facts_of(event).items()):
        raise MoveError(f"{patch.number} was judged anew since its second look; that cannot be taken back.")
    left = {name: value for name, value in patch.facts.items() if name not in FACTS}
    changed = rows.change(connection, patch, facts=left)
    history.append(connection, [verdicts.draft(LOOK_BACK, by, patch, changed, undoing.takes_back(event.id))])
    return changed


def facts_of(event: Event) -> dict[str, str]:
    """Return the second verdict that an event gave, by the names of its facts."""
    facts = event.after.get("facts", {})
    return {name: str(facts[name]) for name in FACTS if facts.get(name)}


@dataclass(frozen=True)
class Agreement:
    """How far first and second verdicts agree.

    Attributes:
        both: How many patches have two verdicts.
        same: How many of them twice the same.
        kappa: Cohen's kappa, agreement beyond chance; None where it is not defined.
        waiting: How many wait for their second verdict.
    """

    both: int
    same: int
    kappa: float | None
    waiting: int


def agreement(connection: Connection, rule: SecondLook) -> Agreement:
    """Count how far the two verdicts agree. Source of kappa: Cohen 1960, doi:10.1177/001316446002000104."""
    query = select(patches.c.HCJG, SECOND_VERDICT, func.count()).where(SECOND_VERDICT.is_not(None))
    pairs = {(row[0], row[1]): row[2] for row in connection.execute(query.group_by(patches.c.HCJG, SECOND_VERDICT))}
    both, same = sum(pairs.values()), sum(count for (one, two), count in pairs.items() if one == two)
    left = select(func.count()).select_from(patches).where(asked_for(rule), SECOND_VERDICT.is_(None))
    return Agreement(both, same, _kappa(pairs, both, same), int(connection.execute(left).scalar_one()))


def _kappa(pairs: dict[tuple[str, str], int], both: int, same: int) -> float | None:
    first, second = Counter[str](), Counter[str]()
    for (one, two), count in pairs.items():
        first[one] += count
        second[two] += count
    chance = sum(first[code] * second[code] for code in first) / both**2 if both else 1.0
    return (same / both - chance) / (1 - chance) if chance < 1 else None
