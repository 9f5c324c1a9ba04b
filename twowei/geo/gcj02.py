"""GCJ-02, the shifted frame of 高德, 腾讯 and 奥维 in mainland China, from CGCS2000/WGS 84 and back.

Source: the public formula (domain reference, 2.7): a sum of sines on the Krasovsky ellipsoid. Hong Kong, Macau and
Taiwan are not shifted by the maps that use it; the formula knows no borders, so leave points there alone.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

LonLats = NDArray[np.float64]
"""(n, 2): longitude, latitude in degrees."""

_RADIUS_M = 6_378_245.0
_ECCENTRICITY_2 = 0.00669342162296594323
_WEST, _SOUTH, _EAST, _NORTH = 72.004, 0.8293, 137.8347, 55.8271
_CLOSE_DEG = 1e-11
_ROUNDS = 30


def to_gcj02(points: LonLats) -> LonLats:
    """Return CGCS2000 points in GCJ-02; those outside the box around China stay. Fits `shapely.transform`."""
    points = np.asarray(points, dtype=np.float64)
    return points + _shift(points)


def from_gcj02(points: LonLats) -> LonLats:
    """Return GCJ-02 points in CGCS2000, exact to far less than a centimetre.

    The shift changes so slowly that taking it off again and again at the last guess closes in within a few rounds.
    """
    points = np.asarray(points, dtype=np.float64)
    guess = points - _shift(points)
    for _ in range(_ROUNDS):
        miss = to_gcj02(guess) - points
        guess = guess - miss
        if not miss.size or float(np.abs(miss).max()) < _CLOSE_DEG:
            break
    return guess


def point_to_gcj02(lon: float, lat: float) -> tuple[float, float]:
    """Return one CGCS2000 point in GCJ-02."""
    ((x, y),) = to_gcj02(np.array([[lon, lat]]))
    return float(x), float(y)


def point_from_gcj02(lon: float, lat: float) -> tuple[float, float]:
    """Return one GCJ-02 point in CGCS2000."""
    ((x, y),) = from_gcj02(np.array([[lon, lat]]))
    return float(x), float(y)


def _shift(points: LonLats) -> LonLats:
    lon, lat = points[:, 0], points[:, 1]
    east, north = _metres(lon - 105.0, lat - 35.0)
    phi = np.radians(lat)
    bend = 1 - _ECCENTRICITY_2 * np.sin(phi) ** 2
    along_meridian = _RADIUS_M * (1 - _ECCENTRICITY_2) / bend**1.5
    along_parallel = _RADIUS_M / np.sqrt(bend) * np.cos(phi)
    shift = np.degrees(np.column_stack([east / along_parallel, north / along_meridian]))
    inside = (lon >= _WEST) & (lon <= _EAST) & (lat >= _SOUTH) & (lat <= _NORTH)
    return np.where(inside[:, None], shift, 0.0)


def _metres(x: LonLats, y: LonLats) -> tuple[LonLats, LonLats]:
    """Return the formula's shift to the east and north; ``x`` and ``y`` are degrees from 105°E 35°N."""
    common = 20 * np.sin(6 * math.pi * x) + 20 * np.sin(2 * math.pi * x)
    root = np.sqrt(np.abs(x))
    east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root
    east = east + (common + _waves(x, (1, 20), (3, 40), (12, 150), (30, 300))) * 2 / 3
    north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root
    north = north + (common + _waves(y, (1, 20), (3, 40), (12, 160), (30, 320))) * 2 / 3
    return east, north


def _waves(x: LonLats, *waves: tuple[float, float]) -> LonLats:
    total: LonLats = np.zeros_like(x)
    for length, height in waves:
        total = total + height * np.sin(x * math.pi / length)
    return total
