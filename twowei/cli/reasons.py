"""``twowei reasons``: the reasons a workspace uses."""

from __future__ import annotations

from pathlib import Path

import click

from twowei.casebook.lifecycle import Reason, parse_reason, parse_verdict
from twowei.cli.terminal import json_option, say, say_json
from twowei.errors import UnknownNameError
from twowei.services.review import list_reasons, set_reason
from twowei.services.workspace import Workspace


@click.command("reasons")
@click.argument("workspace", type=click.Path(path_type=Path))
@click.option("--set", "code", help="Code to add or rename: the verdict's letter (V, L, W, P) and two digits.")
@click.option("--verdict", "verdict_name", help="Verdict it belongs to.")
@click.option("--zh", default="", help="Chinese label.")
@click.option("--en", default="", help="English label.")
@click.option("--hide", help="Code to put aside; what was given with it stays.")
@click.option("--by", default="", help="Name of who changes the list.")
@json_option
def reasons(
    workspace: Path,
    code: str | None,
    verdict_name: str | None,
    zh: str,
    en: str,
    hide: str | None,
    by: str,
    as_json: bool,
) -> None:
    """List the reasons of WORKSPACE, or change the list."""
    with Workspace.open(workspace) as opened:
        if code:
            if not verdict_name:
                raise UnknownNameError(f"Reason {code} belongs to no verdict yet; say which (--verdict).")
            set_reason(opened, Reason(code, zh, en or zh, parse_verdict(verdict_name)), by)
        if hide:
            set_reason(opened, parse_reason(hide, among=list_reasons(opened)), by, active=False)
        found = list_reasons(opened)
    if as_json:
        say_json([{"code": r.code, "zh": r.zh, "en": r.en, "HCJG": r.verdict.code} for r in found])
        return
    for reason in found:
        say(f"{reason.verdict.zh}  {reason}  {reason.en}")
