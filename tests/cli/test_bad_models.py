"""Models, devices and disks that cannot be used: one sentence, the documented exit code, nothing half-written."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
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
    """Whether an error is told in one sentence, after at most the line that says what computes."""
    told = [line for line in text.splitlines() if "about" not in line]
    return len(told) == 1 and told[0].startswith("Error: ") and "Traceback" not in text


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


@pytest.fixture
def little_room() -> Iterator[Callable[[int], None]]:
    """Let no file grow beyond so many bytes, as on a disk that is full; 0 takes the limit away."""
    resource = pytest.importorskip("resource", reason="no limits of files here")
    held = resource.getrlimit(resource.RLIMIT_FSIZE)
    yield lambda most: resource.setrlimit(resource.RLIMIT_FSIZE, (most or held[0], held[1]))
    resource.setrlimit(resource.RLIMIT_FSIZE, held)


@pytest.mark.parametrize("most_bytes", [60, 30_000])
def test_a_full_disk_keeps_what_was_there(twowei, good: Path, tmp_path: Path, little_room, most_bytes: int) -> None:
    """No room for a finished row; room for it, but none for the result."""
    out = tmp_path / "o.gpkg"
    out.write_text("former")
    little_room(most_bytes)
    result = twowei("compare", good, good, "--out", out)
    little_room(0)
    assert result.code == 8 and one_sentence(result.err) and "cannot be written" in result.err
    assert out.read_text() == "former"
    assert len(list(tmp_path.rglob("row_*.npz"))) == (most_bytes > 60)
    assert twowei("compare", good, good, "--out", out).code == 0
    assert not list(tmp_path.glob(".*")) and out.stat().st_size > 30_000


def test_an_epoch_replaced_since_a_run_stopped_is_told(
    twowei, write_raster, good: Path, tmp_path: Path, little_room
) -> None:
    newer = write_raster("newer_20260612.tif", RGB)
    little_room(30_000)
    assert twowei("compare", good, newer, "--out", tmp_path / "o.gpkg").code == 8
    little_room(0)
    write_raster("newer_20260612.tif", RGB[:, ::-1].copy())
    result = twowei("compare", good, newer, "--out", tmp_path / "o.gpkg", "--no-align")
    assert result.code == 0
    (told,) = [line for line in result.err.splitlines() if "stopped run" in line]
    assert "newer imagery that was replaced since" in told and "starts anew" in told
