"""From a finished run to a model folder: weights, and the card with what was measured."""

from __future__ import annotations

import json
import shutil
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from twowei.detection.card import Card, file_sha256, load_card
from twowei.errors import ModelError
from twowei.feedback import Feedback
from twowei.training.choice import chosen
from twowei.training.evaluate import evaluate
from twowei.training.loop import LOG, WEIGHTS, best_line
from twowei.training.recipe import Measure, Recipe

MEASUREMENTS = "measurements.jsonl"


def publish(recipe: Recipe, run: Path, folder: Path, feedback: Feedback) -> Card:
    """Copy a run's weights into a model folder, measure them, and write the card ``config.json``.

    On the recipe's validation pairs the threshold and the rest are chosen and the scores are calibrated
    (`twowei.training.choice`). Every measurement is a line in ``measurements.jsonl``. A held-out data set is measured
    exactly once per weights: published again with another choice, the card repeats the figures and their threshold.

    Raises:
        ModelError: The run has not finished.
    """
    weights, log = run / WEIGHTS, run / LOG
    if not weights.is_file():
        raise ModelError(f"{run} holds no {WEIGHTS}: train to the end first.")
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(weights, folder / WEIGHTS)
    shutil.copyfile(log, folder / LOG)
    _write_card(folder, _facts(recipe, folder, best_line(log)["val_best_threshold"]))
    card = chosen(load_card(str(folder)), Path(recipe.validation), recipe.resolution_m, feedback)
    for measure in recipe.measures:
        told = _measured_before(folder, measure, card) if measure.held_out else None
        name, found = told or (measure.name, _measured(folder, measure, card, feedback))
        card = replace(card, accuracy={**card.accuracy, name: found})
    _write_card(folder, {k: v for k, v in asdict(card).items() if k != "folder"})
    return card


def _measured(folder: Path, measure: Measure, card: Card, feedback: Feedback) -> dict[str, Any]:
    found = evaluate(card, Path(measure.path), measure.resolution_m, "auto", feedback).figures()
    with (folder / MEASUREMENTS).open("a", encoding="utf-8") as file:
        line = {"weights": card.weights_sha256, "data": measure.name, "threshold": card.threshold, **found}
        file.write(json.dumps(line, ensure_ascii=False) + "\n")
    return found


def _measured_before(folder: Path, measure: Measure, card: Card) -> tuple[str, dict[str, Any]] | None:
    """Return the name for the card and the figures of an earlier measurement of these weights, if there was one."""
    path = folder / MEASUREMENTS
    lines = path.read_text("utf-8").splitlines() if path.is_file() else []
    for found in map(json.loads, lines):
        if found.pop("weights") == card.weights_sha256 and found.pop("data") == measure.name:
            threshold = found.pop("threshold")
            other = f", at threshold {threshold}" if threshold != card.threshold else ""
            return measure.name + other, found
    return None


def _facts(recipe: Recipe, folder: Path, threshold: float) -> dict[str, Any]:
    return {
        "name": recipe.name,
        "encoder": recipe.encoder,
        "decoder_channels": recipe.decoder_channels,
        "resolution_m": recipe.resolution_m,
        "threshold": threshold,
        "weights_sha256": file_sha256(folder / WEIGHTS),
        **asdict(recipe.use),
    }


def _write_card(folder: Path, facts: dict[str, Any]) -> None:
    part = folder / "config.part"
    part.write_text(json.dumps(facts, ensure_ascii=False, indent=2) + "\n", "utf-8")
    part.replace(folder / "config.json")
