"""Tracks of hand-held programs: where somebody was, and when (GPX, KML and ovkml)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError, iterparse

import numpy as np
from shapely.geometry import LineString, Point
from shapely.geometry.base import BaseGeometry

from twowei.casebook.clock import CHINA_TIME
from twowei.errors import VectorError
from twowei.geo.gcj02 import from_gcj02
from twowei.imports.kml import coordinates
from twowei.imports.read import OVITAL

SUFFIXES = (".gpx", ".kml", ".ovkml")
WITHIN = timedelta(minutes=3)
"""How far in time the nearest point of a track may be for it to say where somebody was."""

Fix = tuple[float, float, datetime | None]
"""Longitude, latitude, and the time where it is known."""


@dataclass(frozen=True)
class Track:
    """A way that was gone.

    Attributes:
        fixes: Points in degrees (WGS 84), in their order.
    """

    path: Path
    fixes: tuple[Fix, ...]

    @property
    def line(self) -> BaseGeometry:
        """The way as a line, a single fix as a point, in degrees."""
        points = [(lon, lat) for lon, lat, _ in self.fixes]
        return LineString(points) if len(points) > 1 else Point(points[0])

    @property
    def span(self) -> tuple[datetime, datetime] | None:
        """From when to when, where the track says it."""
        times = [at for _, _, at in self.fixes if at]
        return (min(times), max(times)) if times else None

    def where(self, at: datetime) -> tuple[float, float] | None:
        """Return where somebody was at a time, or None where the track does not tell."""
        timed = [(abs(then - at), lon, lat) for lon, lat, then in self.fixes if then]
        if not timed:
            return None
        away, lon, lat = min(timed)
        return (lon, lat) if away <= WITHIN else None


def read_track(path: Path) -> Track | None:
    """Read a track; None where a file holds none (a KML of points or areas).

    Raises:
        VectorError: It is no sound XML.
    """
    try:
        fixes = list(_fixes(path))
    except ParseError as error:
        raise VectorError(f"{path} is no sound track ({error}); export it again.") from error
    if not fixes:
        return None
    if path.suffix.lower() in OVITAL:
        moved = from_gcj02(np.array([fix[:2] for fix in fixes]))
        fixes = [(float(x), float(y), fix[2]) for (x, y), fix in zip(moved, fixes, strict=True)]
    return Track(path, tuple(fixes))


def _fixes(path: Path) -> Iterator[Fix]:
    whens: list[datetime | None] = []
    coords: list[tuple[float, float]] = []
    for _, element in iterparse(path, ("end",)):
        tag = element.tag.rpartition("}")[2]
        if tag in ("trkpt", "rtept"):
            yield from _of_gpx(element)
        elif tag == "when":
            whens.append(_time(element.text))
        elif tag == "coord":
            coords += _pair((element.text or "").split())
        elif tag == "Track":
            yield from _together(coords, whens)
            whens, coords = [], []
        elif tag == "LineString":
            yield from _of_line(element)


def _of_gpx(point: Element) -> Iterator[Fix]:
    time = next((child for child in point if child.tag.rpartition("}")[2] == "time"), None)
    for lon, lat in _pair([point.get("lon", ""), point.get("lat", "")]):
        yield lon, lat, _time(time.text if time is not None else None)


def _of_line(element: Element) -> Iterator[Fix]:
    for child in element.iter():
        child.tag = child.tag.rpartition("}")[2]
    points = coordinates(element)
    if points and points[0] != points[-1]:
        yield from ((lon, lat, None) for lon, lat in points)


def _together(coords: Sequence[tuple[float, float]], whens: Sequence[datetime | None]) -> Iterator[Fix]:
    for position, (lon, lat) in enumerate(coords):
        yield lon, lat, whens[position] if position < len(whens) else None


def _pair(words: Sequence[str]) -> list[tuple[float, float]]:
    try:
        return [(float(words[0]), float(words[1]))]
    except (ValueError, IndexError):
        return []


def _time(text: str | None) -> datetime | None:
    try:
        when = datetime.fromisoformat((text or "").strip().replace("Z", "+00:00"))
    except ValueError:
        return None
    return when if when.tzinfo else when.replace(tzinfo=CHINA_TIME)
