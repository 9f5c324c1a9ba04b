"""What is to be looked at again after a demolition: tasks of the policy, and which of them were done."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from twowei.casebook import history
from twowei.casebook.deadlines import Policies
from twowei.casebook.history import Draft
from twowei.casebook.patch import Patch
from twowei.casebook.schema import events

LOOKED = "looked back"


@dataclass(frozen=True)
class Task:
    """A look that a policy asks for: its clock, its title, when it is due."""

    clock: str
    title: str
    due: datetime


def tasks(patch: Patch, held: Policies, done: Sequence[tuple[str, str]]) -> list[Task]:
    """Return the looks that are still to be taken, soonest first; ``done`` are clocks with when their round began."""
    return [
        Task(one.clock, one.title, one.due)
        for one in held.deadlines(patch)
        if one.kind == "task" and (one.clock, one.start.isoformat()) not in done
    ]


def looked(connection: Connection, patch: Patch, held: Policies, clock: str, finding: str, by: str, note: str) -> None:
    """Write down that somebody looked, as the policy's clock asked, and what was seen."""
    start = next((one.start.isoformat() for one in held.deadlines(patch) if one.clock == clock), "")
    told = {"clock": clock, "began": start, "finding": finding}
    code = patch.state.code
    history.append(connection, [Draft(LOOKED, by, patch.number, code, code, {}, told, note)])


def done(connection: Connection) -> dict[str, list[tuple[str, str]]]:
    """Return which looks were taken, by patch: clocks with when their round began."""
    c = events.c
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for number, after in connection.execute(select(c["TBBH"], c.after).where(c.action == LOOKED)):
        told = json.loads(after)
        found[number].append((told["clock"], told["began"]))
    return found
