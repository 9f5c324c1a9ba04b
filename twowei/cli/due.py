"""``twowei due``: what must be done by when, and why then."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import click

from twowei.casebook.calendar import days_until
from twowei.cli.terminal import counted, json_option, say, say_json
from twowei.services.policies import Due, deadlines_of
from twowei.services.policies import due as run
from twowei.services.workspace import Workspace


def _parsed_span(_: click.Context, __: click.Parameter, value: str | None) -> timedelta | int | None:
    """Return hours as a span, days as a number of calendar days."""
    if value is None:
        return None
    if value[-1:] not in ("h", "d") or not value[:-1].isdigit():
        raise click.BadParameter(f"{value!r} is no span; give one such as 24h or 5d.")
    return int(value[:-1]) if value[-1] == "d" else timedelta(hours=int(value[:-1]))


@click.command("due")
@click.argument("workspace", type=click.Path(path_type=Path))
@click.option("--within", callback=_parsed_span, help="Only what ends so soon (24h; 5d: calendar days), late ones too.")
@click.option("--number", help="All deadlines of one patch, those met too.")
@json_option
def due(workspace: Path, within: timedelta | int | None, number: str | None, as_json: bool) -> None:
    """List the deadlines of WORKSPACE, the longest overdue first, each with the rule it follows from."""
    with Workspace.open(workspace) as opened:
        found = deadlines_of(opened, number) if number else run(opened, within)
    if as_json:
        say_json([one.as_record() for one in found])
        return
    for one in found:
        end = f"{one.deadline.due:%Y-%m-%d %H:%M}"
        say(f"{one.patch.number}  {one.deadline.title}  {end}  {_how(one)}  ({one.deadline.why})")
    say(f"{counted(len(found), 'deadline')}, {sum(bool(one.late) for one in found)} late")


def _how(one: Due) -> str:
    if one.late:
        return f"late by {_span(one.deadline.due, one.deadline.met or one.now)}"
    if one.deadline.met:
        return "met"
    waits, span = one.deadline.due > one.now, _span(one.deadline.due, one.now)
    if one.deadline.kind == "opens":
        return f"opens in {span}" if waits else "open"
    return f"{span} left" if waits else "to do"


def _span(due: datetime, seen: datetime) -> str:
    """Return calendar days, on the day itself hours and minutes."""
    days = abs(days_until(due, seen))
    hours, minutes = divmod(int(abs((due - seen).total_seconds()) // 60), 60)
    return f"{days} d" if days else f"{hours} h {minutes} min"
