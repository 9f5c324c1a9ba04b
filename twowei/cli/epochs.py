"""``twowei epochs``: which months a workspace has, and the day or sensor of one set right."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from twowei.casebook.epochs import EpochRow
from twowei.cli.terminal import json_option, say, say_json
from twowei.imagery.epoch import SENSORS
from twowei.services.epochs import amend_epoch, list_epochs
from twowei.services.moved import find_imagery, missing_imagery
from twowei.services.workspace import Workspace


@click.command("epochs")
@click.argument("workspace", type=click.Path(path_type=Path))
@click.argument("month", required=False)
@click.option("--date", "taken", type=click.DateTime(["%Y-%m-%d"]), help="Day on which MONTH was taken.")
@click.option("--sensor", type=click.Choice(SENSORS), help="What took MONTH.")
@click.option(
    "--moved-to",
    type=click.Path(path_type=Path),
    help="Folder in which imagery lies that was moved: missing files are looked for by name.",
)
@click.option("--by", default="", help="Name of who sets it right.")
@json_option
def epochs(
    workspace: Path,
    month: str | None,
    taken: datetime | None,
    sensor: str | None,
    moved_to: Path | None,
    by: str,
    as_json: bool,
) -> None:
    """List the months of WORKSPACE, or set right the day or the sensor of MONTH, or where moved imagery lies now."""
    if bool(taken or sensor) != bool(month):
        raise click.UsageError("Give a month together with --date or --sensor, or neither to list all.")
    with Workspace.open(workspace) as opened:
        if month:
            amend_epoch(opened, month, by, taken.date() if taken else None, sensor)
        if moved_to:
            find_imagery(opened, moved_to, by)
        lost = missing_imagery(opened)
        found = [row for row in list_epochs(opened) if month in (None, row.month)]
    if as_json:
        say_json([_record(row, lost.get(row.month, ())) for row in found])
        return
    for row in found:
        day = row.date.isoformat() if row.date else "on an unknown day"
        gone = lost.get(row.month, ())
        missing = f"; {len(gone)} of them missing, such as {gone[0]}" if gone else ""
        say(f"{row.month}: {len(row.paths)} tiles ({row.sensor}, taken {day}){missing}")


def _record(row: EpochRow, gone: Sequence[Path]) -> dict[str, Any]:
    return {
        "month": row.month,
        "sensor": row.sensor,
        "date": row.date.isoformat() if row.date else None,
        "tiles": [str(path) for path in row.paths],
        "missing": [str(path) for path in gone],
    }
