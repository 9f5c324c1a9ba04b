"""``--runtime`` stands wherever a network computes, and what is not installed is refused before anything is read."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from twowei.cli.main import twowei
from twowei.detection import choice
from twowei.errors import ModelError

COMPUTING = ("compare", "demo", "detect", "evaluate", "persist")


@pytest.mark.parametrize("command", COMPUTING)
def test_what_computes_can_be_asked_for(command: str) -> None:
    told = CliRunner().invoke(twowei, [command, "--help"]).output
    assert "--runtime" in told and "--device" in told


def test_what_is_not_installed_is_refused_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choice, "installed", lambda name: name == "torch")
    nothing = tmp_path / "nothing"
    result = CliRunner().invoke(twowei, ["evaluate", "fast", str(nothing), "--runtime", "onnx"], standalone_mode=False)
    assert isinstance(result.exception, ModelError) and "pip install" in str(result.exception)
