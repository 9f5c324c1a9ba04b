"""``twowei note``: facts beside a patch's state."""

from __future__ import annotations

from pathlib import Path

import click

from twowei.casebook.ledger import FACTS
from twowei.cli.terminal import facts_from, json_option, say, say_json
from twowei.services.cases import note as run
from twowei.services.team import PARTY_CONTACTS, note_contact
from twowei.services.workspace import Workspace

_HELP = """Write facts NAME=VALUE of the patch NUMBER of WORKSPACE; what stood before stays in the history.

Days are 2026-07-16, times 2026-07-16T09:00. Facts:

"""
_FACTS = ", ".join(f"{fact}{' ' + '/'.join(c for c, _ in fact.codes) if fact.codes else ''}" for fact in FACTS.values())


@click.command("note", help=_HELP + _FACTS + ".")
@click.argument("workspace", type=click.Path(path_type=Path))
@click.argument("number")
@click.argument("facts", metavar="NAME=VALUE...", nargs=-1, required=True)
@click.option("--by", required=True, help="Name of who writes.")
@click.option("--key", type=click.Path(path_type=Path), help="The office's key, for DSRDH and DSRZJ.")
@click.option("--note", "text", default="", help="A remark.")
@json_option
def note(
    workspace: Path, number: str, facts: tuple[str, ...], by: str, key: Path | None, text: str, as_json: bool
) -> None:
    """Write facts."""
    given = facts_from(facts)
    secret = {name: given.pop(name) for name in PARTY_CONTACTS if key and name in given}
    with Workspace.open(workspace) as opened:
        for name, value in secret.items():
            assert key is not None
            patch = note_contact(opened, number, name, value, by, key)
        if given:
            patch = run(opened, number, given, by, text)
    if as_json:
        say_json(patch.as_record())
    else:
        say(f"{patch.number}: " + ", ".join([*(f"{FACTS[name]} {patch.facts[name]}" for name in given), *secret]))
