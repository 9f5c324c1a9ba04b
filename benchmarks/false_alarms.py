"""False alarms per km² of ground where nothing was built, by the least probability of a patch.

    python benchmarks/false_alarms.py ../shared/data/levir/val [MODEL]   # real pairs: those whose mask is empty
    python benchmarks/false_alarms.py drawn:620 [MODEL] [--keep FOLDER]  # drawn places without building, 0.066 km²

Real and drawn ground are never pooled: each call measures one sort. Drawn places keep everything that only looks like
building: new paint, moved earth, water, vehicles and goods, tunnels, another sun. Printed for each least probability:
alarms, their rate with the exact 95 % Poisson interval, and on real pairs the share of the buildings of all pairs found
(IoU 0.1). A rate can only be told down to about one alarm on the ground there is: 1 per km² takes 1 km², 0.1 takes 10,
and 40 before the interval around it is worth much. ``--keep`` keeps what is drawn and scored in a folder, so that a
stopped run goes on and another model draws nothing anew (1.6 MB a place); both are told apart by the generator's own
code and by the weights.
"""

from __future__ import annotations

import argparse
import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import numpy as np

from twowei import scenes
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
CUTS = (0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.97, 0.98, 0.99, 0.995)


class Kept:
    """Arrays kept in a folder; without one, everything is made anew."""

    def __init__(self, folder: Path | None, *marks: str) -> None:
        self._folder = folder and folder / "_".join(marks)

    def get(self, name: str, make: Callable[[], np.ndarray]) -> np.ndarray:
        """Return an array, made and kept if it is not there."""
        if self._folder is None:
            return make()
        path = self._folder / f"{name}.npy"
        if not path.is_file():
            self._folder.mkdir(parents=True, exist_ok=True)
            part = path.with_suffix(f".{os.getpid()}.part")
            with part.open("wb") as file:
                np.save(file, make())
            part.replace(path)
        return np.load(path)


def generator() -> str:
    """Return a hash of the code that draws: other code draws other places."""
    files = sorted(Path(scenes.__file__).parent.glob("*.py"))
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:12]


def place(seed: int, metres: float) -> np.ndarray:
    """Draw both months of a place where nothing is built between them: (2, h, w, 3)."""
    rng = np.random.default_rng(seed)
    ground = random_place(rng, SIDE_PX * metres, False)
    change_surroundings(rng, ground)
    grain = Grain.drawn(rng, SIDE_PX, metres)
    return np.stack(
        [take_picture(Canvas(SIDE_PX, metres, grain, m, random_sky(rng)), ground, rng).pixels for m in Month]
    )


def drawn(count: int, card: Card, kept: Path | None) -> Iterator[tuple[str, Callable[[], Pair]]]:
    """Give drawn places, each drawn when it is asked for."""
    drawer = generator()
    pictures = Kept(kept, "places", drawer, f"{card.resolution_m:g}m")
    for seed in range(FIRST_SEED, FIRST_SEED + count):

        def pair(seed: int = seed) -> Pair:
            one, other = pictures.get(str(seed), lambda: place(seed, card.resolution_m))
            return Pair(one, other, np.zeros((SIDE_PX, SIDE_PX), bool), None, card.resolution_m)

        yield f"{drawer}_{seed}", pair


def read(folder: Path, card: Card) -> Iterator[tuple[str, Callable[[], Pair]]]:
    """Give the pairs of a data set at the card's resolution."""
    held = resolution_of(folder) or card.resolution_m
    for stem in pair_stems(folder):
        yield stem, lambda stem=stem: pair_of(folder, stem, held, card.resolution_m, "new")


def measured(what: str, card: Card, kept: Path | None) -> Iterable[Record]:
    """Measure every pair with everything found at the card's threshold, however improbable."""
    detector = Detector(card)
    way = Way(card.threshold, card.seed_score, card.calibration)
    if not what.startswith("drawn:"):
        pairs = ((stem, pair()) for stem, pair in read(Path(what), card))
        return [record(stem, scores_of(detector, pair), pair.new, way, card.resolution_m) for stem, pair in pairs]
    scores, nothing = Kept(kept, "scores", card.weights_sha256[:12]), np.zeros((SIDE_PX, SIDE_PX), bool)
    found = drawn(int(what.split(":")[1]), card, kept)
    return [
        record(stem, scores.get(stem, lambda pair=pair: scores_of(detector, pair())), nothing, way, card.resolution_m)
        for stem, pair in found
    ]


def main() -> None:
    """Print the curve."""
    parser = argparse.ArgumentParser()
    parser.add_argument("what", help="folder of a data set, or drawn:COUNT")
    parser.add_argument("model", nargs="?", default="fast")
    parser.add_argument("--keep", type=Path)
    asked = parser.parse_args()
    what, card = asked.what, load_card(asked.model)
    records = measured(what, card, asked.keep)
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
        print(f"  from {cut:5.3f}: {count:4} alarms, {count / km2:7.2f} per km2 ({low:.2f} to {high:.2f}){recall}")


if __name__ == "__main__":
    main()
