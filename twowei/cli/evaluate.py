"""``twowei evaluate``: how good a model is on labelled pairs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from twowei.cli.terminal import json_option, progress, progress_option, say, say_json
from twowei.cli.wishes import computing_options
from twowei.detection.card import load_card


@click.command("evaluate")
@click.argument("model")
@click.argument("dataset", type=click.Path(path_type=Path))
@click.option("--resolution", "resolution_m", type=float, help="Metres per pixel [the data set's, else the model's].")
@computing_options
@click.option(
    "--change",
    type=click.Choice(["new", "demolished"]),
    default="new",
    show_default=True,
    help="What to measure; demolished needs the data set's demolished/.",
)
@click.option("--threshold", type=click.FloatRange(0, 1, True, True), help="Score that counts as change [the card's].")
@click.option("--min-score", type=click.FloatRange(0, 1), help="Least probability of a patch [the card's].")
@click.option("--sheet", type=click.Path(path_type=Path), help="PNG to write: the worst misses and false alarms.")
@progress_option
@json_option
def evaluate(model: str, dataset: Path, sheet: Path | None, **options: Any) -> None:
    """Measure MODEL on DATASET.

    DATASET is a folder with before/, after/ (JPEG, PNG or TIFF), change/ (PNG, not 0 = new building), and where known
    demolished/, with equal names; about.json may state resolution_m. Pairs without change measure false alarms.
    """
    card = load_card(model)
    from twowei.training.evaluate import evaluate as run
    from twowei.training.sheet import draw_sheet

    with progress(options["progress"]) as feedback:
        result = run(
            card,
            dataset,
            options["resolution_m"],
            options["device"],
            feedback,
            options["change"],
            options["threshold"],
            options["min_score"],
            options["runtime"],
        )
    if sheet:
        draw_sheet(result, sheet, options["device"], options["runtime"])
    if options["as_json"]:
        say_json(result.as_dict() | ({"sheet": str(sheet)} if sheet else {}))
        return
    for line in _lines(result.as_dict()):
        say(line)
    if sheet:
        say(f"worst misses and false alarms: {sheet}")


def _lines(told: dict[str, Any]) -> Iterator[str]:
    yield f"{told['model']} on {told['dataset']}: {told['pairs']} pairs, {told['change']} at {told['threshold']:g}"
    yield f"  computed on {told['runtime']}"
    best = told["pixel_f1_at_best_threshold"]
    for name in ("pixel", "object_iou_0.1", "object_iou_0.5"):
        values = "  ".join(f"{k} {told[name][k]:.3f}" for k in ("precision", "recall", "f1"))
        low, high = told["f1_intervals"][name]
        yield f"  {name:15} {values} ({low:.3f} to {high:.3f})"
    yield f"  pixel f1 at its best threshold {best['threshold']:g}: {best['f1']:.3f}"
    for size, values in told["object_iou_0.1"]["by_size"].items():
        share = "–" if values["recall"] is None else f"{values['recall']:.3f}"
        yield f"  {size:>12}: {share} of {values['true']} found"
    yield _alarm_line(told)
    bounds = told["recall_at_false_alarms_per_km2_intervals"]
    yield "  recall at false alarms per km²: " + ", ".join(
        f"{rate}: {'too little ground' if r is None else '{:.3f} ({:.3f} to {:.3f})'.format(r, *bounds[rate])}"
        for rate, r in told["recall_at_false_alarms_per_km2"].items()
    )
    told_error = told["reliability"]["expected_calibration_error"]
    if told_error is not None:
        kind = "calibrated" if told["reliability"]["calibrated"] else "uncalibrated"
        yield f"  scores ({kind}) are off by {told_error:.3f} on average (expected calibration error)"


def _alarm_line(told: dict[str, Any]) -> str:
    if not told["unchanged_km2"]:
        return "  no pair without change: false alarms cannot be told"
    low, high = told["false_alarms_per_km2_interval"]
    return (
        f"  {told['false_alarms_on_unchanged']} false alarms on {told['unchanged_km2']:.3f} km² without change: "
        f"{told['false_alarms_per_km2']:g} per km² ({low:g} to {high:g})"
    )
