"""Which pixels of a raster have imagery."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from rasterio.enums import MaskFlags, Resampling
from rasterio.io import DatasetReader
from rasterio.windows import Window


def mask_of(dataset: DatasetReader, window: Window | None = None, shape: tuple[int, int] | None = None) -> NDArray[Any]:
    """Return uint8 (h, w), 255 where there is imagery, of a window in another number of pixels where one is given.

    A raster without nodata, alpha or mask is not asked: GDAL would make the whole mask up at full resolution.
    """
    rows, cols = (int(window.height), int(window.width)) if window is not None else dataset.shape
    if all(flags == [MaskFlags.all_valid] for flags in dataset.mask_flag_enums):
        return np.full(shape or (rows, cols), 255, np.uint8)
    return np.asarray(dataset.dataset_mask(window=window, out_shape=shape, resampling=Resampling.nearest))
