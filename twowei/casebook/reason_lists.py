"""The reasons that a workspace uses: those of the trade, with its own added and those it does not want put aside.

A reason that is put aside stays readable where it was given.
"""

from __future__ import annotations

import re

from sqlalchemy import Connection, insert, select, update

from twowei.casebook import history
from twowei.casebook.history import Draft
from twowei.casebook.lifecycle import REASONS, Reason, Verdict
from twowei.casebook.schema import reasons
from twowei.errors import UnknownNameError

_HEADS = {Verdict.ILLEGAL: "V", Verdict.LEGAL: "L", Verdict.FARM: "L", Verdict.FALSE: "W", Verdict.PENDING: "P"}


def read(connection: Connection, *, aside: bool = False) -> tuple[Reason, ...]:
    """Return the reasons of a workspace by code; with ``aside`` also those put aside."""
    c = reasons.c
    held = {reason.code: (reason, True) for reason in REASONS}
    for code, zh, en, verdict, active in connection.execute(select(c.code, c.zh, c.en, c.HCJG, c.active)):
        held[code] = (Reason(code, zh, en, Verdict.of(verdict)), bool(active))
    order = list(Verdict)
    kept = [reason for reason, active in held.values() if active or aside]
    return tuple(sorted(kept, key=lambda reason: (order.index(reason.verdict), reason.code)))


def save(connection: Connection, reason: Reason, by: str, *, active: bool = True) -> None:
    """Add or rename a reason, or put it aside.

    Raises:
        UnknownNameError: The code is not the verdict's letter and two digits, stands for another verdict, or a
            label is empty.
    """
    head = _HEADS[reason.verdict]
    if not re.fullmatch(rf"{head}\d\d", reason.code):
        raise UnknownNameError(f"{reason.code!r} is no code for {reason.verdict.zh}; give {head} and two digits.")
    if not (reason.zh.strip() and reason.en.strip()):
        raise UnknownNameError(f"Reason {reason.code} needs a Chinese and an English label.")
    there = next((one for one in read(connection, aside=True) if one.code == reason.code), None)
    if there is not None and there.verdict is not reason.verdict:
        raise UnknownNameError(f"Reason {there} belongs to {there.verdict.zh}; take another code.")
    row = {"zh": reason.zh, "en": reason.en, "HCJG": reason.verdict.code, "active": int(active)}
    changed = connection.execute(update(reasons).where(reasons.c.code == reason.code).values(row))
    if not changed.rowcount:
        connection.execute(insert(reasons).values(code=reason.code, **row))
    history.append(connection, [Draft("reason set", by, after={"code": reason.code, **row})])


def label(connection: Connection, code: str | None) -> str:
    """Return code and label of a reason that was given, whatever became of it since."""
    found = next((reason for reason in read(connection, aside=True) if reason.code == code), None)
    return str(found) if found else code or ""
