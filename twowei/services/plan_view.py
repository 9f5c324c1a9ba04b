"""All that planning looks at, in one reading: cases on their ground, zones, campaigns, squads, days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import shapely
from rasterio.crs import CRS
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from twowei.casebook import zones
from twowei.casebook.patch import Patch
from twowei.casebook.planning import DayRoute, Squad
from twowei.errors import UnknownNameError
from twowei.geo.crs import metric_crs
from twowei.geo.footprint import all_to_crs, to_crs
from twowei.geo.grid import Bounds, union
from twowei.services.board import Card, board
from twowei.services.planning import TO_GO, Progress, campaigns, routes, squads
from twowei.services.workspace import Workspace

CHINA_MIDDLE = (105.0, 35.0)


@dataclass(frozen=True)
class Case:
    """A case on the plan: its card, the board's column it stands in, its outline in metres."""

    card: Card
    column: str
    outline: BaseGeometry
    spot: tuple[float, float]

    @property
    def patch(self) -> Patch:
        """The patch."""
        return self.card.patch

    @property
    def waits(self) -> bool:
        """Whether it may be assigned."""
        return self.patch.state in TO_GO

    def fact(self, name: str) -> str:
        """Return a fact of the ledger as text."""
        return str(self.patch.facts.get(name, ""))


@dataclass(frozen=True)
class PlanView:
    """What planning looks at; outlines are in ``crs``, in metres.

    Attributes:
        zones: Outline, name, level (3 street, 4 community).
        grounds: Outlines of campaigns by their names.
        bounds: The box around all of it.
    """

    crs: CRS
    cases: tuple[Case, ...]
    zones: tuple[tuple[BaseGeometry, str, int], ...]
    campaigns: tuple[Progress, ...]
    grounds: dict[str, BaseGeometry]
    squads: tuple[Squad, ...]
    routes: tuple[DayRoute, ...]
    bounds: Bounds

    def inside(self, area: BaseGeometry) -> list[str]:
        """Return the numbers of the cases that may be assigned and whose inner point lies in an area."""
        shapely.prepare(area)
        return [one.patch.number for one in self.cases if one.waits and area.covers(shapely.Point(one.spot))]


def plan_view(workspace: Workspace) -> PlanView:
    """Read what planning looks at."""
    cards = [(card, column.title) for column in board(workspace) for card in column.cards]
    with workspace.casebook.reading() as connection:
        grid = zones.load(connection)
    middle = (cards[0][0].patch.lon, cards[0][0].patch.lat) if cards else CHINA_MIDDLE
    crs = metric_crs(*middle)
    here = workspace.crs if cards else crs
    outlines: list[BaseGeometry] = list(all_to_crs([card.patch.geometry for card, _ in cards], here, crs))
    spots = [shape.representative_point() for shape in outlines]
    cases = tuple(
        Case(card, title, outline, (spot.x, spot.y))
        for (card, title), outline, spot in zip(cards, outlines, spots, strict=True)
    )
    streets = [zone for zone in grid.zones if zone.level in (3, 4)] if grid.crs else []
    shapes = all_to_crs([zone.geometry for zone in streets], grid.crs, crs) if grid.crs else []
    told = campaigns(workspace)
    drawn = [one.campaign for one in told if one.campaign.area is not None]
    grounds = {one.name: to_crs(one.area, workspace.crs, crs) for one in drawn if one.area is not None}
    boxes: list[Bounds] = [shape.bounds for shape in (*outlines, *grounds.values())] or [s.bounds for s in shapes]
    return PlanView(
        crs, cases, tuple((shape, zone.name, zone.level) for shape, zone in zip(shapes, streets, strict=True)),
        tuple(told), grounds, tuple(squads(workspace)), tuple(routes(workspace)),
        union(boxes) if boxes else (0.0, 0.0, 1000.0, 1000.0),
    )  # fmt: skip


def ground_of(workspace: Workspace, points: Sequence[tuple[float, float]], crs: CRS) -> BaseGeometry:
    """Return an area drawn on the plan, in the casebook's CRS; one that crosses itself is untangled.

    Raises:
        UnknownNameError: The points enclose nothing.
    """
    drawn = area_of(points)
    return to_crs(drawn, crs, workspace.crs)


def area_of(points: Sequence[tuple[float, float]]) -> BaseGeometry:
    """Return the area that points enclose.

    Raises:
        UnknownNameError: They enclose nothing.
    """
    area = shapely.make_valid(Polygon(points)) if len(points) >= 3 else Polygon()
    if area.area <= 0:
        raise UnknownNameError("The points enclose no ground; draw around it with three points or more.")
    return area
