"""``twowei verdict``: an analyst's decision on a patch."""

from __future__ import annotations

from pathlib import Path

import click

from twowei.casebook.lifecycle import Verdict, parse_verdict, reasons_for
from twowei.cli.terminal import json_option, say, say_json
from twowei.services.review import give_verdict, list_reasons
from twowei.services.workspace import Workspace

_HELP = """Give the patch NUMBER of WORKSPACE a VERDICT, in Chinese or English, with its reason.

A real change goes to S10 待核查 with the verdict beside it, 伪变化 goes to S90. A verdict may be given again as
long as no reviewer has decided. Verdicts and their reasons:

"""
_REASONS = "\n\n".join(
    f"{verdict.zh} {verdict.en}: " + ", ".join(map(str, reasons_for(verdict))) + "." for verdict in Verdict
)


@click.command("verdict", help=_HELP + _REASONS)
@click.argument("workspace", type=click.Path(path_type=Path))
@click.argument("number")
@click.argument("verdict_name", metavar="VERDICT")
@click.option("--reason", required=True, help="Code of a reason that belongs to the verdict.")
@click.option("--by", required=True, help="Name of the analyst.")
@click.option("--note", default="", help="A remark.")
@json_option
def verdict(workspace: Path, number: str, verdict_name: str, reason: str, by: str, note: str, as_json: bool) -> None:
    """Give a verdict."""
    decided = parse_verdict(verdict_name)
    with Workspace.open(workspace) as opened:
        patch = give_verdict(opened, number, decided, reason, by, note)
        given = next((str(one) for one in list_reasons(opened) if one.code == patch.reason), "")
    if as_json:
        say_json(patch.as_record())
    else:
        say(f"{patch.number}: {decided.zh} ({given}), state {patch.state.code} {patch.state.zh}")
