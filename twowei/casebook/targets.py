"""How much each street or the whole district must remove in a year; a new target replaces the one before."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection, insert, select

from twowei.casebook import clock, history
from twowei.casebook.history import Draft
from twowei.casebook.schema import targets
from twowei.errors import UnknownNameError

Basis = Literal["floor", "footprint"]
BASES: dict[str, str] = {"floor": "建筑面积", "footprint": "占地面积"}


@dataclass(frozen=True)
class Target:
    """A year's target.

    Attributes:
        code: A street's nine digits, or the county's six.
        m2: What must be removed; 0 where nothing is set as the task.
        basis: Which area counts.
    """

    year: int
    code: str
    m2: float
    basis: Basis = "floor"


def read(connection: Connection, year: int) -> dict[str, Target]:
    """Return the targets of a year by code, the last that were set."""
    c = targets.c
    query = select(c.year, c.code, c.m2, c.basis).where(c.year == year).order_by(c.target_id)
    return {row.code: Target(*row) for row in connection.execute(query)}


def save(connection: Connection, target: Target, by: str) -> None:
    """Set a target.

    Raises:
        UnknownNameError: Code, year or area cannot be meant.
    """
    if not (target.code.isdigit() and len(target.code) in (6, 9)):
        raise UnknownNameError(f"{target.code!r} is no county's or street's code; give six or nine digits.")
    if not math.isfinite(target.m2) or target.m2 < 0:
        raise UnknownNameError(f"A target of {target.m2} ㎡ cannot be meant; give 0 or more.")
    if not 1949 <= target.year <= 2999:
        raise UnknownNameError(f"{target.year} is no year a target can be set for; give one such as 2026.")
    at = clock.now().isoformat()
    facts = {"year": target.year, "code": target.code, "m2": target.m2, "basis": target.basis}
    connection.execute(insert(targets).values(**facts, actor=by, at=at))
    history.append(connection, [Draft("target set", by, after=facts)])
