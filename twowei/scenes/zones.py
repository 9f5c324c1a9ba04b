"""Invented administrative zones: communities with jagged common edges, streets, the district."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import geopandas as gpd
import numpy as np
import shapely
from shapely.geometry import LineString, MultiPoint, Point, Polygon
from shapely.geometry.base import BaseGeometry

from .model import Points
from .parts import Rng

COUNTY_CODE = "340199"
COUNTY = ("河源新区", "梁守正")


@dataclass(frozen=True)
class Community:
    """A community's name, its person and a point in its middle (metres, y down)."""

    name: str
    person: str
    x: float
    y: float


STREETS: tuple[tuple[str, str, tuple[Community, ...]], ...] = (
    (
        "北塘街道",
        "周建业",
        (
            Community("塘口社区", "陈立新", 330, 260),
            Community("石桥社区", "吴秀兰", 780, 330),
            Community("北工园社区", "郑国平", 610, 700),
        ),
    ),
    (
        "河源街道",
        "孙明远",
        (
            Community("柳林社区", "马春生", 240, 880),
            Community("新渡社区", "何玉梅", 690, 1130),
            Community("河湾社区", "罗志强", 270, 1400),
        ),
    ),
    (
        "东岗街道",
        "许文博",
        (
            Community("岗上社区", "黄晓东", 1560, 330),
            Community("东站社区", "邓海涛", 1240, 800),
            Community("砖窑社区", "潘桂英", 1750, 980),
        ),
    ),
    (
        "南圩街道",
        "沈长河",
        (
            Community("圩心社区", "魏东升", 760, 1780),
            Community("荷塘社区", "叶小芳", 1230, 1420),
            Community("南渡社区", "苏振华", 1680, 1640),
        ),
    ),
)


def zone_frame(rng: Rng, extent_m: float, origin: tuple[float, float], crs: str) -> gpd.GeoDataFrame:
    """All zones in map coordinates; ``origin`` is the upper left corner of the imagery."""
    cells = _cells(rng, extent_m)
    rows: list[tuple[int, str, str, str | None, str, BaseGeometry]] = []
    county: list[BaseGeometry] = []
    for s, (name, person, communities) in enumerate(STREETS, start=1):
        street_code = f"{COUNTY_CODE}{s:03d}"
        shapes = [next(c for c in cells if c.contains(Point(k.x, k.y))) for k in communities]
        for c, (community, shape) in enumerate(zip(communities, shapes, strict=True), start=1):
            code = f"{street_code}{c:03d}"
            rows.append((4, code, community.name, street_code, community.person, shape))
        street = shapely.union_all(shapes)
        county.append(street)
        rows.append((3, street_code, name, COUNTY_CODE, person, street))
    rows.append((2, COUNTY_CODE, COUNTY[0], None, COUNTY[1], shapely.union_all(county)))
    rows.sort(key=lambda row: (row[0], row[1]))
    columns = list(zip(*rows, strict=True))
    names = ("level", "code", "name", "parent", "person")
    on_map = [to_map(shape, origin) for shape in columns[5]]
    return gpd.GeoDataFrame(dict(zip(names, columns[:5], strict=True)), geometry=on_map, crs=crs)


def to_map(shape: BaseGeometry, origin: tuple[float, float]) -> BaseGeometry:
    return shapely.transform(shape, lambda xy: np.round(xy * (1, -1) + origin, 2))


def _cells(rng: Rng, extent_m: float) -> list[Polygon]:
    """One polygon per community, with exactly common, jagged edges."""
    seeds = [(c.x, c.y) for _, _, communities in STREETS for c in communities]
    outer = shapely.box(70, 60, extent_m - 55, extent_m - 75)
    plain = shapely.voronoi_polygons(MultiPoint(seeds), extend_to=outer)
    plain_cells = [cell.intersection(outer) for cell in plain.geoms]
    lines = shapely.node(shapely.union_all([cell.boundary for cell in plain_cells]))
    merged = shapely.get_parts(shapely.line_merge(lines))
    jagged = [LineString(_jagged(rng, np.array(line.coords))) for line in merged]
    return [cell for cell in shapely.polygonize(jagged).geoms if isinstance(cell, Polygon)]


def _jagged(rng: Rng, line: Points) -> Points:
    """Every stretch broken by midpoint displacement; the ends stay."""
    parts = [_broken(rng, a, b) for a, b in pairwise(line)]
    return np.concatenate([*(part[:-1] for part in parts), line[-1:]])


def _broken(rng: Rng, a: Points, b: Points) -> Points:
    length = float(np.hypot(*(b - a)))
    if length < 35:
        return np.array([a, b])
    normal = np.array([a[1] - b[1], b[0] - a[0]]) / length
    middle = (a + b) / 2 + normal * rng.normal(0, 0.055) * length
    return np.concatenate([_broken(rng, a, middle)[:-1], _broken(rng, middle, b)])
