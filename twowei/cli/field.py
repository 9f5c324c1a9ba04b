"""``twowei field``: what squads take along."""

from __future__ import annotations

from pathlib import Path

import click

from twowei.casebook.lifecycle import parse_state, parse_verdict
from twowei.cli.terminal import json_option, progress_option, say, say_json
from twowei.cli.terminal import progress as showing
from twowei.services.field import GROUPS, IN_THE_FIELD, write_packages
from twowei.services.workspace import Workspace


@click.command("field")
@click.argument("workspace", type=click.Path(path_type=Path))
@click.option("--out", required=True, type=click.Path(path_type=Path), help="Folder to write; a folder in it a squad.")
@click.option(
    "--group",
    type=click.Choice(list(GROUPS)),
    default="assignee",
    show_default=True,
    help="By what patches are given to squads; where nobody is named, by street.",
)
@click.option("--verdict", "verdicts", multiple=True, help="Indoor verdict, may be repeated [every one].")
@click.option("--state", "states", multiple=True, help="State, may be repeated [S10 and S20].")
@click.option("--month", "months", multiple=True, help="After month, such as 2026-06; may be repeated.")
@click.option("--street", "streets", multiple=True, help="Code or name of a street; may be repeated.")
@click.option("--number", "numbers", multiple=True, help="Number of a patch, may be repeated.")
@click.option("--by", default="", help="Name of who sends them [the system's account].")
@progress_option
@json_option
def field(
    workspace: Path,
    out: Path,
    group: str,
    verdicts: tuple[str, ...],
    states: tuple[str, ...],
    months: tuple[str, ...],
    streets: tuple[str, ...],
    numbers: tuple[str, ...],
    by: str,
    progress: str,
    as_json: bool,
) -> None:
    """Write a field package of WORKSPACE: for each squad KML, CSV, a PDF with map, pictures and QR codes, a sheet.

    Coordinates lie in files of their own frame, CGCS2000 or GCJ-02, which their names say. No names of parties.
    """
    with Workspace.open(workspace) as opened, showing(progress) as feedback:
        made = write_packages(
            opened,
            out,
            group=group,
            verdicts=[parse_verdict(name) for name in verdicts],
            states=[parse_state(name) for name in states] or IN_THE_FIELD,
            months=months,
            streets=streets,
            numbers=numbers,
            by=by,
            feedback=feedback,
        )
    if as_json:
        squads = {squad.name: [patch.number for patch in squad.patches] for squad in made.squads}
        say_json({"package": made.number, "folder": str(made.folder), "squads": squads, "left_out": made.left_out})
        return
    say(f"{made.number}: {made.folder}")
    for squad in made.squads:
        say(f"{squad.folder.name}: {len(squad.patches)} patches")
    if made.left_out:
        say("left out: " + ", ".join(f"{label} {count}" for label, count in made.left_out.items()))
