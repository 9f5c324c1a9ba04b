"""Cards that cannot be used are refused in one sentence; a calibration on a card is applied."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from twowei.detection.card import load_card, model_names
from twowei.errors import ModelError, UnknownNameError

FACTS: dict[str, Any] = {
    "name": "tiny",
    "version": "1.0",
    "encoder": "mobilenet_v2",
    "decoder_channels": [8],
    "resolution_m": 0.5,
    "coarsest_m": 1.0,
    "window_px": 256,
    "margin_px": 32,
    "threshold": 0.5,
    "weights_sha256": "0",
    "licence": "any",
    "academic_only": False,
    "trained_on": "squares",
}


def card_file(folder: Path, text: str) -> str:
    (folder / "config.json").write_text(text, "utf-8")
    return str(folder)


def test_a_card_with_a_calibration_tells_probabilities(tmp_path: Path) -> None:
    calibration = {"offset": -1.0, "log_odds": 1.0, "area": 0.5, "fitted_on": "val: 9 components"}
    card = load_card(card_file(tmp_path, json.dumps(FACTS | {"calibration": calibration})))
    assert card.calibration and card.calibration.fitted_on == "val: 9 components"
    assert card.probability(0.5, 100) == pytest.approx(0.2689, abs=1e-3)
    plain = load_card(card_file(tmp_path, json.dumps(FACTS)))
    assert plain.calibration is None and plain.probability(0.5, 100) == 0.5


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "cannot be read"),
        ("[]", "no JSON object"),
        (json.dumps({k: v for k, v in FACTS.items() if k not in ("threshold", "licence")}), "lacks licence, threshold"),
        (json.dumps(FACTS | {"decoder_channels": 8}), "is damaged"),
        (json.dumps(FACTS | {"calibration": {"slope": 1}}), "is damaged"),
    ],
)
def test_damaged_cards(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ModelError, match=said):
        load_card(card_file(tmp_path, text))


def test_an_unknown_model_names_those_there_are() -> None:
    with pytest.raises(UnknownNameError, match="fast"):
        load_card("nonsense")


def test_every_shipped_model_has_its_papers() -> None:
    for name in model_names():
        card = load_card(name)
        assert card.name == name and 0 < card.threshold < 1 and card.accuracy
        for paper in ("LICENSE", "README.md", "recipe.toml", "log.jsonl", "measurements.jsonl"):
            assert (card.folder / paper).is_file(), f"{name} ships no {paper}"
        assert card.weights_sha256 in (card.folder / "measurements.jsonl").read_text("utf-8")
