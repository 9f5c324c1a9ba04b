"""An epoch: the imagery of one area in one month, as one raster or as many tiles. Nothing is copied."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rasterio.crs import CRS

from twowei.errors import ImageryError, UnknownNameError
from twowei.geo.crs import transform_bounds
from twowei.geo.grid import Bounds, Grid, union

SUFFIXES = frozenset({".tif", ".tiff", ".vrt", ".img", ".jp2", ".png", ".jpg", ".jpeg"})
PICTURES = frozenset({".png", ".jpg", ".jpeg"})
"""Beside other rasters in a folder these are previews."""

SENSORS = ("satellite", "drone")
_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")


@dataclass(frozen=True)
class Tile:
    """One raster file as delivered.

    Attributes:
        path: Absolute path.
        grid: Where its pixels lie.
        bands: The three bands (from 1) that are read as red, green and blue.
        source: What is opened: the file itself, or a stand-in of the workspace that has overviews.
        nodata: Value that was told to mean no imagery, where the file marks nothing as missing.
        unmarked: Value of a black or white border that nothing marks as missing; None where there is none.
        empty: Whether every pixel is missing or black.
    """

    path: Path
    grid: Grid
    bands: tuple[int, int, int]
    source: Path
    nodata: float | None = None
    unmarked: float | None = None
    empty: bool = False


@dataclass(frozen=True)
class Epoch:
    """The imagery of one month.

    Attributes:
        month: ``2026-05``; empty for a pair compared outside a workspace whose month is not known.
        sensor: ``satellite`` or ``drone``.
        date: Day of acquisition, where it is known.
        tiles: At least one tile.
    """

    month: str
    sensor: str
    date: date | None
    tiles: tuple[Tile, ...]

    @property
    def paths(self) -> tuple[Path, ...]:
        """Files of the epoch."""
        return tuple(tile.path for tile in self.tiles)

    def bounds(self, crs: CRS) -> Bounds:
        """Return the box around all tiles in ``crs``."""
        return union([transform_bounds(tile.grid.bounds, tile.grid.crs, crs) for tile in self.tiles])


def check_month(text: str) -> str:
    """Return a month ``YYYY-MM`` as given.

    Raises:
        UnknownNameError: The text is no month.
    """
    if not _MONTH.fullmatch(text):
        raise UnknownNameError(f"{text!r} is no month; write it as 2026-05.")
    return text


def raster_files(paths: Sequence[Path]) -> list[Path]:
    """Return the raster files among ``paths``: files as given, folders searched through, sorted by name.

    Raises:
        ImageryError: A path is missing or a folder holds no raster.
    """
    found: list[Path] = []
    for path in paths:
        if not path.exists():
            raise ImageryError(f"{path} does not exist; check the path.")
        found.extend(_rasters_in(path) if path.is_dir() else [path])
    return list(dict.fromkeys(file.absolute() for file in found))


def _rasters_in(folder: Path) -> list[Path]:
    files = sorted(p for p in folder.rglob("*") if p.suffix.lower() in SUFFIXES and p.is_file())
    if rasters := [p for p in files if p.suffix.lower() not in PICTURES]:
        return rasters
    if not files:
        kinds = ", ".join(sorted(SUFFIXES))
        raise ImageryError(f"Folder {folder} holds no raster ({kinds}); give the folder that holds the tiles.")
    return files
