"""A picture sheet of the worst misses and false alarms: figures say how many, the sheet says why."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw
from scipy import ndimage

from twowei.detection.change_map import FULL_SCORE
from twowei.detection.detector import Detector
from twowei.errors import OutputError
from twowei.training.evaluate import Evaluation, pair_of, scores_of
from twowei.training.objects import LEAST_OBJECT_M2, Box, Object, Record, proposed

SHOWN = 12
"""Misses and false alarms each."""
SIDE_PX, ZOOM = 128, 2
TRUTH, RESULT, IMPROBABLE = (60, 220, 90), (255, 70, 70), (255, 180, 40)
_BAR_PX, _GAP_PX = 16, 6
Case = tuple[Record, Object]


def worst(evaluation: Evaluation) -> tuple[list[Case], list[Case]]:
    """Return the largest buildings missed and the false alarms with the highest score, worst first."""
    missed = [(r, o) for r in evaluation.records for o in r.true if not o.met]
    false = [(r, o) for r in evaluation.records for o in r.found if not o.met]
    missed.sort(key=lambda case: -case[1].area_m2)
    false.sort(key=lambda case: -evaluation.way.probability(case[1]))
    return missed[:SHOWN], false[:SHOWN]


def draw_sheet(evaluation: Evaluation, path: Path, device: str = "auto", runtime: str = "torch") -> None:
    """Write the sheet as PNG: a column of misses beside one of false alarms; truth green, what is proposed red, what is
    found but too small or too improbable to be proposed orange.

    Raises:
        OutputError: It cannot be written.
    """
    detector = Detector(evaluation.card, device, runtime)
    columns = [
        [_panel(evaluation, detector, case, word) for case in cases]
        for cases, word in zip(worst(evaluation), ("missed", "false"), strict=True)
    ]
    sheet = _beside(columns)
    part = path.with_name(f"{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        Image.fromarray(sheet).save(part, "PNG")
        part.replace(path)
    except OSError as error:
        raise OutputError(f"{path} cannot be written ({error.strerror or error}); choose another place.") from error


def _panel(evaluation: Evaluation, detector: Detector, case: Case, word: str) -> NDArray[np.uint8]:
    """Draw before and after around one object, with a line of text: of a miss how high the network came there."""
    one, what = case
    card = evaluation.card
    pair = pair_of(evaluation.folder, one.stem, evaluation.resolution_m, card.resolution_m, evaluation.change)
    scores = scores_of(detector, pair)
    way, metres = evaluation.way, card.resolution_m
    found = scores >= way.threshold * FULL_SCORE
    named = proposed(scores, way, max(round(LEAST_OBJECT_M2 / metres**2), 1), metres)[0] > 0
    area = _around(what.box, pair.new.shape)
    after = _outlined(_outlined(_enlarged(pair.after[area]), pair.new[area], TRUTH), named[area], RESULT)
    after = _outlined(after, (found & ~named)[area], IMPROBABLE)
    pictures = np.hstack([_enlarged(pair.before[area]), np.full((after.shape[0], _GAP_PX, 3), 255, np.uint8), after])
    bar = Image.new("RGB", (pictures.shape[1], _BAR_PX), "white")
    text = (
        f"{word} {what.area_m2:.0f} m2"
        + (
            f", score {evaluation.way.probability(what):.2f}"
            if word == "false"
            else f", peak {scores[what.box].max() / FULL_SCORE:.2f}"
        )
        + f"  {one.stem}"
    )
    ImageDraw.Draw(bar).text((2, 2), text[:80], fill="black")
    return np.vstack([np.asarray(bar), pictures])


def _around(box: Box, shape: tuple[int, ...]) -> Box:
    """Return a square around a box, within the picture."""
    parts = []
    for part, length in zip(box, shape, strict=True):
        side = min(SIDE_PX, length)
        first = min(max((part.start + part.stop - side) // 2, 0), length - side)
        parts.append(slice(first, first + side))
    return parts[0], parts[1]


def _enlarged(values: NDArray[np.uint8]) -> NDArray[np.uint8]:
    enlarged: NDArray[np.uint8] = values.repeat(ZOOM, 0).repeat(ZOOM, 1)
    return enlarged


def _outlined(picture: NDArray[np.uint8], mask: NDArray[np.bool_], colour: tuple[int, int, int]) -> NDArray[np.uint8]:
    large = mask.repeat(ZOOM, 0).repeat(ZOOM, 1)
    edge = large & ~ndimage.binary_erosion(large)
    result: NDArray[np.uint8] = picture.copy()
    result[edge] = colour
    return result


def _beside(columns: Sequence[Sequence[NDArray[np.uint8]]]) -> NDArray[np.uint8]:
    """Stack the panels of each column and set the columns side by side on white."""
    width = max((p.shape[1] for column in columns for p in column), default=240)
    height = max((sum(p.shape[0] + _GAP_PX for p in column) for column in columns), default=0) or _BAR_PX
    sheet = np.full((height, len(columns) * (width + 2 * _GAP_PX), 3), 255, np.uint8)
    for number, column in enumerate(columns):
        top, left = 0, number * (width + 2 * _GAP_PX) + _GAP_PX
        for panel in column:
            sheet[top : top + panel.shape[0], left : left + panel.shape[1]] = panel
            top += panel.shape[0] + _GAP_PX
    return sheet
