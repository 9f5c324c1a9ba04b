"""What changes in the sample district, spread over it on purpose."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import shapely
from pyproj import Geod
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from .change import add_shed, build_later, demolish, extend, fell_trees
from .model import Box, Building, Place, Presence
from .parts import STEELS, Rng, area, one_of, pick, ragged

NEW_QUOTA = {"house": 19, "workshop": 7, "hut": 3, "slab": 1}
GONE_QUOTA = {"house": 8, "workshop": 3, "hut": 1}
EXTENSIONS, SHEDS = 14, 12
AREA_M2 = (31.0, 2900.0)
GAP_M = 45.0
MARGIN_M = 12.0
ELLIPSOID = Geod(ellps="GRS80")
"""That of CGCS2000."""


@dataclass(frozen=True)
class TrueChange:
    """``change`` new or demolished; ``kind`` new, extension or shed (demolished: what it was)."""

    outline: Polygon
    change: str
    kind: str


def change_district(rng: Rng, place: Place, blocked: BaseGeometry) -> list[TrueChange]:
    """Let the district change, and tell every building that came or went."""
    site = _Site(place, blocked, [])
    order = [place.buildings[i] for i in rng.permutation(len(place.buildings))]
    for kind, quota in NEW_QUOTA.items():
        for building in site.pick(order, kind, quota):
            build_later(rng, place, building)
            site.note(building, "new", "new")
    for kind, quota in GONE_QUOTA.items():
        for building in site.pick(order, kind, quota):
            demolish(rng, place, building)
            site.note(building, "demolished", building.kind)
    _extensions(rng, site, order)
    _sheds(rng, site)
    fell_trees(place)
    _distractions(rng, place, blocked)
    return site.done


class _Site:
    """Keeps changes apart from one another and inside the imagery."""

    def __init__(self, place: Place, blocked: BaseGeometry, done: list[TrueChange]) -> None:
        self.place = place
        self.blocked = blocked
        self.done = done

    def pick(self, order: list[Building], kind: str, quota: int) -> list[Building]:
        found: list[Building] = []
        for building in order:
            if len(found) == quota:
                break
            if building.kind == kind and self.allows(building) and _is_alone(building, found):
                found.append(building)
        return found

    def allows(self, building: Building) -> bool:
        """True where the building may change: whole, of a fair size, far from other changes."""
        if building.presence is not Presence.BOTH or not building.counted:
            return False
        shape = outline(building)
        if not AREA_M2[0] <= shape.area <= AREA_M2[1]:
            return False
        return self.is_room(shape)

    def is_room(self, shape: Polygon, gap_m: float = GAP_M) -> bool:
        inside = shapely.box(0, 0, self.place.extent_m, self.place.extent_m).buffer(-MARGIN_M)
        if not inside.contains(shape) or self.blocked.intersects(shape):
            return False
        return all(shape.distance(other.outline) > gap_m for other in self.done)

    def note(self, building: Building, change: str, kind: str) -> None:
        self.done.append(TrueChange(outline(building), change, kind))

    def take_back(self, building: Building) -> None:
        self.place.buildings.remove(building)


def _is_alone(building: Building, others: list[Building]) -> bool:
    return all(building.footprint.distance(other.footprint) > GAP_M for other in others)


def outline(building: Building) -> Polygon:
    """The footprint as one polygon; hair gaps between wings are closed."""
    closed = building.footprint.buffer(0.4, join_style="mitre").buffer(-0.4, join_style="mitre")
    largest = max(shapely.get_parts(closed), key=lambda part: part.area)
    return shapely.simplify(Polygon(largest.exterior), 0.05)


def _extensions(rng: Rng, site: _Site, order: list[Building]) -> None:
    found = 0
    for building in reversed(order):
        if found == EXTENSIONS:
            return
        if building.kind not in ("house", "workshop") or not site.allows(building):
            continue
        added = extend(rng, site.place, building)
        if added is not None:
            found += _kept(site, added, "extension")


def _sheds(rng: Rng, site: _Site) -> None:
    found = 0
    while found < SHEDS:
        x, y = rng.uniform(0, site.place.extent_m, 2)
        spot = Box(x, y, 1.0, 1.0, -0.06)
        added = add_shed(rng, site.place, spot)
        if added is not None:
            found += _kept(site, added, "shed")


def _kept(site: _Site, added: Building, kind: str) -> bool:
    shape = outline(added)
    if AREA_M2[0] <= shape.area and site.is_room(shape, 30):
        site.note(added, "new", kind)
        return True
    site.take_back(added)
    return False


def _distractions(rng: Rng, place: Place, blocked: BaseGeometry) -> None:
    """New roofs on old walls, moved earth, nets, tunnels put up and taken down."""
    for building in place.buildings:
        if building.presence is not Presence.BOTH:
            continue
        if building.kind == "greenhouse" and rng.random() < 0.06:
            building.presence = Presence.AFTER if rng.random() < 0.6 else Presence.BEFORE
        elif building.counted and rng.random() < 0.006:
            building.later_colour = pick(rng, STEELS)
    for _ in range(45):
        size = rng.uniform(10, 55, 2)
        x, y = rng.uniform(0, place.extent_m, 2)
        spot = Box(x, y, size[0], size[1], float(rng.uniform(0, 3)))
        if blocked.intersects(spot.grown(4).polygon()):
            continue
        material = one_of(rng, "soil", "pale_soil", "dark_soil", "net", "heaps", "yard")
        moved = area(rng, ragged(rng, spot, 0.2), material)
        when = Presence.AFTER if rng.random() < 0.7 else Presence.BEFORE
        place.overlays.append(replace(moved, presence=when))


def ellipsoidal_area_m2(lonlat: Polygon) -> float:
    """Area on the ellipsoid of a polygon in degrees, holes taken off."""
    area_m2, _ = ELLIPSOID.geometry_area_perimeter(lonlat)
    return float(np.abs(area_m2))
