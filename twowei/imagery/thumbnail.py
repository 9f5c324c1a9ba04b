"""A coarse picture of a whole file: from its overviews, or from samples where it would have to be read whole.

A file without overviews is sampled: blocks spread over it, in rounds of twice as many along each side, for as long
as time allows. What it costs is the number of pixels decoded; blocks are decoded whole.
"""

from __future__ import annotations

import math
import time
from dataclasses import dataclass

import numpy as np
from affine import Affine
from numpy.typing import NDArray
from rasterio.errors import RasterioError
from rasterio.io import DatasetReader
from rasterio.windows import Window

from twowei.errors import ImageryError
from twowei.geo.crs import transform_bounds
from twowei.geo.grid import Grid, intersection
from twowei.imagery.epoch import Tile
from twowei.imagery.masks import mask_of
from twowei.imagery.wrapping import open_tile

MOST_PX = 24_000_000
"""Pixels that one picture may cost to decode; above it a file is sampled."""

WHOLE_PX = 512
SAMPLING_S = 0.4
"""No new round of samples, of four times the work, is begun after this time."""

FEWEST, MOST = 8, 256
"""Samples along each side of a file in the first and the last round."""


@dataclass(frozen=True)
class Cost:
    """What it takes to read a file: the reach of its coarsest overview, and the blocks that are decoded whole."""

    reach: int
    block: tuple[int, int]

    def of(self, tile: Tile, grid: Grid) -> float:
        """Return how many pixels of a file are decoded for a picture on a grid."""
        bounds = transform_bounds(grid.bounds, grid.crs, tile.grid.crs)
        shared = intersection(bounds, tile.grid.bounds)
        if shared is None:
            return 0.0
        across, down = tile.grid.resolution
        width = min((shared[2] - shared[0]) / across + self.block[1], tile.grid.width)
        height = min((shared[3] - shared[1]) / down + self.block[0], tile.grid.height)
        return width * height / min(self.reach, max(fineness(tile, grid, bounds), 1.0)) ** 2


@dataclass(frozen=True)
class Thumbnail:
    """Pixels (3, n, m) of the file's own type, their mask (n, m), and where they lie."""

    pixels: NDArray[np.generic]
    valid: NDArray[np.bool_]
    grid: Grid


def from_afar(grid: Grid) -> Grid:
    """Return a grid of some hundred pixels over all of another."""
    west, south, east, north = grid.bounds
    return Grid.over(grid.crs, grid.bounds, max(east - west, north - south) / WHOLE_PX)


def fineness(tile: Tile, grid: Grid, bounds: tuple[float, float, float, float]) -> float:
    """Return how many of the file's pixels lie along one of the grid, whose bounds are given in the file's CRS."""
    across = math.hypot(bounds[2] - bounds[0], bounds[3] - bounds[1]) / math.hypot(grid.width, grid.height)
    return across / (sum(tile.grid.resolution) / 2)


def thumbnail(tile: Tile) -> Thumbnail:
    """Return a coarse picture of a file, of 512 pixels along its longer side at most.

    Raises:
        ImageryError: It vanished or its pixels cannot be read.
    """
    try:
        with _opened(tile) as dataset:
            return taken_from(dataset, tile)
    except (RasterioError, OSError) as error:
        raise unreadable(tile) from error


def taken_from(dataset: DatasetReader, tile: Tile, patience_s: float = SAMPLING_S) -> Thumbnail:
    """Take the coarse picture from a file that is open.

    Raises:
        RasterioError: Its pixels cannot be read.
    """
    if cost_of(dataset, tile).of(tile, from_afar(tile.grid)) <= MOST_PX:
        return _overview(dataset, tile)
    return _sampled(dataset, tile, patience_s)


def cost_of(dataset: DatasetReader, tile: Tile) -> Cost:
    """Look up what a file that is open costs to read."""
    return Cost(max(dataset.overviews(tile.bands[0]) or [1]), dataset.block_shapes[tile.bands[0] - 1])


def _overview(dataset: DatasetReader, tile: Tile) -> Thumbnail:
    smaller = WHOLE_PX / max(dataset.shape)
    shape = tuple(max(1, min(side, round(side * smaller))) for side in dataset.shape)
    pixels = dataset.read(list(tile.bands), out_shape=(3, *shape))
    return _placed(pixels, mask_of(dataset, shape=shape) > 0, tile)


def _sampled(dataset: DatasetReader, tile: Tile, patience_s: float) -> Thumbnail:
    start, count = time.monotonic(), FEWEST
    found = _round(dataset, tile, count)
    while count < MOST and time.monotonic() - start < patience_s:
        count *= 2
        found = _round(dataset, tile, count)
    return found


def _round(dataset: DatasetReader, tile: Tile, count: int) -> Thumbnail:
    """Take one pixel from the middle of each cell; of a row that is decoded whole, many."""
    striped = dataset.block_shapes[tile.bands[0] - 1][1] >= dataset.width
    rows, cols = _middles(dataset.height, count), _middles(dataset.width, 1 if striped else count)
    across = min(MOST, dataset.width) if striped else len(cols)
    pixels = np.zeros((3, len(rows), across), dataset.dtypes[tile.bands[0] - 1])
    valid = np.zeros(pixels.shape[1:], bool)
    for number, row in enumerate(rows):
        for place, col in enumerate(cols):
            window = Window(0, row, dataset.width, 1) if striped else Window(col, row, 1, 1)
            there, shape = (slice(None), (1, across)) if striped else (slice(place, place + 1), (1, 1))
            pixels[:, number, there] = dataset.read(list(tile.bands), window=window, out_shape=(3, *shape))[:, 0]
            valid[number, there] = mask_of(dataset, window, shape)[0] > 0
    return _placed(pixels, valid, tile)


def _middles(size: int, count: int) -> list[int]:
    count = min(count, size)
    return [int((number + 0.5) * size / count) for number in range(count)]


def _placed(pixels: NDArray[np.generic], valid: NDArray[np.bool_], tile: Tile) -> Thumbnail:
    height, width = valid.shape
    scale = Affine.scale(tile.grid.width / width, tile.grid.height / height)
    return Thumbnail(pixels, valid, Grid(tile.grid.crs, tile.grid.transform * scale, width, height))


def _opened(tile: Tile) -> DatasetReader:
    try:
        return open_tile(tile)
    except (RasterioError, OSError) as error:
        raise unreadable(tile) from error


def unreadable(tile: Tile) -> ImageryError:
    """Return the error of a file that could be read once, or that reads but for its overviews."""
    overviews = tile.source.with_name(f"{tile.source.name}.ovr")
    if tile.path.exists() and overviews.exists():
        return ImageryError(
            f"{tile.path} or its overviews cannot be read (damaged or cut off); delete {overviews.name} and build it "
            "again (twowei overviews), or restore the file."
        )
    return ImageryError(f"{tile.path} cannot be read any more (moved, damaged or cut off); restore it and try again.")
