"""Measuring a model on labelled pairs, at the threshold of its card."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from twowei.detection.card import Card
from twowei.detection.change_map import FULL_SCORE
from twowei.detection.detector import Detector
from twowei.feedback import Feedback
from twowei.training.datasets import pair_stems, read_pair
from twowei.training.metrics import PixelCurve, Tally, match_objects

FOUND_IOU, USABLE_IOU = 0.1, 0.5
LEAST_OBJECT_M2 = 10.0
"""Objects smaller than this are no buildings at 0.5 m; both truth and result drop them."""


@dataclass(frozen=True)
class Figures:
    """What was measured on one data set."""

    pairs: int
    pixel: Tally
    best_threshold: float
    best_f1: float
    found: Tally
    usable: Tally
    unchanged_km2: float
    false_alarms: int

    def as_dict(self) -> dict[str, Any]:
        """Return the figures for cards and programs."""
        return {
            "pairs": self.pairs,
            "pixel": self.pixel.as_dict(),
            "pixel_f1_at_best_threshold": {"threshold": self.best_threshold, "f1": round(self.best_f1, 4)},
            "object_iou_0.1": self.found.as_dict(),
            "object_iou_0.5": self.usable.as_dict(),
            "unchanged_km2": round(self.unchanged_km2, 3),
            "false_alarms_on_unchanged": self.false_alarms,
            "false_alarms_per_km2": round(self.false_alarms / self.unchanged_km2, 2) if self.unchanged_km2 else None,
        }


def evaluate(card: Card, folder: Path, resolution_m: float, device: str, feedback: Feedback) -> Figures:
    """Measure a model on a folder of pairs (``before/``, ``after/``, ``change/``) at its own resolution.

    Raises:
        ModelError: No pairs there, or the model cannot be used.
        CancelledError: Stopped.
    """
    detector = Detector(card, device)
    curve, found, usable = PixelCurve(), Tally(), Tally()
    false_alarms, unchanged_px = 0, 0
    least_px = round(LEAST_OBJECT_M2 / resolution_m**2)
    stems = pair_stems(folder)
    for done, stem in enumerate(stems, 1):
        feedback.raise_if_cancelled()
        pair = read_pair(folder, stem, resolution_m)
        scores = detector.scores(pair.before.transpose(2, 0, 1), pair.after.transpose(2, 0, 1), ["new"])["new"]
        mask = scores >= card.threshold * FULL_SCORE
        curve.add(scores, pair.new)
        found += match_objects(mask, pair.new, FOUND_IOU, least_px)
        usable += match_objects(mask, pair.new, USABLE_IOU, least_px)
        if not pair.new.any():
            unchanged_px += mask.size
            false_alarms += match_objects(mask, pair.new, FOUND_IOU, least_px).false
        feedback.report(done / len(stems), stem)
    best = curve.best_threshold()
    return Figures(
        len(stems),
        curve.at(card.threshold),
        best,
        curve.at(best).f1,
        found,
        usable,
        unchanged_px * resolution_m**2 / 1e6,
        false_alarms,
    )
