"""Units of area found out: what a column calls an area, held against the true one.

Source: domain reference, 2.1, "unit trap": JCMJ is 亩 in many issued layers and ㎡ in others.
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

PER_M2 = {"㎡": 1.0, "亩": 3 / 2000, "公顷": 1e-4, "km²": 1e-6}
"""How many of a unit make one ㎡."""

WITHIN = math.log(1.5)
"""How far the middle ratio may be from a unit's; footprints are drawn more or less generously."""

ROW_WITHIN = 0.05
"""How far a row's own area may be from its outline's before that is worth a word."""


@dataclass(frozen=True)
class Unit:
    """The unit of a column of areas.

    Attributes:
        name: ``㎡``, ``亩``, ``公顷``, ``km²``, or None where the numbers fit no unit.
        ratio: Median of stated number by true ㎡; NaN without numbers.
        rows: How many rows it was told from.
    """

    name: str | None
    ratio: float
    rows: int

    def m2(self, number: float) -> float | None:
        """Return a stated number in ㎡, or None where the unit is unknown."""
        return number / PER_M2[self.name] if self.name else None


def find_unit(stated: Sequence[float | None], true_m2: Sequence[float | None]) -> Unit:
    """Return the unit in which areas are stated, from the ratio to ellipsoidal areas."""
    ratios = [s / t for s, t in zip(stated, true_m2, strict=True) if s and t and s > 0 and t > 0]
    if not ratios:
        return Unit(None, math.nan, 0)
    middle = statistics.median(ratios)
    name = min(PER_M2, key=lambda unit: abs(math.log(middle / PER_M2[unit])))
    close = abs(math.log(middle / PER_M2[name])) <= WITHIN
    return Unit(name if close else None, middle, len(ratios))
