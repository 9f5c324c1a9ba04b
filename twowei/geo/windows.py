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


@dataclass(frozen=True)
class Layout:
    """Windows over a raster that are all computed in one size, with a margin that is not kept.

    Attributes:
        rows: What each window keeps, row by row; together every pixel exactly once.
        size: Rows and columns of what is computed for each.
        margin: Least number of pixels around what is kept, but at the raster's edge.
    """

    rows: list[list[Window]]
    size: tuple[int, int]
    margin: int

    def region(self, window: Window) -> Window:
        """Return what is computed for a window: what it keeps, its margin, and more for the last, up to the size."""
        last = self.rows[-1][-1]
        grown = window.grown(self.margin).within(last.row + last.height, last.col + last.width)
        down, across = self.size[0] - grown.height, self.size[1] - grown.width
        return Window(grown.row - down, grown.col - across, *self.size)


def even_layout(height: int, width: int, window: int, margin: int, step: int) -> Layout:
    """Cover a raster by as few windows as may be, all of one size and as small as they then can be.

    Args:
        height: Of the raster.
        width: Of the raster.
        window: Most pixels of a window's side with its margins, a multiple of ``step``.
        margin: Pixels at each end of a window that are not kept.
        step: Sides of windows are multiples of this, unless the raster's own is smaller than a window.
    """
    (down, high), (across, wide) = (_even(length, window, margin, step) for length in (height, width))
    rows = [[Window(row, col, tall, broad) for col, broad in across] for row, tall in down]
    return Layout(rows, (high, wide), margin)


def _even(length: int, window: int, margin: int, step: int) -> tuple[list[tuple[int, int]], int]:
    """Return what is kept along a side, as first pixel and length, and how many pixels are computed for each."""
    if length <= window:
        return [(0, length)], length
    count = math.ceil((length - 2 * margin) / (window - 2 * margin))
    size = math.ceil(((length - 2 * margin) / count + 2 * margin) / step) * step
    firsts = [0, *(i * (size - 2 * margin) + margin for i in range(1, count))]
    return [(first, end - first) for first, end in zip(firsts, [*firsts[1:], length], strict=True)], size


def rows_of_windows(height: int, width: int, core: int) -> Iterator[list[Window]]:
    """Cover a raster by rows of windows of ``core`` pixels a side, smaller at the right and bottom edge.

    Together the windows cover every pixel exactly once.
    """
    for row in range(0, height, core):
        yield [Window(row, col, min(core, height - row), min(core, width - col)) for col in range(0, width, core)]
