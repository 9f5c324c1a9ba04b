"""The quality gate before a run: how fit two dates are to be compared."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from twowei.alignment.pair import Pair
from twowei.alignment.quality import RED, RULES, Quality, assess, dates, overlap_pct, resolution_ratio
from twowei.detection.card import DEFAULT_MODEL, load_card
from twowei.errors import PairError
from twowei.feedback import Feedback
from twowei.imagery.epoch import Epoch
from twowei.imagery.inspection import open_epoch
from twowei.imagery.told import NOTHING, Told
from twowei.services.doubts import borders, empty
from twowei.services.shift import refusal, save_vectors, vectors_path

if TYPE_CHECKING:  # it brings the casebook in, which comparing two rasters does not need
    from twowei.services.workspace import Workspace


def check_files(
    before: Sequence[Path], after: Sequence[Path], model: str, feedback: Feedback, told: Told = NOTHING
) -> Quality:
    """Grade two rasters or sets of tiles; what is doubtful about the files is told as a warning too.

    Raises:
        ImageryError: A file cannot be used.
        CancelledError: Stopped.
    """
    older, newer = open_pair(before, after, told, feedback)
    return _check(older, newer, model, feedback)[0]


def open_pair(before: Sequence[Path], after: Sequence[Path], told: Told, feedback: Feedback) -> tuple[Epoch, Epoch]:
    """Open two sets of files; what is doubtful about them is told as a warning.

    Raises:
        ImageryError: A file cannot be used.
    """
    older, newer = open_epoch(before, told=told), open_epoch(after, told=told)
    for doubt in doubts_of(older, newer):
        feedback.warn(doubt)
    return older, newer


def check_months(
    workspace: Workspace, before: str, after: str, feedback: Feedback, model: str = DEFAULT_MODEL
) -> Quality:
    """Grade two months of a workspace, and keep the vectors of their shift for the map.

    Raises:
        UnknownNameError: A month that was not ingested.
        PairError: The months stand in the wrong order.
        ImageryError: A file cannot be used.
        CancelledError: Stopped.
    """
    older, newer = workspace.epoch(before), workspace.epoch(after)
    if before >= after:
        raise PairError(f"{before} is not before {after}; give the older month as --before.")
    quality, pair = _check(older, newer, model, feedback)
    if pair is not None:
        save_vectors(quality.alignment, pair.grid, vectors_path(workspace, before, after))
    return quality


def _check(before: Epoch, after: Epoch, model: str, feedback: Feedback) -> tuple[Quality, Pair | None]:
    card = load_card(model)
    try:
        pair = Pair(before, after, card.resolution_m, math.inf)
    except PairError as error:
        values = {
            **dates(before, after),
            "overlap_pct": overlap_pct(before, after),
            "resolution_ratio": resolution_ratio(before, after),
        }
        checks = tuple(RULES[code].check(value) for code, value in values.items())
        return Quality(checks, refused=str(error), doubts=doubts_of(before, after)), None
    with pair:
        quality = assess(pair, card.resolution_m, feedback)
    complaint = refusal(quality.alignment) if quality.alignment else ""
    refused = complaint and f"{complaint}."
    return Quality(quality.checks, quality.alignment, refused, doubts_of(before, after)), pair


def doubts_of(before: Epoch, after: Epoch) -> tuple[str, ...]:
    """Return what is doubtful about the files of a pair, a sentence each."""
    return tuple(doubt for doubt in (empty(before, after), borders(before, after)) if doubt)


def warn_of(quality: Quality | None, feedback: Feedback) -> None:
    """Tell what is red about a pair that is compared all the same; the shift is told where it is corrected."""
    for check in quality.checks if quality else ():
        if check.grade == RED and check.code != "residual_px":
            feedback.warn(f"{check.reason[:1].upper()}{check.reason[1:]}: {check.effect}.")
