"""Permit and constraint layers of a workspace, laid over its patches."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from shapely.geometry.base import BaseGeometry
from sqlalchemy import Connection

from twowei.casebook import history, overlays, people, rows, verdicts
from twowei.casebook.attachments import sha256_of
from twowei.casebook.history import Draft, checked_name
from twowei.casebook.lifecycle import OPEN_STATES
from twowei.casebook.overlays import Ground, Measured, Overlay, OverlayKind
from twowei.casebook.patch import Patch
from twowei.errors import OutputError
from twowei.services.find import read_areas
from twowei.services.workspace import Workspace


@dataclass(frozen=True)
class Laid:
    """A patch with what the layers say of it."""

    patch: Patch
    measured: Measured


def list_layers(workspace: Workspace) -> list[Overlay]:
    """Return the layers the workspace remembers."""
    with workspace.casebook.reading() as connection:
        return overlays.read(connection)


def add_layer(workspace: Workspace, path: Path, kind: OverlayKind, by: str, name: str = "") -> Overlay:
    """Remember a vector file as a layer; it stays where it lies.

    Raises:
        VectorError: The file cannot be used.
        UnknownNameError: A layer of this name is there, or ``by`` is empty.
    """
    who, path = checked_name(by), path.absolute()
    read_areas(path, workspace.crs, f"layer {kind.code}")
    overlay = Overlay(name or path.stem, kind, str(path), sha256_of(path))
    with workspace.casebook.writing() as connection:
        people.check_named(connection, who, "adding layers")
        overlays.add(connection, overlay, who)
        facts = {"name": overlay.name, "kind": kind.code, "path": overlay.path, "sha256": overlay.sha256}
        history.append(connection, [Draft("layer added", who, after=facts)])
    return overlay


def lay_over(workspace: Workspace, by: str) -> list[Laid]:
    """Measure every open patch against the layers and write what changed beside it; no verdict is touched.

    Raises:
        VectorError: A layer's file is gone or cannot be used.
        UnknownNameError: ``by`` is empty.
    """
    who = checked_name(by)
    areas: dict[OverlayKind, list[BaseGeometry]] = {}
    for overlay in list_layers(workspace):
        found = read_areas(Path(overlay.path), workspace.crs, f"layer {overlay.name}")
        areas.setdefault(overlay.kind, []).extend(found)
    ground = Ground(areas, workspace.crs)
    with workspace.casebook.writing() as connection:
        patches = rows.select_patches(connection, states=OPEN_STATES)
        laid = [Laid(patch, ground.measure(patch.geometry)) for patch in patches]
        return _written(connection, laid, who)


def _written(connection: Connection, laid: list[Laid], by: str) -> list[Laid]:
    drafts, results = [], []
    for one in laid:
        facts = {**one.patch.facts, **one.measured.facts}
        changed = one.patch
        if facts != one.patch.facts:
            changed = rows.change(connection, one.patch, facts=facts)
            drafts.append(verdicts.draft("measured", by, one.patch, changed, ""))
        results.append(Laid(changed, one.measured))
    history.append(connection, drafts)
    return results


def write_excess(workspace: Workspace, laid: list[Laid], path: Path) -> int:
    """Write what was built beyond the approvals as polygons with number and ㎡; return how many.

    Raises:
        OutputError: The file cannot be written.
    """
    import geopandas
    import pyogrio

    beyond = [one for one in laid if one.measured.excess is not None]
    frame = geopandas.GeoDataFrame(
        {
            "TBBH": [one.patch.number for one in beyond],
            "CBMJ": [one.measured.facts["CBMJ"] for one in beyond],
            "PWFGL": [one.measured.facts["PWFGL"] for one in beyond],
        },
        geometry=[one.measured.excess for one in beyond],
        crs=workspace.crs.to_wkt(),
    )
    try:
        frame.to_file(path)
    except (OSError, ValueError, pyogrio.errors.DataSourceError) as error:
        raise OutputError(f"{path} cannot be written ({error}); give a .gpkg or .geojson.") from error
    return len(beyond)
