"""What a card says beside the weights, chosen on validation pairs: how neighbours are parted, what a score means,
and how probable a patch must be before it is proposed."""

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
from twowei.training.objects import Record, Way, record

SEED_SCORES = (0.0, 0.9, 0.95, 0.98)
PROBABILITIES = tuple(round(0.05 * step, 2) for step in range(19))
MOST_ALARMS_PER_KM2 = 2.0
"""An inspectorate can check no more; the least probability is the lowest that keeps this on the validation pairs."""
Scored = tuple[str, NDArray[np.uint8], NDArray[np.bool_]]


def chosen(card: Card, folder: Path, resolution_m: float, feedback: Feedback) -> Card:
    """Return the card with seed score, calibration and least probability chosen on a data set.

    Raises:
        ModelError: The model or the data set cannot be used.
        CancelledError: Stopped.
    """
    pairs = _scored(card, folder, resolution_m, feedback)
    by_seed = {seed: _records(pairs, Way(card.threshold, seed), card) for seed in SEED_SCORES}
    seed = max(by_seed, key=lambda one: object_f1(by_seed[one]))
    calibration = fit(components(by_seed[seed]), f"{folder.parent.name}/{folder.name}")
    least = _least_probability(by_seed[seed], Way(card.threshold, seed, calibration)) if calibration else 0.0
    return replace(card, seed_score=seed, calibration=calibration, least_probability=least)


def _scored(card: Card, folder: Path, resolution_m: float, feedback: Feedback) -> list[Scored]:
    detector, stems, pairs = Detector(card), pair_stems(folder), []
    for done, stem in enumerate(stems, 1):
        feedback.raise_if_cancelled()
        pair = pair_of(folder, stem, resolution_m, card.resolution_m, "new")
        pairs.append((stem, scores_of(detector, pair), pair.new))
        feedback.report(done / len(stems), stem)
    return pairs


def _records(pairs: Sequence[Scored], way: Way, card: Card) -> list[Record]:
    return [record(stem, scores, truth, way, card.resolution_m) for stem, scores, truth in pairs]


def object_f1(records: Sequence[Record]) -> float:
    """Return F1 of objects at IoU 0.1."""
    hits = sum(o.matched for one in records for o in one.true)
    return 2 * hits / max(sum(len(one.found) + len(one.true) for one in records), 1)


def _least_probability(records: Sequence[Record], way: Way) -> float:
    km2 = sum(one.km2 for one in records if one.unchanged)
    alarms = np.array([way.probability(o) for one in records if one.unchanged for o in one.found])
    kept = [cut for cut in PROBABILITIES if (alarms >= cut).sum() <= MOST_ALARMS_PER_KM2 * km2]
    return kept[0] if kept else PROBABILITIES[-1]
