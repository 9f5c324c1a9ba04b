"""How good a change map is: pixels, objects, and false alarms per square kilometre.

Sources of the definitions: precision, recall, F1 as usual; objects are 4-connected and matched one to one,
the pair with the highest IoU first (greedy, as COCO does for one score level).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from twowei.detection.change_map import FULL_SCORE, Scores

Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Tally:
    """Counts of hits, false alarms and misses, of pixels or of objects."""

    hits: int = 0
    false: int = 0
    missed: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.hits + other.hits, self.false + other.false, self.missed + other.missed)

    @property
    def precision(self) -> float:
        return self.hits / max(self.hits + self.false, 1)

    @property
    def recall(self) -> float:
        return self.hits / max(self.hits + self.missed, 1)

    @property
    def f1(self) -> float:
        return 2 * self.hits / max(2 * self.hits + self.false + self.missed, 1)

    @property
    def iou(self) -> float:
        return self.hits / max(self.hits + self.false + self.missed, 1)

    def as_dict(self) -> dict[str, float]:
        return {
            "precision": round(self.precision, 4),
            "recall": round(self.recall, 4),
            "f1": round(self.f1, 4),
        }


class PixelCurve:
    """Pixel counts at every threshold at once, by a histogram of scores."""

    def __init__(self) -> None:
        self._true = np.zeros(256, np.int64)
        self._false = np.zeros(256, np.int64)

    def add(self, scores: Scores, mask: Mask) -> None:
        """Count one change map against its mask; both (h, w)."""
        self.count(np.bincount(scores[mask], minlength=256), np.bincount(scores[~mask], minlength=256))

    def count(self, true: NDArray[np.int64], false: NDArray[np.int64]) -> None:
        """Add counts of changed and unchanged pixels by score; both (256,)."""
        self._true += true
        self._false += false

    def at(self, threshold: float) -> Tally:
        """Return the counts where a score at or above ``threshold`` (0 to 1) is change."""
        level = int(np.ceil(threshold * FULL_SCORE))
        return Tally(int(self._true[level:].sum()), int(self._false[level:].sum()), int(self._true[:level].sum()))

    def best_threshold(self) -> float:
        """Return the threshold (in steps of 0.01) with the highest F1."""
        candidates = np.arange(0.05, 0.96, 0.01)
        return float(round(max(candidates, key=lambda t: self.at(float(t)).f1), 2))


def objects(mask: Mask, least_px: int) -> tuple[NDArray[np.int32], int]:
    """Label 4-connected objects of at least ``least_px`` pixels; returns labels (h, w) and their number."""
    labels, count = ndimage.label(mask)
    sizes = np.bincount(labels.ravel(), minlength=count + 1)
    keep = sizes >= least_px
    keep[0] = False
    numbers = np.cumsum(keep) * keep
    return numbers[labels].astype(np.int32), int(keep.sum())


def match_objects(found: Mask, true: Mask, least_iou: float, least_px: int) -> Tally:
    """Match objects one to one, best IoU first, and count hits, false alarms and misses."""
    found_labels, found_count = objects(found, least_px)
    true_labels, true_count = objects(true, least_px)
    hits = len(one_to_one(ious(found_labels, true_labels, found_count, true_count), least_iou))
    return Tally(hits, found_count - hits, true_count - hits)


def ious(found: NDArray[np.int32], true: NDArray[np.int32], found_count: int, true_count: int) -> NDArray[np.float64]:
    """Return the IoU (found, true) of every object found with every true one, from their labels (h, w)."""
    shape = (found_count + 1, true_count + 1)
    joint = np.bincount(found.ravel() * shape[1] + true.ravel(), minlength=shape[0] * shape[1]).reshape(shape)
    both = joint[1:, 1:].astype(float)
    either = joint[1:].sum(1, keepdims=True) + joint[:, 1:].sum(0, keepdims=True) - both
    return np.asarray(both / np.maximum(either, 1))


def one_to_one(agreement: NDArray[np.float64], least_iou: float) -> list[tuple[int, int]]:
    """Return pairs (found, true), the best IoU first, nobody twice."""
    rows, columns = np.nonzero(agreement >= least_iou)
    order = np.argsort(-agreement[rows, columns], kind="stable")
    taken_rows: set[int] = set()
    taken_columns: set[int] = set()
    pairs = []
    for row, column in zip(rows[order].tolist(), columns[order].tolist(), strict=True):
        if row not in taken_rows and column not in taken_columns:
            taken_rows.add(row)
            taken_columns.add(column)
            pairs.append((row, column))
    return pairs
