"""Augmentation keeps the mask on the buildings and teaches direction."""

from __future__ import annotations

import numpy as np
import pytest

from twowei.training.augment import Chip, augmented, coarsened, cut, directed, mixed, shifted, turned, weathered
from twowei.training.datasets import Pair


@pytest.fixture
def pair() -> Pair:
    new, gone = np.zeros((200, 200), bool), np.zeros((200, 200), bool)
    new[40:80, 50:90] = True
    gone[120:150, 20:60] = True
    ground = np.full((200, 200, 3), 90, np.uint8)
    before, after = ground.copy(), ground.copy()
    before[gone] = 220
    after[new] = 220
    return Pair(before, after, new, gone, 0.5)


def test_mask_stays_on_the_building(pair: Pair) -> None:
    for seed in range(30):
        rng = np.random.default_rng(seed)
        small = cut(pair, 96, 0.5, rng)
        before, after, new = turned(small.before, small.after, small.new, rng)
        assert before.shape == after.shape == (96, 96, 3) and new.shape == (96, 96)
        bright = after[..., 0] > 155
        assert (bright != new).mean() < 0.02


def test_direction(pair: Pair) -> None:
    seen = set()
    for seed in range(200):
        before, after, new = directed(pair, np.random.default_rng(seed))
        brighter = (after[..., 0].astype(int) - before[..., 0]) > 50
        assert (brighter == new).all()  # whatever was done, the mask is what appeared
        seen.add((bool(new.any()), after is pair.after))
    assert seen == {(True, True), (True, False), (False, True), (False, False)}


def test_unlabelled_demolition_is_run_backwards_as_no_change(pair: Pair) -> None:
    only_new = Pair(pair.before, pair.after, pair.new, None, 0.5)
    backwards = [directed(only_new, np.random.default_rng(seed)) for seed in range(200)]
    turned_round = [b for b in backwards if b[0] is pair.after and b[1] is pair.before]
    assert turned_round and not any(b[2].any() for b in turned_round)


def test_same_seed_same_chip(pair: Pair) -> None:
    one, other = (augmented(pair, np.random.default_rng(5)) for _ in range(2))
    assert all((a == b).all() for a, b in zip(one, other, strict=True))
    assert one[0].dtype == np.uint8 and one[2].dtype == bool


def test_pairs_outside_the_worn_share_keep_their_look(pair: Pair) -> None:
    kept = 0
    for seed in range(40):
        before, after, _ = augmented(pair, np.random.default_rng(seed), worn_share=0.5)
        kept += set(np.unique(before)) | set(np.unique(after)) <= {90, 220}
    assert 12 <= kept <= 34  # half of them, and those of the others that met no wear
    worn = [augmented(pair, np.random.default_rng(seed), worn_share=1.0) for seed in range(5)]
    plain = [augmented(pair, np.random.default_rng(seed)) for seed in range(5)]
    assert all((a == b).all() for one, other in zip(worn, plain, strict=True) for a, b in zip(one, other, strict=True))


def _flat_chip(grey: int, new: bool) -> Chip:
    picture = np.full((64, 64, 3), grey, np.uint8)
    return picture, picture + np.uint8(1), np.full((64, 64), new)


def test_a_part_of_the_chip_before_is_set_in_on_both_dates_and_in_the_mask() -> None:
    chips = [_flat_chip(10, False), _flat_chip(100, True), _flat_chip(200, False)]
    for number, (before, after, new) in enumerate(mixed(chips, 1.0, np.random.default_rng(3))):
        own, other = chips[number], chips[number - 1]
        set_in = before[..., 0] == other[0][0, 0, 0]
        assert 0.11 <= set_in.mean() <= 0.52
        rows, columns = np.flatnonzero(set_in.any(axis=1)), np.flatnonzero(set_in.any(axis=0))
        assert set_in.sum() == len(rows) * len(columns) == (np.ptp(rows) + 1) * (np.ptp(columns) + 1)
        for layer, mine, theirs in zip((before, after, new), own, other, strict=True):
            assert (layer[set_in] == theirs[set_in]).all() and (layer[~set_in] == mine[~set_in]).all()


def test_only_the_mixed_share_of_chips_is_mixed_and_none_is_changed_in_place() -> None:
    chips = [_flat_chip(grey, False) for grey in range(0, 200)]
    result = mixed(chips, 0.3, np.random.default_rng(4))
    assert 40 <= sum(len(np.unique(before)) > 1 for before, _, _ in result) <= 80
    assert all((before == grey).all() for grey, (before, _, _) in enumerate(chips))


def test_a_shift_moves_by_at_most_four_pixels_and_repeats_the_border() -> None:
    picture = np.zeros((64, 64, 3), np.uint8)
    picture[30:34, 30:34] = 200
    for seed in range(20):
        moved = shifted(picture, np.random.default_rng(seed), most_px=4)
        row, col = np.average(np.indices((64, 64)).reshape(2, -1), axis=1, weights=moved[..., 0].ravel())
        assert max(abs(row - 31.5), abs(col - 31.5)) <= 4.01
        assert moved.sum() == pytest.approx(picture.sum(), rel=0.02)
    edge = np.full((64, 64, 3), 90, np.uint8)
    assert (shifted(edge, np.random.default_rng(1), most_px=4) == 90).all()


def test_weather_and_coarser_sensors_leave_tone_and_place_alone(pair: Pair) -> None:
    for seed in range(40):
        rng = np.random.default_rng(seed)
        for changed in (weathered(pair.after, rng), coarsened(pair.after, rng)):
            assert changed.shape == pair.after.shape and changed.dtype == np.uint8
            assert abs(changed.mean() - pair.after.mean()) < 3
            assert changed[55:65, 65:75].mean() > 190  # the roof is where it was
