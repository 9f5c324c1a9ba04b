"""Neighbours joined by a bridge are taken apart, whole roofs are not; seams change nothing."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twowei.detection.change_map import Block
from twowei.patches.neighbours import parts
from twowei.patches.vectorise import components


def row_of_houses(bridge_score: int = 220) -> np.ndarray:
    """Three houses of 15 by 12 m, joined by bridges of 2 m; a shed of its own."""
    scores = np.zeros((80, 160), np.uint8)
    for left in (10, 50, 90):
        scores[20:50, left : left + 24] = 250
    scores[30:34, 34:90] = np.maximum(scores[30:34, 34:90], bridge_score)
    scores[60:70, 130:140] = 240
    return scores


def test_houses_are_parted_and_keep_every_pixel() -> None:
    scores = row_of_houses()
    inside = scores > 0
    inside[60:70, 130:140] = False
    labels = parts(scores, inside, 0.9, 0.5)
    assert labels.max() == 3 and ((labels > 0) == inside).all()
    assert [labels[40, col] for col in (20, 60, 100)] == [1, 2, 3]
    assert parts(scores, inside, 0.0, 0.5).max() == 1, "nothing is asked for"


def test_a_whole_roof_stays_whole() -> None:
    scores = np.full((60, 90), 245, np.uint8)
    assert parts(scores, np.ones((60, 90), bool), 0.9, 0.5).max() == 1
    scores[:, 40:50] = 180  # a darker band is no neck: the body goes on beside it
    scores[20:40, 40:50] = 245
    assert parts(scores, np.ones((60, 90), bool), 0.9, 0.5).max() == 1


def test_components_of_parted_neighbours() -> None:
    scores = row_of_houses()
    whole = list(components([Block(0, 0, {"new": scores})], "new", 0.5))
    apart = list(components([Block(0, 0, {"new": scores})], "new", 0.5, seed_score=0.9))
    assert (len(whole), len(apart)) == (2, 4)
    assert sum(c.outline.area for c in apart) == (scores > 0).sum() == sum(c.outline.area for c in whole)
    assert max(c.score for c in apart) > max(c.score for c in whole)


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 79), st.integers(150, 250))
def test_seams_change_nothing(height: int, bridge_score: int) -> None:
    scores = row_of_houses(bridge_score)
    cut_up = [Block(row, 0, {"new": scores[row : row + height]}) for row in range(0, 80, height)]
    cut = {c.outline.wkb: c.score for c in components(cut_up, "new", 0.5, seed_score=0.9)}
    whole = {c.outline.wkb: c.score for c in components([Block(0, 0, {"new": scores})], "new", 0.5, seed_score=0.9)}
    assert cut.keys() == whole.keys()
    assert all(cut[key] == pytest.approx(whole[key]) for key in whole)
