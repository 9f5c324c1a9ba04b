"""``twowei init``: a new workspace."""

from __future__ import annotations

from pathlib import Path

import click

from twowei.cli.terminal import json_option, say, say_json
from twowei.geo.crs import parse_crs
from twowei.services.workspace import Workspace


@click.command("init")
@click.argument("workspace", type=click.Path(path_type=Path))
@click.option("--crs", "crs_name", help="CRS of the casebook, such as EPSG:4548 [the first imagery decides].")
@click.option(
    "--zones",
    type=click.Path(path_type=Path),
    help="Vector file of streets and communities: columns level, code, name, parent, person.",
)
@click.option("--county", help="Six digits of the county's code [told from the zones].")
@json_option
def init(workspace: Path, crs_name: str | None, zones: Path | None, county: str | None, as_json: bool) -> None:
    """Make WORKSPACE, a folder that does not exist yet or is empty, with an empty casebook."""
    crs = parse_crs(crs_name) if crs_name else None
    with Workspace.create(workspace, crs, zones, county) as made:
        facts = {
            "workspace": str(made.folder),
            "casebook": str(made.casebook.path),
            "crs": crs.to_string() if crs else None,
            "county": made.casebook.county_code,
            "zones": made.count_zones(),
        }
    if as_json:
        say_json(facts)
    else:
        say(f"Workspace {facts['workspace']} is ready: county {facts['county']}, {facts['zones']} zones,")
        say(f"CRS {facts['crs'] or 'to be decided by the first imagery'}. Next: twowei ingest.")
