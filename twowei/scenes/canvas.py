"""The sheet that a month is painted on: colour, height, slope light, walls and roof labels."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .model import Box, Month, Points, Sky
from .noise import FloatArray, Grain

Pixels = tuple[NDArray[np.intp], NDArray[np.intp]]


@dataclass(frozen=True)
class Cut:
    """The part of the canvas under one box, with the box's own coordinates in metres."""

    where: tuple[slice, slice]
    u: FloatArray
    v: FloatArray
    cover: FloatArray
    box: Box


class Canvas:
    """Painted layers of one month, all (size, size).

    ``albedo`` 0-1 (three bands last), ``height`` in metres, ``shade`` the direct light relative
    to flat ground, ``wall`` the facade tone (0: none, leaves), ``label`` true on roofs that
    stand in this month only. ``bumps`` is the grain's relief in this month's sun.
    """

    def __init__(self, size_px: int, resolution_m: float, grain: Grain, month: Month, sky: Sky) -> None:
        self.size_px = size_px
        self.resolution_m = resolution_m
        self.grain = grain
        self.month = month
        self.sky = sky
        self.bumps = grain.lit(sky.sun_step())
        shape = (size_px, size_px)
        self.albedo: FloatArray = np.zeros((*shape, 3), np.float32)
        self.height: FloatArray = np.zeros(shape, np.float32)
        self.shade: FloatArray = np.ones(shape, np.float32)
        self.wall: FloatArray = np.full(shape, 0.5, np.float32)
        self.label: NDArray[np.bool_] = np.zeros(shape, np.bool_)

    def pixels_of(self, points: Points, fray_m: float = 0.0) -> Pixels:
        """Rows and columns of the pixels within a ring of (x, y) metres, its edge frayed."""
        ring = points / self.resolution_m - 0.5
        reach = 3 * fray_m / self.resolution_m + 1
        left, top = np.clip((ring.min(axis=0) - reach).astype(int), 0, self.size_px)
        right, bottom = np.clip((ring.max(axis=0) + reach + 1).astype(int), 0, self.size_px)
        if left >= right or top >= bottom:
            return np.empty(0, np.intp), np.empty(0, np.intp)
        inside = filled(ring - (left, top), bottom - top, right - left)
        if fray_m:
            return self._frayed(inside, top, left, fray_m)
        rows, cols = np.nonzero(inside)
        return rows + top, cols + left

    def _frayed(self, inside: NDArray[np.bool_], top: int, left: int, fray_m: float) -> Pixels:
        """Look the mask up at places that the grain has pushed about."""
        height, width = inside.shape
        window = (slice(top, top + height), slice(left, left + width))
        grain, push = self.grain, np.float32(fray_m / self.resolution_m)
        down = push * (0.7 * grain.middle[window] + 0.5 * grain.small[window])
        right = push * (0.7 * grain.middle[window][::-1] + 0.5 * grain.small[window][:, ::-1])
        rows = np.clip(np.arange(height)[:, None] + np.rint(down).astype(int), 0, height - 1)
        cols = np.clip(np.arange(width)[None, :] + np.rint(right).astype(int), 0, width - 1)
        found_rows, found_cols = np.nonzero(inside[rows, cols])
        return found_rows + top, found_cols + left

    def cut(self, box: Box) -> Cut | None:
        """The window under a box, or None where it lies outside the canvas."""
        res = self.resolution_m
        c, s = abs(np.cos(box.angle)), abs(np.sin(box.angle))
        reach_x = (box.length * c + box.width * s) / 2 + res
        reach_y = (box.length * s + box.width * c) / 2 + res
        left, right = self._span(box.x, reach_x)
        top, bottom = self._span(box.y, reach_y)
        if left >= right or top >= bottom:
            return None
        return self._cut(box, slice(top, bottom), slice(left, right))

    def _span(self, centre_m: float, reach_m: float) -> tuple[int, int]:
        low = int(np.floor((centre_m - reach_m) / self.resolution_m))
        high = int(np.ceil((centre_m + reach_m) / self.resolution_m)) + 1
        return max(low, 0), min(high, self.size_px)

    def _cut(self, box: Box, rows: slice, cols: slice) -> Cut:
        res = np.float32(self.resolution_m)
        dx = (np.arange(cols.start, cols.stop, dtype=np.float32) + 0.5) * res - np.float32(box.x)
        dy = (np.arange(rows.start, rows.stop, dtype=np.float32) + 0.5) * res - np.float32(box.y)
        c, s = np.float32(np.cos(box.angle)), np.float32(np.sin(box.angle))
        u = dx[None, :] * c + dy[:, None] * s
        v = dy[:, None] * c - dx[None, :] * s
        half_u, half_v = np.float32(box.length / 2), np.float32(box.width / 2)
        inside = np.minimum(half_u - np.abs(u), half_v - np.abs(v))
        return Cut((rows, cols), u, v, np.clip(inside / res + 0.5, 0, 1), box)

    def lay(
        self,
        cut: Cut,
        colour: FloatArray,
        height: FloatArray | float,
        shade: FloatArray | float = 1.0,
    ) -> None:
        """Paint colour (three bands last), height and slope light where the cut is covered."""
        where, cover = cut.where, cut.cover
        albedo = self.albedo[where]
        albedo += (colour - albedo) * cover[..., None]
        solid = cover > 0.5
        np.copyto(self.height[where], np.float32(height), where=solid)
        np.copyto(self.shade[where], np.float32(shade), where=solid)


def filled(ring: Points, height: int, width: int) -> NDArray[np.bool_]:
    """Pixels whose centre lies within a ring of (column, row) points, by even-odd scan lines."""
    start, end = ring, np.roll(ring, -1, axis=0)
    lines = np.arange(height)
    crosses = (start[:, 1:] <= lines) != (end[:, 1:] <= lines)
    edge, row = np.nonzero(crosses)
    share = (row - start[edge, 1]) / (end[edge, 1] - start[edge, 1])
    column = start[edge, 0] + share * (end[edge, 0] - start[edge, 0])
    first = np.clip(np.ceil(column), 0, width).astype(np.intp)
    toggles = np.bincount(row * (width + 1) + first, minlength=height * (width + 1))
    parity = np.cumsum(toggles.reshape(height, width + 1)[:, :width].astype(np.uint8), axis=1, dtype=np.uint8)
    return (parity & 1).astype(np.bool_)
