"""What a card says beside the weights, chosen on validation pairs: from which score a pixel is change, how neighbours
are parted, what a score means, and how probable a patch must be before it is proposed.

Chosen is what finds most buildings with usable outlines and right areas while few enough false alarms remain to be
checked. The threshold of the best pixel F1 is one candidate: for weights far from home it can be so low that whole
blocks flow into one patch, of which nothing is left under the bound of false alarms.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from twowei.detection.card import Card
from twowei.detection.detector import Detector
from twowei.feedback import Feedback
from twowei.training.datasets import pair_stems
from twowei.training.evaluate import pair_of, scores_of
from twowei.training.figures import components, fit
from twowei.training.metrics import PixelCurve
from twowei.training.objects import Record, Way, record

SEED_SCORES = (0.0, 0.9, 0.98)
THRESHOLDS = (0.3, 0.4, 0.5, 0.6, 0.7)
"""Tried beside the threshold of the best pixel F1."""
PROBABILITIES = tuple(step / 100 for step in range(100))
MOST_ALARMS_PER_KM2 = 2.0
"""An inspectorate can check no more; the least probability is the lowest that keeps this on the validation pairs."""
Scored = tuple[str, NDArray[np.uint8], NDArray[np.bool_]]


def chosen(card: Card, folder: Path, resolution_m: float, feedback: Feedback) -> Card:
    """Return the card with threshold, seed score, calibration and least probability chosen on a data set.

    ``card.threshold`` holds the threshold of the best pixel F1. Those that find more under the bound of false alarms
    (`usefulness`) take its place.

    Raises:
        ModelError: The model or the data set cannot be used.
        CancelledError: Stopped.
    """
    pairs = _scored(card, folder, resolution_m, feedback)
    told = f"{folder.parent.name}/{folder.name}"
    ways = [
        bounded(pairs, Way(threshold, seed), card.resolution_m, told)
        for threshold in dict.fromkeys((card.threshold, *THRESHOLDS))
        for seed in SEED_SCORES
    ]
    best = max(ways, key=lambda way: usefulness(records_of(pairs, way, card.resolution_m), way.threshold))
    return replace(
        card,
        threshold=best.threshold,
        seed_score=best.seed_score,
        calibration=best.calibration,
        least_probability=best.least_probability,
    )


def _scored(card: Card, folder: Path, resolution_m: float, feedback: Feedback) -> list[Scored]:
    detector, stems, pairs = Detector(card), pair_stems(folder), []
    for done, stem in enumerate(stems, 1):
        feedback.raise_if_cancelled()
        pair = pair_of(folder, stem, resolution_m, card.resolution_m, "new")
        pairs.append((stem, scores_of(detector, pair), pair.new))
        feedback.report(done / len(stems), stem)
    return pairs


def records_of(pairs: Sequence[Scored], way: Way, resolution_m: float) -> list[Record]:
    """Return what a way makes of every pair."""
    return [record(stem, scores, truth, way, resolution_m) for stem, scores, truth in pairs]


def bounded(pairs: Sequence[Scored], way: Way, resolution_m: float, fitted_on: str) -> Way:
    """Return the way with its calibration, and with the least probability that bounds its false alarms.

    Where there are too few objects to calibrate by, everything is proposed.
    """
    records = records_of(pairs, way, resolution_m)
    calibration = fit(components(records), fitted_on)
    if calibration is None:
        return way
    way = replace(way, calibration=calibration)
    return replace(way, least_probability=_least_probability(records, way))


def usefulness(records: Sequence[Record], threshold: float) -> float:
    """Return the mean of the objects' F1 at IoU 0.1 (found) and at IoU 0.5 (usable), and the pixels' (right areas)."""
    curve = PixelCurve()
    for one in records:
        curve.count(one.real_by_score, one.false_by_score)
    hits = sum(o.matched + o.usable for one in records for o in one.true)
    objects = max(sum(len(one.found) + len(one.true) for one in records), 1)
    return (2 * hits / objects + curve.at(threshold).f1) / 3


def _least_probability(records: Sequence[Record], way: Way) -> float:
    km2 = sum(one.km2 for one in records if one.unchanged)
    alarms = np.array([way.probability(o) for one in records if one.unchanged for o in one.found])
    kept = [cut for cut in PROBABILITIES if (alarms >= cut).sum() <= MOST_ALARMS_PER_KM2 * km2]
    return kept[0] if kept else PROBABILITIES[-1]
