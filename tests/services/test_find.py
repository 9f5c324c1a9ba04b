"""A detector is made while the shift is measured: once, and for the size of window that is then computed."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from twowei.detection import choice
from twowei.detection.card import load_card
from twowei.detection.runtime import Facts
from twowei.detection.speeds import Speed, remember
from twowei.feedback import Feedback
from twowei.imagery.inspection import open_epoch
from twowei.services.find import Wish, find


class FakeRuntime:
    facts = Facts("openvino", "1", "cpu", "float32", 2)

    def __init__(self) -> None:
        self.prepared: list[tuple[int, int, int]] = []
        self.computed: list[tuple[int, int, int]] = []

    def prepare(self, height: int, width: int, ways: int) -> None:
        self.prepared.append((height, width, ways))

    def scores(self, before: np.ndarray, after: np.ndarray, ways: int) -> np.ndarray:
        self.computed.append((*before.shape[1:], ways))
        return np.zeros((ways, *before.shape[1:]), np.uint8)


@pytest.mark.parametrize("change", ["new", "both"])
def test_a_remembered_runtime_is_made_ready_once(
    change, write_raster, texture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TWOWEI_SETTINGS", str(tmp_path / "twowei.ini"))
    monkeypatch.delenv("TWOWEI_RUNTIME", raising=False)
    made: list[FakeRuntime] = []
    monkeypatch.setattr(choice, "_made", lambda *_: made.append(FakeRuntime()) or made[-1])
    monkeypatch.setattr(choice, "has_cuda_driver", lambda: False)
    monkeypatch.setattr(choice, "installed", lambda name: name == "openvino")
    monkeypatch.setattr("twowei.services.find.load_ahead", lambda *_: None)
    for module in ("twowei.detection.speeds", "twowei.detection.choice"):
        monkeypatch.setattr(f"{module}.version_of", lambda name: "1", raising=False)
    remember(load_card(), Speed(FakeRuntime.facts, 2.0))
    epochs = [open_epoch([write_raster(f"{n}.tif", texture(300, 330, n))]) for n in (1, 2)]
    found = find(*epochs, Wish(change, runtime="openvino", align=False), tmp_path / "work", Feedback())
    (runtime,) = made
    assert runtime.prepared == [(320, 352, 1 if change == "new" else 2)]
    assert set(runtime.computed) == set(runtime.prepared)
    assert found.runtime == FakeRuntime.facts and not found.candidates
