"""The metrics, by hand."""

from __future__ import annotations

import numpy as np
import pytest

from twowei.training.metrics import PixelCurve, Tally, match_objects


def test_tally() -> None:
    tally = Tally(6, 2, 4) + Tally(2, 0, 0)
    assert tally.precision == pytest.approx(8 / 10)
    assert tally.recall == pytest.approx(8 / 12)
    assert tally.f1 == pytest.approx(2 * 0.8 * (8 / 12) / (0.8 + 8 / 12))


def test_pixel_curve_counts_at_every_threshold() -> None:
    rng = np.random.default_rng(1)
    scores, mask = rng.integers(0, 255, (60, 60)).astype(np.uint8), rng.random((60, 60)) < 0.3
    curve = PixelCurve()
    curve.add(scores, mask)
    for threshold in (0.2, 0.5, 0.9):
        found = scores >= np.ceil(threshold * 254)
        tally = curve.at(threshold)
        assert (tally.hits, tally.false, tally.missed) == (
            (found & mask).sum(),
            (found & ~mask).sum(),
            (~found & mask).sum(),
        )


def test_best_threshold() -> None:
    curve = PixelCurve()
    curve.add(np.array([[200, 200, 100, 100]], np.uint8), np.array([[True, True, False, False]]))
    assert 100 / 254 < curve.best_threshold() <= 200 / 254


def squares(*places: tuple[int, int, int]) -> np.ndarray:
    mask = np.zeros((40, 40), bool)
    for row, col, side in places:
        mask[row : row + side, col : col + side] = True
    return mask


def test_objects_are_matched_one_to_one() -> None:
    true = squares((0, 0, 10), (20, 20, 10))
    found = squares((0, 0, 4), (6, 6, 4), (20, 22, 10), (35, 0, 4))
    assert match_objects(found, true, 0.1, 4) == Tally(2, 2, 0)  # two pieces of one house count once
    assert match_objects(found, true, 0.5, 4) == Tally(1, 3, 1)
    assert match_objects(found, true, 0.1, 20) == Tally(1, 0, 1)  # small ones do not count on either side
    assert match_objects(~true & False, true, 0.1, 4) == Tally(0, 0, 2)
