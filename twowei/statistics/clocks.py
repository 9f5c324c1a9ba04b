"""The deadlines of every patch at once, those of states it has left too: what was late, what was in time.

The same rules as `casebook.deadlines`, which tells one patch's present deadlines with their reasons.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import numpy as np

from twowei.casebook.calendar import Calendar, parse_term
from twowei.casebook.clock import CHINA_TIME
from twowei.casebook.deadlines import FIELD_STATES, IMAGERY_SOURCES, Policies
from twowei.casebook.policy import ENTERED, Clock, Policy
from twowei.casebook.states import State, Verdict
from twowei.statistics.cases import NEVER, Cases, Mask, Positions, Texts, Times, Wanted, any_of
from twowei.statistics.moves import Stays

_DAY, _SECOND = np.timedelta64(1, "D"), np.timedelta64(1, "s")
_BEFORE_DISPOSAL = frozenset((State.CANDIDATE, *FIELD_STATES)) - {State.QUICK}
"""An extension is granted for what comes after a finding."""


@dataclass(frozen=True)
class Runs:
    """Deadlines that ran, a line each.

    Attributes:
        case: Position of the patch.
        clock: Name in the policy.
        start: When it began.
        due: Its last moment.
        met: When what it asks for was done; NaT while it is not.
    """

    case: Positions
    clock: Texts
    start: Times
    due: Times
    met: Times


def ends(calendar: Calendar, start: Times, term: str) -> Times:
    """Return the last moment of a term from each start, as `Calendar.due` does for one."""
    offset = calendar.zone.utcoffset(datetime(2000, 1, 1)) or CHINA_TIME.utcoffset(None)
    shift = np.timedelta64(int((offset - CHINA_TIME.utcoffset(None)).total_seconds()), "s")
    moments: Times = np.asarray(start + shift)
    for count, unit in parse_term(term):
        if unit == "h":
            moments = moments + np.timedelta64(count, "h")
        else:
            moments = end_of_day(_days_later(calendar, moments.astype("datetime64[D]"), count, unit))
    back: Times = moments.astype("datetime64[s]") - shift
    return back


def end_of_day(days: Times) -> Times:
    """Return the last second of days."""
    return days.astype("datetime64[D]").astype("datetime64[s]") + _DAY - _SECOND


def _days_later(calendar: Calendar, days: Times, count: int, unit: str) -> Times:
    if unit == "d" or not count:
        return days + np.timedelta64(count, "D")
    if unit == "mo":
        months = days.astype("datetime64[M]")
        later = months + np.timedelta64(count, "M")
        last = (later + np.timedelta64(1, "M")).astype("datetime64[D]") - _DAY
        same_number: Times = later.astype("datetime64[D]") + (days - months.astype("datetime64[D]"))
        return np.asarray(np.minimum(same_number, last))
    known = days[~np.isnat(days)]
    if not known.size:
        return days
    span = np.arange(known.min(), known.max() + np.timedelta64(3 * count + 60, "D"))
    worked = span[[calendar.is_workday(day) for day in span.astype(object)]]
    found = worked[np.minimum(np.searchsorted(worked, days, "right") + count - 1, len(worked) - 1)]
    return np.where(np.isnat(days), days, found)


def wanted(policies: Policies) -> Wanted:
    """Return the facts that figures need under the policies a casebook held."""
    clocks = [clock for policy in policies.held for clock in policy.clocks if clock.kind == "due"]
    times = {name for clock in clocks for name in (*clock.start, clock.met_by, clock.due_fact)} - {"", ENTERED}
    return Wanted().also((longer.fact for clock in clocks for longer in clock.longer if longer.fact), times)


def reckon(cases: Cases, stays: Stays, policies: Policies) -> Runs:
    """Return every deadline that ran under the policies a casebook held."""
    found = [
        _of_clock(cases, stays, policies, policy, clock)
        for policy in policies.held
        for clock in policy.clocks
        if clock.kind == "due"
    ]
    columns = [np.concatenate(parts) for parts in zip(*found, strict=True)]
    return Runs(*columns)


_Columns = tuple[Positions, Texts, Times, Times, Times]


def _of_clock(cases: Cases, stays: Stays, policies: Policies, policy: Policy, clock: Clock) -> _Columns:
    """Return the deadlines of a clock: positions, names, starts, ends, when met."""
    chosen = np.flatnonzero(any_of(stays.state, [state.code for state in clock.states]))
    case = stays.case[chosen]
    start = _starts(cases, clock, case, stays.entered[chosen])
    keep = ~np.isnat(start) & _in_force(policies, policy, start)
    if clock.track:
        keep &= cases.text("FLX")[case] == clock.track
    lasting = bool(clock.met_by) and State.SUSPECTED in clock.states
    if lasting:
        keep &= _once(case) & _still_asked(cases)[case]
    due = _dues(cases, policy, clock, case, start)
    keep &= ~np.isnat(due)
    met = np.full(len(case), NEVER) if lasting else stays.left[chosen]
    if clock.met_by:
        told = cases.time(clock.met_by)[case]
        met = np.where(np.isnat(told), met, told)
    names: Texts = np.full(int(keep.sum()), clock.name)
    return case[keep], names, start[keep], due[keep], met[keep]


def _starts(cases: Cases, clock: Clock, case: Positions, entered: Times) -> Times:
    """Return when a clock began: the first known of what may start it, the last for clues found on the ground."""
    known = [entered if name == ENTERED else cases.time(name)[case] for name in clock.start]
    above = any_of(cases.text("LY")[case], IMAGERY_SOURCES)
    return np.where(above, _first(known), _first(known[::-1]))


def _first(known: list[Times]) -> Times:
    first = known[0]
    for other in known[1:]:
        first = np.where(np.isnat(first), other, first)
    return first


def _in_force(policies: Policies, policy: Policy, start: Times) -> Mask:
    """Return whether a policy was the one in force on the days of starts."""
    days = start.astype("datetime64[D]")
    chosen = np.full(len(days), policies.held.index(min(policies.held, key=lambda one: one.effective_from)))
    for index, one in enumerate(policies.held):
        chosen[days >= np.datetime64(one.effective_from.isoformat(), "D")] = index
    return np.asarray(chosen == policies.held.index(policy))


def _once(case: Positions) -> Mask:
    """Return a mask of the first line of each patch."""
    once = np.zeros(len(case), bool)
    once[np.unique(case, return_index=True)[1]] = True
    return once


def _still_asked(cases: Cases) -> Mask:
    """Return which patches a report is asked for: those in field states, and those judged illegal."""
    field = any_of(cases.text("ZT"), [state.code for state in FIELD_STATES])
    return np.asarray(field | (cases.text("HCJG") == Verdict.ILLEGAL.code))


def _dues(cases: Cases, policy: Policy, clock: Clock, case: Positions, start: Times) -> Times:
    if clock.due_fact:
        due = end_of_day(cases.time(clock.due_fact)[case])
    else:
        due = ends(policy.calendar, start, clock.term)
        for longer in reversed(clock.longer):
            if longer.area_above_m2 is not None:
                justified = cases.amount("JCMJ")[case] > longer.area_above_m2
            else:
                justified = cases.text(longer.fact)[case] == longer.value
            due = np.where(justified, ends(policy.calendar, start, longer.term), due)
    if clock.states & _BEFORE_DISPOSAL:
        return due
    extended = end_of_day(cases.time("YQZ")[case])
    return np.where(extended > due, extended, due)
