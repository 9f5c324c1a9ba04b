"""What happens to a patch after its indoor verdict: moves with their proofs, facts, splitting and merging."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import shapely
from rasterio.crs import CRS
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry
from sqlalchemy import Connection

from twowei.casebook import attachments, clock, deadlines, history, moves, people, reason_lists, regrouping, rows
from twowei.casebook.arrivals import FORMS, OUTLINE
from twowei.casebook.history import checked_name
from twowei.casebook.ledger import FactValue, parse_fact
from twowei.casebook.lifecycle import ENTRIES, State, caption, parse_reason
from twowei.casebook.moves import Step
from twowei.casebook.patch import Patch
from twowei.errors import MoveError, VectorError
from twowei.geo.footprint import Outline, ellipsoidal_area_m2, interior_point_lonlat
from twowei.patches.candidate import Form
from twowei.services.find import read_areas
from twowei.services.review import with_dossier
from twowei.services.workspace import DOSSIERS, Workspace

COVERED_FROM = 0.99
"""Share of a patch that its parts must cover together."""

OVERLAP_UP_TO = 0.01
"""Share of the patch that parts may have in common, as drawing leaves it."""


def move(
    workspace: Workspace,
    numbers: Sequence[str],
    target: State,
    by: str,
    *,
    reason: str | None = None,
    facts: Mapping[str, str] | None = None,
    photos: Sequence[Path] = (),
    documents: Sequence[Path] = (),
    note: str = "",
    at: datetime | None = None,
    why: str = "",
    seen: int | None = None,
) -> list[Patch]:
    """Move a patch on in its life, or several at once where the life cycle allows; all or none.

    Args:
        reason: Code or label of a reason.
        facts: Facts of the ledger by name, as people type them.
        at: When it happened, where that was not just now.
        why: Why it is told late.
        seen: Revision that whoever moves has before their eyes, where it may be out of date.

    Raises:
        UnknownNameError: A number, reason, fact or file is unknown, or ``by`` is empty.
        MoveError: The move is not allowed, a proof is missing, the person may not.
        ConflictError: The patch is no longer as it was seen.
        OutputError: A file cannot be copied into the dossier.
    """
    name = checked_name(by)
    given = {key: parse_fact(key, text) for key, text in (facts or {}).items()}
    with workspace.casebook.writing() as connection:
        found = rows.find_all(connection, numbers)
        _check_bulk(found, target, reason, [*photos, *documents])
        for patch in found:
            rows.as_seen(patch, seen)
        grounds = parse_reason(reason, among=reason_lists.read(connection)) if reason else None
        waived = deadlines.load(connection).now.waived
        moved = []
        for patch in found:
            files = _attach(workspace, connection, patch, photos, documents, name)
            step = Step(
                target, name, grounds, given, tuple(files), len(photos), note.strip(), at, why.strip(), waived
            )  # fmt: skip
            moved.append(moves.make(connection, patch, step))
        return [with_dossier(workspace, connection, patch) for patch in moved]


def _check_bulk(patches: Sequence[Patch], target: State, reason: str | None, files: Sequence[Path]) -> None:
    if len(patches) < 2:
        return
    if target not in ENTRIES or not ENTRIES[target].bulk or reason is None or files:
        allowed = " and ".join(caption(state) for state, entry in ENTRIES.items() if entry.bulk)
        raise MoveError(f"Several patches at once go only to {allowed}, with one reason and no files.")


def _attach(
    workspace: Workspace,
    connection: Connection,
    patch: Patch,
    photos: Sequence[Path],
    documents: Sequence[Path],
    by: str,
) -> list[int]:
    kinds = [*((attachments.PHOTO, path) for path in photos), *((attachments.DOCUMENT, path) for path in documents)]
    return [
        attachments.attach(connection, workspace.folder, DOSSIERS, patch, kind, path, by) for kind, path in kinds
    ]  # fmt: skip


def note(workspace: Workspace, number: str, facts: Mapping[str, str], by: str, text: str = "") -> Patch:
    """Write facts of the ledger beside a patch's state; what stood before stays in the history.

    Raises:
        UnknownNameError: A number or fact is unknown, a value is not of its kind, or ``by`` is empty.
    """
    name = checked_name(by)
    given: dict[str, FactValue] = {key: parse_fact(key, value) for key, value in facts.items()}
    with workspace.casebook.writing() as connection:
        people.check_named(connection, name, "writing facts")
        noted = moves.note(connection, rows.find(connection, number), given, name, text)
        return with_dossier(workspace, connection, noted)


def file_of(workspace: Workspace, number: str) -> tuple[str, str]:
    """Return number and kind of the file that a patch is in (`DAH`, `DALX`), each empty where nobody said.

    Raises:
        UnknownNameError: There is no patch of this number.
    """
    with workspace.casebook.reading() as connection:
        facts = rows.find(connection, number).facts
    return str(facts.get("DAH", "")), str(facts.get("DALX", ""))


def read_parts(path: Path, crs: CRS) -> list[Outline]:
    """Return the areas of a vector file in the casebook's CRS.

    Raises:
        VectorError: The file cannot be used.
    """
    areas = read_areas(path, crs, "file of parts")
    return [area for area in areas if isinstance(area, Polygon | MultiPolygon)]


def split(workspace: Workspace, number: str, parts: Sequence[Outline], by: str) -> list[Patch]:
    """Replace a patch by its parts, numbered ``-01``, ``-02``; each goes on from where the patch stood.

    Args:
        parts: Outlines in the casebook's CRS that together cover the patch.

    Raises:
        UnknownNameError: The number is unknown or ``by`` is empty.
        MoveError: The patch is off the list.
        VectorError: There are fewer than two parts, or they do not cover it.
    """
    name = checked_name(by)
    with workspace.casebook.writing() as connection:
        patch = rows.find(connection, number)
        _check_parts(patch, parts)
        people.check(connection, name, ENTRIES[State.REPLACED].who, "splitting")
        names = regrouping.free_numbers(connection, patch.number, len(parts))
        children = [_child(patch, one, part, workspace.crs) for one, part in zip(names, parts, strict=True)]
        moves.tombstone(connection, patch, name, names, regrouping.SPLIT)
        _bear(connection, children, name)
        return children


def merge(workspace: Workspace, numbers: Sequence[str], by: str) -> Patch:
    """Replace patches in one state with one verdict by one patch, numbered after the first with ``-01``.

    Raises:
        UnknownNameError: A number is unknown or ``by`` is empty.
        MoveError: Fewer than two, states or verdicts differ, or a patch is off the list.
    """
    name = checked_name(by)
    with workspace.casebook.writing() as connection:
        found = rows.find_all(connection, numbers)
        if len(found) < 2:
            raise MoveError("Merging takes two patches or more.")
        moves.check_same_state(found)
        people.check(connection, name, ENTRIES[State.REPLACED].who, "merging")
        whole = shapely.union_all([patch.geometry for patch in found])
        (number,) = regrouping.free_numbers(connection, found[0].number, 1)
        child = _child(found[0], number, whole, workspace.crs)
        parents = ";".join(patch.number for patch in found)
        child = replace(child, parent=parents, relapses=max(patch.relapses for patch in found))
        for patch in found:
            moves.tombstone(connection, patch, name, [child.number], regrouping.MERGED)
        _bear(connection, [child], name)
        return child


def _check_parts(patch: Patch, parts: Sequence[Outline]) -> None:
    if len(parts) < 2:
        raise VectorError(f"{patch.number} is split into two parts or more; draw them.")
    area = patch.geometry.area
    covered = shapely.union_all([part.intersection(patch.geometry) for part in parts]).area
    if covered < COVERED_FROM * area:
        raise VectorError(f"The parts cover {covered / area:.0%} of {patch.number}; draw them so that nothing is lost.")
    doubled = sum(part.intersection(patch.geometry).area for part in parts) - covered
    if doubled > OVERLAP_UP_TO * area:
        raise VectorError(f"The parts of {patch.number} overlap by {doubled:,.1f} ㎡; draw them side by side.")


def _child(parent: Patch, number: str, outline: BaseGeometry, crs: CRS) -> Patch:
    if not isinstance(outline, Polygon | MultiPolygon) or outline.is_empty or not outline.is_valid:
        raise VectorError(f"A part of {parent.number} is no valid area; draw it anew.")
    lon, lat = interior_point_lonlat(outline, crs)
    return replace(
        parent,
        number=number,
        parent=parent.number,
        geometry=outline,
        model_geometry=outline,
        area_m2=ellipsoidal_area_m2(outline, crs),
        lon=lon,
        lat=lat,
        archived_at=None,
        dossier=None,
        created_at=clock.now(),
        revision=1,
        facts={**parent.facts, OUTLINE: FORMS[Form.DRAWN]},
    )


def _bear(connection: Connection, children: Sequence[Patch], by: str) -> None:
    rows.add(connection, children)
    history.append(connection, [moves.birth(by, child, regrouping.BORN) for child in children])
