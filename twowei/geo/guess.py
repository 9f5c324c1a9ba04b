"""Guessing the CRS of coordinates that do not say it, from their size; whoever knows must still be asked.

Source: domain reference, 2.5. Local city systems and those of 1954 and 1980 are never guessed.
"""

from __future__ import annotations

import math
from functools import lru_cache

import pyproj
from rasterio.crs import CRS

from twowei.geo.crs import CHINA, ELLIPSOID, LONLAT, transformer
from twowei.geo.grid import Bounds

NEAR_KM = 150.0
"""Coordinates that come to lie farther from the place of work than this are of another CRS."""

ALIKE_KM = 20.0
"""Distances that tell nothing: UTM and the zone of the same meridian lie so close."""

FAR_DEGREES = 6.0
"""Farther outside its area of use than this, a CRS is the wrong one."""

FARTHEST_M = 6e7
"""No easting is larger, the number of its zone in front included; no northing is half as large."""

_ZONES_3 = range(25, 46)
_ZONES_6 = range(13, 24)
_UTM_ZONES = range(43, 54)
_MERCATOR = 3857


def guess_crs(bounds: Bounds, near: tuple[float, float] | None = None) -> list[CRS]:
    """Return the CRSs that coordinates may be in, the likeliest first; empty where none fits China.

    Args:
        near: Longitude and latitude of a place they should be near to, which tells zones apart.
    """
    left, bottom, right, top = bounds
    if left >= -180 and right <= 180 and bottom >= -90 and top <= 90:
        return [LONLAT]
    middle = (left + right) / 2, (bottom + top) / 2
    fitting = [code for code in _codes(middle[0]) if _in_china(code, middle)]
    if near is not None:
        closest = sorted(fitting, key=lambda code: distance_km(middle, CRS.from_epsg(code), near) // ALIKE_KM)
        close = [code for code in closest if distance_km(middle, CRS.from_epsg(code), near) <= NEAR_KM]
        fitting = close or closest
    return [CRS.from_epsg(code) for code in fitting]


def _codes(x: float) -> list[int]:
    """Return the EPSG codes whose eastings look like ``x``, zones with their number in front before the rest."""
    zone = int(x // 1_000_000)
    if zone in _ZONES_3:
        return [4513 + zone - 25]
    codes = [4491 + zone - 13] if zone in _ZONES_6 else []
    if 100_000 < x < 900_000:
        codes += [4534 + number - 25 for number in _ZONES_3] + [32600 + number for number in _UTM_ZONES]
    return [*codes, _MERCATOR]


def _in_china(code: int, middle: tuple[float, float]) -> bool:
    lon, lat = lonlat(middle, CRS.from_epsg(code))
    return CHINA[0] <= lon <= CHINA[2] and CHINA[1] <= lat <= CHINA[3]


def lonlat(point: tuple[float, float], crs: CRS) -> tuple[float, float]:
    """Return longitude and latitude of a point; NaN where it has none."""
    lon, lat = transformer(crs, LONLAT).transform(*point)
    return (lon, lat) if math.isfinite(lon) and math.isfinite(lat) else (math.nan, math.nan)


def distance_km(point: tuple[float, float], crs: CRS, near: tuple[float, float]) -> float:
    """Return how far a point lies from a place given in degrees; infinite where it lies nowhere."""
    lon, lat = lonlat(point, crs)
    if math.isnan(lon):
        return math.inf
    return float(ELLIPSOID.inv(lon, lat, *near)[2]) / 1000


def swapped(bounds: Bounds) -> bool:
    """Return whether x and y changed places: latitude first, or northing first as surveyors write."""
    left, bottom, right, top = bounds
    in_degrees = CHINA[1] <= left and right <= CHINA[3] and CHINA[0] <= bottom and top <= CHINA[2]
    northing_first = left > 1_800_000 and right < 6_000_000
    easting = (bottom > 100_000 and top < 900_000) or (bottom > 13_000_000 and top < 46_000_000)
    return in_degrees or (northing_first and easting)


def fits(bounds: Bounds, crs: CRS) -> bool:
    """Return whether coordinates can be in a CRS at all: degrees are degrees, and others lie on the earth."""
    left, bottom, right, top = bounds
    if crs.is_geographic:
        return left >= -180 and right <= 180 and bottom >= -90 and top <= 90
    looks_like_degrees = left >= -180 and right <= 180 and bottom >= -90 and top <= 90
    beyond_the_earth = max(abs(left), abs(right)) > FARTHEST_M or max(abs(bottom), abs(top)) > FARTHEST_M / 2
    return (
        not looks_like_degrees
        and not beyond_the_earth
        and not math.isnan(lonlat(((left + right) / 2, (bottom + top) / 2), crs)[0])
    )


@lru_cache(maxsize=64)
def _area_of_use(wkt: str) -> tuple[float, float] | None:
    """Return the western and eastern end of where a CRS is made for, if it is known and no whole round."""
    code = CRS.from_wkt(wkt).to_epsg()
    area = pyproj.CRS.from_epsg(code).area_of_use if code else None
    return (area.west, area.east) if area and area.west < area.east else None


def lies_far_off(bounds: Bounds, crs: CRS) -> bool:
    """Return whether a box lies far east or west of where its CRS is made for: a wrong zone, or exchanged axes."""
    lon, _ = lonlat(((bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2), crs)
    area = _area_of_use(crs.to_wkt())
    return math.isnan(lon) or (area is not None and not area[0] - FAR_DEGREES <= lon <= area[1] + FAR_DEGREES)
