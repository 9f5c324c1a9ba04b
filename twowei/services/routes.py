"""A squad's day: what is ready, in which order, within the hours that the law leaves; its sheet on paper."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from pathlib import Path

from twowei.casebook import clock, deadlines, history, papers, planning, rows
from twowei.casebook.deadlines import Policies
from twowei.casebook.history import checked_name
from twowei.casebook.ledger import FACTS
from twowei.casebook.papers import Issued
from twowei.casebook.patch import Patch
from twowei.casebook.planning import DayRoute, Squad
from twowei.casebook.states import State
from twowei.errors import MoveError
from twowei.geo.crs import ELLIPSOID, metric_crs
from twowei.geo.footprint import to_crs
from twowei.papers import fonts
from twowei.reports import wallmap
from twowei.services.board import flags_of
from twowei.services.planning import TO_GO, Why, area_m2
from twowei.services.workspace import Workspace

READY = (State.QUICK, State.ORDER_SERVED, State.FORCED, State.COURT, State.DEMOLISHING)
SELF, HELPED = "1", "2"
DAY_STARTS, DAY_ENDS = time(8, 30), time(17, 30)
SPEED_KM_H = 25.0
DETOUR = 1.3
"""How many times a road is longer than the straight line."""


@dataclass(frozen=True)
class Stop:
    """A visit: arrival, end, and the distance from the one before in km."""

    patch: Patch
    arrival: datetime
    end: datetime
    km: float


@dataclass(frozen=True)
class Plan:
    """A squad's day, and why patches assigned to it are not in it."""

    squad: Squad
    day: date
    stops: list[Stop]
    left_out: dict[str, Why]


def plan_day(
    workspace: Workspace, squad: str, day: date, by: str, *, minutes: int = 60, urgent: bool = False, keep: bool = True
) -> Plan:
    """Plan a squad's day: what is assigned to it and ready, the soonest due first, then by the way between them.

    Forced demolition is planned on working days in daylight only; quick disposal of building under way, helped and
    self-demolition may be on others (行政强制法 §43, to be confirmed by the legal office).

    Args:
        minutes: How long a visit takes.
        urgent: Whether the exception for urgent cases is claimed for all.

    Raises:
        UnknownNameError: There is no such squad.
        MoveError: The day has passed.
    """
    name = checked_name(by)
    now = clock.now()
    if day < now.date():
        raise MoveError(f"{day} has passed; plan a day from {now.date()} on.")
    with workspace.casebook.writing() as connection:
        found = planning.find_squad(connection, squad)
        held = deadlines.load(connection)
        mine = [p for p in rows.select_patches(connection, states=TO_GO) if p.facts.get("CCDW") == squad]
        ready, left_out = _sorted_out(mine, held, found, day, urgent=urgent)
        stops, late = _timed(_ordered(ready, held, day), day, held, minutes)
        full = Why(f"the day is full at {DAY_ENDS:%H:%M}; plan another", f"当日已排满({DAY_ENDS:%H:%M} 止), 另排一日")
        left_out |= {patch.number: full for patch in late}
        if keep:
            planning.save_route(
                connection, DayRoute(squad, day.isoformat(), tuple(s.patch.number for s in stops)), name
            )
    return Plan(found, day, stops, left_out)


def _sorted_out(
    patches: Sequence[Patch], held: Policies, squad: Squad, day: date, *, urgent: bool
) -> tuple[list[Patch], dict[str, Why]]:
    """Return the patches that may be visited on a day, and why others may not."""
    ready, left_out = [], {}
    for patch in patches:
        if reason := _obstacle(patch, held, squad, day, urgent=urgent):
            left_out[patch.number] = reason
        else:
            ready.append(patch)
    return ready, left_out


def _obstacle(patch: Patch, held: Policies, squad: Squad, day: date, *, urgent: bool) -> Why | None:
    """Return why a patch cannot be visited on a day, or None."""
    if patch.state not in READY:
        here = f"{patch.state.code} {patch.state.zh}"
        return Why(f"{here}: not ready to be demolished", f"{here}, 尚不具备拆除条件")
    voluntary = patch.facts.get("CZFS") in (SELF, HELPED)
    if not (voluntary or urgent or patch.state is State.QUICK) and not held.on(day).calendar.is_workday(day):
        return Why(
            f"{day} is no working day; forced demolition waits (行政强制法 §43)",
            f"{day} 非工作日, 不实施强制拆除(行政强制法第四十三条)",
        )
    if not voluntary and patch.state is not State.QUICK:
        waits = [one for one in held.deadlines(patch) if one.kind == "opens" and one.due.date() >= day]
        if waits:
            last = max(waits, key=lambda one: one.due)
            return Why(f"{last.title} runs until {last.due:%Y-%m-%d}", f"{last.title}未满, 至 {last.due:%Y-%m-%d}")
    access = str(patch.facts.get("CRDK", "1"))
    if access <= squad.access:
        return None
    road = dict(FACTS["CRDK"].codes)[access]
    return Why(f"vehicles: {road}; squad reaches {squad.access}", f"车辆{road}, 本队无法到达")


def _km(one: Patch, other: Patch) -> float:
    return DETOUR * float(ELLIPSOID.inv(one.lon, one.lat, other.lon, other.lat)[2]) / 1000


def _ordered(patches: Sequence[Patch], held: Policies, day: date) -> list[Patch]:
    """Return what is due by the day first, then the rest, each part along a short way."""
    due_by = {
        p.number: min((d.due.date() for d in held.deadlines(p) if d.kind == "due"), default=date.max) for p in patches
    }
    first = [patch for patch in patches if due_by[patch.number] <= day]
    rest = [patch for patch in patches if due_by[patch.number] > day]
    way = _short_way(first, None)
    return way + _short_way(rest, way[-1] if way else None)


def _short_way(patches: Sequence[Patch], start: Patch | None) -> list[Patch]:
    """Return patches along a short way: always the nearest next, then crossings taken out (2-opt)."""
    left = sorted(patches, key=lambda patch: (-patch.lat, patch.lon))
    way: list[Patch] = []
    while left:
        here = way[-1] if way else start
        nearest = min(left, key=lambda patch: _km(here, patch)) if here else left[0]
        left.remove(nearest)
        way.append(nearest)
    return _uncrossed(way)


def _uncrossed(way: list[Patch]) -> list[Patch]:
    better = True
    while better:
        better = False
        for i in range(1, len(way) - 1):
            for j in range(i + 1, len(way)):
                turned = way[:i] + way[i : j + 1][::-1] + way[j + 1 :]
                if way_km(turned) < way_km(way) - 1e-9:
                    way, better = turned, True
    return way


def way_km(way: Sequence[Patch]) -> float:
    """Return how long a way is."""
    return sum(_km(one, other) for one, other in pairwise(way))


def _timed(way: Sequence[Patch], day: date, held: Policies, minutes: int) -> tuple[list[Stop], list[Patch]]:
    """Return the visits that fit into the day, and what does not."""
    zone = held.on(day).calendar.zone
    at, end = datetime.combine(day, DAY_STARTS, zone), datetime.combine(day, DAY_ENDS, zone)
    stops: list[Stop] = []
    for position, patch in enumerate(way):
        km = _km(stops[-1].patch, patch) if stops else 0.0
        arrival = at + timedelta(minutes=math.ceil(60 * km / SPEED_KM_H))
        leaves = arrival + timedelta(minutes=minutes)
        if leaves > end:
            return stops, list(way[position:])
        stops.append(Stop(patch, arrival, leaves, km))
        at = leaves
    return stops, []


def route_sheet(workspace: Workspace, plan: Plan, path: Path, by: str) -> Issued:
    """Write a squad's sheet for a day as PDF.

    Raises:
        NoFontError: The machine has no Chinese font.
        OutputError: Nothing can be written there.
    """
    fonts.find()
    head = f"{plan.squad.name}  {plan.day}"
    lines = [
        [
            str(n), f"{s.arrival:%H:%M}–{s.end:%H:%M}", s.patch.number,
            str(s.patch.facts.get("DZ", s.patch.street_name)),
            f"{area_m2(s.patch):,.2f}", dict(FACTS["CZFS"].codes).get(str(s.patch.facts.get("CZFS", "")), ""),
            f"{s.km:.1f}", "、".join(flags_of(s.patch)),
        ]
        for n, s in enumerate(plan.stops, 1)
    ]  # fmt: skip
    facts = [("人员", plan.squad.members), ("装备", plan.squad.equipment), ("日期", str(plan.day)),
             ("合计", f"{len(lines)} 处, 路程约 {sum(s.km for s in plan.stops):.1f} km")]  # fmt: skip
    crs = metric_crs(plan.stops[0].patch.lon, plan.stops[0].patch.lat) if plan.stops else None
    outlines = [to_crs(s.patch.geometry, workspace.crs, crs) for s in plan.stops] if crs else []
    left = [[number, why.zh] for number, why in plan.left_out.items()]
    codes = [f"{s.patch.number} {s.patch.lon:.6f},{s.patch.lat:.6f}" for s in plan.stops]
    wallmap.write_route(head, facts, lines, left, outlines, codes, path, clock.now())
    with workspace.casebook.writing() as connection:
        reach = history.head(connection)
        return papers.keep(connection, papers.ROUTE, head, path, workspace.folder, reach, checked_name(by))
