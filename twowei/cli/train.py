"""``twowei train``: weights from a recipe."""

from __future__ import annotations

from pathlib import Path

import click

from twowei.cli.terminal import progress, progress_option, say
from twowei.training.recipe import load_recipe


@click.command("train")
@click.argument("recipe", type=click.Path(path_type=Path))
@click.option("--out", required=True, type=click.Path(path_type=Path), help="Folder for the log, checkpoints and weights.")
@progress_option
def train(recipe: Path, out: Path, **options: str) -> None:
    """Train a network as RECIPE (TOML, see models/fast/recipe.toml) says. Goes on from its last checkpoint."""
    wanted = load_recipe(recipe)
    from twowei.training.loop import train as run

    with progress(options["progress"]) as feedback:
        weights = run(wanted, out, feedback)
    say(f"weights: {weights}")
    say(f"log: {out / 'log.jsonl'}")
