"""A shift field: by how much the before imagery is read elsewhere, so that both dates lie on each other."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from twowei.geo.lattice import between
from twowei.geo.windows import Window


@dataclass(frozen=True)
class ShiftField:
    """Moves at the nodes of a lattice over a grid, linear in between and constant beyond its edge.

    Attributes:
        nodes: float32 (2, n, m): columns and rows to the right and down at which the before imagery shows what the
            after imagery shows at a node.
        spacing_px: Rows and columns from one node to the next; the first node is the grid's upper left corner.
    """

    nodes: NDArray[np.float32]
    spacing_px: tuple[float, float]

    def over(self, window: Window) -> NDArray[np.float32]:
        """Return the moves (2, h, w) of a window's pixels, which may lie beyond the grid."""
        rows = (np.arange(window.row, window.row + window.height) + 0.5) / self.spacing_px[0]
        cols = (np.arange(window.col, window.col + window.width) + 0.5) / self.spacing_px[1]
        near = self._near(rows, cols)
        part = self.nodes[:, near[0], near[1]]
        return np.stack([between(p, rows - near[0].start, cols - near[1].start, onwards=False) for p in part])

    def at(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the moves (n, 2) at points (n, 2), columns before rows."""
        where = np.stack([points[:, 1] / self.spacing_px[0], points[:, 0] / self.spacing_px[1]])
        moves = [ndimage.map_coordinates(p, where, order=1, mode="nearest") for p in self.nodes]
        return np.column_stack(moves).astype(np.float64)

    @cached_property
    def key(self) -> str:
        """A hash of everything that decides what is read, for the fingerprint of a sweep."""
        told = f"{self.spacing_px} {self.nodes.shape}".encode() + self.nodes.tobytes()
        return hashlib.sha256(told).hexdigest()

    @cached_property
    def largest_px(self) -> float:
        """Length of the longest move."""
        return float(np.hypot(*self.nodes).max())

    def _near(self, rows: NDArray[np.floating], cols: NDArray[np.floating]) -> tuple[slice, slice]:
        """Return the nodes around a window, so that nothing else is looked at."""
        spans = []
        for values, count in zip((rows, cols), self.nodes.shape[1:], strict=True):
            first = min(max(int(values[0]) - 1, 0), count - 1)
            spans.append(slice(first, min(max(int(values[-1]) + 3, first + 1), count)))
        return spans[0], spans[1]
