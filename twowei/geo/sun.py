"""Where the sun stands: for shadows, which fall on the other side."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date

MORNING_PASS_H = 10.5
"""Local solar time at which optical satellites pass, nearly all of them between 10 and 11."""


@dataclass(frozen=True)
class Sun:
    """A place in the sky.

    Attributes:
        azimuth: Degrees from north, eastwards.
        elevation: Degrees above the horizon.
        assumed: Whether it is computed for the usual pass of a satellite, and not told by the imagery.
    """

    azimuth: float
    elevation: float
    assumed: bool = False


def sun_at(day: date, latitude: float, solar_hour: float = MORNING_PASS_H) -> Sun:
    """Return the sun's place on a day, to about a degree.

    Source: declination by Cooper (1969), then the spherical triangle.
    """
    declination = math.radians(23.45) * math.sin(math.radians(360 * (284 + day.timetuple().tm_yday) / 365))
    hour, here = math.radians(15 * (solar_hour - 12)), math.radians(latitude)
    up = math.sin(here) * math.sin(declination) + math.cos(here) * math.cos(declination) * math.cos(hour)
    east = -math.cos(declination) * math.sin(hour)
    north = math.cos(here) * math.sin(declination) - math.sin(here) * math.cos(declination) * math.cos(hour)
    return Sun(math.degrees(math.atan2(east, north)) % 360, math.degrees(math.asin(up)), assumed=True)


def turned(one: float, other: float) -> float:
    """Return by how many degrees two directions differ, 0 to 180."""
    return abs((one - other + 180) % 360 - 180)
