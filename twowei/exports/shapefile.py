"""Shapefiles as the programs read them that planners use here: explicit widths, GBK or UTF-8 said aloud.

pyshp writes widths but neither the language byte of the DBF nor the .cpg, without one of which QGIS, ArcGIS
and older programs guess the encoding wrongly. fiona would set the byte (``LDID/77``) but brings a GDAL of its own and
is slower here (benchmarks/README.md).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pyproj
import shapefile
import shapely
from pyproj.enums import WktVersion
from rasterio.crs import CRS
from shapely.geometry import MultiPolygon
from shapely.geometry.polygon import orient

from twowei.errors import OutputError
from twowei.exports.profile import Column, Encoding
from twowei.exports.values import Value
from twowei.geo.footprint import Outline

LANGUAGE_BYTE_AT = 0x1D
LANGUAGE_BYTE: dict[Encoding, int] = {"gbk": 0x4D, "utf-8": 0x00}
"""0x4D is code page 936; UTF-8 has no byte of its own and is told by the .cpg."""

MOST_BYTES = 2**31 - 1
"""How large .shp and .dbf may be: what goes beyond, most programs cannot read."""

_DBF_HEAD, _DBF_FIELD, _SHP_HEAD, _SHP_RECORD, _SHP_PART, _SHP_POINT = 33, 32, 100, 52, 4, 16

Part = list[tuple[float, ...]]


def write(
    path: Path,
    rows: Sequence[Mapping[str, Value]],
    outlines: Sequence[Outline],
    crs: CRS,
    encoding: Encoding,
    fields: Sequence[Column],
    style: str,
) -> None:
    """Write ``.shp``, ``.shx``, ``.dbf``, ``.prj``, ``.cpg`` and a style for QGIS; values must fit already.

    Raises:
        OutputError: The files would be larger than a shapefile can be; nothing is written.
    """
    check_size(path.name, fields, outlines)
    with shapefile.Writer(str(path), shapeType=shapefile.POLYGON, encoding=encoding) as writer:
        for field in fields:
            writer.field(field.name, field.kind, field.width, field.decimals)
        for row, outline in zip(rows, outlines, strict=True):
            writer.poly(rings(outline))
            writer.record(*("" if row[f.name] is None and f.kind == "C" else row[f.name] for f in fields))
    _blank_unknown(path.with_suffix(".dbf"), fields, len(rows))
    with path.with_suffix(".dbf").open("r+b") as dbf:
        dbf.seek(LANGUAGE_BYTE_AT)
        dbf.write(bytes([LANGUAGE_BYTE[encoding]]))
    path.with_suffix(".cpg").write_text(encoding.upper(), encoding="ascii")
    path.with_suffix(".prj").write_text(_esri_wkt(crs), encoding="utf-8")
    path.with_suffix(".qml").write_text(style, encoding="utf-8")


def _blank_unknown(path: Path, fields: Sequence[Column], rows: int) -> None:
    """Make unknown numbers and days blank, as dBase has them.

    pyshp writes ``***`` and ``00000000`` as GDAL does; LibreOffice makes 0.00 and 01/03/-1 of these. GDAL and QGIS
    read all three as NULL.
    """
    if not rows:
        return
    head, record = _DBF_HEAD + _DBF_FIELD * len(fields), 1 + sum(field.width for field in fields)
    table = np.memmap(path, np.uint8, "r+", head, (rows, record))
    start = 1
    for field in fields:
        cells = table[:, start : start + field.width]
        mark = {"N": b"*", "D": b"0"}.get(field.kind)
        if mark:
            cells[(cells == mark[0]).all(axis=1)] = ord(" ")
        start += field.width
    table.flush()


def check_size(name: str, fields: Sequence[Column], outlines: Sequence[Outline]) -> None:
    """Refuse what would be larger than a shapefile can be.

    Raises:
        OutputError: It would be.
    """
    record = 1 + sum(field.width for field in fields)
    table = _DBF_HEAD + _DBF_FIELD * len(fields) + record * len(outlines)
    points = int(shapely.get_num_coordinates(np.asarray(outlines, dtype=object)).sum()) if len(outlines) else 0
    shapes = _SHP_HEAD + (_SHP_RECORD + _SHP_PART) * len(outlines) + _SHP_POINT * points
    largest = max(table, shapes)
    if largest > MOST_BYTES:
        raise OutputError(
            f"{name} would take {largest / 2**30:.1f} GB and a shapefile holds 2 GB; export by --month or --street,"
            " or a GeoPackage (--out FILE.gpkg)."
        )


def rings(outline: Outline) -> list[Part]:
    """Return the rings as shapefiles want them: an outer ring clockwise, then its holes the other way."""
    parts = outline.geoms if isinstance(outline, MultiPolygon) else [outline]
    turned = [orient(part, sign=-1.0) for part in parts]
    return [list(ring.coords) for part in turned for ring in (part.exterior, *part.interiors)]


def _esri_wkt(crs: CRS) -> str:
    return pyproj.CRS.from_wkt(crs.to_wkt()).to_wkt(WktVersion.WKT1_ESRI)
