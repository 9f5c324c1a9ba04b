"""Would a cheap first look pay, one that passes over windows in which nothing changed?

    python benchmarks/first_look.py ../shared/data/levir/val_scenes [MODEL]

Three looks are tried on a data set (layout of `twowei evaluate`) and on the sample district: the same network at half
the resolution (its highest score in a window), the difference of colours and the gain of edges, both in cells of 4 m
(their highest values in a window). Windows are passed over from the lowest value on, as many as cost at most 0.2 points
of recall, of pixels and of objects (a building is lost where less than a tenth of it is still found). The cut is chosen
on the very windows it is judged by, so what is printed is the best that a look could do, and windows smaller than the
sweep's pay for their margins. ``cost`` is the work with the look over that without one: at or above 1 it does not pay.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import geopandas
import numpy as np
from PIL import Image
from rasterio.features import rasterize
from scipy import ndimage

from twowei import resources
from twowei.alignment.pair import Pair as Grounded
from twowei.detection.card import DEFAULT_MODEL, load_card
from twowei.detection.change_map import FULL_SCORE
from twowei.detection.detector import Detector
from twowei.geo.windows import Window, rows_of_windows
from twowei.imagery.inspection import open_epoch
from twowei.training.datasets import pair_stems
from twowei.training.evaluate import pair_of

MOST_LOST = 0.002
CELL_PX = 8
SIZES_PX = (256, 512, 928)
Picture = np.ndarray
Scene = tuple[Picture, Picture, np.ndarray]


def scenes(folder: Path, resolution_m: float) -> Iterator[Scene]:
    """Give the pairs of a data set: before and after (3, h, w), and what was built (h, w)."""
    for stem in pair_stems(folder):
        pair = pair_of(folder, stem, resolution_m, resolution_m, "new")
        yield pair.before.transpose(2, 0, 1), pair.after.transpose(2, 0, 1), pair.new


def sample(resolution_m: float) -> Iterator[Scene]:
    """Give the sample district in four parts."""
    truth = geopandas.read_file(resources.sample_tiles() / "expected" / "patches.geojson")
    months = [open_epoch(sorted((resources.sample_tiles() / m).glob("*.tif"))) for m in ("2026-05", "2026-06")]
    with Grounded(*months, resolution_m, 2 * resolution_m) as pair:
        built = truth[truth["change"] == "new"].to_crs(pair.grid.crs.to_wkt()).geometry
        mask = rasterize(built, pair.grid.shape, transform=pair.grid.transform).astype(bool)
        half = pair.grid.height // 2
        for row in (0, half):
            for col in (0, half):
                pixels = pair.read(Window(row, col, half, half))
                yield pixels.before, pixels.after, mask[row : row + half, col : col + half]


def scored(detector: Detector, before: Picture, after: Picture) -> np.ndarray:
    """Return the scores of new building (h, w) in windows as the sweep cuts them."""
    card, (height, width) = detector.card, before.shape[1:]
    core, found = card.window_px - 2 * card.margin_px, np.zeros(before.shape[1:], np.uint8)
    for window in (w for row in rows_of_windows(height, width, core) for w in row):
        top, left = max(window.row - card.margin_px, 0), max(window.col - card.margin_px, 0)
        down, right = window.row + core + card.margin_px, window.col + core + card.margin_px
        dates = (picture[:, top:down, left:right] for picture in (before, after))
        part = detector.scores(*dates, ["new"])["new"]
        inner = part[window.row - top :, window.col - left :][: window.height, : window.width]
        found[window.row : window.row + window.height, window.col : window.col + window.width] = inner
    return found


def halved(picture: Picture) -> Picture:
    """Return a picture at half its resolution."""
    size = (picture.shape[2] // 2, picture.shape[1] // 2)
    image = Image.fromarray(picture.transpose(1, 2, 0)).resize(size, Image.Resampling.BOX)
    return np.asarray(image).transpose(2, 0, 1)


def cells(values: np.ndarray) -> np.ndarray:
    """Return the means (.., h, w) in cells of 8 pixels."""
    height, width = (side // CELL_PX for side in values.shape[-2:])
    kept = values[..., : height * CELL_PX, : width * CELL_PX].astype(np.float32)
    return kept.reshape(*values.shape[:-2], height, CELL_PX, width, CELL_PX).mean((-3, -1))


def colours(before: Picture, after: Picture) -> np.ndarray:
    """Return how much the colours of cells differ, each date by its own median and spread."""
    dates = [cells(p) for p in (before, after)]
    even = [(d - np.median(d, (1, 2), keepdims=True)) / (d.std((1, 2), keepdims=True) + 1) for d in dates]
    return ndimage.uniform_filter(np.abs(even[1] - even[0]).mean(0), 3)


def edges(before: Picture, after: Picture) -> np.ndarray:
    """Return how many more edges cells have afterwards, each date by its own mean."""
    greys = [p.mean(0, dtype=np.float32) for p in (before, after)]
    strength = [cells(np.hypot(ndimage.sobel(g, 0), ndimage.sobel(g, 1))) for g in greys]
    even = [s / (s.mean() + 1) for s in strength]
    return ndimage.uniform_filter(even[1] - even[0], 3)


def best_of(windows: list[tuple[float, int]], owners: np.ndarray, true_px: int, kept_px: np.ndarray) -> float:
    """Return the largest share of windows that may be passed over, from the lowest value on.

    Args:
        windows: Value of the look and area in pixels of each.
        owners: (n, 3) window, building, pixels of the building found there.
        true_px: Pixels of all buildings.
        kept_px: Per building a tenth of its pixels.
    """
    found = np.bincount(owners[:, 1], owners[:, 2], len(kept_px))
    objects, pixels = max(int((found >= kept_px).sum()), 1), 0
    left, passed = found.copy(), 0
    for number in np.argsort([value for value, _ in windows], kind="stable"):
        mine = owners[owners[:, 0] == number]
        left -= np.bincount(mine[:, 1], mine[:, 2], len(kept_px))
        pixels += int(mine[:, 2].sum())
        lost = int(((found >= kept_px) & (left < kept_px)).sum())
        if pixels / true_px > MOST_LOST or lost / len(kept_px) > MOST_LOST or objects == 0:
            break
        passed += windows[number][1]
    return passed / sum(area for _, area in windows)


def measure(name: str, pairs: Iterator[Scene], detector: Detector) -> None:
    """Try each look with windows of each size on a set of scenes; prints a line of JSON for each."""
    looks: dict[str, Callable[[Picture, Picture], np.ndarray]] = {
        "half": lambda b, a: scored(detector, halved(b), halved(a)), "colours": colours, "edges": edges,
    }  # fmt: skip
    seconds, maps, truths = dict.fromkeys(("full", *looks), 0.0), {look: [] for look in looks}, []
    for before, after, built in pairs:
        began = time.process_time()
        found = scored(detector, before, after) >= detector.card.threshold * FULL_SCORE
        seconds["full"] += time.process_time() - began
        truths.append((found & built, ndimage.label(built)[0]))
        for look, how in looks.items():
            began = time.process_time()
            maps[look].append(how(before, after))
            seconds[look] += time.process_time() - began
    margin = detector.card.margin_px
    sweeps = (detector.card.window_px / (detector.card.window_px - 2 * margin)) ** 2
    for size in SIZES_PX:
        for look in looks:
            share = best_of(*_windows(maps[look], truths, size))
            cost = seconds[look] / seconds["full"] + (1 - share) * ((size + 2 * margin) / size) ** 2 / sweeps
            print(json.dumps({
                "data": name, "look": look, "window_px": size, "passed_over": round(share, 3),
                "look_costs": round(seconds[look] / seconds["full"], 3), "cost": round(cost, 3),
            }), flush=True)  # fmt: skip


def _windows(
    maps: list[np.ndarray], truths: list[tuple[np.ndarray, np.ndarray]], size: int
) -> tuple[list[tuple[float, int]], np.ndarray, int, np.ndarray]:
    windows, owners, sizes, base = [], [], [], 0
    for values, (hit, labels) in zip(maps, truths, strict=True):
        scale = labels.shape[0] / values.shape[0]
        for window in (w for row in rows_of_windows(*labels.shape, size) for w in row):
            area = (slice(window.row, window.row + window.height), slice(window.col, window.col + window.width))
            rough = tuple(slice(int(s.start / scale), max(int(s.stop / scale), int(s.start / scale) + 1)) for s in area)
            numbers, counts = np.unique(labels[area][hit[area]], return_counts=True)
            owners += [(len(windows), base + n - 1, c) for n, c in zip(numbers.tolist(), counts.tolist(), strict=True)]
            windows.append((float(values[rough].max(initial=0)), window.height * window.width))
        sizes += np.bincount(labels.ravel())[1:].tolist()
        base = len(sizes)
    return windows, np.array(owners).reshape(-1, 3), sum(sizes), np.array(sizes) * 0.1


def main() -> None:
    """Measure on a data set and on the sample."""
    folder, model = Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else DEFAULT_MODEL
    detector = Detector(load_card(model))
    measure(folder.name, scenes(folder, detector.card.resolution_m), detector)
    measure("sample", sample(detector.card.resolution_m), detector)


if __name__ == "__main__":
    main()
