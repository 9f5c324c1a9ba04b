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
from twowei.training.recipe import Recipe


def publish(recipe: Recipe, run: Path, folder: Path, feedback: Feedback) -> Card:
    """Copy a run's weights into a model folder, measure them, and write the card ``config.json``.

    The threshold is the one that was best on the recipe's validation pairs, and on them the scores are
    calibrated and the rest is chosen (`twowei.training.choice`). A data set is measured exactly
    once per published weight; every measurement is a line in ``measurements.jsonl``.

    Raises:
        ModelError: The run has not finished.
    """
    weights, log = run / "model.safetensors", run / "log.jsonl"
    if not weights.is_file():
        raise ModelError(f"{run} holds no model.safetensors: train to the end first.")
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(weights, folder / "model.safetensors")
    shutil.copyfile(log, folder / "log.jsonl")
    last = json.loads(log.read_text("utf-8").splitlines()[-1])
    _write_card(folder, _facts(recipe, folder, last["val_best_threshold"]))
    card = chosen(load_card(str(folder)), Path(recipe.validation), recipe.resolution_m, feedback)
    for measure in recipe.measures:
        found = evaluate(card, Path(measure.path), measure.resolution_m, "auto", feedback).figures()
        card = replace(card, accuracy={**card.accuracy, measure.name: found})
        with (folder / "measurements.jsonl").open("a", encoding="utf-8") as file:
            line = {"weights": card.weights_sha256, "data": measure.name, "threshold": card.threshold, **found}
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
    _write_card(folder, {k: v for k, v in asdict(card).items() if k != "folder"})
    return card


def _facts(recipe: Recipe, folder: Path, threshold: float) -> dict[str, Any]:
    return {
        "name": recipe.name,
        "encoder": recipe.encoder,
        "decoder_channels": recipe.decoder_channels,
        "resolution_m": recipe.resolution_m,
        "threshold": threshold,
        "weights_sha256": file_sha256(folder / "model.safetensors"),
        **asdict(recipe.use),
    }


def _write_card(folder: Path, facts: dict[str, Any]) -> None:
    part = folder / "config.part"
    part.write_text(json.dumps(facts, ensure_ascii=False, indent=2) + "\n", "utf-8")
    part.replace(folder / "config.json")
