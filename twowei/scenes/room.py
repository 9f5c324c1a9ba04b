"""Where there is room: free ground, and the box around a whole building."""

from __future__ import annotations

import numpy as np
from shapely.geometry import LineString
from shapely.strtree import STRtree

from .model import Box, Building, Place

REACH_M = 90.0
"""No building's middle is farther than this from ground that it covers."""


def is_free(place: Place, box: Box) -> bool:
    """True where the box, a hand's breadth smaller, meets no building and no street."""
    mine = box.grown(-0.2).polygon()
    if any(mine.distance(LineString(road.line)) < road.width_m / 2 for road in place.roads):
        return False
    near = [b.footprint for b in place.buildings if _is_near(b.wings[0].box, box)]
    return len(STRtree(near).query(mine, predicate="intersects")) == 0


def _is_near(one: Box, other: Box) -> bool:
    return abs(one.x - other.x) < REACH_M and abs(one.y - other.y) < REACH_M


def box_around(building: Building) -> Box:
    """The smallest box in the main wing's direction that holds every wing."""
    main = building.wings[0].box
    corners = np.concatenate([wing.box.corners() for wing in building.wings]) - (main.x, main.y)
    c, s = np.cos(main.angle), np.sin(main.angle)
    along = np.stack([corners @ (c, s), corners @ (-s, c)], axis=1)
    (left, top), (right, bottom) = along.min(axis=0), along.max(axis=0)
    return main.inner((left + right) / 2, (top + bottom) / 2, right - left, bottom - top)
