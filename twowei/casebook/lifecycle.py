"""The life cycle of a patch as data: every legal move as one flat table.

Buttons, command line choices and the diagram in the documentation are read from here; the simple view
(候选 → 核查 → 认定 → 拆除 → 复核 → 销号) and the full legal one are two views of it. What a move demands belongs to
the state it enters. Source: domain reference, 3.3.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from twowei.casebook.reasons import REASONS, Reason, parse_reason, reasons_for
from twowei.casebook.states import (
    LEGAL_STATES,
    OPEN_STATES,
    SETTLED_STATES,
    Role,
    Stage,
    State,
    Verdict,
    caption,
    parse_role,
    parse_state,
    parse_verdict,
)
from twowei.errors import MoveError

__all__ = [
    "ENTRIES", "LASTING", "LEGAL_STATES", "MOVES", "OPEN_STATES", "REASONS", "SETTLED_STATES", "Act", "Demand",
    "Entry", "Move", "Reason", "Role", "Stage", "State", "Verdict", "View", "allowed_moves", "caption",
    "find_move", "moves_of", "parse_reason", "parse_role", "parse_state", "parse_verdict", "reasons_for",
    "verdict_move", "ways_out",
]  # fmt: skip


class Act(Enum):
    """What kind of decision makes a move."""

    VERDICT = "verdict"
    STEP = "step"
    REPLACING = "replacing"


class View(Enum):
    """How much of the table is shown."""

    SIMPLE = "simple"
    FULL = "full"


@dataclass(frozen=True)
class Demand:
    """A proof that entering a state demands; any one of what is named satisfies it.

    Attributes:
        key: Name under which a policy may waive it, unique within its state.
        about: What it is, for people.
        facts: Names of facts of the ledger.
        photos: So many photos, given with the move.
        reasons: First letter of the reason that must stand.
        value: The one code that the fact must have.
        archived: Number and dossier are fixed.
        positive: A number among the facts counts only above 0.
    """

    key: str
    about: str
    facts: tuple[str, ...] = ()
    photos: int = 0
    reasons: str = ""
    value: str = ""
    archived: bool = False
    positive: bool = False


def _fact(name: str, about: str, value: str = "") -> Demand:
    return Demand(name, about, (name,), value=value)


@dataclass(frozen=True)
class Entry:
    """What it takes to enter a state.

    Attributes:
        who: Roles that may.
        demands: Every one must be satisfied.
        not_by: Facts that hold the names of those who may not: the two-person rule. ``HCR`` is who judged.
        nothing_left: Whether an area that still stands (`SYMJ` > 0) forbids it.
        bulk: Whether many patches may enter at once with one reason.
    """

    who: tuple[Role, ...]
    demands: tuple[Demand, ...] = ()
    not_by: tuple[str, ...] = ()
    nothing_left: bool = False
    bulk: bool = False


_LAWFUL_PROOF = Demand(
    "permit", "permit number (GHXKZH), coverage (PWFGL) or later approval (regularised)",
    ("GHXKZH", "PWFGL", "regularised"), positive=True,
)  # fmt: skip
_LAWFUL_REASON = Demand("reason", "a reason L..", reasons="L")

ENTRIES: dict[State, Entry] = {
    State.SUSPECTED: Entry((Role.ANALYST,), (Demand("reason", "a verdict with its reason", reasons="VLP"),)),
    State.FALSE: Entry((Role.ANALYST,), (Demand("reason", "a reason W..", reasons="W"),), bulk=True),
    State.IN_FIELD: Entry(
        (Role.REVIEWER, Role.MANAGER),
        (
            _fact("assignee", "who goes there"),
            _fact("WGBH", "grid"),
            _fact("field_package", "number of the field package"),
        ),
    ),
    State.LAWFUL: Entry((Role.REVIEWER,), (_LAWFUL_REASON, _LAWFUL_PROOF), not_by=("HCR",)),
    State.UNLAWFUL: Entry(
        (Role.REVIEWER,),
        (
            Demand("reason", "a reason V..", reasons="V"),
            Demand("photos", "two field photos, or the number of a written finding (finding)", ("finding",), photos=2),
            _fact("ZL", "new or old (1新增 2存量)"),
            _fact("DSR", "the party, or 不明"),
        ),
    ),
    State.QUICK: Entry(
        (Role.SQUAD,),
        (_fact("stop_record", "record of the stop"), Demand("photos", "a photo of the start of work", photos=1)),
    ),
    State.FILED: Entry(
        (Role.LEGAL,),
        (
            _fact("approval_form", "approval form"),
            _fact("LAH", "case number"),
            _fact("LARQ", "day of filing"),
            _fact("FLX", "track (1规划线 2土地线 3其他)"),
        ),
    ),
    State.STOP_SERVED: Entry(
        (Role.LEGAL,),
        (_fact("ZLTZH", "number"), _fact("ZLTZRQ", "day of service"), _fact("stop_receipt", "receipt")),
    ),
    State.ORDER_SERVED: Entry(
        (Role.LEGAL,),
        (
            _fact("XQCCH", "number"),
            _fact("XQCCRQ", "day of service"),
            _fact("order_receipt", "receipt"),
            _fact("ZCQX", "day by which the owner demolishes"),
        ),
    ),
    State.CONTESTED: Entry((Role.LEGAL,), (_fact("FYAH", "case number"), _fact("FYRQ", "day it was accepted"))),
    State.FORCED: Entry(
        (Role.LEGAL,),
        (
            _fact("FLX", "planning-law track", value="1"),
            _fact("CGH", "number of the urging"),
            _fact("CGRQ", "day the urging was served"),
            _fact("GGH", "number of the announcement"),
            _fact("QZJDH", "number of the decision"),
        ),
    ),
    State.COURT: Entry(
        (Role.LEGAL,),
        (
            _fact("FLX", "land-law track", value="2"),
            _fact("FYSQRQ", "day of the application"),
            _fact("CDH", "number at the court"),
        ),
    ),
    State.AMENDING: Entry((Role.LEGAL,), (_fact("amend_order", "number"), _fact("amend_by", "day by which"))),
    State.DEMOLISHING: Entry(
        (Role.SQUAD,),
        (
            _fact("plan", "plan"),
            _fact("JHRQ", "planned day"),
            _fact("CZFS", "how"),
            _fact("CCMJ", "area removed so far, 0 at first"),
            _fact("SYMJ", "area still standing"),
        ),
    ),
    State.DEMOLISHED: Entry(
        (Role.SQUAD,),
        (
            Demand("photos", "a photo afterwards, from where the earlier one was taken", photos=1),
            _fact("CCZDMJ", "footprint removed"),
            _fact("CCMJ", "floor area removed"),
            _fact("CCRQ", "day"),
            _fact("SYMJ", "area still standing"),
        ),
        nothing_left=True,
    ),
    State.KEPT: Entry((Role.LEGAL,), (_fact("decision", "decision"), _fact("payment", "proof of payment"))),
    State.RECHECKED: Entry(
        (Role.REVIEWER, Role.MANAGER),
        (
            _fact("FHFS", "how it was checked"),
            _fact("FHJG", "that it passed", value="1"),
            _fact("signature", "signature"),
        ),
        not_by=("HCR", "reported_by"),
    ),
    State.CLOSED: Entry((Role.MANAGER,), (_fact("XHYY", "reason of closing"),), nothing_left=True),
    State.REBUILT: Entry(
        (Role.SQUAD, Role.ANALYST),
        (Demand("reason", "a reason V..", reasons="V"), _fact("relapse_sign", "what shows it")),
    ),
    State.STRUCK_OFF: Entry((Role.REVIEWER,), (_LAWFUL_REASON, _LAWFUL_PROOF), bulk=True),
    State.ENDED: Entry((Role.LEGAL,), (_fact("ending", "the paper that ends it"),)),
    State.REPLACED: Entry((Role.ANALYST,)),
}
"""What it takes to enter each state; candidates are entered by the detector."""

_FILE_COMPLETE = Demand("archived", "number and dossier fixed (twowei archive)", archived=True)
_SAMPLED = _fact("sample_review", "record of the sample review")
_RETURNED = Demand("note", "a note why it comes back")


LASTING = frozenset(("FLX", "ZL", "DSR", "GHXKZH", "PWFGL", "regularised"))
"""Facts of the case itself: they prove a second time too. Any other is given anew when a state is
entered again."""


@dataclass(frozen=True)
class Move:
    """One legal step.

    Attributes:
        source: The state before.
        target: The state after; the same as ``source`` where only the facts beside the state change.
        act: The kind of decision.
        demands: What it demands, those of the target's entry among it.
    """

    source: State
    target: State
    act: Act
    demands: tuple[Demand, ...]

    @property
    def entry(self) -> Entry:
        """What it takes to enter the target."""
        return ENTRIES[self.target]

    @property
    def who(self) -> tuple[Role, ...]:
        """Roles that may make it."""
        return self.entry.who

    @property
    def who_text(self) -> str:
        """Roles that may make it, in words."""
        return " or ".join(role.en for role in self.who)


def _moves(source: State, targets: str, act: Act = Act.STEP, *more: Demand) -> list[Move]:
    """Return the moves from a state to those whose codes stand in ``targets``."""
    found = [State.of(code) for code in targets.split()]
    return [Move(source, target, act, (*ENTRIES[target].demands, *more)) for target in found]


MOVES: tuple[Move, ...] = (
    *_moves(State.CANDIDATE, "S10 S90", Act.VERDICT),
    *_moves(State.SUSPECTED, "S10 S90", Act.VERDICT),
    *_moves(State.FALSE, "S10 S90", Act.VERDICT),
    *_moves(State.SUSPECTED, "S20 S30 S40"),
    *_moves(State.IN_FIELD, "S30 S40 S90"),
    *_moves(State.IN_FIELD, "S10", Act.STEP, _RETURNED),
    *_moves(State.LAWFUL, "S95 S40"),
    *_moves(State.UNLAWFUL, "S41 S50"),
    *_moves(State.QUICK, "S70 S50"),
    *_moves(State.FILED, "S51 S60 S75 S96"),
    *_moves(State.STOP_SERVED, "S52 S70 S75"),
    *_moves(State.ORDER_SERVED, "S53 S54 S55 S70"),
    *_moves(State.CONTESTED, "S52 S54 S55 S96"),
    *_moves(State.FORCED, "S70"),
    *_moves(State.COURT, "S70 S96"),
    *_moves(State.AMENDING, "S95 S52"),
    *_moves(State.DEMOLISHING, "S70 S71 S50"),
    *_moves(State.DEMOLISHED, "S80 S70"),
    *_moves(State.KEPT, "S80"),
    *_moves(State.RECHECKED, "S85", Act.STEP, _FILE_COMPLETE),
    *_moves(State.RECHECKED, "S70"),
    *_moves(State.CLOSED, "S86"),
    *_moves(State.REBUILT, "S41 S50"),
    *_moves(State.FALSE, "S85", Act.STEP, _SAMPLED),
    *_moves(State.STRUCK_OFF, "S86"),
    *_moves(State.ENDED, "S50"),
    *_moves(State.ENDED, "S85", Act.STEP, _FILE_COMPLETE),
    *(
        Move(state, State.REPLACED, Act.REPLACING, ())
        for state in OPEN_STATES
    ),
)  # fmt: skip
"""Every legal move; taking back is no move but undoes one."""


def moves_of(view: View) -> tuple[Move, ...]:
    """Return the moves that a view shows."""
    hidden = () if view is View.FULL else (*LEGAL_STATES, State.REPLACED)
    return tuple(move for move in MOVES if move.source not in hidden and move.target not in hidden)


def allowed_moves(state: State, moves: Sequence[Move] = MOVES) -> tuple[Move, ...]:
    """Return the moves that leave ``state``, in the order of the table."""
    return tuple(move for move in moves if move.source is state)


def verdict_move(state: State, verdict: Verdict) -> Move:
    """Return the move that giving ``verdict`` in ``state`` makes.

    Raises:
        MoveError: The state takes no verdicts; the sentence names the moves it does allow.
    """
    for move in allowed_moves(state):
        if move.act is Act.VERDICT and move.target is verdict.target:
            return move
    raise MoveError(f"No verdict can be given in state {caption(state)}; {ways_out(state)}.")


def find_move(state: State, target: State) -> Move:
    """Return the move from one state to another.

    Raises:
        MoveError: There is none; the sentence names the moves there are.
    """
    for move in allowed_moves(state):
        if move.target is target:
            return move
    raise MoveError(f"{caption(state)} does not lead to {caption(target)}; {ways_out(state)}.")


def ways_out(state: State) -> str:
    """Return in words which moves leave a state."""
    moves = allowed_moves(state)
    if not moves:
        return "no move leads out of it"
    return "from here: " + ", ".join(
        f"{caption(m.target)} by {'an' if m.who_text[0] in 'aeiou' else 'a'} {m.who_text}" for m in moves
    )
