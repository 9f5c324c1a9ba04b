"""Reading an epoch to be looked at: quick at every scale, also where files have no overviews."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import numpy as np
from rasterio.enums import Resampling
from rasterio.warp import reproject

from twowei.geo.crs import transform_bounds
from twowei.geo.grid import Grid
from twowei.imagery.epoch import Epoch, Tile
from twowei.imagery.reader import EpochReader, Picture, as_deep
from twowei.imagery.stretch import from_samples
from twowei.imagery.thumbnail import MOST_PX, Cost, Thumbnail, cost_of, fineness, from_afar, thumbnail

LOOK_COARSER_FROM = 2.0
"""An overview is read as soon as it is as fine as the picture."""


class PreviewReader:
    """Reads pictures of one epoch for the screen; safe to share between threads.

    Args:
        epoch: What to read.
        deep: Whether imagery of more than 8 bits keeps 16.
    """

    def __init__(self, epoch: Epoch, deep: bool = False) -> None:
        self._epoch, self._deep = epoch, deep
        self._whole = EpochReader(epoch, LOOK_COARSER_FROM, deep)
        self._lock = threading.RLock()
        self._thumbnails: dict[Tile, Thumbnail] = {}
        self._poor: dict[Tile, Cost] | None = None
        self._rest: EpochReader | None = None

    def read(self, grid: Grid) -> Picture:
        """Read a picture on a grid; of overlapping tiles the first valid one counts.

        Raises:
            ImageryError: A file vanished or its pixels cannot be read.
        """
        poor = self._find_poor()
        if not any(_is_dear(tile, cost, grid) for tile, cost in poor.items()):
            return self._whole.read(grid)
        picture = self._rest.read(grid) if self._rest else _empty(grid)
        for tile in poor:
            part = _on(self._thumbnail(tile), grid, self._deep)
            fresh = part.valid & ~picture.valid
            depth = np.promote_types(picture.rgb.dtype, part.rgb.dtype)
            picture = Picture(as_deep(picture.rgb, depth), picture.valid | fresh)
            np.copyto(picture.rgb, as_deep(part.rgb, depth), where=fresh)
        return picture

    @property
    def sampled(self) -> tuple[Path, ...]:
        """Files that are shown from samples when seen from afar, for want of overviews."""
        return tuple(tile.path for tile in list(self._thumbnails))  # no lock: a window asks, and must not wait

    def close(self) -> None:
        """Close all files."""
        self._whole.close()
        if self._rest:
            self._rest.close()

    def _find_poor(self) -> dict[Tile, Cost]:
        """Return the large files whose overviews do not reach far enough; they are opened for it once."""
        with self._lock:
            if self._poor is None:
                large = [tile for tile in self._epoch.tiles if tile.grid.width * tile.grid.height > MOST_PX]
                costs = {tile: cost_of(self._whole.opened(tile), tile) for tile in large}
                poor = {tile: cost for tile, cost in costs.items() if cost.of(tile, from_afar(tile.grid)) > MOST_PX}
                rest = tuple(tile for tile in self._epoch.tiles if tile not in poor)
                self._rest = (
                    EpochReader(replace(self._epoch, tiles=rest), LOOK_COARSER_FROM, self._deep)
                    if poor and rest
                    else None
                )
                self._poor = poor
            return self._poor

    def _thumbnail(self, tile: Tile) -> Thumbnail:
        with self._lock:  # a second thread that wants it waits for it
            if tile not in self._thumbnails:
                self._thumbnails[tile] = thumbnail(tile)
            return self._thumbnails[tile]


def _is_dear(tile: Tile, cost: Cost, grid: Grid) -> bool:
    """Return whether a file is better sampled; where each of its pixels is seen there is nothing cheaper."""
    if fineness(tile, grid, transform_bounds(grid.bounds, grid.crs, tile.grid.crs)) < LOOK_COARSER_FROM:
        return False
    return cost.of(tile, grid) > MOST_PX


def _on(found: Thumbnail, grid: Grid, deep: bool) -> Picture:
    """Return a thumbnail on another grid."""
    pixels = found.pixels
    if pixels.dtype != np.uint8:
        pixels = from_samples(pixels[:, found.valid]).apply(pixels, np.uint16 if deep else np.uint8)
    rgb, valid = np.zeros((3, *grid.shape), pixels.dtype), np.zeros((1, *grid.shape), np.uint8)
    for source, target, how in (
        (pixels, rgb, Resampling.bilinear),
        (found.valid[None].astype(np.uint8), valid, Resampling.nearest),
    ):
        reproject(
            source, target, src_transform=found.grid.transform, src_crs=found.grid.crs,
            dst_transform=grid.transform, dst_crs=grid.crs, resampling=how,
        )  # fmt: skip
    return Picture(rgb, valid[0] > 0)


def _empty(grid: Grid) -> Picture:
    return Picture(np.zeros((3, *grid.shape), np.uint8), np.zeros(grid.shape, bool))
