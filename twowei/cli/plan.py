"""``twowei campaign``, ``squad``, ``assign``, ``route``, ``wallmap``: who demolishes what and when."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from twowei.casebook.planning import Campaign, Squad
from twowei.cli.stats import parsed_day
from twowei.cli.terminal import json_option, say, say_json
from twowei.services.planning import Progress, assign, campaigns, read_area, save_campaign, save_squad, squads
from twowei.services.routes import plan_day, route_sheet
from twowei.services.wall_maps import make_wall_map
from twowei.services.workspace import Workspace

_workspace = click.argument("workspace", type=click.Path(path_type=Path))
_by = click.option("--by", "by_name", default="", help="Who plans.")
_DAY = click.DateTime(["%Y-%m-%d"])


@click.command("campaign")
@_workspace
@click.argument("name", required=False)
@click.option("--phase", default="", help="Phase or batch of the plan, such as 2026Q3.")
@click.option("--members", default="", help="Who belongs to it.")
@click.option("--start", type=_DAY, callback=parsed_day, help="First day.")
@click.option("--finish", type=_DAY, callback=parsed_day, help="Last day.")
@click.option(
    "--planned", "planned_m2", type=click.FloatRange(min=0), help="Area it shall remove [that of its patches]."
)
@click.option("--area", type=click.Path(path_type=Path), help="Vector file with its ground.")
@_by
@json_option
def campaign(
    workspace: Path, name: str | None, phase: str, members: str, start: date | None, finish: date | None,
    planned_m2: float | None, area: Path | None, by_name: str, as_json: bool,
) -> None:  # fmt: skip
    """Make or change the campaign (专班) NAME, or show all with what they removed."""
    with Workspace.open(workspace) as opened:
        if name:
            ground = read_area(opened, area) if area else None
            first, last = (day.isoformat() if day else "" for day in (start, finish))
            save_campaign(opened, Campaign(name, phase, members, first, last, planned_m2, ground), by_name)
        found = campaigns(opened)
    if as_json:
        say_json([_record(one) for one in found])
        return
    for one in found:
        done = "—" if one.percent is None else f"{one.percent:.1f}%"
        say(f"{one.campaign.name}  {one.campaign.start}–{one.campaign.finish}  {one.gone}/{len(one.numbers)} 处"
            f"  {one.done_m2:,.2f}/{one.planned_m2:,.2f} ㎡  {done}")  # fmt: skip


def _record(one: Progress) -> dict[str, Any]:
    kept = one.campaign
    told = {"name": kept.name, "phase": kept.phase, "members": kept.members, "start": kept.start, "finish": kept.finish}
    done = {"planned_m2": one.planned_m2, "done_m2": one.done_m2, "percent": one.percent, "gone": one.gone}
    return {**told, **done, "numbers": list(one.numbers)}


@click.command("squad")
@_workspace
@click.argument("name", required=False)
@click.option("--members", default="", help="Its people.")
@click.option("--equipment", default="", help="Its equipment.")
@click.option("--access", type=click.Choice(["1", "2", "3"]), default="1", show_default=True,
              help="What it reaches: 1 any road, 2 narrow lanes, 3 on foot.")  # fmt: skip
@_by
def squad(workspace: Path, name: str | None, members: str, equipment: str, access: str, by_name: str) -> None:
    """Name the squad NAME, or show all."""
    with Workspace.open(workspace) as opened:
        if name:
            save_squad(opened, Squad(name, members, equipment, access), by_name)
        for one in squads(opened):
            say(f"{one.name}  {one.members}  {one.equipment}  reach {one.access}")


@click.command("assign")
@_workspace
@click.argument("numbers", nargs=-1)
@click.option("--area", type=click.Path(path_type=Path), help="All patches to be demolished inside this vector file.")
@click.option("--campaign", "campaign_name", default="", help="To this campaign.")
@click.option("--squad", "squad_name", default="", help="To this squad.")
@click.option("--day", type=_DAY, callback=parsed_day, help="For this day.")
@_by
@json_option
def assign_patches(
    workspace: Path, numbers: tuple[str, ...], area: Path | None, campaign_name: str, squad_name: str,
    day: date | None, by_name: str, as_json: bool,
) -> None:  # fmt: skip
    """Assign NUMBERS, or what lies in an area, to a campaign, a squad or a day."""
    with Workspace.open(workspace) as opened:
        ground = read_area(opened, area) if area else None
        done = assign(opened, by_name, numbers=numbers, area=ground, campaign=campaign_name, squad=squad_name, day=day)
    if as_json:
        say_json({"assigned": done.numbers, "left_out": {number: why.en for number, why in done.left_out.items()}})
        return
    for number, why in done.left_out.items():
        say(f"left out {number}  {why.en}")
    say(f"{len(done.numbers)} assigned")


@click.command("route")
@_workspace
@click.argument("squad_name", metavar="SQUAD")
@click.option("--day", type=_DAY, callback=parsed_day, required=True, help="The day.")
@click.option("--minutes", type=click.IntRange(1, 600), default=60, show_default=True, help="How long a visit takes.")
@click.option("--urgent", is_flag=True, help="Claim the law's exception for urgent cases on a day off.")
@click.option("--sheet", type=click.Path(path_type=Path), help="Write the squad's sheet (PDF) there.")
@_by
@json_option
def route(
    workspace: Path, squad_name: str, day: date, minutes: int, urgent: bool, sheet: Path | None, by_name: str,
    as_json: bool,
) -> None:  # fmt: skip
    """Plan a day of SQUAD: what is ready, the soonest due first, then by the way; never forced on a day off."""
    with Workspace.open(workspace) as opened:
        plan = plan_day(opened, squad_name, day, by_name, minutes=minutes, urgent=urgent)
        if sheet:
            route_sheet(opened, plan, sheet.absolute(), by_name)
    if as_json:
        stops = [{"TBBH": s.patch.number, "arrival": s.arrival.isoformat(), "end": s.end.isoformat(), "km": s.km}
                 for s in plan.stops]  # fmt: skip
        say_json(
            {
                "squad": squad_name,
                "day": str(day),
                "stops": stops,
                "left_out": {number: why.en for number, why in plan.left_out.items()},
            }
        )
        return
    for stop in plan.stops:
        where = f"{stop.patch.number}  {stop.patch.facts.get('DZ', '')}"
        say(f"{stop.arrival:%H:%M}–{stop.end:%H:%M}  {where}  {stop.km:.1f} km")
    for number, why in plan.left_out.items():
        say(f"left out {number}  {why.en}")


@click.command("wallmap")
@_workspace
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--size", type=click.Choice(["A1", "A0"]), default="A1", show_default=True, help="Paper.")
@click.option("--title", default="违法建设治理挂图作战", show_default=True, help="What stands over it.")
@click.option("--campaign", "campaign_name", default="", help="Only this campaign.")
@click.option("--imagery", is_flag=True, help="With the newest imagery beneath, dimmed.")
@_by
def wallmap(
    workspace: Path, path: Path, size: str, title: str, campaign_name: str, imagery: bool, by_name: str
) -> None:
    """Write the wall map (挂图作战) of WORKSPACE to PATH: patches by state, street table, legend, date."""
    with Workspace.open(workspace) as opened:
        issued = make_wall_map(
            opened, path.absolute(), by_name, size=size, title=title, campaign=campaign_name, imagery=imagery
        )
    say(f"{issued.path}  {issued.sha256}")
