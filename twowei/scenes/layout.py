"""Random small places for training: blocks between roads, each filled by its use."""

from __future__ import annotations

import numpy as np

from .blocks import FILLERS, Rng, area, tree_row
from .model import Box, Place

THEMES: dict[str, dict[str, float]] = {
    "urban_village": {"village": 8, "industry": 1, "bare": 1, "site": 1, "apartments": 0.5},
    "industrial": {"industry": 7, "bare": 1, "site": 1.5, "farmland": 1, "village": 0.5},
    "country": {"farmland": 6, "village": 2, "pond": 1, "woods": 1.5, "industry": 0.4},
    "suburban": {"suburb": 7, "bare": 1, "woods": 1, "site": 0.7},
    "town": {"apartments": 4, "village": 2, "industry": 1.5, "site": 1.5, "bare": 0.5},
    "fringe": {"site": 3, "bare": 3, "farmland": 2, "village": 1.5, "industry": 2, "woods": 1},
}


def random_place(rng: Rng, extent_m: float) -> Place:
    """A square place of a random theme, its street grid turned at random."""
    place = Place(extent_m)
    theme = THEMES[str(rng.choice(list(THEMES)))]
    angle = rng.normal(0, 0.12) if rng.random() < 0.6 else rng.uniform(-0.78, 0.78)
    reach = extent_m * (abs(np.cos(angle)) + abs(np.sin(angle)))
    whole = Box(extent_m / 2, extent_m / 2, reach, reach, angle)
    place.areas.append(area(rng, whole.corners(), str(rng.choice(["asphalt", "old_road", "lane"]))))
    uses, weights = list(theme), np.array(list(theme.values()))
    for block in split(rng, whole, rng.uniform(70, 150)):
        use = str(rng.choice(uses, p=weights / weights.sum()))
        FILLERS[use](rng, place, block)
        if rng.random() < 0.4:
            tree_row(rng, place, block, block.width / 2 - 1, rng.uniform(4, 9))
    return place


def split(rng: Rng, box: Box, target_m: float) -> list[Box]:
    """Cut a box by roads until its sides are near the target."""
    long_side = max(box.length, box.width)
    if long_side < target_m * 1.5:
        return [box]
    road = rng.choice([4.0, 7.0, 12.0], p=[0.4, 0.4, 0.2])
    share = rng.uniform(0.35, 0.65)
    first, second = (long_side - road) * share, (long_side - road) * (1 - share)
    a, b = (first - long_side) / 2, (long_side - second) / 2
    if box.length >= box.width:
        parts = box.inner(a, 0, first, box.width), box.inner(b, 0, second, box.width)
    else:
        parts = box.inner(0, a, box.length, first), box.inner(0, b, box.length, second)
    return [leaf for part in parts for leaf in split(rng, part, target_m)]
