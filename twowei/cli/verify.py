"""``twowei verify``: is the casebook as it was written?"""

from __future__ import annotations

from pathlib import Path

import click

from twowei.cli.terminal import json_option, say, say_json
from twowei.errors import WorkspaceError
from twowei.services.keeping import verify as run
from twowei.services.workspace import Workspace


@click.command("verify")
@click.argument("workspace", type=click.Path(path_type=Path))
@click.option("--against", type=click.Path(path_type=Path), help="An export, a dossier or a backup to compare with.")
@json_option
def verify(workspace: Path, against: Path | None, as_json: bool) -> None:
    """Prove WORKSPACE: the chain of events, the patches they tell of, and every attachment\'s SHA-256.

    The first broken link is named. With --against a history whose end was cut off is found too. Exit code 5 where
    something does not hold.
    """
    with Workspace.open(workspace) as opened:
        proof = run(opened, against)
    if as_json:
        say_json(proof.as_record())
    else:
        say(f"{proof.head.events} events, the last {proof.head.hash}; {proof.attachments} attachments")
        for finding in proof.findings[1:]:
            say(finding.sentence)
    if proof.findings:
        raise WorkspaceError(proof.findings[0].sentence)
    if not as_json:
        say("Everything holds.")
