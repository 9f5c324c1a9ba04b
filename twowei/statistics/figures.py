"""The figures of the trade, each defined once: what is counted, out of what, and in which words.

A figure gives an amount to every patch, above and below the line; so any sum opens its list, and a split by street or
source needs no second definition. Source: domain reference, 6.3.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np

from twowei.casebook.states import OPEN_STATES, State
from twowei.statistics.cases import Amounts, Mask, any_of
from twowei.statistics.definitions import DEFINITIONS, IN_ENGLISH
from twowei.statistics.scope import CLOSED, Scope

Unit = Literal["处", "㎡", "起", "%", "日"]
Way = Literal["count", "share", "median", "p90"]
COMPLAINT, HIGHER_OFFICE = "04", "05"
SELF_DEMOLISHED = "1"
VETO_CLOCKS = ("report", "demolish")
"""Clocks of a policy; a new case that misses one is what 一票否决 is about."""

OPEN = tuple(state.code for state in OPEN_STATES)


@dataclass(frozen=True)
class Parts:
    """Amounts by patch, above and below the line; nothing below where it is no share.

    Of medians ``top`` is the days and ``bottom`` 1 where they count.
    """

    top: Amounts
    bottom: Amounts | None = None


@dataclass(frozen=True)
class Figure:
    """A figure.

    Attributes:
        name: How programs and commands call it.
        sure: Whether its interval is told.
    """

    name: str
    zh: str
    en: str
    unit: Unit
    way: Way
    parts: Callable[[Scope], Parts]
    sure: bool = False

    @property
    def about(self) -> str:
        """The definition in words, which reports print."""
        return DEFINITIONS[self.name]

    @property
    def about_en(self) -> str:
        """The definition in English."""
        return IN_ENGLISH[self.name]


def _count(mask: Mask) -> Parts:
    return Parts(mask.astype(np.float64))


def _share(top: Mask, of: Mask) -> Parts:
    return Parts((top & of).astype(np.float64), of.astype(np.float64))


def _weighed(top: Mask, of: Mask, amounts: Amounts) -> Parts:
    weights = np.nan_to_num(amounts)
    return Parts(weights * (top & of), weights * of)


def _judged(scope: Scope) -> Mask:
    return scope.illegal | scope.lawful | scope.false


def _regularised(scope: Scope) -> Mask:
    """Illegal, mended and confirmed without a demolition."""
    settled = any_of(scope.state, (State.RECHECKED.code, *CLOSED))
    return np.asarray(scope.issued & scope.illegal & settled & ~(scope.cases.time("CCRQ") < scope.cut))


def _unrectified(scope: Scope) -> Mask:
    """Illegal and still to be mended: on the list in a state before the re-check."""
    told = any_of(scope.state, (State.DEMOLISHED.code, State.RECHECKED.code))
    return np.asarray(scope.issued & scope.illegal & any_of(scope.state, OPEN) & ~told)


def _dated(scope: Scope, name: str) -> Mask:
    return np.asarray(scope.inside & scope.within(scope.cases.time(name)))


def _removed_in_period(scope: Scope) -> Mask:
    """Patches whose demolition ended in the period."""
    return np.asarray(_dated(scope, "CCRQ") & (scope.state != State.DEMOLISHING.code))


def _removed_m2(scope: Scope, name: Literal["floor_m2", "footprint_m2"]) -> Parts:
    lines = scope.known.removals
    inside = scope.within(lines.day)
    return Parts(scope.tally(lines.case[inside], getattr(lines, name)[inside]))


def _of_runs(scope: Scope, runs: Mask) -> Mask:
    return np.asarray(scope.tally(scope.known.runs.case[runs]) > 0)


def _timely(scope: Scope) -> Parts:
    due = _of_runs(scope, scope.falling_due)
    late = _of_runs(scope, scope.late(scope.falling_due))
    return _share(~late, due)


def _overdue(scope: Scope) -> Parts:
    return _share(_of_runs(scope, scope.late(scope.running)), _of_runs(scope, scope.running))


def _overdue_now(scope: Scope) -> Parts:
    table = scope.known.runs
    open_now = (table.start < scope.cut) & (np.isnat(table.met) | (table.met >= scope.cut))
    return _count(_of_runs(scope, scope.late(open_now)) & any_of(scope.state, OPEN))


def _missed_new(scope: Scope) -> Parts:
    """New illegal building that was reported late or not gone in time: it decides a street's month."""
    runs = scope.known.runs
    late = scope.late(any_of(runs.clock, VETO_CLOCKS) & scope.falling_due)
    return _count(_of_runs(scope, late) & scope.is_new & scope.illegal)


def _reported(scope: Scope) -> Parts:
    """New cases whose report fell into the period, in time by the policy's clock that a report meets."""
    reports = scope.known.runs.clock == "report"
    began = reports & scope.within(scope.known.runs.start)
    of = _of_runs(scope, began) & scope.is_new & scope.illegal
    return _share(~_of_runs(scope, scope.late(began)), of)


def _relapsed(scope: Scope) -> Parts:
    """Cases reopened in the period, and new ones on a closed site; out of those closed in the twelve months before."""
    stays = scope.known.stays
    again = scope.within(stays.entered) & (stays.state == State.REBUILT.code)
    on_site = scope.issued & scope.illegal & (scope.cases.amount("HCCS") > 0) & (scope.cases.text("FBH") != "")
    closed = (stays.state == State.CLOSED.code) & (stays.entered >= scope.year_before_end) & (stays.entered < scope.end)
    gone = scope.tally(stays.case[closed]) * ~np.isnat(scope.cases.time("CCRQ"))
    never_reopened = scope.tally(stays.case[again]) == 0
    return Parts(scope.tally(stays.case[again]) + (on_site & never_reopened), gone)


def _demolished_area(scope: Scope) -> Parts:
    of = scope.issued & scope.illegal
    lines = scope.known.removals
    counts = (lines.day < scope.cut) & ~(lines.day < scope.rebuilt_on[lines.case])
    gone = scope.tally(lines.case[counts], lines.floor_m2[counts])
    return Parts(gone * of, np.nan_to_num(scope.built_m2) * of)


def _days(scope: Scope) -> Parts:
    gone = _removed_in_period(scope)
    days = (scope.cases.time("CCRQ").astype("datetime64[D]") - scope.found_at.astype("datetime64[D]")).astype(float)
    counts = gone & ~np.isnan(days) & (days >= 0)
    return Parts(np.where(counts, days, 0.0), counts.astype(np.float64))


def _complaints(scope: Scope) -> Parts:
    told = (scope.cases.text("LY") == COMPLAINT) | (scope.cases.text("GLTS") != "")
    return _share(scope.illegal, scope.inside & told & scope.within(scope.found_at))


def _of_machine(scope: Scope, right: Mask) -> Parts:
    return _share(right, scope.issued & scope.from_above & _judged(scope))


FIGURES: tuple[Figure, ...] = (
    Figure("issued", "下发图斑", "patches issued", "处", "count", lambda s: _count(s.issued)),
    Figure("illegal", "认定违法", "judged illegal", "处", "count", lambda s: _count(s.issued & s.illegal)),
    Figure("lawful", "合法或非违法", "judged lawful", "处", "count", lambda s: _count(s.issued & s.lawful)),
    Figure("false", "伪变化", "false changes", "处", "count", lambda s: _count(s.issued & s.false)),
    Figure("checked", "核查率", "checked", "%", "share", lambda s: _share(_judged(s), s.issued)),
    Figure("closure", "图斑核销率", "closed", "%", "share", lambda s: _share(s.closed, s.issued)),
    Figure(
        "closure_city",
        "对市图斑核销率",
        "closed, issued by higher office",
        "%",
        "share",
        lambda s: _share(s.closed, s.issued & (s.cases.text("LY") == HIGHER_OFFICE)),
    ),
    Figure(
        "closure_area",
        "图斑核销率(面积)",
        "closed, by area",
        "%",
        "share",
        lambda s: _weighed(s.closed, s.issued, s.cases.amount("JCMJ")),
    ),
    Figure(
        "closure_illegal",
        "违法图斑核销率",
        "illegal closed",
        "%",
        "share",
        lambda s: _share(s.closed, s.issued & s.illegal),
    ),
    Figure("timely", "及时率", "in time", "%", "share", _timely),
    Figure("timely_report", "及时上报率", "reported in time", "%", "share", _reported),
    Figure("overdue", "超期率", "overdue", "%", "share", _overdue),
    Figure("overdue_now", "现超期未办", "overdue now", "处", "count", _overdue_now),
    Figure("missed_new", "未及时处置新增违建", "new building missed", "处", "count", _missed_new),
    Figure(
        "demolished", "拆除率(宗)", "demolished", "%", "share", lambda s: _share(s.demolished, s.issued & s.illegal)
    ),
    Figure("demolished_area", "拆除率(面积)", "demolished, by area", "%", "share", _demolished_area),
    Figure("regularised", "补办或其他整改", "mended otherwise", "处", "count", lambda s: _count(_regularised(s))),
    Figure("unrectified", "未整改", "not mended", "处", "count", lambda s: _count(_unrectified(s))),
    Figure("removals", "拆除处数", "demolitions", "处", "count", lambda s: _count(_removed_in_period(s))),
    Figure("removed_m2", "拆除面积(建筑)", "floor area removed", "㎡", "count", lambda s: _removed_m2(s, "floor_m2")),
    Figure(
        "removed_footprint_m2",
        "拆除面积(占地)",
        "footprint removed",
        "㎡",
        "count",
        lambda s: _removed_m2(s, "footprint_m2"),
    ),
    Figure(
        "left_m2",
        "部分拆除剩余",
        "left of partial demolitions",
        "㎡",
        "count",
        lambda s: Parts(np.nan_to_num(s.cases.amount("SYMJ")) * (s.inside & (s.state == State.DEMOLISHING.code))),
    ),
    Figure(
        "self_demolition",
        "自拆率",
        "demolished by the owner",
        "%",
        "share",
        lambda s: _share(s.cases.text("CZFS") == SELF_DEMOLISHED, _removed_in_period(s)),
    ),
    Figure("relapse", "回潮率", "built again", "%", "share", _relapsed),
    Figure("days_median", "平均处置时长(中位)", "median days to demolition", "日", "median", _days),
    Figure("days_p90", "处置时长(P90)", "days to demolition, 90th percentile", "日", "p90", _days),
    Figure("filed", "立案", "cases filed", "起", "count", lambda s: _count(_dated(s, "LARQ"))),
    Figure("concluded", "结案", "cases concluded", "起", "count", lambda s: _count(_dated(s, "JARQ"))),
    Figure(
        "conclusion",
        "结案率",
        "concluded",
        "%",
        "share",
        lambda s: Parts(_count(_dated(s, "JARQ")).top, _count(_dated(s, "LARQ")).top),
    ),
    Figure("frozen", "房产冻结", "title frozen", "起", "count", lambda s: _count(_dated(s, "DJRQ"))),
    Figure("unfrozen", "解除冻结", "title released", "起", "count", lambda s: _count(_dated(s, "JDRQ"))),
    Figure("complaints", "投诉核实率", "complaints upheld", "%", "share", _complaints),
    Figure(
        "precision_change",
        "查准率C",
        "precision of change",
        "%",
        "share",
        lambda s: _of_machine(s, s.illegal | s.lawful),
        sure=True,
    ),
    Figure(
        "precision_illegal",
        "查准率V",
        "precision of illegality",
        "%",
        "share",
        lambda s: _of_machine(s, s.illegal),
        sure=True,
    ),
)
"""In the order in which reports print them."""


NAMES = {figure.name: figure for figure in FIGURES}
