"""``twowei patches``: what stands in the casebook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import click
from rich.table import Table

from twowei.casebook.lifecycle import parse_state
from twowei.casebook.patch import Patch
from twowei.cli.terminal import console, counted, json_option, say, say_json
from twowei.geo.footprint import mu
from twowei.services.review import list_patches, list_reasons
from twowei.services.workspace import Workspace


@click.command("patches")
@click.argument("workspace", type=click.Path(path_type=Path))
@click.option("--state", help="Only patches in this state: S10, 待核查 or suspected.")
@json_option
def patches(workspace: Path, state: str | None, as_json: bool) -> None:
    """List the patches (图斑) of WORKSPACE, oldest month first."""
    wanted = parse_state(state) if state else None
    with Workspace.open(workspace) as opened:
        found = list_patches(opened, wanted)
        reasons = {reason.code: str(reason) for reason in list_reasons(opened, aside=True)}
    if as_json:
        say_json([patch.as_record() for patch in found])
        return
    console().print(_table(found, reasons))
    area_m2 = sum(patch.area_m2 for patch in found)
    say(f"{counted(len(found), 'patch', 'patches')}, {area_m2:,.2f} ㎡ = {mu(area_m2):,.2f} 亩")


def _table(found: Sequence[Patch], reasons: Mapping[str, str]) -> Table:
    table = Table(box=None, pad_edge=False)
    for caption in ("number", "state", "verdict", "reason", "change", "months", "street"):
        table.add_column(caption, no_wrap=caption == "number")
    for caption in ("㎡", "亩", "score"):
        table.add_column(caption, justify="right")
    for patch in found:
        table.add_row(
            patch.number,
            f"{patch.state.code} {patch.state.zh}",
            patch.verdict.zh if patch.verdict else "",
            reasons.get(patch.reason or "", patch.reason or ""),
            patch.change,
            f"{patch.before_month} → {patch.after_month}",
            patch.street_name,
            f"{patch.area_m2:,.2f}",
            f"{patch.area_mu:,.3f}",
            f"{patch.score:.2f}",
        )
    return table
