"""How well looks tell the same ground from a new roof: ``python benchmarks/looks.py [24]``.

Over drawn pairs of any two seasons and cameras: sites where a roof came, and sites of the same sizes where nothing
was built, each looked at in both months. Printed are the shares on the right side of some thresholds.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

import numpy as np
import shapely
from numpy.typing import NDArray
from rasterio.crs import CRS
from scipy import ndimage

from twowei.geo.grid import Grid
from twowei.patches.look import Pixels, distance, look
from twowei.scenes import draw_pair

GK = CRS.from_epsg(4548)
SIZE, METRES = 512, 0.5
UNCHANGED_EACH = 3


def pixels_of(picture: NDArray[np.uint8]) -> Pixels:
    """Read a drawn picture whose lower left corner is the origin, averaged to the grid."""

    def read(grid: Grid) -> tuple[NDArray[np.uint8], NDArray[np.bool_]]:
        coarser = max(1, round(grid.resolution[0] / METRES))
        smooth = ndimage.uniform_filter(picture, (coarser, coarser, 1))
        rows, columns = np.indices(grid.shape)
        ground = grid.ground(np.column_stack([columns.ravel() + 0.5, rows.ravel() + 0.5]))
        at = np.floor(np.column_stack([SIZE - ground[:, 1] / METRES, ground[:, 0] / METRES])).astype(int)
        valid = ((at >= 0) & (at < SIZE)).all(axis=1).reshape(grid.shape)
        row, column = at.clip(0, SIZE - 1).T
        return smooth[row, column].T.reshape(3, *grid.shape), valid

    return read


def distances(seed: int) -> Iterator[tuple[bool, float]]:
    """Yield whether a roof came and how much the two looks differ, for the sites of a drawn pair."""
    pair, rng = draw_pair(seed), np.random.default_rng(seed)
    before, after = pixels_of(pair.before), pixels_of(pair.after)
    changed = ndimage.binary_dilation(pair.new | pair.demolished, iterations=5)
    for rows, columns in ndimage.find_objects(ndimage.label(pair.new)[0]):
        height, width = rows.stop - rows.start, columns.stop - columns.start
        if min(height, width) < 10:
            continue
        spots = [(True, rows.start, columns.start)]
        for _ in range(UNCHANGED_EACH):
            row, column = rng.integers(0, SIZE - height), rng.integers(0, SIZE - width)
            if not changed[row : row + height, column : column + width].any():
                spots.append((False, row, column))
        for is_new, row, column in spots:
            top, left = (SIZE - row) * METRES, column * METRES
            outline = shapely.box(left, top - height * METRES, left + width * METRES, top)
            here, there = look(outline, GK, before), look(outline, GK, after)
            if here and there:
                yield is_new, distance(here, there)


def main() -> None:
    """Print the shares."""
    found = [one for seed in range(int(sys.argv[1]) if len(sys.argv) > 1 else 24) for one in distances(seed)]
    same, new = (np.array([d for is_new, d in found if is_new is wanted]) for wanted in (False, True))
    print(f"{same.size} unchanged sites, {new.size} with a new roof")
    for threshold in (0.4, 0.5, 0.6, 0.8, 1.0):
        kept, told = (same < threshold).mean(), (new >= threshold).mean()
        print(f"  {threshold}: unchanged below {kept:.0%}, new above {told:.0%}")


if __name__ == "__main__":
    main()
