"""The queue of patches: numbers in the order of the work, rows page by page; no outline is read.

A list of 10⁵ patches is their numbers only; what stands in a row is read when it comes into view. Priority and
deadline are computed, never stored, so they are kept in memory by the revision of the patch.
"""

from __future__ import annotations

import json
import math
from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from functools import lru_cache
from typing import Any

import numpy as np
from sqlalchemy import ColumnElement, Connection, case, func, select

from twowei.casebook import persistence, reason_lists
from twowei.casebook.blobs import from_blobs
from twowei.casebook.calendar import days_until
from twowei.casebook.deadlines import Deadline, Policies
from twowei.casebook.ledger import Facts
from twowei.casebook.patch import Patch
from twowei.casebook.policy import SecondLook
from twowei.casebook.priority import Priority, priority, urgency
from twowei.casebook.schema import patches, runs
from twowei.casebook.states import State, Verdict
from twowei.casebook.wanted import SECOND_VERDICT, Wanted, asked_for, conditions
from twowei.geo.footprint import Outline
from twowei.geo.walk import nearest_walk

c = patches.c
_number = c.TBBH
_state = c.ZT


class Order(Enum):
    """What a list is sorted by."""

    PRIORITY = "priority"
    DEADLINE = "deadline"
    AREA = "area"
    SCORE = "score"
    NEAREST = "nearest"
    NUMBER = "number"
    STATE = "state"
    VERDICT = "verdict"
    STREET = "street"
    MONTH = "month"
    PERSISTENCE = "persistence"


_STORED: dict[Order, tuple[Any, ...]] = {
    Order.AREA: (c.JCMJ,),
    Order.SCORE: (c.ZXD,),
    Order.NUMBER: (c.TBBH,),
    Order.STATE: (c.ZT,),
    Order.VERDICT: (c.HCJG,),
    Order.STREET: (c.XZMC, c.SQMC),
    Order.MONTH: (c.after_month,),
}


@dataclass(frozen=True)
class Row:
    """A patch as a list shows it; it knows what deadlines and priority are computed from."""

    number: str
    state: State
    verdict: Verdict | None
    reason: str | None
    area_m2: float
    score: float
    month: str
    street_name: str
    community_name: str
    source: str
    archived: bool
    relapses: int
    facts: Facts
    entered_at: datetime | None
    judged_at: datetime | None
    created_at: datetime
    revision: int

    @property
    def second(self) -> str | None:
        """Code of the second person's verdict, where there is one."""
        code = self.facts.get("second_verdict")
        return str(code) if code else None


@dataclass(frozen=True)
class Urgent:
    """When a patch is due, if it is (in seconds too; never: infinity), and how urgent it is."""

    due: datetime | None
    score: float
    due_s: float = math.inf


@dataclass(frozen=True)
class Listing:
    """The numbers of a list in its order, and which of them still wait for what the list is for."""

    numbers: list[str]
    waiting: list[bool]


class Urgencies:
    """Priority and deadline of many patches, computed once for each revision."""

    def __init__(self, policies: Policies, now: datetime) -> None:
        self._policies, self._now = policies, now
        self._kept: dict[str, tuple[int, Urgent]] = {}
        self._alike: dict[tuple[object, ...], list[Deadline]] = {}
        clocks = (clock for policy in policies.held for clock in policy.clocks)
        self._limits = sorted(
            {one.area_above_m2 for clock in clocks for one in clock.longer if one.area_above_m2 is not None}
        )

    def learn(
        self, connection: Connection, revisions: Sequence[tuple[str, int]], where: Sequence[ColumnElement[bool]]
    ) -> None:
        """Compute what is not known yet of patches.

        Args:
            revisions: Number and revision of each patch.
            where: Conditions that they meet.
        """
        kept = self._kept
        fresh = [number for number, revision in revisions if kept.get(number, _NEVER)[0] != revision]
        found = read_rows(connection, fresh) if len(fresh) <= _AT_ONCE else _rows(connection, where)
        for row in found:
            self._kept[row.number] = (row.revision, self._urgent(row))

    def learn_all(self, connection: Connection) -> None:
        """Compute everything, which takes seconds for 10⁵ patches."""
        self.learn(connection, [(row[0], row[1]) for row in connection.execute(select(c.TBBH, c.revision)).all()], [])

    def holds_for(self, policies: Policies, now: datetime) -> bool:
        """Return whether what was computed still tells the order: the same policies, not long ago."""
        return policies.held == self._policies.held and now - self._now < LASTS

    def of(self, number: str) -> Urgent:
        """Return what was learnt of a patch."""
        return self._kept[number][1]

    def keys(self, order: Order, numbers: Sequence[str]) -> list[float]:
        """Return what patches are ordered by: the most urgent first, or the earliest deadline."""
        kept = self._kept
        if order is Order.PRIORITY:
            return [-kept[number][1].score for number in numbers]
        return [kept[number][1].due_s for number in numbers]

    def _urgent(self, row: Row) -> Urgent:
        deadlines = self._deadlines(row)
        dues = [one.due for one in deadlines if one.kind == "due" and one.met is None]
        score = urgency(row, deadlines, self._policies.now.weights, self._now)
        due = min(dues, default=None)
        return Urgent(due, score, due.timestamp() if due else math.inf)

    def _deadlines(self, row: Row) -> list[Deadline]:
        """Return the clocks of a patch; patches of one batch mostly share them."""
        times = (row.entered_at, row.judged_at, row.created_at)
        key = (row.state, row.source, *times, bisect(self._limits, row.area_m2), *sorted(row.facts.items()))
        if key not in self._alike:
            self._alike[key] = self._policies.deadlines(row)
        return self._alike[key]


_AT_ONCE, _PART = 500, 1000
LASTS = timedelta(minutes=30)
_NEVER = (-1, Urgent(None, 0.0))


def listing(
    connection: Connection,
    wanted: Wanted,
    order: Order,
    *,
    rule: SecondLook,
    urgencies: Urgencies,
    now: datetime,
    descending: bool = False,
    reviewer: str = "",
    start: str | None = None,
) -> Listing:
    """Return the numbers of a list in its order.

    Args:
        start: Number from which the walk of the nearest begins.
    """
    where = conditions(wanted, rule, reviewer, reason_lists.read(connection, aside=True))
    stored = [column.desc() if descending else column.asc() for column in _STORED.get(order, ())]
    query = (
        select(c.TBBH, _waits(wanted, rule), c.JD, c.WD, c.revision)
        .where(*where)
        .order_by(*stored, c.after_month, c.fid)
    )
    parts = connection.execute(query).partitions(_PART)  # a part at a time: other threads go on meanwhile
    found: list[Any] = [tuple(row) for part in parts for row in part]
    if order in (Order.PRIORITY, Order.DEADLINE) or wanted.due_days is not None:
        urgencies.learn(connection, [(row[0], row[4]) for row in found], where)
    if wanted.due_days is not None:
        found = [row for row in found if _ends(urgencies.of(row[0]).due, wanted.due_days, now)]
    if order is Order.NEAREST:
        found = _walked(found, start)
    elif order is Order.PERSISTENCE:
        found = _by_months(connection, found, descending)
    elif order not in _STORED:
        keys = np.array(urgencies.keys(order, [row[0] for row in found]), float)
        found = [found[place] for place in np.argsort(-keys if descending else keys, kind="stable")]
    return Listing([row[0] for row in found], [bool(row[1]) for row in found])


def _ends(due: datetime | None, days: int, now: datetime) -> bool:
    """Return whether a deadline ends within so many calendar days; within none: whether it is past."""
    if due is None:
        return False
    return days_until(due, now) <= days if days else due < now


def _waits(wanted: Wanted, rule: SecondLook) -> ColumnElement[Any]:
    """Return whether a patch waits: for the second verdict in a list of those, else for the first."""
    if wanted.second is None:
        return c.HCJG.is_(None)
    return case((asked_for(rule), SECOND_VERDICT.is_(None)), else_=False)


def _walked(found: list[Any], start: str | None) -> list[Any]:
    """Return the patches as a walk from one to the nearest not yet visited; those decided come last."""
    waiting = [row for row in found if row[1] or row[0] == start]
    others = [row for row in found if not (row[1] or row[0] == start)]
    if len(waiting) < 2:
        return [*waiting, *others]
    degrees = np.array([(row[2], row[3]) for row in waiting], float)
    level = degrees * (np.cos(np.radians(degrees[:, 1].mean())), 1.0)
    first = next((place for place, row in enumerate(waiting) if row[0] == start), 0)
    return [*(waiting[place] for place in nearest_walk(level, first)), *others]


def _by_months(connection: Connection, found: list[Any], descending: bool) -> list[Any]:
    """Sort by what all months together say; a patch that no other month told of by its own score."""
    months = persistence.read(connection)
    own = {row[0]: row[1] for row in connection.execute(select(c.TBBH, c.ZXD))}
    ranks = {row[0]: persistence.combined(own[row[0]] or 0.0, months.get(row[0], {}).values()) for row in found}
    return sorted(found, key=lambda row: ranks[row[0]], reverse=descending)


def holds(connection: Connection, number: str, wanted: Wanted, rule: SecondLook, reviewer: str = "") -> bool:
    """Return whether a list shows this patch; deadlines are put aside."""
    where = conditions(wanted, rule, reviewer, reason_lists.read(connection, aside=True))
    return connection.execute(select(c.fid).where(_number == number, *where)).first() is not None


def read_rows(connection: Connection, numbers: Sequence[str]) -> list[Row]:
    """Return the rows of these patches in their order."""
    found = {row.number: row for row in _rows(connection, [c.TBBH.in_(numbers)])}
    return [found[number] for number in numbers if number in found]


def urgent_of(row: Row | Patch, policies: Policies, now: datetime) -> tuple[list[Deadline], Priority]:
    """Return the deadlines of a patch, soonest first, and its priority with the reason."""
    deadlines = policies.deadlines(row)
    return deadlines, priority(row, deadlines, policies.now.weights, now)


_COLUMNS = (
    *(c.TBBH, c.ZT, c.HCJG, c.WYY, c.JCMJ, c.ZXD, c.after_month, c.XZMC, c.SQMC, c.LY, c.archived_at, c.HCCS),
    *(c.facts, c.entered_at, c.judged_at, c.created_at, c.revision),
)


def _rows(connection: Connection, where: Sequence[ColumnElement[bool]]) -> list[Row]:
    return [_row(*tuple(row)) for row in connection.execute(select(*_COLUMNS).where(*where))]


def _row(
    number: str, state: str, verdict: str | None, reason: str | None, area_m2: float, score: float, month: str,
    street: str, community: str, source: str, archived: str | None, relapses: int, facts: str, entered: str | None,
    judged: str | None, created: str, revision: int,
) -> Row:  # fmt: skip
    return Row(
        number, State.of(state), Verdict.of(verdict) if verdict else None, reason, area_m2, score, month, street,
        community, source, archived is not None, relapses, json.loads(facts) if facts != "{}" else {},
        _time(entered), _time(judged), _time(created) or datetime.min, revision,
    )  # fmt: skip


@lru_cache(maxsize=1024)
def _time(text: str | None) -> datetime | None:
    """Read a time; patches of one batch share theirs."""
    return datetime.fromisoformat(text) if text else None


@dataclass(frozen=True)
class Facets:
    """What there is to choose from, each with how many patches have it."""

    months: dict[str, int]
    streets: dict[tuple[str, str], int]
    sources: dict[str, int]
    people: dict[str, int]
    reasons: dict[str, int]


def facets(connection: Connection) -> Facets:
    """Count the patches by what a list can be narrowed to."""

    def tally(*columns: Any) -> dict[Any, int]:
        query = select(*columns, func.count()).group_by(*columns).order_by(*columns)
        found = [tuple(row) for row in connection.execute(query)]
        return {row[0] if len(columns) == 1 else row[:-1]: row[-1] for row in found if row[0] is not None}

    return Facets(tally(c.after_month), tally(c.XZDM, c.XZMC), tally(c.LY), tally(c.ZRR), tally(c.WYY))


def progress(connection: Connection) -> tuple[int, int]:
    """Return how many patches have a verdict, and how many there are; those replaced do not count."""
    query = select(func.count(c.HCJG), func.count()).where(_state != State.REPLACED.code)
    decided, total = connection.execute(query).one()
    return int(decided), int(total)


def waiting_scores(connection: Connection, wanted: Wanted, rule: SecondLook, models: Sequence[str]) -> dict[str, float]:
    """Return the scores, by number, of the patches of a list that wait for a verdict and that these models found."""
    query = (
        select(c.TBBH, c.ZXD)
        .join(runs, runs.c.PCH == c.PCH)
        .where(*conditions(wanted, rule), c.HCJG.is_(None), runs.c.model.in_(models))
    )
    return {row[0]: float(row[1]) for row in connection.execute(query)}


def outlines(connection: Connection) -> tuple[list[str], list[str | None], list[Outline]]:
    """Return number, code of the verdict and outline of every patch that is not replaced."""
    query = select(c.TBBH, c.HCJG, c.geom).where(_state != State.REPLACED.code).order_by(c.fid)
    found = connection.execute(query).all()
    return [row[0] for row in found], [row[1] for row in found], from_blobs([row[2] for row in found])


def verdict_counts(connection: Connection) -> dict[Verdict | None, int]:
    """Return how many patches have each verdict, and how many none."""
    query = select(c.HCJG, func.count()).where(_state != State.REPLACED.code).group_by(c.HCJG)
    return {Verdict.of(code) if code else None: int(count) for code, count in connection.execute(query)}
