"""A grid: where the pixels of a raster lie on the ground."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from affine import Affine
from numpy.typing import NDArray
from rasterio.crs import CRS

Bounds = tuple[float, float, float, float]
"""Left, bottom, right, top in the units of a CRS."""


@dataclass(frozen=True)
class Grid:
    """CRS, transform from (column, row) to ground (x, y), and size in pixels.

    Attributes:
        crs: Coordinate reference system.
        transform: Affine transform, pixel corner convention.
        width: Number of columns.
        height: Number of rows.
    """

    crs: CRS
    transform: Affine
    width: int
    height: int

    @property
    def bounds(self) -> Bounds:
        """Smallest upright box around the grid, also of a rotated or south-up one."""
        corners = [self.transform * c for c in ((0, 0), (self.width, 0), (0, self.height), (self.width, self.height))]
        xs, ys = zip(*corners, strict=True)
        return min(xs), min(ys), max(xs), max(ys)

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""
        return self.height, self.width

    @property
    def resolution(self) -> tuple[float, float]:
        """Width and height of a pixel in the units of the CRS."""
        t = self.transform
        return math.hypot(t.a, t.d), math.hypot(t.b, t.e)

    def ground(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return (x, y) of points given as (column, row); both (n, 2)."""
        t, (cols, rows) = self.transform, points.T
        return np.column_stack([t.a * cols + t.b * rows + t.c, t.d * cols + t.e * rows + t.f])

    def part(self, row: int, col: int, height: int, width: int) -> Grid:
        """Return the grid of a window that starts at (row, col); it may reach beyond the edges."""
        return Grid(self.crs, self.transform * Affine.translation(col, row), width, height)

    @classmethod
    def over(cls, crs: CRS, bounds: Bounds, resolution: float) -> Grid:
        """Return the north-up grid of square pixels that covers ``bounds``.

        Its corner lies on a multiple of the resolution, so that grids over the same ground share pixels.
        """
        left, bottom, right, top = bounds
        x0, y0 = math.floor(left / resolution), math.ceil(top / resolution)
        width = max(math.ceil(right / resolution) - x0, 1)
        height = max(y0 - math.floor(bottom / resolution), 1)
        transform = Affine(resolution, 0, x0 * resolution, 0, -resolution, y0 * resolution)
        return cls(crs, transform, width, height)


def intersection(one: Bounds, other: Bounds) -> Bounds | None:
    """Return what two boxes have in common, or None."""
    left, bottom = max(one[0], other[0]), max(one[1], other[1])
    right, top = min(one[2], other[2]), min(one[3], other[3])
    return (left, bottom, right, top) if left < right and bottom < top else None


def union(boxes: list[Bounds]) -> Bounds:
    """Return the smallest box around all."""
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)
