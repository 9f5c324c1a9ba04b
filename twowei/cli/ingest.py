"""``twowei ingest``: a month's imagery into a workspace."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from twowei.cli.telling import bands_option, crs_option, nodata_option, told_from
from twowei.cli.terminal import counted, json_option, progress, say, say_json
from twowei.imagery.epoch import SENSORS
from twowei.services.ingest import ingest as run
from twowei.services.workspace import Workspace


@click.command("ingest")
@click.argument("workspace", type=click.Path(path_type=Path))
@click.argument("images", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--month", required=True, help="Month of the imagery, such as 2026-06.")
@click.option("--sensor", type=click.Choice(SENSORS), default=SENSORS[0], show_default=True, help="What took it.")
@click.option("--date", "taken", type=click.DateTime(["%Y-%m-%d"]), help="Day it was taken [from its tags or name].")
@crs_option
@bands_option
@nodata_option
@click.option("--supplier", help="Who delivered it: bands and nodata value are remembered by this name.")
@json_option
def ingest(
    workspace: Path,
    images: tuple[Path, ...],
    month: str,
    sensor: str,
    taken: datetime | None,
    crs: str | None,
    bands: str | None,
    nodata: str | None,
    supplier: str | None,
    as_json: bool,
) -> None:
    """Make IMAGES (files or folders of tiles) the epoch of a month in WORKSPACE. Nothing is copied.

    What looks contradictory (days, place, resolution) is told as a warning.
    """
    told = told_from(crs, bands, nodata, supplier)
    with Workspace.open(workspace) as opened, progress("none") as feedback:
        replaced = month in opened.months()
        epoch = run(opened, images, month, sensor, taken.date() if taken else None, told, feedback)
        held = opened.crs.to_string()
    day = epoch.date.isoformat() if epoch.date else None
    if as_json:
        facts = {
            "month": month,
            "sensor": sensor,
            "date": day,
            "tiles": [str(p) for p in epoch.paths],
            "crs": held,
            "replaced": replaced,
        }
        say_json(facts)
    else:
        tiles, when = counted(len(epoch.tiles), "tile"), day or "on an unknown day"
        say(f"{month}: {tiles} ({sensor}, taken {when}), workspace in {held}")
        if replaced:
            say(f"The imagery that {month} had before is replaced.")
