"""Components are the same whether the change map comes whole or in blocks."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from rasterio.features import shapes
from shapely.geometry import shape

from twowei.detection.change_map import FULL_SCORE, NO_IMAGERY, Block
from twowei.patches.vectorise import components


def blocks(scores: np.ndarray, height: int, width: int = 1000) -> list[Block]:
    corners = [(r, c) for r in range(0, scores.shape[0], height) for c in range(0, scores.shape[1], width)]
    return [Block(r, c, {"new": scores[r : r + height, c : c + width]}) for r, c in corners]


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**31), st.integers(1, 12), st.integers(1, 21), st.floats(0.3, 0.75))
def test_seams_change_nothing(seed: int, height: int, width: int, density: float) -> None:
    rng = np.random.default_rng(seed)
    scores = np.where(rng.random((24, 20)) < density, rng.integers(128, FULL_SCORE + 1, (24, 20)), 0).astype(np.uint8)
    whole = {c.outline.wkb: c for c in components(blocks(scores, 24), "new", 0.5)}
    cut = {c.outline.wkb: c for c in components(blocks(scores, height, width), "new", 0.5)}
    assert whole.keys() == cut.keys()
    for key, component in whole.items():
        assert cut[key].score == pytest.approx(component.score)
        assert cut[key].peak == component.peak


def test_outlines_are_those_of_the_mask() -> None:
    rng = np.random.default_rng(3)
    scores = (rng.random((30, 30)) < 0.6).astype(np.uint8) * np.uint8(200)
    expected = [shape(g) for g, v in shapes(scores, mask=scores > 0, connectivity=4)]
    found = [c.outline for c in components(blocks(scores, 7), "new", 0.5)]
    assert len(found) == len(expected)
    assert shapely.union_all(found).equals(shapely.union_all(expected))


def test_spiral_over_many_seams_is_one_component() -> None:
    scores = np.zeros((21, 21), np.uint8)
    for ring in range(0, 10, 2):
        scores[ring, ring : 21 - ring] = scores[20 - ring, ring : 21 - ring] = 200
        scores[ring : 21 - ring, ring] = scores[ring : 21 - ring, 20 - ring] = 200
        scores[ring + 1, ring + 1] = 200
        scores[ring + 1, ring + 2] = 200
        scores[ring + 2, ring + 2] = 200
    (one,) = components(blocks(scores, 2, 3), "new", 0.5)
    assert one.outline.area == (scores > 0).sum()
    assert one.score == pytest.approx(200 / FULL_SCORE)


def test_no_imagery_is_no_change() -> None:
    scores = np.full((8, 8), NO_IMAGERY, np.uint8)
    scores[2:5, 2:5] = 180
    (one,) = components(blocks(scores, 3), "new", 0.5)
    assert one.outline.area == 9


def test_threshold_is_inclusive() -> None:
    scores = np.full((4, 4), int(np.ceil(0.7 * FULL_SCORE)), np.uint8)
    assert len(list(components(blocks(scores, 4), "new", 0.7))) == 1
    assert not list(components(blocks(scores - 1, 4), "new", 0.7))


@pytest.mark.parametrize("count", [3, 400])
def test_outlines_from_boxes_are_those_of_the_whole_block(count: int) -> None:
    rng = np.random.default_rng(count)
    scores = np.zeros((600, 500), np.uint8)
    for top, left, low, wide in rng.integers([0, 0, 4, 4], [560, 460, 40, 40], (count, 4)):
        scores[top : top + low, left : left + wide] = 200
        scores[top + 1, left + 1] = 0  # a hole
    expected = {shapely.normalize(shape(g)).wkb for g, _ in shapes(scores, mask=scores > 0, connectivity=4)}
    found = {shapely.normalize(c.outline).wkb for c in components(blocks(scores, 600), "new", 0.5)}
    assert found == expected
