"""``twowei persist``: what other months say of patches that wait."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from twowei.casebook.history import account
from twowei.cli.terminal import counted, json_option, progress, progress_option, say, say_json
from twowei.cli.wishes import computing_options
from twowei.detection.card import DEFAULT_MODEL
from twowei.services.persistence import look_again
from twowei.services.workspace import Workspace


@click.command("persist")
@click.argument("workspace", type=click.Path(path_type=Path))
@click.option(
    "--model", default=DEFAULT_MODEL, show_default=True, help="Name of a model (twowei models) or its folder."
)
@computing_options
@progress_option
@json_option
def persist(workspace: Path, **options: Any) -> None:
    """Look at the patches of WORKSPACE that wait for a verdict in its other months.

    Of later months: is it still there? Of the month before: was the site as it was? What is gone a month later without
    an order was probably a vehicle, a shadow or a crane. All months together give a rank for the list, which is no
    calibrated probability: ZXD stays as it was. twowei detect does this by itself from three months on.
    """
    with Workspace.open(workspace) as opened, progress(options["progress"]) as feedback:
        found = look_again(opened, account(), feedback, options["model"], options["device"], options["runtime"])
    if options["as_json"]:
        say_json(found.as_dict())
        return
    say(f"{counted(found.patches, 'patch', 'patches')} looked at again, {len(found.gone)} not there in a later month")
    for number in found.gone:
        say(f"  {number}")
