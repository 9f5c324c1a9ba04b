"""Watching ordered demolitions from above: change maps that detection left, imagery inside the outline, chips."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import rasterio
from numpy.typing import NDArray
from rasterio.crs import CRS
from rasterio.errors import RasterioError
from rasterio.features import geometry_mask
from rasterio.windows import Window, from_bounds

from twowei.casebook import rows
from twowei.casebook.demolition import (
    WATCHED,
    Finding,
    Likeness,
    Look,
    contradicted,
    findings,
    from_imagery,
    likeness,
)
from twowei.casebook.patch import Patch
from twowei.detection.change_map import FULL_SCORE, NO_IMAGERY
from twowei.errors import ImageryError, OutputError, UnknownNameError
from twowei.geo.footprint import to_crs
from twowei.imagery.epoch import Epoch
from twowei.patches.look import distance
from twowei.services.chips import chip_grid, write_chip
from twowei.services.eyes import EpochEyes
from twowei.services.workspace import Workspace

_NAME = re.compile(r"change_(?:new|demolished|both)_(\d{4}-\d{2})_(\d{4}-\d{2})\.tif")


@dataclass(frozen=True)
class Proposal:
    """What an epoch shows of a patch; nobody has decided anything by it."""

    patch: Patch
    look: Look
    finding: Finding
    chip: Path | None = None

    @property
    def contradicted(self) -> bool:
        """Whether the imagery speaks against the change maps."""
        return contradicted(self.look, self.finding)

    def as_record(self) -> dict[str, Any]:
        """Return it for JSON; shares are 0 to 1."""
        told = {"chip": str(self.chip)} if self.chip else {}
        return {
            **told,
            "TBBH": self.patch.number,
            "ZT": self.patch.state.code,
            "before": self.look.before,
            "after": self.look.after,
            "finding": self.finding.code,
            "label": self.finding.zh,
            "visible": round(self.look.visible, 3),
            "gone": round(self.look.gone, 3),
            "new": round(self.look.new, 3),
            "basis": self.look.basis,
            "imagery": self.look.likeness.code,
            "contradicted": self.contradicted,
        }


def watch(workspace: Workspace, chips: Path | None = None, *, only: Sequence[str] | None = None) -> list[Proposal]:
    """Return what each epoch since its discovery shows of every patch that was ordered to go or told as gone.

    Where two months were searched for both changes (twowei detect --change both) the directional model tells, and
    the imagery inside the outline beside it; a newer month without is told from its imagery alone.

    Args:
        chips: Folder for a picture of before and after for each proposal, ``NUMBER_BEFORE_AFTER.png``.
        only: Numbers of the patches that are asked for [all].

    Raises:
        ImageryError: A change map is damaged.
        OutputError: A chip cannot be written.
    """
    with workspace.casebook.reading() as connection:
        patches = (
            rows.select_patches(connection, states=WATCHED, change="new")
            if only is None
            else [one for one in rows.select_numbers(connection, only) if one.state in WATCHED and one.change == "new"]
        )
    if not patches:
        return []
    looks: dict[str, list[Look]] = {patch.number: [] for patch in patches}
    for (before, after), paths in _pairs(workspace.work_folder).items():
        for patch in patches:
            if before >= patch.after_month:
                looks[patch.number] += _looks(workspace, patch, before, after, paths)
    with EpochEyes(_epochs(workspace), workspace.crs) as eyes:
        for patch in patches:
            looks[patch.number] = list(_with_imagery(patch, looks[patch.number], eyes))
        found = [Proposal(patch, *told) for patch in patches for told in findings(looks[patch.number])]
        return [replace(one, chip=_chip(one, eyes, workspace.crs, chips)) for one in found] if chips else found


def _epochs(workspace: Workspace) -> Iterator[Epoch]:
    """Yield the epochs whose files can be read; what watching says does not need them all."""
    for month in workspace.months():
        with suppress(ImageryError, UnknownNameError):
            yield workspace.epoch(month)


def _with_imagery(patch: Patch, looks: Sequence[Look], eyes: EpochEyes) -> Iterator[Look]:
    """Yield what the change maps tell with what the imagery resembles, and newer months that no map tells of."""
    seen = eyes.look(patch.geometry)
    built, bare = seen.get(patch.after_month), seen.get(patch.before_month)

    def resembles(month: str) -> Likeness:
        now = seen.get(month)
        if now is None or built is None or bare is None:
            return Likeness.UNKNOWN
        return likeness(distance(now, built), distance(now, bare))

    for one in looks:
        yield replace(one, likeness=resembles(one.after))
    for month in sorted({*eyes.months} - {one.after for one in looks}):
        if month > patch.after_month and built is not None and bare is not None:
            yield from_imagery(patch.after_month, month, float(month in seen), resembles(month))


def _chip(proposal: Proposal, eyes: EpochEyes, crs: CRS, folder: Path) -> Path | None:
    """Write the two months of a proposal side by side with the outline; None where there is no imagery."""
    look = proposal.look
    name = f"{proposal.patch.number}_{look.before}_{look.after}.png"
    pictures = [
        (month, eyes.picture(month, chip_grid(proposal.patch.geometry, crs))) for month in (look.before, look.after)
    ]
    if all(picture is None for _, picture in pictures):
        return None
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return write_chip(folder / name, proposal.patch.geometry, crs, pictures)
    except OSError as error:
        raise OutputError(f"{folder / name} cannot be written ({error}); give another folder (--chips).") from error


def _pairs(folder: Path) -> dict[tuple[str, str], list[Path]]:
    """Return the change maps there are by their months."""
    found: dict[tuple[str, str], list[Path]] = {}
    for path in sorted(folder.glob("change_*.tif")):
        if match := _NAME.fullmatch(path.name):
            found.setdefault((match[1], match[2]), []).append(path)
    return found


def _looks(workspace: Workspace, patch: Patch, before: str, after: str, paths: list[Path]) -> Iterator[Look]:
    """Yield what the maps of two months show inside an outline, where both changes were searched for."""
    inside: dict[str, NDArray[np.uint8]] = {}
    for path in paths:
        inside |= _scores(workspace, patch, path)
    if not {"new", "demolished"} <= inside.keys():
        return
    seen = inside["demolished"] != NO_IMAGERY
    least = patch.threshold * FULL_SCORE
    shares = {change: float((scores[seen] >= least).mean()) if seen.any() else 0.0 for change, scores in inside.items()}
    visible = float(seen.mean()) if seen.size else 0.0
    yield Look(before, after, visible, shares["demolished"], shares["new"])


def _scores(workspace: Workspace, patch: Patch, path: Path) -> dict[str, NDArray[np.uint8]]:
    """Return the scores of the pixels inside an outline by change, as stored."""
    try:
        with ExitStack() as stack:
            dataset = stack.enter_context(rasterio.open(path))
            outline = to_crs(patch.geometry, workspace.crs, dataset.crs)
            window = from_bounds(*outline.bounds, transform=dataset.transform)
            window = Window(*_whole(window))
            pixels = dataset.read(window=window, boundless=True, fill_value=NO_IMAGERY)
            beyond = geometry_mask([outline], pixels.shape[1:], dataset.window_transform(window))
            return {str(name): pixels[band][~beyond] for band, name in enumerate(dataset.descriptions)}
    except (OSError, RasterioError) as error:
        raise ImageryError(f"The change map {path} cannot be read ({error}); detect these months again.") from error


def _whole(window: Window) -> tuple[int, int, int, int]:
    """Return column, row, width and height of the whole pixels that a window touches."""
    column, row = int(np.floor(window.col_off)), int(np.floor(window.row_off))
    right, bottom = np.ceil(window.col_off + window.width), np.ceil(window.row_off + window.height)
    return column, row, max(int(right) - column, 1), max(int(bottom) - row, 1)
