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
from shapely.geometry.base import BaseGeometry

from twowei.detection.card import Change
from twowei.detection.change_map import FULL_SCORE, NO_IMAGERY, Scores, Strip
from twowei.patches.neighbours import parts

MOST_PARTED_PX = 4_000_000
"""A component whose bounding box is larger (1 km² at 0.5 m) is left whole: memory stays bounded."""


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


@dataclass(frozen=True)
class _Piece:
    """What one strip holds of a component: its outline, and its scores in their bounding box (0 outside it)."""

    outline: Polygon
    row: int
    col: int
    scores: Scores


@dataclass
class _Open:
    """A component that may still grow."""

    pieces: list[_Piece] = field(default_factory=list)
    total: int = 0
    count: int = 0
    peak: int = 0

    def absorb(self, other: _Open) -> None:
        self.pieces += other.pieces
        self.total += other.total
        self.count += other.count
        self.peak = max(self.peak, other.peak)

    def closed(self, seed_score: float, resolution_m: float) -> Iterator[Component]:
        """Give the component, or its parts where it is several neighbours."""
        row, col, scores = self._scores()
        labels = parts(scores, scores > 0, seed_score, resolution_m) if scores.size <= MOST_PARTED_PX else None
        if labels is None or labels.max() < 2:
            outline = shapely.union_all([piece.outline for piece in self.pieces])
            yield Component(_exact(outline), self.total / self.count / FULL_SCORE, self.peak / FULL_SCORE)
            return
        for geometry, number in shapes(labels, mask=labels > 0, connectivity=4, transform=Affine.translation(col, row)):
            of_part = scores[labels == int(number)]
            outline = _exact(Polygon(*_rings(geometry)))
            yield Component(outline, float(of_part.mean()) / FULL_SCORE, int(of_part.max()) / FULL_SCORE)

    def _scores(self) -> tuple[int, int, Scores]:
        """Return the upper left corner of the bounding box and the scores inside it, 0 outside the component."""
        row, col = min(p.row for p in self.pieces), min(p.col for p in self.pieces)
        bottom = max(p.row + p.scores.shape[0] for p in self.pieces)
        right = max(p.col + p.scores.shape[1] for p in self.pieces)
        if (bottom - row) * (right - col) > MOST_PARTED_PX:
            return row, col, np.broadcast_to(np.uint8(0), (bottom - row, right - col))
        whole = np.zeros((bottom - row, right - col), np.uint8)
        for piece in self.pieces:
            top, left = piece.row - row, piece.col - col
            area = (slice(top, top + piece.scores.shape[0]), slice(left, left + piece.scores.shape[1]))
            whole[area] = np.maximum(whole[area], piece.scores)
        return row, col, whole


def _exact(outline: BaseGeometry) -> Polygon:
    exact = shapely.normalize(shapely.simplify(outline, 0))
    assert isinstance(exact, Polygon)
    return exact


def components(
    strips: Iterable[Strip], change: Change, threshold: float, seed_score: float = 0.0, resolution_m: float = 0.5
) -> Iterator[Component]:
    """Give the components of one change, none cut at a seam.

    Args:
        strips: From north to south without gaps.
        change: Which scores to use.
        threshold: Lowest score (0 to 1) of a pixel that belongs to a component.
        seed_score: Score by which joined neighbours are taken apart (see `neighbours`); 0 takes nothing apart.
        resolution_m: Ground resolution of the scores.
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
                yield from item.closed(seed_score, resolution_m)
        edge = {label: merged[label] for label in still_open}
        last_row = labels[-1]
    for item in _distinct(edge.values()):
        yield from item.closed(seed_score, resolution_m)


def _labelled(scores: Scores, level: int, row: int) -> tuple[NDArray[np.int32], dict[int, _Open]]:
    mask = (scores >= level) & (scores != NO_IMAGERY)
    labels, count = ndimage.label(mask)
    labels = labels.astype(np.int32)
    found, boxes = _measured(scores, labels, count), ndimage.find_objects(labels)
    for geometry, label in shapes(labels, mask=mask, connectivity=4, transform=Affine.translation(0, row)):
        number = int(label)
        box = boxes[number - 1]
        inner = np.where(labels[box] == number, scores[box], np.uint8(0))
        piece = _Piece(Polygon(*_rings(geometry)), row + box[0].start, box[1].start, inner)
        found[number].pieces.append(piece)
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
