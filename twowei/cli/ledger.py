"""``twowei ledger``: what offices keep in Excel."""

from __future__ import annotations

from pathlib import Path

import click

from twowei.casebook.lifecycle import parse_state, parse_verdict
from twowei.cli.terminal import json_option, progress_option, say, say_json
from twowei.cli.terminal import progress as showing
from twowei.exports.ledgers import LEDGERS
from twowei.services.ledger import WantedLedger, parse_ledger, write_ledger
from twowei.services.workspace import Workspace

ALL = "all"


@click.command("ledger", epilog="Kinds: " + ", ".join(f"{one.name} {one.zh}" for one in LEDGERS) + ".")
@click.argument("workspace", type=click.Path(path_type=Path))
@click.argument("kind")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="Workbook (.xlsx) to write.")
@click.option("--verdict", "verdicts", multiple=True, help="Verdict, may be repeated; all: every one [as the kind is].")
@click.option("--unjudged", is_flag=True, help="Also what nobody judged yet, to be filled in.")
@click.option("--state", "states", multiple=True, help="State, may be repeated [every one but S99].")
@click.option("--month", "months", multiple=True, help="After month, such as 2026-06; of removals: of the demolition.")
@click.option("--street", "streets", multiple=True, help="Code or name of a street; may be repeated.")
@click.option("--pictures", is_flag=True, help="Before and after in cells, and the last photo.")
@click.option("--personal", is_flag=True, help="With the names of parties; the casebook remembers it.")
@click.option("--by", default="", help="Name of who writes it [the system's account].")
@progress_option
@json_option
def ledger(
    workspace: Path,
    kind: str,
    out: Path,
    verdicts: tuple[str, ...],
    unjudged: bool,
    states: tuple[str, ...],
    months: tuple[str, ...],
    streets: tuple[str, ...],
    pictures: bool,
    personal: bool,
    by: str,
    progress: str,
    as_json: bool,
) -> None:
    """Write a ledger of WORKSPACE as a workbook in the style of offices; KIND is one of those below.

    Cells that are facts of the ledger can be filled in by hand and taken back.
    """
    wanted = WantedLedger(
        ledger=parse_ledger(kind),
        verdicts=None if not verdicts else () if ALL in verdicts else [parse_verdict(name) for name in verdicts],
        states=[parse_state(name) for name in states],
        months=months,
        streets=streets,
        personal=personal,
        pictures=pictures,
        unjudged=unjudged,
    )
    with Workspace.open(workspace) as opened, showing(progress) as feedback:
        result = write_ledger(opened, out, wanted, by=by, feedback=feedback)
    if as_json:
        say_json({"file": str(result.path), "rows": result.count, "left_out": result.left_out, "title": result.title})
        return
    say(f"{result.title}: {result.count} rows, {result.path}")
    if result.left_out:
        say("left out: " + ", ".join(f"{label} {count}" for label, count in result.left_out.items()))
