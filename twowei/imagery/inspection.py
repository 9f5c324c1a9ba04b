"""What a raster is, from its header and a few pixels: size, place, bands, date, and what is wrong with it."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

import rasterio
from affine import Affine
from rasterio.crs import CRS
from rasterio.enums import ColorInterp, MaskFlags
from rasterio.errors import RasterioError, RasterioIOError
from rasterio.io import DatasetReader
from rasterio.windows import Window

from twowei.errors import ImageryError
from twowei.geo.crs import LONLAT, ground_resolution_m
from twowei.geo.grid import Bounds, Grid
from twowei.geo.guess import guess_crs, lies_far_off, swapped
from twowei.imagery.epoch import Epoch, Tile, check_month, raster_files
from twowei.imagery.overviews import source_of
from twowei.imagery.told import NOTHING, Told

OVERVIEWS_FROM_PX = 4096
"""Side above which a raster without overviews is slow to show."""

LARGE_BLOCK_PX = 4096 * 4096
"""Blocks above this are not decoded to try a file: a header-only look stays quick."""

MOST_CANDIDATES = 4
ANY_ZONE = "EPSG:4534 (75°E) to EPSG:4554 (135°E), 3° each, and UTM EPSG:32643 to 32653"
TINY = 1e-24
_EXCHANGE = "have its georeference written with x to the east and y to the north"
_DAY = re.compile(r"(?<!\d)(19|20)(\d{2})[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?!\d)")
_DATE_TAGS = ("TIFFTAG_DATETIME", "ACQUISITIONDATETIME", "DateTime", "EXIF_DateTimeOriginal")


@dataclass(frozen=True)
class Problem:
    """Something wrong with a raster and what to do about it.

    Attributes:
        code: Short name for programs: ``no_crs``, ``no_place``, ``bad_place``, ``too_few_bands``, ``palette``,
            ``unreadable``, ``no_overviews``, ``no_date``.
        what: What is wrong.
        remedy: What to do.
        blocking: Whether the raster cannot be used as it is.
    """

    code: str
    what: str
    remedy: str
    blocking: bool


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
        nodata: Nodata value, or None.
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
        mask=_mask_kind(dataset),
        overviews=tuple(dataset.overviews(1)),
        date=acquisition_date(dataset, path),
        problems=tuple(_problems(dataset, path, grid, bands, told)),
    )


def colour_bands(dataset: DatasetReader) -> tuple[int, ...]:
    """Return the bands of red, green and blue: as the file marks them, else the first three; () with fewer."""
    marks = list(dataset.colorinterp)
    wanted = (ColorInterp.red, ColorInterp.green, ColorInterp.blue)
    if all(mark in marks for mark in wanted):
        return tuple(marks.index(mark) + 1 for mark in wanted)
    others = [i + 1 for i, mark in enumerate(marks) if mark != ColorInterp.alpha]
    return tuple(others[:3]) if len(others) >= 3 else ()


def _mask_kind(dataset: DatasetReader) -> str:
    flags = dataset.mask_flag_enums[0]
    for flag, name in (
        (MaskFlags.alpha, "alpha"),
        (MaskFlags.nodata, "nodata"),
        (MaskFlags.per_dataset, "mask"),
    ):
        if flag in flags:
            return name
    return "none"


def acquisition_date(dataset: DatasetReader, path: Path) -> date | None:
    """Return the day the picture was taken: from the file's tags, else from its name, else None."""
    tags = {**dataset.tags(), **dataset.tags(ns="IMAGERY")}
    told = [str(tags[name]).replace(":", "-", 2).split("T")[0].split(" ")[0] for name in _DATE_TAGS if name in tags]
    for text in [*told, path.stem]:
        if (match := _DAY.search(text)) is not None:
            century, year, month, day = match.groups()
            try:
                return datetime(int(century + year), int(month), int(day)).date()
            except ValueError:
                continue
    return None


def _problems(
    dataset: DatasetReader, path: Path, grid: Grid | None, bands: tuple[int, ...], told: Told
) -> list[Problem]:
    checks = (
        _place_problem(dataset, grid, told),
        _band_problem(dataset, bands),
        _pixel_problem(dataset),
        _overview_problem(dataset),
        _date_problem(dataset, path),
    )
    return [problem for problem in checks if problem]


def _place_problem(dataset: DatasetReader, grid: Grid | None, told: Told) -> Problem | None:
    if dataset.transform == Affine.identity() and not dataset.crs:
        lost = "have it georeferenced, or put its worldfile (.tfw, .jgw) beside it"
        return Problem("no_place", "it does not say where on the ground it lies", lost, True)
    bare = Grid(LONLAT, dataset.transform, dataset.width, dataset.height).bounds
    if grid is None:
        return _no_crs(bare, told.near)
    if swapped(bare) and lies_far_off(bare, grid.crs):
        return Problem("bad_place", "its x and y are exchanged", _EXCHANGE, True)
    if abs(dataset.transform.determinant) < TINY or not _lies_somewhere(grid):
        return Problem(
            "bad_place",
            "its coordinates lie outside its CRS",
            "ask the supplier for the right CRS and assign it with gdal_translate -a_srs",
            True,
        )
    return None


def _no_crs(bounds: Bounds, near: tuple[float, float] | None) -> Problem:
    """Name what the coordinates may be in; never take it for granted."""
    if swapped(bounds):
        return Problem("no_crs", "it has no CRS, and its x and y are exchanged", _EXCHANGE, True)
    codes = [crs.to_epsg() for crs in guess_crs(bounds, near)]
    if len(codes) > MOST_CANDIDATES:
        what = f"it has no CRS (a zone without its number: its coordinates fit {ANY_ZONE})"
        return Problem("no_crs", what, "ask for its central meridian and say it: at 117°E --crs EPSG:4548", True)
    fitting = ", ".join(f"EPSG:{code}" for code in codes) or "none that is used in China: ask the supplier"
    what = f"it has no CRS (its coordinates fit {fitting})"
    return Problem("no_crs", what, f"say which it is: --crs EPSG:{codes[0] if codes else '…'}", True)


def _lies_somewhere(grid: Grid) -> bool:
    resolution = ground_resolution_m(grid)
    return math.isfinite(resolution) and resolution > 0 and not lies_far_off(grid.bounds, grid.crs)


def _band_problem(dataset: DatasetReader, bands: tuple[int, ...]) -> Problem | None:
    if dataset.count == 1 and dataset.colorinterp[0] == ColorInterp.palette:
        return Problem(
            "palette",
            "its colours are a palette in one band",
            "turn it into three bands: gdal_translate -expand rgb IN.tif OUT.tif",
            True,
        )
    if bands and max(bands) <= dataset.count:
        return None
    count = f"it has {dataset.count} band{'s' * (dataset.count > 1)}"
    if bands:
        return Problem("too_few_bands", f"{count} and no band {max(bands)}", "choose other --bands", True)
    return Problem(
        "too_few_bands",
        f"{count} where red, green and blue are needed",
        "ask the supplier for the colour product, or take one band as grey: --bands 1,1,1",
        True,
    )


def _pixel_problem(dataset: DatasetReader) -> Problem | None:
    if math.prod(dataset.block_shapes[0]) > LARGE_BLOCK_PX:
        return None  # one pixel would cost the whole file
    ends = ((0, 0), (dataset.height // 2, dataset.width // 2), (dataset.height - 1, dataset.width - 1))
    try:
        for row, col in ends:
            dataset.read(1, window=Window(col, row, 1, 1))
    except RasterioError:
        return Problem(
            "unreadable",
            "some of its pixels cannot be read (damaged or cut off)",
            "fetch the file again",
            True,
        )
    return None


def _overview_problem(dataset: DatasetReader) -> Problem | None:
    if max(dataset.shape) <= OVERVIEWS_FROM_PX or dataset.overviews(1):
        return None
    return Problem(
        "no_overviews",
        "it has no overviews, so it shows slowly when zoomed out",
        "build them: twowei overviews",
        False,
    )


def _date_problem(dataset: DatasetReader, path: Path) -> Problem | None:
    if acquisition_date(dataset, path):
        return None
    return Problem(
        "no_date",
        "neither its tags nor its name tell the day it was taken",
        "give the day when ingesting: --date 2026-05-12",
        False,
    )


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
    return Tile(inspection.path, inspection.grid, (red, green, blue), source_of(inspection.path, cache))
