"""Drawing by hand: patches that the model missed, and outlines that it drew wrong."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import shapely
from shapely.geometry.base import BaseGeometry
from sqlalchemy import Connection

from twowei.casebook import arrivals, clock, epochs, history, people, redrawing, rows
from twowei.casebook.arrivals import FORMS, OUTLINE, Circumstances
from twowei.casebook.history import Draft, checked_name
from twowei.casebook.ledger import Facts
from twowei.casebook.overlays import Ground, OverlayKind
from twowei.casebook.patch import Patch
from twowei.casebook.redrawing import DRAWN, ROLES
from twowei.casebook.sources import parse_source
from twowei.casebook.states import State
from twowei.casebook.undoing import TOGETHER
from twowei.detection.card import Change
from twowei.errors import UnknownNameError, VectorError
from twowei.geo.footprint import Outline
from twowei.geo.shaping import as_outline
from twowei.patches.candidate import Candidate, Form
from twowei.services import cases
from twowei.services.find import read_areas
from twowei.services.layers import list_layers
from twowei.services.review import find_patch, with_dossier
from twowei.services.workspace import Workspace

BY_HAND = parse_source("08")
LEAST_M2 = 1.0
"""An outline of less ground is a slip of the hand."""

DUST = 1e-6
"""Share of an outline below which two are the same but for rounding."""

SAME_FROM = 0.5
"""Share of the smaller of two outlines that they have in common when they are the same site."""


def draw(workspace: Workspace, outline: Outline, months: tuple[str, str], by: str, *, change: Change = "new") -> Patch:
    """Enter a patch that no model found, drawn by hand; see `draw_all`."""
    return draw_all(workspace, [outline], months, by, change=change)[0]


def draw_all(
    workspace: Workspace, outlines: Sequence[Outline], months: tuple[str, str], by: str, *, change: Change = "new"
) -> list[Patch]:
    """Enter patches that no model found, drawn by hand between two months (source 人工) at one stroke; all or none.

    Args:
        outlines: In the casebook's CRS.
        months: Month before and month after.

    Raises:
        UnknownNameError: There is no imagery of a month, or ``by`` is empty.
        VectorError: The outline is no valid area, too small, or a patch of these months lies there already.
        MoveError: People are named and this one may not.
    """
    name = checked_name(by)
    candidates = [_candidate(workspace, outline, change) for outline in outlines]
    shared = _circumstances(months, _days(workspace, months))
    facts = [_measured(workspace, outline) for outline in outlines]
    stroke = {TOGETHER: uuid.uuid4().hex[:12]} if len(outlines) > 1 else {}
    with workspace.casebook.writing() as connection:
        people.check(connection, name, ROLES, "drawing a patch")
        for outline in outlines:
            check_free(connection, outline, months)
        found = zip(arrivals.as_patches(connection, candidates, shared), facts, strict=True)
        made = [replace(patch, facts={**patch.facts, **measured}) for patch, measured in found]
        rows.add(connection, made)
        born = [{"LY": one.source, "PCH": one.batch, **redrawing.told(one, one), **stroke} for one in made]
        told = zip(made, born, strict=True)
        history.append(connection, [Draft(DRAWN, name, one.number, None, one.state.code, {}, it) for one, it in told])
        return made


def _candidate(workspace: Workspace, outline: Outline, change: Change) -> Candidate:
    redrawing.check_outline(outline, "the new patch")
    candidate = Candidate(outline, workspace.crs, change, 0.0, form=Form.DRAWN)
    if candidate.area_m2 < LEAST_M2:
        raise VectorError(f"The outline has only {candidate.area_m2:.2f} ㎡; draw it around the whole building.")
    return candidate


def redraw(workspace: Workspace, number: str, outline: Outline, by: str, *, seen: int | None = None) -> Patch:
    """Give a patch another outline; the area follows, and what the model drew stays beside it.

    Args:
        outline: In the casebook's CRS.
        seen: Revision that whoever draws has before their eyes.

    Raises:
        UnknownNameError: The number is unknown or ``by`` is empty.
        VectorError: The outline is no valid area.
        MoveError: The case is closed, or people are named and this one may not.
        ConflictError: The patch is no longer as it was seen.
    """
    name = checked_name(by)
    redrawing.check_outline(outline, number)
    facts = {**_measured(workspace, outline), OUTLINE: FORMS[Form.DRAWN]}
    with workspace.casebook.writing() as connection:
        patch = rows.as_seen(rows.find(connection, number), seen)
        drawn = redrawing.redraw(connection, patch, outline, name, workspace.crs, facts)
        return with_dossier(workspace, connection, drawn)


def cut_up(
    workspace: Workspace, number: str, pieces: Sequence[Outline], by: str, *, seen: int | None = None
) -> list[Patch]:
    """Give a patch the outline of all pieces together, where that is another, and split it into them.

    Raises:
        TwoweiError: As `redraw` and `cases.split` say.
    """
    patch = find_patch(workspace, number)
    whole = as_outline(shapely.union_all(list(pieces)))
    if whole is not None and whole.symmetric_difference(patch.geometry).area > DUST * patch.geometry.area:
        patch = redraw(workspace, number, whole, by, seen=seen)
    else:
        rows.as_seen(patch, seen)
    return cases.split(workspace, number, pieces, by)


def _measured(workspace: Workspace, outline: Outline) -> Facts:
    """Return what the layers say of an outline: approvals, farmland, red lines."""
    areas: dict[OverlayKind, list[BaseGeometry]] = {}
    for overlay in list_layers(workspace):
        found = read_areas(Path(overlay.path), workspace.crs, f"layer {overlay.name}")
        areas.setdefault(overlay.kind, []).extend(found)
    return Ground(areas, workspace.crs).measure(outline).facts if areas else {}


def _days(workspace: Workspace, months: tuple[str, str]) -> tuple[date | None, date | None]:
    """Return the days of both months' imagery, which need not be there for it."""
    with workspace.casebook.reading() as connection:
        known = {row.month: row.date for row in epochs.read(connection, workspace.folder)}
    for month in months:
        if month not in known:
            there = ", ".join(known) or "none yet"
            raise UnknownNameError(
                f"Month {month!r} is not ingested (there is {there}); twowei ingest adds imagery of a month."
            )
    return known[months[0]], known[months[1]]


def check_free(connection: Connection, outline: Outline, months: tuple[str, str]) -> None:
    """Refuse a second patch of the same months on one site."""
    for patch in rows.select_near(connection, [outline.bounds]):
        if patch.state is State.REPLACED or (patch.before_month, patch.after_month) != months:
            continue
        common = patch.geometry.intersection(outline).area / min(patch.geometry.area, outline.area)
        if common >= SAME_FROM:
            raise VectorError(
                f"{patch.number} of these months lies there already ({common:.0%} in common); draw its outline instead."
            )


def _circumstances(months: tuple[str, str], days: tuple[date | None, date | None]) -> Circumstances:
    batch = f"{months[1].replace('-', '')}-M"
    return Circumstances(
        months[0], months[1], days[0], days[1], BY_HAND, model="", threshold=0.0, academic_only=False, batch=batch,
        at=clock.now(),
    )  # fmt: skip
