"""``twowei evaluate``: how good a model is on labelled pairs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from twowei.cli.terminal import json_option, progress, progress_option, say, say_json
from twowei.detection.card import load_card


@click.command("evaluate")
@click.argument("model")
@click.argument("dataset", type=click.Path(path_type=Path))
@click.option("--resolution", "resolution_m", type=float, help="Ground resolution of the pictures in m [the model's].")
@click.option(
    "--device",
    type=click.Choice(["auto", "cpu", "cuda"]),
    default="auto",
    show_default=True,
    help="Where to compute.",
)
@progress_option
@json_option
def evaluate(model: str, dataset: Path, resolution_m: float | None, device: str, **options: Any) -> None:
    """Measure MODEL on DATASET: a folder with before/, after/ and change/ (PNG, not 0 = new building), equal names.

    Prints pixel and object precision, recall and F1, and false alarms per km² on the pairs without change.
    """
    card = load_card(model)
    from twowei.training.evaluate import evaluate as run

    with progress(options["progress"]) as feedback:
        figures = run(card, dataset, resolution_m or card.resolution_m, device, feedback).as_dict()
    if options["as_json"]:
        say_json({"model": card.label, "dataset": str(dataset), "threshold": card.threshold, **figures})
        return
    say(f"{card.label} on {dataset}, {figures['pairs']} pairs, threshold {card.threshold:g}")
    for name in ("pixel", "object_iou_0.1", "object_iou_0.5"):
        say(f"  {name:15} " + "  ".join(f"{k} {v:.3f}" for k, v in figures[name].items()))
    say(f"  {figures['false_alarms_on_unchanged']} false alarms on {figures['unchanged_km2']:.3f} km² without change")
