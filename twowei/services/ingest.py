"""Ingesting: making a month's files an epoch of the workspace. Nothing is copied."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from twowei.alignment.common_grid import working_crs
from twowei.errors import ImageryError, UnknownNameError
from twowei.feedback import Feedback
from twowei.geo.crs import LONLAT, transformer
from twowei.imagery.epoch import SENSORS, Epoch, check_month, raster_files
from twowei.imagery.inspection import epoch_of, inspect
from twowei.imagery.told import NOTHING, Told
from twowei.imagery.wrapping import wrap
from twowei.services.doubts import contradictions
from twowei.services.workspace import IMAGERY, Workspace


def ingest(
    workspace: Workspace,
    images: Sequence[Path],
    month: str,
    sensor: str = "satellite",
    date: date | None = None,
    told: Told = NOTHING,
    feedback: Feedback | None = None,
) -> Epoch:
    """Make files and folders of tiles the epoch of a month; an epoch of the same month is replaced.

    The first imagery decides the workspace's CRS where none was chosen: its own if metric, else the local
    CGCS2000 3-degree zone or UTM zone. What ``told`` says of the files is kept as a small VRT around each; what looks
    contradictory is told as a warning.

    Raises:
        ImageryError: A file cannot be used.
        UnknownNameError: The month or the sensor is malformed.
        WorkspaceError: The casebook cannot be written.
    """
    check_month(month)
    if sensor not in SENSORS:
        raise UnknownNameError(f"{sensor!r} is no sensor; choose {' or '.join(SENSORS)}.")
    told = replace(told, near=told.near or middle(workspace))
    files = [_wrapped(workspace, path, told) for path in raster_files(images)]
    cache = workspace.overview_folder
    silent = replace(told, bands=None, nodata=None)  # the VRTs say it
    inspections = [inspect(path, cache, silent) for path in files]
    epoch = epoch_of(inspections, month, sensor, date, cache)
    _check_other_months(workspace, epoch)
    others = {name: box for name, box in workspace.boxes().items() if name != month}
    for doubt in contradictions(inspections, epoch, others, workspace.crs if others else None):
        (feedback or Feedback()).warn(doubt)
    workspace.ensure_crs(working_crs(epoch))
    workspace.save_epoch(epoch)
    return epoch


def _wrapped(workspace: Workspace, path: Path, told: Told) -> Path:
    """Return a VRT that says what the file does not, where there is something to say."""
    if told.crs is None and told.bands is None and told.nodata is None:
        return path
    found = inspect(path, told=told)
    said = replace(told, nodata=found.told_nodata)
    if said.crs is not None and inspect(path).grid is not None:
        said = replace(said, crs=None)
    if found.blocking or (said.crs is None and said.bands is None and said.nodata is None):
        return path
    return wrap(path, workspace.folder / IMAGERY, said)


def middle(workspace: Workspace) -> tuple[float, float] | None:
    """Return where the workspace's imagery lies, in degrees."""
    boxes = workspace.boxes()
    if not boxes:
        return None
    left, bottom, right, top = next(iter(boxes.values()))
    lon, lat = transformer(workspace.crs, LONLAT).transform((left + right) / 2, (bottom + top) / 2)
    return lon, lat


def _check_other_months(workspace: Workspace, epoch: Epoch) -> None:
    """Refuse imagery that is another month's already: a detection between the two would find nothing."""
    for month, files in workspace.files().items():
        if month != epoch.month and (shared := set(files) & set(epoch.paths)):
            raise ImageryError(f"{min(shared)} is the imagery of {month} already; give the files of {epoch.month}.")
