"""Handing verified patches to demolition planners."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from rasterio.crs import CRS

from twowei.casebook import history
from twowei.casebook.history import Draft
from twowei.casebook.lifecycle import Verdict
from twowei.casebook.patch import Patch
from twowei.errors import OutputError
from twowei.exports import explanation
from twowei.exports import folder as export_folder
from twowei.exports.fields import Encoding
from twowei.services.review import list_patches
from twowei.services.workspace import DOSSIERS, WORK, Workspace

NO_VERDICT = "未核查"


@dataclass(frozen=True)
class ExportResult:
    """What an export holds and where it lies.

    Attributes:
        folder: The folder; shapefile and geopackage lie in it.
        count: How many patches were exported.
        left_out: How many were not, by the Chinese label of their verdict (``未核查``: none yet).
        area_m2: Ellipsoidal area of those exported.
        model_notice: Which models found them and whether these allow academic use only.
        warnings: A sentence for each text that was cut to fit.
    """

    folder: Path
    shapefile: Path
    geopackage: Path
    count: int
    left_out: dict[str, int]
    area_m2: float
    model_notice: str
    warnings: tuple[str, ...] = ()


def export_patches(
    workspace: Workspace,
    out: Path,
    *,
    verdicts: Collection[Verdict] | None = (Verdict.ILLEGAL,),
    encoding: Encoding = "utf-8",
    crs: CRS | None = None,
    by: str = "",
) -> ExportResult:
    """Write the patches of some verdicts as shapefile with a GeoPackage twin, and note it in the casebook.

    A folder of an earlier export is replaced; the files are read again before it is.

    Args:
        verdicts: Verdicts to export; None for every patch that has one.
        encoding: Of the shapefile's texts; old programs want ``gbk``.
        crs: CRS of the files, the casebook's where none is given.
        by: Who exports; the system's account where nobody says.

    Raises:
        OutputError: The folder holds other things or cannot be written.
    """
    folder, held = _outside(workspace, out.absolute()), workspace.crs
    patches = list_patches(workspace)
    wanted, left_out = _sorted_out(patches, verdicts)
    stem = export_folder.stem_of(workspace.casebook.county_code, _month(workspace, wanted or patches))
    with workspace.casebook.reading() as connection:
        head = history.head(connection)
    with export_folder.making(folder) as made:
        written = export_folder.write(
            made, stem, wanted, source=held, target=crs or held, encoding=encoding, left_out=left_out, head=head
        )
        facts = {"folder": str(folder), "patches": [p.number for p in wanted], "left_out": left_out}
        with workspace.casebook.writing() as connection:
            history.append(connection, [Draft("exported", by.strip() or history.account(), after=facts)])
            export_folder.put_in_place(made, folder)
    return ExportResult(
        folder,
        folder / f"{stem}.shp",
        folder / f"{stem}.gpkg",
        len(wanted),
        left_out,
        sum(patch.area_m2 for patch in wanted),
        explanation.model_notice(wanted),
        written.warnings,
    )


def _outside(workspace: Workspace, folder: Path) -> Path:
    """Return the folder, unless it is one the workspace needs for itself."""
    if folder in (workspace.folder, workspace.folder / WORK, workspace.folder / DOSSIERS):
        raise OutputError(f"{folder} belongs to the workspace itself; choose another folder.")
    return folder


def _sorted_out(patches: list[Patch], verdicts: Collection[Verdict] | None) -> tuple[list[Patch], dict[str, int]]:
    """Return the patches to export, and how many are not, by verdict."""
    chosen = frozenset(Verdict if verdicts is None else verdicts)
    wanted = [patch for patch in patches if patch.verdict in chosen]
    others = Counter(
        patch.verdict.zh if patch.verdict else NO_VERDICT for patch in patches if patch.verdict not in chosen
    )
    return wanted, dict(others)


def _month(workspace: Workspace, patches: list[Patch]) -> str:
    """Return the latest month of the patches, else of the imagery."""
    months = [patch.after_month for patch in patches] or workspace.months()
    return max(months, default="0000-00")
