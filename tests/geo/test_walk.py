"""The walk from place to place."""

from __future__ import annotations

import numpy as np
import pytest

from twowei.geo.walk import nearest_walk


@pytest.mark.parametrize("count", [1, 2, 60, 400])
def test_every_step_goes_to_the_nearest_left(count: int) -> None:
    places = np.random.default_rng(count).random((count, 2))
    walk = nearest_walk(places, count // 2)
    assert sorted(walk) == list(range(count))
    assert walk[0] == count // 2
    for step in range(1, count):
        here, left = places[walk[step - 1]], places[walk[step:]]
        assert np.hypot(*(places[walk[step]] - here)) == pytest.approx(np.hypot(*(left - here).T).min())
