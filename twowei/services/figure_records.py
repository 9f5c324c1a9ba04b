"""Figures as programs read them (JSON) and as people do."""

from __future__ import annotations

from typing import Any

from twowei.services.figures import Progress, Sheet, Told
from twowei.statistics.figures import Figure
from twowei.statistics.scope import DIMENSIONS
from twowei.statistics.tallies import RANKED_BY, RECALL, Balance, Rank, Value

NOTHING = "—"
"""What stands where there is nothing to divide by."""


def shown(value: Value, *, out_of: bool = False) -> str:
    """Return a value as people read it, with ``out_of`` what it is out of beside it."""
    if value.value is None:
        return NOTHING + (" (0/0)" if out_of and value.bottom == 0 and not value.top else "")
    unit = value.figure.unit
    if unit == "%":
        beside = f" ({_plain(value.top)}/{_plain(value.bottom or 0)})" if out_of else ""
        sure = value.interval
        bounds = f" [{100 * sure.low:.1f}–{100 * sure.high:.1f}]" if sure else ""
        return f"{value.value:.2f}%{bounds}{beside}"
    if unit == "㎡":
        return f"{value.value:,.2f} ㎡"
    return f"{value.value:,.0f} {unit}" if unit != "日" else f"{value.value:,.1f} 日"


def _plain(amount: float) -> str:
    return f"{amount:,.0f}" if amount == int(amount) else f"{amount:,.2f}"


def shown_change(figure: Figure, change: float | None) -> str:
    """Return a change with its sign: percentage points of a share."""
    if change is None:
        return NOTHING
    unit = {"%": " 个百分点", "㎡": " ㎡", "日": " 日"}.get(figure.unit, "")
    return f"{change:+.2f}{unit}" if figure.unit in ("%", "㎡", "日") else f"{change:+.0f}"


def as_record(sheet: Sheet, rank: str = RANKED_BY) -> dict[str, Any]:
    """Return a sheet for JSON: values unrounded, each with the filter that opens its list."""
    streets = [_rank(one) for one in sheet.ranking(rank)]
    return {
        "period": sheet.scope.period.name,
        "until": sheet.scope.until.isoformat(),
        "only": dict(sheet.scope.only),
        "policy": sheet.policy,
        "history": {"events": sheet.head.events, "head": sheet.head.hash},
        "figures": [_told(sheet, one) for one in sheet.told],
        "split": {dimension: _split(sheet, dimension) for dimension in DIMENSIONS},
        "ranking": {"figure": rank, "pass_percent": sheet.pass_mark, "streets": streets},
        "veto": sheet.vetoes,
        "annual": [_progress(one) for one in sheet.progress],
        "recall": _recall(sheet),
        "check": [_balance(one) for one in sheet.balances],
    }  # fmt: skip


def _value(value: Value) -> dict[str, Any]:
    record: dict[str, Any] = {"value": value.value, "top": value.top}
    if value.bottom is not None:
        record["bottom"] = value.bottom
    if value.interval:
        record |= {"low": 100 * value.interval.low, "high": 100 * value.interval.high}
    return record


def _told(sheet: Sheet, one: Told) -> dict[str, Any]:
    figure = one.figure
    return {
        "name": figure.name,
        "zh": figure.zh,
        "unit": figure.unit,
        **_value(one.value),
        "by_month": one.by_month,
        "by_year": one.by_year,
        "list": _filter(sheet, figure.name),
        "about": figure.about,
        "about_en": figure.about_en,
    }


def _filter(sheet: Sheet, figure: str, **more: str) -> dict[str, Any]:
    """Return what ``twowei stats --list`` needs to open the list behind a number."""
    only = {**sheet.scope.only, **more}
    return {"list": figure, "month": sheet.scope.period.name, "until": sheet.scope.until.isoformat(), "only": only}


def _split(sheet: Sheet, dimension: str) -> list[dict[str, Any]]:
    return [
        {
            "code": code,
            "label": sheet.label(dimension, code),
            "figures": {
                value.figure.name: {**_value(value), "list": _filter(sheet, value.figure.name, **{dimension: code})}
                for value in values
            },
        }
        for code, values in sheet.by(dimension).items()
    ]


def _rank(one: Rank) -> dict[str, Any]:
    return {
        "rank": one.rank,
        "moved": one.moved,
        "code": one.code,
        "label": one.label,
        **_value(one.value),
        "below_twice": one.below_twice,
    }


def _progress(one: Progress) -> dict[str, Any]:
    return {
        "year": one.target.year,
        "code": one.target.code,
        "label": one.label,
        "basis": one.target.basis,
        "target_m2": one.target.m2,
        "done_m2": one.done_m2,
        "percent": one.percent,
        "numbers": list(one.numbers),
    }


def _balance(one: Balance) -> dict[str, Any]:
    return {
        "label": one.label,
        "unit": one.unit,
        "illegal": one.whole,
        "demolished": one.demolished,
        "regularised": one.regularised,
        "unrectified": one.unrectified,
        "left_over": one.left_over,
    }


def _recall(sheet: Sheet) -> dict[str, Any]:
    found = sheet.recall
    bounds = {"low": 100 * found.interval.low, "high": 100 * found.interval.high} if found.interval else {}
    return {
        "from_above": found.from_above,
        "by_others": found.by_others,
        "both": found.both,
        "lists": {name: _filter(sheet, name) for name in RECALL},
        "all_cases": found.all_cases,
        "percent": None if found.share is None else 100 * found.share,
        **bounds,
    }
