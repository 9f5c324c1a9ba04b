"""``twowei backup`` and ``twowei restore``."""

from __future__ import annotations

from pathlib import Path

import click

from twowei.cli.terminal import json_option, say, say_json
from twowei.services import keeping
from twowei.services.workspace import Workspace


@click.command("backup")
@click.argument("workspace", type=click.Path(path_type=Path))
@click.option("--list", "only_list", is_flag=True, help="Only list the backups there are.")
@json_option
def backup(workspace: Path, only_list: bool, as_json: bool) -> None:
    """Back the casebook of WORKSPACE up into its folder 备份, and check the copy.

    This happens by itself once a day, and on closing after longer work; 14 are kept. Copy them to another disk.
    """
    with Workspace.open(workspace) as opened:
        found = keeping.list_backups(opened) if only_list else [keeping.back_up(opened)]
    if as_json:
        say_json(
            [{"path": str(b.path), "at": b.at.isoformat(), "events": b.head.events, "head": b.head.hash} for b in found]
        )
        return
    for one in found:
        say(f"{one.path}  {one.at.isoformat(' ')}  {one.head.events} events")


@click.command("restore")
@click.argument("workspace", type=click.Path(path_type=Path))
@click.argument("backup", type=click.Path(path_type=Path))
@click.option("--by", required=True, help="Name of who restores.")
@json_option
def restore(workspace: Path, backup: Path, by: str, as_json: bool) -> None:
    """Put BACKUP in place of the casebook of WORKSPACE, checked before and after; what was there is kept."""
    done = keeping.restore(workspace, backup, by)
    if as_json:
        say_json({"events_before": done.before.events, "events": done.now.events, "kept": str(done.kept)})
        return
    say(f"{done.now.events} events restored; before there were {done.before.events}, kept in {done.kept}")
