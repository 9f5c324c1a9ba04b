"""The figures of a data set, from the records of its pairs: what decides whether a detector is useful.

Intervals are 95 %: of precision, recall and F1 by bootstrap over pairs (pairs of one place are alike, so they are
rather too narrow), of false alarms by Poisson's law (exact, Garwood 1936).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from twowei.detection.calibration import REFERENCE_M2, Calibration, logit
from twowei.training.metrics import PixelCurve, Tally
from twowei.training.objects import Object, Record, Way

SIZES_M2 = ((0.0, 50.0), (50.0, 200.0), (200.0, float("inf")))
ALARM_RATES = (0.1, 0.5, 1.0, 5.0)
"""False alarms per km² at which the recall is stated; an inspectorate checks 0.1 to 0.5."""
RESAMPLES = 1000
RELIABILITY_BINS = 10
Figures = dict[str, Any]


def figures(records: Sequence[Record], way: Way) -> Figures:
    """Return all figures as plain values."""
    threshold = way.threshold
    curve = PixelCurve()
    for one in records:
        curve.count(one.real_by_score, one.false_by_score)
    best = curve.best_threshold()
    found, usable = (_pooled(records, kind) for kind in ("matched", "usable"))
    return {
        "pairs": len(records),
        "pixel": {**curve.at(threshold).as_dict(), "iou": round(curve.at(threshold).iou, 4)},
        "pixel_f1_at_best_threshold": {"threshold": best, "f1": round(curve.at(best).f1, 4)},
        "object_iou_0.1": {**found.as_dict(), "by_size": _by_size(records, "matched")},
        "object_iou_0.5": {**usable.as_dict(), "by_size": _by_size(records, "usable")},
        **_intervals(records, threshold),
        **_alarms(records),
        **_recalls(records, way),
        "reliability": reliability(components(records), way.calibration),
    }


def components(records: Iterable[Record]) -> list[Object]:
    """Return all objects that were found."""
    return [o for one in records for o in one.found]


def _pooled(records: Sequence[Record], kind: str, wanted: Callable[[Object], bool] = lambda _: True) -> Tally:
    found = [getattr(o, kind) for one in records for o in one.found if wanted(o)]
    true = [getattr(o, kind) for one in records for o in one.true if wanted(o)]
    return Tally(sum(true), len(found) - sum(found), len(true) - sum(true))


def _by_size(records: Sequence[Record], kind: str) -> Figures:
    """Return recall by the size of what is true, and precision by the size of what was found."""
    result = {}
    for least, most in SIZES_M2:
        true = [getattr(o, kind) for one in records for o in one.true if least <= o.area_m2 < most]
        found = [getattr(o, kind) for one in records for o in one.found if least <= o.area_m2 < most]
        result[size_name(least, most)] = {
            "recall": _share(sum(true), len(true)),
            "precision": _share(sum(found), len(found)),
            "true": len(true),
            "found": len(found),
        }
    return result


def size_name(least: float, most: float) -> str:
    """Return a size bin in words."""
    if least == 0:
        return f"<{most:g} m2"
    return f">={least:g} m2" if most == float("inf") else f"{least:g}-{most:g} m2"


def _share(part: float, whole: float) -> float | None:
    return round(part / whole, 4) if whole else None


def _intervals(records: Sequence[Record], threshold: float) -> Figures:
    """Return intervals of precision, recall and F1 of pixels and objects by drawing pairs anew."""
    counts = np.array([_counts(one, threshold) for one in records], float)
    rng = np.random.default_rng(0)
    weights = rng.multinomial(len(records), np.full(len(records), 1 / len(records)), RESAMPLES)
    sums = (weights @ counts).reshape(RESAMPLES, 3, 3)
    hits, false, missed = (sums[..., number] for number in range(3))
    shares = {
        "f1_intervals": 2 * hits / np.maximum(2 * hits + false + missed, 1),
        "precision_intervals": hits / np.maximum(hits + false, 1),
        "recall_intervals": hits / np.maximum(hits + missed, 1),
    }
    return {name: _bounds(values) for name, values in shares.items()}


def _bounds(values: NDArray[np.float64]) -> dict[str, list[float]]:
    """Return the 95 % interval of pixels and objects from figures of many draws (draws, 3)."""
    low, high = np.percentile(values, (2.5, 97.5), axis=0)
    names = ("pixel", "object_iou_0.1", "object_iou_0.5")
    return {name: [round(float(a), 4), round(float(b), 4)] for name, a, b in zip(names, low, high, strict=True)}


def _counts(one: Record, threshold: float) -> list[int]:
    curve = PixelCurve()
    curve.count(one.real_by_score, one.false_by_score)
    tallies = (curve.at(threshold), _pooled([one], "matched"), _pooled([one], "usable"))
    return [value for t in tallies for value in (t.hits, t.false, t.missed)]


def _alarms(records: Sequence[Record]) -> Figures:
    """Return the false alarms on pairs without change; None where there are none."""
    calm = [one for one in records if one.unchanged]
    km2, alarms = sum(one.km2 for one in calm), [o for one in calm for o in one.found]
    low, high = poisson_interval(len(alarms))
    sizes = {size_name(a, b): sum(a <= o.area_m2 < b for o in alarms) for a, b in SIZES_M2}
    return {
        "unchanged_pairs": len(calm),
        "unchanged_km2": round(km2, 3),
        "false_alarms_on_unchanged": len(alarms),
        "false_alarms_by_size": sizes,
        "false_alarms_per_km2": round(len(alarms) / km2, 2) if km2 else None,
        "false_alarms_per_km2_interval": [round(low / km2, 2), round(high / km2, 2)] if km2 else None,
    }


def poisson_interval(count: int) -> tuple[float, float]:
    """Return the exact 95 % interval of the mean of a Poisson count."""
    low = float(stats.chi2.ppf(0.025, 2 * count) / 2) if count else 0.0
    return low, float(stats.chi2.ppf(0.975, 2 * count + 2) / 2)


def _recalls(records: Sequence[Record], way: Way) -> Figures:
    """Return the share of objects found when patches are dropped, the least probable first, until a rate is kept.

    With it goes its interval, by drawing pairs anew, with and without change. None where there is too little unchanged
    ground to tell: it must be expected to hold at least one alarm.
    """
    once = np.ones((1, len(records)), np.int64)
    rng = np.random.default_rng(0)
    drawn = rng.multinomial(len(records), np.full(len(records), 1 / len(records)), RESAMPLES)
    ranked, recalls, intervals = _ranked(records, way), {}, {}
    for rate in ALARM_RATES:
        value = float(_recalls_at(ranked, rate, once)[0])
        known = bool(np.isfinite(value))
        spread = _recalls_at(ranked, rate, drawn) if known else np.zeros(0)
        spread = np.append(spread[np.isfinite(spread)], value)
        recalls[f"{rate:g}"] = round(value, 4) if known else None
        intervals[f"{rate:g}"] = [round(float(v), 4) for v in np.percentile(spread, (2.5, 97.5))] if known else None
    return {"recall_at_false_alarms_per_km2": recalls, "recall_at_false_alarms_per_km2_intervals": intervals}


Ranking = tuple[NDArray[np.float64], NDArray[np.intp]]
"""Probabilities, the highest first, and the pairs they are of."""


@dataclass(frozen=True)
class _Ranked:
    """False alarms on calm pairs and what was found, by probability; calm ground and true objects of each pair."""

    alarms: Ranking
    hits: Ranking
    calm_km2: NDArray[np.float64]
    true: NDArray[np.int64]


def _ranked(records: Sequence[Record], way: Way) -> _Ranked:
    return _Ranked(
        _sorted([(way.probability(o), i) for i, one in enumerate(records) if one.unchanged for o in one.found]),
        _sorted([(way.probability(o), i) for i, one in enumerate(records) for o in one.found if o.matched]),
        np.array([one.km2 * one.unchanged for one in records]),
        np.array([len(one.true) for one in records]),
    )


def _recalls_at(ranked: _Ranked, rate: float, draws: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the recall at a rate for each of many draws (draws, pairs) that say how often a pair counts."""
    km2, true = draws @ ranked.calm_km2, draws @ ranked.true
    allowed = np.where(rate * km2 >= 1 - 1e-9, np.floor(rate * km2 + 1e-9), np.nan)
    cuts = _cut(*ranked.alarms, draws, allowed)
    values, where = ranked.hits
    found = (draws[:, where] * (values > cuts[:, None])).sum(axis=1)
    return np.where(np.isfinite(allowed) & (true > 0), found / np.maximum(true, 1), np.nan)


def _sorted(told: list[tuple[float, int]]) -> Ranking:
    order = sorted(told, reverse=True)
    return np.array([p for p, _ in order], float), np.array([i for _, i in order], np.intp)


def _cut(
    values: NDArray[np.float64], where: NDArray[np.intp], draws: NDArray[np.int64], allowed: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return the probability of the first alarm too many in each draw; below every one where all are allowed."""
    if not len(values):
        return np.full(len(draws), -1.0)
    over = np.cumsum(draws[:, where], axis=1) > np.nan_to_num(allowed)[:, None]
    return np.where(over.any(axis=1), values[over.argmax(axis=1)], -1.0)


def reliability(found: Sequence[Object], calibration: Calibration | None) -> Figures:
    """Return how often objects of a score are real, by tenths of the score, and the expected calibration error.

    Without a calibration the pooled score itself is taken for the probability.
    """
    told = np.array([calibration.probability(o.score, o.area_m2) if calibration else o.score for o in found])
    return {
        "calibrated": calibration is not None,
        **reliability_of(told, np.array([o.met for o in found], float)),
    }


def reliability_of(told: NDArray[np.float64], real: NDArray[np.float64]) -> Figures:
    """Return the reliability of probabilities told (n,) against what was real (n,), 0 or 1."""
    bins = np.minimum((told * RELIABILITY_BINS).astype(int), RELIABILITY_BINS - 1)
    rows, error = [], 0.0
    for number in range(RELIABILITY_BINS):
        inside = bins == number
        if inside.any():
            rows.append([round(float(told[inside].mean()), 3), round(float(real[inside].mean()), 3), int(inside.sum())])
            error += abs(float(told[inside].mean() - real[inside].mean())) * float(inside.mean())
    brier = float(np.mean((told - real) ** 2)) if len(told) else None
    return {
        "told_real_count": rows,
        "expected_calibration_error": round(error, 4) if len(told) else None,
        "brier": None if brier is None else round(brier, 4),
    }


def fit(found: Sequence[Object], fitted_on: str) -> Calibration | None:
    """Fit a calibration to objects; None where there are too few of either kind to fit three numbers.

    A higher score never means a lower probability: where the objects say so, by chance or because the imagery is far
    from what the weights know, the area alone decides.
    """
    real = np.array([o.met for o in found], float)
    if min(real.sum(), (1 - real).sum()) < 10:
        return None
    rows = [[1.0, logit(o.score), float(np.log(max(o.area_m2, 1) / REFERENCE_M2))] for o in found]
    offset, score, area = _logistic(np.array(rows), real)
    if score < 0:
        offset, score, area = _logistic(np.array(rows) * (1, 0, 1), real)
    return Calibration(
        round(offset, 4),
        round(score, 4),
        round(area, 4),
        f"{fitted_on}: {len(found)} components, {int(real.sum())} real",
    )


def _logistic(rows: NDArray[np.float64], real: NDArray[np.float64], ridge: float = 0.1) -> tuple[float, float, float]:
    """Fit by Newton's method, with a little ridge on all but the offset."""
    weights, penalty = np.zeros(rows.shape[1]), np.diag([0.0, ridge, ridge])
    for _ in range(50):
        told = 1 / (1 + np.exp(-rows @ weights))
        gradient = rows.T @ (real - told) - penalty @ weights
        curvature = (rows * (told * (1 - told))[:, None]).T @ rows + penalty
        step = np.linalg.solve(curvature, gradient)
        weights = weights + step
        if np.abs(step).max() < 1e-8:
            break
    offset, score, area = weights.tolist()
    return offset, score, area
