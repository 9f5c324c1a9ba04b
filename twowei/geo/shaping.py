"""Drawing outlines: vertices, reshaping, cutting, holes, mending, snapping. Pure; units are those of the CRS."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import STRtree
from shapely.geometry import LineString, MultiPolygon, Point, Polygon
from shapely.geometry.base import BaseGeometry
from shapely.ops import nearest_points, split, substring

from twowei.geo.footprint import Outline

XY = tuple[float, float]
SLIVER = 1e-4
"""Share of an outline below which a piece is no part of it but dust that mending left."""


class Vertex(NamedTuple):
    """A corner of an outline: its part, ring (0 the outer one) and place in the ring."""

    part: int
    ring: int
    place: int


@dataclass(frozen=True)
class Mended:
    """An outline that is a valid area, and whether it had to be mended to become one."""

    outline: Outline
    changed: bool


def parts_of(shape: BaseGeometry) -> list[Polygon]:
    """Return the areas of a shape; lines and points are left out."""
    parts = shapely.get_parts(shapely.get_parts(shape))
    return [part for part in parts if isinstance(part, Polygon) and part.area > 0]


def as_outline(shape: BaseGeometry) -> Outline | None:
    """Return the areas of a shape as one outline, or nothing where there is none."""
    parts = parts_of(shape)
    if not parts:
        return None
    return parts[0] if len(parts) == 1 else MultiPolygon(parts)


def mended(shape: BaseGeometry) -> Mended | None:
    """Return a valid outline: crossings are untangled, dust is dropped; nothing where no area is left."""
    valid = shapely.make_valid(shape) if not shape.is_valid else shape
    parts = parts_of(valid)
    whole = sum(part.area for part in parts)
    kept = [part for part in parts if part.area > SLIVER * whole]
    outline = as_outline(shapely.union_all(kept)) if len(kept) > 1 else (kept[0] if kept else None)
    return Mended(outline, not shape.is_valid) if outline is not None else None


# ---- vertices --------------------------------------------------------------------------------------


def rings(outline: Outline) -> list[list[NDArray[np.float64]]]:
    """Return the corners of every ring of every part, the closing one left out."""
    parts = shapely.get_parts(outline)  # also one that crosses itself to an area of 0, while it is dragged
    return [[shapely.get_coordinates(ring)[:-1] for ring in (part.exterior, *part.interiors)] for part in parts]


def vertices(outline: Outline) -> tuple[list[Vertex], NDArray[np.float64]]:
    """Return all corners and where they lie (n × 2)."""
    held = rings(outline)
    names = [Vertex(p, r, n) for p, part in enumerate(held) for r, ring in enumerate(part) for n in range(len(ring))]
    spots = [ring for part in held for ring in part]
    return names, np.concatenate(spots) if spots else np.empty((0, 2))


def nearest_vertex(outline: Outline, spot: XY, reach: float) -> Vertex | None:
    """Return the corner nearest to a spot within ``reach``."""
    names, spots = vertices(outline)
    away = np.hypot(*(spots - spot).T)
    row = int(np.argmin(away)) if len(away) else 0
    return names[row] if len(away) and away[row] <= reach else None


def nearest_edge(outline: Outline, spot: XY, reach: float) -> Vertex | None:
    """Return the corner before which a new one would stand to break the edge nearest to a spot."""
    best, found = reach, None
    for p, part in enumerate(rings(outline)):
        for r, ring in enumerate(part):
            for n, (start, end) in enumerate(zip(ring, np.roll(ring, -1, axis=0), strict=True)):
                away = LineString([start, end]).distance(Point(spot))
                if away <= best:
                    best, found = away, Vertex(p, r, n + 1)
    return found


def with_vertex(outline: Outline, at: Vertex, spot: XY) -> Outline:
    """Return the outline with a corner more."""
    held = rings(outline)
    held[at.part][at.ring] = np.insert(held[at.part][at.ring], at.place, spot, axis=0)
    return _built(held)


def with_vertex_at(outline: Outline, at: Vertex, spot: XY) -> Outline:
    """Return the outline with a corner elsewhere."""
    held = rings(outline)
    held[at.part][at.ring] = held[at.part][at.ring].copy()
    held[at.part][at.ring][at.place] = spot
    return _built(held)


def without_vertex(outline: Outline, at: Vertex) -> Outline | None:
    """Return the outline with a corner less; a ring that would have two goes, nothing where it was the last."""
    held = rings(outline)
    ring = np.delete(held[at.part][at.ring], at.place, axis=0)
    if len(ring) >= 3:
        held[at.part][at.ring] = ring
    elif at.ring:
        del held[at.part][at.ring]
    else:
        del held[at.part]
    return _built(held) if held else None


def _built(held: Sequence[Sequence[NDArray[np.float64]]]) -> Outline:
    parts = [Polygon(part[0], part[1:]) for part in held]
    return parts[0] if len(parts) == 1 else MultiPolygon(parts)


# ---- lines and rings drawn over an outline ---------------------------------------------------------


def reshaped(outline: Outline, line: Sequence[XY]) -> Outline | None:
    """Return the outline with the border between the first and last crossing of a line led along the line.

    Of the two areas that this can give the one more like the outline is taken. Nothing where the line does not
    cross one border twice.
    """
    drawn = LineString(line)
    best: tuple[float, Outline] | None = None
    for p, part in enumerate(parts_of(outline)):
        for r, ring in enumerate((part.exterior, *part.interiors)):
            for other in _detours(ring, drawn):
                found = _replaced(outline, p, r, other)
                if found is None:
                    continue
                alike = found.intersection(outline).area / max(found.union(outline).area, 1e-12)
                if best is None or alike > best[0]:
                    best = alike, found
    return best[1] if best else None


def _detours(ring: BaseGeometry, drawn: LineString) -> list[NDArray[np.float64]]:
    """Return the rings that lead along a line from its first to its last crossing of a ring."""
    met = shapely.get_coordinates(ring.intersection(drawn))
    crossings = [drawn.project(Point(spot)) for spot in met]
    if len(set(np.round(crossings, 9))) < 2:
        return []
    way = shapely.get_coordinates(substring(drawn, min(crossings), max(crossings)))
    corners = shapely.get_coordinates(ring)
    border = LineString(corners)
    start, end = (border.project(Point(spot)) for spot in (way[0], way[-1]))
    return [_closed(way, _along(border, end, start)), _closed(way, _along(border, start, end)[::-1])]


def _along(border: LineString, start: float, end: float) -> NDArray[np.float64]:
    """Return the way along a closed border from one place to another, in its own direction."""
    if start <= end:
        return shapely.get_coordinates(substring(border, start, end))
    first = shapely.get_coordinates(substring(border, start, border.length))
    return np.concatenate([first, shapely.get_coordinates(substring(border, 0, end))[1:]])


def _closed(way: NDArray[np.float64], back: NDArray[np.float64]) -> NDArray[np.float64]:
    ring = np.concatenate([way, back[1:-1]])
    apart = np.hypot(*(ring - np.roll(ring, 1, axis=0)).T) > 1e-9
    return np.asarray(ring[apart], np.float64)


def _replaced(outline: Outline, part: int, ring: int, corners: NDArray[np.float64]) -> Outline | None:
    if len(corners) < 3:
        return None
    held = rings(outline)
    held[part][ring] = corners
    if ring == 0:  # holes that lie outside the new border go
        whole = shapely.make_valid(Polygon(corners))
        held[part] = [corners, *(hole for hole in held[part][1:] if whole.intersects(Polygon(hole)))]
    found = mended(_built(held))
    return found.outline if found else None


def cut(outline: Outline, line: Sequence[XY]) -> list[Polygon]:
    """Return the pieces that a line cuts an outline into; one where it does not cut through."""
    way = LineString(line)
    drawn = way if way.is_simple else shapely.node(way)
    pieces: list[Polygon] = []
    for part in parts_of(outline):
        try:
            pieces += parts_of(split(part, drawn))
        except ValueError:  # shapely refuses a line that only touches
            pieces.append(part)
    return pieces


def with_hole(outline: Outline, ring: Sequence[XY]) -> Outline | None:
    """Return the outline without what a ring encloses."""
    return as_outline(outline.difference(shapely.make_valid(Polygon(ring))))


def with_area(outline: Outline | None, ring: Sequence[XY]) -> Outline | None:
    """Return the outline together with what a ring encloses."""
    drawn = shapely.make_valid(Polygon(ring))
    return as_outline(drawn if outline is None else outline.union(drawn))


def without_hole_at(outline: Outline, spot: XY) -> Outline | None:
    """Return the outline with the hole around a spot filled; nothing where there is none."""
    held = rings(outline)
    for part in held:
        for number, ring in enumerate(part[1:], 1):
            if Polygon(ring).covers(Point(spot)):
                del part[number]
                return _built(held)
    return None


# ---- snapping --------------------------------------------------------------------------------------


class Snapper:
    """Draws a spot onto the nearest corner, else the nearest border, of what lies around."""

    def __init__(self, shapes: Sequence[BaseGeometry]) -> None:
        self._shapes = [shape for shape in shapes if not shape.is_empty]
        self._tree = STRtree(self._shapes)

    def snap(self, spot: XY, reach: float) -> XY | None:
        """Return the corner or border point within ``reach``, a corner first; nothing where there is none."""
        point = Point(spot)
        near = [self._shapes[row] for row in self._tree.query(point.buffer(reach))]
        corners = np.concatenate([shapely.get_coordinates(shape) for shape in near]) if near else np.empty((0, 2))
        away = np.hypot(*(corners - spot).T) if len(corners) else np.empty(0)
        if len(away) and away.min() <= reach:
            x, y = corners[int(np.argmin(away))]
            return float(x), float(y)
        borders = [shape.boundary if shape.geom_type.endswith("Polygon") else shape for shape in near]
        close = [nearest_points(border, point)[0] for border in borders]
        close = [one for one in close if one.distance(point) <= reach]
        best = min(close, key=point.distance, default=None)
        return (best.x, best.y) if best is not None else None
