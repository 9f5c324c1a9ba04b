"""The four-level grid 市/区/街道/社区, and finding the street an outline lies in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import shapely
from rasterio.crs import CRS
from sqlalchemy import Connection, insert, select

from twowei.casebook import geopackage, schema
from twowei.casebook.blobs import box, from_blobs, to_blob
from twowei.casebook.store import crs_of_zones, set_crs_of_zones
from twowei.geo.footprint import Outline, to_crs

DISTRICT, STREET, COMMUNITY = 2, 3, 4


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

    def _largest_overlap(self, level: int, outline: Outline, of: Zone | None = None) -> Zone | None:
        zones = [self._of_level[level][i] for i in self._trees[level].query(outline)]
        overlaps = [
            (zone.geometry.intersection(outline).area, zone)
            for zone in zones
            if of is None or zone.parent == of.code or zone.code.startswith(of.code)
        ]
        area, zone = max(overlaps, key=lambda pair: pair[0], default=(0.0, None))
        return zone if area > 0 else None


def write(connection: Connection, zones: Zones) -> None:
    """Keep zones in the casebook, in the CRS they came in."""
    assert zones.crs is not None
    srs_id = geopackage.register_crs(connection, zones.crs)
    geopackage.set_layer_crs(connection, ["zones"], srs_id)
    blobs = [to_blob(zone.geometry, srs_id) for zone in zones.zones]
    rows = [
        {
            "level": zone.level,
            "code": zone.code,
            "name": zone.name,
            "parent": zone.parent,
            "person": zone.person,
            "geom": blob,
        }
        for zone, blob in zip(zones.zones, blobs, strict=True)
    ]
    connection.execute(insert(schema.zones), rows)
    geopackage.grow_extent(connection, "zones", [box(blob) for blob in blobs])
    set_crs_of_zones(connection, zones.crs)


def load(connection: Connection) -> Zones:
    """Return the casebook's zones."""
    c = schema.zones.c
    rows = connection.execute(select(c.level, c.code, c.name, c.parent, c.person, c.geom)).all()
    outlines = from_blobs([row.geom for row in rows])
    zones = [
        Zone(row.level, row.code, row.name, row.parent, row.person, outline)
        for row, outline in zip(rows, outlines, strict=True)
    ]
    return Zones(zones, crs_of_zones(connection))
