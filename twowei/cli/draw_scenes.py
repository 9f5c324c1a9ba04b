"""``twowei draw-scenes``: a data set of invented scenes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from twowei.cli.terminal import progress, progress_option, say
from twowei.services.scenes import draw_scenes as draw


@click.command("draw-scenes")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--count", type=int, default=100, show_default=True, help="Number of scenes.")
@click.option("--seed", "first_seed", type=int, default=0, show_default=True, help="Seed of the first scene.")
@click.option("--resolution", "resolution_m", type=float, default=0.5, show_default=True, help="Metres per pixel.")
@click.option("--size", "size_px", type=int, default=512, show_default=True, help="Side of a scene in pixels.")
@progress_option
def draw_scenes(folder: Path, count: int, **options: Any) -> None:
    """Draw invented scenes of two months with their true changes into FOLDER, a data set for train and evaluate.

    The same seed gives the same scene. A stopped call goes on when it is given again.
    """
    with progress(options.pop("progress")) as feedback:
        drawn = draw(folder, count, feedback, **options)
    say(f"{drawn} scenes drawn, {count - drawn} there already: {folder}")
