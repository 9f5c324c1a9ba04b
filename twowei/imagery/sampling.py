"""Sampling an array at given places: bilinear, with missing pixels known."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from rasterio.crs import CRS

from twowei.geo.crs import transformer
from twowei.geo.grid import Grid
from twowei.geo.lattice import between

cv2.setNumThreads(1)  # windows are read beside each other; its own threads would only wait for the network's

NODE_PX = 32
"""Distance of the pixels for which a transformation between CRSs is computed; between them it is linear.

Over 32 pixels the bend of any projection of our use is below 1/1000 pixel. A move is turned and scaled as the middle
of the window is: off by less than 1/1000 pixel for a move of 10 pixels over a kilometre.
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
    down, right = (np.diff(lattice, axis=axis).mean(axis=(1, 2)) / NODE_PX for axis in (1, 2))
    down_px, across_px = (np.arange(side) for side in grid.shape)
    at = np.empty((2, *grid.shape), np.float32)
    for axis in (0, 1):
        at[axis] = between(lattice[axis], down_px / NODE_PX, across_px / NODE_PX, onwards=True)
        for turned, move in ((down[axis], moved[1]), (right[axis], moved[0])):
            if turned:  # between grids that lie alike one is 0 and the other 1
                at[axis] += move if turned == 1 else np.float32(turned) * move
    return at


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


def bilinear(bands: NDArray[Any], at: NDArray[np.float32]) -> NDArray[Any]:
    """Sample whole numbers (b, h, w) at row and column (2, n, m), each rounded to the nearest value; outside is 0.

    A picture reaches half a pixel beyond its outer centres, so that tiles side by side leave no gap.
    """
    sampled = np.empty((len(bands), *at.shape[1:]), bands.dtype)
    for band, result in zip(bands, sampled, strict=True):
        cv2.remap(np.ascontiguousarray(band), at[1], at[0], cv2.INTER_LINEAR, result, cv2.BORDER_REPLICATE)
    inside = _inside(at, bands.shape[1:])
    if not inside.all():
        sampled[:, ~inside] = 0
    return sampled


def seen(mask: NDArray[np.uint8], at: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Return bool (n, m), True where the pixels around a place (2, n, m) all have imagery, 255 in the mask (h, w)."""
    if mask.min() == 255:
        return _inside(at, mask.shape)
    return np.asarray(bilinear(mask[None], at)[0] == 255)


def _inside(at: NDArray[np.float32], shape: tuple[int, ...]) -> NDArray[np.bool_]:
    height, width = shape
    rows, cols = at
    return np.asarray((rows >= -0.5) & (rows <= height - 0.5) & (cols >= -0.5) & (cols <= width - 0.5))
