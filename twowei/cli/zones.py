"""``twowei zones``: streets and communities, and how patches lie in them."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from twowei.casebook import clock
from twowei.cli.terminal import counted, json_option, say, say_json
from twowei.services.workspace import Workspace
from twowei.services.zoning import set_zones, zoning


@click.command("zones")
@click.argument("workspace", type=click.Path(path_type=Path))
@click.option("--set", "file", type=click.Path(path_type=Path), help="Vector file of zones to hold from a day on.")
@click.option("--from", "start", type=click.DateTime(["%Y-%m-%d"]), help="That day [today].")
@click.option("--carry", is_flag=True, help="Let open patches follow the new zones; without it they stay in the old.")
@click.option("--by", default="", help="Name of who sets them.")
@json_option
def zones(workspace: Path, file: Path | None, start: datetime | None, carry: bool, by: str, as_json: bool) -> None:
    """List the zones of WORKSPACE with their patches, the ties, the outsiders, overlaps and gaps; or set new ones.

    A patch belongs where most of it lies; it keeps its number when boundaries change.
    """
    with Workspace.open(workspace) as opened:
        if file:
            carried = set_zones(opened, file, (start or clock.now()).date(), by, carry=carry)
            if carried and not as_json:
                say(f"{counted(len(carried), 'patch follows', 'patches follow')} the new zones")
        found = zoning(opened)
    if as_json:
        say_json(found.as_record())
        return
    for zone in found.zones:
        indent = "  " * (zone.level - 1)
        number = counted(found.counts.get(zone.code, 0), "patch", "patches")
        say(f"{indent}{zone.code} {zone.name}  {zone.person}  {number}".rstrip())
    for code, number_there in found.former.items():
        say(f"former street {code}: {counted(number_there, 'patch', 'patches')}; with --set, --carry lets them follow")
    for number, shares in found.ties.items():
        say(f"tie: {number} " + ", ".join(f"{name} {share:.0%}" for name, share in shares))
    for number in found.outsiders:
        say(f"outside: {number}")
    for problem in found.problems:
        say(f"problem: {problem}")
