"""Single files for other programs: GeoJSON, DXF, GeoPackage, a QGIS project, JSON for municipal platforms."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from twowei.casebook import history
from twowei.casebook.history import Draft
from twowei.casebook.store import crs_of_zones
from twowei.errors import OutputError
from twowei.exports import dxf, explanation, geojson, geopackage, qgis
from twowei.exports.drafting import drafting
from twowei.exports.folder import style_of
from twowei.exports.profile import DEFAULT
from twowei.exports.table import table_of
from twowei.geo.crs import metric_crs
from twowei.geo.footprint import to_crs
from twowei.services.export import Plan, Wanted, outside, plan, setting_of
from twowei.services.review import list_patches
from twowei.services.workspace import Workspace

PROJECT, PLATFORM = ".qgz", ".json"
WHOLE = "ledger"
"""Profile of what a municipal platform gets unless another is named: every patch that has a verdict."""


@dataclass(frozen=True)
class SharedFile:
    """A file that was written: where, how many patches, how many not, by what keeps them."""

    path: Path
    count: int
    left_out: dict[str, int]
    area_m2: float


def is_file(path: Path) -> bool:
    """Return whether this is the name of a single file and not of a folder."""
    return path.suffix.lower() in (*_WRITERS, PROJECT)


def export_file(workspace: Workspace, out: Path, wanted: Wanted | None = None, *, by: str = "") -> SharedFile:
    """Write patches as one file of the kind its name says, and note it in the casebook.

    Raises:
        OutputError: Nothing is to be handed over, or the file cannot be written.
    """
    path, who = outside(workspace, out.absolute()), by.strip() or history.account()
    if path == workspace.casebook.path:
        raise OutputError(f"{path} is the casebook itself; choose another name.")
    kind = path.suffix.lower()
    if kind == PROJECT:
        return _project(workspace, path, who)
    asked = wanted or Wanted()
    if kind == PLATFORM and asked.profile == DEFAULT:
        asked = replace(asked, profile=WHOLE)
    made = plan(workspace, asked)
    with drafting(path) as draft:
        _WRITERS[kind](draft, path, made)
        record = {**made.record(who), "file": str(path), "patches": [patch.number for patch in made.patches]}
        with workspace.casebook.writing() as connection:
            history.append(connection, [Draft("exported", who, after=record)])
            draft.replace(path)
    return SharedFile(path, len(made.patches), made.left_out, made.area_m2)


def _geojson(draft: Path, _: Path, made: Plan) -> None:
    rows = table_of(made.patches, made.profile, "utf-8", made.setting).whole
    geojson.write(draft, rows, made.patches, made.source, made.profile, explanation.model_notice(made.patches))


def _platform(draft: Path, _: Path, made: Plan) -> None:
    geojson.write_platform(draft, made.patches, made.source, made.setting)


def _dxf(draft: Path, _: Path, made: Plan) -> None:
    first = made.patches[0]
    target = made.setting.crs if made.setting.crs.is_projected else metric_crs(first.lon, first.lat)
    dxf.write(draft, made.patches, made.source, target)


def _geopackage(draft: Path, path: Path, made: Plan) -> None:
    rows = table_of(made.patches, made.profile, "utf-8", made.setting).whole
    outlines = [to_crs(patch.geometry, made.source, made.setting.crs) for patch in made.patches]
    notice = explanation.model_notice(made.patches)
    style = style_of(made.profile, made.patches)
    geopackage.write(
        draft, rows, outlines, made.setting.crs, made.profile.columns, style, notice, layer=path.stem.replace('"', "_")
    )


_WRITERS: dict[str, Callable[[Path, Path, Plan], None]] = {
    ".geojson": _geojson,
    PLATFORM: _platform,
    ".dxf": _dxf,
    ".gpkg": _geopackage,
}


def _project(workspace: Workspace, path: Path, by: str) -> SharedFile:
    """Write a project of the whole casebook."""
    patches = list_patches(workspace)
    setting, _ = setting_of(workspace, workspace.crs)
    with workspace.casebook.reading() as connection:
        zones_crs = crs_of_zones(connection)
    boxes = [patch.geometry.bounds for patch in patches]
    extent = tuple(f(box[i] for box in boxes) for i, f in enumerate((min, min, max, max))) if boxes else None
    files = {month: [file for file in paths if file.exists()] for month, paths in workspace.files().items()}
    title = f"{setting.county_name}两违图斑"
    with drafting(path) as draft:
        book = workspace.casebook.path
        qgis.write(draft, path, book, workspace.crs, zones_crs, files, extent, title)  # type: ignore[arg-type]
        with workspace.casebook.writing() as connection:
            facts = {"file": str(path), "rows": len(patches)}
            history.append(connection, [Draft("exported", by, after=facts)])
            draft.replace(path)
    return SharedFile(path, len(patches), {}, sum(patch.area_m2 for patch in patches))
