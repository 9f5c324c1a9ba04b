"""Polygons from a change map that comes in strips: exact across the seams, memory bounded by a strip.

Components are labelled strip by strip; those that touch the seam are joined by union-find. A component is
given out as soon as a strip does not reach it any more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import shapely
from affine import Affine
from numpy.typing import NDArray
from rasterio.features import shapes
from scipy import ndimage
from shapely.geometry import Polygon

from twowei.detection.card import Change
from twowei.detection.change_map import FULL_SCORE, NO_IMAGERY, Scores, Strip


@dataclass(frozen=True)
class Component:
    """A 4-connected set of pixels at or above the threshold.

    Attributes:
        outline: Along pixel edges, in (column, row) of the whole grid.
        score: Mean score, 0 to 1.
        peak: Highest score, 0 to 1.
    """

    outline: Polygon
    score: float
    peak: float


@dataclass
class _Open:
    """A component that may still grow."""

    pieces: list[Polygon] = field(default_factory=list)
    total: int = 0
    count: int = 0
    peak: int = 0

    def absorb(self, other: _Open) -> None:
        self.pieces += other.pieces
        self.total += other.total
        self.count += other.count
        self.peak = max(self.peak, other.peak)

    def closed(self) -> Component:
        outline = self.pieces[0] if len(self.pieces) == 1 else shapely.union_all(self.pieces)
        exact = shapely.normalize(shapely.simplify(outline, 0))
        assert isinstance(exact, Polygon)
        return Component(
            exact,
            self.total / self.count / FULL_SCORE,
            self.peak / FULL_SCORE,
        )


def components(strips: Iterable[Strip], change: Change, threshold: float) -> Iterator[Component]:
    """Give the components of one change, none cut at a seam.

    Args:
        strips: From north to south without gaps.
        change: Which scores to use.
        threshold: Lowest score (0 to 1) of a pixel that belongs to a component.
    """
    level = max(int(np.ceil(threshold * FULL_SCORE)), 1)
    edge: dict[int, _Open] = {}
    last_row: NDArray[np.int32] = np.zeros(0, np.int32)
    for strip in strips:
        scores = strip.scores[change]
        labels, found = _labelled(scores, level, strip.row)
        merged = _joined(last_row, labels[0], edge, found)
        still_open = set(np.unique(labels[-1]).tolist()) - {0}
        kept = {id(merged[label]) for label in still_open}
        for item in _distinct([*edge.values(), *merged.values()]):
            if id(item) not in kept:
                yield item.closed()
        edge = {label: merged[label] for label in still_open}
        last_row = labels[-1]
    yield from (item.closed() for item in _distinct(edge.values()))


def _labelled(scores: Scores, level: int, row: int) -> tuple[NDArray[np.int32], dict[int, _Open]]:
    mask = (scores >= level) & (scores != NO_IMAGERY)
    labels, count = ndimage.label(mask)
    labels = labels.astype(np.int32)
    found = _measured(scores, labels, count)
    for geometry, label in shapes(labels, mask=mask, connectivity=4, transform=Affine.translation(0, row)):
        found[int(label)].pieces.append(Polygon(*_rings(geometry)))
    return labels, found


def _rings(geometry: dict[str, Any]) -> tuple[Any, list[Any]]:
    shell, *holes = geometry["coordinates"]
    return shell, holes


def _measured(scores: Scores, labels: NDArray[np.int32], count: int) -> dict[int, _Open]:
    if count == 0:
        return {}
    numbers = np.arange(1, count + 1)
    totals = ndimage.sum_labels(scores.astype(np.int64), labels, numbers)
    counts = np.bincount(labels.ravel(), minlength=count + 1)[1:]
    peaks = ndimage.maximum(scores, labels, numbers)
    return {
        int(n): _Open([], int(t), int(c), int(p)) for n, t, c, p in zip(numbers, totals, counts, peaks, strict=True)
    }


def _joined(
    above: NDArray[np.int32], below: NDArray[np.int32], edge: dict[int, _Open], found: dict[int, _Open]
) -> dict[int, _Open]:
    """Join the components on both sides of a seam; returns what each label of the new strip has become."""
    if above.size == 0:
        return found
    touching = {(a, b) for a, b in zip(above.tolist(), below.tolist(), strict=True) if a and b}
    for upper, lower in sorted(touching):
        one, other = edge[upper], found[lower]
        if one is other:
            continue
        one.absorb(other)
        for table in (edge, found):
            for label, item in table.items():
                if item is other:
                    table[label] = one
    return found


def _distinct(items: Iterable[_Open]) -> list[_Open]:
    return list({id(item): item for item in items}.values())
