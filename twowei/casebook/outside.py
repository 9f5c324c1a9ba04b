"""Edits that another program (QGIS, a script) made to patches: noticed by a trigger, put back or taken in as an event.

Every change that twowei makes raises the patch's revision; one that does not came from outside. The trigger keeps
what stood before, so nothing is lost either way.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import shapely
from rasterio.crs import CRS
from sqlalchemy import Connection, select, text

from twowei.casebook import history, rows
from twowei.casebook.arrivals import FORMS, OUTLINE
from twowei.casebook.blobs import from_blobs
from twowei.casebook.history import Draft
from twowei.casebook.patch import Patch
from twowei.casebook.schema import outside_edits, patches
from twowei.errors import MoveError, VectorError
from twowei.geo.footprint import Outline, ellipsoidal_area_m2, interior_point_lonlat
from twowei.patches.candidate import Form

_number, _edited = patches.c.TBBH, outside_edits.c.TBBH

STALE_FROM_M2, STALE_FROM = 0.5, 0.01
"""An area that differs from its outline's by more, in ㎡ and as a share of it, is another outline's."""

TAKEN_IN, PUT_BACK = "outside edit taken in", "outside edit put back"

_KEPT = ("ZT", "ZTMC", "HCJG", "WYY", "BZ", "HCR", "judged_at", "archived_at", "DAWJ", "facts", "JCMJ", "JCMJM")
"""Columns that the trigger watches and keeps beside the outline."""


@dataclass(frozen=True)
class Edit:
    """A patch that was changed outside since twowei wrote it last.

    Attributes:
        since: When that was noticed first.
        reshaped: Whether its outline is another one.
        columns: Columns that are other than before.
    """

    number: str
    since: datetime
    reshaped: bool
    columns: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """What is wrong and how to mend it."""
        what = " and ".join(
            [*(["its outline"] if self.reshaped else []), *([", ".join(self.columns)] if self.columns else [])]
        )
        return (
            f"Patch {self.number} was changed outside twowei ({what}) and the history does not know it; take the"
            " outline in or put everything back: twowei edits WORKSPACE --take or --put-back NUMBER --by NAME."
        )


def read(connection: Connection) -> list[Edit]:
    """Return the patches that stand otherwise than twowei left them."""
    found: dict[str, Edit] = {}
    for number, first in _first_edits(connection).items():
        row = connection.execute(select(patches).where(_number == number)).mappings().one()
        columns = tuple(name for name in _KEPT if row[name] != first[name])
        reshaped = bool(row["geom"] != first["geom"])
        if columns or reshaped:
            found[number] = Edit(number, datetime.fromisoformat(first["at"]), reshaped, columns)
    return list(found.values())


def count(connection: Connection) -> int:
    """Return how many edits were noticed and not settled; quick."""
    query = text("SELECT count(DISTINCT TBBH) FROM outside_edits WHERE settled = 0")
    return int(connection.execute(query).scalar_one())


def take(connection: Connection, number: str, by: str, crs: CRS) -> Patch:
    """Take the outline drawn outside in as an event; other columns stand again as they did.

    Raises:
        MoveError: The patch was not changed outside, or only its columns were.
        VectorError: The outline cannot be used.
    """
    patch = rows.find(connection, number)
    if number not in _first_edits(connection) and stale(patch, crs):
        return _taken(connection, patch, patch.model_geometry, by, crs)
    first = _first_edit(connection, number)
    (former,) = from_blobs([first["geom"]])
    if patch.geometry.equals_exact(former, 0):
        raise MoveError(f"The outline of {number} is as it was; put its columns back (--put-back).")
    _check_area(patch)
    _restore(connection, number, first, keep_outline=True)
    return _taken(connection, rows.find(connection, number), former, by, crs)


def stale(patch: Patch, crs: CRS) -> bool:
    """Return whether the area that stands beside an outline is not the outline's."""
    area = ellipsoidal_area_m2(patch.geometry, crs)
    return abs(area - patch.area_m2) > max(STALE_FROM_M2, STALE_FROM * area)


def _check_area(patch: Patch) -> None:
    if patch.geometry.is_empty or not patch.geometry.is_valid:
        why = shapely.is_valid_reason(patch.geometry)
        raise VectorError(
            f"The outline drawn of {patch.number} is no valid area ({why}); mend it there or put it back."
        )


def _taken(connection: Connection, patch: Patch, former: Outline, by: str, crs: CRS) -> Patch:
    _check_area(patch)
    lon, lat = interior_point_lonlat(patch.geometry, crs)
    area = ellipsoidal_area_m2(patch.geometry, crs)
    facts = {**patch.facts, OUTLINE: FORMS[Form.DRAWN]}
    after = rows.change(connection, patch, area_m2=area, lon=lon, lat=lat, facts=facts)
    _tell(connection, TAKEN_IN, by, replace(patch, geometry=former), after)
    return after


def put_back(connection: Connection, number: str, by: str) -> Patch:
    """Let a patch stand as twowei left it, with an event that keeps what was drawn outside.

    Raises:
        MoveError: The patch was not changed outside.
    """
    first = _first_edit(connection, number)
    drawn = connection.execute(select(patches.c.geom).where(_number == number)).scalar_one()
    (outside,) = from_blobs([drawn])
    _restore(connection, number, first, keep_outline=False)
    patch = rows.find(connection, number)
    after = rows.change(connection, patch)
    _tell(connection, PUT_BACK, by, replace(patch, geometry=outside), after)
    return after


def _first_edit(connection: Connection, number: str) -> dict[str, Any]:
    first = _first_edits(connection).get(number)
    if first is None:
        raise MoveError(f"Patch {number} was not changed outside twowei; nothing is to be taken in or put back.")
    return first


def _first_edits(connection: Connection) -> dict[str, dict[str, Any]]:
    """Return for each patch what stood before it was first changed outside."""
    query = select(outside_edits).where(outside_edits.c.settled == 0).order_by(outside_edits.c.edit_id.desc())
    return {row["TBBH"]: dict(row) for row in connection.execute(query).mappings()}


def _restore(connection: Connection, number: str, first: dict[str, Any], *, keep_outline: bool) -> None:
    """Write what stood before; the trigger overlooks it because the revision rises, and falls again as quietly."""
    names = [*_KEPT, *([] if keep_outline else ["geom"])]
    connection.execute(
        patches.update()
        .where(_number == number)
        .values({name: first[name] for name in names} | {"revision": patches.c.revision + 1})
    )


def _tell(connection: Connection, action: str, by: str, before: Patch, after: Patch) -> None:
    was, now = ({"JCMJ": round(p.area_m2, 2), "outline": shapely.to_wkt(p.geometry, 3)} for p in (before, after))
    draft = Draft(action, by, after.number, after.state.code, after.state.code, was, now)
    history.append(connection, [draft])
    connection.execute(outside_edits.update().where(_edited == after.number).values(settled=1))
