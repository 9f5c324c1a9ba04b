"""Looking at outlines in the imagery of some months."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import TracebackType

import numpy as np
from numpy.typing import NDArray
from rasterio.crs import CRS

from twowei.errors import ImageryError
from twowei.geo.footprint import Outline
from twowei.geo.grid import Grid
from twowei.imagery.epoch import Epoch
from twowei.imagery.reader import EpochReader, Picture
from twowei.patches.look import Look, Pixels, look


class EpochEyes:
    """Sees outlines in epochs, each once: what was seen is kept in mind.

    Use it before the casebook is locked for writing, so that others do not wait for pictures to be read.
    """

    def __init__(self, epochs: Iterable[Epoch], crs: CRS) -> None:
        self._crs = crs
        self._readers = {epoch.month: EpochReader(epoch) for epoch in epochs if epoch.tiles}
        self._seen: dict[bytes, Mapping[str, Look]] = {}

    @property
    def months(self) -> tuple[str, ...]:
        """The months with imagery."""
        return tuple(self._readers)

    def look(self, outline: Outline) -> Mapping[str, Look]:
        """Return the looks of an outline by month; a month without imagery there is left out."""
        key = outline.wkb
        if key not in self._seen:
            looks = {month: self._one(outline, reader) for month, reader in self._readers.items()}
            self._seen[key] = {month: seen for month, seen in looks.items() if seen is not None}
        return self._seen[key]

    def picture(self, month: str, grid: Grid) -> Picture | None:
        """Return a month on a grid, None where it has no imagery that can be read."""
        try:
            return self._readers[month].read(grid) if month in self._readers else None
        except ImageryError:
            return None

    def _one(self, outline: Outline, reader: EpochReader) -> Look | None:
        try:
            return look(outline, self._crs, _pixels(reader))
        except ImageryError:  # a file that vanished since: what was found counts all the same
            return None

    def __enter__(self) -> EpochEyes:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for reader in self._readers.values():
            reader.close()


def _pixels(reader: EpochReader) -> Pixels:
    def read(grid: Grid) -> tuple[NDArray[np.uint8], NDArray[np.bool_]]:
        picture = reader.read(grid)
        return picture.rgb, picture.valid

    return read
