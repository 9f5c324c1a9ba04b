"""The casebook: one GeoPackage file that holds the patches and everything that happened to them.

Several programs may have it open at once (SQLite's write-ahead log); one writes at a time, and what it writes
is on the disk before it is told so. QGIS opens the file as it is.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rasterio.crs import CRS
from sqlalchemy import Connection, insert, inspect, select
from sqlalchemy.exc import DatabaseError

from twowei import __version__
from twowei.casebook import backups, disks, geopackage, migrations
from twowei.casebook.numbering import NO_COUNTY
from twowei.casebook.schema import FIRST_LAYERS, PATCH_LAYERS, meta
from twowei.errors import WorkspaceError

APPLICATION = "twowei casebook"
_PRAGMAS = ("foreign_keys = ON", "journal_mode = WAL", "synchronous = FULL")
_PLACEHOLDER = CRS.from_epsg(4490)


class Casebook:
    """An open casebook; close it, or use it in a ``with``.

    The CRS may be unknown at first: imagery decides it. Until then the layers are empty and declared to be in
    an undefined CRS.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._engine = geopackage.engine(path, _PRAGMAS)

    @classmethod
    def create(cls, path: Path, crs: CRS | None = None) -> Casebook:
        """Make a new casebook; the caller sees to it that nothing lies at ``path``.

        Raises:
            WorkspaceError: The path lies on a network share.
        """
        disks.check_local(path)
        geopackage.create_layers(path, FIRST_LAYERS, _PLACEHOLDER)
        casebook = cls(path)
        try:
            with casebook.writing() as connection:
                geopackage.set_layer_crs(connection, FIRST_LAYERS, geopackage.UNDEFINED_SRS)
                version = migrations.migrate(connection, 0)
                _set(connection, "application", APPLICATION)
                _set(connection, "version", str(version))
                _set(connection, "made_by", f"twowei {__version__}")
                if crs is not None:
                    _set_crs(connection, crs)
        except BaseException:
            casebook.close()
            raise
        return casebook

    @classmethod
    def open(cls, path: Path) -> Casebook:
        """Open a casebook, bringing one of an older version up to date.

        Raises:
            WorkspaceError: The file is missing, damaged, no casebook, not writable, on a network share or of a
                newer version.
        """
        if not path.is_file():
            raise WorkspaceError(f"{path} does not exist; make a workspace first: twowei init WORKSPACE.")
        disks.check_local(path)
        casebook = cls(path)
        try:
            casebook._bring_up_to_date()
        except BaseException:
            casebook.close()
            raise
        return casebook

    def _bring_up_to_date(self) -> None:
        version = self._version()
        if version > migrations.VERSION:
            raise WorkspaceError(
                f"{self.path} was made by a newer twowei (its format is {version}, this program knows"
                f" {migrations.VERSION}); update twowei."
            )
        if version < migrations.VERSION:
            backups.make(self.path, f"before-version-{migrations.VERSION}")
            with self.writing() as connection:
                found = int(_get(connection, "version") or 0)
                _set(connection, "version", str(migrations.migrate(connection, found)))

    def _version(self) -> int:
        with self.reading() as connection:
            if not inspect(connection).has_table("meta") or _get(connection, "application") != APPLICATION:
                raise WorkspaceError(f"{self.path} is no casebook of twowei; choose a workspace's folder.")
            return int(_get(connection, "version") or 0)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees one state of the casebook throughout."""
        with _plain_errors(self.path), self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give the only connection that writes; all it wrote is kept, or with an error nothing.

        Raises:
            WorkspaceError: Another program holds the casebook, or the disk is full or read-only.
        """
        with _plain_errors(self.path), self._engine.connect() as connection:
            geopackage.for_writing(connection)
            with connection.begin():
                yield connection

    @property
    def crs(self) -> CRS | None:
        """CRS of the outlines, or None before it is decided."""
        with self.reading() as connection:
            return crs_of(connection)

    @property
    def county_code(self) -> str:
        """Six digits; ``000000`` where nobody named the county."""
        with self.reading() as connection:
            return county_of(connection)

    def ensure_crs(self, crs: CRS) -> CRS:
        """Decide the CRS where it is not decided yet; return the one that holds."""
        with self.writing() as connection:
            held = crs_of(connection)
            if held is None:
                _set_crs(connection, crs)
            return held or crs

    def close(self) -> None:
        """Close all connections; the write-ahead log is folded into the file."""
        self._engine.dispose()

    def __enter__(self) -> Casebook:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def crs_of(connection: Connection) -> CRS | None:
    """Return the CRS of the outlines, or None before it is decided."""
    wkt = _get(connection, "crs")
    return CRS.from_wkt(wkt) if wkt else None


def county_of(connection: Connection) -> str:
    """Return the county's six digits."""
    return _get(connection, "county_code") or NO_COUNTY


def set_county(connection: Connection, code: str) -> None:
    """Say which county the casebook is of."""
    _set(connection, "county_code", code)


def crs_of_zones(connection: Connection) -> CRS | None:
    """Return the CRS of the zones, or None where there are none."""
    wkt = _get(connection, "crs_of_zones")
    return CRS.from_wkt(wkt) if wkt else None


def set_crs_of_zones(connection: Connection, crs: CRS) -> None:
    """Say which CRS the zones are in."""
    _set(connection, "crs_of_zones", crs.to_wkt())


def srs_id_of(connection: Connection) -> int:
    """Return the id under which the GeoPackage knows the CRS of the outlines."""
    return int(_get(connection, "srs_id") or geopackage.UNDEFINED_SRS)


def _set_crs(connection: Connection, crs: CRS) -> None:
    srs_id = geopackage.register_crs(connection, crs)
    geopackage.set_layer_crs(connection, PATCH_LAYERS, srs_id)
    _set(connection, "crs", crs.to_wkt())
    _set(connection, "srs_id", str(srs_id))


def _get(connection: Connection, name: str) -> str | None:
    return connection.execute(select(meta.c.value).where(meta.c.name == name)).scalar_one_or_none()


def _set(connection: Connection, name: str, value: str) -> None:
    changed = connection.execute(meta.update().where(meta.c.name == name).values(value=value))
    if not changed.rowcount:
        connection.execute(insert(meta).values(name=name, value=value))


_REMEDIES = {
    "locked": "is in use by another program; close it there (QGIS in editing mode?) and try again",
    "readonly": "cannot be written; ask for the right to write in its folder",
    "full": "cannot be written: the disk is full; make room and try again",
    "unable to open": "cannot be opened; check that its folder can be written",
    "malformed": "is damaged; restore it from a backup",
    "not a database": "is no casebook; choose a workspace's folder",
    "disk I/O": "cannot be read or written: the disk reports an error; restore it from a backup",
}


@contextmanager
def _plain_errors(path: Path) -> Iterator[None]:
    """Turn what the disk and other programs do to a casebook into a sentence; bugs stay bugs."""
    try:
        yield
    except (DatabaseError, sqlite3.DatabaseError) as error:
        words = str(error.orig if isinstance(error, DatabaseError) else error)
        for sign, remedy in _REMEDIES.items():
            if sign in words:
                raise WorkspaceError(f"{path} {remedy}.") from error
        raise
