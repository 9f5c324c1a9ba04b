"""Tree canopies: bumpy domes, lit by their own relief."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from .canvas import Canvas
from .model import Tree, as_rgb
from .noise import FloatArray, smooth_noise

DARK = as_rgb((0.115, 0.165, 0.085))
FRESH = as_rgb((0.235, 0.285, 0.125))
BARE = as_rgb((0.265, 0.23, 0.18))
SHAPES = 12


@lru_cache(maxsize=1024)
def canopy(radius_px: int, shape: int) -> FloatArray:
    """A dome of height 0-1 with lumps and a ragged rim, negative outside."""
    size = 2 * radius_px + 3
    rng = np.random.default_rng((radius_px, shape))
    y, x = np.mgrid[:size, :size].astype(np.float32) - np.float32((size - 1) / 2)
    lumps = smooth_noise(rng, size, max(1.6, radius_px * 0.4))
    broad = smooth_noise(rng, size, max(2.0, radius_px * 0.9))
    distance = np.hypot(x, y) / radius_px + 0.09 * lumps + 0.12 * broad
    dome = np.sqrt(np.clip(1 - distance**2, 0, None)) * (1 + 0.20 * lumps)
    return np.asarray(np.where(distance < 1, np.maximum(dome, 0.15), -1), dtype=np.float32)


def paint_trees(canvas: Canvas, trees: list[Tree]) -> None:
    """Stamp every canopy's height, then colour and light them together."""
    tone: FloatArray = np.full_like(canvas.height, np.nan)
    for number, tree in enumerate(trees):
        if tree.presence.holds(canvas.month):
            _stamp(canvas, tree, number, tone)
    leaves = ~np.isnan(tone)
    if leaves.any():
        _colour(canvas, leaves, tone)


def _stamp(canvas: Canvas, tree: Tree, number: int, tone: FloatArray) -> None:
    res, size = canvas.resolution_m, canvas.size_px
    radius = max(2, round(tree.radius_m / res))
    dome = canopy(radius, number % SHAPES)
    top, left = round(tree.y / res) - radius - 1, round(tree.x / res) - radius - 1
    rows, cols = slice(max(top, 0), top + len(dome)), slice(max(left, 0), left + len(dome))
    if rows.start >= size or cols.start >= size or rows.stop <= 0 or cols.stop <= 0:
        return
    dome = dome[rows.start - top :, cols.start - left :]
    target = canvas.height[rows, cols]
    dome = dome[: target.shape[0], : target.shape[1]]
    height = np.float32(tree.height_m) * (np.float32(0.4) + np.float32(0.6) * dome)
    higher = (dome > 0) & (height > target)
    target[higher] = height[higher]
    tone[rows, cols][higher] = tree.tone


def _colour(canvas: Canvas, leaves: NDArray[np.bool_], tone: FloatArray) -> None:
    where = np.nonzero(leaves)
    row, col = canvas.sky.sun_step()
    down = _slope(canvas.height, where, 0)
    right = _slope(canvas.height, where, 1)
    facing = -(down * row + right * col) / canvas.resolution_m
    canvas.wall[where] = 0
    canvas.shade[where] = np.clip(1 + 0.5 * np.tanh(facing / 1.5), 0.25, 1.6)
    fresh = np.clip(0.45 + 0.5 * tone[where], 0, 1)[:, None]
    leafy = np.clip(canvas.sky.greenness * 1.2 + 0.35 + 0.5 * tone[where], 0, 1)[:, None]
    colour = (DARK + (FRESH - DARK) * fresh) * leafy + BARE * (1 - leafy)
    texture = 1 + 0.2 * canvas.grain.fine[where] + 0.1 * canvas.grain.small[where]
    canvas.albedo[where] = colour * np.clip(texture, 0.4, 1.8)[:, None]


def _slope(height: FloatArray, where: tuple[NDArray[np.intp], ...], axis: int) -> FloatArray:
    """Central difference at some pixels only."""
    last = height.shape[axis] - 1
    ahead, behind = list(where), list(where)
    ahead[axis] = np.minimum(where[axis] + 1, last)
    behind[axis] = np.maximum(where[axis] - 1, 0)
    return np.asarray((height[tuple(ahead)] - height[tuple(behind)]) / 2, dtype=np.float32)
