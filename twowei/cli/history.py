"""``twowei history``: what happened to a patch."""

from __future__ import annotations

from pathlib import Path

import click

from twowei.casebook.history import Event
from twowei.cli.terminal import json_option, say, say_json
from twowei.services.review import history as run
from twowei.services.workspace import Workspace


@click.command("history")
@click.argument("workspace", type=click.Path(path_type=Path))
@click.argument("number")
@json_option
def history(workspace: Path, number: str, as_json: bool) -> None:
    """Tell what happened to the patch NUMBER of WORKSPACE, oldest first: who, when, from, to, what changed."""
    with Workspace.open(workspace) as opened:
        events = run(opened, number)
    if as_json:
        say_json([_record(event) for event in events])
        return
    for event in events:
        way = f"{event.from_state or ''} → {event.to_state}" if event.to_state else ""
        account = f" ({event.account})" if event.account != event.by else ""
        say(f"{event.at.isoformat(' ')}  {event.action}  {way}  {event.by}{account}  {event.note}".rstrip())


def _record(event: Event) -> dict[str, object]:
    return {**vars(event), "at": event.at.isoformat()}
