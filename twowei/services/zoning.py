"""The zones of a workspace: who is responsible where, which patches lie between streets or outside all."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from twowei.casebook import history, people, rows
from twowei.casebook import zones as zone_rows
from twowei.casebook.history import Draft, checked_name
from twowei.casebook.lifecycle import Role
from twowei.casebook.numbering import NO_STREET
from twowei.casebook.zones import Zone
from twowei.services.workspace import Workspace


@dataclass(frozen=True)
class Zoning:
    """The zones that hold, and how patches lie in them.

    Attributes:
        counts: Patches by street code.
        ties: Streets that share a patch about evenly, with their shares, by number.
        outsiders: Numbers of patches in no street.
        problems: A sentence for each overlap and gap.
    """

    zones: tuple[Zone, ...]
    counts: dict[str, int]
    ties: dict[str, list[tuple[str, float]]]
    outsiders: list[str]
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
        list(grid.problems()),
    )


def set_zones(workspace: Workspace, path: Path, start: date, by: str) -> None:
    """Let the zones of a vector file hold from a day on; patches keep their numbers and places.

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
