"""What is chosen beside the weights: found and usable buildings under a bound of false alarms."""

import numpy as np
from numpy.typing import NDArray

from twowei.training.choice import MOST_ALARMS_PER_KM2, Scored, bounded, records_of, usefulness
from twowei.training.objects import Way


def scored(seed: int, changed: bool) -> Scored:
    """Draw scores of 128 px at 0.5 m: houses at 0.9 joined by a haze of 0.2, and a phantom at 0.6 on calm ground."""
    rng = np.random.default_rng(seed)
    scores: NDArray[np.uint8] = np.zeros((128, 128), np.uint8)
    truth = np.zeros((128, 128), bool)
    if changed:
        scores[20:100, 20:100] = 50
        for row in (24, 64):
            for column in (24, 64):
                truth[row : row + 24, column : column + 24] = True
                scores[row : row + 24, column : column + 24] = rng.integers(215, 240)
    elif seed % 3 == 0:
        scores[40:60, 40:60] = rng.integers(140, 165)
    return f"{seed}", scores, truth


PAIRS = [scored(seed, seed % 2 == 0) for seed in range(120)]


def test_a_threshold_that_joins_the_block_is_less_useful_than_one_that_parts_it() -> None:
    low, high = (bounded(PAIRS, Way(threshold), 0.5, "drawn") for threshold in (0.1, 0.7))
    assert usefulness(records_of(PAIRS, low, 0.5), 0.1) < 0.5
    assert usefulness(records_of(PAIRS, high, 0.5), 0.7) == 1.0


def test_the_least_probability_bounds_the_false_alarms() -> None:
    way = bounded(PAIRS, Way(0.5), 0.5, "drawn")
    assert way.calibration is not None and way.least_probability > 0
    open_way = Way(0.5, calibration=way.calibration)
    alarms = {w: _alarms(w) for w in (way, open_way)}
    assert alarms[way] <= MOST_ALARMS_PER_KM2 < alarms[open_way]


def _alarms(way: Way) -> float:
    calm = [one for one in records_of(PAIRS, way, 0.5) if one.unchanged]
    return sum(len(one.found) for one in calm) / sum(one.km2 for one in calm)


def test_too_few_objects_leave_a_way_as_it_is() -> None:
    assert bounded(PAIRS[:2], Way(0.5), 0.5, "drawn") == Way(0.5)
