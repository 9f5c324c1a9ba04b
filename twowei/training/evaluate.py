"""Measuring a model on labelled pairs, at the threshold of its card or another."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from twowei.detection.card import Card, Change
from twowei.detection.choice import checked
from twowei.detection.detector import Detector
from twowei.errors import ModelError
from twowei.feedback import Feedback
from twowei.geo.windows import Window, rows_of_windows
from twowei.training.datasets import Mask, Pair, Picture, pair_stems, read_pair, resolution_of
from twowei.training.figures import Figures, figures
from twowei.training.objects import Record, Way, record


@dataclass(frozen=True)
class Evaluation:
    """What was measured on one data set.

    Attributes:
        card: The model.
        way: How its scores became objects.
        change: ``new`` or ``demolished``.
        folder: The data set.
        resolution_m: Ground resolution of its pictures.
        records: Its pairs.
        runtime: What computed the scores, in words.
    """

    card: Card
    way: Way
    change: Change
    folder: Path
    resolution_m: float
    records: tuple[Record, ...]
    runtime: str = ""

    def figures(self) -> Figures:
        """Return the figures as plain values."""
        return figures(self.records, self.way)

    def as_dict(self) -> dict[str, Any]:
        """Return the figures with what they belong to."""
        return {
            "model": self.card.label,
            "dataset": str(self.folder),
            "change": self.change,
            "threshold": self.way.threshold,
            "least_probability": self.way.least_probability,
            "resolution_m": self.resolution_m,
            "runtime": self.runtime,
            **self.figures(),
        }


def evaluate(
    card: Card,
    folder: Path,
    resolution_m: float | None,
    device: str,
    feedback: Feedback,
    change: Change = "new",
    threshold: float | None = None,
    min_score: float | None = None,
    runtime: str = "torch",
) -> Evaluation:
    """Measure a model on a data set; pictures are brought to the resolution of its card.

    Args:
        resolution_m: Ground resolution of the pictures; None for what the data set states, else the card's.
        threshold: None for the card's.
        min_score: Least probability of an object; None for the card's.
        runtime: ``auto``, ``torch``, ``openvino`` or ``onnx``; cards are measured with torch.

    Raises:
        ModelError: No pairs there, too coarse for the model, no labels of this change, or the model cannot be used.
        CancelledError: Stopped.
    """
    checked(device, runtime)
    held_m = resolution_m or resolution_of(folder) or card.resolution_m
    if held_m > card.coarsest_m:
        raise ModelError(
            f"{folder} has {held_m:g} m a pixel; model {card.name} works on imagery up to {card.coarsest_m:g} m."
        )
    stems, detector = pair_stems(folder), Detector(card, device, runtime, feedback)
    way = way_of(card, threshold, min_score)
    records = []
    for done, stem in enumerate(stems, 1):
        feedback.raise_if_cancelled()
        pair = pair_of(folder, stem, held_m, card.resolution_m, change)
        records.append(record(stem, scores_of(detector, pair), pair.new, way, card.resolution_m))
        feedback.report(done / len(stems), stem)
    return Evaluation(card, way, change, folder, held_m, tuple(records), detector.facts.label)


def way_of(card: Card, threshold: float | None = None, min_score: float | None = None) -> Way:
    """Return how a card's scores become objects."""
    return Way(
        card.threshold if threshold is None else threshold,
        card.seed_score,
        card.calibration,
        card.least_probability if min_score is None else min_score,
    )


def pair_of(folder: Path, stem: str, held_m: float, wanted_m: float, change: Change) -> Pair:
    """Read a pair so that its ``new`` is the change in question, at the wanted resolution.

    Raises:
        ModelError: It cannot be read, or nobody labelled what was demolished.
    """
    pair = read_pair(folder, stem, held_m)
    if change == "demolished":
        if pair.demolished is None:
            raise ModelError(f"{folder} has no demolished/{stem}.png; only new building can be measured there.")
        pair = pair.backwards()
    return pair if abs(held_m / wanted_m - 1) < 0.02 else _resampled(pair, held_m / wanted_m, wanted_m)


def _resampled(pair: Pair, scale: float, wanted_m: float) -> Pair:
    height, width = (max(round(length * scale), 1) for length in pair.new.shape)

    def picture(values: Picture) -> Picture:
        way = Image.Resampling.BOX if scale < 1 else Image.Resampling.BILINEAR
        return np.asarray(Image.fromarray(values).resize((width, height), way))

    def mask(values: Mask) -> Mask:
        grey = Image.fromarray(values.astype(np.uint8) * np.uint8(255))
        return np.asarray(grey.resize((width, height), Image.Resampling.BOX)) > 127

    return replace(
        pair,
        before=picture(pair.before),
        after=picture(pair.after),
        new=mask(pair.new),
        demolished=None,
        resolution_m=wanted_m,
    )


def scores_of(detector: Detector, pair: Pair) -> NDArray[np.uint8]:
    """Return the scores of new building (h, w); large pictures by windows with a margin, as the sweep does."""
    height, width = pair.new.shape
    margin = detector.card.margin_px
    result = np.zeros((height, width), np.uint8)
    for row in rows_of_windows(height, width, detector.card.window_px):
        for window in row:
            region = _within(window.grown(margin), height, width)
            area = (slice(region.row, region.row + region.height), slice(region.col, region.col + region.width))
            before, after = (p[area].transpose(2, 0, 1) for p in (pair.before, pair.after))
            found = detector.scores(before, after, ["new"])["new"]
            top, left = window.row - region.row, window.col - region.col
            result[window.row : window.row + window.height, window.col : window.col + window.width] = found[
                top : top + window.height, left : left + window.width
            ]
    return result


def _within(window: Window, height: int, width: int) -> Window:
    row, col = max(window.row, 0), max(window.col, 0)
    return Window(row, col, min(window.row + window.height, height) - row, min(window.col + window.width, width) - col)
