"""Outlines out of whatever stands in a row: areas mended, closed lines, coordinates in words, points with a size."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import numpy as np
import shapely
from rasterio.crs import CRS
from shapely.geometry import LineString, MultiPolygon, Point, Polygon
from shapely.geometry.base import BaseGeometry

from twowei.geo.crs import LONLAT, metric_crs
from twowei.geo.footprint import Outline, to_crs
from twowei.imports.delivery import Value

Oddity = tuple[str, tuple[str, ...]]
"""Code and values of a finding."""

LEAST_M2 = 0.01
POINT_M2 = 200.0
"""Size of the circle that stands for a point of unknown size: the least that national surveys map."""

_NUMBER = re.compile(r"[-+]?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?")


def of_columns(rows: Sequence[Mapping[str, Value]], columns: Mapping[str, str]) -> list[BaseGeometry | None]:
    """Return a shape for each row from its WKT or list of corners, else from its x and y."""
    return [_of_row(row, columns) for row in rows]


def _of_row(row: Mapping[str, Value], columns: Mapping[str, str]) -> BaseGeometry | None:
    if "WKT" in columns and (text := row.get(columns["WKT"])):
        return from_words(str(text))
    if "X" in columns and "Y" in columns:
        x, y = number(row.get(columns["X"])), number(row.get(columns["Y"]))
        return Point(x, y) if x is not None and y is not None else None
    return None


def number(value: Value) -> float | None:
    """Return a cell as a number, thousands' commas and units taken off, or None."""
    if isinstance(value, int | float):
        return float(value)
    match = _NUMBER.search(str(value or "").replace(",", "").replace("，", ""))
    return float(match[0]) if match else None


def from_words(text: str) -> BaseGeometry | None:
    """Return the shape that WKT, GeoJSON or a list of corners (``x,y;x,y;…``) describes, or None."""
    for read in (shapely.from_wkt, shapely.from_geojson):
        shape = read(text, on_invalid="ignore")
        if shape is not None:
            return shapely.force_2d(shape)
    numbers = [float(word) for word in _NUMBER.findall(text)]
    corners = list(zip(numbers[::2], numbers[1::2], strict=False))
    if len(numbers) % 2 or not corners:
        return None
    return Polygon(corners) if len(corners) >= 3 else Point(corners[0])


def as_outline(shape: BaseGeometry | None) -> tuple[Outline | None, Oddity | None]:
    """Return the area of a shape, valid, and what had to be done for it; None and why where there is no area."""
    if shape is None or shape.is_empty:
        return None, ("no_shape", ())
    if isinstance(shape, LineString) and shape.is_closed and len(shape.coords) >= 4:
        shape = Polygon(shape.coords)
    if not np.isfinite(shapely.get_coordinates(shape)).all():
        return None, ("no_numbers", ())
    if shape.is_valid and isinstance(shape, Polygon | MultiPolygon):
        return _simplest(shape), None
    mended = shapely.make_valid(shape, method="structure", keep_collapsed=False)
    parts = [part for part in shapely.get_parts(shapely.get_parts(mended)) if isinstance(part, Polygon)]
    parts = [part for part in parts if not part.is_empty]
    if not parts:
        return None, ("no_area", (shape.geom_type,))
    return _simplest(MultiPolygon(parts)), None if shape.is_valid else ("mended", ())


def _simplest(outline: Outline) -> Outline:
    parts = list(outline.geoms) if isinstance(outline, MultiPolygon) else [outline]
    return parts[0] if len(parts) == 1 else MultiPolygon(parts)


def around(point: Point, crs: CRS, area_m2: float | None) -> Outline:
    """Return a circle of an area around a point, in the point's CRS."""
    place = to_crs(point, crs, LONLAT)
    metric = metric_crs(place.x, place.y)
    radius = float(np.sqrt((area_m2 or POINT_M2) / np.pi))
    circle = to_crs(point, crs, metric).buffer(radius, quad_segs=16)
    return to_crs(circle, metric, crs)


def swap(shape: BaseGeometry | None) -> BaseGeometry | None:
    """Return a shape with x and y in each other's place."""
    return shapely.transform(shape, lambda points: points[:, ::-1]) if shape is not None else None
