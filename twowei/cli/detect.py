"""``twowei detect``: candidates of two ingested months into the casebook."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from twowei.cli.terminal import json_option, progress, progress_option, say, say_json
from twowei.cli.wishes import wish_from, wish_options
from twowei.services.detect import detect as run
from twowei.services.workspace import Workspace


@click.command("detect")
@click.argument("workspace", type=click.Path(path_type=Path))
@click.option("--before", required=True, help="The older month, such as 2026-05.")
@click.option("--after", required=True, help="The newer month, such as 2026-06.")
@wish_options
@progress_option
@json_option
def detect(workspace: Path, before: str, after: str, **options: Any) -> None:
    """Compare two months of WORKSPACE and put suspected changes into its casebook.

    A stopped run goes on when the same command is given again; a finished one adds nothing twice.
    """
    with Workspace.open(workspace) as opened, progress(options.pop("progress")) as feedback:
        result = run(opened, before, after, wish_from(options), feedback)
    facts = result.as_dict()
    if options["as_json"]:
        say_json(facts)
        return
    say(
        f"{facts['patches']} patches added, {facts['known']} known already, "
        f"{facts['area_m2']:,.0f} ㎡ = {facts['area_mu']:,.2f} 亩 suspected in all, {facts['seconds']:.1f} s"
    )
    if facts["suppressed"]:
        say(f"抑制 {facts['suppressed']} 个, 抽检 {facts['shown']} 个 (known false alarms; shown for checking)")
    if facts["sightings"] or facts["relapses"]:
        say(f"{facts['sightings']} known cases seen again, {facts['extensions']} grown; {facts['relapses']} 回潮")
    say(f"change map: {facts['change_map']}")
    say(facts["notice"])
