"""False alarms per km² of ground where nothing was built, by the least probability of a patch.

    python benchmarks/false_alarms.py ../shared/data/levir/val [MODEL]   # real pairs: those whose mask is empty
    python benchmarks/false_alarms.py drawn:460 [MODEL]                  # drawn places without building, 0.066 km²

Real and drawn ground are never pooled: each call measures one sort. Drawn places keep everything that only looks like
building: new paint, moved earth, water, vehicles and goods, tunnels, another sun. Printed for each least probability:
alarms, their rate with the exact 95 % Poisson interval, and on real pairs the share of the buildings of all pairs found
(IoU 0.1). A rate can only be told down to about one alarm on the ground there is: 1 per km² takes 1 km², 0.1 takes 10.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from twowei.detection.card import Card, load_card
from twowei.detection.detector import Detector
from twowei.scenes.canvas import Canvas
from twowei.scenes.change import change_surroundings
from twowei.scenes.layout import random_place
from twowei.scenes.model import Month
from twowei.scenes.noise import Grain
from twowei.scenes.pair import random_sky
from twowei.scenes.render import take_picture
from twowei.training.datasets import Pair, pair_stems, resolution_of
from twowei.training.evaluate import pair_of, scores_of
from twowei.training.figures import poisson_interval
from twowei.training.objects import Record, Way, record

SIDE_PX, FIRST_SEED = 512, 860_000
CUTS = (0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.97, 0.98, 0.99)


def drawn(count: int, card: Card) -> Iterator[tuple[str, Pair]]:
    """Draw places where nothing is built between the months."""
    metres = card.resolution_m
    for seed in range(FIRST_SEED, FIRST_SEED + count):
        rng = np.random.default_rng(seed)
        place = random_place(rng, SIDE_PX * metres, False)
        change_surroundings(rng, place)
        grain = Grain.drawn(rng, SIDE_PX, metres)
        one, other = (
            take_picture(Canvas(SIDE_PX, metres, grain, month, random_sky(rng)), place, rng).pixels for month in Month
        )
        yield str(seed), Pair(one, other, np.zeros((SIDE_PX, SIDE_PX), bool), None, metres)


def read(folder: Path, card: Card) -> Iterator[tuple[str, Pair]]:
    """Read the pairs of a data set at the card's resolution."""
    held = resolution_of(folder) or card.resolution_m
    for stem in pair_stems(folder):
        yield stem, pair_of(folder, stem, held, card.resolution_m, "new")


def measured(what: str, card: Card) -> list[Record]:
    """Measure every pair with everything found at the card's threshold, however improbable."""
    detector = Detector(card)
    pairs = drawn(int(what.split(":")[1]), card) if what.startswith("drawn:") else read(Path(what), card)
    way = Way(card.threshold, card.seed_score, card.calibration)
    return [record(stem, scores_of(detector, pair), pair.new, way, card.resolution_m) for stem, pair in pairs]


def main() -> None:
    """Print the curve."""
    what, card = sys.argv[1], load_card(sys.argv[2] if len(sys.argv) > 2 else "fast")
    records = measured(what, card)
    way = Way(card.threshold, card.seed_score, card.calibration)
    calm = [one for one in records if one.unchanged]
    km2, alarms = sum(one.km2 for one in calm), np.array([way.probability(o) for one in calm for o in one.found])
    hits = np.array([way.probability(o) for one in records for o in one.found if o.matched])
    true = sum(len(one.true) for one in records)
    sort = "drawn" if what.startswith("drawn:") else "real"
    print(
        f"{card.label}, {sort} pairs without change: {len(calm)}, {km2:.3f} km2; shipped at {card.least_probability:g}"
    )
    for cut in CUTS:
        count = int((alarms >= cut).sum())
        low, high = (bound / km2 for bound in poisson_interval(count))
        recall = f", recall {(hits >= cut).sum() / true:.3f}" if true else ""
        print(f"  from {cut:4.2f}: {count:4} alarms, {count / km2:7.2f} per km2 ({low:.2f} to {high:.2f}){recall}")


if __name__ == "__main__":
    main()
