"""Recognising GCJ-02: points that fall on known patches only after the shift is taken off.

Source: domain reference, 2.7: nearest patch within 50 m against 300–700 m in one direction.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from twowei.geo.gcj02 import from_gcj02

CLOSE_DEG = 50 / 111_000
LEAST = 3
"""So many more points must meet known patches one way than the other before the places alone decide."""


@dataclass(frozen=True)
class Evidence:
    """How many points lie within 50 m of a known patch as they are, and with the GCJ-02 shift taken off."""

    points: int
    as_they_are: int
    unshifted: int

    @property
    def shifted(self) -> bool | None:
        """True, False, or None where the places do not tell."""
        if self.unshifted - self.as_they_are >= LEAST and self.unshifted > 2 * self.as_they_are:
            return True
        if self.as_they_are - self.unshifted >= LEAST and self.as_they_are > 2 * self.unshifted:
            return False
        return None


def weigh(points: NDArray[np.float64], known: Sequence[shapely.Geometry]) -> Evidence:
    """Hold points (n, 2) in degrees against the outlines of known patches in degrees."""
    if not len(known) or not len(points):
        return Evidence(len(points), 0, 0)
    tree = shapely.STRtree(list(known))
    return Evidence(len(points), _met(tree, points), _met(tree, from_gcj02(points)))


def _met(tree: shapely.STRtree, points: NDArray[np.float64]) -> int:
    hits = tree.query(shapely.points(points), predicate="dwithin", distance=CLOSE_DEG)
    return len(np.unique(hits[0]))
