"""Which candidates the casebook knows already."""

from __future__ import annotations

from collections.abc import Sequence

import shapely

from twowei.geo.footprint import Outline

SAME_FROM = 0.3
"""Share of the smaller outline that two must have in common to be the same case (the trade's 30 %)."""


def same_site(one: Outline, other: Outline) -> bool:
    """Return whether two outlines in one CRS stand for the same case."""
    smaller = min(one.area, other.area)
    return smaller > 0 and one.intersection(other).area >= SAME_FROM * smaller


def unknown(candidates: Sequence[Outline], standing: Sequence[Outline]) -> list[int]:
    """Return the positions of candidates that are neither standing cases nor one another's doubles.

    All outlines are in one CRS.
    """
    outlines = [*standing, *candidates]
    tree = shapely.STRtree(outlines)
    first = len(standing)
    kept = set(range(first))
    for position in range(first, len(outlines)):
        neighbours = (int(i) for i in tree.query(outlines[position]))
        if not any(i in kept and same_site(outlines[position], outlines[i]) for i in neighbours):
            kept.add(position)
    return sorted(position - first for position in kept if position >= first)
