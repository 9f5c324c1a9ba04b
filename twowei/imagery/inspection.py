"""What a raster is, from its header and a few pixels: size, place, bands, date, and what is wrong with it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import rasterio
from rasterio.crs import CRS
from rasterio.errors import RasterioError, RasterioIOError
from rasterio.io import DatasetReader

from twowei.errors import ImageryError
from twowei.geo.crs import LONLAT, ground_resolution_m
from twowei.geo.grid import Grid
from twowei.geo.guess import guess_crs
from twowei.imagery.epoch import Epoch, Tile, check_month, raster_files
from twowei.imagery.header import acquisition_date, colour_bands, mask_kind
from twowei.imagery.overviews import source_of
from twowei.imagery.problems import Problem, problems_of
from twowei.imagery.told import NOTHING, Told


@dataclass(frozen=True)
class Inspection:
    """What was understood of one raster.

    Attributes:
        path: Absolute path.
        driver: GDAL's name of the format.
        grid: Place and size; None where the file has no CRS.
        width: Columns.
        height: Rows.
        ground_resolution_m: Metres on the ground per pixel; None without a CRS.
        band_count: Number of bands.
        dtype: Pixel type.
        nodata: Nodata value of the file, or None.
        told_nodata: Value that means no imagery, told or certain, where the file marks nothing as missing.
        mask: How missing pixels are marked: ``alpha``, ``mask``, ``nodata`` or ``none``.
        overviews: Reduction factors stored.
        date: Day of acquisition by its tags or else by its name.
        problems: Everything found wrong.
    """

    path: Path
    driver: str
    grid: Grid | None
    width: int
    height: int
    ground_resolution_m: float | None
    band_count: int
    bands: tuple[int, ...]
    dtype: str
    nodata: float | None
    mask: str
    overviews: tuple[int, ...]
    date: date | None
    problems: tuple[Problem, ...] = field(default_factory=tuple)
    told_nodata: float | None = None

    @property
    def blocking(self) -> tuple[Problem, ...]:
        """Problems because of which the raster cannot be used."""
        return tuple(p for p in self.problems if p.blocking)

    def as_dict(self) -> dict[str, Any]:
        """Return the findings for a program to read."""
        crs = self.grid.crs if self.grid else None
        epsg = crs.to_epsg() if crs else None
        return {
            "path": str(self.path),
            "driver": self.driver,
            "width": self.width,
            "height": self.height,
            "crs": (f"EPSG:{epsg}" if epsg else crs.to_wkt()) if crs else None,
            "bounds": list(self.grid.bounds) if self.grid else None,
            "ground_resolution_m": self.ground_resolution_m and round(self.ground_resolution_m, 4),
            "bands": self.band_count,
            "dtype": self.dtype,
            "nodata": None if self.nodata is None or math.isnan(self.nodata) else self.nodata,
            "mask": self.mask,
            "overviews": list(self.overviews),
            "date": self.date.isoformat() if self.date else None,
            "problems": [vars(p) for p in self.problems],
        }


def inspect(path: Path, cache: Path | None = None, told: Told = NOTHING) -> Inspection:
    """Read a raster's header and three of its pixels.

    Args:
        path: The raster.
        cache: Folder in which overviews of read-only imagery may lie.
        told: What counts where the file is silent.

    Raises:
        ImageryError: The file is missing or no raster.
    """
    if not path.is_file():
        raise ImageryError(f"{path} does not exist or is a folder; give the path of a raster file.")
    try:
        with rasterio.open(source_of(path.absolute(), cache)) as dataset:
            return _inspection(path.absolute(), dataset, told)
    except (RasterioIOError, RasterioError) as error:
        raise ImageryError(
            f"{path} cannot be read as a raster (damaged, cut off, or another kind of file); fetch it again."
        ) from error


def crs_candidates(path: Path, near: tuple[float, float] | None = None) -> list[CRS]:
    """Return the CRSs that a raster without one may be in by its coordinates, the likeliest first.

    Raises:
        ImageryError: The file is no raster.
    """
    try:
        with rasterio.open(path) as dataset:
            return guess_crs(Grid(LONLAT, dataset.transform, dataset.width, dataset.height).bounds, near)
    except RasterioError as error:
        raise ImageryError(f"{path} cannot be read as a raster; fetch it again.") from error


def unusable(path: Path, sentence: str) -> Inspection:
    """Return the findings of a file that is missing or no raster."""
    what, _, remedy = sentence.removeprefix(f"{path} ").removesuffix(".").partition("; ")
    problem = Problem("unreadable" if path.exists() else "missing", f"it {what}", remedy, True)
    return Inspection(path.absolute(), "", None, 0, 0, None, 0, (), "", None, "none", (), None, (problem,))


def _inspection(path: Path, dataset: DatasetReader, told: Told) -> Inspection:
    crs = dataset.crs or told.crs
    grid = Grid(crs, dataset.transform, dataset.width, dataset.height) if crs else None
    bands = told.bands or colour_bands(dataset)
    problems = tuple(problems_of(dataset, path, grid, bands, told))
    return Inspection(
        path=path,
        driver=dataset.driver,
        grid=grid,
        width=dataset.width,
        height=dataset.height,
        ground_resolution_m=ground_resolution_m(grid) if grid else None,
        band_count=dataset.count,
        bands=bands,
        dtype=dataset.dtypes[0],
        nodata=dataset.nodata,
        mask=mask_kind(dataset),
        overviews=tuple(dataset.overviews(1)),
        date=acquisition_date(dataset, path),
        problems=problems,
        told_nodata=_nodata(told, problems) if mask_kind(dataset) == "none" else None,
    )


def _nodata(told: Told, problems: Sequence[Problem]) -> float | None:
    """Return what means no imagery where nothing is marked: what was told, or the black of a raster of nothing else."""
    return 0.0 if told.nodata is None and _empty(problems) else told.nodata


def _empty(problems: Sequence[Problem]) -> bool:
    return any(p.code == "empty" for p in problems)


def open_epoch(
    paths: Sequence[Path],
    *,
    month: str = "",
    sensor: str = "satellite",
    taken: date | None = None,
    cache: Path | None = None,
    told: Told = NOTHING,
) -> Epoch:
    """Make an epoch of files and folders of tiles, after inspecting each.

    ``taken`` overrides the date found in the files; of several dates the last counts. ``cache`` is where overviews of
    read-only imagery may lie, ``told`` what counts where files are silent.

    Raises:
        ImageryError: A file is missing, no raster, or has a blocking problem.
        UnknownNameError: The month is malformed.
    """
    if month:
        check_month(month)
    return epoch_of([inspect(path, cache, told) for path in raster_files(paths)], month, sensor, taken, cache)


def epoch_of(
    inspections: Sequence[Inspection], month: str, sensor: str, taken: date | None, cache: Path | None
) -> Epoch:
    """Make an epoch of files that were inspected.

    Raises:
        ImageryError: One has a blocking problem.
    """
    tiles = tuple(_tile(inspection, cache) for inspection in inspections)
    days = [i.date for i in inspections if i.date]
    return Epoch(month, sensor, taken or (max(days) if days else None), tiles)


def _tile(inspection: Inspection, cache: Path | None) -> Tile:
    if inspection.blocking:
        faults = "; ".join(f"{p.what} — {p.remedy}" for p in inspection.blocking)
        raise ImageryError(f"{inspection.path} cannot be used: {faults}.")
    assert inspection.grid is not None
    red, green, blue = inspection.bands
    source = source_of(inspection.path, cache)
    unmarked = next((p.value for p in inspection.problems if p.value is not None), None)
    empty = _empty(inspection.problems)
    return Tile(inspection.path, inspection.grid, (red, green, blue), source, inspection.told_nodata, unmarked, empty)
