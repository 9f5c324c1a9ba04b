"""Patches that wait are looked at in the other months, each month once; nothing else of them changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio
import shapely
from affine import Affine
from numpy.typing import NDArray
from rasterio.crs import CRS

from twowei.casebook.lifecycle import Verdict
from twowei.detection import detector
from twowei.detection.card import Card
from twowei.feedback import Feedback
from twowei.patches.candidate import Candidate
from twowei.services.ingest import ingest
from twowei.services.persistence import look_again, persistence_of, strength
from twowei.services.queue import Order, Queue, Wanted
from twowei.services.review import add_candidates, find_patch, give_verdict, history, list_patches
from twowei.services.workspace import Workspace

GK = CRS.from_epsg(4548)
MONTHS = ("2026-05", "2026-06", "2026-07")
STAYS, LEAVES = (60, 60, 100, 100), (180, 180, 220, 220)
"""Left, top, right, bottom in pixels of 0.5 m."""
BRIGHT = 240


class BrightIsNew:
    """Stands for a network: what turned bright is new."""

    def __init__(self, card: Card, *asked: object) -> None:
        self.card = card

    def scores(self, before: NDArray[np.uint8], after: NDArray[np.uint8], _: Sequence[str]) -> dict[str, Any]:
        new = (after.min(axis=0) > 200) & (before.min(axis=0) <= 200)
        return {"new": np.where(new, 254, 0).astype(np.uint8)}


@pytest.fixture
def workspace(
    tmp_path: Path, texture: Callable[..., NDArray[np.uint8]], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Workspace]:
    """Three months of one place: a roof that stays, a tarpaulin that lies there for a month."""
    monkeypatch.setattr(detector, "Detector", BrightIsNew)
    ground = (texture(300, 300) // 2).astype(np.uint8)
    with Workspace.create(tmp_path / "w", GK) as made:
        for month, shown in zip(MONTHS, ((), (STAYS, LEAVES), (STAYS,)), strict=True):
            picture = np.repeat(ground[None], 3, axis=0) if ground.ndim == 2 else ground.copy()
            for left, top, right, bottom in shown:
                picture[:, top:bottom, left:right] = BRIGHT
            path = tmp_path / f"{month}.tif"
            shape = {"width": 300, "height": 300, "count": 3, "dtype": "uint8"}
            place = Affine(0.5, 0, 500_000, 0, -0.5, 2_700_150)
            with rasterio.open(path, "w", driver="GTiff", crs=GK, transform=place, **shape) as file:
                file.write(picture)
            ingest(made, [path], month)
        yield made


def found(workspace: Workspace) -> tuple[str, str]:
    """Enter both as patches of the first two months; return their numbers."""
    outlines = [
        shapely.box(500_000 + left / 2, 2_700_150 - bottom / 2, 500_000 + right / 2, 2_700_150 - top / 2)
        for left, top, right, bottom in (STAYS, LEAVES)
    ]
    add_candidates(
        workspace, [Candidate(one, GK, "new", 0.93) for one in outlines], before=workspace.epoch(MONTHS[0]),
        after=workspace.epoch(MONTHS[1]), model="m", threshold=0.5, academic_only=False, by="张三",
    )  # fmt: skip
    one, other = (patch.number for patch in list_patches(workspace))
    return one, other


def test_a_later_month_tells_what_stays_from_what_left(workspace: Workspace) -> None:
    stays, leaves = found(workspace)
    before = [find_patch(workspace, number) for number in (stays, leaves)]
    looked = look_again(workspace, "张三", Feedback())
    assert (looked.patches, looked.scores, looked.gone) == (2, 2, [leaves])
    told = persistence_of(workspace, [stays, leaves])
    one, other = told[stays], told[leaves]
    assert one is not None and other is not None
    assert (one.first_seen, one.there, one.gone) == ("2026-06", ("2026-07",), ())
    assert other.gone == ("2026-07",) and other.score < 0.5 < one.score
    assert before == [find_patch(workspace, number) for number in (stays, leaves)], "verdict, score, revision stay"
    listed = Queue(workspace).listing(Wanted(), Order.PERSISTENCE, descending=True)
    assert listed.numbers == [stays, leaves]
    about = Queue(workspace).about(leaves)
    assert about.months == other


def test_a_month_is_asked_once_and_only_of_patches_that_wait(workspace: Workspace) -> None:
    stays, leaves = found(workspace)
    give_verdict(workspace, leaves, Verdict.FALSE, "W01", "张三")
    assert look_again(workspace, "张三", Feedback()).scores == 1
    assert look_again(workspace, "张三", Feedback()).scores == 0
    assert persistence_of(workspace, [leaves])[leaves] is None
    assert len(history(workspace, stays)) == 1, "the patch's own history tells what people and detection did"


def test_a_roof_that_the_camera_moved_is_as_strong_as_it_was() -> None:
    scores = np.zeros((20, 20), np.uint8)
    scores[4:14, 4:14] = 250
    inside = np.zeros((20, 20), bool)
    inside[7:17, 7:17] = True
    assert strength(scores, inside, 0.5) == pytest.approx(250 / 254)
    scores[:] = 0
    scores[7:9, 7:9] = 250
    assert strength(scores, inside, 0.5) < 0.05
