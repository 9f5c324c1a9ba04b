"""The change map: scores per pixel, held as strips on disk and written as a GeoTIFF that any GIS opens.

A score of 0 to 1 is stored as 0 to 254; 255 is nodata (no imagery of both dates there). Loads no torch.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import rasterio
from numpy.typing import NDArray
from rasterio.enums import Resampling
from rasterio.errors import RasterioError
from rasterio.windows import Window

from twowei.detection.card import Change
from twowei.errors import OutputError
from twowei.geo.grid import Grid

FULL_SCORE = 254
NO_IMAGERY = 255
Scores = NDArray[np.uint8]


@dataclass(frozen=True)
class Strip:
    """Scores of one row of windows, over the full width of the grid.

    Attributes:
        row: First row in the grid.
        scores: Per change, uint8 (h, w): 0 to 254 for a score of 0 to 1, 255 without imagery.
    """

    row: int
    scores: dict[Change, Scores]


class ChangeMap:
    """The result of a sweep: strips on disk, read one at a time.

    Attributes:
        grid: Where its pixels lie.
        changes: Which changes were scored.
    """

    def __init__(self, grid: Grid, changes: Sequence[Change], files: Sequence[Path], core: int) -> None:
        self.grid, self.changes = grid, tuple(changes)
        self._files, self._core = list(files), core

    def strips(self) -> Iterator[Strip]:
        """Give the strips from north to south."""
        for index, file in enumerate(self._files):
            with np.load(file) as data:
                yield Strip(index * self._core, {c: data[c] for c in self.changes})

    def save(self, path: Path, notice: str) -> None:
        """Write the map as a tiled GeoTIFF with overviews, a band per change, beside ``path`` and then into place.

        Raises:
            OutputError: The place cannot be written.
        """
        part = path.with_name(f".{path.name}.part.tif")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._write(part, notice)
            part.replace(path)
        except (OSError, RasterioError) as error:
            raise OutputError(f"{path} cannot be written ({error}); choose a folder you may write to.") from error
        finally:
            part.unlink(missing_ok=True)

    def _write(self, path: Path, notice: str) -> None:
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
            "blockxsize": 256,
            "blockysize": 256,
            "compress": "deflate",
            "bigtiff": "if_safer",
        }
        with rasterio.open(path, "w", **profile) as dataset:
            dataset.update_tags(TWOWEI_NOTICE=notice)
            dataset.scales = (1 / FULL_SCORE,) * len(self.changes)
            for band, change in enumerate(self.changes, 1):
                dataset.set_band_description(band, change)
            for strip in self.strips():
                for band, change in enumerate(self.changes, 1):
                    scores = strip.scores[change]
                    window = Window(0, strip.row, self.grid.width, scores.shape[0])
                    dataset.write(scores, band, window=window)
            dataset.build_overviews(_factors(self.grid), Resampling.nearest)


def _factors(grid: Grid) -> list[int]:
    """Return reduction factors until the longer side is below 512 pixels."""
    longest = max(grid.shape)
    factors: list[int] = []
    while longest / 2 ** (len(factors)) > 512:
        factors.append(2 ** (len(factors) + 1))
    return factors
