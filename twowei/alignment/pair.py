"""A pair of epochs read window by window on their common grid."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from twowei.alignment.common_grid import common_grid, source_resolution_m
from twowei.errors import PairError
from twowei.geo.grid import Grid
from twowei.geo.windows import Window
from twowei.imagery.epoch import Epoch
from twowei.imagery.reader import EpochReader


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
        if self.source_resolution_m > coarsest_m * 1.001:
            raise PairError(
                f"The imagery's ground resolution is {self.source_resolution_m:.2f} m, but the model finds nothing "
                f"reliable above {coarsest_m:g} m; use finer imagery or another model (twowei models)."
            )
        self.before, self.after = before, after
        self.grid: Grid = common_grid(before, after, resolution_m)
        self._readers = EpochReader(before), EpochReader(after)

    def read(self, window: Window) -> PairPixels:
        """Read both dates on a window of the grid, which may reach beyond its edges (not valid there)."""
        grid = self.grid.part(window.row, window.col, window.height, window.width)
        before, after = (reader.read(grid) for reader in self._readers)
        return PairPixels(before.rgb, after.rgb, before.valid & after.valid)

    def close(self) -> None:
        """Close the files of both epochs."""
        for reader in self._readers:
            reader.close()

    def __enter__(self) -> Pair:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
