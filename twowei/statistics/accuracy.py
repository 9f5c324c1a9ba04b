"""How sure a share is, and how many cases nobody found."""

from __future__ import annotations

import math
from dataclasses import dataclass

Z95 = 1.959963984540054
"""Two-sided 95 % of the normal distribution."""


@dataclass(frozen=True)
class Interval:
    """Bounds of a share, 0 to 1."""

    low: float
    high: float


def wilson(hits: float, of: float, z: float = Z95) -> Interval | None:
    """Return Wilson's score interval of a share, or None of nothing.

    Source: E. B. Wilson, JASA 22 (1927) 209-212.
    """
    if of <= 0:
        return None
    share, square = hits / of, z * z
    centre = (share + square / (2 * of)) / (1 + square / of)
    half = z * math.sqrt(share * (1 - share) / of + square / (4 * of * of)) / (1 + square / of)
    return Interval(max(0.0, min(share, centre - half)), min(1.0, max(share, centre + half)))


@dataclass(frozen=True)
class Recall:
    """An estimate of what share of all cases was found from above.

    Attributes:
        from_above: Cases that imagery found.
        by_others: Cases that patrols, complaints and others found.
        both: Cases that both found.
        all_cases: Estimated number of all (Chapman), or None where it cannot be told.
        interval: 95 % of the share, by Chapman's variance.
    """

    from_above: int
    by_others: int
    both: int
    all_cases: float | None
    interval: Interval | None

    @property
    def share(self) -> float | None:
        """Estimated share found from above, 0 to 1."""
        return min(1.0, self.from_above / self.all_cases) if self.all_cases else None


def recall(from_above: int, by_others: int, both: int) -> Recall:
    """Estimate a recall by capture and recapture; without an overlap nothing can be told.

    Source: D. G. Chapman (1951); variance G. A. F. Seber (1970).
    """
    if both < 1:
        return Recall(from_above, by_others, both, None, None)
    all_cases = (from_above + 1) * (by_others + 1) / (both + 1) - 1
    spread = (from_above + 1) * (by_others + 1) * (from_above - both) * (by_others - both)
    deviation = math.sqrt(spread / ((both + 1) ** 2 * (both + 2)))
    seen = from_above + by_others - both
    fewest, most = max(seen, all_cases - Z95 * deviation), all_cases + Z95 * deviation
    bounds = Interval(min(1.0, from_above / most), min(1.0, from_above / fewest))
    return Recall(from_above, by_others, both, max(all_cases, seen), bounds)
