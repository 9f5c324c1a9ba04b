"""What analysts decided, as a data set: the pictures around judged patches, with what was really built.

Illegal, legal and farm buildings are real; a false alarm is ground where nothing was built. What nobody has judged
as a building, or as none, must not be taught either way: there the before picture shows what the after shows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import shapely
from numpy.typing import NDArray
from rasterio.features import rasterize
from shapely.geometry.base import BaseGeometry

from twowei.alignment.pair import Pair as EpochPair
from twowei.casebook.patch import Patch
from twowei.casebook.states import Verdict
from twowei.detection.card import Change
from twowei.errors import ModelError, TwoweiError
from twowei.feedback import Feedback, Share
from twowei.geo.footprint import to_crs
from twowei.geo.grid import Grid
from twowei.geo.windows import Window
from twowei.services.review import list_patches
from twowei.services.shift import align
from twowei.services.workspace import Workspace
from twowei.training.datasets import Pair, write_about, write_pair

CHIP_PX = 512
UNKNOWN_RIM_M = 3.0
"""How far around an unjudged patch the pictures are made equal."""
REAL = (Verdict.ILLEGAL, Verdict.LEGAL, Verdict.FARM)
UNTAUGHT = {"V08", "L02", "L06", "L07", "W10", "W11"}
"""Reasons that name no building seen from above: use, roads, levelling; duplicates and fragments of a real one."""


@dataclass(frozen=True)
class Lessons:
    """What was written.

    Attributes:
        chips: Pairs of pictures.
        real: Patches on them that are real changes.
        false: Patches on them that are false alarms.
        left_out: Judged patches whose imagery could not be read.
    """

    chips: int
    real: int
    false: int
    left_out: int


def write_lessons(workspace: Workspace, folder: Path, resolution_m: float, feedback: Feedback) -> Lessons:
    """Write a data set from the verdicts of a workspace.

    Raises:
        ModelError: Nobody has judged a patch whose imagery is still there.
        OutputError: The folder cannot be written.
        CancelledError: Stopped.
    """
    patches = list_patches(workspace)
    months = sorted({(p.before_month, p.after_month) for p in patches if _teaches(p)})
    told = Lessons(0, 0, 0, 0)
    for done, of_pair in enumerate(months):
        mine = [p for p in patches if (p.before_month, p.after_month) == of_pair]
        share = Share(feedback, done / len(months), (done + 1) / len(months))
        told = _add(told, _of_months(workspace, mine, folder, resolution_m, share))
    if not told.chips:
        raise ModelError(
            f"{workspace.folder} has no judged patch whose imagery is there; give verdicts first (twowei desktop)."
        )
    write_about(folder, {"made_by": "verdicts", "resolution_m": resolution_m, **vars(told)})
    return told


def _teaches(patch: Patch) -> bool:
    return patch.verdict in (*REAL, Verdict.FALSE) and patch.reason not in UNTAUGHT


def _add(one: Lessons, other: Lessons) -> Lessons:
    return Lessons(*(a + b for a, b in zip(vars(one).values(), vars(other).values(), strict=True)))


def _of_months(
    workspace: Workspace, patches: Sequence[Patch], folder: Path, resolution_m: float, feedback: Feedback
) -> Lessons:
    """Write the chips of one pair of months; where its imagery is gone, its patches are left out and that is said."""
    judged = [p for p in patches if _teaches(p)]
    before, after = judged[0].before_month, judged[0].after_month
    try:
        with EpochPair(workspace.epoch(before), workspace.epoch(after), resolution_m, 4 * resolution_m) as pair:
            align(pair, True, Share(feedback, 0.0, 0.2))
            return _chips(pair, workspace, patches, folder, Share(feedback, 0.2, 1.0))
    except TwoweiError as error:
        feedback.raise_if_cancelled()
        if error.exit_code == 8:  # nothing can be written: no reason to go on
            raise
        feedback.warn(f"{len(judged)} verdicts of {before} to {after} are left out: {error}")
        return Lessons(0, 0, 0, len(judged))


def _chips(
    pair: EpochPair, workspace: Workspace, patches: Sequence[Patch], folder: Path, feedback: Feedback
) -> Lessons:
    outlines = {p.number: to_crs(p.geometry, workspace.crs, pair.grid.crs) for p in patches}
    judged = [p for p in patches if _teaches(p)]
    shown: set[str] = set()
    chips = 0
    for done, patch in enumerate(judged):
        feedback.raise_if_cancelled()
        if patch.number not in shown:
            window = _window(pair.grid, outlines[patch.number])
            grid = pair.grid.part(window.row, window.col, window.height, window.width)
            there = [p for p in patches if outlines[p.number].intersects(shapely.box(*grid.bounds))]
            write_pair(folder, f"{patch.after_month}_{patch.number}", _chip(pair, window, grid, there, outlines))
            shown |= {p.number for p in there if shapely.box(*grid.bounds).contains(outlines[p.number])}
            shown.add(patch.number)
            chips += 1
        feedback.report((done + 1) / len(judged), patch.number)
    real = sum(p.verdict in REAL for p in judged)
    return Lessons(chips, real, len(judged) - real, 0)


def _window(grid: Grid, outline: BaseGeometry) -> Window:
    """Return the square of the grid around an outline."""
    col, row = ~grid.transform @ outline.centroid.coords[0]
    return Window(round(row) - CHIP_PX // 2, round(col) - CHIP_PX // 2, CHIP_PX, CHIP_PX)


def _chip(
    pair: EpochPair, window: Window, grid: Grid, patches: Iterable[Patch], outlines: Mapping[str, BaseGeometry]
) -> Pair:
    pixels = pair.read(window)
    here = list(patches)

    def drawn(change: Change) -> NDArray[np.bool_]:
        real = [outlines[p.number] for p in here if p.change == change and _teaches(p) and p.verdict in REAL]
        return _burnt(real, grid)

    unknown = [outlines[p.number].buffer(UNKNOWN_RIM_M) for p in here if not _teaches(p)]
    new, gone = drawn("new"), drawn("demolished")
    same = (_burnt(unknown, grid) & ~new & ~gone) | ~pixels.valid
    before, after = (p.transpose(1, 2, 0) for p in (pixels.before, pixels.after))
    before = np.where(same[..., None], after, before)
    return Pair(before, np.ascontiguousarray(after), new & pixels.valid, gone & pixels.valid, grid.resolution[0])


def _burnt(outlines: Sequence[BaseGeometry], grid: Grid) -> NDArray[np.bool_]:
    if not outlines:
        return np.zeros(grid.shape, bool)
    return np.asarray(rasterize(outlines, grid.shape, transform=grid.transform, dtype="uint8")) > 0
