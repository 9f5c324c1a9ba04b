"""The zones of a workspace: who is responsible where, which patches lie between streets or outside all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from twowei.casebook import clock, history, people, rows, verdicts
from twowei.casebook import zones as zone_rows
from twowei.casebook.history import Draft, checked_name
from twowei.casebook.lifecycle import Role
from twowei.casebook.numbering import NO_STREET, street_code_of
from twowei.casebook.patch import Patch
from twowei.casebook.states import OPEN_STATES
from twowei.casebook.store import county_of
from twowei.casebook.zones import Zone
from twowei.services.workspace import Workspace


@dataclass(frozen=True)
class Zoning:
    """The zones that hold, and how patches lie in them.

    Attributes:
        counts: Patches by code of street and community.
        former: Patches by code of streets that no longer hold; boundaries changed since they were found.
        ties: Streets that share a patch about evenly, with their shares, by number.
        outsiders: Numbers of patches in no street.
        problems: A sentence for each overlap and gap.
    """

    zones: tuple[Zone, ...]
    counts: dict[str, int]
    ties: dict[str, list[tuple[str, float]]]
    outsiders: list[str]
    former: dict[str, int]
    problems: list[str]

    def as_record(self) -> dict[str, Any]:
        """Return it for JSON."""
        return {
            "zones": [
                {
                    "level": zone.level,
                    "code": zone.code,
                    "name": zone.name,
                    "person": zone.person,
                    "patches": self.counts.get(zone.code, 0),
                }
                for zone in self.zones
            ],
            "ties": {number: dict(shares) for number, shares in self.ties.items()},
            "outside": self.outsiders,
            "former": self.former,
            "problems": self.problems,
        }


def zoning(workspace: Workspace) -> Zoning:
    """Return the zones that hold last, and how the patches lie in them; numbers are never changed by it."""
    with workspace.casebook.reading() as connection:
        grid = zone_rows.load(connection)
        patches = rows.select_patches(connection)
    shared = {patch.number: grid.ties(patch.geometry, workspace.crs) for patch in patches}
    counts = Counter(code for patch in patches for code in (patch.street_code, patch.community_code) if code)
    return Zoning(
        grid.zones,
        dict(counts),
        {number: ties for number, ties in shared.items() if ties},
        [patch.number for patch in patches if patch.street_code.endswith(NO_STREET)],
        _former(patches, grid.zones),
        list(grid.problems()),
    )


def _former(patches: Sequence[Patch], zones: Sequence[Zone]) -> dict[str, int]:
    """Return the patches by street, of streets that no longer hold."""
    hold = {zone.code for zone in zones}
    streets = (patch.street_code for patch in patches)
    return dict(Counter(code for code in streets if code not in hold and not code.endswith(NO_STREET)))


def set_zones(workspace: Workspace, path: Path, start: date, by: str, *, carry: bool = False) -> list[str]:
    """Let the zones of a vector file hold from a day on; patches keep their numbers.

    Args:
        carry: Open patches go to the zones that hold today, with their responsible persons; else patches keep the
            places they were found in.

    Returns:
        The numbers of the patches that went elsewhere.

    Raises:
        VectorError: The file cannot be used.
        UnknownNameError: ``by`` is empty.
        MoveError: People are named, and ``by`` is no manager.
    """
    from twowei.casebook.zone_files import read_zones  # brings pandas along

    who, read = checked_name(by), read_zones(path)
    with workspace.casebook.writing() as connection:
        people.check(connection, who, [Role.MANAGER], "setting the zones")
        zone_rows.write(connection, read, start)
        facts = {"file": str(path), "zones": len(read.zones), "from": start.isoformat()}
        history.append(connection, [Draft("zones set", who, after=facts)])
        return _carried(connection, workspace, who) if carry else []


def _carried(connection: Connection, workspace: Workspace, by: str) -> list[str]:
    """Let the open patches follow the zones that hold today, an event for each."""
    grid = zone_rows.load(connection, clock.now().date())
    county, drafts = county_of(connection), []
    for patch in rows.select_patches(connection):
        place = grid.place(patch.geometry, workspace.crs)
        street = street_code_of(county, place.street_code)
        there = replace(
            patch,
            street_code=street,
            street_name=place.street_name,
            community_code=place.community_code,
            community_name=place.community_name,
            responsible=place.responsible,
        )
        if patch.state in OPEN_STATES and there != patch:
            names = ("street_code", "street_name", "community_code", "community_name", "responsible")
            moved = rows.change(connection, patch, **{name: getattr(there, name) for name in names})
            told = {"XZDM": street, "XZMC": place.street_name, "SQMC": place.community_name, "ZRR": place.responsible}
            drafts.append(verdicts.draft("placed", by, patch, moved, "", told))
    history.append(connection, drafts)
    return [str(draft.number) for draft in drafts]
