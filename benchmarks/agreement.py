"""Whether the runtimes find the same patches: ``python benchmarks/agreement.py [MODEL] [--keep FOLDER]``.

The sample district, both directions, is scored by every installed runtime in its own number type and by torch in fp32.
Printed for each against torch as shipped and against fp32: patches found, those that only one of the two found, and the
least and the median IoU of the rest, matched one to one. ``--keep`` keeps the scores, so that a stopped run goes on.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import numpy as np

from twowei import resources
from twowei.alignment.pair import Pair
from twowei.alignment.shift import measure
from twowei.detection import torch_runtime
from twowei.detection.card import CHANGES, Card, Change, load_card
from twowei.detection.change_map import Block
from twowei.detection.detector import Detector
from twowei.detection.runtime import RUNTIMES, installed
from twowei.detection.sweep import layout_of
from twowei.feedback import Feedback
from twowei.imagery.inspection import open_epoch
from twowei.patches.candidate import Candidate
from twowei.patches.cleanup import Rules, agreement, candidates, least_area_m2
from twowei.patches.vectorise import components


def detectors(card: Card) -> dict[str, Detector]:
    """Return what to compare by its label; torch as shipped first, then torch in fp32."""
    shipped = Detector(card, "cpu", "torch")
    fast, torch_runtime._fast_dtype = torch_runtime._fast_dtype, lambda device: torch_runtime.torch.float32
    plain = Detector(card, "cpu", "torch")
    torch_runtime._fast_dtype = fast
    others = [Detector(card, "cpu", name) for name in RUNTIMES if name != "torch" and installed(name)]
    return {one.facts.label: one for one in (shipped, plain, *others)}


def scored(pair: Pair, detector: Detector, path: Path) -> np.ndarray:
    """Return the scores of both directions (2, h, w), made and kept if they are not there."""
    if not path.is_file():
        found = np.zeros((2, *pair.grid.shape), np.uint8)
        layout = layout_of(detector, pair.grid)
        for window in (w for row in layout.rows for w in row):
            region = layout.region(window)
            pixels = pair.read(region)
            scores = detector.scores(pixels.before, pixels.after, CHANGES)
            top, left = window.row - region.row, window.col - region.col
            for band, change in enumerate(CHANGES):
                found[band, window.row : window.row + window.height, window.col : window.col + window.width] = scores[
                    change
                ][top : top + window.height, left : left + window.width]
        path.parent.mkdir(parents=True, exist_ok=True)
        np.save(path, found)
    return np.load(path)


def patches(scores: np.ndarray, change: Change, card: Card, pair: Pair) -> list[Candidate]:
    """Return what is proposed of scores (h, w)."""
    rules = Rules(least_area_m2(card.resolution_m), card.threshold)
    parts = components([Block(0, 0, {change: scores})], change, card.threshold, card.seed_score, card.resolution_m)
    found = candidates(parts, change, pair.grid, rules)
    return [c for c in found if card.probability(c.score, c.area_m2) >= card.least_probability]


def matched(some: list[Candidate], others: list[Candidate]) -> list[float]:
    """Return the IoU of those that are the same, matched one to one, the best first."""
    pairs = [(agreement(a.geometry, b.geometry), i, j) for i, a in enumerate(some) for j, b in enumerate(others)
             if a.geometry.intersects(b.geometry)]  # fmt: skip
    taken: set[tuple[str, int]] = set()
    result = []
    for iou, i, j in sorted(pairs, reverse=True):
        if iou > 0 and not {("a", i), ("b", j)} & taken:
            taken |= {("a", i), ("b", j)}
            result.append(iou)
    return result


def main() -> None:
    """Print how the runtimes agree."""
    parser = argparse.ArgumentParser()
    parser.add_argument("model", nargs="?", default="fast")
    parser.add_argument("--keep", type=Path)
    asked = parser.parse_args()
    card = load_card(asked.model)
    months = sorted(p for p in resources.sample_tiles().iterdir() if p.name.startswith("20"))[:2]
    folder = asked.keep or Path(tempfile.mkdtemp())
    with Pair(*(open_epoch([month]) for month in months), card.resolution_m, card.coarsest_m) as pair:
        pair.field = measure(pair, Feedback()).field
        maps = {
            label: scored(pair, one, folder / card.weights_sha256[:12] / f"{label}.npy")
            for label, one in detectors(card).items()
        }
        found = {label: [patches(s, c, card, pair) for c, s in zip(CHANGES, both, strict=True)]
                 for label, both in maps.items()}  # fmt: skip
    print(f"{card.label}, {np.prod(pair.grid.shape) / 1e6:.1f} Mpx, both directions")
    for reference in list(found)[:2]:
        for label in [one for one in found if one != reference]:
            for band, change in enumerate(CHANGES):
                ious = matched(found[reference][band], found[label][band])
                alone = [len(found[one][band]) - len(ious) for one in (reference, label)]
                pixels = [maps[one][band] >= card.threshold * 254 for one in (reference, label)]
                masks = (pixels[0] & pixels[1]).sum() / max((pixels[0] | pixels[1]).sum(), 1)
                print(f"  {label} against {reference}, {change}: {len(ious)} the same, only there {alone[0]}, "
                      f"only here {alone[1]}; IoU {min(ious, default=1):.4f} to {np.median(ious or [1]):.4f}, "
                      f"{np.mean(np.array(ious or [1]) >= 0.99):.0%} from 0.99; masks {masks:.4f}")  # fmt: skip


if __name__ == "__main__":
    main()
