"""Models, devices and disks that cannot be used: one sentence, the documented exit code, nothing half-written."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from affine import Affine

from twowei.detection.card import load_card

RGB = np.random.default_rng(0).integers(40, 200, (3, 160, 160), np.uint8)


@pytest.fixture
def good(write_raster) -> Path:
    return write_raster("good_20260512.tif", RGB)


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """The default model's card over weights of somebody else's."""
    folder = tmp_path / "model"
    folder.mkdir()
    (folder / "config.json").write_text((load_card().folder / "config.json").read_text("utf-8"), "utf-8")
    (folder / "model.safetensors").write_bytes(b"other weights")
    return folder


def one_sentence(text: str) -> bool:
    return text.startswith("Error: ") and text.count("\n") == 1 and "Traceback" not in text


def left_behind(folder: Path) -> set[str]:
    """Return what a refused comparison left beside its input: at most a work folder without rows."""
    assert not list(folder.rglob("row_*"))
    return {p.name for p in folder.iterdir() if not p.name.endswith(".work")} - {"good_20260512.tif", "model"}


def test_weights_that_do_not_match_their_card(twowei, good: Path, model: Path, tmp_path: Path) -> None:
    result = twowei("compare", good, good, "--out", tmp_path / "o.gpkg", "--model", model)
    assert result.code == 9 and one_sentence(result.err) and "does not match its card" in result.err
    assert left_behind(tmp_path) == set()


def test_a_card_without_fields(twowei, good: Path, model: Path, tmp_path: Path) -> None:
    card = json.loads((model / "config.json").read_text("utf-8"))
    del card["threshold"], card["margin_px"]
    (model / "config.json").write_text(json.dumps(card), "utf-8")
    result = twowei("compare", good, good, "--out", tmp_path / "o.gpkg", "--model", model)
    assert result.code == 9 and one_sentence(result.err) and "lacks margin_px, threshold" in result.err
    assert left_behind(tmp_path) == set()


def test_imagery_beyond_the_range_of_the_card(twowei, write_raster, good: Path, tmp_path: Path) -> None:
    coarse = write_raster("good_20260512.tif", RGB, transform=Affine(1.1, 0, 500_000, 0, -1.1, 3_500_000))
    result = twowei("compare", coarse, good, "--out", tmp_path / "o.gpkg")
    assert result.code == 4 and one_sentence(result.err) and "1.10 m" in result.err and "above 1 m" in result.err
    assert left_behind(tmp_path) == set()


def test_a_gpu_asked_for_and_absent(twowei, good: Path, tmp_path: Path) -> None:
    import torch

    if torch.cuda.is_available():
        pytest.skip("there is a GPU here")
    result = twowei("compare", good, good, "--out", tmp_path / "o.gpkg", "--device", "cuda")
    assert result.code == 9 and one_sentence(result.err) and "CUDA was asked for" in result.err
    assert left_behind(tmp_path) == set()


@pytest.mark.parametrize("most_bytes", [60, 30_000])
def test_a_full_disk_keeps_what_was_there(twowei, good: Path, tmp_path: Path, most_bytes: int) -> None:
    """No room for a finished row; room for it, but none for the result."""
    resource = pytest.importorskip("resource", reason="no limits of files here")
    former = tmp_path / "o.geojson"
    former.write_text("former")
    held = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, held[1]))
    try:
        result = twowei("compare", good, good, "--out", former.with_suffix(".gpkg"), "--min-score", "0")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, held)
    assert result.code == 8 and one_sentence(result.err) and "cannot be written" in result.err
    assert not former.with_suffix(".gpkg").exists() and former.read_text() == "former"
    assert len(list(tmp_path.rglob("row_*.npz"))) == (most_bytes > 60)
    assert twowei("compare", good, good, "--out", former.with_suffix(".gpkg")).code == 0
    assert not list(tmp_path.glob(".*"))
