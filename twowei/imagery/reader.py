"""Reading an epoch on any grid: the right overview, the right resampling, missing pixels known."""

from __future__ import annotations

import math
import threading
from collections import OrderedDict
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import rasterio
from affine import Affine
from numpy.typing import DTypeLike, NDArray
from rasterio.enums import Resampling
from rasterio.errors import RasterioError
from rasterio.io import DatasetReader
from rasterio.warp import reproject
from rasterio.windows import Window

from twowei.geo.crs import transform_bounds
from twowei.geo.grid import Bounds, Grid, intersection
from twowei.imagery.epoch import Epoch, Tile
from twowei.imagery.masks import mask_of
from twowei.imagery.sampling import bilinear, places, seen
from twowei.imagery.stretch import Stretch, from_samples
from twowei.imagery.thumbnail import thumbnail, unreadable
from twowei.imagery.wrapping import open_tile

OPEN_FILES = 24
"""Files kept open per thread."""

FEW_TILES = 8
"""Epochs of more tiles are searched by their boxes first."""

AVERAGE_FROM = 1.2
"""How many times finer than the grid a source is averaged instead of interpolated."""

READ_COARSER_FROM = 4.0
"""How many times finer a source is before a reduced copy (overview) of it is read. Below, it is averaged exactly."""

STIFF_PX = 0.02
"""A move that differs less than this within a window is one shift of the grid, so that it is resampled but once."""

PLAIN_CUBIC = {"XSCALE": 1, "YSCALE": 1}
"""GDAL widens the kernel by itself where pixels differ by more than 5 % along one axis, as those of degrees do: softer,
and 2.4 times the work."""

Moves = NDArray[np.float32]
Bands = NDArray[Any]
_MARGIN_PX = 3


@dataclass(frozen=True)
class Picture:
    """Pixels on a grid.

    Attributes:
        rgb: uint8 (3, h, w); uint16 where a reader was asked for the depth of deeper imagery.
        valid: bool (h, w), False where there is no imagery.
    """

    rgb: Bands
    valid: NDArray[np.bool_]


class EpochReader:
    """Reads pixels of one epoch; safe to share between threads, each of which has its own file handles.

    Args:
        epoch: What to read.
        read_coarser_from: How many times finer than the grid a source is before an overview is read: the
            default is exact enough to measure by, 2 is quick enough to look at.
        deep: Whether imagery of more than 8 bits keeps 16, so that it can be brightened without steps.
    """

    def __init__(self, epoch: Epoch, read_coarser_from: float = READ_COARSER_FROM, deep: bool = False) -> None:
        self.epoch, self._deep = epoch, deep
        self._coarser_from = read_coarser_from
        self._local = threading.local()
        self._lock = threading.Lock()
        self._opened: list[DatasetReader] = []
        self._boxes: dict[str, NDArray[np.float64]] = {}

    def bounds(self, crs: rasterio.crs.CRS) -> Bounds:
        """Return the box around the epoch in ``crs``."""
        return self.epoch.bounds(crs)

    def read(self, grid: Grid, moved: Moves | None = None) -> Picture:
        """Read all three bands on a grid of any CRS; of overlapping tiles the first valid one counts.

        Finer imagery is averaged down, coarser imagery interpolated bilinearly, imagery of the grid's own resolution
        (within 1.2) by cubic convolution: bilinear would soften it against a date whose pixels coincide.

        Args:
            grid: The pixels asked for.
            moved: float32 (2, h, w): columns and rows further right and down at which each pixel is read instead.

        Raises:
            ImageryError: A file vanished or its pixels cannot be read.
        """
        if moved is not None and np.ptp(moved, axis=(1, 2)).max() < STIFF_PX:
            col, row = moved.mean(axis=(1, 2))
            grid, moved = Grid(grid.crs, grid.transform * Affine.translation(col, row), *grid.shape[::-1]), None
        rgb = np.zeros((3, *grid.shape), np.uint8)
        valid = np.zeros(grid.shape, bool)
        for tile in self._near(grid, moved):
            if valid.all():
                break
            if (part := self._read_tile(tile, grid, moved)) is not None:
                if part.valid.all() and not valid.any():
                    return part
                fresh = part.valid & ~valid
                depth = np.promote_types(rgb.dtype, part.rgb.dtype)
                rgb = as_deep(rgb, depth)
                np.copyto(rgb, as_deep(part.rgb, depth), where=fresh)
                valid |= fresh
        return Picture(rgb, valid)

    def opened(self, tile: Tile) -> DatasetReader:
        """Return this thread's own handle of a file, opened if need be; it is closed with the reader.

        Raises:
            ImageryError: The file vanished or cannot be opened any more.
        """
        try:
            return self._dataset(tile)
        except (RasterioError, OSError) as error:
            raise unreadable(tile) from error

    def _near(self, grid: Grid, moved: Moves | None) -> list[Tile]:
        """Return the tiles whose boxes touch a grid, in their order: an epoch may have hundreds."""
        tiles = self.epoch.tiles
        if len(tiles) <= FEW_TILES:
            return list(tiles)
        key = grid.crs.to_wkt()
        if key not in self._boxes:
            boxes = [transform_bounds(tile.grid.bounds, tile.grid.crs, grid.crs) for tile in tiles]
            self._boxes[key] = np.array(boxes, np.float64)
        spare = (float(np.abs(moved).max()) if moved is not None else 0) + _MARGIN_PX
        left, bottom, right, top = grid.bounds
        across, down = (spare * side for side in grid.resolution)
        west, south, east, north = self._boxes[key].T
        touching = (west < right + across) & (east > left - across) & (south < top + down) & (north > bottom - down)
        return [tiles[i] for i in np.flatnonzero(touching)]

    def close(self) -> None:
        """Close all files."""
        with self._lock:
            for dataset in self._opened:
                dataset.close()
            self._opened.clear()
            self._local = threading.local()

    def __enter__(self) -> EpochReader:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _read_tile(self, tile: Tile, grid: Grid, moved: Moves | None) -> Picture | None:
        margin = math.ceil(float(np.abs(moved).max())) if moved is not None else 0
        window = _source_window(tile, grid, margin)
        if window is None:
            return None
        try:
            dataset = self._dataset(tile)
            if moved is not None:
                return self._sample(dataset, tile, grid, window, moved)
            if (offset := _aligned_offset(tile.grid, grid)) is not None:
                return self._copy(dataset, tile, grid, offset)
            return self._warp(dataset, tile, grid, window)
        except (RasterioError, OSError) as error:
            raise unreadable(tile) from error

    def _dataset(self, tile: Tile) -> DatasetReader:
        files: OrderedDict[str, DatasetReader]
        files = self._local.__dict__.setdefault("files", OrderedDict())
        key = str(tile.source)
        if key not in files:
            files[key] = open_tile(tile)
            with self._lock:
                self._opened.append(files[key])
            if len(files) > OPEN_FILES:
                _, oldest = files.popitem(last=False)
                oldest.close()
                with self._lock:
                    self._opened.remove(oldest)
        files.move_to_end(key)
        return files[key]

    def _copy(self, dataset: DatasetReader, tile: Tile, grid: Grid, offset: tuple[int, int]) -> Picture:
        """Read a grid whose pixels are the file's own."""
        row, col = offset
        top, left = max(row, 0), max(col, 0)
        bottom, right = min(row + grid.height, tile.grid.height), min(col + grid.width, tile.grid.width)
        window = Window(left, top, right - left, bottom - top)
        area = (slice(top - row, bottom - row), slice(left - col, right - col))
        pixels, mask = self._pixels(dataset, tile, window, (window.height, window.width))
        rgb, valid = np.zeros((3, *grid.shape), pixels.dtype), np.zeros(grid.shape, bool)
        rgb[:, area[0], area[1]], valid[area] = pixels, mask > 0
        return Picture(rgb, valid)

    def _warp(self, dataset: DatasetReader, tile: Tile, grid: Grid, window: Window) -> Picture:
        """Read at a level near the grid's resolution, then resample onto the grid."""
        ratio = _fineness(tile.grid, grid)
        level = 2 ** int(math.log2(ratio / self._coarser_from) + 1.001) if ratio >= self._coarser_from * 0.999 else 1
        shape = (max(math.ceil(window.height / level), 1), max(math.ceil(window.width / level), 1))
        rgb, mask = self._pixels(dataset, tile, window, shape)
        method = _method(ratio / level)
        full = np.iinfo(rgb.dtype).max
        onto = _Onto(tile.grid.crs, _reduced(tile.grid, window, shape).transform, grid, method)
        *bands, there = onto(np.concatenate([rgb, as_deep(mask[None], rgb.dtype)]))  # in one go: half the work
        return Picture(np.stack(bands), there == full)

    def _sample(self, dataset: DatasetReader, tile: Tile, grid: Grid, window: Window, moved: Moves) -> Picture:
        """Read at the grid's resolution, or the file's where that is coarser, and sample pixel by pixel."""
        ratio = max(_fineness(tile.grid, grid), 1.0)
        shape = (max(round(window.height / ratio), 1), max(round(window.width / ratio), 1))
        rgb, mask = self._pixels(dataset, tile, window, shape)
        at = places(grid, moved, _reduced(tile.grid, window, shape))
        return Picture(bilinear(rgb, at), seen(mask, at))

    def _pixels(
        self, dataset: DatasetReader, tile: Tile, window: Window, shape: tuple[int, int]
    ) -> tuple[Bands, NDArray[np.uint8]]:
        """Return a window as unsigned (3, h, w) and its mask (h, w), 0 where there is no imagery, else 255."""
        bands = list(tile.bands)
        pixels = dataset.read(bands, window=window, out_shape=(3, *shape), resampling=Resampling.average)
        mask = mask_of(dataset, window, shape)
        if pixels.dtype == np.uint8:
            return pixels, mask
        if pixels.dtype.kind == "f":  # NaN and infinities are no imagery, whatever the nodata value says
            mask = np.where(np.isfinite(pixels).all(axis=0), mask, np.uint8(0))
        return self._stretch.apply(pixels, np.uint16 if self._deep else np.uint8), mask

    @cached_property
    def _stretch(self) -> Stretch:
        found = [thumbnail(tile) for tile in self.epoch.tiles]
        return from_samples(np.concatenate([each.pixels[:, each.valid] for each in found], axis=1))


@dataclass(frozen=True)
class _Onto:
    """Resamples an array from where it lies onto a grid; outside is 0."""

    crs: rasterio.crs.CRS
    transform: Affine
    grid: Grid
    method: Resampling

    def __call__(self, bands: Bands) -> Bands:
        result = np.zeros((len(bands), *self.grid.shape), bands.dtype)
        reproject(
            bands,
            result,
            src_transform=self.transform,
            src_crs=self.crs,
            dst_transform=self.grid.transform,
            dst_crs=self.grid.crs,
            resampling=self.method,
            **(PLAIN_CUBIC if self.method == Resampling.cubic else {}),
        )
        return result


def as_deep(pixels: Bands, depth: DTypeLike) -> Bands:
    """Return 8-bit values as 16-bit ones where those are wanted: 255 becomes 65,535."""
    return pixels if pixels.dtype == depth else pixels.astype(np.uint16) * 257


def _method(ratio: float) -> Resampling:
    """Return how pixels ``ratio`` times finer than the grid are brought onto it."""
    if ratio > AVERAGE_FROM:
        return Resampling.average
    return Resampling.cubic if ratio > 1 / AVERAGE_FROM else Resampling.bilinear


def _reduced(source: Grid, window: Window, shape: tuple[int, int]) -> Grid:
    """Return the grid of a window that was read in another number of pixels."""
    scale = Affine.scale(window.width / shape[1], window.height / shape[0])
    transform = source.transform * Affine.translation(window.col_off, window.row_off) * scale
    return Grid(source.crs, transform, shape[1], shape[0])


def _source_window(tile: Tile, grid: Grid, grown_px: int = 0) -> Window | None:
    """Return the part of a tile that a grid, grown at all sides, needs, a few pixels more than that, or None."""
    grid = grid.part(-grown_px, -grown_px, grid.height + 2 * grown_px, grid.width + 2 * grown_px)
    bounds = transform_bounds(grid.bounds, grid.crs, tile.grid.crs)
    if intersection(bounds, tile.grid.bounds) is None:
        return None
    left, bottom, right, top = bounds
    inverse = ~tile.grid.transform
    cols, rows = zip(*(inverse * p for p in ((left, top), (right, top), (left, bottom), (right, bottom))), strict=True)
    margin = _MARGIN_PX * max(1.0, _fineness(tile.grid, grid))
    first_col, first_row = max(math.floor(min(cols) - margin), 0), max(math.floor(min(rows) - margin), 0)
    last_col = min(math.ceil(max(cols) + margin), tile.grid.width)
    last_row = min(math.ceil(max(rows) + margin), tile.grid.height)
    if first_col >= last_col or first_row >= last_row:
        return None
    return Window(first_col, first_row, last_col - first_col, last_row - first_row)


def _fineness(source: Grid, grid: Grid) -> float:
    """Return how many source pixels lie along one pixel of the grid, at the grid's place."""
    bounds = transform_bounds(grid.bounds, grid.crs, source.crs)
    here = math.hypot(bounds[2] - bounds[0], bounds[3] - bounds[1])
    per_pixel = here / math.hypot(grid.width, grid.height)
    return per_pixel / (sum(source.resolution) / 2)


def _aligned_offset(source: Grid, grid: Grid) -> tuple[int, int] | None:
    """Return (row, col) of the grid in the source where both have the same pixels, else None."""
    if source.crs != grid.crs:
        return None
    change = ~source.transform * grid.transform
    pixels_away = max(abs(change.a - 1), abs(change.e - 1), abs(change.b), abs(change.d)) * max(grid.shape)
    row, col = round(change.f), round(change.c)
    if pixels_away > 0.01 or max(abs(change.f - row), abs(change.c - col)) > 0.01:
        return None
    return row, col
