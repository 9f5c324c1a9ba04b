"""Two dates composed from single-date pictures: neighbours are joined, masks say what really changed."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from twowei.errors import ModelError
from twowei.training.chips import open_shelf
from twowei.training.composed import compose
from twowei.training.grounds import Ground, read_grounds
from twowei.training.recipe import Source
from twowei.training.weights import pixel_weights

ROOF, SOIL = (200, 40, 40), (90, 110, 80)


def town(seed: int, side: int = 320) -> Ground:
    """Red roofs on green ground."""
    rng = np.random.default_rng(seed)
    picture, building = np.full((side, side, 3), SOIL, np.uint8), np.zeros((side, side), bool)
    for row, column in rng.integers(0, side - 30, (12, 2)):
        building[row : row + 24, column : column + 18] = True
    picture[building] = ROOF
    return Ground(picture, building)


def red(picture: np.ndarray) -> np.ndarray:
    return picture[..., 0].astype(int) - picture[..., 1] > 80


def test_the_mask_says_what_came_and_what_went() -> None:
    kinds = set()
    for seed in range(30):
        pair = compose([town(1), town(2)], 0.5, np.random.default_rng(seed))
        came, went = red(pair.after) & ~red(pair.before), red(pair.before) & ~red(pair.after)
        # slivers of unlike places and feathered edges aside
        assert (came & ~pair.new).mean() < 0.02 and (pair.new & ~red(pair.after)).mean() < 0.02
        assert (went & ~pair.demolished).mean() < 0.02 and (pair.demolished & ~red(pair.before)).mean() < 0.02
        kinds.add((bool(pair.new.any()), bool(pair.demolished.any())))
    assert {(True, True), (True, False)} <= kinds


def test_grounds_that_are_too_small() -> None:
    with pytest.raises(ModelError, match="no joined picture"):
        compose([town(1, 64)], 0.5, np.random.default_rng(0))


def folder_of_tiles(folder: Path) -> Path:
    (folder / "image").mkdir(parents=True)
    (folder / "building").mkdir()
    whole = town(3, 400)
    lines = ["file,set,split,ground_resolution_m"]
    for y in range(2):
        for x in range(2):
            for name, split in ((f"a_{x + 7}_{y + 3}_19", "train"), (f"b_19-{x}-{y}", "val")):
                area = (slice(200 * y, 200 * y + 200), slice(200 * x, 200 * x + 200))
                Image.fromarray(whole.picture[area]).save(folder / "image" / f"{name}.jpg", quality=95)
                Image.fromarray(whole.building[area].astype(np.uint8)).save(folder / "building" / f"{name}.png")
                lines.append(f"{name},{name[0]},{split},0.5")
    (folder / "manifest.csv").write_text("\n".join(lines))
    return folder


def test_neighbours_are_joined(tmp_path: Path) -> None:
    folder = folder_of_tiles(tmp_path / "pictures")
    (ground,) = read_grounds(folder, ["a", "b"], 1.0)  # b is kept for validation
    assert ground.picture.shape == (200, 200, 3)
    assert (ground.building != town(3, 400).building[::2, ::2]).mean() < 0.05
    source = Source("composed", 1.0, 0.5, folders=(str(folder),), sets=("a",), count=3)
    shelf = open_shelf(source, tmp_path)
    assert (shelf.take(2).new == open_shelf(source, tmp_path).take(2).new).all()
    with pytest.raises(ModelError, match="compose from"):
        open_shelf(Source("composed", 1.0, 0.5, folders=(str(folder),), sets=("b",), count=3), tmp_path)
    with pytest.raises(ModelError, match=r"manifest\.csv"):
        read_grounds(tmp_path, ["a"], 1.0)


def test_gaps_and_small_buildings_weigh_more() -> None:
    new = np.zeros((100, 100), bool)
    new[10:50, 10:40] = new[10:50, 43:80] = True  # 1.5 m apart
    new[70:78, 70:78] = True  # 16 m²
    weights = pixel_weights(new, 0.5, gap_weight=4)
    assert weights[30, 41] == 5 and weights[5, 5] == 1 and weights[30, 20] == 1
    assert 2 < weights[74, 74] <= 3
    assert (pixel_weights(new, 0.5, gap_weight=0) == 1).all()
