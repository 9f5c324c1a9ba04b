"""Outlines on the ground: true areas, points inside, reprojection."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import numpy as np
import shapely
from rasterio.crs import CRS
from shapely.geometry import LineString, MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from twowei.geo.crs import ELLIPSOID, LONLAT, transformer

Outline = Polygon | MultiPolygon
AnyGeometry = TypeVar("AnyGeometry", bound=BaseGeometry)

MU_PER_M2 = 3 / 2000
"""1 亩 is 2000/3 m² (domain reference, 2.5)."""


def to_crs(geometry: AnyGeometry, source: CRS, target: CRS) -> AnyGeometry:
    """Return the geometry in another CRS, vertex by vertex."""
    if source == target:
        return geometry
    change = transformer(source, target)

    def moved(points: np.ndarray) -> np.ndarray:
        return np.column_stack(change.transform(points[:, 0], points[:, 1]))

    moved_geometry: AnyGeometry = shapely.transform(geometry, moved)
    return moved_geometry


def all_to_crs(geometries: Sequence[AnyGeometry], source: CRS, target: CRS) -> list[AnyGeometry]:
    """Return many geometries in another CRS at once, many times quicker than one by one."""
    if source == target or not geometries:
        return list(geometries)
    change = transformer(source, target)

    def moved(points: np.ndarray) -> np.ndarray:
        return np.column_stack(change.transform(points[:, 0], points[:, 1]))

    return list(shapely.transform(np.asarray(geometries, dtype=object), moved))


def ellipsoidal_area_m2(geometry: Outline, crs: CRS) -> float:
    """Return the area on the CGCS2000 ellipsoid in m², holes subtracted, edges being geodesics.

    Source: national land data count ellipsoidal area (椭球面积); the sum over geodesic edges is Karney's
    (2013), by pyproj.
    """
    lonlat = shapely.orient_polygons(to_crs(geometry, crs, LONLAT))
    return abs(float(ELLIPSOID.geometry_area_perimeter(lonlat)[0]))


def ellipsoidal_length_m(line: LineString, crs: CRS) -> float:
    """Return the length on the CGCS2000 ellipsoid in metres, edges being geodesics."""
    return float(ELLIPSOID.geometry_length(to_crs(line, crs, LONLAT)))


def interior_point_lonlat(geometry: Outline, crs: CRS) -> tuple[float, float]:
    """Return longitude and latitude of a point that lies inside the outline, never merely its centroid."""
    point = to_crs(geometry, crs, LONLAT).representative_point()
    return point.x, point.y


def mu(area_m2: float) -> float:
    """Return an area in 亩."""
    return area_m2 * MU_PER_M2
