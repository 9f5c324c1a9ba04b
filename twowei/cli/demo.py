"""``twowei demo``: the main job on the sample district, then the desktop on its result."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import click
from rich.table import Table

from twowei.cli.terminal import console, json_option, progress, progress_option, say, say_json
from twowei.cli.wishes import computing_options
from twowei.services.demo import FOLDER
from twowei.services.demo import demo as run
from twowei.services.detect import Detection
from twowei.services.find import Wish


@click.command("demo")
@click.argument("folder", default=FOLDER, type=click.Path(path_type=Path))
@click.option("--no-window", is_flag=True, help="Stop before opening the desktop.")
@click.option("--year", "drawn", type=click.IntRange(10, 100_000),
              help="Instead a drawn year of so many patches (5000) in a new FOLDER: all tracks.")  # fmt: skip
@computing_options
@progress_option
@json_option
def demo(folder: Path, no_window: bool, drawn: int | None, **options: Any) -> None:
    """Make a workspace in FOLDER from the sample district, detect new buildings, and open the desktop on it.

    Where FOLDER holds the workspace of an earlier demo, that one is used and nothing is added twice.
    """
    if drawn is not None:
        _draw(folder, drawn, options)
        return
    with progress(options["progress"]) as feedback:
        detection, waiting = run(folder, Wish(device=options["device"], runtime=options["runtime"]), feedback)
    if options["as_json"]:
        say_json({**detection.as_dict(), "workspace": str(folder.absolute()), "waiting": waiting})
    else:
        _show(folder, detection, waiting)
    if not no_window:
        _open_desktop(folder)


def _draw(folder: Path, patches: int, options: dict[str, Any]) -> None:
    """Make a workspace with a drawn year."""
    from twowei.services.drawn_year import draw_year

    with progress(options["progress"]) as feedback:
        draw_year(folder, patches=patches, feedback=feedback)
    if options["as_json"]:
        say_json({"workspace": str(folder.absolute()), "patches": patches})
    else:
        say(f"{patches:,} patches of a drawn year in {folder.absolute()}; see twowei stats {folder} --month 2025")


def _show(folder: Path, detection: Detection, waiting: int) -> None:
    facts = detection.as_dict()
    table = Table(title="twowei demo: suspected new buildings", title_justify="left", show_header=False, box=None)
    for caption, value in (
        ("patches found", f"{facts['candidates']} ({facts['patches']} added now, {waiting} waiting for a verdict)"),
        ("area", f"{facts['area_m2']:,.0f} ㎡ = {facts['area_mu']:,.2f} 亩"),
        ("seconds", f"{facts['seconds']:.1f} on {facts['runtime']}"),
        ("workspace", str(folder.absolute())),
        ("casebook", str(folder.absolute() / "casebook.gpkg")),
        ("change map", facts["change_map"]),
        ("model", f"{facts['model']}{' (academic use only)' * facts['academic_only']}"),
    ):
        table.add_row(caption, value)
    console().print(table)


def _open_desktop(folder: Path) -> None:
    """Open the desktop in a process of its own: torch must not be loaded before Qt (it fails on Windows)."""
    from twowei.desktop.display import usable_display

    if reason := usable_display(someone_looks=True):
        say(f"The desktop was not opened: {reason}")
        return
    say(f"Opening the desktop; later: twowei desktop {folder}")
    sys.exit(subprocess.call([sys.executable, "-m", "twowei", "desktop", str(folder)]))
