"""Verdicts become a data set: real changes are taught, false alarms are calm ground, the unjudged is hidden."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import shapely
from affine import Affine
from rasterio.crs import CRS

from twowei.casebook.patch import Patch
from twowei.casebook.states import Verdict
from twowei.errors import ModelError
from twowei.feedback import Feedback
from twowei.patches.candidate import Candidate
from twowei.services.ingest import ingest
from twowei.services.lessons import CHIP_PX, write_lessons
from twowei.services.review import add_candidates, give_verdict, list_patches
from twowei.services.train import train
from twowei.services.workspace import Workspace
from twowei.training.datasets import pair_stems, read_pair
from twowei.training.recipe import Recipe, Source

SIDE = 640
CORNER = (500_000.0, 3_500_000.0)
WriteRaster = Callable[..., Path]


@pytest.fixture
def judged(tmp_path: Path, write_raster: WriteRaster, texture: Callable[..., Any]) -> Iterator[Workspace]:
    """A workspace of two months; three roofs came: one judged illegal, one unjudged, and one false alarm."""
    ground = texture(SIDE, SIDE)
    after = ground.copy()
    for row, col in ((300, 300), (300, 400)):
        after[:, row : row + 40, col : col + 40] = 235
    paths = [write_raster("a.tif", ground), write_raster("b.tif", after)]
    with Workspace.create(tmp_path / "w") as workspace:
        epochs = [ingest(workspace, [path], month) for path, month in zip(paths, MONTHS, strict=True)]
        squares = [square(300, 300), square(300, 400), square(200, 250)]
        added = add_candidates(
            workspace, squares, before=epochs[0], after=epochs[1], model="m", threshold=0.5, academic_only=False, by="a"
        ).added
        by_place = {round(p.geometry.bounds[0]): p for p in added}
        judge(workspace, by_place[500_150], Verdict.ILLEGAL)
        judge(workspace, by_place[500_125], Verdict.FALSE)
        yield workspace


MONTHS = ("2026-05", "2026-06")
REASONS = {Verdict.ILLEGAL: "V01", Verdict.FALSE: "W01"}


def square(row: int, col: int) -> Candidate:
    corner = Affine(0.5, 0, CORNER[0], 0, -0.5, CORNER[1])
    (left, top), (right, bottom) = corner @ (col, row), corner @ (col + 40, row + 40)
    return Candidate(shapely.box(left, bottom, right, top), CRS.from_epsg(4548), "new", 0.9)


def judge(workspace: Workspace, patch: Patch, verdict: Verdict) -> None:
    give_verdict(workspace, patch.number, verdict, REASONS[verdict], "甲")


def test_what_was_judged_is_taught_and_nothing_else(judged: Workspace, tmp_path: Path) -> None:
    told = write_lessons(judged, tmp_path / "set", 0.5, Feedback())
    assert (told.chips, told.real, told.false, told.left_out) == (1, 1, 1, 0)
    (stem,) = pair_stems(tmp_path / "set")
    pair = read_pair(tmp_path / "set", stem, 0.5)
    assert pair.new.shape == (CHIP_PX, CHIP_PX) and pair.new.sum() == 1600
    assert pair.after[pair.new].min() > 225 and pair.before[pair.new].max() < 255
    brighter = (pair.after.astype(int) - pair.before).max(2) > 60
    assert (brighter & ~pair.new).sum() < 20  # the unjudged roof stands in both pictures
    assert pair.demolished is not None and not pair.demolished.any()


def test_reasons_that_name_no_building_are_not_taught(judged: Workspace, tmp_path: Path) -> None:
    unjudged = next(p for p in list_patches(judged) if p.verdict is None)
    give_verdict(judged, unjudged.number, Verdict.LEGAL, "L02", "甲")  # a road
    assert write_lessons(judged, tmp_path / "set", 0.5, Feedback()).real == 1
    give_verdict(judged, unjudged.number, Verdict.LEGAL, "L01", "甲")
    assert write_lessons(judged, tmp_path / "other", 0.5, Feedback()).real == 2


def test_without_verdicts_there_is_nothing_to_learn(tmp_path: Path) -> None:
    with Workspace.create(tmp_path / "w") as empty, pytest.raises(ModelError, match="no judged patch"):
        write_lessons(empty, tmp_path / "set", 0.5, Feedback())
    assert not (tmp_path / "set").exists()


def test_imagery_that_is_gone_is_told(judged: Workspace, tmp_path: Path) -> None:
    class Ears(Feedback):
        heard = ""

        def warn(self, message: str) -> None:
            self.heard += message

    (tmp_path / "a.tif").unlink()
    with pytest.raises(ModelError, match="no judged patch"):
        write_lessons(judged, tmp_path / "set", 0.5, ears := Ears())
    assert "2 verdicts of 2026-05 to 2026-06 are left out" in ears.heard


def test_a_recipe_may_learn_from_verdicts(
    judged: Workspace, make_recipe: Callable[..., Recipe], tmp_path: Path
) -> None:
    write_lessons(judged, tmp_path / "val", 0.5, Feedback())
    sources = (Source("casebook", 1.0, 0.5, path=str(judged.folder)),)
    recipe = make_recipe(steps=1, validation=str(tmp_path / "val"), sources=sources)
    assert train(recipe, tmp_path / "run", Feedback()).is_file()
    assert pair_stems(tmp_path / "run" / "verdicts_0")
    with pytest.raises(ModelError, match="known are"):
        train(replace(recipe, sources=(Source("dreams", 1.0, 0.5),)), tmp_path / "run2", Feedback())
