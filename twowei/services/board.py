"""The demolition board: where every case stands, how much is overdue, which flags it bears, what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from twowei.casebook import clock, deadlines, rows
from twowei.casebook.deadlines import Deadline, Policies
from twowei.casebook.ledger import number_of
from twowei.casebook.patch import Patch
from twowei.casebook.states import State, Verdict
from twowei.services.workspace import Workspace

COLUMNS: dict[str, tuple[State, ...]] = {
    "待拆": (
        State.UNLAWFUL, State.QUICK, State.FILED, State.STOP_SERVED, State.ORDER_SERVED, State.CONTESTED, State.FORCED,
        State.COURT,
    ),
    "拆除中": (State.DEMOLISHING,),
    "已拆待复核": (State.DEMOLISHED,),
    "复核通过": (State.RECHECKED,),
    "销号": (State.CLOSED,),
    "回潮": (State.REBUILT,),
}  # fmt: skip
"""Columns of the board and the states each holds; of the closed only what was judged illegal."""

_RISKS = {"X": "信访", "N": "执行难", "D": "高压线", "G": "燃气", "Z": "重大"}
_TRACKS = {"1": "规划线", "2": "土地线", "3": "其他"}


@dataclass(frozen=True)
class Card:
    """A case on the board.

    Attributes:
        deadline: What must be done next, or None.
        track: 规划线 or 土地线, empty before a case is filed.
        earliest: From when the law lets it be enforced, or None where nothing waits.
        latest: The end of the window to apply to the court, or None.
        warned: Of the policy's days before that end, the last that has come: 30, 10 or 3; 0 where it lapsed.
    """

    patch: Patch
    deadline: Deadline | None
    late: bool
    flags: tuple[str, ...]
    track: str
    earliest: date | None
    latest: date | None
    warned: int | None
    now: datetime

    @property
    def days_left(self) -> int | None:
        """Calendar days until the deadline; below 0 it is past."""
        return self.deadline.days_left(self.now) if self.deadline else None

    @property
    def area_m2(self) -> float:
        """Floor area, else footprint, else as seen from above."""
        facts = self.patch.facts
        return number_of(facts, "JZMJ") or number_of(facts, "ZDMJ") or self.patch.area_m2

    def as_record(self) -> dict[str, Any]:
        """Return it for JSON."""
        return {
            "TBBH": self.patch.number,
            "ZT": self.patch.state.code,
            "DZ": self.patch.facts.get("DZ", ""),
            "XZMC": self.patch.street_name,
            "m2": self.area_m2,
            "deadline": self.deadline.title if self.deadline else None,
            "due": self.deadline.due.isoformat() if self.deadline else None,
            "days_left": self.days_left,
            "late": self.late,
            "flags": list(self.flags),
            "track": self.track,
            "earliest": self.earliest.isoformat() if self.earliest else None,
            "latest": self.latest.isoformat() if self.latest else None,
            "court_warning_days": self.warned,
        }


@dataclass(frozen=True)
class Column:
    """A column: its cards, the most urgent first."""

    title: str
    cards: list[Card]

    @property
    def area_m2(self) -> float:
        """Area of all its cards."""
        return sum(card.area_m2 for card in self.cards)

    @property
    def overdue(self) -> int:
        """How many are late."""
        return sum(card.late for card in self.cards)


def board(workspace: Workspace, *, street: str = "") -> list[Column]:
    """Return the board, of one street if its code is given."""
    now = clock.now()
    states = [state for column in COLUMNS.values() for state in column]
    with workspace.casebook.reading() as connection:
        held = deadlines.load(connection)
        patches = rows.select_patches(connection, states=states, verdicts=[Verdict.ILLEGAL])
    wanted = [patch for patch in patches if not street or patch.street_code == street]
    cards = {state: [_card(patch, held, now) for patch in wanted if patch.state is state] for state in states}
    return [
        Column(title, sorted((card for state in column for card in cards[state]), key=_urgency))
        for title, column in COLUMNS.items()
    ]


def _urgency(card: Card) -> tuple[bool, datetime, str]:
    return card.deadline is None, card.deadline.due if card.deadline else card.now, card.patch.number


def _card(patch: Patch, held: Policies, now: datetime) -> Card:
    found = held.deadlines(patch)
    due = [one for one in found if one.kind == "due" and one.met is None]
    track = str(patch.facts.get("FLX", ""))
    court = next((one for one in due if one.clock == "court"), None)
    waits = [one.due for one in found if one.kind == "opens" and one.clock in deadlines.WAITS.get(track, ())]
    return Card(
        patch,
        due[0] if due else None,
        any(one.late(now) for one in due),
        flags_of(patch),
        _TRACKS.get(track, ""),
        max(waits).date() if waits else None,
        court.due.date() if court else None,
        _warned(court, held, now) if court else None,
        now,
    )


def _warned(court: Deadline, held: Policies, now: datetime) -> int | None:
    """Return which warning before the court's window closes has come: of 30, 10, 3 the smallest; 0 after it."""
    days: Sequence[int] = next((one.warn_days for one in held.now.clocks if one.name == court.clock), ())
    left = court.days_left(now)
    return 0 if court.due < now else min((day for day in days if left <= day), default=None)


def flags_of(patch: Patch) -> tuple[str, ...]:
    """Return the flags of a case: frozen title, seizure, petition, hard to enforce, dangers."""
    facts = patch.facts
    found = ["房产冻结"] * (facts.get("SFDJ") == "1") + ["查封"] * (facts.get("SFCF") == "1")
    found += [_RISKS[sign] for sign in str(facts.get("FXBS", "")) if sign in _RISKS]
    return tuple(found + ["难度较大"] * (facts.get("difficult") == "1"))
