"""How two epochs share the map: side by side of a line, or one alone. Knows no Qt."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

GRIP_PX = 9


class Mode(Enum):
    """What the map shows of the two epochs."""

    SWIPE = "swipe"
    BEFORE = "before"
    AFTER = "after"

    def following(self) -> Mode:
        """Return the mode that comes next when one key walks through them."""
        modes = list(Mode)
        return modes[(modes.index(self) + 1) % len(modes)]


@dataclass
class Comparison:
    """The state of the comparison.

    Attributes:
        mode: What is shown while no key is held.
        position: Where the line stands, as a share of the view's width.
        held: Whether a held key shows the before epoch alone.
        single: Whether there is only one epoch to show.
    """

    mode: Mode = Mode.SWIPE
    position: float = 0.5
    held: bool = False
    single: bool = False

    @property
    def showing(self) -> Mode:
        """What is on the screen now."""
        if self.single:
            return Mode.AFTER
        return Mode.BEFORE if self.held else self.mode

    def line(self, width: float) -> float | None:
        """Return where the line stands in a view of ``width``, or nothing where there is no line."""
        return round(self.position * width) if self.showing is Mode.SWIPE else None

    def on_line(self, x: float, width: float) -> bool:
        """Return whether a pointer at ``x`` would take hold of the line."""
        line = self.line(width)
        return line is not None and abs(x - line) <= GRIP_PX

    def move_line(self, x: float, width: float) -> None:
        """Put the line at ``x``, keeping it within reach."""
        if width > 0:
            self.position = min(max(x / width, 0.01), 0.99)

    def spans(self, width: float) -> tuple[tuple[float, float] | None, tuple[float, float] | None]:
        """Return from where to where the before and the after epoch are seen."""
        line = self.line(width)
        if line is not None:
            return (0, line), (line, width)
        whole = (0.0, width)
        return (whole, None) if self.showing is Mode.BEFORE else (None, whole)
