"""An export as planners get it: one folder, read again before it is put in place of an earlier one."""

from __future__ import annotations

import hashlib
import json
import shutil
import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import shapely
from rasterio.crs import CRS
from shapely.geometry import MultiPolygon, Polygon

from twowei.casebook.patch import Patch
from twowei.casebook.states import State
from twowei.casebook.styles import style_by_outline, style_by_state, style_by_verdict
from twowei.errors import OutputError
from twowei.exports import explanation, geopackage, points, shapefile
from twowei.exports.candidates import COLOUR
from twowei.exports.drafting import is_lock
from twowei.exports.profile import Encoding, Profile
from twowei.exports.table import Row, Table, table_of
from twowei.exports.values import Setting, Value
from twowei.geo.crs import LONLAT
from twowei.geo.footprint import Outline, all_to_crs, ellipsoidal_area_m2, interior_point_lonlat

MANIFEST = "导出清单.json"
"""Lists an export's files with their SHA-256; a folder with it may be replaced by another export."""

SUFFIXES = (".shp", ".shx", ".dbf", ".prj", ".cpg", ".qml", ".gpkg")
"""Files of an export that share its name."""

_MADE_BY_READERS = (".qix", ".qmd", ".qpj", ".sbn", ".sbx", ".shp.xml", ".gpkg-wal", ".gpkg-shm")

AREA_WITHIN = 0.005
"""How far an outline's area may be from JCMJ (the trade's 0.5 %)."""


@dataclass(frozen=True)
class Order:
    """How an export is to be written.

    Attributes:
        source: CRS of the patches.
        encoding: Of the shapefile's texts.
        setting: What values need; its CRS is that of the files.
        facts: What the explaining workbook tells, label and text.
        record: What the manifest tells.
    """

    profile: Profile
    source: CRS
    encoding: Encoding
    setting: Setting
    facts: Sequence[tuple[str, str]] = ()
    record: Mapping[str, Any] | None = None


@contextmanager
def making(folder: Path) -> Iterator[Path]:
    """Give an empty folder beside ``folder``, to be put in its place at the end; else it vanishes.

    Raises:
        OutputError: Something lies there that is no export, it is open elsewhere, or nothing can be written there.
    """
    check_ours(folder)
    made = folder.with_name(f".{folder.name}.{uuid.uuid4().hex[:8]}.partial")
    try:
        made.mkdir(parents=True)
        yield made
    except PermissionError as error:
        raise OutputError(
            f"{folder} cannot be written ({error.strerror or error}); close its files in Excel and other programs, or"
            " choose a folder that you may write."
        ) from error
    except OSError as error:
        raise OutputError(
            f"{folder} cannot be written ({error.strerror or error}); choose a folder that you may write."
        ) from error
    finally:
        shutil.rmtree(made, ignore_errors=True)


def check_ours(folder: Path) -> None:
    """Refuse to replace what is no export, or one that is open in another program.

    Raises:
        OutputError: It is.
    """
    try:
        _check_ours(folder)
    except OSError as error:
        raise OutputError(f"{folder} cannot be read ({error.strerror or error}); choose another folder.") from error


def _check_ours(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise OutputError(f"{folder} is a file; choose a folder.")
    files = [path for path in folder.rglob("*") if path.is_file()] if folder.exists() else []
    opened = next((path.name for path in files if is_lock(path.name)), None)
    if opened:
        raise OutputError(f"{folder} is open in another program ({opened}); close its files there and export again.")
    ours = _names_in_manifest(folder)
    names = sorted(path.relative_to(folder).as_posix() for path in files)
    foreign = [name for name in names if name not in ours and not name.endswith(_MADE_BY_READERS)]
    if foreign or (names and not ours):
        raise OutputError(
            f"{folder} holds files that are no export of twowei ({(foreign or names)[0]}); choose another folder."
        )


def _names_in_manifest(folder: Path) -> set[str]:
    try:
        told = json.loads((folder / MANIFEST).read_text("utf-8"))
        return {MANIFEST, *(str(file["name"]) for file in told["files"])}
    except (OSError, ValueError, KeyError, TypeError):
        return set()


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


def write_manifest(folder: Path, record: Mapping[str, Any]) -> None:
    """List the files of a folder with their sizes and SHA-256, after what ``record`` tells."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    listed = [
        {
            "name": path.relative_to(folder).as_posix(),
            "bytes": path.stat().st_size,
            "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        }
        for path in files
    ]
    text = json.dumps({**record, "files": listed}, ensure_ascii=False, indent=1)
    (folder / MANIFEST).write_text(text + "\n", encoding="utf-8")


def sound(patches: Sequence[Patch], crs: CRS) -> list[Patch]:
    """Return the patches without self-intersections, area and point of a mended one being those of what is left.

    A point that lies outside its outline is replaced by one inside.

    Raises:
        OutputError: An outline encloses nothing.
    """
    whole = [_sound(patch, crs) for patch in patches]
    outlines = np.asarray(all_to_crs([patch.geometry for patch in whole], crs, LONLAT), dtype=object)
    inside = shapely.contains_xy(outlines, [patch.lon for patch in whole], [patch.lat for patch in whole])
    return [patch if there else _pointed(patch, crs) for patch, there in zip(whole, inside, strict=True)]


def _pointed(patch: Patch, crs: CRS) -> Patch:
    lon, lat = interior_point_lonlat(patch.geometry, crs)
    return replace(patch, lon=lon, lat=lat)


WHOLE_PATCH = ("ZDMJ", "JZMJ", "ZGMJ", "YNMJ", "HXMJ", "CCMJ", "SYMJ", "CCZDMJ", "CCDS", "CCCS", "KJMJ", "CBMJ")
"""Figures of a whole patch: of several parts only the largest carries them, so that sums stay right."""


def single_parts(patch: Patch, crs: CRS) -> list[Patch]:
    """Return a row for each part of an outline, the largest first, with its own area and point."""
    parts = sorted(getattr(patch.geometry, "geoms", ()), key=lambda part: -part.area)
    if len(parts) < 2:
        return [patch]
    rest = {name: value for name, value in patch.facts.items() if name not in WHOLE_PATCH}
    rows = []
    for position, part in enumerate(parts, 1):
        lon, lat = interior_point_lonlat(part, crs)
        note = f"{patch.note} 部件{position}/{len(parts)}".strip()
        facts = patch.facts if position == 1 else rest
        area = ellipsoidal_area_m2(part, crs)
        rows.append(replace(patch, geometry=part, area_m2=area, lon=lon, lat=lat, note=note, facts=facts))
    return rows


def write(folder: Path, stem: str, patches: Sequence[Patch], order: Order) -> Table:
    """Write shapefile, GeoPackage, points and sheet into a folder and read them again; return the rows.

    Args:
        patches: Sound ones.

    Raises:
        OutputError: What was read again is not what was to be written.
    """
    profile, target = order.profile, order.setting.crs
    table = table_of(patches, profile, order.encoding, order.setting)
    outlines = all_to_crs([patch.geometry for patch in patches], order.source, target)
    style = style_of(profile, patches)
    shp, gpkg = folder / f"{stem}.shp", folder / f"{stem}.gpkg"
    shapefile.write(shp, table.fitted, outlines, target, order.encoding, profile.columns, style)
    notice = explanation.model_notice(patches)
    geopackage.write(gpkg, table.whole, outlines, target, profile.columns, style, notice)
    points.write(folder, stem, patches, order.source, profile.title)
    explanation.write(folder / explanation.SHEET, profile, table, order.facts, order.setting.reasons)
    _check(shp, table.fitted, target, profile)
    _check(gpkg, table.whole, target, profile)
    write_manifest(folder, order.record or {})
    return table


def style_of(profile: Profile, patches: Sequence[Patch]) -> str:
    """Return the style for QGIS: the legend shows the states there are."""
    if profile.legend == "ZT":
        there: set[State] = {patch.state for patch in patches}
        return style_by_state(profile.aliases, there)
    if profile.legend == "HCJG":
        return style_by_verdict(profile.aliases)
    return style_by_outline(COLOUR, profile.aliases)


def _sound(patch: Patch, crs: CRS) -> Patch:
    if patch.geometry.is_valid:
        return patch
    mended = shapely.make_valid(patch.geometry, method="structure", keep_collapsed=False)
    if not isinstance(mended, Polygon | MultiPolygon) or mended.is_empty:
        raise OutputError(f"The outline of {patch.number} encloses no area; draw it anew.")
    return replace(patch, geometry=mended, area_m2=ellipsoidal_area_m2(mended, crs))


def _check(path: Path, rows: Sequence[Row], crs: CRS, profile: Profile) -> None:
    """Read a file again as its users will and compare it with what was to be written."""
    frame = pyogrio.read_dataframe(path, layer=path.stem)
    if len(frame) != len(rows):
        raise OutputError(f"{path.name} holds {len(frame)} of {len(rows)} patches; free disk space and try again.")
    for column in profile.columns:
        read = frame[column.name].tolist()
        for row, value in zip(rows, read, strict=True):
            if not _same(row[column.name], value):
                raise _differs(path, row, profile, column.name)
    _check_areas(path, rows, list(frame.geometry), crs, profile)


def _check_areas(path: Path, rows: Sequence[Row], read: Sequence[Outline], crs: CRS, profile: Profile) -> None:
    square = next((c.name for c in profile.columns if c.value == "JCMJ" and c.unit == "㎡"), None)
    if square is None:
        return
    told = np.array([float(str(row[square] or 0)) for row in rows])
    there = np.array([ellipsoidal_area_m2(outline, LONLAT) for outline in all_to_crs(read, crs, LONLAT)])
    wrong = np.abs(there - told) > np.maximum(AREA_WITHIN * there, 0.01)
    if wrong.any():
        raise _differs(path, rows[int(np.argmax(wrong))], profile, square)


def _differs(path: Path, row: Row, profile: Profile, name: str) -> OutputError:
    return OutputError(f"{path.name}: {row[profile.columns[0].name]} reads differently in {name}; report this.")


def _same(written: Value, read: object) -> bool:
    if isinstance(written, date):
        return str(read)[:10] == written.isoformat()
    if isinstance(written, float):
        return isinstance(read, int | float) and abs(read - written) < 1e-9
    return (written or "") == ("" if read is None or read != read else str(read))  # noqa: PLR0124
