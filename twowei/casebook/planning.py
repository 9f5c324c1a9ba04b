"""Who demolishes what and when: campaigns (专班), squads and day routes, as the casebook keeps them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

import shapely
from shapely.geometry.base import BaseGeometry
from sqlalchemy import Connection, Table, insert, select, update

from twowei.casebook import clock, history
from twowei.casebook.history import Draft
from twowei.casebook.schema import campaigns, day_routes, squads
from twowei.errors import UnknownNameError


@dataclass(frozen=True)
class Campaign:
    """A campaign (专班) or a phase of a plan.

    Attributes:
        name: Stands in the patches' `JHPC`.
        phase: Such as ``2026Q3`` or ``第一阶段``; may be empty.
        start: Its first day; ``finish`` its last, empty where it is open.
        planned_m2: What it shall remove, or None.
        area: Its ground in the casebook's CRS, or None.
    """

    name: str
    phase: str = ""
    members: str = ""
    start: str = ""
    finish: str = ""
    planned_m2: float | None = None
    area: BaseGeometry | None = None


@dataclass(frozen=True)
class Squad:
    """A squad: its people, its equipment, what it can reach (``1`` any road, ``2`` narrow lanes, ``3`` on foot)."""

    name: str
    members: str = ""
    equipment: str = ""
    access: str = "1"


@dataclass(frozen=True)
class DayRoute:
    """The patches that a squad visits on a day, in their order."""

    squad: str
    day: str
    numbers: tuple[str, ...]


def save_campaign(connection: Connection, campaign: Campaign, by: str) -> None:
    """Make a campaign, or change one of this name."""
    row = {
        "phase": campaign.phase,
        "members": campaign.members,
        "start": campaign.start,
        "finish": campaign.finish,
        "planned_m2": campaign.planned_m2,
        "geometry": shapely.to_wkb(campaign.area) if campaign.area is not None else None,
    }
    _save(connection, campaigns, campaign.name, row, by)
    told = {name: value for name, value in row.items() if name != "geometry"}
    history.append(connection, [Draft("campaign set", by, after={"name": campaign.name, **told})])


def read_campaigns(connection: Connection) -> list[Campaign]:
    """Return the campaigns in the order they were made."""
    c = campaigns.c
    query = select(c.name, c.phase, c.members, c.start, c.finish, c.planned_m2, c.geometry).order_by(c.campaign_id)
    return [
        Campaign(*row[:6], shapely.from_wkb(row.geometry) if row.geometry else None)
        for row in connection.execute(query)
    ]


def find_campaign(connection: Connection, name: str) -> Campaign:
    """Return the campaign of this name.

    Raises:
        UnknownNameError: There is none.
    """
    known = {one.name: one for one in read_campaigns(connection)}
    if name not in known:
        raise UnknownNameError(f"There is no campaign {name!r}; make it first (twowei campaign), there are"
                               f" {', '.join(known) or 'none'}.")  # fmt: skip
    return known[name]


def save_squad(connection: Connection, squad: Squad, by: str) -> None:
    """Name a squad, or change what is known of it."""
    row = {"members": squad.members, "equipment": squad.equipment, "access": squad.access}
    _save(connection, squads, squad.name, row, by)
    history.append(connection, [Draft("squad set", by, after={"name": squad.name, **row})])


def read_squads(connection: Connection) -> list[Squad]:
    """Return the squads in the order they were named."""
    c = squads.c
    return [
        Squad(*row) for row in connection.execute(select(c.name, c.members, c.equipment, c.access).order_by(c.squad_id))
    ]


def find_squad(connection: Connection, name: str) -> Squad:
    """Return the squad of this name.

    Raises:
        UnknownNameError: There is none.
    """
    known = {one.name: one for one in read_squads(connection)}
    if name not in known:
        raise UnknownNameError(f"There is no squad {name!r}; name it first (twowei squad), there are"
                               f" {', '.join(known) or 'none'}.")  # fmt: skip
    return known[name]


def save_route(connection: Connection, route: DayRoute, by: str) -> None:
    """Keep a squad's day; one planned again replaces the one before."""
    row = {"squad": route.squad, "day": route.day, "numbers": json.dumps(route.numbers)}
    connection.execute(insert(day_routes).values(**row, actor=by, at=clock.now().isoformat()))
    history.append(connection, [Draft("route planned", by, after={**row, "numbers": list(route.numbers)})])


def read_routes(connection: Connection, squad: str | None = None) -> list[DayRoute]:
    """Return the newest route of each squad and day, oldest day first."""
    c = day_routes.c
    found: dict[tuple[str, str], DayRoute] = {}
    for name, day, numbers in connection.execute(select(c.squad, c.day, c.numbers).order_by(c.route_id)):
        if squad is None or name == squad:
            found[name, day] = DayRoute(name, day, tuple(json.loads(numbers)))
    return sorted(found.values(), key=lambda one: (one.day, one.squad))


def _save(connection: Connection, table: Table, name: str, row: Mapping[str, object], by: str) -> None:
    if not name.strip():
        raise UnknownNameError("A name is missing.")
    stamped = {**row, "actor": by, "at": clock.now().isoformat()}
    if not connection.execute(update(table).where(table.c.name == name).values(stamped)).rowcount:
        connection.execute(insert(table).values(name=name, **stamped))
