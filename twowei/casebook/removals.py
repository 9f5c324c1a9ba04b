"""What was removed when: a line for each increase of the removed area, so that years are never counted twice.

The ledger's `CCMJ` and `CCZDMJ` are sums since the demolition began; a partial demolition in December and the rest in
January belong to two years.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, insert, select

from twowei.casebook.ledger import number_of
from twowei.casebook.patch import Patch
from twowei.casebook.schema import removals
from twowei.casebook.states import State

GOES_ON = (State.DEMOLISHING, State.DEMOLISHED, State.RECHECKED)
"""Coming from here a demolition goes on; from anywhere else it begins anew."""

_number = removals.c.TBBH


def follow(connection: Connection, before: Patch, after: Patch, at: datetime, by: str, told: object = None) -> None:
    """Write down by how much the removed areas grew; less than before is written as a correction.

    Before a demolition begins nothing counts: its first move tells what was removed until then.

    Args:
        told: The day given for it (`CCRQ`) [the day of ``at``].
    """
    anew = after.state is State.DEMOLISHING and before.state not in GOES_ON
    floor_m2 = _grown(before, after, "CCMJ", anew)
    footprint_m2 = _grown(before, after, "CCZDMJ", anew)
    if not (floor_m2 or footprint_m2) or (floor_m2 >= 0 and after.state not in (*GOES_ON, State.CLOSED)):
        return
    day = str(told) if told else f"{at:%Y-%m-%d}"
    if floor_m2 < 0 and (last := _last_day(connection, after.number)):
        day = last
    row = {
        "TBBH": after.number,
        "day": day,
        "CZFS": after.facts.get("CZFS"),
        "CCZDMJ": footprint_m2,
        "CCMJ": floor_m2,
        "SYMJ": number_of(after.facts, "SYMJ"),
        "CCDW": after.facts.get("CCDW"),
        "actor": by,
        "at": at.isoformat(),
    }
    connection.execute(insert(removals).values(row))


def _grown(before: Patch, after: Patch, name: str, anew: bool) -> float:
    had = 0.0 if anew else number_of(before.facts, name) or 0.0
    has = number_of(after.facts, name) or 0.0
    return round(has - had, 4)


def _last_day(connection: Connection, number: str) -> str | None:
    query = select(removals.c.day).where(_number == number).order_by(removals.c.removal_id.desc()).limit(1)
    return connection.execute(query).scalar_one_or_none()
