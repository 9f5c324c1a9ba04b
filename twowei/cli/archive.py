"""``twowei archive``: patches into the ledger."""

from __future__ import annotations

from pathlib import Path

import click

from twowei.cli.terminal import json_option, say, say_json
from twowei.services.review import archive as run
from twowei.services.workspace import Workspace


@click.command("archive")
@click.argument("workspace", type=click.Path(path_type=Path))
@click.argument("numbers", metavar="NUMBER...", nargs=-1, required=True)
@click.option("--by", required=True, help="Name of who archives.")
@json_option
def archive(workspace: Path, numbers: tuple[str, ...], by: str, as_json: bool) -> None:
    """Archive the patches NUMBER... of WORKSPACE: their number and dossier folder are fixed.

    They need a verdict other than 伪变化. This closes no case (销号); all are archived or none.
    """
    with Workspace.open(workspace) as opened:
        archived = run(opened, numbers, by)
        folder = opened.folder
    if as_json:
        say_json([patch.as_record() for patch in archived])
        return
    for patch in archived:
        say(f"{patch.number}: {folder / (patch.dossier or '')}")
