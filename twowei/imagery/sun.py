"""The sun's place as a supplier's files tell it: in the raster's tags or in the text file beside it."""

from __future__ import annotations

import re
from pathlib import Path

import rasterio
from rasterio.errors import RasterioError

from twowei.geo.crs import LONLAT
from twowei.geo.sun import Sun, sun_at
from twowei.imagery.epoch import Epoch

_AZIMUTH = re.compile(r"(?:mean)?su?n(?:_?|\s)az(?:imuth)?(?:_?angle)?\"?\s*[=:>]\s*\"?(-?\d+(?:\.\d+)?)", re.I)
_ELEVATION = re.compile(r"(?:mean)?su?n(?:_?|\s)el(?:evation)?(?:_?angle)?\"?\s*[=:>]\s*\"?(-?\d+(?:\.\d+)?)", re.I)
_SOLAR_AZIMUTH = re.compile(r"solarazimuth\"?\s*[=:>]\s*\"?(-?\d+(?:\.\d+)?)", re.I)
_SOLAR_ZENITH = re.compile(r"solarzenith\"?\s*[=:>]\s*\"?(-?\d+(?:\.\d+)?)", re.I)
_BESIDE = (".xml", ".XML", ".IMD", ".imd", "_MTL.txt", ".txt")
_MOST_CHARACTERS = 200_000


def sun_of(epoch: Epoch) -> Sun | None:
    """Return the sun as told by the first tile's files, else by day and place for satellites, else None."""
    if told := _told(epoch.tiles[0].path):
        return told
    if epoch.date is None or epoch.sensor != "satellite":
        return None
    _, bottom, _, top = epoch.bounds(LONLAT)
    return sun_at(epoch.date, (bottom + top) / 2)


def _told(path: Path) -> Sun | None:
    text = "\n".join([_tags(path), *(_text(path.with_name(path.stem + end)) for end in _BESIDE)])
    azimuth = _AZIMUTH.search(text) or _SOLAR_AZIMUTH.search(text)
    elevation, zenith = _ELEVATION.search(text), _SOLAR_ZENITH.search(text)
    if azimuth is None:
        return None
    height = float(elevation[1]) if elevation else 90 - float(zenith[1]) if zenith else float("nan")
    return Sun(float(azimuth[1]) % 360, height)


def _tags(path: Path) -> str:
    try:
        with rasterio.open(path) as dataset:
            tags = {**dataset.tags(), **dataset.tags(ns="IMAGERY"), **dataset.tags(ns="IMD")}
    except RasterioError:
        return ""
    return "\n".join(f"{name}={value}" for name, value in tags.items())


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8", errors="replace")[:_MOST_CHARACTERS] if path.is_file() else ""
    except OSError:
        return ""
