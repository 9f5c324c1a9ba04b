"""The wall map (挂图作战) of a workspace or of a campaign."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from twowei.casebook import clock, history, papers, planning, rows, zones
from twowei.casebook.history import checked_name
from twowei.casebook.papers import Issued
from twowei.casebook.patch import Patch
from twowei.casebook.states import State, Verdict
from twowei.errors import UnknownNameError
from twowei.geo.crs import metric_crs
from twowei.geo.footprint import to_crs
from twowei.papers import fonts
from twowei.reports import wallmap
from twowei.reports.wallmap import Mark, StreetLine, WallMap
from twowei.services.board import COLUMNS
from twowei.services.planning import Progress, area_m2, campaigns
from twowei.services.underlay import underlay
from twowei.services.workspace import Workspace


def make_wall_map(
    workspace: Workspace,
    path: Path,
    by: str,
    *,
    size: str = "A1",
    title: str = "违法建设治理挂图作战",
    campaign: str = "",
    imagery: bool = False,
) -> Issued:
    """Write the wall map (挂图作战): patches by where they stand, street table, legend, date.

    Args:
        size: ``A1`` or ``A0``.
        campaign: Only this campaign's patches, and its ground.
        imagery: Whether the newest imagery lies beneath, dimmed.

    Raises:
        UnknownNameError: There is no such size or campaign, or nothing to show.
        NoFontError: The machine has no Chinese font.
        OutputError: Nothing can be written there.
    """
    name = checked_name(by)
    fonts.find()
    if size not in wallmap.SIZES:
        raise UnknownNameError(f"There is no size {size!r}; choose one of: {', '.join(wallmap.SIZES)}.")
    with workspace.casebook.reading() as connection:
        patches = rows.select_patches(connection, verdicts=[Verdict.ILLEGAL])
        grid = zones.load(connection)
        ground = planning.find_campaign(connection, campaign).area if campaign else None
        head = history.head(connection)
    shown = [p for p in patches if not campaign or p.facts.get("JHPC") == campaign]
    if not shown:
        raise UnknownNameError("There is no patch judged illegal to show; judge some, or name another campaign.")
    crs = metric_crs(shown[0].lon, shown[0].lat)
    column_of = {state: title_of for title_of, states in COLUMNS.items() for state in states}
    marks = [
        Mark(column_of.get(p.state, "其他"), to_crs(p.geometry, workspace.crs, crs), p.number[-5:], area_m2(p))
        for p in shown
    ]
    lines = [(z.name, to_crs(z.geometry, grid.crs, crs), z.level) for z in grid.zones] if grid.crs else []
    told = WallMap(
        title + (f" {campaign}" if campaign else ""),
        f"{clock.now():%Y-%m-%d}",
        marks,
        lines,
        to_crs(ground, workspace.crs, crs) if ground is not None else None,
        _street_lines(shown, column_of),
        f"twowei  操作记录 {head.events} 条, 末条哈希 {head.hash[:16]}  CGCS2000 EPSG:{crs.to_epsg()}",
        [_campaign_line(one) for one in campaigns(workspace) if campaign in ("", one.campaign.name)],
        (lambda box, px: underlay(workspace, crs, box, px)) if imagery else None,
    )
    wallmap.write(told, path, clock.now(), size)
    with workspace.casebook.writing() as connection:
        return papers.keep(connection, papers.WALL_MAP, told.title, path, workspace.folder, head, name)


def _campaign_line(one: Progress) -> list[str]:
    share = "—" if one.percent is None else f"{one.percent:.1f}%"
    days = f"{one.campaign.start} – {one.campaign.finish}".strip("– ")
    return [one.campaign.name, days, f"{one.planned_m2:,.0f}", f"{one.done_m2:,.0f}", share]


def _street_lines(patches: Sequence[Patch], column_of: dict[State, str]) -> list[StreetLine]:
    """Return a line for each street: counts by column, area, area gone."""
    by_street: dict[str, list[Patch]] = {}
    for patch in patches:
        by_street.setdefault(patch.street_name or "未划分", []).append(patch)
    return [
        StreetLine(
            street,
            {title: sum(column_of.get(p.state, "其他") == title for p in own) for title in (*COLUMNS, "其他")},
            sum(map(area_m2, own)),
        )
        for street, own in sorted(by_street.items())
    ]
