"""Deadlines of a patch, computed from its facts and the policy in force, with the reason of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any, Protocol

from sqlalchemy import Connection, insert, select

from twowei.casebook import clock as civil
from twowei.casebook import history
from twowei.casebook.calendar import days_until, term_text
from twowei.casebook.clock import CHINA_TIME
from twowei.casebook.history import Draft
from twowei.casebook.ledger import FACTS, Facts
from twowei.casebook.patch import Patch
from twowei.casebook.policy import DEFAULT, ENTERED, Clock, Kind, Policy, parse_policy, preset_text
from twowei.casebook.schema import policies
from twowei.casebook.states import State

IMAGERY_SOURCES = ("01", "02", "06")
"""A clue of these counts from when an analyst confirmed it, any other from when it was found."""

WAITS = {"1": ("forced", "urging", "review"), "2": ("court_opens",)}
"""Clocks that must run out before force, by track (`FLX`): planning law, land law."""

FIELD_STATES = (State.SUSPECTED, State.IN_FIELD, State.LAWFUL, State.UNLAWFUL, State.QUICK)


class Timed(Protocol):
    """What clocks run for: a patch, or its row in a list."""

    @property
    def number(self) -> str: ...
    @property
    def state(self) -> State: ...
    @property
    def source(self) -> str: ...
    @property
    def area_m2(self) -> float: ...
    @property
    def facts(self) -> Facts: ...
    @property
    def entered_at(self) -> datetime | None: ...
    @property
    def judged_at(self) -> datetime | None: ...
    @property
    def created_at(self) -> datetime: ...


@dataclass(frozen=True)
class Deadline:
    """A clock of a patch.

    Attributes:
        due: Its last moment; of the kind ``opens`` the last moment of waiting.
        met: When what it asks for was done, or None.
        why: The term and what decided it, such as ``5 日: 面积 620.00 ㎡ > 300 ㎡``.
        policy: Name and version of the policy that counts.
    """

    number: str
    clock: str
    title: str
    kind: Kind
    start: datetime
    due: datetime
    met: datetime | None
    why: str
    policy: str

    def late(self, now: datetime) -> timedelta:
        """Return by how much it was or is missed; nothing for what merely opens."""
        if self.kind != "due":
            return timedelta()
        return max((self.met or now) - self.due, timedelta())

    def days_left(self, now: datetime) -> int:
        """Return the calendar days until its last moment; below 0 it is past."""
        return days_until(self.due, now)


class Policies:
    """The policies of a casebook; a clock follows the one in force on the day it started."""

    def __init__(self, held: Sequence[Policy]) -> None:
        self.held = tuple(held) or (default(),)

    def on(self, day: date) -> Policy:
        """Return the policy set last that was in force on a day, else the one that begins first."""
        for policy in reversed(self.held):
            if policy.effective_from <= day:
                return policy
        return min(self.held, key=lambda policy: policy.effective_from)

    @property
    def now(self) -> Policy:
        """The policy of today."""
        return self.on(civil.now().date())

    def deadlines(self, patch: Timed) -> list[Deadline]:
        """Return the clocks that run for a patch now, and those of reporting that were missed, soonest first."""
        names = dict.fromkeys(clock.name for policy in self.held for clock in policy.clocks)
        found = [self._deadline(patch, name) for name in names]
        return sorted((one for one in found if one), key=lambda deadline: deadline.due)

    def earliest_force(self, patch: Patch) -> Deadline | None:
        """Return the wait before force that ends last, wherever the case stands; None where nothing starts one."""
        names = WAITS.get(str(patch.facts.get("FLX", "")), ())
        clocks = {one.name: one for policy in self.held for one in policy.clocks if one.name in names and one.states}
        found = [self._deadline(replace(patch, state=min(one.states, key=_code)), one.name) for one in clocks.values()]
        return max((one for one in found if one), key=lambda one: one.due, default=None)

    def _deadline(self, patch: Timed, name: str) -> Deadline | None:
        """Return a clock by the policy that was in force when it started."""
        for policy in reversed(self.held):
            clock = next((one for one in policy.clocks if one.name == name), None)
            start = clock and _start(clock, patch)
            if clock and start and self.on(start.astimezone(policy.calendar.zone).date()) is policy:
                return _compute(policy, clock, patch, start)
        return None


def _code(state: State) -> str:
    return state.code


def _start(clock: Clock, patch: Timed) -> datetime | None:
    """Return when a clock started for a patch, or None where it does not run."""
    if not _runs(clock, patch) or (clock.track and patch.facts.get("FLX") != clock.track):
        return None
    seen_from_above = patch.source in IMAGERY_SOURCES
    for name in clock.start if seen_from_above else reversed(clock.start):
        if name == ENTERED:
            return patch.entered_at or patch.judged_at or patch.created_at
        if name in patch.facts:
            return as_time(str(patch.facts[name]))
    return None


def _runs(clock: Clock, patch: Timed) -> bool:
    """Return whether it runs in this state; one that a fact meets stays to be seen behind its state."""
    if patch.state in clock.states:
        return True
    return bool(clock.met_by) and State.SUSPECTED in clock.states and patch.state in FIELD_STATES


def _compute(policy: Policy, clock: Clock, patch: Timed, start: datetime) -> Deadline | None:
    if clock.due_fact:
        if clock.due_fact not in patch.facts:
            return None
        due = policy.calendar.end_of(date.fromisoformat(str(patch.facts[clock.due_fact])))
        why = f"{FACTS[clock.due_fact]} {patch.facts[clock.due_fact]}"
    else:
        term, ground = _term(clock, patch)
        due, why = policy.calendar.due(start, term), term_text(term) + (f": {ground}" if ground else "")
        if "wd" in term and (years := policy.calendar.unsure(start, due)):
            why += f"; {'、'.join(map(str, years))} 年放假安排未录入, 待确认"
    if clock.kind == "due" and (later := patch.facts.get("YQZ")) and patch.state in clock.states:
        extended = policy.calendar.end_of(date.fromisoformat(str(later)))
        due, why = (extended, f"{why}; 延期至 {later}") if extended > due else (due, why)
    met = as_time(str(patch.facts[clock.met_by])) if clock.met_by in patch.facts else None
    return Deadline(
        patch.number,
        clock.name,
        clock.title,
        clock.kind,
        start.astimezone(policy.calendar.zone),
        due,
        met,
        why,
        str(policy),
    )


def _term(clock: Clock, patch: Timed) -> tuple[str, str]:
    """Return the term that counts and what justifies it."""
    limits = [one.area_above_m2 for one in clock.longer if one.area_above_m2 is not None]
    for longer in clock.longer:
        if longer.area_above_m2 is not None and round(patch.area_m2, 2) > longer.area_above_m2:
            return longer.term, f"面积 {patch.area_m2:,.2f} ㎡ > {longer.area_above_m2:g} ㎡"
        if longer.fact and str(patch.facts.get(longer.fact, "")) == longer.value:
            return longer.term, FACTS[longer.fact].zh
    return clock.term, f"面积 {patch.area_m2:,.2f} ㎡ ≤ {min(limits):g} ㎡" if limits else ""


def as_time(text: str) -> datetime:
    """Return a stored day (its first moment) or time."""
    when = datetime.fromisoformat(text)
    return when if when.tzinfo else when.replace(tzinfo=CHINA_TIME)


@lru_cache
def read(toml: str) -> Policy:
    """Return a policy that the casebook holds."""
    return parse_policy(toml, "the casebook's policy")


def default() -> Policy:
    """Return the policy of a casebook in which none was set."""
    return read(preset_text(DEFAULT))


def load(connection: Connection) -> Policies:
    """Return the casebook's policies in the order they were set."""
    rows = connection.execute(select(policies.c.toml).order_by(policies.c.policy_id)).scalars()
    return Policies([read(toml) for toml in rows])


def texts(connection: Connection) -> list[dict[str, Any]]:
    """Return every policy that was set, as rows, oldest first."""
    return [dict(row) for row in connection.execute(select(policies).order_by(policies.c.policy_id)).mappings()]


def set_policy(connection: Connection, toml: str, source: str, by: str) -> Policy:
    """Put a policy in force; those before stay, and no event is changed.

    Raises:
        PolicyError: It has an error; nothing is changed.
    """
    policy = parse_policy(toml, source)
    facts = {"name": policy.name, "version": policy.version, "effective_from": policy.effective_from.isoformat()}
    at = civil.now()
    connection.execute(insert(policies).values(**facts, toml=toml, actor=by, at=at.isoformat()))
    history.append(connection, [Draft("policy set", by, after=facts)], at)
    return policy
