"""Figures over a scope and its parts: values with what they are out of, lists, rankings, changes, flags."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import cast

import numpy as np

from twowei.casebook.calendar import months_later
from twowei.casebook.sources import SOURCES
from twowei.errors import UnknownNameError
from twowei.statistics.accuracy import Interval, Recall, recall, wilson
from twowei.statistics.cases import Mask, Positions
from twowei.statistics.figures import FIGURES, NAMES, Figure, Parts
from twowei.statistics.scope import DIMENSIONS, Period, Scope, month_of

RANKED_BY = "closure"


@dataclass(frozen=True)
class Value:
    """A figure over some patches.

    Attributes:
        top: What is counted.
        bottom: Out of what; None where it is no share.
        value: The count, the share in percent, or the days; None where there is nothing to divide by.
        interval: 95 % of the share, for figures of accuracy.
    """

    figure: Figure
    top: float
    bottom: float | None
    value: float | None
    interval: Interval | None = None


def find_figure(name: str) -> Figure:
    """Return a figure by its name or Chinese label.

    Raises:
        UnknownNameError: There is none.
    """
    for figure in FIGURES:
        if name in (figure.name, figure.zh):
            return figure
    raise UnknownNameError(f"There is no figure {name!r}; choose one of: {', '.join(NAMES)}.")


def value_of(figure: Figure, parts: Parts, among: Mask | None = None) -> Value:
    """Return a figure of patches, or of some ``among`` them."""
    top, bottom = (column if among is None or column is None else column[among] for column in (parts.top, parts.bottom))
    assert top is not None
    if bottom is not None and figure.way in ("median", "p90"):
        days = top[bottom > 0]
        spread = float(np.percentile(days, 50 if figure.way == "median" else 90)) if days.size else None
        return Value(figure, float(days.size), float(bottom.sum()), spread)
    return _value(figure, float(top.sum()), None if bottom is None else float(bottom.sum()))


def _value(figure: Figure, above: float, below: float | None) -> Value:
    if below is None:
        return Value(figure, above, None, above)
    share = 100 * above / below if below else None
    return Value(figure, above, below, share, wilson(above, below) if figure.sure else None)


def tally(scope: Scope, figures: Iterable[Figure] = FIGURES) -> list[Value]:
    """Return figures over a scope."""
    return [value_of(figure, _parts(scope, figure)) for figure in figures]


def _parts(scope: Scope, figure: Figure) -> Parts:
    """Return what a figure counts, reckoned once."""
    parts: Parts = scope.reckoned.get(figure.name) or scope.reckoned.setdefault(figure.name, figure.parts(scope))
    return parts


def split(scope: Scope, dimension: str, figures: Sequence[Figure] = FIGURES) -> dict[str, list[Value]]:
    """Return figures by street, community, source, 增量/存量 or 平面/立体, in the order of the codes.

    Raises:
        UnknownNameError: There is no such dimension.
    """
    if dimension not in DIMENSIONS:
        raise UnknownNameError(f"Figures are not split by {dimension!r}; choose one of: {', '.join(DIMENSIONS)}.")
    codes, part_of = scope.cases.parts(DIMENSIONS[dimension])
    concerned = np.bincount(part_of[scope.inside & (scope.state != "")], minlength=len(codes)) > 0
    found: dict[str, list[Value]] = {str(code): [] for code in codes[concerned]}
    for figure in figures:
        parts = _parts(scope, figure)
        for code, value in zip(codes, _by_part(figure, parts, part_of, len(codes)), strict=True):
            if str(code) in found:
                found[str(code)].append(value)
    return found


def _by_part(figure: Figure, parts: Parts, part_of: Positions, count: int) -> list[Value]:
    """Return a figure of each part, added up at once where it is a sum."""
    if figure.way in ("median", "p90"):
        return [value_of(figure, parts, part_of == part) for part in range(count)]
    tops = np.bincount(part_of, parts.top, count)
    if parts.bottom is None:
        return [_value(figure, float(top), None) for top in tops]
    bottoms = np.bincount(part_of, parts.bottom, count)
    return [_value(figure, float(top), float(bottom)) for top, bottom in zip(tops, bottoms, strict=True)]


def numbers_of(scope: Scope, figure: Figure, below: bool = False) -> list[str]:
    """Return the patches that a figure counts, or with ``below`` those it is out of."""
    parts = _parts(scope, figure)
    column = parts.bottom if below or figure.way in ("median", "p90") else parts.top
    if column is None:
        raise UnknownNameError(f"{figure.zh} ({figure.name}) is no share; there is nothing that it is out of.")
    return list(scope.cases.number[column != 0].tolist())


def label_of(scope: Scope, dimension: str, code: str) -> str:
    """Return what people call a part; a zone that was renamed shows its former name too."""
    tables = {
        "source": {source.code: source.zh for source in SOURCES} | {"": "来源不明"},
        "stock": {"1": "增量", "2": "存量", "": "增存量未定"},
        "form": {"1": "平面", "2": "立体", "": "形态未定"},
    }
    if dimension in tables:
        return tables[dimension].get(code, code)
    return _zone_label(scope, "XZ" if dimension == "street" else "SQ", code)


def _zone_label(scope: Scope, kind: str, code: str) -> str:
    names = scope.cases.text(f"{kind}MC")[scope.cases.text(f"{kind}DM") == code]
    ordered = [name for name in dict.fromkeys(names[::-1].tolist()) if name]
    if not ordered:
        return code if code and not code.endswith("000") else "辖区外或未划分"
    return ordered[0] if len(ordered) == 1 else f"{ordered[0]}(原{'、'.join(ordered[1:])})"


def earlier(scope: Scope, months: int) -> Scope:
    """Return the scope so many months before, known up to a day as far behind its period."""
    key = f"{months} months before"
    if key in scope.reckoned:
        return cast(Scope, scope.reckoned[key])
    until = months_later(scope.until, -months)
    if scope.until.day == _last_day(scope.until):
        until = until.replace(day=_last_day(until))
    before: Scope = replace(scope, period=scope.period.earlier(months), until=until)
    scope.reckoned[key] = before
    return before


def _last_day(day: date) -> int:
    return calendar.monthrange(day.year, day.month)[1]


def change(now: Value, before: Value) -> float | None:
    """Return by how much a figure changed: percentage points of a share, else its own unit."""
    return None if now.value is None or before.value is None else now.value - before.value


@dataclass(frozen=True)
class Rank:
    """A street's place in a ranking.

    Attributes:
        rank: 1 is the best; streets alike share a place; None where there is nothing to rank by.
        moved: Places won (above 0) or lost since the month or year before; None where there was none.
        below_twice: Whether it is below the pass mark now and was before.
    """

    code: str
    label: str
    value: Value
    before: Value | None
    rank: int | None
    moved: int | None
    below_twice: bool


def ranking(scope: Scope, figure: Figure, pass_mark: float, least: float = 0) -> list[Rank]:
    """Return the streets by a figure, best first, with their places before.

    Args:
        pass_mark: Percent below which a street has not passed.
        least: A street with fewer patches below the line is told but not ranked.
    """
    months = 1 if scope.period.is_month else 12
    now = {code: values[0] for code, values in split(scope, "street", [figure]).items()}
    then = {code: values[0] for code, values in split(earlier(scope, months), "street", [figure]).items()}
    places, former = _places(now, least), _places(then, least)
    ranks = [
        Rank(
            code,
            label_of(scope, "street", code),
            value,
            then.get(code),
            places.get(code),
            former[code] - places[code] if code in places and code in former else None,
            is_street(code) and _below(value, pass_mark) and code in then and _below(then[code], pass_mark),
        )
        for code, value in now.items()
    ]
    return sorted(ranks, key=lambda one: (one.rank is None, one.rank or 0, one.code))


def is_street(code: str) -> bool:
    """Return whether a code is a street's; patches outside all streets are told but not ranked."""
    return bool(code) and not code.endswith("000")


def _below(value: Value, mark: float) -> bool:
    return value.value is not None and value.value < mark


def _places(values: dict[str, Value], least: float) -> dict[str, int]:
    known = {
        code: one.value
        for code, one in values.items()
        if is_street(code) and one.value is not None and (one.bottom or 0) >= least
    }
    return {code: 1 + sum(other > value for other in known.values()) for code, value in known.items()}


def vetoes(scope: Scope) -> dict[str, list[str]]:
    """Return the patches by which streets lose the whole period (一票否决), by street code."""
    missed = _parts(scope, NAMES["missed_new"]).top > 0
    streets = scope.cases.text("XZDM")
    return {
        str(code): scope.cases.number[missed & (streets == code)].tolist()
        for code in np.unique(streets[missed].astype(str))
    }


def estimated_recall(scope: Scope) -> Recall:
    """Estimate what share of the illegal ground-plan building imagery found, by what others found without it.

    Both found a patch of imagery with a linked complaint, and a patch of patrols or complaints that detection saw.
    """
    return recall(*(int(mask.sum()) for mask in _found_by(scope)))


def _found_by(scope: Scope) -> tuple[Mask, Mask, Mask]:
    """Return which illegal ground-plan patches of the period imagery found, which others did, which both did."""
    cases = scope.cases
    counts = scope.inside & scope.illegal & scope.within(scope.found_at) & (cases.text("XT") != "2")
    linked = scope.from_above & (cases.text("GLTS") != "")
    sighted = ~scope.from_above & np.isin(cases.number, list(scope.known.sighted))
    by_imagery, by_others = scope.from_above | sighted, ~scope.from_above | linked
    return counts & by_imagery, counts & by_others, counts & (linked | sighted)


def recall_numbers(scope: Scope, name: str) -> list[str]:
    """Return the patches of one of the lists of `RECALL`."""
    mask = _found_by(scope)[RECALL.index(name)]
    return list(scope.cases.number[mask].tolist())


RECALL = ("recall_imagery", "recall_others", "recall_both")
"""Lists behind the estimated recall: what imagery found, what others did, what both did."""


@dataclass(frozen=True)
class Balance:
    """校核: what was found illegal against what became of it; ``left_over`` is 0 where the account is whole.

    Attributes:
        code: Of the street; None for the whole.
        unit: ``处``, or ㎡ of building or of farmland.
    """

    code: str | None
    label: str
    unit: str
    whole: float
    demolished: float
    regularised: float
    unrectified: float

    @property
    def left_over(self) -> float:
        """What stands in no column: total less mended less not mended."""
        left = self.whole - self.demolished - self.regularised - self.unrectified
        return 0.0 if abs(left) < NOTHING_LEFT else left


NOTHING_LEFT = 1e-6
_ACCOUNT = ("illegal", "demolished", "regularised", "unrectified")


def balances(scope: Scope) -> list[Balance]:
    """Return the account of the whole and of each street: patches, ㎡ of building, ㎡ of farmland.

    Source: domain reference, 6.3 (17): total = mended + not mended, mended = demolished + regularised.
    """
    codes, part_of = scope.cases.parts("XZDM")
    masks = [_parts(scope, NAMES[name]).top for name in _ACCOUNT]
    there = np.bincount(part_of, masks[0], len(codes)) > 0
    found = []
    for unit, weight in (
        ("处", np.ones(len(scope.cases))),
        ("㎡", np.nan_to_num(scope.built_m2)),
        ("㎡ 耕地", np.nan_to_num(scope.cases.amount("ZGMJ"))),
    ):
        sums = np.array([np.bincount(part_of, mask * weight, len(codes)) for mask in masks])
        if unit != "处" and not sums.any():
            continue
        found.append(Balance(None, "合计", unit, *map(float, sums.sum(1))))
        found += [
            Balance(str(code), label_of(scope, "street", str(code)), unit, *map(float, sums[:, place]))
            for place, code in enumerate(codes)
            if there[place]
        ]
    return found


def months_of(period: Period, until: date) -> list[Period]:
    """Return the twelve months that end with a period, or a year's months up to a day."""
    if period.is_month:
        return [period.earlier(months) for months in range(11, -1, -1)]
    months = [month_of(date(period.start.year, month, 1)) for month in range(1, 13)]
    return [month for month in months if month.start <= until]


@dataclass(frozen=True)
class Overdue:
    """An open patch past a deadline: the clock, its last moment, calendar days since."""

    number: str
    clock: str
    due: np.datetime64
    days: int


def overdue_list(scope: Scope) -> list[Overdue]:
    """Return the open patches past a deadline with the one longest past, the longest first."""
    runs, cases = scope.known.runs, scope.cases
    open_now = (runs.start < scope.cut) & (np.isnat(runs.met) | (runs.met >= scope.cut))
    wanted = _parts(scope, NAMES["overdue_now"]).top > 0
    late = np.flatnonzero(scope.late(open_now) & wanted[runs.case])
    found: dict[str, Overdue] = {}
    for line in late[np.argsort(runs.due[late], kind="stable")]:
        number = str(cases.number[runs.case[line]])
        days = (scope.until - runs.due[line].astype("datetime64[D]").item()).days
        found.setdefault(number, Overdue(number, str(runs.clock[line]), runs.due[line], days))
    return list(found.values())
