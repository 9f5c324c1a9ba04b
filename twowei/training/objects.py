"""What a model did with one labelled pair: pixel counts by score, and every object found, missed or invented."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from twowei.detection.calibration import Calibration
from twowei.detection.change_map import FULL_SCORE, Scores
from twowei.detection.pooling import LOG_ODDS, pooled
from twowei.patches.neighbours import parts
from twowei.training.metrics import ious, objects, one_to_one

FOUND_IOU, USABLE_IOU = 0.1, 0.5
"""From where on the inspector finds the building, and from where on the outline can be used."""
LEAST_OBJECT_M2 = 10.0
"""Objects smaller than this are no buildings at 0.5 m; both truth and result drop them."""
Mask = NDArray[np.bool_]
Box = tuple[slice, slice]


@dataclass(frozen=True)
class Object:
    """A connected patch of the truth or of the result.

    Attributes:
        area_m2: Its area.
        box: Its rows and columns.
        matched: Whether it has a partner of its own at IoU 0.1.
        usable: Whether it has one at IoU 0.5.
        met: Whether it agrees with anything at IoU 0.1, shared or not: two houses drawn as one are both real.
        score: Score pooled from its pixels; 0 for an object of the truth.
    """

    area_m2: float
    box: Box
    matched: bool = False
    usable: bool = False
    met: bool = False
    score: float = 0.0


@dataclass(frozen=True)
class Record:
    """One pair, measured.

    Attributes:
        stem: Its name.
        km2: Its ground.
        real_by_score: int (256,), changed pixels by their score.
        false_by_score: int (256,), unchanged pixels by their score.
        found: Objects of the result.
        true: Objects of the truth.
    """

    stem: str
    km2: float
    real_by_score: NDArray[np.int64]
    false_by_score: NDArray[np.int64]
    found: tuple[Object, ...]
    true: tuple[Object, ...]

    @property
    def unchanged(self) -> bool:
        """Whether nothing was built here, so that everything found is a false alarm."""
        return not self.real_by_score.any()


@dataclass(frozen=True)
class Way:
    """How scores become objects, as detection does it.

    Attributes:
        threshold: Score from which a pixel is change.
        seed_score: Score by which joined neighbours are taken apart; 0 takes nothing apart.
        calibration: What a score means; None for the pooled score itself.
        least_probability: Objects less probable than this are not proposed.
    """

    threshold: float
    seed_score: float = 0.0
    calibration: Calibration | None = None
    least_probability: float = 0.0

    def probability(self, one: Object) -> float:
        """Return the probability that an object is real."""
        return self.calibration.probability(one.score, one.area_m2) if self.calibration else one.score


def record(stem: str, scores: Scores, truth: Mask, way: Way, resolution_m: float) -> Record:
    """Measure scores (h, w), 0 to 254, against a mask of real change (h, w)."""
    least_px = max(round(LEAST_OBJECT_M2 / resolution_m**2), 1)
    found_labels, found_count, found = proposed(scores, way, least_px, resolution_m)
    true_labels, true_count = objects(truth, least_px)
    agreement = ious(found_labels, true_labels, found_count, true_count)
    true = _described(true_labels, true_count, resolution_m)
    for one, other in one_to_one(agreement, FOUND_IOU):
        found[one] = replace(found[one], matched=True)
        true[other] = replace(true[other], matched=True)
    for one, other in one_to_one(agreement, USABLE_IOU):
        found[one], true[other] = replace(found[one], usable=True), replace(true[other], usable=True)
    meets = agreement >= FOUND_IOU
    return Record(
        stem,
        truth.size * resolution_m**2 / 1e6,
        np.bincount(scores[truth], minlength=256),
        np.bincount(scores[~truth], minlength=256),
        tuple(replace(o, met=bool(meets[i].any())) for i, o in enumerate(found)),
        tuple(replace(o, met=bool(meets[:, i].any())) for i, o in enumerate(true)),
    )


def proposed(
    scores: Scores, way: Way, least_px: int, resolution_m: float
) -> tuple[NDArray[np.int32], int, list[Object]]:
    """Return the labels (h, w) of what is proposed, their number, and the objects with their scores."""
    labels, count = _parted(*objects(scores >= way.threshold * FULL_SCORE, 1), scores, way, resolution_m)
    found = _scored(labels, count, scores, resolution_m)
    keep = np.array(
        [o.area_m2 >= least_px * resolution_m**2 and way.probability(o) >= way.least_probability for o in found], bool
    )
    numbers = np.concatenate([[0], np.cumsum(keep) * keep])
    return numbers[labels].astype(np.int32), int(keep.sum()), [o for o, kept in zip(found, keep, strict=True) if kept]


def _parted(
    labels: NDArray[np.int32], count: int, scores: Scores, way: Way, resolution_m: float
) -> tuple[NDArray[np.int32], int]:
    """Take joined neighbours apart, component by component."""
    result, number = np.zeros_like(labels), 0
    for label, box in enumerate(ndimage.find_objects(labels, count), 1):
        inside = labels[box] == label
        apart = parts(np.where(inside, scores[box], np.uint8(0)), inside, way.seed_score, resolution_m)
        result[box][inside] = apart[inside] + number
        number += int(apart.max())
    return result, number


def _scored(labels: NDArray[np.int32], count: int, scores: Scores, resolution_m: float) -> list[Object]:
    if count == 0:
        return []
    means = ndimage.mean(LOG_ODDS[scores], labels, np.arange(1, count + 1))
    return [
        replace(o, score=pooled(mean, 1))
        for o, mean in zip(_described(labels, count, resolution_m), means, strict=True)
    ]


def _described(labels: NDArray[np.int32], count: int, resolution_m: float) -> list[Object]:
    areas = np.bincount(labels.ravel(), minlength=count + 1)[1:] * resolution_m**2
    return [Object(float(a), box) for a, box in zip(areas, ndimage.find_objects(labels, count), strict=True)]
