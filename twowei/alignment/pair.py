"""A pair of epochs read window by window on their common grid."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from affine import Affine
from numpy.typing import NDArray

from twowei.alignment.common_grid import common_grid, source_resolution_m
from twowei.alignment.field import ShiftField
from twowei.errors import PairError
from twowei.geo.grid import Grid
from twowei.geo.windows import Window
from twowei.imagery.epoch import Epoch
from twowei.imagery.reader import EpochReader, Picture

NOMINAL = 1.05
"""Imagery sold as of one metre has up to so many on the ground once it was brought into another CRS."""


@dataclass(frozen=True)
class PairPixels:
    """Both dates on one window.

    Attributes:
        before: uint8 (3, h, w).
        after: uint8 (3, h, w).
        valid: bool (h, w), True only where both dates have imagery.
    """

    before: NDArray[np.uint8]
    after: NDArray[np.uint8]
    valid: NDArray[np.bool_]


class Pair:
    """Two epochs on their common grid. Close it, or use it in a ``with`` statement.

    The before imagery is read where ``field`` says, once that is set; the after imagery always as it lies, because
    outlines are drawn on it.

    Args:
        before: The older epoch.
        after: The newer epoch.
        resolution_m: Ground resolution at which they are compared.
        coarsest_m: Coarsest imagery that may be compared at all.

    Raises:
        PairError: No overlap, or imagery coarser than ``coarsest_m``.
    """

    def __init__(self, before: Epoch, after: Epoch, resolution_m: float, coarsest_m: float) -> None:
        self.source_resolution_m = max(source_resolution_m(before), source_resolution_m(after))
        if self.source_resolution_m > coarsest_m * NOMINAL:
            raise PairError(
                f"The imagery's ground resolution is {self.source_resolution_m:.2f} m, but the model finds nothing "
                f"reliable above {coarsest_m:g} m; use finer imagery or another model (twowei models)."
            )
        self.before, self.after = before, after
        self.grid: Grid = common_grid(before, after, resolution_m)
        self.field: ShiftField | None = None
        self._readers = EpochReader(before), EpochReader(after)
        self._quick_readers = EpochReader(before, 2.0), EpochReader(after, 2.0)

    def read(self, window: Window) -> PairPixels:
        """Read both dates on a window of the grid, which may reach beyond its edges (not valid there)."""
        grid = self.grid.part(window.row, window.col, window.height, window.width)
        before = self._readers[0].read(grid, self.field.over(window) if self.field else None)
        after = self._readers[1].read(grid)
        return PairPixels(before.rgb, after.rgb, before.valid & after.valid)

    def read_moved(self, window: Window, cols: int, rows: int) -> PairPixels:
        """Read both dates as `read` does, but the before imagery so many whole pixels further right and down."""
        places = ((window.row + rows, window.col + cols), (window.row, window.col))
        before, after = (
            reader.read(self.grid.part(row, col, window.height, window.width))
            for reader, (row, col) in zip(self._readers, places, strict=True)
        )
        return PairPixels(before.rgb, after.rgb, before.valid & after.valid)

    def read_coarser(self, window: Window, factor: int) -> PairPixels:
        """Read both dates on a window at a fraction of the resolution, as they lie, without the field."""
        before, after = self.read_apart(window, factor)
        return PairPixels(before.rgb, after.rgb, before.valid & after.valid)

    def read_apart(self, window: Window, factor: int) -> tuple[Picture, Picture]:
        """Read both dates as `read_coarser` does, each with what is valid of it."""
        fine = self.grid.part(window.row, window.col, window.height, window.width)
        coarse = Grid(fine.crs, fine.transform * Affine.scale(factor), window.width // factor, window.height // factor)
        before, after = (reader.read(coarse) for reader in self._quick_readers)
        return before, after

    def close(self) -> None:
        """Close the files of both epochs."""
        for reader in (*self._readers, *self._quick_readers):
            reader.close()

    def __enter__(self) -> Pair:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
