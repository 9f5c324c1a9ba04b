"""The change map: scores per pixel, held on disk window by window and written as a GeoTIFF that any GIS opens.

A score of 0 to 1 is stored as 0 to 254; 255 is nodata (no imagery of both dates there). Loads no torch.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import rasterio
from numpy.typing import NDArray
from rasterio import windows as rio
from rasterio.enums import Resampling
from rasterio.errors import RasterioError
from rasterio.io import DatasetReader, DatasetWriter

from twowei.detection.card import Change
from twowei.errors import OutputError
from twowei.feedback import Feedback
from twowei.geo.grid import Grid
from twowei.geo.windows import Window

FULL_SCORE = 254
NO_IMAGERY = 255
Scores = NDArray[np.uint8]
_TILE_PX = 512


@dataclass(frozen=True)
class Block:
    """Scores of one window.

    Attributes:
        row: First row in the grid.
        col: First column in the grid.
        scores: Per change, uint8 (h, w): 0 to 254 for a score of 0 to 1, 255 without imagery.
    """

    row: int
    col: int
    scores: dict[Change, Scores]


Row = Callable[[], Iterator[Block]]
"""Gives the blocks of a row of windows from west to east, read anew each time."""


class ChangeMap:
    """The result of a sweep: read one window at a time.

    Args:
        grid: Where its pixels lie.
        changes: Which changes were scored.
        rows: Its windows, row by row.
        files: One file for each row; a window that it lacks has no imagery.
    """

    def __init__(
        self, grid: Grid, changes: Sequence[Change], rows: Sequence[Sequence[Window]], files: Sequence[Path]
    ) -> None:
        self.grid, self.changes = grid, tuple(changes)
        self._rows, self._files = rows, files

    def blocks(self) -> Iterator[Block]:
        """Give the windows that have imagery, from north to south and in a row from west to east.

        Raises:
            OutputError: A file of the work folder is gone or cannot be read.
        """
        for index in range(len(self._rows)):
            yield from self.row(index)

    def row(self, index: int) -> Iterator[Block]:
        """Give the windows of a finished row that have imagery, from west to east.

        Raises:
            OutputError: The row's file is gone or cannot be read.
        """
        file = self._files[index]
        try:
            with np.load(file) as data:
                for window in self._rows[index]:
                    if member(self.changes[0], window.col) in data.files:
                        yield Block(window.row, window.col, {c: data[member(c, window.col)] for c in self.changes})
        except (OSError, ValueError, KeyError) as error:
            raise OutputError(f"{file} cannot be read any more ({error}); run the command again.") from error

    def save(self, path: Path, notice: str, feedback: Feedback | None = None) -> None:
        """Write the map as a tiled GeoTIFF with overviews, a band per change, beside ``path`` and then into place.

        What was written is read again and compared: a full disk shows in GDAL only when a file is closed, if at all.

        Raises:
            OutputError: The place cannot be written, or the disk is full; ``path`` is as it was before.
            CancelledError: Stopped; ``path`` is as it was before.
        """
        feedback = feedback or Feedback()
        part = path.with_name(f".{path.name}.part.tif")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._write(part, notice, feedback)
            self._compare(part, feedback)
            part.replace(path)
        except (OSError, RasterioError) as error:
            raise OutputError(
                f"{path} cannot be written ({error}); free space or choose a folder you may write to."
            ) from error
        finally:
            part.unlink(missing_ok=True)

    def _write(self, path: Path, notice: str, feedback: Feedback) -> None:
        profile = {
            "driver": "GTiff",
            "crs": self.grid.crs,
            "transform": self.grid.transform,
            "width": self.grid.width,
            "height": self.grid.height,
            "count": len(self.changes),
            "dtype": "uint8",
            "nodata": NO_IMAGERY,
            "tiled": True,
            "blockxsize": _TILE_PX,
            "blockysize": _TILE_PX,
            "compress": "deflate",
            "bigtiff": "if_safer",
        }
        with rasterio.open(path, "w", **profile) as dataset:
            dataset.update_tags(TWOWEI_NOTICE=notice)
            dataset.scales = (1 / FULL_SCORE,) * len(self.changes)
            for band, change in enumerate(self.changes, 1):
                dataset.set_band_description(band, change)
            for block in self.blocks():
                feedback.raise_if_cancelled()
                feedback.report(0.6 * block.row / self.grid.height, "writing the change map")
                self._put(dataset, block)
            dataset.build_overviews(_factors(self.grid), Resampling.nearest)

    def _put(self, dataset: DatasetWriter, block: Block) -> None:
        for band, change in enumerate(self.changes, 1):
            dataset.write(block.scores[change], band, window=_window_of(block))

    def _compare(self, path: Path, feedback: Feedback) -> None:
        with rasterio.open(path) as dataset:
            for block in self.blocks():
                feedback.raise_if_cancelled()
                feedback.report(0.7 + 0.3 * block.row / self.grid.height, "reading the change map again")
                if not self._agrees(dataset, block):
                    raise OSError("what was written cannot be read again")

    def _agrees(self, dataset: DatasetReader, block: Block) -> bool:
        return all(
            np.array_equal(dataset.read(band, window=_window_of(block)), block.scores[change])
            for band, change in enumerate(self.changes, 1)
        )


def member(change: Change, col: int) -> str:
    """Return the name, in the file of a row, of the scores of the window that starts at a column."""
    return f"{change}_{col}"


def _window_of(block: Block) -> rio.Window:
    height, width = next(iter(block.scores.values())).shape
    return rio.Window(block.col, block.row, width, height)


def _factors(grid: Grid) -> list[int]:
    """Return reduction factors until the longer side is below 512 pixels."""
    levels = max(math.ceil(math.log2(max(grid.shape) / _TILE_PX)), 0)
    return [2**level for level in range(1, levels + 1)]
