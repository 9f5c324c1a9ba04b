"""Watching ordered demolitions from above, from the change maps that detection left in the workspace."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import rasterio
from numpy.typing import NDArray
from rasterio.errors import RasterioError
from rasterio.features import geometry_mask
from rasterio.windows import Window, from_bounds

from twowei.casebook import rows
from twowei.casebook.demolition import WATCHED, Finding, Look, findings
from twowei.casebook.patch import Patch
from twowei.detection.change_map import FULL_SCORE, NO_IMAGERY
from twowei.errors import ImageryError
from twowei.geo.footprint import to_crs
from twowei.services.workspace import Workspace

_NAME = re.compile(r"change_(?:new|demolished|both)_(\d{4}-\d{2})_(\d{4}-\d{2})\.tif")


@dataclass(frozen=True)
class Proposal:
    """What an epoch shows of a patch; nobody has decided anything by it."""

    patch: Patch
    look: Look
    finding: Finding

    def as_record(self) -> dict[str, Any]:
        """Return it for JSON; shares are 0 to 1."""
        return {
            "TBBH": self.patch.number,
            "ZT": self.patch.state.code,
            "before": self.look.before,
            "after": self.look.after,
            "finding": self.finding.code,
            "label": self.finding.zh,
            "visible": round(self.look.visible, 3),
            "gone": round(self.look.gone, 3),
            "new": round(self.look.new, 3),
        }


def watch(workspace: Workspace) -> list[Proposal]:
    """Return what each epoch since its discovery shows of every patch that was ordered to go or told as gone.

    Only pairs of months that were searched for both changes (or for each) say anything: twowei detect --change both.

    Raises:
        ImageryError: A change map is damaged.
    """
    with workspace.casebook.reading() as connection:
        patches = rows.select_patches(connection, states=WATCHED, change="new")
    if not patches:
        return []
    looks: dict[str, list[Look]] = {patch.number: [] for patch in patches}
    for (before, after), paths in _pairs(workspace.work_folder).items():
        for patch in patches:
            if before >= patch.after_month:
                looks[patch.number] += _looks(workspace, patch, before, after, paths)
    return [Proposal(patch, *told) for patch in patches for told in findings(looks[patch.number])]


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
