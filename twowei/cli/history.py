"""``twowei history``: what happened to a patch."""

from __future__ import annotations

from pathlib import Path
from typing import Any

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
        if changed := _changed(event):
            say(f"    {changed}")


def _changed(event: Event) -> str:
    """Return the values that an event changed; places and files are told in full by --json only."""
    before, after = (_flat(facts) for facts in (event.before, event.after))
    changed = [(name, before.get(name), value) for name, value in after.items() if before.get(name) != value]
    return "; ".join(f"{name}: {_short(old)} → {_short(new)}" for name, old, new in changed)


def _flat(facts: dict[str, Any]) -> dict[str, Any]:
    """Return values with those of the ledger beside them."""
    ledger = facts.get("facts")
    return {**{k: v for k, v in facts.items() if k != "facts"}, **(ledger if isinstance(ledger, dict) else {})}


def _short(value: object) -> str:
    text = "" if value is None else str(value)
    return text if len(text) <= 60 else text[:59] + "…"


def _record(event: Event) -> dict[str, object]:
    return {**vars(event), "at": event.at.isoformat()}
