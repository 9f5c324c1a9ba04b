"""Pictures for the screen: quick also without overviews, coarse and true."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import rasterio
from affine import Affine
from numpy.typing import NDArray
from rasterio.crs import CRS

from twowei.errors import ImageryError
from twowei.geo.grid import Grid
from twowei.imagery import preview, thumbnail
from twowei.imagery.inspection import open_epoch
from twowei.imagery.preview import PreviewReader

GK = CRS.from_epsg(4548)
SIDE = 2048


@pytest.fixture(autouse=True)
def _small_budget(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a raster of 4 Mpx be as large as one of 10¹⁰ is for real."""
    for module in (preview, thumbnail):
        monkeypatch.setattr(module, "MOST_PX", 700_000)


def _write(path: Path, pixels: NDArray[np.generic], tiled: bool, nodata: float | None = None) -> Path:
    with rasterio.open(
        path, "w", driver="GTiff", count=3, height=SIDE, width=SIDE, dtype=pixels.dtype, crs=GK, nodata=nodata,
        transform=Affine(0.5, 0, 500_000, 0, -0.5, 3_500_000), **({"tiled": True} if tiled else {}),
    ) as dataset:  # fmt: skip
        dataset.write(pixels)
    return path


def _quarters(dtype: str = "uint8") -> NDArray[np.generic]:
    """Four squares of 50, 100, 150 and 200."""
    values = np.array([[50, 100], [150, 200]])
    return np.broadcast_to(np.kron(values, np.ones((SIDE // 2, SIDE // 2))), (3, SIDE, SIDE)).astype(dtype)


def _afar(path: Path) -> Grid:
    with rasterio.open(path) as dataset:
        return Grid(GK, dataset.transform * Affine.scale(SIDE / 256), 256, 256)


@pytest.mark.parametrize("tiled", [True, False])
def test_a_large_file_without_overviews_is_sampled(
    tmp_path: Path, tiled: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = _write(tmp_path / "大图.tif", _quarters(), tiled)
    reader = PreviewReader(open_epoch([path]))
    monkeypatch.setattr(thumbnail, "_overview", lambda *_: pytest.fail("the whole file would be read"))
    picture = reader.read(_afar(path))
    reader.close()
    assert reader.sampled == (path,)
    assert picture.valid.all()
    assert [int(picture.rgb[0, r, c]) for r, c in ((64, 64), (64, 192), (192, 64), (192, 192))] == [50, 100, 150, 200]


def test_sharp_parts_of_it_are_read_as_they_are(tmp_path: Path) -> None:
    path = _write(tmp_path / "a.tif", _quarters(), tiled=True)
    reader = PreviewReader(open_epoch([path]))
    with rasterio.open(path) as dataset:
        grid = Grid(GK, dataset.transform, SIDE, SIDE).part(900, 900, 256, 256)
        picture = reader.read(grid)
        assert (picture.rgb == dataset.read(window=((900, 1156), (900, 1156)))).all()
    reader.close()
    assert reader.sampled == ()


def test_overviews_end_the_sampling(tmp_path: Path) -> None:
    path = _write(tmp_path / "a.tif", _quarters(), tiled=True)
    with rasterio.open(path, "r+") as dataset:
        dataset.build_overviews([2, 4, 8])
    reader = PreviewReader(open_epoch([path]))
    assert reader.read(_afar(path)).rgb[0, 64, 64] == 50
    reader.close()
    assert reader.sampled == ()


def test_missing_pixels_and_nan_stay_missing(tmp_path: Path) -> None:
    pixels = _quarters("float32")
    pixels[:, : SIDE // 2] = np.nan
    path = _write(tmp_path / "a.tif", pixels, tiled=True, nodata=float("nan"))
    reader = PreviewReader(open_epoch([path]))
    picture = reader.read(_afar(path))
    reader.close()
    assert not picture.valid[:120].any()
    assert picture.valid[136:].all()
    assert picture.rgb[0, 192, 64] < picture.rgb[0, 192, 192]


def test_a_file_that_vanished_is_told_in_a_sentence(tmp_path: Path) -> None:
    path = _write(tmp_path / "a.tif", _quarters(), tiled=True)
    reader, grid = PreviewReader(open_epoch([path])), _afar(path)
    path.unlink()
    with pytest.raises(ImageryError, match=r"a\.tif cannot be read any more"):
        reader.read(grid)
    reader.close()
