"""A border without imagery that the file does not mark: black or white, from the raster's corners inwards."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rasterio.io import DatasetReader
from rasterio.windows import Window
from scipy import ndimage

from twowei.geo.crs import LONLAT
from twowei.geo.grid import Grid
from twowei.imagery.epoch import Tile
from twowei.imagery.header import mask_kind
from twowei.imagery.masks import mask_of
from twowei.imagery.thumbnail import MOST_PX, taken_from

LEAST_SHARE = 0.005
"""A border of less than this share of the raster is left alone."""

_PATIENCE_S = 0.1


@dataclass(frozen=True)
class Collar:
    """An unmarked border.

    Attributes:
        value: What all bands hold there.
        share: Share of the raster, 0 to 1.
    """

    value: float
    share: float

    @property
    def name(self) -> str:
        """``black`` or ``white``."""
        return "black" if self.value == 0 else "white"


def collar_of(dataset: DatasetReader, bands: tuple[int, ...]) -> Collar | None:
    """Look for a border of exactly one value, 0 or the type's highest, that reaches a corner of a raster.

    Of a raster that has none only the four corners are read. A raster of nothing else has no border: it is `empty`.

    Raises:
        RasterioError: Pixels cannot be read.
    """
    corners = _corners(dataset, bands)
    values = [value for value in _fillings(dataset) if (corners == value).all(axis=0).any()]
    if not values:
        return None
    red, green, blue = bands
    grid, path = Grid(LONLAT, dataset.transform, dataset.width, dataset.height), Path(dataset.name)
    pixels = taken_from(dataset, Tile(path, grid, (red, green, blue), path), _PATIENCE_S).pixels
    collars = [Collar(value, _share((pixels == value).all(axis=0))) for value in values]
    widest = max(collars, key=lambda collar: collar.share)
    return widest if LEAST_SHARE <= widest.share < 1 else None


def is_empty(dataset: DatasetReader, bands: tuple[int, ...]) -> bool:
    """Return whether a raster has no imagery at all: every pixel missing, not a number, or unmarked black.

    Only one whose corners and middle have none is read whole, and only where that is quick; of a larger one it is not
    said.

    Raises:
        RasterioError: Pixels cannot be read.
    """
    middle = Window(dataset.width // 2, dataset.height // 2, 1, 1)
    if _has_imagery(dataset, bands, middle) or any(_has_imagery(dataset, bands, spot) for spot in _ends(dataset)):
        return False
    if dataset.width * dataset.height > MOST_PX:
        return False
    return not any(_has_imagery(dataset, bands, window) for _, window in dataset.block_windows(bands[0]))


def _has_imagery(dataset: DatasetReader, bands: tuple[int, ...], window: Window) -> bool:
    mask = mask_of(dataset, window) > 0
    pixels = dataset.read(list(bands), window=window)
    if pixels.dtype.kind == "f":
        mask &= np.isfinite(pixels).all(axis=0)
    if mask_kind(dataset) == "none":
        mask &= (pixels != 0).any(axis=0)
    return bool(mask.any())


def _ends(dataset: DatasetReader) -> list[Window]:
    return [Window(col, row, 1, 1) for row in {0, dataset.height - 1} for col in {0, dataset.width - 1}]


def _fillings(dataset: DatasetReader) -> list[float]:
    kind = np.dtype(dataset.dtypes[0])
    return [0.0, float(np.iinfo(kind).max)] if kind.kind == "u" else [0.0]


def _corners(dataset: DatasetReader, bands: tuple[int, ...]) -> NDArray[np.generic]:
    return np.stack([dataset.read(list(bands), window=end)[:, 0, 0] for end in _ends(dataset)], axis=1)


def _share(filled: NDArray[np.bool_]) -> float:
    """Return the share of the pixels that hang together with a corner."""
    labels, _ = ndimage.label(filled)
    ends = {int(labels[row, col]) for row in (0, -1) for col in (0, -1)} - {0}
    return float(np.isin(labels, list(ends)).mean())
