"""Windows over a raster: squares with a margin that is computed but not kept."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Window:
    """A rectangle of pixels, rows before columns.

    Attributes:
        row: First row.
        col: First column.
        height: Number of rows.
        width: Number of columns.
    """

    row: int
    col: int
    height: int
    width: int

    def grown(self, margin: int) -> Window:
        """Return the window with ``margin`` pixels more on every side."""
        return Window(self.row - margin, self.col - margin, self.height + 2 * margin, self.width + 2 * margin)

    def within(self, height: int, width: int) -> Window:
        """Return the part of the window that lies on a raster of this size."""
        row, col = max(self.row, 0), max(self.col, 0)
        bottom, right = min(self.row + self.height, height), min(self.col + self.width, width)
        return Window(row, col, bottom - row, right - col)


def rows_of_windows(height: int, width: int, core: int, across: int | None = None) -> Iterator[list[Window]]:
    """Cover a raster by rows of windows of ``core`` pixels a side, smaller at the right and bottom edge.

    Together the windows cover every pixel exactly once.

    Args:
        height: Of the raster.
        width: Of the raster.
        core: Height of the windows.
        across: Width of the windows, where they are no squares.
    """
    across = across or core
    for row in range(0, height, core):
        yield [Window(row, col, min(core, height - row), min(across, width - col)) for col in range(0, width, across)]


def even_core(length: int, window: int, margin: int, step: int) -> int:
    """Return how many pixels of a window to keep so that few windows of nearly one size cover a length.

    Args:
        length: Of the raster's side.
        window: Most pixels of a window with its margins, a multiple of ``step``.
        margin: Pixels at each end of a window that are not kept.
        step: Windows with their margins are multiples of this, so that nothing is computed for padding.
    """
    most = window - 2 * margin
    core = math.ceil(length / math.ceil(length / most))
    return min(most, math.ceil((core + 2 * margin) / step) * step - 2 * margin)
