"""Tree canopies: bumpy domes, lit by their own relief."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from .canvas import Canvas
from .model import Sky, Tree
from .noise import FloatArray, smooth_noise

GREEN = np.float32([0.17, 0.23, 0.115])
BARE = np.float32([0.27, 0.235, 0.185])
SHAPES = 12


@lru_cache(maxsize=1024)
def canopy(radius_px: int, shape: int) -> FloatArray:
    """A dome of height 0-1 with lumps and a ragged rim, negative outside."""
    size = 2 * radius_px + 3
    rng = np.random.default_rng((radius_px, shape))
    y, x = np.mgrid[:size, :size].astype(np.float32) - (size - 1) / 2
    lumps = smooth_noise(rng, size, max(1.6, radius_px * 0.45))
    distance = np.hypot(x, y) / radius_px + 0.10 * lumps
    dome = np.sqrt(np.clip(1 - distance**2, 0, None)) * (1 + 0.16 * lumps)
    return np.asarray(np.where(distance < 1, np.maximum(dome, 0.15), -1), dtype=np.float32)


def paint_trees(canvas: Canvas, trees: list[Tree], sky: Sky) -> None:
    """Stamp every canopy's height, then colour and light them together."""
    tone: FloatArray = np.full_like(canvas.height, np.nan)
    for number, tree in enumerate(trees):
        _stamp(canvas, tree, number, tone)
    leaves = ~np.isnan(tone)
    if leaves.any():
        _colour(canvas, leaves, tone, sky)


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
    height = tree.height_m * (0.45 + 0.55 * dome)
    higher = (dome > 0) & (height > target)
    target[higher] = height[higher]
    tone[rows, cols][higher] = tree.tone


def _colour(canvas: Canvas, leaves: np.ndarray, tone: FloatArray, sky: Sky) -> None:
    where = np.nonzero(leaves)
    row, col = sky.sun_step()
    down, right = np.gradient(canvas.height)
    facing = -(down[where] * row + right[where] * col) / canvas.resolution_m
    light = 1 + 0.42 * np.tanh(facing / 1.6)
    canvas.wall[where] = 0
    canvas.shade[where] = np.clip(light, 0.3, 1.5)
    green = np.clip(sky.greenness + 0.25 + 0.3 * tone[where], 0, 1)[:, None]
    colour = GREEN * green + BARE * (1 - green)
    texture = 1 + 0.16 * canvas.grain.fine[where] + 0.22 * tone[where]
    canvas.albedo[where] = colour * np.clip(texture, 0.4, 1.8)[:, None]
