"""Planning demolitions: campaigns with what they did, squads, assignment in bulk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

import shapely
from shapely.geometry.base import BaseGeometry

from twowei.casebook import moves, people, planning, rows
from twowei.casebook.history import checked_name
from twowei.casebook.ledger import number_of
from twowei.casebook.patch import Patch
from twowei.casebook.planning import Campaign, DayRoute, Squad
from twowei.casebook.states import Role, State, Verdict
from twowei.errors import UnknownNameError
from twowei.services.find import read_areas
from twowei.services.workspace import Workspace

TO_GO = (State.UNLAWFUL, State.QUICK, State.FILED, State.STOP_SERVED, State.ORDER_SERVED, State.FORCED, State.COURT,
         State.DEMOLISHING, State.REBUILT)  # fmt: skip


@dataclass(frozen=True)
class Progress:
    """A campaign with what it did: floor area removed of its patches since it began, and how many are gone."""

    campaign: Campaign
    numbers: tuple[str, ...]
    gone: int
    done_m2: float
    planned_m2: float

    @property
    def percent(self) -> float | None:
        """Share of the planned area; may exceed 100, None where nothing is planned."""
        return 100 * self.done_m2 / self.planned_m2 if self.planned_m2 else None


class Why(NamedTuple):
    """Why a patch is not assigned or not in a day, in English and as a squad's sheet says it."""

    en: str
    zh: str


@dataclass(frozen=True)
class Assigned:
    """What was assigned, and why others were not."""

    numbers: list[str]
    left_out: dict[str, Why]


def save_campaign(workspace: Workspace, campaign: Campaign, by: str) -> None:
    """Make or change a campaign.

    Raises:
        UnknownNameError: Its name is empty, a day is none, or its end is before its start.
        MoveError: People are named, and ``by`` is no manager.
    """
    name = checked_name(by)
    for day in (campaign.start, campaign.finish):
        if day and not _is_day(day):
            raise UnknownNameError(f"{day!r} is no day; give one such as 2026-07-16.")
    if campaign.start and campaign.finish and campaign.finish < campaign.start:
        raise UnknownNameError(f"The campaign ends on {campaign.finish}, before it begins on {campaign.start}.")
    with workspace.casebook.writing() as connection:
        people.check(connection, name, [Role.MANAGER], "a campaign")
        planning.save_campaign(connection, campaign, name)


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def read_area(workspace: Workspace, path: Path) -> BaseGeometry:
    """Return the ground of a vector file in the casebook's CRS.

    Raises:
        VectorError: The file cannot be used.
    """
    return shapely.union_all(read_areas(path, workspace.crs, "campaign's ground"))


def campaigns(workspace: Workspace) -> list[Progress]:
    """Return the campaigns with what they did."""
    with workspace.casebook.reading() as connection:
        all_of = planning.read_campaigns(connection)
        patches = rows.select_patches(connection, verdicts=[Verdict.ILLEGAL]) if all_of else []
        lines = connection.exec_driver_sql("SELECT TBBH, day, CCMJ FROM removals").all()
    return [_progress(one, [p for p in patches if p.facts.get("JHPC") == one.name], lines) for one in all_of]


def _progress(campaign: Campaign, members: Sequence[Patch], lines: Sequence[tuple[str, str, float]]) -> Progress:
    numbers = {patch.number for patch in members}
    last = campaign.finish or "9999"
    done = sum(m2 for number, day, m2 in lines if number in numbers and campaign.start <= day <= last)
    gone = sum(patch.state in (State.DEMOLISHED, State.RECHECKED, State.CLOSED) for patch in members)
    planned = campaign.planned_m2
    whole = planned if planned is not None else sum(area_m2(patch) for patch in members)
    return Progress(campaign, tuple(sorted(numbers)), gone, done, whole)


def area_m2(patch: Patch) -> float:
    """Return the area to be removed: floor area, else footprint, else as seen from above."""
    return number_of(patch.facts, "JZMJ") or number_of(patch.facts, "ZDMJ") or patch.area_m2


def save_squad(workspace: Workspace, squad: Squad, by: str) -> None:
    """Name a squad, or change what is known of it.

    Raises:
        UnknownNameError: Its name is empty, or its reach is none of 1, 2, 3.
    """
    name = checked_name(by)
    if squad.access not in ("1", "2", "3"):
        raise UnknownNameError(
            f"A reach {squad.access!r} cannot be meant; give 1 (any road), 2 (lanes) or 3 (on foot)."
        )
    with workspace.casebook.writing() as connection:
        people.check(connection, name, [Role.MANAGER], "a squad")
        planning.save_squad(connection, squad, name)


def squads(workspace: Workspace) -> list[Squad]:
    """Return the squads."""
    with workspace.casebook.reading() as connection:
        return planning.read_squads(connection)


def routes(workspace: Workspace, squad: str | None = None) -> list[DayRoute]:
    """Return the days that were planned."""
    with workspace.casebook.reading() as connection:
        return planning.read_routes(connection, squad)


def assign(
    workspace: Workspace,
    by: str,
    *,
    numbers: Sequence[str] = (),
    area: BaseGeometry | None = None,
    campaign: str = "",
    squad: str = "",
    day: date | None = None,
) -> Assigned:
    """Assign patches, those named and those whose inner point lies in an area, to a campaign, a squad, a day.

    Raises:
        UnknownNameError: A number, the campaign or the squad is unknown, or there is nothing to assign.
        MoveError: People are named, and ``by`` is neither manager nor reviewer.
    """
    name = checked_name(by)
    given = {"JHPC": campaign, "CCDW": squad, "JHRQ": day.isoformat() if day else ""}
    facts = {key: value for key, value in given.items() if value}
    if not facts:
        raise UnknownNameError("There is nothing to assign; give a campaign, a squad or a day.")
    with workspace.casebook.writing() as connection:
        people.check(connection, name, [Role.MANAGER, Role.REVIEWER], "assigning")
        if campaign:
            planning.find_campaign(connection, campaign)
        if squad:
            planning.find_squad(connection, squad)
        chosen = [rows.find(connection, number) for number in dict.fromkeys(numbers)]
        if area is not None:
            inside = rows.select_patches(connection, states=TO_GO, verdicts=[Verdict.ILLEGAL])
            chosen += [p for p in inside if area.covers(p.geometry.representative_point()) and p not in chosen]
        done = Assigned([], {})
        for patch in chosen:
            if patch.verdict is not Verdict.ILLEGAL or patch.state not in TO_GO:
                here = f"{patch.state.code} {patch.state.zh}"
                done.left_out[patch.number] = Why(f"{here}: nothing is to be demolished", f"{here},没有待拆面积")
                continue
            moves.note(connection, patch, facts, name, "拆除计划")
            done.numbers.append(patch.number)
    return done
