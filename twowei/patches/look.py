"""What the ground looks like inside an outline, small enough to keep: to tell whether a false alarm looks the same.

Tone, season and sun differ from month to month, so brightness and colour inside are told against what lies around,
and the pattern is a coarse one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from rasterio.crs import CRS

from twowei.geo.footprint import Outline
from twowei.geo.grid import Grid

SIDE = 10
"""Cells along a side of the pattern."""

AROUND = 0.4
"""How far the pattern reaches beyond the outline, in sizes of it."""

LEAST_SPREAD = 12.0
"""Grey levels: ground around that is smoother counts as so rough."""

SEEN_FROM = 0.7
"""Share of the pattern with imagery that it takes to be compared."""

DIFFERENT_FROM = 0.5
"""Distance from which two looks differ: over drawn pairs of any two seasons 72 % of unchanged sites lie below,
86 % of sites with a new roof above (benchmarks/looks.py)."""

_STEP = 24.0

Pixels = Callable[[Grid], tuple[NDArray[np.uint8], NDArray[np.bool_]]]
"""Gives RGB (3, h, w) and validity (h, w) on a grid."""


@dataclass(frozen=True)
class Look:
    """A coarse picture of one date, tone taken out.

    Attributes:
        cells: int8 (3, 10, 10): colours in spreads of the ground around, times 24.
    """

    cells: NDArray[np.int8]

    def to_bytes(self) -> bytes:
        """Return it for storing."""
        return self.cells.tobytes()

    @classmethod
    def from_bytes(cls, stored: bytes) -> Look:
        """Return what was stored."""
        return cls(np.frombuffer(stored, np.int8).reshape(3, SIDE, SIDE))


def window(outline: Outline, crs: CRS) -> Grid:
    """Return the square grid over an outline and what lies around, four pixels to a cell's side."""
    left, bottom, right, top = outline.bounds
    half = max(right - left, top - bottom) * (0.5 + AROUND)
    x, y = (left + right) / 2, (bottom + top) / 2
    return Grid.over(crs, (x - half, y - half, x + half, y + half), 2 * half / (4 * SIDE))


def look(outline: Outline, crs: CRS, pixels: Pixels) -> Look | None:
    """Return the look of a date at an outline, None where too little is seen."""
    grid = window(outline, crs)
    rgb, valid = pixels(grid)
    if valid.mean() < SEEN_FROM:
        return None
    inside = _inside(outline, grid)
    around = valid & ~inside
    if around.sum() < SIDE or not (valid & inside).any():
        return None
    colours = rgb.astype(np.float32)
    middle = np.median(colours[:, around], axis=1)
    spread = max(float(np.abs(colours[:, around] - middle[:, None]).mean()) * 1.25, LEAST_SPREAD)
    told = np.where(valid, (colours - middle[:, None, None]) / spread, 0)
    return Look(np.clip(np.round(_coarse(told) * _STEP), -127, 127).astype(np.int8))


def distance(one: Look, other: Look) -> float:
    """Return how much the middle of two looks of one outline differs, in spreads of the ground around."""
    here, there = (each.cells.astype(np.float32)[:, _EDGE:-_EDGE, _EDGE:-_EDGE] / _STEP for each in (one, other))
    return min(_apart(here, there, row, col) for row in (-1, 0, 1) for col in (-1, 0, 1))


_EDGE = round(SIDE * AROUND / (1 + 2 * AROUND))


def _apart(one: NDArray[np.float32], other: NDArray[np.float32], row: int, col: int) -> float:
    """Return the mean difference with ``other`` moved by a cell: alignment leaves something over."""
    height, width = one.shape[1:]
    first = one[:, max(row, 0) : height + min(row, 0), max(col, 0) : width + min(col, 0)]
    second = other[:, max(-row, 0) : height + min(-row, 0), max(-col, 0) : width + min(-col, 0)]
    return float(np.abs(first - second).mean())


def _coarse(values: NDArray[np.float32]) -> NDArray[np.float32]:
    rows, columns = (np.array_split(np.arange(size), SIDE) for size in values.shape[1:])
    cells = [[values[:, r][:, :, c].mean(axis=(1, 2)) for c in columns] for r in rows]
    told: NDArray[np.float32] = np.array(cells, np.float32)
    return np.moveaxis(told, 2, 0)


def _inside(outline: Outline, grid: Grid) -> NDArray[np.bool_]:
    rows, columns = np.indices(grid.shape)
    points = grid.ground(np.column_stack([columns.ravel() + 0.5, rows.ravel() + 0.5]))
    return shapely.contains_xy(outline, points[:, 0], points[:, 1]).reshape(grid.shape)
