"""Which pixels have imagery."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import rasterio
from rasterio.windows import Window

from twowei.imagery.masks import mask_of


@pytest.mark.filterwarnings("ignore::rasterio.errors.NotGeoreferencedWarning")
@pytest.mark.parametrize("nodata", [None, 0])
def test_a_mask_is_as_gdal_makes_it(tmp_path: Path, nodata: int | None) -> None:
    path = tmp_path / "a.tif"
    pixels = np.full((1, 64, 64), 9, np.uint8)
    pixels[:, :32] = 0
    with rasterio.open(
        path, "w", driver="GTiff", count=1, height=64, width=64, dtype="uint8", nodata=nodata
    ) as dataset:
        dataset.write(pixels)
    with rasterio.open(path) as dataset:
        for window, shape in ((None, None), (Window(0, 16, 40, 32), None), (Window(0, 16, 40, 32), (8, 10))):
            found = mask_of(dataset, window, shape)
            assert (found == dataset.dataset_mask(window=window, out_shape=shape)).all()
            assert (found == 255).all() == (nodata is None)
