"""``twowei desktop``: the window."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from twowei.errors import OutputError


@click.command("desktop")
@click.argument("workspace", required=False, type=click.Path(path_type=Path))
def desktop(workspace: Path | None) -> None:
    """Open the desktop, on WORKSPACE if one is given."""
    from twowei.desktop.display import usable_display

    if reason := usable_display():
        raise OutputError(reason)
    from twowei.desktop.app import run

    sys.exit(run(workspace))
