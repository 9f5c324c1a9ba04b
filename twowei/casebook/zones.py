"""The four-level grid 市/区/街道/社区, and finding the street an outline lies in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations

import shapely
from rasterio.crs import CRS
from sqlalchemy import Connection, insert, select, update

from twowei.casebook import geopackage, schema
from twowei.casebook.blobs import box, from_blobs, to_blob
from twowei.casebook.store import crs_of_zones, set_crs_of_zones
from twowei.geo.footprint import Outline, ellipsoidal_area_m2, to_crs

DISTRICT, STREET, COMMUNITY = 2, 3, 4

TIE_WITHIN = 0.05
"""Two streets share a patch evenly when their shares of it are as close as this."""

NOTICED_FROM_M2 = 1.0
"""Overlaps and gaps between zones below this are the noise of drawing."""


@dataclass(frozen=True)
class Zone:
    """A unit of the grid: ``level`` 2 district, 3 street, 4 community; outline in the file's CRS."""

    level: int
    code: str
    name: str
    parent: str
    person: str
    geometry: Outline


@dataclass(frozen=True)
class Place:
    """Where an outline lies; empty texts outside all zones."""

    street_code: str = ""
    street_name: str = ""
    community_code: str = ""
    community_name: str = ""
    responsible: str = ""


class Zones:
    """Zones of one CRS, and which of them an outline lies in."""

    def __init__(self, zones: Sequence[Zone], crs: CRS | None) -> None:
        self.zones = tuple(zones)
        self.crs = crs
        self._of_level = {level: [zone for zone in self.zones if zone.level == level] for level in (STREET, COMMUNITY)}
        self._trees = {
            level: shapely.STRtree([zone.geometry for zone in zones]) for level, zones in self._of_level.items()
        }

    @property
    def county_code(self) -> str | None:
        """Six digits that most codes begin with; None without zones."""
        heads = Counter(zone.code[:6] for zone in self.zones if len(zone.code) >= 6)
        return heads.most_common(1)[0][0] if heads else None

    def place(self, outline: Outline, crs: CRS) -> Place:
        """Return street and community by largest overlap, the community being one of that street."""
        if self.crs is None:
            return Place()
        here = to_crs(outline, crs, self.crs)
        street = self._largest_overlap(STREET, here)
        community = self._largest_overlap(COMMUNITY, here, of=street)
        if street is None and community is not None:
            street = next((z for z in self._of_level[STREET] if z.code == community.code[:9]), None)
        return Place(
            street.code if street else "",
            street.name if street else "",
            community.code if community else "",
            community.name if community else "",
            (community.person if community else "") or (street.person if street else ""),
        )

    def ties(self, outline: Outline, crs: CRS) -> list[tuple[str, float]]:
        """Return the streets that share an outline about evenly, with their shares; empty where one prevails."""
        if self.crs is None or not outline.area:
            return []
        here = to_crs(outline, crs, self.crs)
        streets = [self._of_level[STREET][int(i)] for i in self._trees[STREET].query(here)]
        shares = sorted(
            ((zone.name or zone.code, zone.geometry.intersection(here).area / here.area) for zone in streets),
            key=lambda pair: -pair[1],
        )
        if len(shares) < 2 or shares[1][1] == 0 or shares[0][1] - shares[1][1] > TIE_WITHIN:
            return []
        return [pair for pair in shares if shares[0][1] - pair[1] <= TIE_WITHIN]

    def problems(self) -> Iterator[str]:
        """Yield a sentence for each overlap of two zones of a level and each gap between streets."""
        if self.crs is None:
            return
        for level, zones in self._of_level.items():
            for one, other in combinations(zones, 2):
                if one.geometry.intersects(other.geometry):
                    doubled = self._area_m2(shapely.intersection(one.geometry, other.geometry))
                    if doubled >= NOTICED_FROM_M2:
                        pair = f"{one.name} {one.code} and {other.name} {other.code}"
                        yield f"level {level}: {pair} overlap by {doubled:,.0f} ㎡"
        yield from self._gaps()

    def _gaps(self) -> Iterator[str]:
        streets = shapely.union_all([zone.geometry for zone in self._of_level[STREET]])
        districts = [zone for zone in self.zones if zone.level == DISTRICT]
        for district in districts:
            left = self._area_m2(district.geometry.difference(streets))
            if self._of_level[STREET] and left >= NOTICED_FROM_M2:
                yield f"{district.name} {district.code}: {left:,.0f} ㎡ lie in no street"
        if not districts:
            holes = [shapely.Polygon(ring) for part in shapely.get_parts(streets) for ring in part.interiors]
            left = sum(self._area_m2(hole) for hole in holes)
            if left >= NOTICED_FROM_M2:
                yield f"between the streets {left:,.0f} ㎡ lie in none"

    def _area_m2(self, shape: shapely.Geometry) -> float:
        assert self.crs is not None
        areas = [part for part in shapely.get_parts(shape) if isinstance(part, shapely.Polygon)]
        return sum(ellipsoidal_area_m2(area, self.crs) for area in areas)

    def _largest_overlap(self, level: int, outline: Outline, of: Zone | None = None) -> Zone | None:
        zones = [self._of_level[level][i] for i in self._trees[level].query(outline)]
        overlaps = [
            (zone.geometry.intersection(outline).area, zone)
            for zone in zones
            if of is None or zone.parent == of.code or zone.code.startswith(of.code)
        ]
        area, zone = max(overlaps, key=lambda pair: pair[0], default=(0.0, None))
        return zone if area > 0 else None


def write(connection: Connection, zones: Zones, start: date | None = None) -> None:
    """Keep zones in the casebook, in the CRS they came in; later ones take the place of those before from a day on.

    Args:
        start: The day from which they hold; None for always, in a casebook without zones.
    """
    assert zones.crs is not None
    held = crs_of_zones(connection)
    if held is None:
        srs_id = geopackage.register_crs(connection, zones.crs)
        geopackage.set_layer_crs(connection, ["zones"], srs_id)
        set_crs_of_zones(connection, zones.crs)
    else:
        srs_id = geopackage.register_crs(connection, held)
        moved = [replace(zone, geometry=to_crs(zone.geometry, zones.crs, held)) for zone in zones.zones]
        zones = Zones(moved, held)
        _end(connection, start)
    blobs = [to_blob(zone.geometry, srs_id) for zone in zones.zones]
    rows = [
        {
            "level": zone.level,
            "code": zone.code,
            "name": zone.name,
            "parent": zone.parent,
            "person": zone.person,
            "valid_from": start.isoformat() if start else None,
            "geom": blob,
        }
        for zone, blob in zip(zones.zones, blobs, strict=True)
    ]
    connection.execute(insert(schema.zones), rows)
    geopackage.grow_extent(connection, "zones", [box(blob) for blob in blobs])


def _end(connection: Connection, start: date | None) -> None:
    """Let the zones that hold now end where others begin."""
    day = (start or date.min).isoformat()
    connection.execute(update(schema.zones).where(schema.zones.c.valid_to.is_(None)).values(valid_to=day))


def load(connection: Connection, on: date | None = None) -> Zones:
    """Return the casebook's zones that hold on a day; without one, those that hold last."""
    c = schema.zones.c
    query = select(c.level, c.code, c.name, c.parent, c.person, c.geom)
    if on is None:
        query = query.where(c.valid_to.is_(None))
    else:
        day = on.isoformat()
        query = query.where(c.valid_from.is_(None) | (c.valid_from <= day), c.valid_to.is_(None) | (c.valid_to > day))
    rows = connection.execute(query).all()
    outlines = from_blobs([row.geom for row in rows])
    zones = [
        Zone(row.level, row.code, row.name, row.parent, row.person, outline)
        for row, outline in zip(rows, outlines, strict=True)
    ]
    return Zones(zones, crs_of_zones(connection))
