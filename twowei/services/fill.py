"""A ledger that comes back filled in by hand: the difference shown first, then taken whole or not at all."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from twowei.casebook import history, people, plausible, reason_lists, rows, verdicts
from twowei.casebook.clock import CHINA_TIME
from twowei.casebook.history import Draft, checked_name
from twowei.casebook.ledger import FACTS, Fact, FactValue, parse_fact
from twowei.casebook.lifecycle import Reason, Role, parse_reason, parse_verdict, verdict_move
from twowei.casebook.moves import NOTED
from twowei.casebook.patch import Patch
from twowei.casebook.states import Verdict
from twowei.errors import TwoweiError, VectorError
from twowei.imports.days import read_when
from twowei.imports.filled import NOTE, NUMBER, REASON, STATE, VERDICT, Filled, FilledRow, read_filled
from twowei.services.workspace import Workspace

LATER = "the casebook changed since the table was made"
STRANGER = "its number was not in the table as it was handed out"
ONLY_SHOWN = "this column is only shown; what was changed in it is not taken"
MOVES = "a state is not taken from a file; move the patch with its proofs"
BROKEN = "the cell holds an error of the spreadsheet"
_BROKEN = re.compile(r"#(VALUE!|REF!|NAME\?|DIV/0!|N/A|NUM!|NULL!|SPILL!|CALC!)|Err:\d+")


class Case(Enum):
    """What a filled cell is to the casebook."""

    NEW = "new"
    CHANGED = "changed"
    CONFLICT = "conflict"
    REFUSED = "refused"


@dataclass(frozen=True)
class Difference:
    """A cell that says something else than the casebook.

    Attributes:
        row: Row of the file.
        number: The patch's number, or what the file has there.
        name: Name of the fact; ``HCJG`` the verdict, ``BZ`` the note, a heading where its column is only shown.
        ours: What the casebook has.
        theirs: What the file has.
        why: Of a conflict or refusal.
        value: What would be written.
        reason: Of a verdict.
    """

    row: int
    number: str
    name: str
    case: Case
    ours: str
    theirs: str
    why: str = ""
    value: FactValue | Verdict | None = None
    reason: Reason | None = None

    @property
    def key(self) -> tuple[str, ...]:
        """What it is told by when somebody ticks it: the cell, and both values as they were seen."""
        return self.number, self.name, self.ours, self.theirs

    @property
    def zh(self) -> str:
        """Chinese name of what is filled in."""
        return (
            FACTS[self.name].zh
            if self.name in FACTS
            else {VERDICT: "核查结论", NOTE: "备注", NUMBER: "统一编号", STATE: "状态"}.get(self.name, self.name)
        )

    def as_dict(self) -> dict[str, Any]:
        """Return it for a program to read."""
        told = {"row": self.row, "TBBH": self.number, "name": self.name, "zh": self.zh, "case": self.case.value}
        return {**told, "ours": self.ours, "theirs": self.theirs, "why": self.why}


@dataclass(frozen=True)
class Comparison:
    """A filled table held against the casebook.

    Attributes:
        taken: How many differences were written; 0 for a mere comparison.
    """

    filled: Filled
    differences: tuple[Difference, ...]
    taken: int = 0

    def of(self, *cases: Case) -> list[Difference]:
        """Return the differences of some cases."""
        return [one for one in self.differences if one.case in cases]


def compare(workspace: Workspace, path: Path) -> Comparison:
    """Return where a filled table says something else than the casebook; empty cells say nothing.

    Raises:
        VectorError: The table cannot be used, or is of another casebook.
    """
    filled = read_filled(path)
    with workspace.casebook.reading() as connection:
        return Comparison(filled, tuple(_differences(connection, filled)))


def take(workspace: Workspace, path: Path, by: str, *, theirs: bool = False) -> Comparison:
    """Write what a filled table says anew, all or nothing; the same table again changes nothing.

    Args:
        theirs: Take the table's word in conflicts too.

    Raises:
        VectorError: The table cannot be used, or is of another casebook.
        UnknownNameError: ``by`` is empty.
        MoveError: The person may not, or a patch takes no verdict any more.
    """
    name = checked_name(by)
    with workspace.casebook.writing() as connection:
        filled = read_filled(path)
        found = tuple(_differences(connection, filled))
        return Comparison(filled, found, _take(connection, found, path, name, theirs))


def write(
    connection: Connection,
    path: Path,
    by: str,
    *,
    theirs: bool = False,
    only: Collection[tuple[str, ...]] | None = None,
) -> int:
    """Write what a filled table says within the caller's transaction; return how many cells.

    Args:
        only: Keys of the differences that somebody ticked, conflicts among them; None: all but conflicts.
    """
    found = tuple(_differences(connection, read_filled(path)))
    if only is not None:
        found, theirs = tuple(one for one in found if one.key in only), True
    return _take(connection, found, path, by, theirs)


def _take(connection: Connection, found: tuple[Difference, ...], path: Path, by: str, theirs: bool) -> int:
    wanted = (Case.NEW, Case.CHANGED, *([Case.CONFLICT] if theirs else []))
    chosen = [one for one in found if one.case in wanted]
    for number in dict.fromkeys(one.number for one in chosen):
        _write(connection, number, [one for one in chosen if one.number == number], by, path)
    if chosen:
        told = {"file": path.name, "cells": len(chosen), "patches": len({one.number for one in chosen})}
        history.append(connection, [Draft("filled", by, after=told)])
    return len(chosen)


def _write(connection: Connection, number: str, chosen: list[Difference], by: str, path: Path) -> None:
    patch = rows.find(connection, number)
    facts = {one.name: one.value for one in chosen if one.name in FACTS}
    note = next((str(one.value) for one in chosen if one.name == NOTE), patch.note)
    if facts or note != patch.note:
        people.check(connection, by, list(Role), "a filled ledger")
        changed = rows.change(connection, patch, facts={**patch.facts, **facts}, note=note)
        history.append(connection, [verdicts.draft(NOTED, by, patch, changed, "", {"file": path.name})])
        patch = changed
    for one in chosen:
        if one.name == VERDICT and isinstance(one.value, Verdict) and one.reason:
            verdicts.give(
                connection, patch, one.value, one.reason, by=by, note=patch.note, extra={"file": path.name}
            )  # fmt: skip


# ---- comparing -------------------------------------------------------------------------------------


def _differences(connection: Connection, filled: Filled) -> Iterator[Difference]:
    """Yield every cell that says something else, row by row.

    Raises:
        VectorError: The table is of another casebook.
    """
    if filled.casebook and filled.casebook != history.first_hash(connection):
        raise VectorError(f"{filled.path.name} was made from another casebook; open that workspace and fill it there.")
    patches = _patches(connection, filled)
    reasons = reason_lists.read(connection)
    seen: dict[str, int] = {}
    for row in filled.rows:
        patch = patches.get(row.number)
        if patch is None:
            yield Difference(row.row, row.number, NUMBER, Case.REFUSED, "", row.number, "there is no such patch")
            continue
        if patch.number in seen:
            why = f"row {seen[patch.number]} is of this patch too"
            yield Difference(row.row, patch.number, NUMBER, Case.REFUSED, "", row.number, why)
            continue
        seen[patch.number] = row.row
        later = _changed_later(connection, filled, row, patch)
        stranger = bool(filled.handed_out) and row.number not in filled.handed_out
        why = STRANGER if stranger else LATER
        yield from _sensible(patch, list(_of_row(row, patch, reasons, None if stranger else later, why)))
        for heading, text in row.only_shown:
            yield Difference(row.row, patch.number, heading, Case.REFUSED, "", text, ONLY_SHOWN)


def _patches(connection: Connection, filled: Filled) -> dict[str, Patch]:
    """Return the patches meant: by our number, else by the supplier's where only one patch has it."""
    numbers = list({row.number for row in filled.rows})
    found = {patch.number: patch for patch in rows.select_numbers(connection, numbers)}
    others = [number for number in numbers if number not in found]
    by_supplier: dict[str, list[Patch]] = {}
    for patch in rows.select_supplier_numbers(connection, others):
        by_supplier.setdefault(str(patch.supplier_number), []).append(patch)
    return {**{number: same[0] for number, same in by_supplier.items() if len(same) == 1}, **found}


def _changed_later(connection: Connection, filled: Filled, row: FilledRow, patch: Patch) -> frozenset[str] | None:
    """Return the names that changed in the casebook since the table was made; None: all may have, nobody knows."""
    if row.revision is not None and row.revision == patch.revision:
        return frozenset()
    if filled.events is None:
        return frozenset() if row.revision is None else None
    later = [event for event in history.read(connection, patch.number) if event.id > filled.events]
    names = {name for event in later for name in event.after.get("facts", {})}
    return frozenset({*names, *({VERDICT, NOTE} if any(event.action == "judged" for event in later) else ())})


def _of_row(
    row: FilledRow, patch: Patch, reasons: tuple[Reason, ...], later: frozenset[str] | None, why: str
) -> Iterator[Difference]:
    values = dict(row.values)
    if VERDICT not in values and REASON in values and REASON not in row.untouched and row.revision and patch.verdict:
        values[VERDICT] = patch.verdict.zh
    for name, text in values.items():
        if {name, REASON if name == VERDICT else name} <= row.untouched:
            continue
        if _BROKEN.fullmatch(text):
            found: Difference | None = Difference(row.row, patch.number, name, Case.REFUSED, "", text, BROKEN)
        elif name == VERDICT:
            found = _verdict(row, patch, text, reasons)
        elif name == STATE:
            found = _state(row, patch, text)
        elif name == NOTE:
            found = _plain(row, patch, NOTE, patch.note, text, text)
        elif name in FACTS:
            found = _fact(row, patch, name, text)
        else:
            continue
        if found is not None:
            clash = found.case in (Case.NEW, Case.CHANGED) and (later is None or name in later)
            yield replace(found, case=Case.CONFLICT, why=why) if clash else found


def _sensible(patch: Patch, found: Sequence[Difference]) -> Iterator[Difference]:
    """Yield the differences of a row; what cannot be, such as a day before the discovery, is refused."""
    given = {one.name: one.value for one in found if one.name in FACTS and isinstance(one.value, str | float)}
    after = replace(patch, facts={**patch.facts, **given})
    against = {name: str(error) for name, error in plausible.objections(after, given)}
    for one in found:
        refused = one.name in against and one.case is not Case.REFUSED
        yield replace(one, case=Case.REFUSED, why=against[one.name]) if refused else one


def _state(row: FilledRow, patch: Patch, text: str) -> Difference | None:
    """Return that a state changed elsewhere is not taken: it moves by its proofs only."""
    if text == patch.state.code or row.revision != patch.revision:
        return None
    return Difference(row.row, patch.number, STATE, Case.REFUSED, patch.state.code, text, MOVES)


def _plain(row: FilledRow, patch: Patch, name: str, ours: str, theirs: str, value: FactValue) -> Difference | None:
    if ours == theirs:
        return None
    case = Case.CHANGED if ours else Case.NEW
    return Difference(row.row, patch.number, name, case, ours, theirs, value=value)


def _fact(row: FilledRow, patch: Patch, name: str, text: str) -> Difference | None:
    fact, held = FACTS[name], patch.facts.get(name)
    ours = "" if held is None else _shown(fact, held)
    try:
        value = parse_fact(name, _tidied(fact.kind, text))
    except TwoweiError as error:
        return Difference(row.row, patch.number, name, Case.REFUSED, ours, text, str(error))
    return None if _same(fact.kind, held, value) else _plain(row, patch, name, ours, _shown(fact, value), value)


def _shown(fact: Fact, value: FactValue) -> str:
    """Return a value as people read it: a choice by its label, a time to the minute."""
    if fact.kind == "time":
        return f"{datetime.fromisoformat(str(value)).astimezone(CHINA_TIME):%Y-%m-%d %H:%M}"
    return dict(fact.codes).get(str(value), f"{value:g}" if isinstance(value, float) else str(value))


def _tidied(kind: str, text: str) -> str:
    """Return what people type into a cell as facts are typed: days in any form, numbers without commas."""
    if kind == "day" and (day := read_when(text).day):
        return day.isoformat()
    return text.replace(",", "") if kind == "number" else text


def _same(kind: str, held: FactValue | None, value: FactValue) -> bool:
    """Return whether a value is the one held; a time without seconds in a sheet is the same time."""
    if held is None:
        return False
    if kind == "number":
        return abs(float(held) - float(value)) < 0.005
    if kind == "time":
        one, other = (datetime.fromisoformat(str(time)) for time in (held, value))
        return one.replace(second=0, microsecond=0) == other.replace(second=0, microsecond=0)
    return str(held) == str(value)


def _verdict(row: FilledRow, patch: Patch, text: str, reasons: tuple[Reason, ...]) -> Difference | None:
    ours = patch.verdict.zh if patch.verdict else ""
    base: Mapping[str, Any] = {"row": row.row, "number": patch.number, "name": VERDICT, "ours": ours, "theirs": text}
    try:
        verdict = parse_verdict(_VERDICTS.get(text, text))
        base = {**base, "theirs": verdict.zh}
        if verdict is patch.verdict and (REASON not in row.values or REASON in row.untouched):
            return None
        if REASON not in row.values:
            why = f"a verdict needs its reason: twowei verdict … {patch.number} {verdict.zh} --reason CODE"
            return Difference(**base, case=Case.REFUSED, why=why)
        reason = parse_reason(row.values[REASON], verdict, reasons)
        if (verdict, reason.code) == (patch.verdict, patch.reason):
            return None
        if verdict is patch.verdict:
            held = next((str(one) for one in reasons if one.code == patch.reason), patch.reason or "")
            base = {**base, "ours": f"{ours} {held}", "theirs": f"{verdict.zh} {reason}"}
        verdict_move(patch.state, verdict)
    except TwoweiError as error:
        return Difference(**base, case=Case.REFUSED, why=str(error))
    return Difference(**base, case=Case.CHANGED if ours else Case.NEW, value=verdict, reason=reason)


_VERDICTS = {"涉施农用地": "设施农用地"}
