"""The residual shift is found to a fraction of a pixel, also where much changed, and applied while reading."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from scipy import ndimage

from twowei.alignment.pair import Pair
from twowei.alignment.shift import Alignment, measure
from twowei.errors import CancelledError
from twowei.feedback import Feedback
from twowei.geo.windows import Window
from twowei.imagery.inspection import open_epoch

SIDE = 640


def moved(picture: np.ndarray, cols: np.ndarray | float, rows: np.ndarray | float) -> np.ndarray:
    """Draw what shows at p + move the content of p."""
    height, width = picture.shape[1:]
    row, col = np.mgrid[:height, :width].astype(float)
    drawn = [
        ndimage.map_coordinates(b.astype(float), (row - rows, col - cols), order=3, mode="reflect") for b in picture
    ]
    return np.clip(np.round(drawn), 0, 255).astype(np.uint8)


@pytest.fixture
def aligned(write_raster, texture) -> Callable[..., tuple[Pair, Alignment]]:
    def align(before: np.ndarray, after: np.ndarray, **profile: object) -> tuple[Pair, Alignment]:
        epochs = [open_epoch([write_raster(f"{n}.tif", p, **profile)]) for n, p in (("b", before), ("a", after))]
        pair = Pair(epochs[0], epochs[1], 0.5, 1.0)
        return pair, measure(pair, Feedback())

    return align


@pytest.mark.parametrize("move", [(0.3, -0.4), (2.0, 1.5), (-7.3, 9.6), (25.0, -31.0)])
def test_a_shift_is_found(aligned, texture, move: tuple[float, float]) -> None:
    after = texture(SIDE, SIDE)
    pair, found = aligned(moved(after, *move), after)
    assert found.field is not None
    centre = found.field.at(np.array([[SIDE / 2, SIDE / 2]]))[0]
    assert np.hypot(*(centre - move)) < 0.15
    assert found.shift_px == pytest.approx(np.hypot(*move), abs=0.2) and found.residual_px < 0.3
    pair.field = found.field
    pixels = pair.read(Window(200, 200, 200, 200))
    assert np.abs(pixels.before.astype(float) - pixels.after).mean() < 4
    pair.close()


def test_a_bent_field_is_found_though_a_fifth_changed(aligned, texture) -> None:
    after = texture(SIDE, SIDE)
    row, col = np.mgrid[:SIDE, :SIDE] / SIDE
    cols, rows = 4 + 2.5 * np.sin(2 * np.pi * row), -3 + 2.5 * np.cos(2 * np.pi * col)
    before = moved(after, cols, rows)
    other = texture(SIDE, SIDE, seed=9)
    before[:, :290, :290] = other[:, :290, :290]  # a fifth
    pair, found = aligned(before, after)
    pair.close()
    assert found.field is not None
    probe = found.field.over(Window(0, 0, SIDE, SIDE))[:, 40:-40:20, 40:-40:20]
    truth = np.stack([cols, rows])[:, 40:-40:20, 40:-40:20]
    unchanged = ~((np.mgrid[:SIDE, :SIDE][0] < 290) & (np.mgrid[:SIDE, :SIDE][1] < 290))[40:-40:20, 40:-40:20]
    error = np.hypot(*(probe - truth))[unchanged]
    assert np.sqrt((error**2).mean()) < 0.3


def test_the_second_look_reads_only_what_the_first_field_changed(aligned, texture, monkeypatch) -> None:
    """What the coarse look placed to the whole pixel is read once, the rest once more."""
    reads: list[tuple[Window, int, int]] = []
    read_moved = Pair.read_moved

    def read(self: Pair, window: Window, cols: int, rows: int) -> object:
        reads.append((window, cols, rows))
        return read_moved(self, window, cols, rows)

    monkeypatch.setattr(Pair, "read_moved", read)
    after = texture(SIDE, SIDE)
    row, _ = np.mgrid[:SIDE, :SIDE] / SIDE
    pair, found = aligned(moved(after, 8.0 + 2.0 * row, -4.0), after)  # 8 above, 10 below
    pair.close()
    assert found.field is not None and found.residual_px < 0.3
    assert len(reads) == len(set(reads)) and {cols for _, cols, _ in reads} >= {8, 9, 10}


def test_a_picture_lies_on_itself(aligned, texture) -> None:
    after = texture(SIDE, SIDE)
    pair, found = aligned(after, after)
    pair.close()
    assert found.field is None and found.shift_px < 0.05 and found.measured


def test_other_ground_is_told(aligned, texture) -> None:
    pair, found = aligned(texture(960, 960, seed=1), texture(960, 960, seed=2))
    pair.close()
    assert found.field is None and found.lost


def test_nothing_to_compare_is_no_loss(aligned) -> None:
    flat = np.full((3, SIDE, SIDE), 90, np.uint8)
    pair, found = aligned(flat, flat)
    pair.close()
    assert not found.measured and not found.lost


def test_missing_pixels_do_not_pull(aligned, texture) -> None:
    after = texture(SIDE, SIDE)
    before = moved(after, 3.0, -2.0)
    for picture in (before, after):
        picture[:, :, :170] = 0
    pair, found = aligned(before, after, nodata=0)
    pair.close()
    assert found.field is not None
    assert found.field.at(np.array([[400.0, 300.0]]))[0] == pytest.approx([3, -2], abs=0.1)


def test_it_can_be_stopped(write_raster, texture) -> None:
    class Impatient(Feedback):
        def cancelled(self) -> bool:
            return True

    epoch = open_epoch([write_raster("a.tif", texture(300, 300))])
    with Pair(epoch, epoch, 0.5, 1.0) as pair, pytest.raises(CancelledError):
        measure(pair, Impatient())


def test_the_field_keeps_coinciding_pixels_and_reads_neighbours_alike(write_raster, texture) -> None:
    """Two windows side by side agree where they overlap, whatever the field."""
    from twowei.alignment.field import ShiftField

    epoch = open_epoch([write_raster("a.tif", texture(400, 400))])
    nodes = np.random.default_rng(0).uniform(-3, 3, (2, 9, 9)).astype(np.float32)
    with Pair(epoch, epoch, 0.5, 1.0) as pair:
        pair.field = ShiftField(nodes, (50.0, 50.0))
        whole = pair.read(Window(0, 0, 400, 400)).before.astype(int)
        part = pair.read(Window(96, 130, 200, 150)).before.astype(int)
    assert np.abs(whole[:, 96:296, 130:280] - part).max() <= 1
