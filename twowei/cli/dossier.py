"""``twowei dossier``: 一户一档一图 on paper."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from twowei.casebook.lifecycle import parse_state
from twowei.cli.terminal import json_option, progress, progress_option, say, say_json
from twowei.services.dossiers import make_dossiers, make_file_dossier, make_file_dossiers
from twowei.services.review import list_patches
from twowei.services.workspace import Workspace


@click.command("dossier")
@click.argument("workspace", type=click.Path(path_type=Path))
@click.argument("numbers", nargs=-1)
@click.option("--state", help="All patches in this state: S85, 销号归档 or closed.")
@click.option("--file", "file_number", help="All patches of a household, building or firm by file number (DAH).")
@click.option("--kind", help="One dossier for each file of a kind (DALX): 户 (1), 楼 (2) or 企 (3).")
@click.option(
    "--out", "folder", type=click.Path(path_type=Path), help="Folder for the PDFs [each patch's own dossier]."
)
@click.option("--anonymous", is_flag=True, help="Leave the party out.")
@click.option("--by", "by_name", default="", help="Who issues them.")
@progress_option
@json_option
def dossier(
    workspace: Path, numbers: tuple[str, ...], state: str | None, file_number: str | None, kind: str | None,
    folder: Path | None, anonymous: bool, by_name: str, **options: Any,
) -> None:  # fmt: skip
    """Write the dossier (PDF) of each of the patches NUMBERS; its SHA-256 is kept in the casebook."""
    if bool(numbers) + bool(state) + bool(file_number) + bool(kind) != 1:
        raise click.UsageError("Give numbers of patches, or --state, or --file, or --kind.")
    with Workspace.open(workspace) as opened, progress(options["progress"]) as feedback:
        if file_number:
            made = make_file_dossier(opened, file_number, by_name, folder=folder, anonymous=anonymous)
        elif kind:
            made = make_file_dossiers(opened, kind, by_name, feedback, folder=folder, anonymous=anonymous)
        else:
            chosen = numbers or [patch.number for patch in list_patches(opened, parse_state(state or ""))]
            made = make_dossiers(opened, chosen, by_name, feedback, folder=folder, anonymous=anonymous)
        for warning in made.warnings:
            feedback.warn(warning)
    if options["as_json"]:
        say_json([{"subject": one.subject, "path": one.path, "sha256": one.sha256, "events": one.events,
                   "head": one.head} for one in made.issued])  # fmt: skip
        return
    for one in made.issued:
        say(f"{one.subject}  {one.path}  {one.sha256}")
    say(f"{len(made.issued)} dossiers")
