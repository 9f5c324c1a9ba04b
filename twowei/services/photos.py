"""What a photo's own data (EXIF) say: when it was taken, where, in which direction; nothing is trusted blindly."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image

from twowei.geo.crs import ELLIPSOID

_TAKEN, _GPS, _EXIF = 36867, 0x8825, 0x8769
_LAT_SIDE, _LAT, _LON_SIDE, _LON, _DIRECTION = 1, 2, 3, 4, 17


@dataclass(frozen=True)
class PhotoFacts:
    """What a photo says of itself; None where it says nothing.

    Attributes:
        taken: Date and time as the camera wrote them.
        lon: Degrees, WGS 84.
        azimuth: Direction of view in degrees from north, clockwise.
        readable: Whether it is a picture at all.
    """

    taken: str | None = None
    lon: float | None = None
    lat: float | None = None
    azimuth: float | None = None
    readable: bool = True

    def distance_m(self, lon: float, lat: float) -> float | None:
        """Return how far from a place it was taken."""
        if self.lon is None or self.lat is None:
            return None
        return float(ELLIPSOID.inv(self.lon, self.lat, lon, lat)[2])


def photo_facts(path: Path) -> PhotoFacts:
    """Return what a photo says of itself; a file that cannot be read says nothing."""
    try:
        with Image.open(path) as photo:
            exif = photo.getexif()
            gps, more = exif.get_ifd(_GPS), exif.get_ifd(_EXIF)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return PhotoFacts(readable=False)
    lat, lon = _degrees(gps, _LAT, _LAT_SIDE, "S"), _degrees(gps, _LON, _LON_SIDE, "W")
    taken = str(more.get(_TAKEN, "")).strip("\0 ")
    azimuth = _number(gps.get(_DIRECTION))
    return PhotoFacts(
        taken.replace(":", "-", 2) or None,
        lon if lat is not None else None,
        lat if lon is not None else None,
        azimuth % 360 if azimuth is not None else None,
    )


def _degrees(gps: Mapping[int, Any], value: int, side: int, negative: str) -> float | None:
    parts = gps.get(value)
    if not isinstance(parts, tuple | list) or len(parts) != 3:
        return None
    numbers = [_number(part) for part in parts]
    if any(number is None for number in numbers):
        return None
    degrees = sum(number / unit for unit, number in zip((1, 60, 3600), numbers, strict=True) if number is not None)
    return -degrees if str(gps.get(side, "")).startswith(negative) else degrees


def _number(value: Any) -> float | None:
    try:
        number = float(value)
    except (TypeError, ValueError, ZeroDivisionError):
        return None
    return number if -1e6 < number < 1e6 else None
