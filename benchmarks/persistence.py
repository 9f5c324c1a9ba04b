"""What a third month is worth: ``python benchmarks/persistence.py [40] [MODEL]`` (drawn places of 0.066 km² each).

Three months are drawn of every place: buildings come between the first two and stand in the third; vehicles, goods,
plastic tunnels, moved earth and water of the second month are mostly gone in the third, under another sun. Everything
the network finds in the first two months (threshold of the card, no least probability) is ranked once by its own
probability and once by that of both months together (`casebook.persistence`). Printed, where equally many of the
buildings found (IoU 0.1) are kept: false alarms per km² either way, with 95 % Poisson intervals.
"""

from __future__ import annotations

import copy
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from twowei.casebook.persistence import combined
from twowei.detection.card import Card, load_card
from twowei.detection.change_map import FULL_SCORE
from twowei.detection.detector import Detector
from twowei.scenes.canvas import Canvas
from twowei.scenes.change import change_surroundings
from twowei.scenes.model import Month, Place, Presence
from twowei.scenes.noise import Grain
from twowei.scenes.pair import planned_pair, random_sky
from twowei.scenes.render import take_picture
from twowei.services.persistence import strength
from twowei.training.figures import poisson_interval
from twowei.training.objects import Way, record

SIDE_PX, METRES, FIRST_SEED = 512, 0.5, 820_000
LEAVES = 0.85
"""Share of what came without being a building that is gone a month later."""
KEPT = (1.0, 0.95, 0.9, 0.8, 0.7)
Pixels = NDArray[np.uint8]


def month_later(rng: np.random.Generator, place: Place) -> Place:
    """Return a place as its next month finds it: what came and is no building has mostly left."""
    later = copy.deepcopy(place)
    for things in (later.props, later.overlays, later.areas):
        for index, thing in enumerate(things):
            if thing.presence is Presence.AFTER and rng.random() < LEAVES:
                things[index] = replace(thing, presence=Presence.BEFORE)
    for building in later.buildings:
        if not building.counted and building.presence is not Presence.BOTH and rng.random() < LEAVES:
            building.presence = Presence.BEFORE
        building.later_colour = None
    earlier = {id(one) for one in later.overlays}
    change_surroundings(rng, later)
    later.overlays = [o for o in later.overlays if id(o) in earlier or o.presence is not Presence.BEFORE]
    return later


def months(seed: int) -> tuple[Pixels, Pixels, Pixels, NDArray[np.bool_]]:
    """Draw three months of a place, and where buildings came between the first two."""
    place = planned_pair(seed, SIDE_PX * METRES)
    rng = np.random.default_rng((seed, 3))
    grain = Grain.drawn(rng, SIDE_PX, METRES)
    first, second = (
        take_picture(Canvas(SIDE_PX, METRES, grain, month, random_sky(rng)), place, rng) for month in Month
    )
    third = take_picture(Canvas(SIDE_PX, METRES, grain, Month.AFTER, random_sky(rng)), month_later(rng, place), rng)
    return first.pixels, second.pixels, third.pixels, second.label


def found(detector: Detector, card: Card, seed: int) -> Iterator[tuple[bool, float, float]]:
    """Yield what is found in a place: whether it is real, its own probability, that of both months together."""
    first, second, third, truth = months(seed)
    pictures = [p.transpose(2, 0, 1) for p in (first, second, third)]
    scores, again = (detector.scores(pictures[0], later, ["new"])["new"] for later in pictures[1:])
    way = Way(card.threshold, card.seed_score, card.calibration)
    one = record(str(seed), scores, truth, way, METRES)
    for thing in one.found:
        inside = scores[thing.box] >= card.threshold * FULL_SCORE
        later = strength(again[thing.box], inside, card.threshold)
        own = way.probability(thing)
        yield thing.met, own, combined(own, [card.probability(later, thing.area_m2)])


def alarms_at(real: NDArray[np.bool_], told: NDArray[np.float64], kept: float) -> int:
    """Return the false alarms above the score that keeps this share of the buildings found."""
    hits = np.sort(told[real])[::-1]
    return int((~real & (told >= hits[int(np.ceil(kept * real.sum())) - 1])).sum())


def line(name: str, counts: Sequence[int], km2: float) -> str:
    """Return the false alarms per km² of a ranking."""
    told = []
    for kept, count in zip(KEPT, counts, strict=True):
        low, high = (bound / km2 for bound in poisson_interval(count))
        told.append(f"{kept:.0%} kept: {count / km2:.2f} ({low:.2f} to {high:.2f})")
    return f"  {name:13} " + ", ".join(told)


def main() -> None:
    """Print both rankings."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 40
    card = load_card(sys.argv[2] if len(sys.argv) > 2 else "fast")
    detector, km2 = Detector(card), count * (SIDE_PX * METRES) ** 2 / 1e6
    rows = [row for seed in range(FIRST_SEED, FIRST_SEED + count) for row in found(detector, card, seed)]
    real, own, both = (np.array(column) for column in zip(*rows, strict=True))
    print(f"{card.label}: {count} places, {km2:.2f} km2: {int(real.sum())} buildings found, {int((~real).sum())} false")
    for name, told in (("two months", own), ("three months", both)):
        print(line(name, [alarms_at(real, told, kept) for kept in KEPT], km2))


if __name__ == "__main__":
    main()
