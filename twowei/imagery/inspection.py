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
from rasterio.enums import ColorInterp, MaskFlags
from rasterio.errors import RasterioError, RasterioIOError
from rasterio.io import DatasetReader
from rasterio.windows import Window

from twowei.errors import ImageryError
from twowei.geo.crs import ground_resolution_m
from twowei.geo.grid import Grid
from twowei.imagery.epoch import Epoch, Tile, check_month, raster_files
from twowei.imagery.overviews import source_of

OVERVIEWS_FROM_PX = 4096
"""Side above which a raster without overviews is slow to show."""

_DAY = re.compile(r"(?<!\d)(19|20)(\d{2})[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?!\d)")
_DATE_TAGS = ("TIFFTAG_DATETIME", "ACQUISITIONDATETIME", "DateTime", "EXIF_DateTimeOriginal")


@dataclass(frozen=True)
class Problem:
    """Something wrong with a raster and what to do about it.

    Attributes:
        code: Short name for programs: ``no_crs``, ``too_few_bands``, ``unreadable``, ``no_overviews``,
            ``no_date``, ``rotated``, ``palette``.
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


def inspect(path: Path, cache: Path | None = None) -> Inspection:
    """Read a raster's header and three of its pixels.

    Args:
        path: The raster.
        cache: Folder in which overviews of read-only imagery may lie.

    Raises:
        ImageryError: The file is missing or no raster.
    """
    if not path.is_file():
        raise ImageryError(f"{path} does not exist or is a folder; give the path of a raster file.")
    try:
        with rasterio.open(source_of(path.absolute(), cache)) as dataset:
            return _inspection(path.absolute(), dataset)
    except (RasterioIOError, RasterioError) as error:
        raise ImageryError(
            f"{path} cannot be read as a raster (damaged, cut off, or another kind of file); fetch it again."
        ) from error


def unusable(path: Path, sentence: str) -> Inspection:
    """Return the findings of a file that is missing or no raster."""
    what, _, remedy = sentence.removeprefix(f"{path} ").removesuffix(".").partition("; ")
    problem = Problem("unreadable" if path.exists() else "missing", f"it {what}", remedy, True)
    return Inspection(path.absolute(), "", None, 0, 0, None, 0, (), "", None, "none", (), None, (problem,))


def _inspection(path: Path, dataset: DatasetReader) -> Inspection:
    grid = Grid(dataset.crs, dataset.transform, dataset.width, dataset.height) if dataset.crs else None
    resolution = ground_resolution_m(grid) if grid else None
    return Inspection(
        path=path,
        driver=dataset.driver,
        grid=grid,
        width=dataset.width,
        height=dataset.height,
        ground_resolution_m=resolution,
        band_count=dataset.count,
        bands=colour_bands(dataset),
        dtype=dataset.dtypes[0],
        nodata=dataset.nodata,
        mask=_mask_kind(dataset),
        overviews=tuple(dataset.overviews(1)),
        date=acquisition_date(dataset, path),
        problems=tuple(_problems(dataset, path, resolution)),
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
    texts = [str(tags[name]) for name in _DATE_TAGS if name in tags]
    for text in [*(t.replace(":", "-", 2) for t in texts), path.stem]:
        if (match := _DAY.search(text.split("T")[0].split(" ")[0] if text is not path.stem else text)) is not None:
            century, year, month, day = match.groups()
            try:
                return datetime(int(century + year), int(month), int(day)).date()
            except ValueError:
                continue
    return None


def _problems(dataset: DatasetReader, path: Path, resolution_m: float | None) -> list[Problem]:
    checks = (
        _place_problem(dataset, resolution_m),
        _band_problem(dataset),
        _pixel_problem(dataset),
        _overview_problem(dataset),
        _date_problem(dataset, path),
    )
    return [problem for problem in checks if problem]


def _place_problem(dataset: DatasetReader, resolution_m: float | None) -> Problem | None:
    if not dataset.crs:
        return Problem(
            "no_crs",
            "it has no CRS",
            "write the right one into a copy: gdal_translate -a_srs EPSG:4548 IN.tif OUT.tif",
            True,
        )
    if resolution_m is None or not math.isfinite(resolution_m) or resolution_m <= 0:
        return Problem(
            "bad_place",
            "its coordinates lie outside its CRS",
            "ask the supplier for the right CRS and assign it with gdal_translate -a_srs",
            True,
        )
    return None


def _band_problem(dataset: DatasetReader) -> Problem | None:
    if colour_bands(dataset):
        return None
    if dataset.count == 1 and dataset.colorinterp[0] == ColorInterp.palette:
        return Problem(
            "palette",
            "its colours are a palette in one band",
            "turn it into three bands: gdal_translate -expand rgb IN.tif OUT.tif",
            True,
        )
    return Problem(
        "too_few_bands",
        f"it has {dataset.count} band{'s' * (dataset.count > 1)} where red, green and blue are needed",
        "ask the supplier for the colour product (three bands or more)",
        True,
    )


def _pixel_problem(dataset: DatasetReader) -> Problem | None:
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
) -> Epoch:
    """Make an epoch of files and folders of tiles, after inspecting each.

    ``taken`` overrides the date found in the files; of several dates the last counts. ``cache`` is where overviews of
    read-only imagery may lie.

    Raises:
        ImageryError: A file is missing, no raster, or has a blocking problem.
        UnknownNameError: The month is malformed.
    """
    if month:
        check_month(month)
    inspections = [inspect(path, cache) for path in raster_files(paths)]
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
