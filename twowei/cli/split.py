"""``twowei split`` and ``twowei merge``: one patch becomes several, several become one."""

from __future__ import annotations

from pathlib import Path

import click

from twowei.casebook.patch import Patch
from twowei.cli.terminal import json_option, say, say_json
from twowei.services import cases
from twowei.services.workspace import Workspace


@click.command("split")
@click.argument("workspace", type=click.Path(path_type=Path))
@click.argument("number")
@click.argument("parts", type=click.Path(path_type=Path))
@click.option("--by", required=True, help="Name of who splits.")
@json_option
def split(workspace: Path, number: str, parts: Path, by: str, as_json: bool) -> None:
    """Replace the patch NUMBER of WORKSPACE by the areas of the vector file PARTS, numbered -01, -02.

    Each part goes on from where the patch stood; the patch stays as a tombstone (S99).
    """
    with Workspace.open(workspace) as opened:
        _tell(cases.split(opened, number, cases.read_parts(parts, opened.crs), by), as_json)


@click.command("merge")
@click.argument("workspace", type=click.Path(path_type=Path))
@click.argument("numbers", metavar="NUMBER...", nargs=-1, required=True)
@click.option("--by", required=True, help="Name of who merges.")
@json_option
def merge(workspace: Path, numbers: tuple[str, ...], by: str, as_json: bool) -> None:
    """Replace the patches NUMBER... of WORKSPACE, all in one state, by one numbered after the first with -01."""
    with Workspace.open(workspace) as opened:
        _tell([cases.merge(opened, numbers, by)], as_json)


def _tell(children: list[Patch], as_json: bool) -> None:
    if as_json:
        say_json([child.as_record() for child in children])
        return
    for child in children:
        say(f"{child.number}: {child.area_m2:,.2f} ㎡, state {child.state.code} {child.state.zh}, from {child.parent}")
