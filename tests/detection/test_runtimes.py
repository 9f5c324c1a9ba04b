"""Runtimes: which one computes, what is remembered of it, and that all of them find the same patches."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import shapely

from twowei import resources
from twowei.detection import choice
from twowei.detection.card import Card, load_card
from twowei.detection.detector import Detector
from twowei.detection.runtime import Facts, installed, machine, processors
from twowei.detection.speeds import Speed, learn, remember, remembered
from twowei.errors import ModelError, UnknownNameError
from twowei.feedback import Feedback
from twowei.geo.grid import Grid
from twowei.services.expected import expectation

EXTRAS = ("openvino", "onnx")


def facts(runtime: str, version: str = "1") -> Facts:
    return Facts(runtime, version, "cpu", "float32", 2)


class FakeRuntime:
    def __init__(self, name: str) -> None:
        self.facts = facts(name)


class Heard(Feedback):
    def __init__(self) -> None:
        self.reports: list[str] = []
        self.warnings: list[str] = []
        self.told: list[str] = []

    def report(self, fraction: float, message: str = "") -> None:
        self.reports.append(message)

    def warn(self, message: str) -> None:
        self.warnings.append(message)

    def tell(self, message: str) -> None:
        self.told.append(message)


@pytest.fixture(autouse=True)
def fresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TWOWEI_SETTINGS", str(tmp_path / "twowei.ini"))
    monkeypatch.delenv("TWOWEI_RUNTIME", raising=False)
    for module in (choice, sys.modules["twowei.detection.speeds"]):
        if hasattr(module, "version_of"):
            monkeypatch.setattr(module, "version_of", lambda name: "1")


@pytest.fixture
def card() -> Card:
    return load_card("fast")


@pytest.fixture
def machine_with(monkeypatch: pytest.MonkeyPatch):
    """Stand in for a machine without a GPU whose runtimes have these speeds; None is one that does not work."""

    def with_speeds(**speeds: float | None) -> list[str]:
        trials: list[str] = []

        def made(card: Card, name: str, device: str) -> FakeRuntime:
            trials.append(name)
            if speeds[name] is None:
                raise RuntimeError("made for another processor")
            return FakeRuntime(name)

        def measured(card: Card, runtime: FakeRuntime) -> Speed:
            speed = Speed(runtime.facts, speeds[runtime.facts.runtime])
            remember(card, speed)
            return speed

        monkeypatch.setattr(choice, "has_cuda_driver", lambda: False)
        monkeypatch.setattr(choice, "installed", lambda name: name in speeds)
        monkeypatch.setattr(choice, "_made", made)
        monkeypatch.setattr(choice, "measured", measured)
        return trials

    return with_speeds


def test_the_fastest_computes_and_is_remembered(card: Card, machine_with) -> None:
    trials = machine_with(torch=1.0, openvino=2.0, onnx=0.7)
    heard = Heard()
    assert choice.choose(card, "auto", "auto", heard).facts.runtime == "openvino"
    assert trials == ["torch", "openvino", "onnx"] and len(heard.reports) == 3
    assert choice.choose(card, "auto", "auto", Heard()).facts.runtime == "openvino"
    assert trials[3:] == ["openvino"]  # nothing is measured twice
    assert choice.likely(card, "auto", "auto") == facts("openvino")
    assert choice.likely(card, "auto", "torch") == facts("torch")


def test_a_slower_one_is_left_alone_and_a_broken_one_is_said(card: Card, machine_with) -> None:
    machine_with(torch=1.0, openvino=None, onnx=0.9)
    heard = Heard()
    assert choice.choose(card, "cpu", "auto", heard).facts.runtime == "torch"
    assert ["OpenVINO is installed but cannot be used" in w for w in heard.warnings] == [True]


def test_torch_alone_is_not_measured(card: Card, machine_with) -> None:
    trials = machine_with(torch=1.0)
    heard = Heard()
    assert choice.choose(card, "auto", "auto", heard).facts.runtime == "torch"
    assert trials == ["torch"] and not heard.reports and choice.likely(card, "auto", "auto") is None


def test_an_office_may_say_what_auto_is(card: Card, machine_with, monkeypatch: pytest.MonkeyPatch) -> None:
    machine_with(torch=1.0, openvino=2.0)
    monkeypatch.setenv("TWOWEI_RUNTIME", "torch")
    assert choice.choose(card, "auto", "auto", Feedback()).facts.runtime == "torch"


def test_what_will_be_needed_is_imported_ahead(card: Card, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(choice, "has_cuda_driver", lambda: False)
    monkeypatch.setattr(choice, "installed", lambda name: True)
    monkeypatch.setattr(choice.importlib, "import_module", asked.append)
    choice.load_ahead(card, "auto", "auto")  # nothing is known yet: torch makes the graphs
    for name, speed in (("torch", 1.0), ("openvino", 2.0), ("onnx", 0.5)):
        remember(card, Speed(facts(name), speed))
    choice.load_ahead(card, "auto", "auto")
    choice.load_ahead(card, "auto", "onnx")
    assert [name.rsplit(".", 1)[1] for name in asked] == ["torch_runtime", "openvino_runtime", "onnx_runtime"]


def test_what_is_absent_is_said(card: Card, machine_with) -> None:
    machine_with(torch=1.0)
    with pytest.raises(ModelError, match=r"pip install \"twowei\[openvino\]\""):
        choice.choose(card, "auto", "openvino", Feedback())
    with pytest.raises(ModelError, match="on the processor"):
        choice.choose(card, "cuda", "onnx", Feedback())
    with pytest.raises(UnknownNameError):
        choice.choose(card, "auto", "abacus", Feedback())


def test_speeds_are_learned_and_forgotten_with_the_version(card: Card) -> None:
    assert remembered(card) == {}
    remember(card, Speed(facts("torch"), 2.0))
    learn(card, facts("torch"), 1_000_000, 1.0)
    assert remembered(card)["torch"].run_mpx_s is None  # too small to tell
    learn(card, facts("torch"), 10_000_000, 10.0)
    learn(card, facts("torch"), 10_000_000, 5.0)
    assert remembered(card)["torch"].run_mpx_s == 1.5
    assert remembered(replace(card, weights_sha256="another")) == {}
    remember(card, Speed(facts("onnx", "0.9"), 9.0))
    assert set(remembered(card)) == {"torch"}


def test_a_damaged_memory_is_an_empty_one(card: Card, tmp_path: Path) -> None:
    remember(card, Speed(facts("torch"), 2.0))
    kept = tmp_path / "runtimes" / "speeds.json"
    for damage in ("{", "[]", kept.read_text().replace('"facts": {', '"fact": {'), json.dumps({machine(): 3})):
        kept.write_text(damage)
        assert remembered(card) == {}


def test_what_is_expected_of_a_run() -> None:
    grid = Grid.over(load_crs(), (500_000, 3_500_000, 502_000, 3_502_000), 0.5)
    heard = Heard()
    expectation(Speed(facts("torch"), 2.0, 1.0), grid, None, 1).tell(heard)
    assert heard.told[0] == "CPU, 2 threads, torch fp32: about 16 s for 4 km² (an estimate)"
    half = expectation(Speed(facts("torch"), 2.0), grid, shapely.box(500_000, 0, 501_000, 9e6), 2)
    assert (half.km2, half.seconds) == pytest.approx((2, 5.4))


def load_crs():
    from rasterio.crs import CRS

    return CRS.from_epsg(4548)


def sample(side: int) -> Sequence[np.ndarray]:
    import rasterio
    from rasterio.windows import Window

    found = []
    for month in ("2026-05", "2026-06"):
        (path,) = (resources.sample_tiles() / month).glob("*_r0c0.tif")
        with rasterio.open(path) as dataset:
            found.append(dataset.read(window=Window(0, 0, side, side)))
    return found


@pytest.mark.parametrize("runtime", EXTRAS)
def test_runtimes_agree(runtime: str, card: Card, tmp_path_factory, monkeypatch: pytest.MonkeyPatch) -> None:
    if not installed(runtime):
        pytest.skip(f"twowei[{runtime}] is not installed")
    kept = tmp_path_factory.getbasetemp() / "runtimes_kept"  # one conversion for both
    monkeypatch.setenv("TWOWEI_SETTINGS", str(kept / "twowei.ini"))
    before, after = sample(500)
    reference, other = (Detector(card, "cpu", name) for name in ("torch", runtime))
    assert other.facts.runtime == runtime and other.facts.threads == processors()
    for changes in (["new"], ["demolished"]):
        one, two = (d.scores(before, after, changes)[changes[0]] >= card.threshold * 254 for d in (reference, other))
        assert one.shape == (500, 500)
        if changes == ["new"]:
            assert one.any() and (one & two).sum() / (one | two).sum() >= 0.99
        else:
            assert (one ^ two).mean() < 0.001
    assert other.conditions["runtime"] == runtime
