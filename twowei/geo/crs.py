"""Coordinate reference systems: reading what users type, and choosing one in which a metre is a metre."""

from __future__ import annotations

import math
from functools import lru_cache

import pyproj
from pyproj import Geod, Transformer
from rasterio import Env
from rasterio.crs import CRS
from rasterio.errors import CRSError

from twowei.errors import UnknownNameError
from twowei.geo.grid import Bounds, Grid

ELLIPSOID = Geod(ellps="GRS80")
"""The ellipsoid of CGCS2000, to 0.1 mm that of WGS 84."""

LONLAT = CRS.from_epsg(4490)
"""CGCS2000 geographic; equal to WGS 84 for this work."""

CHINA = (73.0, 3.0, 136.0, 54.0)
TRUE_TO = 0.004
"""How far a metre of a CRS may be from a metre on the ground for it to count as metric: 0.4 %."""


def parse_crs(text: str) -> CRS:
    """Read a CRS as users type it: ``EPSG:4548``, ``4548``, WKT or PROJ text.

    Raises:
        UnknownNameError: The text names no CRS.
    """
    try:
        with Env():  # GDAL's own words go to the log
            return CRS.from_user_input(int(text) if text.strip().isdigit() else text)
    except (CRSError, ValueError) as error:
        raise UnknownNameError(f"{text!r} is no known CRS; write one such as EPSG:4548.") from error


def projection_name(crs: CRS) -> str:
    """Return a CRS's name for people, such as ``CGCS2000 / 3-degree Gauss-Kruger CM 117E``."""
    return str(pyproj.CRS.from_wkt(crs.to_wkt()).name)


@lru_cache(maxsize=64)
def transformer(source: CRS, target: CRS) -> Transformer:
    """Return the transformation between two CRSs, x before y whatever the axis order."""
    return Transformer.from_crs(source.to_wkt(), target.to_wkt(), always_xy=True)


def transform_bounds(bounds: Bounds, source: CRS, target: CRS) -> Bounds:
    """Return the box in ``target`` around a box in ``source``, its bent edges included."""
    if source == target:
        return bounds
    left, bottom, right, top = transformer(source, target).transform_bounds(*bounds, densify_pts=21)
    return left, bottom, right, top


def metric_crs(lon: float, lat: float) -> CRS:
    """Return the CGCS2000 3-degree zone (central meridian form) in China, else the UTM zone.

    Source of the formula: EPSG 4534 is CM 75E, one more for each 3 degrees (domain reference, 2.5).
    """
    west, south, east, north = CHINA
    if west <= lon <= east and south <= lat <= north:
        zone = min(max(round(lon / 3), 25), 45)
        return CRS.from_epsg(4534 + zone - 25)
    zone = min(max(int((lon + 180) // 6) + 1, 1), 60)
    return CRS.from_epsg((32600 if lat >= 0 else 32700) + zone)


def ground_resolution_m(grid: Grid) -> float:
    """Return the size of the grid's centre pixel on the ground in metres, the mean of its two sides."""
    centre = grid.width / 2, grid.height / 2
    steps = ((0.0, 0.0), (1.0, 0.0), (0.0, 1.0))
    points = [grid.transform * (centre[0] + c, centre[1] + r) for c, r in steps]
    xs, ys = zip(*points, strict=True)
    lons, lats = transformer(grid.crs, LONLAT).transform(xs, ys)
    if not all(map(math.isfinite, (*lons, *lats))):
        return math.nan
    sides = [ELLIPSOID.inv(lons[0], lats[0], lons[i], lats[i])[2] for i in (1, 2)]
    return float(sum(sides) / 2)


def is_metric(crs: CRS, bounds: Bounds) -> bool:
    """Return whether one unit of ``crs`` is one metre on the ground around the centre of ``bounds``.

    Degrees are not, feet are not, and Web Mercator is not away from the equator.
    """
    if not crs.is_projected:
        return False
    left, bottom, right, top = bounds
    middle = Grid.over(
        crs, ((left + right) / 2, (bottom + top) / 2, (left + right) / 2 + 1, (bottom + top) / 2 + 1), 1.0
    )
    return abs(ground_resolution_m(middle) - 1) < TRUE_TO


def place_texts(crs: CRS, x: float, y: float) -> tuple[str, ...]:
    """Return a place in the words of its CRS and in degrees (CGCS2000), as a status bar writes it."""
    lon, lat = transformer(crs, LONLAT).transform(x, y)
    if not (math.isfinite(lon) and math.isfinite(lat)):
        return (f"{x:,.1f}  {y:,.1f}",)
    degrees = f"{abs(lon):.6f}°{'EW'[lon < 0]}  {abs(lat):.6f}°{'NS'[lat < 0]}"
    if crs.is_geographic:
        return (degrees,)
    epsg = crs.to_epsg()
    return f"{x:,.1f}  {y:,.1f}" + (f"  EPSG:{epsg}" if epsg else ""), degrees
