"""``twowei report``: the monthly 通报."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from twowei.cli.stats import parsed_day
from twowei.cli.terminal import json_option, progress, progress_option, say, say_json
from twowei.services.bulletins import make_report
from twowei.services.workspace import Workspace


@click.command("report")
@click.argument("workspace", type=click.Path(path_type=Path))
@click.argument("period")
@click.option("--issue", type=int, help="Number of the issue (第N期) [the period's own, else the next of the year].")
@click.option("--office", default="", help="Who publishes it.")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), callback=parsed_day, help="Last day that counts [today].")
@click.option("--out", "folder", type=click.Path(path_type=Path), help="Folder for the files [通报 in the workspace].")
@click.option("--by", "by_name", default="", help="Who issues it.")
@progress_option
@json_option
def report(
    workspace: Path, period: str, issue: int | None, office: str, until: date | None, folder: Path | None,
    by_name: str, **options: Any,
) -> None:  # fmt: skip
    """Write the report (通报) of PERIOD, a month 2026-06 or a year 2026, as PDF and as Word document."""
    with Workspace.open(workspace) as opened, progress(options["progress"]) as feedback:
        made = make_report(opened, period, by_name, feedback, issue=issue, office=office, until=until, folder=folder)
    if options["as_json"]:
        files = [{"path": one.path, "sha256": one.sha256} for one in made.issued]
        say_json({"issue": made.issue, "files": files, "overdue": made.overdue, "vetoed": made.vetoed})
        return
    for one in made.issued:
        say(f"{one.path}  {one.sha256}")
    say(f"第 {made.issue} 期; {made.overdue} overdue, {made.vetoed} new cases missed")
