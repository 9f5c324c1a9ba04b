"""``twowei recheck`` and ``twowei close``: what is to be looked at again, and 销号."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import click

from twowei.casebook.demolition import Finding
from twowei.casebook.lifecycle import caption
from twowei.cli.terminal import json_option, say, say_json
from twowei.services.rechecks import checklist, close, confirm, look_back, queue
from twowei.services.workspace import Workspace


@click.command("recheck")
@click.argument("workspace", type=click.Path(path_type=Path))
@click.argument("number", required=False)
@click.option("--confirm", "confirmed", is_flag=True, help="Take what the imagery proposes of NUMBER as seen.")
@click.option("--task", help="The look that was taken, such as drone_3 or look_1.")
@click.option("--finding", type=click.Choice([one.code for one in Finding]), help="What was seen there.")
@click.option("--within", type=click.IntRange(min=0), default=0, help="Looks due within so many days too.")
@click.option("--note", default="", help="A remark.")
@click.option("--by", "by_name", default="", help="Who looked.")
@json_option
def recheck(
    workspace: Path, number: str | None, confirmed: bool, task: str | None, finding: str | None, within: int,
    note: str, by_name: str, as_json: bool,
) -> None:  # fmt: skip
    """List what is to be looked at again, or answer it for NUMBER: --confirm, or --task with --finding."""
    if (number is not None) != (confirmed or task is not None) or (task is None) != (finding is None):
        raise click.UsageError("Give NUMBER with --confirm, or with --task and --finding, or nothing to see the queue.")
    with Workspace.open(workspace) as opened:
        if number is None:
            found = queue(opened, timedelta(days=within))
            if as_json:
                say_json([one.as_record() for one in found])
                return
            for one in found:
                seen = f"{one.proposal.look.before} → {one.proposal.look.after}" if one.proposal else ""
                due = f"{one.task.due:%Y-%m-%d}" if one.task else ""
                say(f"{one.patch.number}  {one.patch.state.code} {one.patch.state.zh}  {one.asks}  {seen}{due}")
            say(f"{len(found)} to look at")
            return
        if task is None or finding is None:
            patch = confirm(opened, number, by_name)
        else:
            patch = look_back(opened, number, task, finding, by_name, note=note)
    say_json(patch.as_record()) if as_json else say(f"{number}  {caption(patch.state)}")


@click.command("close")
@click.argument("workspace", type=click.Path(path_type=Path))
@click.argument("number")
@click.option("--why", help="Reason of closing; without it the checklist is shown.")
@click.option("--by", "by_name", default="", help="Who closes it.")
@json_option
def close_case(workspace: Path, number: str, why: str | None, by_name: str, as_json: bool) -> None:
    """销号 of NUMBER, only when its checklist is complete; without --why show the checklist."""
    with Workspace.open(workspace) as opened:
        if why is not None:
            patch = close(opened, number, why, by_name)
            say_json(patch.as_record()) if as_json else say(f"{number}  {caption(patch.state)}")
            return
        lines = checklist(opened, number)
    if as_json:
        say_json([{"what": one.what, "done": one.done} for one in lines])
        return
    for one in lines:
        say(f"[{'x' if one.done else ' '}] {one.what}")
