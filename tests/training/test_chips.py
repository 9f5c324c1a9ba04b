"""Which squares a training sees."""

import numpy as np

from twowei.training.chips import LEAST_CHANGED, Shelf, pick
from twowei.training.datasets import Pair


def ground(index: int) -> Pair:
    """Draw a pair of 256 px; one in four has a building of 24 px."""
    picture, new = np.zeros((256, 256, 3), np.uint8), np.zeros((256, 256), bool)
    if index % 4 == 0:
        new[100:124, 100:124] = True
    return Pair(picture, picture, new, None, 0.5)


def changed(share: float) -> float:
    shelf, rng = Shelf(1.0, 40, ground), np.random.default_rng(3)
    return float(np.mean([pick([shelf], 96, 0.5, share, rng).new.mean() > LEAST_CHANGED for _ in range(300)]))


def test_more_squares_with_change_where_the_recipe_asks_for_them() -> None:
    as_it_comes, wanted = changed(0.0), changed(0.8)
    assert 0 < as_it_comes < 0.15
    assert as_it_comes * 2.5 < wanted < 0.8


def test_calm_ground_gives_what_it_has() -> None:
    shelf = Shelf(1.0, 4, lambda i: ground(1))
    assert not pick([shelf], 96, 0.5, 1.0, np.random.default_rng(0)).new.any()


def test_squares_come_from_the_shelves_by_their_weight() -> None:
    calm, other = Shelf(0.9, 1, lambda i: ground(1)), Shelf(0.1, 1, lambda i: ground(0))
    rng = np.random.default_rng(1)
    wanted = [pick([calm, other], 256, 0.5, 1.0, rng).new.any() for _ in range(400)]
    assert 0.05 < np.mean(wanted) < 0.16
