"""``twowei demolish``, ``serve``, ``extend``, ``giveback``: what is done to a case on the way to its demolition."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import click

from twowei.casebook.clock import CHINA_TIME
from twowei.casebook.clock import now as present
from twowei.casebook.lifecycle import caption
from twowei.cli.stats import parsed_day
from twowei.cli.terminal import json_option, say, say_json
from twowei.services.demolish import (
    SERVED,
    Removal,
    answer_extension,
    ask_extension,
    ask_return,
    record,
    serve,
)
from twowei.services.workspace import Workspace

_workspace = click.argument("workspace", type=click.Path(path_type=Path))
_number = click.argument("number")
_by = click.option("--by", "by_name", default="", help="Who does it.")
_DAY = click.DateTime(["%Y-%m-%d"])
_MOMENT = click.DateTime(["%Y-%m-%dT%H:%M", "%Y-%m-%d"])


@click.command("demolish")
@_workspace
@_number
@click.option("--method", required=True, help="自拆, 助拆 or 强拆 (1, 2, 3).")
@click.option("--floor", "floor_m2", type=click.FloatRange(min=0), required=True, help="Floor area removed now, m².")
@click.option("--footprint", "footprint_m2", type=click.FloatRange(min=0), default=0.0, help="Ground cleared now, m².")
@click.option("--left", "left_m2", type=click.FloatRange(min=0), help="What still stands, m² [building less removed].")
@click.option("--at", type=_MOMENT, help="When, 2026-07-28T09:30 or a day [now].")
@click.option("--squad", default="", help="Who removed it.")
@click.option("--plan", default="", help="The demolition plan's number.")
@click.option("--photo", "photos", multiple=True, type=click.Path(path_type=Path), help="A photo afterwards.")
@click.option("--paper", "documents", multiple=True, type=click.Path(path_type=Path), help="A paper as a file.")
@click.option("--why", default="", help="Why it is larger than the building.")
@click.option("--note", default="", help="A remark.")
@_by
@json_option
def demolish(
    workspace: Path, number: str, method: str, floor_m2: float, footprint_m2: float, left_m2: float | None,
    at: datetime | None, squad: str, plan: str, photos: tuple[Path, ...], documents: tuple[Path, ...], why: str,
    note: str, by_name: str, as_json: bool,
) -> None:  # fmt: skip
    """Record a demolition of NUMBER or a part of it; with nothing left and a photo it waits for its re-check."""
    when = at.replace(tzinfo=CHINA_TIME) if at else present()
    removal = Removal(when, method, floor_m2, footprint_m2, left_m2, squad, plan, why, note)
    with Workspace.open(workspace) as opened:
        made = record(opened, number, removal, by_name, photos=photos, documents=documents)
    for warning in made.warnings:
        click.echo(f"Warning: {warning}", err=True)
    facts = made.patch.facts
    if as_json:
        say_json(made.patch.as_record())
        return
    say(f"{number}  {caption(made.patch.state)}  已拆 {facts['CCMJ']:,.2f} ㎡  剩余 {facts['SYMJ']:,.2f} ㎡")


@click.command("serve")
@_workspace
@_number
@click.argument("paper", type=click.Choice(list(SERVED)))
@click.option("--no", "paper_number", required=True, help="The paper's number.")
@click.option("--served", type=_DAY, callback=parsed_day, help="Day of service.")
@click.option("--due", type=_DAY, callback=parsed_day, help="Day by which it asks something.")
@click.option("--receipt", type=click.Path(path_type=Path), help="The receipt as a file.")
@_by
def serve_paper(
    workspace: Path, number: str, paper: str, paper_number: str, served: date | None, due: date | None,
    receipt: Path | None, by_name: str,
) -> None:  # fmt: skip
    """Write down a PAPER of NUMBER: its number, day of service, term and receipt."""
    with Workspace.open(workspace) as opened:
        serve(opened, number, paper, paper_number, by_name, served=served, due=due, receipt=receipt)
    say(f"{number}  {paper}  {paper_number}")


@click.command("extend")
@_workspace
@_number
@click.option("--until", type=_DAY, callback=parsed_day, help="Ask for this day.")
@click.option("--why", default="", help="Why more time is needed.")
@click.option("--grant", is_flag=True, help="Grant what was asked for.")
@click.option("--refuse", is_flag=True, help="Refuse it.")
@_by
def extend(workspace: Path, number: str, until: date | None, why: str, grant: bool, refuse: bool, by_name: str) -> None:
    """Ask for more time for NUMBER, or answer who asked (another person must)."""
    if (until is not None) + grant + refuse != 1:
        raise click.UsageError("Give --until DAY to ask, or --grant, or --refuse.")
    with Workspace.open(workspace) as opened:
        if until is not None:
            ask_extension(opened, number, until, why, by_name)
            say(f"{number}  asked until {until}")
        else:
            patch = answer_extension(opened, number, by_name, granted=grant)
            say(f"{number}  {'granted until ' + str(patch.facts['YQZ']) if grant else 'refused'}")


@click.command("giveback")
@_workspace
@_number
@click.option("--why", default="", help="Why it is given back.")
@_by
def giveback(workspace: Path, number: str, why: str, by_name: str) -> None:
    """Give NUMBER back: from the field to the analysts at once, else as a request that is noted."""
    with Workspace.open(workspace) as opened:
        patch = ask_return(opened, number, why, by_name)
    say(f"{number}  {caption(patch.state)}")
