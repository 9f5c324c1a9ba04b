"""Windows over a raster: squares with a margin that is computed but not kept."""

from __future__ import annotations

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


def rows_of_windows(height: int, width: int, core: int) -> Iterator[list[Window]]:
    """Cover a raster by rows of windows of ``core`` pixels a side, smaller at the right and bottom edge.

    Together the windows cover every pixel exactly once.
    """
    for row in range(0, height, core):
        yield [Window(row, col, min(core, height - row), min(core, width - col)) for col in range(0, width, core)]
