"""Polygons from a change map that comes in blocks: exact across the seams, memory bounded by a block.

Components are labelled block by block; those that touch a seam are joined by union-find. A component that no seam
touches is given out at once, any other as soon as the row of blocks below does not reach it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import cv2
import numpy as np
import shapely
from affine import Affine
from numpy.typing import NDArray
from rasterio.features import shapes
from scipy import ndimage
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from twowei.detection.card import Change
from twowei.detection.change_map import FULL_SCORE, NO_IMAGERY, Block, Scores
from twowei.detection.pooling import LOG_ODDS, pooled, pooled_of
from twowei.patches.neighbours import parts

MOST_PARTED_PX = 4_000_000
"""A component whose bounding box is larger (1 km² at 0.5 m) is left whole: memory stays bounded."""

_PX_A_CALL = 50_000
"""Outlines of a small array take as long as those of so many pixels more in a large one (0.7 ms, 14 ns a pixel)."""

Labels = NDArray[np.int64]


@dataclass(frozen=True)
class Component:
    """A 4-connected set of pixels at or above the threshold.

    Attributes:
        outline: Along pixel edges, in (column, row) of the whole grid.
        score: Score pooled from its pixels (`twowei.detection.pooling`), 0 to 1.
        peak: Highest score, 0 to 1.
    """

    outline: Polygon
    score: float
    peak: float


@dataclass(frozen=True)
class _Piece:
    """What one block holds of a component: its outline, and its scores in their bounding box (0 outside it)."""

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
    box: tuple[int, int, int, int] = (2**62, 2**62, 0, 0)

    def add(self, piece: _Piece) -> None:
        height, width = piece.scores.shape
        self._grow((piece.row, piece.col, piece.row + height, piece.col + width), [piece])

    def absorb(self, other: _Open) -> None:
        self.total += other.total
        self.count += other.count
        self.peak = max(self.peak, other.peak)
        self._grow(other.box, other.pieces)

    def _grow(self, box: tuple[int, int, int, int], pieces: list[_Piece]) -> None:
        top, left, bottom, right = self.box
        former = self._too_large()
        self.box = min(top, box[0]), min(left, box[1]), max(bottom, box[2]), max(right, box[3])
        if not self._too_large():
            self.pieces += pieces
        elif former:
            self.pieces += map(_bare, pieces)
        else:
            self.pieces = [*map(_bare, self.pieces), *map(_bare, pieces)]

    def _too_large(self) -> bool:
        if not self.pieces:
            return False
        top, left, bottom, right = self.box
        return (bottom - top) * (right - left) > MOST_PARTED_PX

    def closed(self, seed_score: float, resolution_m: float) -> Iterator[Component]:
        """Give the component, or its parts where it is several neighbours."""
        if not self._too_large():
            scores = self._scores()
            labels = parts(scores, scores > 0, seed_score, resolution_m)
            if labels.max() > 1:
                yield from _parted(scores, labels, self.box[:2])
                return
        outline = shapely.union_all([piece.outline for piece in self.pieces])
        yield Component(_exact(outline), pooled(self.total, self.count), self.peak / FULL_SCORE)

    def _scores(self) -> Scores:
        """Return the scores inside the bounding box, 0 outside the component."""
        row, col, bottom, right = self.box
        whole = np.zeros((bottom - row, right - col), np.uint8)
        for piece in self.pieces:
            top, left = piece.row - row, piece.col - col
            area = (slice(top, top + piece.scores.shape[0]), slice(left, left + piece.scores.shape[1]))
            whole[area] = np.maximum(whole[area], piece.scores)
        return whole


def _bare(piece: _Piece) -> _Piece:
    """Return a piece without its scores: they serve only to take a component apart."""
    return _Piece(piece.outline, piece.row, piece.col, np.zeros((0, 0), np.uint8))


def _parted(scores: Scores, labels: NDArray[np.int32], corner: tuple[int, int]) -> Iterator[Component]:
    onto = Affine.translation(corner[1], corner[0])
    for geometry, number in shapes(labels, mask=labels > 0, connectivity=4, transform=onto):
        of_part = scores[labels == int(number)]
        outline = _exact(Polygon(*_rings(geometry)))
        yield Component(outline, pooled_of(of_part), int(of_part.max()) / FULL_SCORE)


def _exact(outline: BaseGeometry) -> Polygon:
    exact = shapely.normalize(shapely.simplify(outline, 0))
    assert isinstance(exact, Polygon)
    return exact


def components(
    blocks: Iterable[Block], change: Change, threshold: float, seed_score: float = 0.0, resolution_m: float = 0.5
) -> Iterator[Component]:
    """Give the components of one change, none cut at a seam.

    Args:
        blocks: From north to south and in a row from west to east, the rows cut at the same columns; what is missing
            has no imagery.
        change: Which scores to use.
        threshold: Lowest score (0 to 1) of a pixel that belongs to a component.
        seed_score: Score by which joined neighbours are taken apart (see `neighbours`); 0 takes nothing apart.
        resolution_m: Ground resolution of the scores.
    """
    level = max(int(np.ceil(threshold * FULL_SCORE)), 1)
    seams = _Seams()
    for block in blocks:
        complete = seams.next_row(block.row) if block.row != seams.row else []
        for item in [*complete, *seams.add(block.row, block.col, block.scores[change], level)]:
            yield from item.closed(seed_score, resolution_m)
    for item in seams.rest():
        yield from item.closed(seed_score, resolution_m)


@dataclass(frozen=True)
class _Edge:
    """The labels along one side of a block: where that side lies, and 0 where there is no component."""

    at: int
    labels: Labels


class _Seams:
    """Components that touch a seam, joined by union-find over labels that are the same all over the map."""

    def __init__(self) -> None:
        self.row: int | None = None
        self._open: dict[int, _Open] = {}
        self._parent: dict[int, int] = {}
        self._above: dict[int, _Edge] = {}
        self._below: dict[int, _Edge] = {}
        self._left = _Edge(-1, np.zeros(0, np.int64))
        self._labelled = 0

    def next_row(self, row: int) -> list[_Open]:
        """Begin a row of blocks; returns the components that end above it."""
        reached = {self._root(int(n)) for edge in self._below.values() for n in np.unique(edge.labels) if n}
        complete = [item for number, item in self._open.items() if number not in reached]
        self._open = {number: item for number, item in self._open.items() if number in reached}
        self._above = {col: _Edge(edge.at, self._roots(edge.labels)) for col, edge in self._below.items()}
        self._below, self._left, self._parent, self.row = {}, _Edge(-1, np.zeros(0, np.int64)), {}, row
        return complete

    def rest(self) -> list[_Open]:
        """Return the components that reach the last row."""
        return list(self._open.values())

    def add(self, row: int, col: int, scores: Scores, level: int) -> list[_Open]:
        """Take a block in; returns the components that touch no side of it."""
        labels, found = _labelled(scores, level, row, col)
        top, bottom, left, right = (
            np.where(side > 0, side + np.int64(self._labelled), 0)
            for side in (labels[0], labels[-1], labels[:, 0], labels[:, -1])
        )
        sides = {int(n) for side in (top, bottom, left, right) for n in np.unique(side)}
        self._open.update({self._labelled + n: item for n, item in found.items() if self._labelled + n in sides})
        inside = [item for n, item in found.items() if self._labelled + n not in sides]
        self._labelled += len(found)
        if (above := self._above.get(col)) and above.at == row:
            self._join(above.labels, top)
        if self._left.at == col:
            self._join(self._left.labels, left)
        self._below[col] = _Edge(row + labels.shape[0], bottom)
        self._left = _Edge(col + labels.shape[1], right)
        return inside

    def _join(self, one_side: Labels, other_side: Labels) -> None:
        both = (one_side > 0) & (other_side > 0)
        for one, other in np.unique(np.stack([one_side[both], other_side[both]]), axis=1).T.tolist():
            kept, joined = sorted((self._root(one), self._root(other)))
            if kept != joined:
                self._open[kept].absorb(self._open.pop(joined))
                self._parent[joined] = kept

    def _root(self, number: int) -> int:
        while (parent := self._parent.get(number)) is not None:
            number = parent
        return number

    def _roots(self, labels: Labels) -> Labels:
        numbers, where = np.unique(labels, return_inverse=True)
        return np.array([self._root(int(n)) for n in numbers], np.int64)[where]


def _labelled(scores: Scores, level: int, row: int, col: int) -> tuple[NDArray[np.int32], dict[int, _Open]]:
    """Return the labels of a block, from 1, and what is known of each."""
    mask = (scores >= level) & (scores != NO_IMAGERY)
    count, found_labels = cv2.connectedComponents(mask.view(np.uint8), connectivity=4, ltype=cv2.CV_32S)
    labels = np.asarray(found_labels, np.int32)
    found, boxes = _measured(scores, labels, count - 1), ndimage.find_objects(labels)
    for number, outline in _outlined(labels, mask, boxes, row, col):
        box = boxes[number - 1]
        inner = np.where(labels[box] == number, scores[box], np.uint8(0))
        found[number].add(_Piece(outline, row + box[0].start, col + box[1].start, inner))
    return labels, found


def _outlined(
    labels: NDArray[np.int32], mask: NDArray[np.bool_], boxes: list[tuple[slice, slice]], row: int, col: int
) -> Iterator[tuple[int, Polygon]]:
    """Give the labels and their outlines: each from its own box where that is less to walk through than the block."""
    parts = [(labels, mask, 0, 0)]
    if len(boxes) * _PX_A_CALL < labels.size:
        parts = [(labels[box], labels[box] == n, box[0].start, box[1].start) for n, box in enumerate(boxes, 1)]
    for part, inside, top, left in parts:
        onto = Affine.translation(col + left, row + top)
        for geometry, label in shapes(part, mask=inside, connectivity=4, transform=onto):
            yield int(label), Polygon(*_rings(geometry))


def _rings(geometry: dict[str, Any]) -> tuple[Any, list[Any]]:
    shell, *holes = geometry["coordinates"]
    return shell, holes


def _measured(scores: Scores, labels: NDArray[np.int32], count: int) -> dict[int, _Open]:
    if count == 0:
        return {}
    where = np.flatnonzero(labels)
    numbers, values = labels.ravel()[where], scores.ravel()[where]
    counts, totals = np.bincount(numbers), np.bincount(numbers, weights=LOG_ODDS[values])
    peaks = np.zeros(count + 1, np.uint8)
    np.maximum.at(peaks, numbers, values)
    return {n: _Open([], int(totals[n]), int(counts[n]), int(peaks[n])) for n in range(1, count + 1)}
