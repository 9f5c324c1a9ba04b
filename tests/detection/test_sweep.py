"""The sweep: no seams, no nodata, cancel and resume. A fake detector makes every pixel's score checkable."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import rasterio
from affine import Affine
from scipy import ndimage

from twowei.alignment.pair import Pair
from twowei.detection.card import Card
from twowei.detection.change_map import NO_IMAGERY, ChangeMap
from twowei.detection.sweep import sweep
from twowei.errors import CancelledError
from twowei.feedback import Feedback
from twowei.geo.windows import Window
from twowei.imagery.inspection import open_epoch

CARD = Card(
    name="fake",
    version="1",
    encoder="",
    decoder_channels=(),
    resolution_m=0.5,
    coarsest_m=1.0,
    window_px=64,
    margin_px=8,
    threshold=0.5,
    weights_sha256="",
    licence="",
    academic_only=False,
    trained_on="nothing",
)


class FakeDetector:
    """Scores are the widened difference: like a network's, they need a margin of a few pixels."""

    card = CARD
    window_px = CARD.window_px

    def __init__(self) -> None:
        self.windows = 0
        self.conditions = {"weights": "fake"}

    def scores(self, before, after, changes):
        self.windows += 1
        gain = after[0].astype(float) - before[0]
        sign = {"new": 1, "demolished": -1}
        return {c: ndimage.maximum_filter(np.clip(sign[c] * gain, 0, 254), 9).astype(np.uint8) for c in changes}


class StopAfter(Feedback):
    def __init__(self, reports: int) -> None:
        self.left = reports

    def report(self, fraction: float, message: str = "") -> None:
        self.left -= 1

    def cancelled(self) -> bool:
        return self.left <= 0


@pytest.fixture
def pair(write_raster, texture):
    before, after = texture(150, 170, 1), texture(150, 170, 2)
    before[:, 100:120, 20:60] = 0
    epochs = [open_epoch([write_raster(f"{n}.tif", p, nodata=0)]) for n, p in (("b", before), ("a", after))]
    with Pair(*epochs, 0.5, 1.0) as opened:
        yield opened


def whole(change_map: ChangeMap, change: str = "new") -> np.ndarray:
    found = np.full(change_map.grid.shape, NO_IMAGERY, np.uint8)
    for block in change_map.blocks():
        scores = block.scores[change]
        found[block.row : block.row + scores.shape[0], block.col : block.col + scores.shape[1]] = scores
    return found


def test_windows_leave_no_seam(pair: Pair, tmp_path: Path) -> None:
    detector = FakeDetector()
    found = whole(sweep(pair, detector, ["new"], tmp_path / "w", Feedback()))
    pixels = pair.read(Window(0, 0, 150, 170))
    before, after = (np.where(pixels.valid, p, 0) for p in (pixels.before, pixels.after))
    at_once = FakeDetector().scores(before, after, ["new"])["new"]
    assert detector.windows == 3 * 4
    assert (found == np.where(pixels.valid, at_once, NO_IMAGERY)).all()


def test_nothing_is_said_where_a_date_is_missing(pair: Pair, tmp_path: Path) -> None:
    found = whole(sweep(pair, FakeDetector(), ["new"], tmp_path / "w", Feedback()))
    assert (found[100:120, 20:60] == NO_IMAGERY).all()
    assert (found == NO_IMAGERY).sum() == 20 * 40


def test_stopped_run_goes_on_and_ends_the_same(pair: Pair, tmp_path: Path) -> None:
    straight = whole(sweep(pair, FakeDetector(), ["new", "demolished"], tmp_path / "a", Feedback()), "demolished")
    with pytest.raises(CancelledError):
        sweep(pair, FakeDetector(), ["new", "demolished"], tmp_path / "b", StopAfter(7))
    again = FakeDetector()
    resumed = whole(sweep(pair, again, ["new", "demolished"], tmp_path / "b", Feedback()), "demolished")
    assert (resumed == straight).all()
    assert again.windows < 12


def test_rows_of_other_conditions_are_not_used(pair: Pair, tmp_path: Path) -> None:
    sweep(pair, FakeDetector(), ["new"], tmp_path / "w", Feedback())
    other = FakeDetector()
    other.conditions = {"weights": "others"}
    sweep(pair, other, ["new"], tmp_path / "w", Feedback())
    assert other.windows == 12


def test_unwanted_windows_are_passed_over(pair: Pair, tmp_path: Path) -> None:
    detector = FakeDetector()
    found = whole(sweep(pair, detector, ["new"], tmp_path / "w", Feedback(), lambda w: w.col == 0, "left"))
    assert detector.windows == 3
    assert (found[:, 56:] == NO_IMAGERY).all() and (found[:90, :56] != NO_IMAGERY).all()


def test_rows_are_handed_on_from_north_to_south(pair: Pair, tmp_path: Path) -> None:
    work = tmp_path / "w"
    straight = whole(sweep(pair, FakeDetector(), ["new"], work, Feedback()))
    (row,) = work.glob("*/row_00001.npz")
    row.unlink()  # as if it had been damaged: found are the rows before and behind it
    taken: list[tuple[int, int]] = []

    def take(row):
        for block in row():
            assert (
                block.scores["new"]
                == straight[block.row :, block.col :][: len(block.scores["new"]), : block.scores["new"].shape[1]]
            ).all()
            taken.append((block.row, block.col))

    sweep(pair, FakeDetector(), ["new"], work, Feedback(), take=take)
    assert taken == [(row, col) for row in (0, 56, 104) for col in (0, 56, 104, 152)]


def test_change_map_as_geotiff(pair: Pair, tmp_path: Path) -> None:
    change_map = sweep(pair, FakeDetector(), ["new", "demolished"], tmp_path / "w", Feedback())
    change_map.save(tmp_path / "out" / "m.tif", "a notice")
    with rasterio.open(tmp_path / "out" / "m.tif") as dataset:
        assert dataset.descriptions == ("new", "demolished")
        assert dataset.nodata == NO_IMAGERY and dataset.dtypes[0] == "uint8"
        assert dataset.crs == pair.grid.crs and dataset.transform == pair.grid.transform
        assert dataset.scales[0] == pytest.approx(1 / 254)
        assert (dataset.read(1) == whole(change_map)).all()
        assert dataset.tags()["TWOWEI_NOTICE"] == "a notice"
        assert dataset.transform.a == Affine.scale(0.5).a
    assert [p.name for p in (tmp_path / "out").iterdir()] == ["m.tif"]
