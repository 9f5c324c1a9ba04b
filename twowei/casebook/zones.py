"""The four-level grid 市/区/街道/社区: reading it from a file, and finding the street of an outline."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import geopandas
import pyogrio
import shapely
from rasterio.crs import CRS
from shapely.geometry import MultiPolygon, Polygon

from twowei.casebook.words import plain
from twowei.errors import VectorError
from twowei.geo.footprint import Outline, to_crs

DISTRICT, STREET, COMMUNITY = 2, 3, 4

LEVEL_OF_CODE_LENGTH = {4: 1, 6: DISTRICT, 9: STREET, 12: COMMUNITY}
"""Digits of an administrative code and the level they stand for (GB/T 2260, GB/T 10114)."""

_COLUMNS = {
    "code": ("code", "代码", "编码", "行政区代码", "xzdm", "xzqdm", "dm"),
    "name": ("name", "名称", "行政区名称", "xzmc", "xzqmc", "mc"),
    "level": ("level", "级别", "层级", "jb"),
    "parent": ("parent", "上级", "上级代码", "sjdm"),
    "person": ("person", "责任人", "网格责任人", "zrr"),
}


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
        self._of_level = {
            level: [zone for zone in self.zones if zone.level == level] for level in (STREET, COMMUNITY)
        }
        self._trees = {
            level: shapely.STRtree([zone.geometry for zone in zones])
            for level, zones in self._of_level.items()
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


def read_zones(path: Path) -> Zones:
    """Read zones from any vector file; of several layers the one called ``zones``.

    Columns are level, code, name, parent and person, or their usual Chinese names. A missing level is told
    from the length of the code.

    Raises:
        VectorError: The file is missing or unreadable, has no CRS, no codes or no areas.
    """
    frame = _read(path)
    columns = {role: _column(frame, names) for role, names in _COLUMNS.items()}
    if columns["code"] is None:
        found = ", ".join(map(str, frame.columns.drop(frame.geometry.name)))
        raise VectorError(f"{path} has no column of zone codes; name one 'code' (it has: {found}).")
    if frame.crs is None:
        raise VectorError(
            f"{path} does not say its CRS; set one (in QGIS: Set Layer Projection) and try again."
        )
    zones = [_zone(path, frame, row, columns) for row in range(len(frame))]
    if not zones:
        raise VectorError(f"{path} holds no zones; give a file with streets and communities.")
    _check_streets(path, zones)
    return Zones(zones, CRS.from_wkt(frame.crs.to_wkt()))


def _read(path: Path) -> geopandas.GeoDataFrame:
    if not path.exists():
        raise VectorError(f"{path} does not exist; check the path.")
    try:
        layers = [str(name) for name, kind in pyogrio.list_layers(path) if kind is not None]
        if not layers:
            raise VectorError(f"{path} has no layer of areas; give a file with streets and communities.")
        layer = "zones" if "zones" in layers else layers[0]
        frame = pyogrio.read_dataframe(path, layer=layer)
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, UnicodeDecodeError) as error:
        raise VectorError(
            f"{path} cannot be read as a vector file; give a GeoPackage or shapefile."
        ) from error
    assert isinstance(frame, geopandas.GeoDataFrame)
    return frame


def _column(frame: geopandas.GeoDataFrame, names: tuple[str, ...]) -> str | None:
    by_name = {plain(str(column)): str(column) for column in frame.columns}
    return next((by_name[name] for name in names if name in by_name), None)


def _zone(path: Path, frame: geopandas.GeoDataFrame, row: int, columns: dict[str, str | None]) -> Zone:
    values = frame.iloc[row]

    def text(role: str) -> str:
        column = columns[role]
        value = None if column is None else values[column]
        if value is None or value != value:  # noqa: PLR0124  (not a number)
            return ""
        return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value).strip()

    code, outline = text("code"), frame.geometry.iloc[row]
    if not code.isdigit():
        raise VectorError(
            f"{path}: zone {row + 1} has the code {code!r}; codes are digits, a street has nine."
        )
    level = int(text("level") or LEVEL_OF_CODE_LENGTH.get(len(code), 0))
    if not isinstance(outline, Polygon | MultiPolygon) or outline.is_empty:
        raise VectorError(f"{path}: zone {code} {text('name')} is no area; give polygons.")
    if not outline.is_valid:
        outline = outline.buffer(0)
    return Zone(level, code, text("name"), text("parent"), text("person"), outline)


def _check_streets(path: Path, zones: Sequence[Zone]) -> None:
    for zone in zones:
        if zone.level == STREET and len(zone.code) != 9:
            raise VectorError(
                f"{path}: street {zone.name} has the code {zone.code}; a street's code has nine digits."
            )


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
    return Zones([Zone(*row[:5], from_blob(row[5])) for row in rows], crs_of_zones(connection))
