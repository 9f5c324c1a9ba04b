"""An export as planners get it: one folder, read again before it is put in place of an earlier one."""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pyogrio
import shapely
from rasterio.crs import CRS
from shapely.geometry import MultiPolygon, Polygon

from twowei.casebook.history import Head
from twowei.casebook.patch import Patch
from twowei.errors import OutputError
from twowei.exports import explanation, geopackage, shapefile
from twowei.exports.fields import FIELDS, Encoding, Value, table_of
from twowei.geo.footprint import ellipsoidal_area_m2, to_crs

SUFFIXES = (".shp", ".shx", ".dbf", ".prj", ".cpg", ".qml", ".gpkg")
"""Files of an export beside its sheet."""

_MADE_BY_READERS = (".qix", ".qmd", ".qpj", ".sbn", ".sbx", ".shp.xml", ".gpkg-wal", ".gpkg-shm")
AREA_WITHIN = 0.005
"""How far an outline's area may be from JCMJ (the trade's 0.5 %)."""


@dataclass(frozen=True)
class Written:
    """What was written: the name that the files share, and a sentence for each text that was cut."""

    stem: str
    warnings: tuple[str, ...]


def stem_of(county_code: str, month: str) -> str:
    """Return the name of an export's files; ``month`` is ``2026-06``."""
    return f"CCQD_{county_code}_{month.replace('-', '')}"


@contextmanager
def making(folder: Path) -> Iterator[Path]:
    """Give an empty folder beside ``folder``, to be put in its place at the end; else it vanishes.

    Raises:
        OutputError: Something lies there that is no export, or nothing can be written there.
    """
    _check_ours(folder)
    made = folder.with_name(f".{folder.name}.{uuid.uuid4().hex[:8]}.partial")
    try:
        made.mkdir(parents=True)
        yield made
    except OSError as error:
        raise OutputError(
            f"{folder} cannot be written ({error.strerror or error}); choose a folder that you may write."
        ) from error
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _check_ours(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise OutputError(f"{folder} is a file; choose a folder.")
    names = sorted(path.name for path in folder.iterdir()) if folder.exists() else []
    foreign = [name for name in names if not _is_ours(name)]
    if foreign or (names and explanation.SHEET not in names):
        raise OutputError(
            f"{folder} holds files that are no export of twowei ({(foreign or names)[0]}); choose another folder."
        )


def _is_ours(name: str) -> bool:
    return name == explanation.SHEET or (name.startswith("CCQD_") and name.endswith((*SUFFIXES, *_MADE_BY_READERS)))


def put_in_place(made: Path, folder: Path) -> None:
    """Put a made folder where it belongs; an old one there is gone only when the new one is there."""
    if not folder.exists():
        made.replace(folder)
        return
    old = made.with_suffix(".old")
    folder.replace(old)
    try:
        made.replace(folder)
    except OSError:
        old.replace(folder)
        raise
    shutil.rmtree(old, ignore_errors=True)


def write(
    folder: Path,
    stem: str,
    patches: Sequence[Patch],
    *,
    source: CRS,
    target: CRS,
    encoding: Encoding,
    left_out: Mapping[str, int],
    head: Head | None = None,
) -> Written:
    """Write shapefile, GeoPackage and sheet into a folder and read them again.

    Args:
        source: CRS of the patches.
        target: CRS of the files.
        head: How far the casebook's history reached, for the sheet.

    Raises:
        OutputError: What was read again is not what was to be written.
    """
    patches = [_sound(patch, source) for patch in patches]
    rows, warnings = table_of(patches, encoding)
    outlines = [to_crs(patch.geometry, source, target) for patch in patches]
    notice = explanation.model_notice(patches)
    shp, gpkg = folder / f"{stem}.shp", folder / f"{stem}.gpkg"
    shapefile.write(shp, rows, outlines, target, encoding)
    geopackage.write(gpkg, rows, outlines, target, notice)
    facts = explanation.facts_of(patches, left_out, target.to_string(), encoding, notice, head)
    explanation.write(folder / explanation.SHEET, facts)
    for path in (shp, gpkg):
        _check(path, rows, target)
    return Written(stem, tuple(warnings))


def _sound(patch: Patch, crs: CRS) -> Patch:
    """Return the patch without self-intersections, its area being that of what is left."""
    if patch.geometry.is_valid:
        return patch
    mended = shapely.make_valid(patch.geometry, method="structure", keep_collapsed=False)
    if not isinstance(mended, Polygon | MultiPolygon) or mended.is_empty:
        raise OutputError(f"The outline of {patch.number} encloses no area; draw it anew.")
    return replace(patch, geometry=mended, area_m2=ellipsoidal_area_m2(mended, crs))


def _check(path: Path, rows: Sequence[Mapping[str, Value]], crs: CRS) -> None:
    """Read a file again as its users will and compare it with what was to be written."""
    frame = pyogrio.read_dataframe(path, layer=path.stem)
    if len(frame) != len(rows):
        raise OutputError(f"{path.name} holds {len(frame)} of {len(rows)} patches; free disk space and try again.")
    columns = [(field.name, frame[field.name].tolist()) for field in FIELDS]
    for position, (row, outline) in enumerate(zip(rows, frame.geometry, strict=True)):
        area = ellipsoidal_area_m2(outline, crs)
        wrong = [name for name, read in columns if not _same(row[name], read[position])]
        if abs(area - float(str(row["JCMJ"]))) > max(AREA_WITHIN * area, 0.01):
            wrong.append("JCMJ")
        if wrong:
            raise OutputError(f"{path.name}: {row['TBBH']} reads differently in {', '.join(wrong)}; report this.")


def _same(written: Value, read: object) -> bool:
    if isinstance(written, float):
        return isinstance(read, float) and abs(read - written) < 1e-9
    if isinstance(written, date):
        return str(read)[:10] == written.isoformat()
    return (written or "") == ("" if read is None or read != read else str(read))  # noqa: PLR0124
