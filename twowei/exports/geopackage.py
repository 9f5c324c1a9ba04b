"""The GeoPackage twin of a shapefile: the same columns, with their Chinese names and a style."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from rasterio.crs import CRS
from sqlalchemy import text

from twowei.casebook import geopackage
from twowei.casebook.blobs import box, to_blob
from twowei.casebook.styles import style_by_verdict
from twowei.exports.profile import Column
from twowei.exports.values import Value
from twowei.geo.footprint import Outline


def write(
    path: Path,
    rows: Sequence[Mapping[str, Value]],
    outlines: Sequence[Outline],
    crs: CRS,
    fields: Sequence[Column],
    style: str,
    notice: str,
    layer: str = "",
) -> None:
    """Write a GeoPackage of one layer, called as the file unless said; ``notice`` becomes its description."""
    layer = layer or path.stem
    geopackage.create_layers(path, [layer], crs)
    engine = geopackage.engine(path)
    try:
        with engine.begin() as connection:
            srs_id = geopackage.register_crs(connection, crs)
            for field in fields:
                connection.execute(text(f'ALTER TABLE "{layer}" ADD COLUMN {field.name} {_sql_type(field)}'))
            blobs = [to_blob(outline, srs_id) for outline in outlines]
            names = [field.name for field in fields]
            values = ", ".join(f":{name}" for name in ("geom", *names))
            if blobs:
                connection.execute(
                    text(f'INSERT INTO "{layer}" (geom, {", ".join(names)}) VALUES ({values})'),
                    [{"geom": blob, **_plain(row)} for blob, row in zip(blobs, rows, strict=True)],
                )
            geopackage.grow_extent(connection, layer, [box(blob) for blob in blobs])
            aliases = {field.name: field.alias for field in fields}
            geopackage.describe_columns(connection, layer, aliases)
            geopackage.add_style(connection, layer, "图斑", style)
            if "HCJG" in aliases:
                geopackage.add_style(connection, layer, "核查结论", style_by_verdict(aliases), default=False)
            connection.execute(
                text("UPDATE gpkg_contents SET description = :notice WHERE table_name = :layer"),
                {"notice": notice, "layer": layer},
            )
    finally:
        engine.dispose()


def _sql_type(field: Column) -> str:
    return {"C": "TEXT", "N": "REAL", "D": "DATE"}[field.kind]


def _plain(row: Mapping[str, Value]) -> dict[str, str | float | None]:
    return {
        name: value.isoformat() if isinstance(value, date) else None if value == "" else value
        for name, value in row.items()
    }
