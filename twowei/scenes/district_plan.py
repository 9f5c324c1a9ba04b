"""The invented district: an arterial grid, a works park, a river and fields with hamlets."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import shapely
from scipy.interpolate import CubicSpline
from shapely.geometry import LineString, Polygon
from shapely.geometry.base import BaseGeometry

from .blocks_home import hamlet
from .blocks_land import pond
from .layout import fill, split
from .model import Area, Box, Place, Points, Presence, Prop, Road
from .parts import Rng, area, path, pick, tree_at, tree_row
from .roads import road_boxes

EXTENT_M = 2048.0
FRAME = Box(EXTENT_M / 2, EXTENT_M / 2, 2600.0, 2600.0, -0.06)
COUNTRY = Box(EXTENT_M / 2, EXTENT_M / 2 + 330.0, 2500.0, 2300.0, 0.31)
COLUMNS = (-1300.0, -560.0, 30.0, 600.0, 1300.0)
ROWS = (-1300.0, -640.0, -150.0, 330.0)
ARTERIAL_M = 21.0
PAVEMENT_M = 4.0

# What each cell of the grid is used for, with weights, and the size of its blocks in metres.
CELLS: tuple[tuple[tuple[dict[str, float], float], ...], ...] = (
    (
        ({"industry": 5, "bare": 1}, 170),
        ({"industry": 6, "site": 0.7, "woods": 0.4}, 180),
        ({"apartments": 6, "school": 0.7, "site": 0.4}, 175),
        ({"village": 7, "bare": 0.5}, 110),
    ),
    (
        ({"village": 7, "apartments": 0.7}, 105),
        ({"apartments": 4, "school": 1.6, "village": 0.6}, 190),
        ({"industry": 4, "site": 1, "apartments": 1.4}, 175),
        ({"site": 1, "bare": 1, "industry": 3.5, "farmland": 0.7}, 190),
    ),
    (
        ({"farmland": 3}, 200),
        ({"village": 8, "industry": 0.4, "pond": 0.2}, 110),
        ({"apartments": 2, "village": 3, "site": 0.4, "pond": 0.4}, 140),
        ({"industry": 4, "bare": 1, "farmland": 1}, 180),
    ),
)
COUNTRY_USES = {"farmland": 12, "pond": 0.8, "woods": 1.6, "bare": 0.6}
HAMLETS = (
    (250.0, 1660.0, 230.0, 150.0, 0.25),
    (700.0, 1850.0, 260.0, 170.0, 0.40),
    (1330.0, 1480.0, 190.0, 120.0, 0.05),
    (1760.0, 1740.0, 280.0, 170.0, 0.33),
    (170.0, 1010.0, 170.0, 130.0, -0.02),
)
RIVER = np.array(
    [
        *((-120.0, 1200.0), (200.0, 1190.0), (460.0, 1330.0), (700.0, 1520.0)),
        *((1010.0, 1570.0), (1290.0, 1700.0), (1420.0, 1900.0), (1560.0, 2200.0)),
    ]
)
RIVER_M = 58.0


def district_place(rng: Rng) -> tuple[Place, BaseGeometry]:
    """The district as it would be without change, and the ground no new building may take."""
    place = Place(EXTENT_M)
    country_roads, bed = _country(rng, place), _river(rng, place)
    cells = [
        (_cell_box(left, right, top, bottom), CELLS[row][column])
        for row, (top, bottom) in enumerate(pairwise(ROWS))
        for column, (left, right) in enumerate(pairwise(COLUMNS))
    ]
    for box, plan in cells:
        _cell(rng, place, box, plan)
    for road in _arterials():
        place.roads.append(road)
        _avenue(rng, place, road)
    streets = [LineString(road.line).buffer(road.width_m / 2 + road.pavement_m + 1) for road in place.roads]
    town = shapely.union_all([box.polygon() for box, _ in cells])
    blocked = shapely.union_all([country_roads.difference(town), bed, *streets])
    _keep_clear(place, blocked)
    _medians(rng, place)
    return place, blocked


def _cell_box(left: float, right: float, top: float, bottom: float) -> Box:
    verge = ARTERIAL_M / 2 + PAVEMENT_M + 3
    return FRAME.inner((left + right) / 2, (top + bottom) / 2, right - left - 2 * verge, bottom - top - 2 * verge)


def _cell(rng: Rng, place: Place, box: Box, plan: tuple[dict[str, float], float]) -> None:
    """Clear what lies there and fill the cell's blocks by its uses."""
    weights, target = plan
    _keep_clear(place, box.polygon().buffer(25))
    place.areas.append(area(rng, box.grown(16).corners(), "grass"))
    blocks, roads = split(rng, box, target)
    place.roads += [_joined(road, box) for road in roads]
    uses, chance = list(weights), np.array(list(weights.values()))
    for block in blocks:
        fill(rng, place, block, str(rng.choice(uses, p=chance / chance.sum())))


def _joined(road: Road, box: Box) -> Road:
    """A street of a cell led on over the verge into the arterials around it."""
    (x0, y0), (x1, y1) = road.line
    step = np.array([x1 - x0, y1 - y0]) / np.hypot(x1 - x0, y1 - y0) * (PAVEMENT_M + 6)
    inner = box.grown(-1.0)
    start = road.line[0] - step * (not inner.holds(x0, y0))
    end = road.line[1] + step * (not inner.holds(x1, y1))
    return replace(road, line=np.array([start, end]))


def _country(rng: Rng, place: Place) -> BaseGeometry:
    """Fields with hamlets. Returns the ground of the country roads."""
    place.areas.append(area(rng, COUNTRY.corners(), "grass"))
    blocks, roads = split(rng, COUNTRY, 210)
    uses, chance = list(COUNTRY_USES), np.array(list(COUNTRY_USES.values()))
    banks = LineString(river_line()).buffer(RIVER_M)
    for block in blocks:
        use = str(rng.choice(uses, p=chance / chance.sum()))
        fill(rng, place, block, "farmland" if banks.intersects(block.polygon()) else use)
    for road in roads:
        place.areas.append(path(rng, road.line, 4.2, "old_road" if road.width_m > 5 else "track"))
    for x, y, length, width, angle in HAMLETS:
        box = Box(x, y, length, width, angle)
        _keep_clear(place, box.grown(10).polygon())
        hamlet(rng, place, box)
        pond(rng, place, box.inner(length / 2 + 30, width * 0.2, 46, 34, 0.3))
    return shapely.union_all([LineString(road.line).buffer(3.5) for road in roads])


def river_line() -> Points:
    """The river's middle, smooth, every few metres."""
    along = np.concatenate([[0], np.cumsum(np.hypot(*np.diff(RIVER, axis=0).T))])
    fine = np.linspace(0, along[-1], 400)
    return np.asarray(CubicSpline(along, RIVER)(fine))


def _river(rng: Rng, place: Place) -> Polygon:
    """Water between sandy banks with a tree belt and a dyke road. Returns the bed."""
    line = river_line()
    bed = LineString(line).buffer(RIVER_M / 2 + 16)
    _keep_clear(place, bed)
    for width, material in ((64.0, "grass"), (24.0, "scrub"), (7.0, "bank"), (2.5, "dark_soil")):
        place.areas.append(_band(rng, line, RIVER_M + width, material))
    for share, month in ((0.94, Presence.BEFORE), (1.0, Presence.AFTER)):
        place.areas.append(replace(_band(rng, line, RIVER_M * share, "river"), presence=month))
    _barges(rng, place, line)
    dyke = np.array(LineString(line).parallel_offset(RIVER_M / 2 + 22, "left").coords)
    place.areas.append(path(rng, dyke, 4.5, "concrete"))
    for (x0, y0), (x1, y1) in pairwise(dyke[::6]):
        box = Box((x0 + x1) / 2, (y0 + y1) / 2, np.hypot(x1 - x0, y1 - y0), 8, np.arctan2(y1 - y0, x1 - x0))
        tree_row(rng, place, box, 5, 4.5)
    return bed


def _barges(rng: Rng, place: Place, line: Points) -> None:
    """Sand barges; each is there in one month only."""
    for spot in rng.integers(20, len(line) - 20, 7):
        (x0, y0), (x1, y1) = line[spot], line[spot + 2]
        middle = Box(x0, y0, 1, 1, float(np.arctan2(y1 - y0, x1 - x0)))
        hull = middle.inner(0, rng.uniform(-14, 14), rng.uniform(24, 40), 7)
        month = Presence.BEFORE if rng.random() < 0.5 else Presence.AFTER
        tone = pick(rng, ((0.30, 0.22, 0.19), (0.34, 0.33, 0.32)))
        place.props.append(Prop(hull, 1.6, tone, month))
        hold = hull.inner(-2, 0, hull.length * 0.62, 4.8)
        place.props.append(Prop(hold, 2.0, pick(rng, ((0.52, 0.44, 0.34),)), month))


def _band(rng: Rng, line: Points, width: float, material: str) -> Area:
    """A river-wide strip whose breadth wavers."""
    along = np.linspace(0, 30, len(line))
    half = width / 2 * (1 + 0.10 * np.sin(along) + 0.06 * np.sin(2.7 * along + 1))
    tangent = np.gradient(line, axis=0)
    normal = np.stack([-tangent[:, 1], tangent[:, 0]], 1) / np.hypot(*tangent.T)[:, None]
    ring = np.concatenate([line + normal * half[:, None], (line - normal * half[:, None])[::-1]])
    return area(rng, ring, material)


def _arterials() -> list[Road]:
    reach = FRAME.length / 2
    lines = [((-reach, v), (reach, v)) for v in ROWS[1:]]
    ends = (ROWS[-1], reach, reach)
    lines += [((u, -reach), (u, end)) for u, end in zip(COLUMNS[1:-1], ends, strict=True)]
    return [
        Road(np.array([FRAME.to_world(*end) for end in ends]), ARTERIAL_M, number % 2, PAVEMENT_M)
        for number, ends in enumerate(lines)
    ]


def _avenue(rng: Rng, place: Place, road: Road) -> None:
    (x0, y0), (x1, y1) = road.line
    length, angle = np.hypot(x1 - x0, y1 - y0), np.arctan2(y1 - y0, x1 - x0)
    box = Box((x0 + x1) / 2, (y0 + y1) / 2, float(length), 1, float(angle))
    for side in (-1, 1):
        tree_row(rng, place, box, side * (ARTERIAL_M / 2 + PAVEMENT_M + 1.6), 6.5)


def _medians(rng: Rng, place: Place) -> None:
    """A strip of shrubs between the carriageways, broken where arterials cross."""
    arterials = _arterials()
    for road in arterials:
        crossings = [LineString(other.line).buffer(ARTERIAL_M / 2 + 7) for other in arterials if other is not road]
        for part in shapely.get_parts(LineString(road.line).difference(shapely.union_all(crossings))):
            line = np.array(part.coords)
            place.overlays.append(path(rng, line, 2.2, "lawn"))
            (box,) = road_boxes(line, 1.0)
            for u in np.arange(-box.length / 2 + 2, box.length / 2 - 2, 3.2):
                if rng.random() < 0.9:
                    place.trees.append(tree_at(rng, box.to_world(float(u), 0), (0.9, 1.3), 0.1))


def _keep_clear(place: Place, ground: BaseGeometry) -> None:
    """Take away buildings, trees, walls and parking that reach into some ground."""
    shapely.prepare(ground)
    place.buildings = [b for b in place.buildings if not ground.intersects(b.footprint)]
    place.props = [p for p in place.props if not ground.intersects(p.box.polygon())]
    place.parking = [p for p in place.parking if not ground.intersects(p.box.polygon())]
    if place.trees:
        hit = shapely.contains_xy(ground, [t.x for t in place.trees], [t.y for t in place.trees])
        place.trees = [t for t, gone in zip(place.trees, hit, strict=True) if not gone]
