"""What is wrong with a raster, and what to do about it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

from affine import Affine
from rasterio.enums import ColorInterp
from rasterio.errors import RasterioError
from rasterio.io import DatasetReader
from rasterio.windows import Window

from twowei.geo.crs import LONLAT, ground_resolution_m
from twowei.geo.grid import Bounds, Grid
from twowei.geo.guess import guess_crs, lies_far_off, swapped
from twowei.imagery.collar import Collar, collar_of, is_empty
from twowei.imagery.header import acquisition_date, mask_kind
from twowei.imagery.told import Told

OVERVIEWS_FROM_PX = 4096
"""Side above which a raster without overviews is slow to show."""

LARGE_BLOCK_PX = 4096 * 4096
"""Blocks above this are not decoded to try a file: a header-only look stays quick."""

MOST_CANDIDATES = 4
ANY_ZONE = "EPSG:4534 (75°E) to EPSG:4554 (135°E), 3° each, and UTM EPSG:32643 to 32653"
TINY = 1e-24
_EXCHANGE = "have its georeference written with x to the east and y to the north"


@dataclass(frozen=True)
class Problem:
    """Something wrong with a raster and what to do about it.

    Attributes:
        code: Short name for programs: ``no_crs``, ``no_place``, ``bad_place``, ``too_few_bands``, ``palette``,
            ``unreadable``, ``no_overviews``, ``no_date``, ``black_border``, ``white_border``, ``empty``.
        what: What is wrong.
        remedy: What to do.
        blocking: Whether the raster cannot be used as it is.
        value: Pixel value that it is about, of a border.
    """

    code: str
    what: str
    remedy: str
    blocking: bool
    value: float | None = None


def problems_of(
    dataset: DatasetReader, path: Path, grid: Grid | None, bands: tuple[int, ...], told: Told
) -> list[Problem]:
    """Return everything wrong with a raster, from its header and a few pixels."""
    checks = (
        _place_problem(dataset, grid, told),
        _band_problem(dataset, bands),
        _pixel_problem(dataset),
        _filling_problem(dataset, bands, told),
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


def _filling_problem(dataset: DatasetReader, bands: tuple[int, ...], told: Told) -> Problem | None:
    """Tell of a raster without imagery, and of a black or white border that would count as imagery."""
    if not bands or max(bands) > dataset.count or math.prod(dataset.block_shapes[0]) > LARGE_BLOCK_PX:
        return None
    try:
        if is_empty(dataset, bands):
            nothing = "it holds no imagery: every pixel is missing or black"
            return Problem("empty", nothing, "fetch it again, or leave it out", False)
        silent = told.nodata is None and mask_kind(dataset) == "none"
        found = collar_of(dataset, bands) if silent else None
    except RasterioError:
        return None  # told as unreadable
    return _border(found) if found else None


def _border(found: Collar) -> Problem:
    """Tell of a border that nothing marks as missing; never take it away unasked."""
    return Problem(
        f"{found.name}_border",
        f"a {found.name} border ({found.share:.0%} of it) is not marked as missing, so it counts as imagery",
        f"if it is none, say so: --nodata {found.value:g}",
        False,
        found.value,
    )


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
