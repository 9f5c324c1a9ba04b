"""What is known of a case while it is worked on: the building, what of it is gone, photos with bearings, papers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from twowei.casebook import attachments, deadlines, history, plausible, rows
from twowei.casebook.deadlines import Deadline
from twowei.casebook.ledger import number_of
from twowei.casebook.lifecycle import find_move
from twowei.casebook.patch import Patch
from twowei.casebook.states import State
from twowei.errors import MoveError
from twowei.services.demolish import SERVED
from twowei.services.photos import photo_facts
from twowei.services.workspace import Workspace

BEGUN = (State.DEMOLISHING, State.DEMOLISHED)


@dataclass(frozen=True)
class Shot:
    """A photo of a case: whether it shows what is left after a demolition, and where it looks."""

    path: Path
    after: bool
    azimuth: float | None
    taken: str


@dataclass(frozen=True)
class Paper:
    """A paper that was written down: its kind, as `demolish.SERVED` names it."""

    kind: str
    number: str
    served: str
    due: str
    receipt: str


@dataclass(frozen=True)
class Removed:
    """What was removed on a day."""

    day: str
    method: str
    floor_m2: float
    left_m2: float | None


@dataclass(frozen=True)
class CaseFile:
    """A case.

    Attributes:
        building_m2: Its floor area as surveyed, None where nobody wrote it down.
        removed_m2: Floor area removed since the demolition began; ``cleared_m2`` ground.
        deadline: What must be done next, or None.
        refusal: Why no demolition can be recorded now; empty where one can.
    """

    patch: Patch
    building_m2: float | None
    removed_m2: float
    cleared_m2: float
    shots: tuple[Shot, ...]
    papers: tuple[Paper, ...]
    removals: tuple[Removed, ...]
    deadline: Deadline | None
    refusal: str

    @property
    def left_m2(self) -> float | None:
        """What still stands, as far as that is known."""
        begun = number_of(self.patch.facts, "SYMJ") if self.patch.state in BEGUN else None
        return begun if begun is not None else self.building_m2

    @property
    def bearings(self) -> list[float]:
        """Where the photos before the demolition look."""
        return [one.azimuth for one in self.shots if one.azimuth is not None and not one.after]


def case_file(workspace: Workspace, number: str) -> CaseFile:
    """Return what is known of a case.

    Raises:
        UnknownNameError: There is no such patch.
    """
    with workspace.casebook.reading() as connection:
        patch = rows.find(connection, number)
        held = deadlines.load(connection)
        due = [one for one in held.deadlines(patch) if one.kind == "due" and one.met is None]
        begun = patch.state in BEGUN
        return CaseFile(
            patch,
            plausible.building_m2(patch.facts),
            (number_of(patch.facts, "CCMJ") or 0.0) if begun else 0.0,
            (number_of(patch.facts, "CCZDMJ") or 0.0) if begun else 0.0,
            tuple(_shots(workspace.folder, connection, patch.number)),
            tuple(_papers(patch)),
            tuple(_removals(connection, patch.number)),
            due[0] if due else None,
            _refusal(patch),
        )


def _shots(folder: Path, connection: Connection, number: str) -> list[Shot]:
    """Return the photos; those given with a move into demolition or behind it show what came after."""
    codes = [state.code for state in BEGUN]
    told = [event for event in history.read(connection, number) if event.to_state in codes]
    after = {one for event in told for one in event.after.get("attachments", [])}
    found = []
    for one in attachments.read(connection, number):
        if one.kind == attachments.PHOTO:
            facts = photo_facts(folder / one.path)
            found.append(Shot(folder / one.path, one.id in after, facts.azimuth, facts.taken or ""))
    return found


def _papers(patch: Patch) -> list[Paper]:
    def text(name: str, facts: Mapping[str, object] = patch.facts) -> str:
        return str(facts.get(name, "")) if name else ""

    return [Paper(kind, *map(text, names)) for kind, names in _in_columns().items() if text(names[0])]


def _in_columns() -> dict[str, tuple[str, str, str, str]]:
    """Return the facts of each kind of paper as number, service, term, receipt."""
    return {kind: (number, served, due, receipt) for kind, (number, served, receipt, due) in SERVED.items()}


def _removals(connection: Connection, number: str) -> list[Removed]:
    query = "SELECT day, CZFS, CCMJ, SYMJ FROM removals WHERE TBBH = ? ORDER BY removal_id"
    return [Removed(*row) for row in connection.exec_driver_sql(query, (number,))]


def _refusal(patch: Patch) -> str:
    try:
        find_move(patch.state, State.DEMOLISHING)
    except MoveError as error:
        return str(error)
    return ""
