"""Sampling an array at given places: bilinear, with missing pixels known."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from rasterio.crs import CRS
from scipy import ndimage

from twowei.geo.crs import transformer
from twowei.geo.grid import Grid

NODE_PX = 32
"""Distance of the pixels for which a transformation between CRSs is computed; between them it is linear.

Over 32 pixels the bend of any projection of our use is below 1/1000 pixel.
"""


def places(grid: Grid, moved: NDArray[np.float32], source: Grid) -> NDArray[np.float32]:
    """Return where the pixels of a grid lie in another, after a move.

    Args:
        grid: The pixels asked for.
        moved: float32 (2, h, w), columns and rows of ``grid`` to go further right and down.
        source: Where the pixels come from.

    Returns:
        float32 (2, h, w): row and column in ``source``, whole numbers at pixel centres.
    """
    rows, cols = (_steps(side) for side in grid.shape)
    row_nodes, col_nodes = (np.asarray(v, np.float64) for v in np.meshgrid(rows, cols, indexing="ij"))
    mapped = _mapped(grid, source, np.column_stack([col_nodes.ravel() + 0.5, row_nodes.ravel() + 0.5]))
    lattice = mapped.reshape(2, *row_nodes.shape)
    where = np.meshgrid(*(np.arange(side) / NODE_PX for side in grid.shape), indexing="ij")
    at = np.stack([where[0] + moved[1] / NODE_PX, where[1] + moved[0] / NODE_PX])
    return np.stack([_beyond(axis, at) for axis in lattice]).astype(np.float32)


def _steps(side: int) -> NDArray[np.float64]:
    return np.arange(-(-side // NODE_PX) + 1, dtype=np.float64) * NODE_PX


def _mapped(grid: Grid, source: Grid, points: NDArray[np.float64]) -> NDArray[np.float64]:
    ground = grid.ground(points)
    xs, ys = _reprojected(ground, grid.crs, source.crs)
    back = ~source.transform
    return np.stack([back.d * xs + back.e * ys + back.f - 0.5, back.a * xs + back.b * ys + back.c - 0.5])


def _reprojected(ground: NDArray[np.float64], held: CRS, wanted: CRS) -> tuple[NDArray[np.float64], ...]:
    if held == wanted:
        return ground[:, 0], ground[:, 1]
    return tuple(np.asarray(v) for v in transformer(held, wanted).transform(ground[:, 0], ground[:, 1]))


def _beyond(axis: NDArray[np.float64], at: NDArray[np.float64]) -> NDArray[np.float64]:
    """Interpolate linearly on the lattice, and go on linearly beyond its edge."""
    cell = [np.clip(np.floor(a), 0, side - 2).astype(np.intp) for a, side in zip(at, axis.shape, strict=True)]
    down, right = at[0] - cell[0], at[1] - cell[1]
    upper = axis[cell[0], cell[1]] * (1 - right) + axis[cell[0], cell[1] + 1] * right
    lower = axis[cell[0] + 1, cell[1]] * (1 - right) + axis[cell[0] + 1, cell[1] + 1] * right
    return np.asarray(upper * (1 - down) + lower * down)


def bilinear(bands: NDArray[Any], at: NDArray[np.float32]) -> NDArray[Any]:
    """Sample whole numbers (b, h, w) at row and column (2, n, m), each rounded to the nearest value; outside is 0.

    A picture reaches half a pixel beyond its outer centres, so that tiles side by side leave no gap.
    """
    sampled = np.stack([ndimage.map_coordinates(b, at, order=1, mode="nearest") for b in bands])
    height, width = bands.shape[1:]
    inside = (at[0] >= -0.5) & (at[0] <= height - 0.5) & (at[1] >= -0.5) & (at[1] <= width - 0.5)
    return np.asarray(np.where(inside, sampled, bands.dtype.type(0)))
