"""The sheet that a month is painted on: colour, height, slope light, walls and roof labels."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from skimage.draw import polygon as polygon_pixels

from .model import Box, Points
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
    """Painted layers, all (size, size): albedo 0-1 (three bands last), height in metres,
    ``shade`` the direct light relative to flat ground, ``wall`` the facade tone, ``label`` true
    on roofs that stand in this month only."""

    def __init__(self, size_px: int, resolution_m: float, grain: Grain) -> None:
        self.size_px = size_px
        self.resolution_m = resolution_m
        self.grain = grain
        self.albedo: FloatArray = np.zeros((size_px, size_px, 3), np.float32)
        self.height: FloatArray = np.zeros((size_px, size_px), np.float32)
        self.shade: FloatArray = np.ones((size_px, size_px), np.float32)
        self.wall: FloatArray = np.full((size_px, size_px), 0.5, np.float32)
        self.label: NDArray[np.bool_] = np.zeros((size_px, size_px), np.bool_)

    def pixels_of(self, points: Points) -> Pixels:
        """Row and column indices of the pixels whose centre lies in a ring of (x, y) metres."""
        scaled = points / self.resolution_m - 0.5
        rows, cols = polygon_pixels(scaled[:, 1], scaled[:, 0], (self.size_px, self.size_px))
        return rows, cols

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
        dx = (np.arange(cols.start, cols.stop, dtype=np.float32) + 0.5) * res - box.x
        dy = ((np.arange(rows.start, rows.stop, dtype=np.float32) + 0.5) * res - box.y)[:, None]
        c, s = np.float32(np.cos(box.angle)), np.float32(np.sin(box.angle))
        u = dx * c + dy * s
        v = dy * c - dx * s
        inside = np.minimum(box.length / 2 - np.abs(u), box.width / 2 - np.abs(v))
        cover = np.clip(inside / res + 0.5, 0, 1).astype(np.float32)
        return Cut((rows, cols), u, v, cover, box)

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
        np.copyto(self.height[where], height, where=solid)
        np.copyto(self.shade[where], shade, where=solid)
