"""The pyramid of 512-px tiles that the map is painted from. Knows neither Qt nor files.

The scene counts in pixels of the finest level from the upper left corner of all imagery, so that
coordinates stay small: an easting of 39,500,000 m does not fit a float.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

import numpy as np
from affine import Affine
from numpy.typing import NDArray
from rasterio.crs import CRS

from twowei.geo.grid import Bounds, Grid

TILE_PX = 512
Number = TypeVar("Number", float, NDArray[np.float64])


class TileKey(NamedTuple):
    """One tile of one epoch; level 0 is the finest."""

    month: str
    level: int
    row: int
    col: int

    def ancestor(self, levels: int) -> TileKey:
        """Return the coarser tile that contains this one, ``levels`` above it."""
        return TileKey(self.month, self.level + levels, self.row >> levels, self.col >> levels)


class Box(NamedTuple):
    """A rectangle of the scene: left, top, right, bottom in finest pixels, y downwards."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def centre(self) -> tuple[float, float]:
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def grown(self, share: float) -> Box:
        """Return the box with a margin of ``share`` of its size on every side."""
        dx, dy = (self.right - self.left) * share, (self.bottom - self.top) * share
        return Box(self.left - dx, self.top - dy, self.right + dx, self.bottom + dy)


@dataclass(frozen=True)
class Pyramid:
    """The scene of one workspace: its CRS, its extent and the tiles of every level.

    Attributes:
        crs: CRS of the scene, the workspace's own.
        left, top: Ground coordinates of the scene's origin.
        step_x, step_y: Ground size of a finest pixel, in units of the CRS; both positive.
        width, height: Extent in finest pixels.
    """

    crs: CRS
    left: float
    top: float
    step_x: float
    step_y: float
    width: int
    height: int

    @classmethod
    def covering(cls, crs: CRS, bounds: Sequence[Bounds], step: float) -> Pyramid:
        """Return the pyramid over all ``bounds``, in phase with the first of them.

        Args:
            step: Ground size of the finest pixel, in units of the CRS. In degrees it is taken
                along the meridian and widened along the parallel, so that ground looks square.
        """
        phase_left, _, _, phase_top = bounds[0]
        west, south = min(b[0] for b in bounds), min(b[1] for b in bounds)
        east, north = max(b[2] for b in bounds), max(b[3] for b in bounds)
        step_x = step
        if crs.is_geographic:
            step_x = step / max(0.05, math.cos(math.radians((south + north) / 2)))
        left = phase_left - math.ceil((phase_left - west) / step_x - 1e-6) * step_x
        top = phase_top + math.ceil((north - phase_top) / step - 1e-6) * step
        width = max(1, math.ceil((east - left) / step_x - 1e-6))
        height = max(1, math.ceil((top - south) / step - 1e-6))
        return cls(crs, left, top, step_x, step, width, height)

    @property
    def extent(self) -> Box:
        return Box(0, 0, self.width, self.height)

    @property
    def top_level(self) -> int:
        """The level at which one tile holds the whole scene."""
        return max(0, math.ceil(math.log2(max(self.width, self.height) / TILE_PX)))

    def level_for(self, scale: float) -> int:
        """Return the coarsest level that still gives a source pixel to each device pixel.

        Args:
            scale: Device pixels per finest pixel.
        """
        wanted = math.floor(math.log2(1 / max(scale, 1e-9)) + 0.05)
        return min(max(0, wanted), self.top_level)

    def tiles(self, month: str, level: int, view: Box) -> Iterator[TileKey]:
        """Yield the tiles of a level that touch ``view``, row by row."""
        span = TILE_PX << level
        last_row, last_col = (self.height - 1) // span, (self.width - 1) // span
        rows = range(max(0, int(view.top // span)), min(last_row, int(view.bottom // span)) + 1)
        cols = range(max(0, int(view.left // span)), min(last_col, int(view.right // span)) + 1)
        return (TileKey(month, level, row, col) for row in rows for col in cols)

    @staticmethod
    def box_of(key: TileKey) -> Box:
        """Return the place of a tile in the scene."""
        span = TILE_PX << key.level
        return Box(key.col * span, key.row * span, (key.col + 1) * span, (key.row + 1) * span)

    def grid_of(self, key: TileKey) -> Grid:
        """Return the ground grid that a tile is read on."""
        box, zoom = self.box_of(key), 1 << key.level
        x, y = self.to_ground(box.left, box.top)
        transform = Affine(self.step_x * zoom, 0, x, 0, -self.step_y * zoom, y)
        return Grid(self.crs, transform, TILE_PX, TILE_PX)

    def to_ground(self, x: float, y: float) -> tuple[float, float]:
        """Turn a scene point into ground coordinates."""
        return self.left + x * self.step_x, self.top - y * self.step_y

    def to_scene(self, x: Number, y: Number) -> tuple[Number, Number]:
        """Turn ground coordinates, numbers or arrays of them, into scene points."""
        return (x - self.left) / self.step_x, (self.top - y) / self.step_y

    def box_to_scene(self, bounds: Bounds) -> Box:
        """Turn ground bounds (left, bottom, right, top) into a scene box."""
        left, top = self.to_scene(bounds[0], bounds[3])
        right, bottom = self.to_scene(bounds[2], bounds[1])
        return Box(left, top, right, bottom)

    def box_to_ground(self, box: Box) -> Bounds:
        """Turn a scene box into ground bounds (left, bottom, right, top)."""
        left, top = self.to_ground(box.left, box.top)
        right, bottom = self.to_ground(box.right, box.bottom)
        return left, bottom, right, top
