"""``twowei layers``: permits, land approvals, farmland and red lines over the patches."""

from __future__ import annotations

from pathlib import Path

import click

from twowei.casebook.overlays import parse_kind
from twowei.cli.terminal import json_option, say, say_json
from twowei.services.layers import add_layer, lay_over, list_layers, write_excess
from twowei.services.workspace import Workspace


@click.command("layers")
@click.argument("workspace", type=click.Path(path_type=Path))
@click.option("--add", "file", type=click.Path(path_type=Path), help="Vector file to remember as a layer.")
@click.option("--kind", default="permit", show_default=True, help="permit, land, farmland, prime or redline.")
@click.option("--name", default="", help="Name of the layer [the file's].")
@click.option("--by", required=True, help="Name of who measures.")
@click.option("--excess", type=click.Path(path_type=Path), help="File to write what was built beyond approvals.")
@json_option
def layers(
    workspace: Path, file: Path | None, kind: str, name: str, by: str, excess: Path | None, as_json: bool
) -> None:
    """Lay the remembered layers over the open patches of WORKSPACE: coverage %, 少批多建, ㎡ on farmland.

    The results stand beside the patches (PWFGL, CBMJ, ZGMJ, YNMJ, HXMJ) for triage; no verdict follows by itself.
    """
    with Workspace.open(workspace) as opened:
        if file:
            add_layer(opened, file, parse_kind(kind), by, name)
        held, laid = list_layers(opened), lay_over(opened, by)
        if excess:
            write_excess(opened, laid, excess)
    if as_json:
        say_json(
            {
                "layers": [{"name": one.name, "kind": one.kind.code, "path": one.path} for one in held],
                "patches": [{"TBBH": one.patch.number, **one.measured.facts} for one in laid],
            }
        )
        return
    for overlay in held:
        say(f"{overlay.name}: {overlay.kind.zh} {overlay.path}")
    for one in laid:
        say(f"{one.patch.number}  " + "  ".join(f"{name} {value:g}" for name, value in one.measured.facts.items()))
