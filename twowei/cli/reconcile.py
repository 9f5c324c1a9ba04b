"""``twowei reconcile``: suppliers, our model and patrols held against one another."""

from __future__ import annotations

from pathlib import Path

import click
from rich.table import Table

from twowei.casebook.reconciliation import category_zh
from twowei.cli.terminal import console, json_option, say, say_json
from twowei.services.reconcile import Reconciliation, write
from twowei.services.reconcile import reconcile as run
from twowei.services.workspace import Workspace


@click.command("reconcile")
@click.argument("workspace", type=click.Path(path_type=Path))
@click.option("--month", required=True, help="Month to reconcile, such as 2026-06.")
@click.option("--supplier", "suppliers", multiple=True, help="Only this supplier; may be given again [all].")
@click.option("--out", "files", multiple=True, type=click.Path(path_type=Path), help=".xlsx: table; .gpkg: map.")
@json_option
def reconcile(workspace: Path, month: str, suppliers: tuple[str, ...], files: tuple[Path, ...], as_json: bool) -> None:
    """Hold what suppliers delivered for a month of WORKSPACE against our model's patches and those of patrols.

    Sites that all or two of them claim, and those that only one does; and how each fared by our verdicts, with the
    95 % interval of Wilson.
    """
    with Workspace.open(workspace) as opened:
        found = run(opened, month, suppliers or None)
        for path in files:
            write(opened, found, path)
    if as_json:
        say_json(found.as_dict())
    else:
        _say(found)
        for path in files:
            say(f"written: {path}")


def _say(found: Reconciliation) -> None:
    say(f"{found.month}: {len(found.sites)} sites")
    for category, count in found.counts.items():
        say(f"  {count:>6} {category_zh(category)} ({category})")
    table = Table(
        "who", "sites", "illegal", "lawful", "false", "open", "real changes (95 %)", "illegal (95 %)", "alone"
    )
    for one in found.scores:
        alone = f"{one.alone}: {one.alone_real} real, {one.alone_illegal} illegal"
        counts = map(str, (one.sites, one.illegal, one.lawful, one.false, one.open))
        table.add_row(one.who, *counts, str(one.change), str(one.violations), alone)
    if found.scores:
        console().print(table)
