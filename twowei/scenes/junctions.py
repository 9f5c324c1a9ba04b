"""Where streets meet: asphalt without lane marks, and zebra crossings on the wider arms."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import numpy as np
from shapely.geometry import LineString, Point

from .canvas import Canvas
from .model import Box, Road, as_rgb
from .roads import ASPHALT, WHITE

MARKED_M = 7.0
ZEBRA_M = 3.2


def paint_junctions(canvas: Canvas, roads: list[Road]) -> None:
    """Paint all crossings of straight, marked roads that are there this month."""
    here = [r for r in roads if r.width_m >= MARKED_M and len(r.line) == 2 and r.presence.holds(canvas.month)]
    for one, other in combinations(here, 2):
        spot = LineString(one.line).intersection(LineString(other.line))
        if isinstance(spot, Point):
            _paint_junction(canvas, one, other, (spot.x, spot.y))


def _paint_junction(canvas: Canvas, one: Road, other: Road, spot: tuple[float, float]) -> None:
    wide, narrow = (one, other) if one.width_m >= other.width_m else (other, one)
    square = Box(*spot, narrow.width_m + 3, wide.width_m, _angle(wide))
    cut = canvas.cut(square)
    if cut is None:
        return
    worn = 1 + 0.05 * (canvas.grain.small[cut.where] + canvas.grain.middle[cut.where])
    canvas.lay(cut, as_rgb(ASPHALT[wide.tone % len(ASPHALT)]) * worn[..., None], 0.0)
    for road, across in ((wide, narrow), (narrow, wide)):
        for box in _zebras(road, across, spot):
            _paint_zebra(canvas, box)


def _angle(road: Road) -> float:
    (x0, y0), (x1, y1) = road.line
    return float(np.arctan2(y1 - y0, x1 - x0))


def _zebras(road: Road, across: Road, spot: tuple[float, float]) -> Iterator[Box]:
    """A box on each arm of a road that goes on beyond the junction."""
    away = across.width_m / 2 + 3.5
    for end, sign in ((road.line[0], -1), (road.line[1], 1)):
        if np.hypot(end[0] - spot[0], end[1] - spot[1]) > away + 12:
            yield Box(*spot, 1, 1, _angle(road)).inner(sign * away, 0, ZEBRA_M, road.width_m - 1)


def _paint_zebra(canvas: Canvas, box: Box) -> None:
    cut = canvas.cut(box)
    if cut is None:
        return
    stripes = np.clip(0.5 + 1.2 * np.cos(cut.v * np.float32(2 * np.pi / 1.3)), 0, 1)
    worn = np.clip(0.7 + 0.25 * canvas.grain.small[cut.where], 0, 1) * stripes
    below = canvas.albedo[cut.where]
    canvas.lay(cut, below + (as_rgb(WHITE) - below) * worn[..., None], 0.0)
