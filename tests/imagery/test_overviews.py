"""Overviews are right, beside the raster or in a cache, and nothing half-made is left."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import rasterio
from rasterio.enums import Resampling

from twowei.errors import CancelledError, ImageryError, OutputError
from twowei.feedback import Feedback
from twowei.imagery import overviews
from twowei.imagery.inspection import inspect, open_epoch
from twowei.imagery.overviews import build_overviews, overviews_beside, source_of, write_cog
from twowei.imagery.reader import EpochReader


class Impatient(Feedback):
    def cancelled(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(overviews, "CHUNK_PX", 512)


@pytest.fixture
def read_only(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    def lock(folder: Path) -> None:
        allowed = os.access
        monkeypatch.setattr(os, "access", lambda path, mode: Path(path) != folder and allowed(path, mode))

    return lock


def test_overviews_lie_beside_and_are_averages(write_raster, texture) -> None:
    path = write_raster("河源 一期.tif", texture(1300, 1200))
    before = path.read_bytes()
    made = build_overviews(path, None, Feedback())
    assert made == overviews_beside(path) and path.read_bytes() == before
    assert inspect(path).overviews == (2, 4)
    with rasterio.open(path) as dataset, rasterio.open(path, OVERVIEW_LEVEL=0) as half:
        exact = dataset.read(1).reshape(650, 2, 600, 2).mean((1, 3))
        assert np.abs(half.read(1).astype(float) - exact).max() <= 1


@pytest.mark.parametrize("dtype", ["uint16", "float32"])
def test_other_types_and_nodata(write_raster, texture, dtype: str) -> None:
    pixels = texture(1100, 1100).astype(dtype) * 9
    pixels[:, :301] = 0
    path = write_raster("deep.tif", pixels, nodata=0)
    build_overviews(path, None, Feedback())
    with rasterio.open(path) as dataset:
        shape = (550, 550)
        mask = dataset.dataset_mask(out_shape=shape)
        assert dataset.overviews(1) and mask[:149].max() == 0 and mask[152:].min() == 255
        edge = dataset.read(1, out_shape=shape)[150]
    alone = pixels[0, 301].reshape(550, 2).mean(1)  # the row before is missing: never a mean of pixels and nothing
    assert np.abs(edge - alone).max() <= 1


def test_an_internal_mask_is_kept(tmp_path: Path, texture) -> None:
    path = tmp_path / "masked.tif"
    with (
        rasterio.Env(GDAL_TIFF_INTERNAL_MASK=True),
        rasterio.open(path, "w", driver="GTiff", count=3, width=1100, height=1100, dtype="uint8", crs="EPSG:4548",
                      transform=rasterio.Affine(0.5, 0, 5e5, 0, -0.5, 3.5e6)) as dataset,
    ):  # fmt: skip
        dataset.write(texture(1100, 1100))
        mask = np.full((1100, 1100), 255, np.uint8)
        mask[:400] = 0
        dataset.write_mask(mask)
    build_overviews(path, None, Feedback())
    with rasterio.open(path) as dataset:
        assert dataset.dataset_mask(out_shape=(550, 550))[:199].max() == 0


def test_read_only_imagery_has_them_in_the_cache(write_raster, texture, tmp_path: Path, read_only) -> None:
    path = write_raster("原/a.tif", texture(1100, 1100))
    read_only(path.parent)
    with pytest.raises(OutputError, match="read-only"):
        build_overviews(path, None, Feedback())
    cache = tmp_path / "cache"
    build_overviews(path, cache, Feedback())
    assert not overviews_beside(path).exists() and inspect(path, cache).overviews == (2, 4)
    epoch = open_epoch([path], cache=cache)
    assert epoch.tiles[0].path == path and epoch.tiles[0].source.parent == cache
    with EpochReader(epoch) as reader, EpochReader(open_epoch([path])) as plain:
        grid = epoch.tiles[0].grid.part(5, 5, 300, 300)
        assert (reader.read(grid).rgb == plain.read(grid).rgb).all()
    os.utime(path, (1, 1))
    assert source_of(path, cache) == path  # another file now: its stand-in counts no more


def test_a_stop_leaves_nothing(write_raster, texture, tmp_path: Path) -> None:
    path = write_raster("a.tif", texture(1100, 1100))
    there = set(tmp_path.iterdir())
    for stop in (
        lambda: build_overviews(path, None, Impatient()),
        lambda: write_cog(path, tmp_path / "c.tif", Impatient()),
    ):
        with pytest.raises(CancelledError):
            stop()
        assert set(tmp_path.iterdir()) == there


def test_a_cut_off_file_is_told(write_raster, texture, tmp_path: Path) -> None:
    path = write_raster("a.tif", texture(1100, 1100), compress="deflate", tiled=True)
    path.write_bytes(path.read_bytes()[:-200_000])
    there = set(tmp_path.iterdir())
    with pytest.raises(ImageryError):
        build_overviews(path, None, Feedback())
    with pytest.raises(ImageryError):
        write_cog(path, tmp_path / "c.tif", Feedback())
    assert set(tmp_path.iterdir()) == there


def test_a_cog_holds_the_same_pixels(write_raster, texture, tmp_path: Path) -> None:
    path = write_raster("a.tif", texture(1100, 1100))
    write_cog(path, tmp_path / "新" / "a.tif", Feedback())
    with rasterio.open(path) as old, rasterio.open(tmp_path / "新" / "a.tif") as new:
        assert (old.read() == new.read()).all() and new.overviews(1)
        assert new.tags(ns="IMAGE_STRUCTURE")["LAYOUT"] == "COG"
        assert new.read(1, out_shape=(550, 550), resampling=Resampling.average).any()
