"""Reading zones from whatever vector file an office has."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path

import geopandas
import pandas
import pyogrio
import shapely
from rasterio.crs import CRS
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from twowei.casebook.words import plain
from twowei.casebook.zones import STREET, Zone, Zones
from twowei.errors import VectorError

_log = logging.getLogger(__name__)

_LEVEL_OF_CODE_LENGTH = {4: "1", 6: "2", 9: "3", 12: "4"}
"""Digits of an administrative code and the level they stand for (GB/T 2260, GB/T 10114)."""

_LEVELS = ("1", "2", "3", "4")
_OUTLINE = "geometry"
_COLUMNS = {
    "code": ("code", "代码", "编码", "行政区代码", "xzdm", "xzqdm", "dm"),
    "name": ("name", "名称", "行政区名称", "xzmc", "xzqmc", "mc"),
    "level": ("level", "级别", "层级", "jb"),
    "parent": ("parent", "上级", "上级代码", "sjdm"),
    "person": ("person", "责任人", "网格责任人", "zrr"),
}


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
        raise VectorError(f"{path} does not say its CRS; set one (in QGIS: Set Layer Projection) and try again.")
    if frame.geometry.name != _OUTLINE:
        frame = frame.rename_geometry(_OUTLINE)
    zones = [_zone(path, row, columns) for _, row in frame.iterrows()]
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
        raise VectorError(f"{path} cannot be read as a vector file; give a GeoPackage or shapefile.") from error
    assert isinstance(frame, geopandas.GeoDataFrame)
    return frame


def _column(frame: geopandas.GeoDataFrame, names: tuple[str, ...]) -> str | None:
    by_name = {plain(str(column)): str(column) for column in frame.columns}
    return next((by_name[name] for name in names if name in by_name), None)


def _zone(path: Path, values: pandas.Series, columns: dict[str, str | None]) -> Zone:
    code, name, parent, person, level = (
        _cell(values, columns[role]) for role in ("code", "name", "parent", "person", "level")
    )
    outline = values[_OUTLINE]
    if not (code.isascii() and code.isdigit()):
        raise VectorError(f"{path}: a zone has the code {code!r}; codes are digits, a street has nine.")
    level = level or _LEVEL_OF_CODE_LENGTH.get(len(code), "")
    if level not in _LEVELS:
        raise VectorError(f"{path}: zone {code} {name} has the level {level!r}; a level is one of 1 to 4.")
    if not isinstance(outline, Polygon | MultiPolygon) or outline.is_empty:
        raise VectorError(f"{path}: zone {code} {name} is no area; give polygons.")
    if not outline.is_valid:
        why = shapely.is_valid_reason(outline)
        _log.warning("%s: zone %s %s has an invalid outline (%s) and was repaired; look at it.", path, code, name, why)
        outline = _repaired(outline)
    return Zone(int(level), code, name, parent, person, outline)


def _repaired(outline: Polygon | MultiPolygon) -> Polygon | MultiPolygon:
    """Return every area of an outline that crosses itself; buffering by 0 would drop some."""
    parts: list[BaseGeometry] = shapely.get_parts(shapely.make_valid(outline)).tolist()
    areas = [area for part in parts if isinstance(part, Polygon | MultiPolygon) for area in _singles(part)]
    return areas[0] if len(areas) == 1 else MultiPolygon(areas)


def _singles(outline: Polygon | MultiPolygon) -> list[Polygon]:
    return [outline] if isinstance(outline, Polygon) else list(outline.geoms)


def _cell(values: pandas.Series, column: str | None) -> str:
    value = None if column is None else values[column]
    if value is None or pandas.isna(value):
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value).strip()


def _check_streets(path: Path, zones: Sequence[Zone]) -> None:
    for zone in zones:
        if zone.level == STREET and len(zone.code) != 9:
            raise VectorError(f"{path}: street {zone.name} has the code {zone.code}; a street's code has nine digits.")
