"""Random small places for training: blocks between roads, each filled by its use."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from .blocks_home import apartments, hamlet, suburb, village
from .blocks_land import bare, farmland, pond, woods
from .blocks_work import industry, school, site
from .model import Box, Place, Points, Presence, Road
from .parts import Rng, area, one_of, tree_row

FILLERS: dict[str, Callable[[Rng, Place, Box], None]] = {
    "village": village,
    "hamlet": hamlet,
    "industry": industry,
    "farmland": farmland,
    "suburb": suburb,
    "site": site,
    "school": school,
    "bare": bare,
    "apartments": apartments,
    "woods": woods,
    "pond": pond,
}
OPEN_LAND = ("bare", "bare", "farmland", "woods", "site")
THEMES: dict[str, dict[str, float]] = {
    "urban_village": {"village": 8, "industry": 1, "bare": 1, "site": 1, "apartments": 0.5},
    "industrial": {"industry": 7, "bare": 1, "site": 1.5, "farmland": 1, "village": 0.5},
    "country": {"farmland": 6, "hamlet": 3, "pond": 1, "woods": 1.5, "industry": 0.4},
    "suburban": {"suburb": 7, "bare": 1, "woods": 1, "site": 0.7},
    "town": {"apartments": 4, "village": 2, "industry": 1.5, "site": 1.5, "bare": 0.5, "school": 0.7},
    "fringe": {"site": 3, "bare": 3, "farmland": 2, "hamlet": 1.5, "industry": 2, "woods": 1},
}


def random_place(rng: Rng, extent_m: float, changing: bool) -> Place:
    """A square place of a random theme, its street grid turned at random.

    Where it is ``changing``, a block may be built over or cleared as a whole.
    """
    place = Place(extent_m)
    theme = THEMES[str(rng.choice(list(THEMES)))]
    angle = rng.normal(0, 0.12) if rng.random() < 0.6 else rng.uniform(-0.78, 0.78)
    reach = extent_m * (abs(np.cos(angle)) + abs(np.sin(angle)))
    whole = Box(extent_m / 2, extent_m / 2, reach, reach, angle)
    place.areas.append(area(rng, whole.corners(), one_of(rng, "old_road", "grass", "lane", "scrub")))
    blocks, roads = split(rng, whole, rng.uniform(75, 160))
    place.roads += roads
    uses, weights = list(theme), np.array(list(theme.values()))
    for block in blocks:
        use = str(rng.choice(uses, p=weights / weights.sum()))
        fill(rng, place, block, use, turnover=0.12 if changing else 0.0)
    return place


def fill(rng: Rng, place: Place, block: Box, use: str, turnover: float = 0.0) -> None:
    """Fill a block; with the chance ``turnover`` it was, or becomes, open land."""
    filled = Place(place.extent_m)
    FILLERS[use](rng, filled, block)
    if rng.random() < 0.3:
        tree_row(rng, filled, block, block.width / 2 - 1, rng.uniform(4, 9))
    if rng.random() < turnover:
        other = Place(place.extent_m)
        FILLERS[str(rng.choice(OPEN_LAND))](rng, other, block)
        built = rng.random() < 0.8
        filled.only_in(Presence.AFTER if built else Presence.BEFORE)
        other.only_in(Presence.BEFORE if built else Presence.AFTER)
        place.take(other)
    place.take(filled)


def split(rng: Rng, box: Box, target_m: float) -> tuple[list[Box], list[Road]]:
    """Cut a box by roads until its sides are near the target."""
    long_side = max(box.length, box.width)
    if long_side < target_m * 1.5:
        return [box], []
    width = float(rng.choice([3.5, 7.0, 14.0], p=[0.4, 0.4, 0.2]))
    pavement = 0.0 if width < 5 else float(rng.choice([0.0, 1.5, 3.0]))
    first = (long_side - width) * rng.uniform(0.35, 0.65)
    parts, line = _halves(box, first, width + 2 * pavement)
    blocks, roads = [], [Road(line, width, int(rng.integers(3)), pavement)]
    for part in parts:
        more_blocks, more_roads = split(rng, part, target_m)
        blocks += more_blocks
        roads = more_roads + roads
    return blocks, roads


def _halves(box: Box, first: float, gap: float) -> tuple[tuple[Box, Box], Points]:
    """Two parts of a box cut across its long side, and the line between them."""
    long_side = max(box.length, box.width)
    second = long_side - first - gap
    a, b, mid = (first - long_side) / 2, (long_side - second) / 2, first + gap / 2 - long_side / 2
    if box.length >= box.width:
        half = box.width / 2
        line = np.array([box.to_world(mid, -half), box.to_world(mid, half)])
        return (box.inner(a, 0, first, box.width), box.inner(b, 0, second, box.width)), line
    half = box.length / 2
    line = np.array([box.to_world(-half, mid), box.to_world(half, mid)])
    return (box.inner(0, a, box.length, first), box.inner(0, b, box.length, second)), line
