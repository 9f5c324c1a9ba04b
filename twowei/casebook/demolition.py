"""What change maps and imagery say of a building that was ordered to go: gone, still there, rebuilt, not visible.

A proposal only; the move is somebody's.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from twowei.casebook.states import State
from twowei.patches.look import DIFFERENT_FROM

WATCHED = (
    State.QUICK, State.ORDER_SERVED, State.FORCED, State.COURT, State.DEMOLISHING, State.DEMOLISHED, State.RECHECKED,
    State.CLOSED,
)  # fmt: skip
"""States in which a demolition was ordered or told."""

CHANGED_FROM = 0.5
"""Share of the visible outline that must have changed."""

TOLD_APART_FROM = 0.15
"""How much nearer the imagery must be to the one month than to the other to resemble it."""

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


class Likeness(Enum):
    """What the imagery inside an outline resembles more: stored code and label."""

    BUILT = ("as built", "同建成时")
    BARE = ("as before it was built", "同建设前")
    NEITHER = ("neither", "与两者均不同")
    UNKNOWN = ("unknown", "无影像")

    def __init__(self, code: str, zh: str) -> None:
        self.code = code
        self.zh = zh


@dataclass(frozen=True)
class Look:
    """What one newer epoch shows inside an outline, in shares from 0 to 1.

    Attributes:
        before: Month of its before epoch.
        after: Month of its after epoch.
        visible: Share of the outline with imagery of both dates.
        gone: Share of the visible part where a building went.
        new: Share of the visible part where one came.
        likeness: What the imagery resembles.
        by_model: Whether change maps were there; without them the shares are told from the likeness alone.
    """

    before: str
    after: str
    visible: float
    gone: float
    new: float
    likeness: Likeness = Likeness.UNKNOWN
    by_model: bool = True

    @property
    def basis(self) -> str:
        """What it was told from."""
        seen = self.likeness is not Likeness.UNKNOWN
        return " and ".join(name for name, there in (("model", self.by_model), ("imagery", seen)) if there) or "nothing"


def contradicted(look: Look, finding: Finding) -> bool:
    """Return whether the imagery speaks against what the change maps say; then the chips decide."""
    if finding is Finding.GONE:
        return look.likeness is Likeness.BUILT
    return finding in (Finding.STANDING, Finding.REBUILT) and look.likeness is Likeness.BARE


def from_imagery(before: str, after: str, visible: float, likeness: Likeness) -> Look:
    """Return what an epoch shows that was compared with no other: as built it stands, as before it is gone."""
    shares = {Likeness.BUILT: (0.0, 1.0), Likeness.BARE: (1.0, 0.0)}.get(likeness, (0.0, 0.0))
    return Look(before, after, visible, *shares, likeness, by_model=False)


def likeness(built: float | None, bare: float | None) -> Likeness:
    """Return what imagery resembles, from its distances to the months with and without the building.

    Where the two months themselves look the same to it, or neither resembles it, it says nothing.
    """
    if built is None or bare is None:
        return Likeness.UNKNOWN
    if min(built, bare) >= DIFFERENT_FROM or abs(built - bare) < TOLD_APART_FROM:
        return Likeness.NEITHER
    return Likeness.BUILT if built < bare else Likeness.BARE


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
