"""Pixel F1 on a sensor that no shipped model was trained, tuned or calibrated on: FOTBCD (France, 0.2 m).

    python benchmarks/unseen_sensor.py ../shared/data/fotbcd [MODEL]

Runs each pair through the whole way of `twowei compare --change both` (common grid, sweep, threshold of the card)
and compares the union of new and demolished pixels with the label, which does not tell the two apart. Prints the
figures pooled over all pairs, and at the best threshold, as JSON.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

import numpy as np
import rasterio
from rasterio.warp import Resampling, reproject

from twowei.detection.card import DEFAULT_MODEL
from twowei.detection.change_map import NO_IMAGERY, ChangeMap
from twowei.feedback import Feedback
from twowei.imagery.inspection import open_epoch
from twowei.services.find import Wish, find
from twowei.training.metrics import PixelCurve


def main(folder: Path, model: str) -> None:
    """Measure all pairs of a folder."""
    curve, threshold, label = PixelCurve(), 0.5, ""
    befores = sorted(folder.glob("*_before.tif"))
    for before in befores:
        after, mask = (before.with_name(before.name.replace("_before", f"_{part}")) for part in ("after", "label"))
        with tempfile.TemporaryDirectory() as work:
            found = find(open_epoch([before]), open_epoch([after]), Wish("both", model), Path(work) / "w", Feedback())
            scores, valid = pooled(found.change_map)
            truth = on_grid(mask, found.change_map)
        curve.add(scores[valid], truth[valid])
        threshold, label = found.threshold, found.card.label
    best = curve.best_threshold()
    print(json.dumps({
        "model": label,
        "pairs": len(befores),
        "threshold": threshold,
        **curve.at(threshold).as_dict(),
        "best": {"threshold": best, "f1": round(curve.at(best).f1, 4)},
    }))  # fmt: skip


def pooled(change_map: ChangeMap) -> tuple[np.ndarray, np.ndarray]:
    """Return the higher of both scores per pixel, and where there is imagery."""
    new, gone = (np.full(change_map.grid.shape, NO_IMAGERY, np.uint8) for _ in range(2))
    for block in change_map.blocks():
        for whole, change in ((new, "new"), (gone, "demolished")):
            scores = block.scores[change]
            whole[block.row : block.row + scores.shape[0], block.col : block.col + scores.shape[1]] = scores
    return np.maximum(new, gone), new != NO_IMAGERY


def on_grid(mask: Path, change_map: ChangeMap) -> np.ndarray:
    """Return a label on the grid of the change map: True where most of a pixel is change."""
    grid = change_map.grid
    with rasterio.open(mask) as dataset:
        share = np.zeros(grid.shape, np.float32)
        reproject(
            (dataset.read(1) > 0).astype(np.float32), share, src_transform=dataset.transform, src_crs=dataset.crs,
            dst_transform=grid.transform, dst_crs=grid.crs, resampling=Resampling.average,
        )  # fmt: skip
    return share >= 0.5


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else DEFAULT_MODEL)
