"""Training on a handful of drawn chips: it learns, resumes, and publishes a model that detects by its card."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image
from safetensors.torch import load_file

from twowei.detection.card import load_card
from twowei.detection.detector import Detector
from twowei.errors import CancelledError, ModelError
from twowei.feedback import Feedback
from twowei.training import loop
from twowei.training.evaluate import evaluate
from twowei.training.learner import Learner
from twowei.training.loop import train
from twowei.training.metrics import PixelCurve
from twowei.training.publish import publish
from twowei.training.recipe import Measure, Recipe, Source, load_recipe
from twowei.training.sheet import draw_sheet, worst


class StopAt(Feedback):
    def __init__(self, steps: int) -> None:
        self.left = steps

    def report(self, fraction: float, message: str = "") -> None:
        self.left -= 1

    def cancelled(self) -> bool:
        return self.left <= 0


@pytest.fixture
def data(tmp_path: Path) -> Path:
    rng = np.random.default_rng(0)
    for folder in ("before", "after", "change"):
        (tmp_path / "data" / folder).mkdir(parents=True)
    for index in range(4):
        before = rng.integers(60, 120, (64, 64, 3)).astype(np.uint8)
        after, change = before.copy(), np.zeros((64, 64), np.uint8)
        if index:
            after[16:48, 16:40] = 230
            change[16:48, 16:40] = 1
        for folder, picture in (("before", before), ("after", after), ("change", change)):
            Image.fromarray(picture).save(tmp_path / "data" / folder / f"chip_{index}.png")
    return tmp_path / "data"


@pytest.fixture
def recipe(make_recipe: Callable[..., Recipe], data: Path) -> Recipe:
    sources, measures = (Source("pairs", 1.0, 0.5, path=str(data)),), (Measure("squares", str(data), 0.5),)
    return make_recipe(validation=str(data), sources=sources, measures=measures)


def test_train_resume_publish(recipe: Recipe, tmp_path: Path) -> None:
    straight = train(recipe, tmp_path / "a", Feedback())
    with pytest.raises(CancelledError):
        train(recipe, tmp_path / "b", StopAt(2))
    assert (tmp_path / "b" / "checkpoint.pt").is_file()
    resumed = load_file(train(recipe, tmp_path / "b", Feedback()))
    for name, value in load_file(straight).items():
        assert torch.allclose(value.float(), resumed[name].float(), atol=2e-2), name
    card = publish(recipe, tmp_path / "a", tmp_path / "model", Feedback())
    assert load_card(str(tmp_path / "model")) == replace(card, folder=tmp_path / "model")
    assert card.accuracy["squares"]["pairs"] == 4
    assert len((tmp_path / "model" / "measurements.jsonl").read_text().splitlines()) == 1
    steps = [json.loads(line)["step"] for line in (tmp_path / "a" / "log.jsonl").read_text().splitlines()]
    assert steps == [2, 4]
    with Image.open(tmp_path / "a" / "report.png") as report:
        assert report.width == 900 and np.asarray(report).std() > 1


def test_the_weights_that_validated_best_are_kept(
    recipe: Recipe, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []

    def validate(learner: Learner, _: Recipe) -> PixelCurve:
        seen.append({name: value.clone() for name, value in learner.average.state_dict().items()})
        right, curve = (0.4, 0.9, 0.7)[len(seen) - 1], PixelCurve()
        found, new = np.zeros((100, 1), np.uint8), np.ones((100, 1), bool)
        found[: int(right * 100)] = 254
        curve.add(found, new)
        return curve

    monkeypatch.setattr(loop, "validate", validate)
    kept = load_file(train(replace(recipe, steps=3, checkpoint_every=1), tmp_path / "a", Feedback()))
    best, last = ({k: v.half() for k, v in one.items() if v.is_floating_point()} for one in seen[1:])
    assert all(torch.equal(kept[name], value) for name, value in best.items())
    assert any(not torch.equal(kept[name], value) for name, value in last.items())
    again = load_file(train(replace(recipe, steps=3, checkpoint_every=1), tmp_path / "a", Feedback()))
    assert all(torch.equal(kept[name], value) for name, value in again.items())


def test_held_out_data_are_measured_once_per_weights(recipe: Recipe, data: Path, tmp_path: Path) -> None:
    recipe = replace(recipe, steps=1, measures=(Measure("kept back", str(data), 0.5, held_out=True),))
    train(recipe, tmp_path / "a", Feedback())
    log = tmp_path / "model" / "measurements.jsonl"
    first = publish(recipe, tmp_path / "a", tmp_path / "model", Feedback()).accuracy["kept back"]
    line = json.loads(log.read_text("utf-8")) | {"threshold": 0.123}
    log.write_text(json.dumps(line) + "\n", "utf-8")  # as if another threshold had been chosen then
    again = publish(recipe, tmp_path / "a", tmp_path / "model", Feedback())
    assert again.accuracy == {"kept back, at threshold 0.123": first}
    assert len(log.read_text("utf-8").splitlines()) == 1
    log.write_text(json.dumps(line | {"weights": "others"}) + "\n", "utf-8")
    publish(recipe, tmp_path / "a", tmp_path / "model", Feedback())
    assert len(log.read_text("utf-8").splitlines()) == 2, "other weights are measured"


def test_evaluation_draws_its_worst_cases(recipe: Recipe, data: Path, tmp_path: Path) -> None:
    train(replace(recipe, steps=1), tmp_path / "a", Feedback())
    publish(replace(recipe, measures=()), tmp_path / "a", tmp_path / "model", Feedback())
    card = load_card(str(tmp_path / "model"))
    result = evaluate(card, data, None, "cpu", Feedback(), threshold=0.999)  # misses everything
    assert result.as_dict()["object_iou_0.1"]["recall"] == 0.0 and result.resolution_m == 0.5
    draw_sheet(result, tmp_path / "sheet.png", "cpu")
    with Image.open(tmp_path / "sheet.png") as sheet:
        assert sheet.width > 200 and np.asarray(sheet).std() > 1
    missed, false = worst(result)
    assert len(missed) == 3 and not false
    with pytest.raises(ModelError, match="up to 1 m"):
        evaluate(card, data, 2.5, "cpu", Feedback())
    with pytest.raises(ModelError, match="only new building"):
        evaluate(card, data, None, "cpu", Feedback(), change="demolished")
    finer = evaluate(card, data, 0.25, "cpu", Feedback())  # brought to 0.5 m: 32 pixels a side
    assert sum(r.km2 for r in finer.records) == pytest.approx(4 * 16**2 / 1e6)


def test_weights_must_match_their_card(recipe: Recipe, tmp_path: Path) -> None:
    train(replace(recipe, steps=1), tmp_path / "a", Feedback())
    publish(replace(recipe, measures=()), tmp_path / "a", tmp_path / "model", Feedback())
    card = load_card(str(tmp_path / "model"))
    assert Detector(card, "cpu").scores(*np.zeros((2, 3, 50, 70), np.uint8), ["new"])["new"].shape == (50, 70)
    with card.weights.open("ab") as file:
        file.write(b"x")
    with pytest.raises(ModelError, match="does not match its card"):
        Detector(card, "cpu")


def test_one_way_and_the_other_differ(recipe: Recipe, tmp_path: Path) -> None:
    train(replace(recipe, steps=1), tmp_path / "a", Feedback())
    publish(replace(recipe, measures=()), tmp_path / "a", tmp_path / "model", Feedback())
    detector = Detector(load_card(str(tmp_path / "model")), "cpu")
    rng = np.random.default_rng(1)
    before, after = rng.integers(0, 255, (2, 3, 64, 64)).astype(np.uint8)
    forth = detector.scores(before, after, ["new", "demolished"])
    back = detector.scores(after, before, ["new", "demolished"])
    assert np.abs(forth["new"].astype(int) - back["demolished"]).max() <= 3  # bf16: batch order may round otherwise
    assert (forth["new"] != forth["demolished"]).any()


@pytest.mark.skipif(torch.cuda.is_available(), reason="there is a GPU here")
def test_cuda_that_is_absent(recipe: Recipe, tmp_path: Path) -> None:
    train(replace(recipe, steps=1), tmp_path / "a", Feedback())
    publish(replace(recipe, measures=()), tmp_path / "a", tmp_path / "model", Feedback())
    with pytest.raises(ModelError, match="no NVIDIA GPU"):
        Detector(load_card(str(tmp_path / "model")), "cuda")


def test_recipes_that_cannot_be(tmp_path: Path) -> None:
    path = tmp_path / "r.toml"
    with pytest.raises(ModelError, match="cannot be read"):
        load_recipe(path)
    path.write_text("name = [")
    with pytest.raises(ModelError, match="not valid TOML"):
        load_recipe(path)
    path.write_text('name = "x"\nspeed = 3\n')
    with pytest.raises(ModelError, match=r"incomplete|unknown fields"):
        load_recipe(path)


@pytest.mark.parametrize("path", sorted((Path(__file__).parents[2] / "models").glob("*/*.toml")), ids=str)
def test_recipes_are_readable_and_never_learn_from_what_measures(path: Path) -> None:
    recipe = load_recipe(path)
    assert recipe.name == path.parent.name
    touched = [recipe.validation, *(s.path for s in recipe.sources), *(f for s in recipe.sources for f in s.folders)]
    assert not any(word in place for place in touched for word in ("test", "fotbcd", "egybcd"))
    open_ones = all("levir" not in s.path for s in recipe.sources) and not recipe.start_from
    assert recipe.use.academic_only != open_ones


def test_publishing_an_unfinished_run(recipe: Recipe, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="train to the end"):
        publish(recipe, tmp_path, tmp_path / "model", Feedback())
