"""What a user tells of files that do not say it themselves."""

from __future__ import annotations

import math
from dataclasses import dataclass

from rasterio.crs import CRS

from twowei.errors import UnknownNameError

Bands = tuple[int, int, int]


@dataclass(frozen=True)
class Told:
    """Facts that count where a file is silent.

    Attributes:
        crs: CRS of files that have none.
        bands: Bands (from 1) of red, green and blue, in every file; equal ones show one band as grey.
        nodata: Value that means no imagery in all bands at once, for files that mark nothing as missing.
        near: Longitude and latitude of the other imagery of the job, to guess a zone by.
    """

    crs: CRS | None = None
    bands: Bands | None = None
    nodata: float | None = None
    near: tuple[float, float] | None = None


NOTHING = Told()


def parse_nodata(text: str) -> float:
    """Read a nodata value.

    Raises:
        UnknownNameError: It is no number.
    """
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise UnknownNameError(f"{text!r} is no pixel value; give the number that fills the border, such as 0 or 255.")
    return value


def parse_bands(text: str) -> Bands:
    """Read a band choice as ``4,3,2``.

    Raises:
        UnknownNameError: It is none.
    """
    parts = text.replace("，", ",").split(",")
    if len(parts) != 3 or not all(part.strip().isdecimal() and int(part) > 0 for part in parts):
        raise UnknownNameError(f"{text!r} is no choice of bands; give those of red, green and blue, such as 4,3,2.")
    red, green, blue = (int(part) for part in parts)
    return red, green, blue
