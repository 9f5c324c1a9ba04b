"""What a file is, by what it holds and not by its name, and its rows."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from twowei.errors import VectorError
from twowei.imports import archives
from twowei.imports.delivery import Delivery
from twowei.imports.kml import read_kml
from twowei.imports.sheets import read_csv, read_xlsx
from twowei.imports.vectors import read_layers, read_shapefile

OVITAL = (".ovkml", ".ovkmz", ".ovjsn", ".ovobj")
"""奥维互动地图 writes GCJ-02 into these since 9.3.0 (domain reference, 2.7)."""

SHAPES = b"\x00\x00\x27\x0a"
SQLITE = b"SQLite format 3\x00"
OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_IGNORED = ("__MACOSX", ".DS_Store", "Thumbs.db")
_DATA = (".shp", ".gpkg", ".geojson", ".json", ".kml", ".ovkml", ".xlsx", ".csv")
_NEVER_TEXT = (".shp", ".xlsx", ".gpkg", ".zip", ".kmz", ".ovkmz", ".gdb")
_SIDE = (".dbf", ".shx", ".prj", ".cpg")


def read(path: Path, *, encoding: str | None = None, layer: str | None = None) -> Delivery:
    """Read a delivery, also inside a .zip, a .kmz or a folder.

    Args:
        encoding: Encoding of its texts, where the user says it.
        layer: Layer or sheet, where there are several.

    Raises:
        VectorError: It is missing, damaged, holds no patches or several files of them.
    """
    if not path.exists():
        raise VectorError(f"{path} does not exist; check the path.")
    with _inside(path) as (inner, shifted):
        return _read(inner, encoding, layer, shifted)


@contextmanager
def _inside(path: Path) -> Iterator[tuple[Path, bool]]:
    """Give the file with the patches, and whether 奥维 wrote it; of an archive, the one inside."""
    shifted = path.suffix.lower() in OVITAL
    if path.is_dir():
        yield _only_one(path, path), shifted
    elif _begins(path, 4) == b"PK\x03\x04" and not _is_workbook(path):
        with archives.unpacked(path) as folder:
            inner = _only_one(folder, path)
            yield inner, shifted or inner.suffix.lower() in OVITAL
    else:
        yield path, shifted


def _begins(path: Path, count: int = 16) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(count)
    except OSError as error:
        raise VectorError(f"{path} cannot be read ({error.strerror or error}).") from error


def _is_workbook(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as archive:
            return "xl/workbook.xml" in archive.namelist()
    except zipfile.BadZipFile as error:
        raise VectorError(f"{path} is a damaged archive; ask for it again.") from error


def _only_one(folder: Path, told: Path) -> Path:
    """Return the one file or geodatabase with patches in a folder."""
    if folder.suffix.lower() == ".gdb" or any(folder.glob("*.gdbtable")):
        return folder
    bases = [one for one in folder.rglob("*") if one.is_dir() and any(one.glob("*.gdbtable"))]
    inside = [one for one in folder.rglob("*") if one.is_file() and not any(base in one.parents for base in bases)]
    files = [one for one in inside if one.suffix.lower() in _DATA and not set(_IGNORED) & set(one.parts)]
    best = [one for one in files if one.suffix.lower() not in (".xlsx", ".csv")]
    found = [*bases, *(best or files)]
    if len(found) == 1:
        return found[0]
    names = ", ".join(sorted(str(one.relative_to(folder)) for one in found)[:8])
    if found:
        raise VectorError(f"{told} holds several files of patches ({names}); give one of them.")
    if any(one.suffix.lower() in _SIDE for one in inside):
        raise VectorError(f"{told} holds parts of a shapefile but no .shp; ask for .shp, .shx, .dbf and .prj together.")
    raise VectorError(f"{told} holds no shapefile, GeoPackage, GeoJSON, KML, xlsx or csv; ask for the patches.")


def _read(path: Path, encoding: str | None, layer: str | None, shifted: bool) -> Delivery:
    if path.is_dir():
        return read_layers(path, "GDB", layer)
    begin = _begins(path)
    if begin[:4] == SHAPES:
        return read_shapefile(path, encoding)
    if begin == SQLITE:
        return read_layers(path, "GeoPackage", layer)
    if begin[:4] == OLD_OFFICE:
        raise VectorError(f"{path.name} is a workbook of Excel 97–2003; save it as .xlsx and give that.")
    if begin[:4] == b"PK\x03\x04":
        return read_xlsx(path, layer)
    return _read_text(path, encoding, shifted)


def _read_text(path: Path, encoding: str | None, shifted: bool) -> Delivery:
    head = _begins(path, 4096).removeprefix(b"\xef\xbb\xbf").lstrip()
    if not head:
        raise VectorError(f"{path} is empty; ask for it again.")
    if head[:1] in (b"{", b"["):
        return read_layers(path, "GeoJSON")
    if head[:1] == b"<":
        if b"<kml" in head or path.suffix.lower() in (".kml", *OVITAL):
            return read_kml(path, shifted=shifted)
        raise VectorError(f"{path.name} is XML but no KML; give a shapefile, GeoPackage, GeoJSON, KML, xlsx or csv.")
    if path.suffix.lower() in _SIDE:
        raise VectorError(f"{path.name} is one part of a shapefile; give the .shp beside it.")
    if path.suffix.lower() in _NEVER_TEXT:
        raise VectorError(f"{path.name} is damaged: inside it is not what its name says; ask for it again.")
    return read_csv(path, encoding)
