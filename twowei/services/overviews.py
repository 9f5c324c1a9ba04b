"""Overviews for the imagery of a workspace or of files, so that large rasters show at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from twowei.errors import OutputError
from twowei.feedback import Feedback, Share
from twowei.imagery.epoch import raster_files
from twowei.imagery.inspection import inspect
from twowei.imagery.overviews import build_overviews, write_cog
from twowei.imagery.problems import OVERVIEWS_FROM_PX
from twowei.services.workspace import Workspace


@dataclass(frozen=True)
class Built:
    """What was made for one raster.

    Attributes:
        path: The raster.
        made: The file of overviews or the COG; None where none was needed.
    """

    path: Path
    made: Path | None


def build_for_workspace(
    workspace: Workspace, months: Sequence[str], feedback: Feedback, cog_folder: Path | None = None
) -> list[Built]:
    """Build what is missing for some months, all when none is named.

    Raises:
        UnknownNameError: A month is not ingested.
        TwoweiError: As `build_for_files`.
    """
    chosen = [workspace.epoch(month) for month in months] if months else workspace.epochs()
    files = list(dict.fromkeys(path for epoch in chosen for path in epoch.paths))
    built = build_for_files(files, feedback, workspace.overview_folder, cog_folder)
    workspace.forget_epochs()
    return built


def build_for_files(
    images: Sequence[Path], feedback: Feedback, cache: Path | None = None, cog_folder: Path | None = None
) -> list[Built]:
    """Build overviews for the large rasters among files and folders that have none, or copies of all as COG.

    Raises:
        ImageryError: A raster cannot be read.
        OutputError: A place cannot be written, or a COG of this name is there.
        CancelledError: Stopped; what is finished stays.
    """
    files = raster_files(images)
    built = []
    for index, path in enumerate(files):
        share = Share(feedback, index / len(files), (index + 1) / len(files))
        share.report(0.0, path.name)
        made = _cog(path, cog_folder, share) if cog_folder else _overviews(path, cache, share)
        built.append(Built(path, made))
        share.report(1.0, path.name)
    return built


def _overviews(path: Path, cache: Path | None, feedback: Feedback) -> Path | None:
    found = inspect(path, cache)
    if found.overviews or max(found.width, found.height) <= OVERVIEWS_FROM_PX:
        return None
    return build_overviews(path, cache, feedback)


def _cog(path: Path, folder: Path, feedback: Feedback) -> Path:
    out = folder / f"{path.stem}.tif"
    if out.exists():
        raise OutputError(f"{out} is there already; choose another folder for the COGs.")
    write_cog(path, out, feedback)
    return out
