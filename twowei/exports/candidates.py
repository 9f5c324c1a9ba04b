"""Candidates of a comparison as one vector file: GeoPackage, GeoJSON or shapefile."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import geopandas
import pyogrio
from rasterio.crs import CRS
from shapefile import ShapefileException

from twowei.casebook.styles import style_by_outline
from twowei.errors import OutputError
from twowei.exports import shapefile
from twowei.exports.profile import DEFAULT, load
from twowei.exports.targets import DRIVERS
from twowei.geo.footprint import Outline, mu
from twowei.patches.candidate import TBLX, Candidate

COLUMNS = ("TBLX", "QSX", "HSX", "JCMJ", "JCMJM", "JD", "WD", "ZXD")
_REFUSED = (
    pyogrio.errors.DataSourceError,
    pyogrio.errors.DataLayerError,
    pyogrio.errors.FeatureError,
    ShapefileException,
)
"""How libraries say that a file cannot be written."""
DAYS = ("QSX", "HSX")
COLOUR = "#e4572e"
WGS84 = CRS.from_epsg(4326)


def write_candidates(
    candidates: Sequence[Candidate],
    path: Path,
    before: date | None,
    after: date | None,
    crs: CRS,
    notice: str,
) -> None:
    """Write candidates beside ``path`` and rename into place; GeoJSON in WGS 84 (RFC 7946), the others in ``crs``.

    Columns are those of the demolition export that are known here; days are text ``YYYYMMDD``.

    Raises:
        OutputError: The place cannot be written.
    """
    driver = DRIVERS[path.suffix.lower()]
    target = WGS84 if driver == "GeoJSON" else crs
    rows = [_row(candidate, before, after) for candidate in candidates]
    outlines = [candidate.moved(target).geometry for candidate in candidates]
    try:
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=f".{path.stem}.") as folder:
            written = Path(folder) / path.name
            if path.suffix.lower() == ".shp":
                _write_shapefile(written, [_dated(row) for row in rows], outlines, target)
                written.with_suffix(".txt").write_text(notice + "\n", encoding="utf-8")
            else:
                _write(rows, outlines, target, written, driver, notice)
            _check(written, len(rows))
            for file in sorted(Path(folder).iterdir(), key=lambda p: p.suffix == path.suffix):
                file.replace(path.with_suffix(file.suffix))
    except (OSError, *_REFUSED) as error:
        raise OutputError(
            f"{path} cannot be written ({error}); free space or close it in other programs, and try again."
        ) from error


def _check(written: Path, count: int) -> None:
    """Read a file again: on a full disk GDAL may leave half of one and say nothing."""
    _, _, shapes, _ = pyogrio.raw.read(written)
    if len(shapes) != count or any(shape is None for shape in shapes):
        raise OSError("what was written cannot be read again")


def _write_shapefile(path: Path, rows: Sequence[dict[str, Any]], outlines: Sequence[Outline], crs: CRS) -> None:
    known = {column.name: column for column in load(DEFAULT).columns}
    fields = [known[name] for name in COLUMNS]
    style = style_by_outline(COLOUR, {field.name: field.alias for field in fields})
    shapefile.write(path, rows, outlines, crs, "utf-8", fields, style)


def _row(candidate: Candidate, before: date | None, after: date | None) -> dict[str, Any]:
    lon, lat = candidate.lonlat
    return {
        "TBLX": TBLX[candidate.change],
        "QSX": before.strftime("%Y%m%d") if before else None,
        "HSX": after.strftime("%Y%m%d") if after else None,
        "JCMJ": round(candidate.area_m2, 2),
        "JCMJM": round(mu(candidate.area_m2), 3),
        "JD": round(lon, 7),
        "WD": round(lat, 7),
        "ZXD": round(candidate.score, 3),
    }


def _dated(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row whose days are days, as a DBF wants them."""
    days = {name: date.fromisoformat(f"{row[name][:4]}-{row[name][4:6]}-{row[name][6:]}") for name in DAYS if row[name]}
    return {**row, **days}


def _write(
    rows: Sequence[dict[str, Any]], outlines: Sequence[Outline], crs: CRS, path: Path, driver: str, notice: str
) -> None:
    frame = geopandas.GeoDataFrame(rows, columns=list(COLUMNS), geometry=list(outlines), crs=crs.to_wkt())
    options: dict[str, Any] = {"geometry_type": "Polygon"}
    if driver == "GPKG":
        # QGIS 3.22 warns of later versions.
        options |= {"layer": "patches", "layer_options": {"DESCRIPTION": notice}, "dataset_options": {"VERSION": "1.2"}}
    if driver == "GeoJSON":
        options |= {"layer_options": {"RFC7946": "YES", "DESCRIPTION": notice}}
    frame.to_file(path, driver=driver, engine="pyogrio", **options)
