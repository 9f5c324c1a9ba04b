"""The GeoPackage side of a store: layers made by GDAL so that they conform, and tables that describe them.

Source: OGC 12-128r18. `PRAGMA user_version` belongs to that standard (it holds the version of the
GeoPackage), so a casebook keeps its own version elsewhere.
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from rasterio.crs import CRS
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL

from twowei.casebook.blobs import Box, register_functions

GEOMETRY = "geom"
UNDEFINED_SRS = 0
VERSION = "1.2"
"""Newer ones make the QGIS of today's offices warn (GDAL before 3.8), and hold nothing that is needed here."""

WAIT_FOR_OTHERS_S = 10.0

_DESCRIPTION_TABLES = (
    """CREATE TABLE IF NOT EXISTS gpkg_data_columns (
        table_name TEXT NOT NULL, column_name TEXT NOT NULL, name TEXT, title TEXT, description TEXT,
        mime_type TEXT, constraint_name TEXT,
        CONSTRAINT pk_gdc PRIMARY KEY (table_name, column_name),
        CONSTRAINT gdc_tn UNIQUE (table_name, name))""",
    """CREATE TABLE IF NOT EXISTS gpkg_data_column_constraints (
        constraint_name TEXT NOT NULL, constraint_type TEXT NOT NULL, value TEXT,
        min NUMERIC, min_is_inclusive BOOLEAN, max NUMERIC, max_is_inclusive BOOLEAN, description TEXT,
        CONSTRAINT gdcc_ntv UNIQUE (constraint_name, constraint_type, value))""",
)
_EXTENSIONS = """CREATE TABLE IF NOT EXISTS gpkg_extensions (
    table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL, definition TEXT NOT NULL,
    scope TEXT NOT NULL, CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name))"""

_STYLES = """CREATE TABLE IF NOT EXISTS layer_styles (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_catalog TEXT, f_table_schema TEXT,
    f_table_name TEXT, f_geometry_column TEXT, styleName TEXT, styleQML TEXT, styleSLD TEXT,
    useAsDefault BOOLEAN, description TEXT, owner TEXT, ui TEXT,
    update_time DATETIME DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')))"""


def engine(path: Path, pragmas: Sequence[str] = ()) -> Engine:
    """Return an engine whose connections know the functions of the spatial index; dispose of it after use.

    Args:
        pragmas: What each connection sets first, such as ``foreign_keys = ON``.
    """

    def prepare(raw: sqlite3.Connection, _: object) -> None:
        raw.isolation_level = None
        for pragma in pragmas:
            raw.execute(f"PRAGMA {pragma}").close()
        register_functions(raw)

    made = create_engine(URL.create("sqlite", database=str(path)), connect_args={"timeout": WAIT_FOR_OTHERS_S})
    event.listen(made, "connect", prepare)
    event.listen(made, "begin", _begin)
    return made


def for_writing(connection: Connection) -> None:
    """Let the next transaction take the write lock at once, so that what it reads first still holds."""
    connection.execution_options(twowei_writing=True)


def _begin(connection: Connection) -> None:
    writing = connection.get_execution_options().get("twowei_writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def create_layers(path: Path, layers: Iterable[str], crs: CRS) -> None:
    """Make a GeoPackage of empty multipolygon layers that have an outline and a row number only."""
    import geopandas  # brings pandas along, which opening a casebook does without
    import pyogrio

    for layer in layers:
        pyogrio.write_dataframe(
            geopandas.GeoDataFrame(geometry=[], crs=crs.to_wkt()),
            path,
            layer=layer,
            driver="GPKG",
            geometry_type="MultiPolygon",
            dataset_options={"VERSION": VERSION},
            layer_options={"GEOMETRY_NAME": GEOMETRY, "FID": "fid"},
        )


def register_crs(connection: Connection, crs: CRS) -> int:
    """Make a CRS known to the GeoPackage as GDAL itself would write it; return its id there."""
    row = _row_of_crs(crs)
    same = connection.execute(
        text("SELECT srs_id FROM gpkg_spatial_ref_sys WHERE srs_id = :srs_id"), row
    ).scalar_one_or_none()
    if same is None:
        connection.execute(
            text(
                "INSERT INTO gpkg_spatial_ref_sys"
                " (srs_name, srs_id, organization, organization_coordsys_id, definition, description)"
                " VALUES (:srs_name, :srs_id, :organization, :organization_coordsys_id, :definition,"
                " :description)"
            ),
            row,
        )
    return int(row["srs_id"])


def _row_of_crs(crs: CRS) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "crs.gpkg"
        create_layers(path, ["layer"], crs)
        with closing(sqlite3.connect(path)) as connection:
            connection.row_factory = sqlite3.Row
            row = connection.execute(
                "SELECT s.* FROM gpkg_spatial_ref_sys s JOIN gpkg_geometry_columns USING (srs_id)"
            ).fetchone()
            return dict(row)


def set_layer_crs(connection: Connection, layers: Iterable[str], srs_id: int) -> None:
    """Say which CRS empty layers are in."""
    for layer in layers:
        for table in ("gpkg_contents", "gpkg_geometry_columns"):
            connection.execute(
                text(f"UPDATE {table} SET srs_id = :srs_id WHERE table_name = :layer"),
                {"srs_id": srs_id, "layer": layer},
            )


def grow_extent(connection: Connection, layer: str, boxes: Sequence[Box]) -> None:
    """Tell readers that a layer changed and reaches over these envelopes too."""
    if not boxes:
        return
    least_x, most_x, least_y, most_y = zip(*boxes, strict=True)
    connection.execute(
        text(
            "UPDATE gpkg_contents SET min_x = min(ifnull(min_x, :a), :a), max_x = max(ifnull(max_x, :b), :b),"
            " min_y = min(ifnull(min_y, :c), :c), max_y = max(ifnull(max_y, :d), :d),"
            " last_change = strftime('%Y-%m-%dT%H:%M:%fZ','now') WHERE table_name = :layer"
        ),
        {"a": min(least_x), "b": max(most_x), "c": min(least_y), "d": max(most_y), "layer": layer},
    )


def register_table(connection: Connection, table: str, description: str) -> None:
    """Announce a table without outlines, so that QGIS offers it."""
    connection.execute(
        text(
            "INSERT OR REPLACE INTO gpkg_contents (table_name, data_type, identifier, description, srs_id)"
            " VALUES (:table, 'attributes', :table, :description, 0)"
        ),
        {"table": table, "description": description},
    )


def describe_columns(connection: Connection, table: str, aliases: Mapping[str, str]) -> None:
    """Give columns their Chinese names, which QGIS and ArcGIS show in place of the short ones."""
    for statement in (*_DESCRIPTION_TABLES, _EXTENSIONS):
        connection.execute(text(statement))
    for name in ("gpkg_data_columns", "gpkg_data_column_constraints"):
        connection.execute(
            text(
                "INSERT OR IGNORE INTO gpkg_extensions SELECT :name, NULL, 'gpkg_schema',"
                " 'http://www.geopackage.org/spec/#extension_schema', 'read-write'"
                " WHERE NOT EXISTS (SELECT 1 FROM gpkg_extensions WHERE table_name = :name)"
            ),
            {"name": name},
        )
    connection.execute(
        text(
            "INSERT OR REPLACE INTO gpkg_data_columns (table_name, column_name, name, title)"
            " VALUES (:table, :column, :alias, :alias)"
        ),
        [{"table": table, "column": column, "alias": alias} for column, alias in aliases.items()],
    )


def add_style(connection: Connection, layer: str, name: str, qml: str, *, default: bool = True) -> None:
    """Store a layer's style where QGIS looks for it, unless one of this name is there already.

    Args:
        default: Whether QGIS opens the layer with it.
    """
    connection.execute(text(_STYLES))
    register_table(connection, "layer_styles", "Styles for QGIS")
    connection.execute(
        text(
            "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column,"
            " styleName, styleQML, styleSLD, useAsDefault, description, owner)"
            " SELECT '', '', :layer, :geometry, :name, :qml, '', :default, :name, ''"
            " WHERE NOT EXISTS (SELECT 1 FROM layer_styles WHERE f_table_name = :layer AND styleName = :name)"
        ),
        {"layer": layer, "geometry": GEOMETRY, "name": name, "qml": qml, "default": int(default)},
    )
