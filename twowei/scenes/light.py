"""Sun and view: cast shadows from the height layer, facades of leaning buildings, radiance."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .canvas import Canvas
from .model import Sky, as_rgb
from .noise import FloatArray

SKYLIGHT = as_rgb((0.215, 0.24, 0.29))
SUNLIGHT = as_rgb((0.83, 0.80, 0.74))
FLOOR_M = 3.0


def _overlap(length: int, step: int) -> tuple[slice, slice]:
    """Slices (target, source) so that source = target + step; empty past the edge."""
    step = max(-length, min(length, step))
    return slice(max(0, -step), length - max(0, step)), slice(max(0, step), length - max(0, -step))


def horizon(height: FloatArray, sky: Sky, resolution_m: float) -> FloatArray:
    """Height at every pixel below which the sun is hidden by what stands towards it."""
    row, col = sky.sun_step()
    drop = resolution_m * np.tan(np.radians(sky.sun_elevation))
    steps = int(np.ceil(float(height.max()) / drop))
    result = np.zeros_like(height)
    for step in range(1, steps + 1):
        rows, rows_from = _overlap(height.shape[0], round(step * row))
        cols, cols_from = _overlap(height.shape[1], round(step * col))
        np.maximum(
            result[rows, cols],
            height[rows_from, cols_from] - np.float32(step * drop),
            out=result[rows, cols],
        )
    return result


def sunlit(canvas: Canvas) -> FloatArray:
    """1 in the sun, 0 in shadow, soft over about half a metre of height."""
    above = horizon(canvas.height, canvas.sky, canvas.resolution_m) - canvas.height
    return np.asarray(1 - np.clip(above / 0.5, 0, 1), dtype=np.float32)


def radiance(canvas: Canvas) -> FloatArray:
    """Light leaving each pixel towards the zenith, 0-1, three bands last."""
    direct = (canvas.shade * sunlit(canvas))[..., None]
    return np.asarray(canvas.albedo * (SKYLIGHT + SUNLIGHT * direct), dtype=np.float32)


def leaned(canvas: Canvas, colour: FloatArray) -> tuple[FloatArray, NDArray[np.bool_]]:
    """The scene seen obliquely: tops move by the sky's ``lean`` metres per metre of height.

    Returns the colours with facades showing, and the labels moved with their roofs.
    """
    slant = float(np.hypot(*canvas.sky.lean)) / canvas.resolution_m
    reach = int(np.ceil(slant * float(canvas.height.max())))
    if reach < 1:
        return colour, canvas.label
    seen, label = colour.copy(), canvas.label.copy()
    for step in range(1, reach + 1):
        _show_level(canvas, colour, seen, label, step / slant)
    return seen, label


def _show_level(
    canvas: Canvas,
    colour: FloatArray,
    seen: FloatArray,
    label: NDArray[np.bool_],
    level_m: float,
) -> None:
    """Move what reaches a level to where the camera sees it; higher levels are drawn later."""
    res, lean = canvas.resolution_m, canvas.sky.lean
    rows, rows_from = _overlap(colour.shape[0], -round(level_m * lean[0] / res))
    cols, cols_from = _overlap(colour.shape[1], -round(level_m * lean[1] / res))
    half_step = res / float(np.hypot(*lean)) / 2
    over = canvas.height[rows_from, cols_from] - np.float32(level_m)
    where = np.nonzero(over > -half_step)
    source = (where[0] + rows_from.start, where[1] + cols_from.start)
    wall = canvas.wall[source]
    top = (over[where] < half_step) | (wall == 0)
    floors = 0.82 + 0.18 * np.cos(2 * np.pi * level_m / FLOOR_M)
    facade = (wall * np.float32(facade_light(canvas.sky) * floors))[:, None]
    seen[rows, cols][where] = np.where(top[:, None], colour[source], facade)
    label[rows, cols][where] = top & canvas.label[source]


def facade_light(sky: Sky) -> float:
    """Tone of the facades that face the camera, which looks along the lean."""
    sun_row, sun_col = sky.sun_step()
    length = float(np.hypot(*sky.lean))
    facing = -(sun_row * sky.lean[0] + sun_col * sky.lean[1]) / length
    return 0.32 + 0.55 * max(0.0, facing)
