"""Training pairs: same seed same pixels, masks that tell the truth, quiet places."""

from __future__ import annotations

from functools import cache
from itertools import islice

import numpy as np
import pytest

from twowei.scenes import DrawnPair, draw_pair
from twowei.scenes.model import Presence
from twowei.scenes.pair import planned_pair

SIZE = 192


@cache
def drawn(seed: int) -> DrawnPair:
    return draw_pair(seed, SIZE)


def changes(seed: int) -> int:
    """Buildings that come or go, by the plan."""
    place = planned_pair(seed, SIZE / 2)
    return sum(b.counted and b.presence is not Presence.BOTH for b in place.buildings)


@cache
def busy_seeds() -> list[int]:
    return list(islice((seed for seed in range(40) if drawn(seed).new.any()), 6))


def test_shapes_and_types() -> None:
    pair = drawn(0)
    assert pair.before.shape == pair.after.shape == (SIZE, SIZE, 3)
    assert pair.before.dtype == pair.after.dtype == np.uint8
    assert pair.new.shape == pair.demolished.shape == (SIZE, SIZE)
    assert pair.new.dtype == pair.demolished.dtype == np.bool_


def test_same_seed_same_pixels_other_seed_other_pixels() -> None:
    again, other = draw_pair(3, SIZE), drawn(4)
    for name in ("before", "after", "new", "demolished"):
        np.testing.assert_array_equal(getattr(drawn(3), name), getattr(again, name))
    assert np.abs(again.before.astype(int) - other.before).mean() > 5


def test_about_a_quarter_of_the_places_see_no_building_come_or_go() -> None:
    quiet = [seed for seed in range(60) if changes(seed) == 0]
    assert 0.12 < len(quiet) / 60 < 0.45
    assert not drawn(quiet[0]).new.any()
    assert not drawn(quiet[0]).demolished.any()


def test_quiet_places_still_look_different() -> None:
    quiet = next(seed for seed in range(60) if changes(seed) == 0)
    difference = np.abs(drawn(quiet).before.astype(int) - drawn(quiet).after)
    assert difference.mean() > 4


def test_new_roofs_differ_more_than_the_rest_once_tones_are_evened() -> None:
    ratios = []
    for seed in busy_seeds():
        pair = drawn(seed)
        before, after = (p - p.mean((0, 1)) for p in (pair.before.astype(float), pair.after.astype(float)))
        difference = np.abs(before / before.std() - after / after.std()).mean(axis=2)
        ratios.append(difference[pair.new].mean() / difference[~pair.new].mean())
    assert np.median(ratios) > 1.3


def test_new_and_demolished_do_not_overlap_much() -> None:
    for seed in busy_seeds():
        assert (drawn(seed).new & drawn(seed).demolished).mean() < 0.01


@pytest.mark.parametrize("resolution_m", [0.25, 1.0])
def test_roofs_keep_their_ground_size_at_other_resolutions(resolution_m: float) -> None:
    seed = busy_seeds()[0]
    size = round(SIZE * 0.5 / resolution_m)
    ground = draw_pair(seed, size, resolution_m).new.sum() * resolution_m**2
    assert ground == pytest.approx(drawn(seed).new.sum() * 0.25, rel=0.25)


def test_water_goods_and_tunnels_change_without_counting_as_buildings() -> None:
    places = [planned_pair(seed, 256) for seed in range(60)]
    moved = [p for place in places for p in place.props if p.presence is not Presence.BOTH]
    water = [a for place in places for a in place.overlays if a.material in ("water", "algae")]
    tunnels = [b for place in places for b in place.buildings if not b.counted and b.presence is not Presence.BOTH]
    assert moved and water and tunnels
