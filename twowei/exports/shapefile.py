"""Shapefiles as the programs read them that planners use here: explicit widths, GBK or UTF-8 said aloud.

pyshp writes widths but neither the language byte of the DBF nor the .cpg, without one of which QGIS, ArcGIS
and older programs guess the encoding wrongly.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pyproj
import shapefile
from pyproj.enums import WktVersion
from rasterio.crs import CRS
from shapely.geometry import MultiPolygon
from shapely.geometry.polygon import orient

from twowei.casebook.styles import style_by_outline, style_by_state
from twowei.exports.fields import FIELDS, Encoding, Field, Value
from twowei.geo.footprint import Outline

LANGUAGE_BYTE_AT = 0x1D
LANGUAGE_BYTE: dict[Encoding, int] = {"gbk": 0x4D, "utf-8": 0x00}
"""0x4D is code page 936; UTF-8 has no byte of its own and is told by the .cpg."""

COLOUR = "#e4572e"

Part = list[tuple[float, ...]]


def write(
    path: Path,
    rows: Sequence[Mapping[str, Value]],
    outlines: Sequence[Outline],
    crs: CRS,
    encoding: Encoding,
    fields: Sequence[Field] = FIELDS,
) -> None:
    """Write ``.shp``, ``.shx``, ``.dbf``, ``.prj``, ``.cpg`` and a style for QGIS; values must fit already."""
    with shapefile.Writer(str(path), shapeType=shapefile.POLYGON, encoding=encoding) as writer:
        for field in fields:
            writer.field(field.name, field.kind, field.width, field.decimals)
        for row, outline in zip(rows, outlines, strict=True):
            writer.poly(rings(outline))
            writer.record(*("" if row[f.name] is None and f.kind == "C" else row[f.name] for f in fields))
    with path.with_suffix(".dbf").open("r+b") as dbf:
        dbf.seek(LANGUAGE_BYTE_AT)
        dbf.write(bytes([LANGUAGE_BYTE[encoding]]))
    path.with_suffix(".cpg").write_text(encoding.upper(), encoding="ascii")
    path.with_suffix(".prj").write_text(_esri_wkt(crs), encoding="utf-8")
    path.with_suffix(".qml").write_text(_style({f.name: f.alias for f in fields}), encoding="utf-8")


def _style(aliases: Mapping[str, str]) -> str:
    """Return a style that only asks for columns there are: QGIS draws nothing by a column that is missing."""
    return style_by_state(aliases) if "ZT" in aliases else style_by_outline(COLOUR, aliases)


def rings(outline: Outline) -> list[Part]:
    """Return the rings as shapefiles want them: an outer ring clockwise, then its holes the other way."""
    parts = outline.geoms if isinstance(outline, MultiPolygon) else [outline]
    turned = [orient(part, sign=-1.0) for part in parts]
    return [list(ring.coords) for part in turned for ring in (part.exterior, *part.interiors)]


def _esri_wkt(crs: CRS) -> str:
    return pyproj.CRS.from_wkt(crs.to_wkt()).to_wkt(WktVersion.WKT1_ESRI)
