"""``twowei train``: weights from a recipe."""

from __future__ import annotations

from pathlib import Path

import click

from twowei.cli.terminal import progress, progress_option, say
from twowei.services.train import train as run
from twowei.training.recipe import load_recipe


@click.command("train")
@click.argument("recipe", type=click.Path(path_type=Path))
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path),
    help="Folder for the log, checkpoints and weights.",
)
@click.option(
    "--publish", type=click.Path(path_type=Path), help="Model folder for the weights and their measured card."
)
@progress_option
def train(recipe: Path, out: Path, publish: Path | None, **options: str) -> None:
    """Train a network as RECIPE (TOML, see models/fast/recipe.toml) says. Goes on from its last checkpoint."""
    wanted = load_recipe(recipe)
    with progress(options["progress"]) as feedback:
        weights = run(wanted, out, feedback)
    if publish:
        from twowei.training.publish import publish as make_model

        with progress(options["progress"]) as feedback:
            make_model(wanted, out, publish, feedback)
    say(f"weights: {weights}")
    say(f"log: {out / 'log.jsonl'}, curves: {out / 'report.png'}")
