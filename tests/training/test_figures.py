"""The figures of a data set, by hand: objects by size, false alarms with their interval, recall, reliability."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from twowei.detection.calibration import Calibration
from twowei.training.figures import components, figures, fit, poisson_interval, reliability
from twowei.training.objects import Object, Record, Way, record

WAY = Way(0.5)
SQUARE = (slice(0, 4), slice(0, 4))


def scene(truth: list[tuple[int, int, int]], found: list[tuple[int, int, int, int]]) -> Record:
    """A pair of 200 m a side at 0.5 m; squares of truth (row, column, side) and found ones with their score."""
    mask, scores = np.zeros((400, 400), bool), np.zeros((400, 400), np.uint8)
    for row, column, side in truth:
        mask[row : row + side, column : column + side] = True
    for row, column, side, score in found:
        scores[row : row + side, column : column + side] = score
    return record("scene", scores, mask, WAY, 0.5)


def test_objects_of_one_pair() -> None:
    one = scene([(0, 0, 40), (100, 0, 40), (200, 200, 4)], [(0, 0, 40, 200), (100, 20, 40, 250), (300, 300, 20, 150)])
    assert [o.matched for o in one.true] == [True, True]  # 4 m² is no building
    assert [o.usable for o in one.true] == [True, False]
    assert [(o.matched, o.usable, o.met) for o in one.found] == [(True,) * 3, (True, False, True), (False,) * 3]
    assert one.found[0].score == pytest.approx(200 / 254)
    assert one.km2 == pytest.approx(0.04) and not one.unchanged


def test_two_houses_drawn_as_one_are_both_real_but_one_is_not_matched() -> None:
    one = scene([(0, 0, 40), (0, 44, 40)], [(0, 0, 84, 200)])
    assert sum(o.matched for o in one.true) == 1 and all(o.met for o in one.true)


def test_figures_of_some_pairs() -> None:
    good = scene([(0, 0, 40)], [(0, 0, 40, 250)])
    calm = [scene([], []) for _ in range(49)] + [scene([], [(5, 5, 10, 200), (60, 60, 20, 140)])]
    told = figures([good, *calm], WAY)
    assert told["pairs"] == 51 and told["unchanged_pairs"] == 50
    assert told["unchanged_km2"] == pytest.approx(2.0)
    assert told["false_alarms_on_unchanged"] == 2 and told["false_alarms_per_km2"] == 1.0
    assert told["false_alarms_by_size"] == {"<50 m2": 1, "50-200 m2": 1, ">=200 m2": 0}
    low, high = told["false_alarms_per_km2_interval"]
    assert low == pytest.approx(0.12, abs=0.01) and high == pytest.approx(3.61, abs=0.01)
    # 0.1 a km² on 2 km² would be a fifth of an alarm: it cannot be told; at 0.5 one of the two must be dropped
    assert told["recall_at_false_alarms_per_km2"] == {"0.1": None, "0.5": 1.0, "1": 1.0, "5": 1.0}
    low, high = told["recall_at_false_alarms_per_km2_intervals"]["1"]
    assert (low, high) == (1.0, 1.0) and told["recall_at_false_alarms_per_km2_intervals"]["0.1"] is None
    assert told["object_iou_0.1"]["by_size"][">=200 m2"] == {"recall": 1.0, "precision": 1.0, "true": 1, "found": 1}
    assert told["object_iou_0.1"]["by_size"]["<50 m2"]["recall"] is None
    assert told["recall_intervals"]["object_iou_0.1"][0] <= told["object_iou_0.1"]["recall"]
    low, high = told["f1_intervals"]["object_iou_0.1"]
    assert low <= told["object_iou_0.1"]["f1"] <= high


def test_recall_falls_where_alarms_score_higher_than_buildings() -> None:
    weak = scene([(0, 0, 40)], [(0, 0, 40, 150)])
    calm = [scene([], []) for _ in range(24)] + [scene([], [(5, 5, 20, 200), (60, 60, 20, 240)])]
    told = figures([weak, *calm], WAY)
    recall, intervals = (told["recall_at_false_alarms_per_km2" + end] for end in ("", "_intervals"))
    assert recall["1"] == 0.0 and recall["5"] == 1.0
    assert intervals["1"] == [0.0, 1.0]  # drawn without the pair that holds the alarms, the building is found


def test_what_is_improbable_is_not_proposed() -> None:
    scores, truth = np.zeros((100, 100), np.uint8), np.zeros((100, 100), bool)
    scores[10:30, 10:30], scores[50:70, 50:70] = 250, 140
    truth[10:30, 10:30] = True
    calibration = Calibration(0.0, 1.0, 0.0)
    every = record("s", scores, truth, Way(0.5, calibration=calibration), 0.5)
    likely = record("s", scores, truth, Way(0.5, calibration=calibration, least_probability=0.9), 0.5)
    assert (len(every.found), len(likely.found)) == (2, 1)
    assert likely.found[0].matched and likely.true[0].matched


def test_neighbours_are_measured_as_they_are_proposed() -> None:
    scores, truth = np.zeros((100, 100), np.uint8), np.zeros((100, 100), bool)
    for left in (10, 50):
        scores[20:50, left : left + 30] = 250
        truth[20:50, left : left + 30] = True
    scores[34:37, 40:50] = 220
    joined, apart = (record("s", scores, truth, Way(0.5, seed), 0.5) for seed in (0.0, 0.9))
    assert (len(joined.found), len(apart.found)) == (1, 2) and all(o.usable for o in apart.true)


def test_poisson_interval() -> None:
    assert poisson_interval(0) == (0.0, pytest.approx(3.689, abs=0.001))
    assert poisson_interval(10) == (pytest.approx(4.795, abs=0.001), pytest.approx(18.39, abs=0.01))


def told_objects(count: int = 4000) -> list[Object]:
    """Objects whose score is far too sure of itself, and the more so the smaller they are."""
    rng = np.random.default_rng(3)
    scores, areas = rng.uniform(0.5, 0.99, count), np.exp(rng.uniform(2.5, 7, count))
    odds = -1.0 + 0.8 * np.log(scores / (1 - scores)) + 0.6 * np.log(areas / 100)
    real = rng.random(count) < 1 / (1 + np.exp(-odds))
    return [Object(float(a), SQUARE, met=bool(r), score=float(s)) for a, s, r in zip(areas, scores, real, strict=True)]


def test_a_calibration_means_what_it_says() -> None:
    known, others = told_objects()[:2000], told_objects()[2000:]
    calibration = fit(known, "known")
    assert calibration and calibration.fitted_on.startswith("known: 2000 components")
    assert calibration.offset == pytest.approx(-1.0, abs=0.3) and calibration.area == pytest.approx(0.6, abs=0.15)
    before, after = reliability(others, None), reliability(others, calibration)
    assert after["expected_calibration_error"] < 0.05 < before["expected_calibration_error"]
    assert after["brier"] < before["brier"]
    assert sum(row[2] for row in after["told_real_count"]) == 2000


def test_a_higher_score_never_tells_a_lower_probability() -> None:
    turned = [replace(o, score=1.49 - o.score) for o in told_objects()]
    calibration = fit(turned, "turned")
    assert calibration and calibration.log_odds == 0 and calibration.area == pytest.approx(0.6, abs=0.15)


def test_too_little_to_calibrate_by() -> None:
    assert fit(told_objects(8), "few") is None
    assert fit([o for o in told_objects(500) if o.met], "one kind") is None
    assert reliability([], None)["expected_calibration_error"] is None
    assert components([scene([], [])]) == []


def test_probability_rises_with_score_and_size_and_stays_one() -> None:
    calibration = Calibration(0.0, 1.0, 0.5)
    assert calibration.probability(0.5, 100) == pytest.approx(0.5)
    assert calibration.probability(0.9, 100) > calibration.probability(0.6, 100)
    assert calibration.probability(0.9, 400) > calibration.probability(0.9, 40)
    assert 0 < calibration.probability(0.0, 0.0) < calibration.probability(1.0, 1e9) <= 1
