"""Whether scores mean what they say on pairs they were not fitted on: ``python benchmarks/calibration.py FOLDER``.

A card's calibration is fitted on validation pairs, so its own reliability there is no held-out figure. Here the pairs,
in the order of their names, are cut into five runs (neighbours in a run, so that pieces of one place are mostly kept
together); each run is told by a calibration fitted on the other four. Printed are the reliability curve of the
held-out runs together, the expected calibration error and the Brier score; beside it the card's own, fitted on all.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

from twowei.detection.card import load_card
from twowei.detection.detector import Detector
from twowei.training.datasets import pair_stems, resolution_of
from twowei.training.evaluate import pair_of, scores_of
from twowei.training.figures import components, fit, reliability, reliability_of
from twowei.training.objects import Way, record

FOLDS = 5


def main() -> None:
    """Print both reliabilities."""
    folder, card = Path(sys.argv[1]), load_card(sys.argv[2] if len(sys.argv) > 2 else "fast")
    detector, held = Detector(card), resolution_of(folder) or card.resolution_m
    way, records = Way(card.threshold, card.seed_score), []
    for stem in pair_stems(folder):
        pair = pair_of(folder, stem, held, card.resolution_m, "new")
        records.append(record(stem, scores_of(detector, pair), pair.new, way, card.resolution_m))
    told, real = [], []
    for part in np.array_split(np.arange(len(records)), FOLDS):
        out = set(part.tolist())
        calibration = fit(components(one for i, one in enumerate(records) if i not in out), "the other runs")
        if calibration is None:
            raise SystemExit("Too few objects to fit three numbers; give more pairs.")
        for one in components(records[i] for i in part):
            told.append(calibration.probability(one.score, one.area_m2))
            real.append(one.met)
    print(f"{card.label} on {folder}: {len(told)} objects of any probability, {sum(real)} real")
    for name, rows in (
        ("held out, five runs", reliability_of(np.array(told), np.array(real, float))),
        ("the card's own", reliability(components(records), card.calibration)),
    ):
        print(f"  {name}: expected calibration error {rows['expected_calibration_error']}, Brier {rows['brier']}")
        print("    " + ", ".join(f"{said:.2f} → {true:.2f} ({count})" for said, true, count in rows["told_real_count"]))


if __name__ == "__main__":
    main()
