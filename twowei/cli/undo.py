"""``twowei undo``: a patch's last decision taken back."""

from __future__ import annotations

from pathlib import Path

import click

from twowei.cli.terminal import json_option, say, say_json
from twowei.services.review import take_back
from twowei.services.workspace import Workspace


@click.command("undo")
@click.argument("workspace", type=click.Path(path_type=Path))
@click.argument("number")
@click.option("--by", required=True, help="Name of who takes it back.")
@json_option
def undo(workspace: Path, number: str, by: str, as_json: bool) -> None:
    """Take back the last verdict or move of the patch NUMBER of WORKSPACE.

    It stays in the history; an event of its own restores what stood before. Repeated, it undoes the one before.
    """
    with Workspace.open(workspace) as opened:
        patch = take_back(opened, number, by)
    if as_json:
        say_json(patch.as_record())
    else:
        say(f"{patch.number}: state {patch.state.code} {patch.state.zh}")
