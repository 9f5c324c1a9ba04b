"""Which patches a list shows, as conditions on the rows of a casebook; a wish can be kept as JSON."""

from __future__ import annotations

import json
import operator
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from enum import Enum
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select

from twowei.casebook.lifecycle import REASONS, Reason, State, Verdict
from twowei.casebook.policy import SecondLook
from twowei.casebook.schema import patches
from twowei.casebook.words import variants

c = patches.c
_verdict = c.HCJG
_judge = c.HCR
_state = c.ZT
_SHORT_NUMBER = re.compile(r"^(\d{3})-([A-Za-z]\d*.*)$")
_SPREAD, _SPACE = 2654435761, 2**32
"""Knuth's multiplicative hash: spreads row numbers evenly, the same way for ever."""


class Second(Enum):
    """How far the second pair of eyes is with a patch."""

    WAITING = "waiting"
    DONE = "done"
    AGREES = "agrees"
    DIFFERS = "differs"


@dataclass(frozen=True)
class Wanted:
    """What a list shows; what is empty or None asks nothing.

    Attributes:
        undecided: Only patches without a verdict (True) or with one (False).
        months: After months.
        streets: Codes of streets.
        people: Names of those responsible; an empty name stands for nobody.
        due_days: Only patches with a deadline that ends within so many days; 0 for those overdue.
        text: Every word must occur in number, street, community, reason, note or a name, in simplified or
            traditional characters.
        second: Only patches that the two-person rule asks for, and how far they are.
        numbers: Only these patches, replaced ones too: the list behind a figure.
    """

    states: tuple[State, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    undecided: bool | None = None
    months: tuple[str, ...] = ()
    streets: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    least_m2: float | None = None
    most_m2: float | None = None
    least_score: float | None = None
    most_score: float | None = None
    due_days: int | None = None
    text: str = ""
    second: Second | None = None
    numbers: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        """How many conditions there are."""
        return len(self._given())

    def as_record(self) -> dict[str, Any]:
        """Return the conditions for JSON."""
        kept = self._given()
        for name in ("states", "verdicts"):
            if name in kept:
                kept[name] = [one.code for one in kept[name]]
        if self.second is not None:
            kept["second"] = self.second.value
        return kept

    def _given(self) -> dict[str, Any]:
        values = ((field.name, getattr(self, field.name)) for field in fields(self))
        return {name: value for name, value in values if value not in ((), None, "")}

    @classmethod
    def from_record(cls, record: dict[str, Any]) -> Wanted:
        """Return the conditions that a record of `as_record` holds; what is unknown is left out."""
        known = {field.name for field in fields(cls)}
        kept: dict[str, Any] = {
            name: tuple(v) if isinstance(v, list) else v for name, v in record.items() if name in known
        }
        try:
            if "states" in kept:
                kept["states"] = tuple(map(State.of, kept["states"]))
            if "verdicts" in kept:
                kept["verdicts"] = tuple(map(Verdict.of, kept["verdicts"]))
            if "second" in kept:
                kept["second"] = Second(kept["second"])
            return cls(**kept)
        except (KeyError, ValueError, TypeError):
            return cls()


def conditions(
    wanted: Wanted, rule: SecondLook, reviewer: str = "", reasons: Sequence[Reason] = REASONS
) -> list[ColumnElement[bool]]:
    """Return the conditions of a wish, all but the deadline's, which is computed.

    Args:
        rule: What the policy asks a second person to look at.
        reviewer: Who asks; nobody looks a second time at a verdict of their own.
        reasons: Those whose labels count as text.
    """
    found = [column.in_(values) for column, values in _choices(wanted) if values]
    found += [compare(column, value) for column, compare, value in _ranges(wanted) if value is not None]
    if wanted.numbers:
        listed = func.json_each(json.dumps(wanted.numbers)).table_valued("value")
        found.append(c.TBBH.in_(select(listed.c.value)))
    elif State.REPLACED not in wanted.states:
        found.append(_state != State.REPLACED.code)
    if wanted.undecided is not None:
        found.append(c.HCJG.is_(None) if wanted.undecided else c.HCJG.is_not(None))
    found += [_word(word, reasons) for word in wanted.text.split()]
    if wanted.second is not None:
        found += _second(wanted.second, rule, reviewer)
    return found


def _choices(wanted: Wanted) -> list[tuple[Any, Sequence[str]]]:
    return [
        (c.ZT, [state.code for state in wanted.states]),
        (c.HCJG, [verdict.code for verdict in wanted.verdicts]),
        (c.after_month, wanted.months),
        (c.XZDM, wanted.streets),
        (c.LY, wanted.sources),
        (c.ZRR, wanted.people),
        (c.WYY, wanted.reasons),
    ]


def _ranges(wanted: Wanted) -> list[tuple[Any, Callable[[Any, Any], Any], float | None]]:
    return [
        (c.JCMJ, operator.ge, wanted.least_m2),
        (c.JCMJ, operator.le, wanted.most_m2),
        (c.ZXD, operator.ge, wanted.least_score),
        (c.ZXD, operator.le, wanted.most_score),
    ]


def _word(word: str, reasons: Sequence[Reason]) -> ColumnElement[bool]:
    """Return whether a word occurs, in either script; a number also as the list prints it."""
    columns = (c.TBBH, c.JCBH, c.XZMC, c.SQMC, c.BZ, c.HCR, c.ZRR)
    found: list[ColumnElement[bool]] = []
    for spelling in variants(word):
        found += [column.contains(spelling, autoescape=True) for column in columns]
        labels = {one.code for one in reasons if spelling.casefold() in f"{one.code} {one.zh} {one.en}".casefold()}
        if labels:
            found.append(c.WYY.in_(sorted(labels)))
    if short := _SHORT_NUMBER.match(word):
        street, rest = short.groups()
        found.append(and_(func.substr(c.TBBH, 7, 3) == street, func.substr(c.TBBH, 16).startswith(rest.upper())))
    return or_(*found)


SECOND_VERDICT = func.json_extract(c.facts, "$.second_verdict")


def asked_for(rule: SecondLook) -> ColumnElement[bool]:
    """Return whether the two-person rule asks a second person to look at a patch."""
    judged = c.HCJG.in_([verdict.code for verdict in rule.verdicts])
    sampled = and_(_verdict == Verdict.FALSE.code, (c.fid * _SPREAD) % _SPACE < int(rule.share_of_false * _SPACE))
    return and_(or_(judged, sampled), c.ZT.in_((State.SUSPECTED.code, State.FALSE.code)))


def _second(second: Second, rule: SecondLook, reviewer: str) -> list[ColumnElement[bool]]:
    if second is Second.WAITING:
        return [asked_for(rule), SECOND_VERDICT.is_(None), _judge != reviewer]
    if second is Second.DONE:
        return [SECOND_VERDICT.is_not(None)]
    return [_verdict == SECOND_VERDICT if second is Second.AGREES else _verdict != SECOND_VERDICT]
