"""How far outlines help and harm: ``python benchmarks/outlines.py ../shared/data/levir/val_scenes [MODEL]``.

Every patch that the model proposes (threshold, least probability and least area as in detection) is outlined, and both
the pixels and the outline are compared with the building that people drew there (the one that agrees most; IoU 0.1 and
more). Printed, by how the outline was made: how many, the mean IoU of pixels and of outlines with what people drew, the
paired difference with its standard error, corners of both, and the share of the area. ``--sheet X.png`` shows some:
green what people drew, yellow the pixels, red right angles, blue straightened.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import shapely
from numpy.typing import NDArray
from PIL import Image, ImageDraw
from rasterio.features import shapes
from shapely.geometry import Polygon, shape

from twowei.detection.card import Card, load_card
from twowei.detection.change_map import Block
from twowei.detection.detector import Detector
from twowei.patches.candidate import Form
from twowei.patches.cleanup import agreement, cleaned, least_area_m2
from twowei.patches.vectorise import components
from twowei.training.datasets import pair_stems, resolution_of
from twowei.training.evaluate import pair_of, scores_of

FOUND_IOU = 0.1
SIDE_PX, ZOOM, ACROSS, DOWN = 96, 4, 5, 3


@dataclass(frozen=True)
class Outlined:
    """A proposed patch: its pixels, what was made of them, what people drew there, and the picture around."""

    raw: Polygon
    made: Polygon
    form: Form
    truth: Polygon
    picture: NDArray[np.uint8]

    @property
    def before(self) -> float:
        return agreement(self.raw, self.truth)

    @property
    def after(self) -> float:
        return agreement(self.made, self.truth)


def polygons(mask: NDArray[np.bool_]) -> list[Polygon]:
    """Return the outlines of a mask along its pixels."""
    found = (shape(g) for g, _ in shapes(mask.astype(np.uint8), mask=mask, connectivity=4))
    return [one for one in found if isinstance(one, Polygon)]


def proposed(scores: NDArray[np.uint8], card: Card, metres: float) -> Iterator[Polygon]:
    """Yield the pixel outlines of what detection would propose."""
    for one in components([Block(0, 0, {"new": scores})], "new", card.threshold, card.seed_score, metres):
        area = one.outline.area * metres**2
        if area >= least_area_m2(metres) and card.probability(one.score, area) >= card.least_probability:
            yield one.outline


def outlined(folder: Path, card: Card) -> Iterator[Outlined]:
    """Yield the outlines of a data set that meet a building."""
    detector, held = Detector(card), resolution_of(folder) or card.resolution_m
    hole_px = least_area_m2(card.resolution_m) / card.resolution_m**2
    for stem in pair_stems(folder):
        pair = pair_of(folder, stem, held, card.resolution_m, "new")
        truth = polygons(pair.new)
        tree = shapely.STRtree(truth)
        for raw in proposed(scores_of(detector, pair), card, card.resolution_m):
            made = cleaned(raw, hole_px)
            near = [truth[int(i)] for i in tree.query(raw)]
            best = max(near, key=lambda one: agreement(one, raw), default=None)
            if made is not None and best is not None and agreement(best, raw) >= FOUND_IOU:
                yield Outlined(raw, *made, best, pair.after)


def told(ones: list[Outlined], all_of: int) -> str:
    """Return a line of figures."""
    gain = np.array([one.after - one.before for one in ones]) * 100
    corners = [
        np.mean([len(shapely.get_coordinates(p)) for p in ps]) for ps in ([o.raw for o in ones], [o.made for o in ones])
    ]
    return (
        f"{len(ones):4} ({len(ones) / all_of:.0%})  IoU {np.mean([o.before for o in ones]):.3f} ->"
        f" {np.mean([o.after for o in ones]):.3f}, {gain.mean():+.2f} ± {gain.std() / len(ones) ** 0.5:.2f} points;"
        f" IoU >= 0.5: {sum(o.before >= 0.5 for o in ones)} -> {sum(o.after >= 0.5 for o in ones)};"
        f" corners {corners[0]:.0f} -> {corners[1]:.1f};"
        f" area x {sum(o.made.area for o in ones) / sum(o.raw.area for o in ones):.3f}"
    )


def panel(one: Outlined) -> Image.Image:
    """Draw one patch over the later picture."""
    (x, y), (height, width) = one.raw.centroid.coords[0], one.picture.shape[:2]
    left, top = (int(np.clip(c - SIDE_PX / 2, 0, n - SIDE_PX)) for c, n in ((x, width), (y, height)))
    part = Image.fromarray(one.picture[top : top + SIDE_PX, left : left + SIDE_PX])
    drawn = part.resize((SIDE_PX * ZOOM, SIDE_PX * ZOOM), Image.Resampling.BICUBIC)
    made = (255, 40, 40) if one.form is Form.REGULAR else (60, 120, 255)
    for outline, colour, wide in ((one.truth, (80, 255, 80), 1), (one.raw, (255, 200, 0), 1), (one.made, made, 2)):
        for ring in (outline.exterior, *outline.interiors):
            points = [((a - left) * ZOOM, (b - top) * ZOOM) for a, b in ring.coords]
            ImageDraw.Draw(drawn).line(points, fill=colour, width=wide)
    return drawn


def main() -> None:
    """Print the figures, and draw the sheet where one is asked for."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("model", nargs="?", default="fast")
    parser.add_argument("--sheet", type=Path)
    asked = parser.parse_args()
    ones = list(outlined(asked.folder, load_card(asked.model)))
    print(f"{asked.model} on {asked.folder}\n{'all':12}", told(ones, len(ones)))
    for form in Form:
        if some := [one for one in ones if one.form is form]:
            print(f"{form.value:12}", told(some, len(ones)))
    if asked.sheet:
        cell = SIDE_PX * ZOOM + 4
        sheet = Image.new("RGB", (ACROSS * cell, DOWN * cell), "white")
        for place, number in enumerate(np.random.default_rng(0).permutation(len(ones))[: ACROSS * DOWN]):
            sheet.paste(panel(ones[int(number)]), (place % ACROSS * cell, place // ACROSS * cell))
        sheet.save(asked.sheet)


if __name__ == "__main__":
    main()
