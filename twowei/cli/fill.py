"""``twowei fill``: a ledger that comes back filled in by hand."""

from __future__ import annotations

from pathlib import Path

import click

from twowei.cli.terminal import json_option, say, say_json
from twowei.services.fill import Case, Comparison, compare, take
from twowei.services.workspace import Workspace

_MARKS = {Case.NEW: "+", Case.CHANGED: "~", Case.CONFLICT: "!", Case.REFUSED: "×"}


@click.command("fill")
@click.argument("workspace", type=click.Path(path_type=Path))
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--take", "taking", is_flag=True, help="Write the differences; without it they are only shown.")
@click.option("--theirs", is_flag=True, help="With --take: in conflicts the file is right.")
@click.option("--by", default="", help="Name of who takes them; needed with --take.")
@json_option
def fill(workspace: Path, file: Path, taking: bool, theirs: bool, by: str, as_json: bool) -> None:
    """Show where FILE, a ledger filled in by hand, differs from WORKSPACE, and with --take write that down.

    FILE is an xlsx of twowei ledger, any xlsx or csv with a column 统一编号, or a platform's JSON. Empty cells say
    nothing. A conflict (!) is a cell whose fact changed here since the file was made; it is left alone unless
    --theirs. What cannot be taken (×) is listed with the reason. The same file again changes nothing.
    """
    with Workspace.open(workspace) as opened:
        found = take(opened, file, by, theirs=theirs) if taking else compare(opened, file)
    if as_json:
        facts = {case.value: len(found.of(case)) for case in Case}
        differences = [one.as_dict() for one in found.differences]
        say_json({"taken": found.taken, **facts, "differences": differences, "unread": list(found.filled.unread)})
    else:
        _say(found, taking)


def _say(found: Comparison, taking: bool) -> None:
    for one in found.differences:
        why = f"  ({one.why})" if one.why else ""
        say(f"{_MARKS[one.case]} row {one.row} {one.number} {one.zh}: {one.ours or '—'} → {one.theirs}{why}")
    if found.filled.unread:
        say(f"columns that stand for nothing here: {', '.join(found.filled.unread)}")
    counts = ", ".join(f"{len(found.of(case))} {case.value}" for case in Case if found.of(case)) or "no differences"
    say(f"{len(found.filled.rows)} rows: {counts}")
    if taking:
        say(f"{found.taken} taken." if found.taken else "Nothing to take.")
    elif found.of(Case.NEW, Case.CHANGED):
        say("Nothing is taken yet: add --take --by NAME.")
