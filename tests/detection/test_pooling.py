"""A component's score is pooled from the log-odds of its pixels, in any order and over any seam."""

import numpy as np
import pytest

from twowei.detection.change_map import FULL_SCORE
from twowei.detection.pooling import LOG_ODDS, pooled, pooled_of


def test_pixels_of_one_score_pool_to_that_score() -> None:
    for score in (127, 200, 240):
        assert pooled_of(np.full(30, score, np.uint8)) == pytest.approx(score / FULL_SCORE, abs=1e-6)


def test_sure_pixels_outweigh_an_unsure_edge() -> None:
    building = np.array([250] * 20 + [150] * 20, np.uint8)
    assert pooled_of(building) > building.mean() / FULL_SCORE + 0.1


def test_pieces_pool_to_what_the_whole_does() -> None:
    scores = np.random.default_rng(2).integers(1, 255, 5000).astype(np.uint8)
    pieces = np.split(np.random.default_rng(3).permutation(scores), [700, 1900])
    total = sum(int(LOG_ODDS[piece].sum()) for piece in pieces)
    assert pooled(total, scores.size) == pooled_of(scores)


def test_scores_at_the_ends_stay_finite() -> None:
    assert 0 < pooled_of(np.zeros(3, np.uint8)) < 0.01
    assert 0.99 < pooled_of(np.full(3, 254, np.uint8)) < 1
