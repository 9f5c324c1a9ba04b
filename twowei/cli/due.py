"""``twowei due``: what must be done by when, and why then."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import click

from twowei.cli.terminal import counted, json_option, say, say_json
from twowei.services.policies import Due, deadlines_of
from twowei.services.policies import due as run
from twowei.services.workspace import Workspace


def _parsed_span(_: click.Context, __: click.Parameter, value: str | None) -> timedelta | None:
    units = {"h": timedelta(hours=1), "d": timedelta(days=1)}
    if value is None:
        return None
    if value[-1:] not in units or not value[:-1].isdigit():
        raise click.BadParameter(f"{value!r} is no span; give one such as 24h or 5d.")
    return int(value[:-1]) * units[value[-1]]


@click.command("due")
@click.argument("workspace", type=click.Path(path_type=Path))
@click.option("--within", callback=_parsed_span, help="Only what ends so soon (24h, 5d), late ones too.")
@click.option("--number", help="All deadlines of one patch, those met too.")
@json_option
def due(workspace: Path, within: timedelta | None, number: str | None, as_json: bool) -> None:
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
        return f"late by {_span(one.late)}"
    if one.deadline.met:
        return "met"
    left = one.deadline.due - one.now
    if one.deadline.kind == "opens":
        return f"opens in {_span(left)}" if left > timedelta() else "open"
    return f"{_span(left)} left" if left > timedelta() else "to do"


def _span(span: timedelta) -> str:
    minutes = int(span.total_seconds() // 60)
    days, rest = divmod(minutes, 24 * 60)
    return f"{days} d {rest // 60} h" if days else f"{rest // 60} h {rest % 60} min"
