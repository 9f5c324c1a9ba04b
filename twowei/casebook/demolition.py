"""What change maps say of a building that was ordered to go: gone, still there, rebuilt or not visible.

A proposal only; the move is somebody's.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from twowei.casebook.states import State

WATCHED = (
    State.QUICK, State.ORDER_SERVED, State.FORCED, State.COURT, State.DEMOLISHING, State.DEMOLISHED, State.RECHECKED,
    State.CLOSED,
)  # fmt: skip
"""States in which a demolition was ordered or told."""

CHANGED_FROM = 0.5
"""Share of the visible outline that must have changed."""

VISIBLE_FROM = 0.5
"""Share of the outline that must have imagery of both dates."""


class Finding(Enum):
    """What an epoch shows: stored code and label."""

    GONE = ("gone", "已拆除")
    STANDING = ("still there", "未拆除")
    REBUILT = ("rebuilt", "复建")
    NOT_VISIBLE = ("not visible", "不可见")

    def __init__(self, code: str, zh: str) -> None:
        self.code = code
        self.zh = zh


@dataclass(frozen=True)
class Look:
    """What one change map shows inside an outline, in shares from 0 to 1.

    Attributes:
        before: Month of its before epoch.
        after: Month of its after epoch.
        visible: Share of the outline with imagery of both dates.
        gone: Share of the visible part where a building went.
        new: Share of the visible part where one came.
    """

    before: str
    after: str
    visible: float
    gone: float
    new: float


def findings(looks: Iterable[Look]) -> list[tuple[Look, Finding]]:
    """Return what each epoch shows, oldest first, of a building that stood before the first.

    What nothing says goes on as it was: still there until it went, gone until another came.
    """
    told: list[tuple[Look, Finding]] = []
    standing = Finding.STANDING
    for look in sorted(looks, key=lambda one: (one.after, one.before)):
        if look.visible < VISIBLE_FROM:
            told.append((look, Finding.NOT_VISIBLE))
            continue
        if standing is Finding.GONE and look.new >= CHANGED_FROM:
            standing = Finding.REBUILT
        elif standing is not Finding.GONE and look.gone >= CHANGED_FROM:
            standing = Finding.GONE
        told.append((look, standing))
    return told
