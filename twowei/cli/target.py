"""``twowei target``: how much must be removed in a year."""

from __future__ import annotations

from pathlib import Path

import click

from twowei.cli.terminal import json_option, say, say_json
from twowei.services.figures import figures, set_target
from twowei.services.workspace import Workspace


@click.command("target")
@click.argument("workspace", type=click.Path(path_type=Path))
@click.argument("year", type=int)
@click.argument("code", required=False)
@click.argument("m2", type=float, required=False)
@click.option("--basis", type=click.Choice(["floor", "footprint"]), default="floor", show_default=True,
              help="Which area counts: floor area (建筑面积) or footprint (占地面积).")  # fmt: skip
@click.option("--by", "by_name", default="", help="Who sets it.")
@json_option
def target(
    workspace: Path, year: int, code: str | None, m2: float | None, basis: str, by_name: str, as_json: bool
) -> None:
    """Set the area in m² that CODE (a street's nine digits, the county's six) must remove in YEAR, or show progress."""
    if (code is None) != (m2 is None):
        raise click.UsageError("Give CODE and M2 together, or neither to see the progress.")
    with Workspace.open(workspace) as opened:
        if code is not None and m2 is not None:
            set_target(opened, year, code, m2, by_name, basis="footprint" if basis == "footprint" else "floor")
        progress = figures(opened, f"{year:04d}").progress
    if as_json:
        say_json([{"code": p.target.code, "m2": p.target.m2, "basis": p.target.basis, "done_m2": p.done_m2,
                   "percent": p.percent} for p in progress])  # fmt: skip
        return
    for one in progress:
        percent = "—" if one.percent is None else f"{one.percent:.2f}%"
        say(f"{one.target.code}  {one.label}  {one.done_m2:,.2f} / {one.target.m2:,.2f} ㎡  {percent}")
