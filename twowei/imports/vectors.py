"""Shapefiles, GeoPackages, file geodatabases and GeoJSON as deliveries."""

from __future__ import annotations

import tempfile
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas
import pyogrio
import shapely
from rasterio.crs import CRS
from rasterio.errors import CRSError
from shapely.geometry.base import BaseGeometry

from twowei.errors import VectorError
from twowei.imports import archives, dbf, encodings
from twowei.imports.dbf import RawTable
from twowei.imports.delivery import Delivery, Finding, Value
from twowei.imports.encodings import Choice

_READ_ERRORS = (
    pyogrio.errors.DataSourceError,
    pyogrio.errors.DataLayerError,
    pyogrio.errors.FeatureError,
    pyogrio.errors.FieldError,
    shapely.errors.GEOSException,
    UnicodeDecodeError,
    ValueError,
)


def read_shapefile(path: Path, forced: str | None = None) -> Delivery:
    """Read a shapefile: outlines by GDAL, the table by ourselves, so that any encoding can be told.

    Args:
        path: Its .shp.
        forced: Encoding that the user says.

    Raises:
        VectorError: The .dbf is missing, or a part is damaged.
    """
    table = _table(path)
    outlines, findings = _shapes(path, len(table.cells))
    crs, said = _prj(path)
    kept = [i for i in range(len(table.cells)) if table.kept[i]]
    names, rows, choice, odd = _decoded(table, kept, _text_of(_part(path, ".cpg")), forced)
    return Delivery(
        path.name,
        "shapefile",
        names,
        rows,
        [outlines[i] for i in kept],
        crs,
        choice.name,
        choice.why,
        findings=(*findings, *said, *odd),
    )


def read_layers(path: Path, form: str, layer: str | None = None) -> Delivery:
    """Read a file that GDAL understands and whose texts are Unicode; of several layers the one named.

    Raises:
        VectorError: It is damaged, has no layer of shapes, or several and none is named.
    """
    try:
        with warnings.catch_warnings(record=True) as told:
            warnings.simplefilter("always")
            chosen = _layer(path, layer)
            info = pyogrio.read_info(path, layer=chosen)
            frame = pyogrio.read_dataframe(path, layer=chosen, fid_as_index=True, datetime_as_string=True)
    except _READ_ERRORS as error:
        raise VectorError(f"{path} cannot be read ({_first_line(error)}); ask for it again.") from error
    shape = str(getattr(frame, "_geometry_column_name", "geometry"))
    columns = tuple(str(name) for name in frame.columns if name != shape)
    cells = {name: frame[name].tolist() for name in columns}
    rows = [{name: plain_value(cells[name][i]) for name in columns} for i in range(len(frame))]
    outlines = list(frame[shape]) if shape in frame.columns else [None] * len(frame)
    crs = CRS.from_user_input(info["crs"]) if info.get("crs") else None
    said = [Finding(None, "gdal", (text,)) for text in dict.fromkeys(str(one.message) for one in told)]
    findings = (*_heights(info), *said)
    return Delivery(chosen or path.name, form, columns, rows, [flat(one) for one in outlines], crs, findings=findings)


def flat(shape: BaseGeometry | None) -> BaseGeometry | None:
    """Return a shape without heights and measures."""
    return shapely.force_2d(shape) if shape is not None else None


def plain_value(value: Any) -> Value:
    """Return a cell of a table as text, number or nothing."""
    if value is None or (isinstance(value, float) and np.isnan(value)) or value is pandas.NaT:
        return None
    if isinstance(value, bool | np.bool_):
        return "1" if value else "0"
    if isinstance(value, int | float | np.integer | np.floating):
        return float(value)
    text = str(value).strip()
    return text or None


def _heights(info: dict[str, Any]) -> tuple[Finding, ...]:
    """Return a word about heights and measures; curves come as lines already."""
    kind = str(info.get("geometry_type") or "")
    return (Finding(None, "heights"),) if " Z" in kind or " M" in kind or "25D" in kind else ()


def _layer(path: Path, wanted: str | None) -> str | None:
    try:
        layers = [(str(name), kind) for name, kind in pyogrio.list_layers(path)]
    except _READ_ERRORS as error:
        raise VectorError(f"{path} cannot be read ({_first_line(error)}); ask for it again.") from error
    with_shapes = [name for name, kind in layers if kind is not None]
    if wanted is not None:
        if wanted not in [name for name, _ in layers]:
            raise VectorError(f"{path.name} has no layer {wanted!r}; it has {', '.join(with_shapes)}.")
        return wanted
    if len(with_shapes) > 1:
        raise VectorError(f"{path.name} has several layers ({', '.join(with_shapes)}); say which: --layer NAME.")
    if not with_shapes:
        raise VectorError(f"{path.name} has no layer of shapes; ask for the patches themselves.")
    return with_shapes[0]


# ---- the parts of a shapefile ----------------------------------------------------------------------


def _part(path: Path, ending: str) -> Path | None:
    """Return the part of a shapefile with this ending, whatever its case."""
    wanted = (path.stem + ending).casefold()
    return next((one for one in path.parent.iterdir() if one.name.casefold() == wanted), None)


def _text_of(path: Path | None) -> str | None:
    return path.read_bytes().decode("ascii", "ignore").strip("\x00 \r\n\t") or None if path else None


def _table(path: Path) -> RawTable:
    part = _part(path, ".dbf")
    if part is None:
        raise VectorError(
            f"{path.name} has no .dbf beside it, so its patches have no numbers; a shapefile is .shp, .shx, .dbf and"
            " .prj together: ask for all of them."
        )
    return dbf.read(part)


def _prj(path: Path) -> tuple[CRS | None, list[Finding]]:
    part = _part(path, ".prj")
    if part is None:
        return None, []
    text = part.read_bytes().decode("utf-8", "replace").strip()
    try:
        return CRS.from_wkt(text, morph_from_esri_dialect=True), []
    except CRSError:
        return None, [Finding(None, "bad_prj", (text[:40],))]


def _shapes(path: Path, rows: int) -> tuple[list[BaseGeometry | None], list[Finding]]:
    """Return an outline for each record; a missing .shx is made anew in a folder of our own."""
    findings = []
    try:
        if _part(path, ".shx") is None:
            findings.append(Finding(None, "restored"))
            with tempfile.TemporaryDirectory(prefix="twowei-") as folder:
                copy = archives.copied(path, Path(folder), "shapes.shp")
                frame, info = _bare(copy, lambda: pyogrio.set_gdal_config_options({"SHAPE_RESTORE_SHX": "YES"}))
        else:
            frame, info = _bare(path)
    except _READ_ERRORS as error:
        raise VectorError(f"{path} cannot be read ({_first_line(error)}); ask for it again.") from error
    finally:
        pyogrio.set_gdal_config_options({"SHAPE_RESTORE_SHX": None})
    outlines: list[BaseGeometry | None] = [None] * rows
    if len(info) > rows:
        raise VectorError(f"{path} holds {len(info)} shapes but its .dbf {rows} rows; ask for all of its parts again.")
    for fid, shape in info.items():
        outlines[int(fid)] = flat(shape)
    if any(shape is not None and shape.has_z for shape in info.values()) or frame:
        findings.append(Finding(None, "heights"))
    return outlines, findings


def _bare(path: Path, prepare: Callable[[], None] | None = None) -> tuple[bool, dict[int, BaseGeometry | None]]:
    """Return whether the shapes have measures, and each by its record; the table is not touched."""
    if prepare:
        prepare()
    info = pyogrio.read_info(path, encoding="ISO-8859-1")
    _, fids, shapes, _ = pyogrio.raw.read(path, columns=[], encoding="ISO-8859-1", return_fids=True)
    measured = " M" in str(info.get("geometry_type"))
    if fids is None or shapes is None:
        return measured, {}
    return measured, dict(zip([int(fid) for fid in fids], shapely.from_wkb(shapes), strict=True))


def _decoded(
    table: RawTable, kept: Sequence[int], cpg: str | None, forced: str | None
) -> tuple[tuple[str, ...], list[dict[str, Value]], Choice, list[Finding]]:
    """Return names, rows, the encoding, and which rows are in another one or hold no numbers."""
    texts = [i for i, column in enumerate(table.columns) if column.kind == "C"]
    cells = [column.name for column in table.columns]
    by_column = {i: table.column(i) for i in range(len(table.columns))}
    for i in texts:
        cells += [by_column[i][row] for row in kept]
    choice = encodings.choose(cells, forced=forced, cpg=cpg, language_byte=table.language_byte)
    names = _unique([choice.text(i, cells[i]) for i in range(len(table.columns))])
    rows: list[dict[str, Value]] = [{} for _ in kept]
    findings = _deviating(choice, len(table.columns), len(kept))
    at = len(table.columns)
    for i, column in enumerate(table.columns):
        if column.kind == "C":
            for row in range(len(kept)):
                rows[row][names[i]] = choice.text(at + row, cells[at + row]).strip("\x00 \r\n\t　") or None
            at += len(kept)
            continue
        for row, record in enumerate(kept):
            try:
                rows[row][names[i]] = _typed(column.kind, by_column[i][record])
            except ValueError:
                rows[row][names[i]] = None
                findings.append(Finding(row + 1, "bad_number", (names[i], repr(by_column[i][record]))))
    return names, rows, choice, findings


def _deviating(choice: Choice, names: int, rows: int) -> list[Finding]:
    odd = sorted({(i - names) % rows + 1 for i in choice.deviating if i >= names}) if rows else []
    if choice.name == choice.other:
        return [Finding(row, "bad_bytes", (choice.name,)) for row in odd]
    return [Finding(row, "other_encoding", (choice.other, choice.name)) for row in odd]


def _typed(kind: str, cell: bytes) -> Value:
    if not cell or cell.strip(b"*") == b"":
        return None
    if kind in "NF":
        return float(cell.replace(b",", b"."))
    return cell.decode("latin-1").strip() or None


def _unique(names: Sequence[str]) -> tuple[str, ...]:
    """Return names without doubles: the second of two gets ``_2``."""
    found: list[str] = []
    for position, name in enumerate(names):
        plain = name or f"column{position + 1}"
        number = sum(one == plain or one.startswith(f"{plain}_") for one in found)
        found.append(plain if plain not in found else f"{plain}_{number + 1}")
    return tuple(found)


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0][:160] if str(error) else type(error).__name__
