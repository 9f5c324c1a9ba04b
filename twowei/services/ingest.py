"""Ingesting: making a month's files an epoch of the workspace. Nothing is copied."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from twowei.alignment.common_grid import working_crs
from twowei.errors import ImageryError, UnknownNameError
from twowei.imagery.epoch import SENSORS, Epoch, check_month
from twowei.imagery.inspection import open_epoch
from twowei.services.workspace import Workspace


def ingest(
    workspace: Workspace,
    images: Sequence[Path],
    month: str,
    sensor: str = "satellite",
    date: date | None = None,
) -> Epoch:
    """Make files and folders of tiles the epoch of a month; an epoch of the same month is replaced.

    The first imagery decides the workspace's CRS where none was chosen: its own if metric, else the local
    CGCS2000 3-degree zone or UTM zone.

    Raises:
        ImageryError: A file cannot be used.
        UnknownNameError: The month or the sensor is malformed.
        WorkspaceError: The casebook cannot be written.
    """
    check_month(month)
    if sensor not in SENSORS:
        raise UnknownNameError(f"{sensor!r} is no sensor; choose {' or '.join(SENSORS)}.")
    epoch = open_epoch(images, month=month, sensor=sensor, taken=date)
    _check_other_months(workspace, epoch)
    workspace.ensure_crs(working_crs(epoch))
    workspace.save_epoch(epoch)
    return epoch


def _check_other_months(workspace: Workspace, epoch: Epoch) -> None:
    """Refuse imagery that is another month's already: a detection between the two would find nothing."""
    for month, files in workspace.files().items():
        if month != epoch.month and (shared := set(files) & set(epoch.paths)):
            raise ImageryError(f"{min(shared)} is the imagery of {month} already; give the files of {epoch.month}.")
