"""The months of a workspace, and what is set right about one without its imagery being read again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from twowei.casebook import epochs as rows
from twowei.casebook import history, people
from twowei.casebook.epochs import EpochRow
from twowei.casebook.history import Draft, checked_name
from twowei.errors import UnknownNameError
from twowei.imagery.epoch import SENSORS
from twowei.services.workspace import Workspace


def list_epochs(workspace: Workspace) -> list[EpochRow]:
    """Return the months that are ingested, oldest first; no file is opened."""
    with workspace.casebook.reading() as connection:
        return rows.read(connection, workspace.folder)


def amend_epoch(
    workspace: Workspace, month: str, by: str, taken: date | None = None, sensor: str | None = None
) -> EpochRow:
    """Set right the day or the sensor of a month's imagery; what stood before stays in the history.

    Raises:
        UnknownNameError: The month is not ingested, the sensor is none, or ``by`` is empty.
        MoveError: People are named and this one is not among them.
    """
    who = checked_name(by)
    if sensor is not None and sensor not in SENSORS:
        raise UnknownNameError(f"{sensor!r} is no sensor; choose {' or '.join(SENSORS)}.")
    with workspace.casebook.writing() as connection:
        people.check_named(connection, who, "setting imagery right")
        held = next((row for row in rows.read(connection, workspace.folder) if row.month == month), None)
        if held is None:
            there = ", ".join(workspace.months()) or "none yet"
            raise UnknownNameError(
                f"Month {month!r} is not ingested (there is {there}); twowei ingest adds imagery of a month."
            )
        amended = replace(held, date=taken or held.date, sensor=sensor or held.sensor)
        if amended != held:
            rows.amend(connection, amended)
            facts = [{"month": month, **_facts(row)} for row in (held, amended)]
            history.append(connection, [Draft("imagery set right", who, before=facts[0], after=facts[1])])
    workspace.forget_epochs()
    return amended


def _facts(row: EpochRow) -> dict[str, str | None]:
    return {"date": row.date.isoformat() if row.date else None, "sensor": row.sensor}
