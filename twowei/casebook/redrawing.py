"""Outlines that an analyst drew otherwise: the area follows, the model's outline stays, each edit can be taken back."""

from __future__ import annotations

from typing import Any

import shapely
from rasterio.crs import CRS
from sqlalchemy import Connection

from twowei.casebook import history, people, rows, undoing
from twowei.casebook.history import Draft, Event
from twowei.casebook.ledger import Facts
from twowei.casebook.lifecycle import Role, State, caption
from twowei.casebook.patch import Patch
from twowei.casebook.undoing import REDOES
from twowei.errors import MoveError, VectorError
from twowei.geo.footprint import Outline, ellipsoidal_area_m2, interior_point_lonlat

REDRAWN, PUT_BACK, DRAWN = "outline drawn", "outline taken back", "drawn"
ROLES = (Role.ANALYST, Role.REVIEWER, Role.MANAGER)
FINAL = (State.CLOSED, State.STRUCK_OFF, State.ENDED, State.REPLACED)
"""States in which an outline stands as it was judged and closed."""

DECIMALS = 9
"""Of coordinates in an event: exact enough to stand again as they were, in metres and in degrees."""


def redraw(connection: Connection, patch: Patch, outline: Outline, by: str, crs: CRS, facts: Facts) -> Patch:
    """Give a patch another outline; area and point inside follow.

    Args:
        facts: What was measured of the new outline.

    Raises:
        MoveError: The case is closed, or people are named and this one may not.
        VectorError: The outline is no valid area.
    """
    return _write(connection, patch, outline, by, crs, {**patch.facts, **facts}, REDRAWN, "", {})


def take_back(connection: Connection, event: Event, by: str, crs: CRS) -> Patch:
    """Let the outline stand again that stood before an event.

    Raises:
        MoveError: The outline was drawn anew since, or the case is closed.
    """
    patch = _as_left(connection, event, event.after)
    outline, facts = _kept(patch, event.before)
    return _write(connection, patch, outline, by, crs, facts, PUT_BACK, undoing.takes_back(event.id), {})


def give_again(connection: Connection, event: Event, by: str, crs: CRS) -> Patch:
    """Let the outline stand again that an event, taken back since, had given.

    Raises:
        MoveError: The outline was drawn anew since, or the case is closed.
    """
    patch = _as_left(connection, event, event.before)
    outline, facts = _kept(patch, event.after)
    return _write(connection, patch, outline, by, crs, facts, REDRAWN, "", {REDOES: event.id})


def stack(connection: Connection, by: str) -> tuple[list[Event], list[Event]]:
    """Return one person's edits that stand, and those taken back that can be given again; each oldest first."""
    return undoing.stack(connection, by, REDRAWN, PUT_BACK)


def _write(
    connection: Connection,
    patch: Patch,
    outline: Outline,
    by: str,
    crs: CRS,
    facts: Facts,
    action: str,
    note: str,
    extra: dict[str, Any],
) -> Patch:
    people.check(connection, by, ROLES, "drawing an outline")
    if patch.state in FINAL:
        raise MoveError(f"{patch.number} is at {caption(patch.state)}; its outline stands as it is.")
    check_outline(outline, patch.number)
    lon, lat = interior_point_lonlat(outline, crs)
    area = ellipsoidal_area_m2(outline, crs)
    after = rows.change(connection, patch, geometry=outline, area_m2=area, lon=lon, lat=lat, facts=facts)
    code = patch.state.code
    draft = Draft(action, by, patch.number, code, code, told(patch, after), {**told(after, patch), **extra}, note)
    history.append(connection, [draft])
    return after


def check_outline(outline: Outline, name: str) -> None:
    """Refuse what is no area.

    Raises:
        VectorError: It is empty or crosses itself.
    """
    if outline.is_empty or not outline.is_valid or outline.area <= 0:
        why = shapely.is_valid_reason(outline)
        raise VectorError(f"The outline of {name} is no valid area ({why}); draw it so that it does not cross itself.")


def told(patch: Patch, other: Patch) -> dict[str, Any]:
    """Return outline and area as an event keeps them, and the facts that differ from another state of the patch."""
    names = sorted(n for n in {*patch.facts, *other.facts} if patch.facts.get(n) != other.facts.get(n))
    facts = {name: patch.facts.get(name) for name in names}
    outline = shapely.to_wkt(patch.geometry, DECIMALS)
    return {"JCMJ": round(patch.area_m2, 2), "outline": outline, **({"facts": facts} if facts else {})}


def _as_left(connection: Connection, event: Event, held: dict[str, Any]) -> Patch:
    """Return the patch of an event, whose outline must be the one given."""
    patch = rows.find(connection, event.number or "")
    if shapely.to_wkt(patch.geometry, DECIMALS) != held["outline"]:
        raise MoveError(f"The outline of {patch.number} was drawn anew since; it cannot be taken back.")
    return patch


def _kept(patch: Patch, held: dict[str, Any]) -> tuple[Outline, Facts]:
    facts = {**patch.facts, **held.get("facts", {})}
    outline = shapely.from_wkt(held["outline"])
    return outline, {name: value for name, value in facts.items() if value is not None}
