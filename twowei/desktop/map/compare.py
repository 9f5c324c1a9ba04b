"""How two epochs share the map: beside each other, parted by a line, blended, in turn, or one alone. Knows no Qt."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

GRIP_PX = 9
BEFORE, AFTER = 0, 1


class Mode(Enum):
    """What the map shows of the two epochs."""

    SWIPE = "swipe"
    SIDE = "side"
    FLICKER = "flicker"
    FADE = "fade"
    BEFORE = "before"
    AFTER = "after"

    def following(self) -> Mode:
        """Return the comparison that comes next when one key walks through them."""
        return WALK[(WALK.index(self) + 1) % len(WALK)] if self in WALK else WALK[0]


WALK = (Mode.SWIPE, Mode.SIDE, Mode.FLICKER, Mode.FADE)
ALONE = (Mode.BEFORE, Mode.AFTER)


class Part(NamedTuple):
    """Where one epoch is seen in a pane, in screen pixels, and how much of it (0 to 1)."""

    left: float
    top: float
    right: float
    bottom: float
    opacity: float = 1.0


Parts = tuple[Part | None, Part | None]


@dataclass
class Comparison:
    """The state of the comparison.

    Attributes:
        mode: What is shown while no key is held.
        position: Where the line stands, as a share of the view along the way it is dragged.
        upright: Whether the line stands upright; panes beside each other follow it.
        held: Whether a held key shows the before epoch alone.
        single: Whether there is only one epoch to show.
        swapped: Whether the after epoch takes the place of the before epoch.
        later: Whether the flicker shows the after epoch now.
        share: How much of the after epoch the fade shows, 0 to 1.
    """

    mode: Mode = Mode.SWIPE
    position: float = 0.5
    upright: bool = True
    held: bool = False
    single: bool = False
    swapped: bool = False
    later: bool = False
    share: float = 0.5

    @property
    def showing(self) -> Mode:
        """What is on the screen now."""
        if self.single:
            return Mode.AFTER
        return Mode.BEFORE if self.held else self.mode

    @property
    def panes(self) -> int:
        """How many panes the map is divided into; holding a key divides nothing anew."""
        return 2 if self.mode is Mode.SIDE and not self.single else 1

    def line(self, width: float, height: float) -> float | None:
        """Return where the line stands in a view, from the left or from the top, or nothing where there is none."""
        if self.showing is not Mode.SWIPE:
            return None
        return round(self.position * (width if self.upright else height))

    def on_line(self, x: float, y: float, width: float, height: float) -> bool:
        """Return whether a pointer would take hold of the line."""
        line = self.line(width, height)
        return line is not None and abs((x if self.upright else y) - line) <= GRIP_PX

    def move_line(self, x: float, y: float, width: float, height: float) -> None:
        """Put the line under the pointer, keeping it within reach."""
        at, whole = (x, width) if self.upright else (y, height)
        if whole > 0:
            self.position = min(max(at / whole, 0.01), 0.99)

    def parts(self, pane: int, width: float, height: float) -> Parts:
        """Return where a pane of this size shows the before and the after epoch."""
        whole = Part(0.0, 0.0, width, height)
        showing = self.showing
        if showing is Mode.FADE:
            return _faded(whole, self.share)
        if showing is Mode.SWIPE:
            return self._turned(*self._swiped(whole))
        if showing is Mode.SIDE:
            return self._turned(whole, None) if pane == 0 else self._turned(None, whole)
        if showing is Mode.FLICKER:
            return (None, whole) if self.later else (whole, None)
        return (whole, None) if showing is Mode.BEFORE else (None, whole)

    def _swiped(self, whole: Part) -> tuple[Part, Part]:
        line = self.line(whole.right, whole.bottom) or 0.0
        if self.upright:
            return whole._replace(right=line), whole._replace(left=line)
        return whole._replace(bottom=line), whole._replace(top=line)

    def _turned(self, first: Part | None, second: Part | None) -> Parts:
        return (second, first) if self.swapped else (first, second)


def _faded(whole: Part, share: float) -> Parts:
    """Blend; at either end the other epoch must not shine through the gaps of the one shown."""
    before = whole if share < 0.995 else None
    after = whole._replace(opacity=share) if share > 0.005 else None
    return before, after
