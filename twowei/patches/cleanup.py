"""From pixel outlines to candidates: holes, size, width, right angles where the building has them.

Least areas follow the handling minima of the domain reference (2.3); the width rule drops the slivers that
misregistration leaves along edges.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry import JOIN_STYLE, Polygon
from shapely.geometry.base import BaseGeometry

from twowei.detection.card import Change
from twowei.geo.grid import Grid
from twowei.patches.candidate import Candidate, Form
from twowei.patches.regularise import CORNER_PX, right_angled, straightened
from twowei.patches.vectorise import Component

LEAST_AREA_BY_RESOLUTION = ((0.05, 5.0), (0.2, 15.0), (0.5, 40.0), (0.8, 80.0), (2.0, 200.0))
"""Ground resolution in metres and the smallest patch in m² that is worth an analyst's look at it."""

LEAST_WIDTH_PX = 3.0
LEAST_AGREEMENT = 0.85
"""IoU with the pixels below which an outline made of them is refused."""
RIGHT_ANGLED_FROM = 0.87
"""IoU with the pixels from which right angles are taken: on LEVIR's val_scenes outlines then agree with what people
drew as well as the pixels do (benchmarks/outlines.py); at 0.85 they lose a little."""
FARTHEST_PX = 3.0
"""How far 95 % of the pixels' edges may lie from right-angled walls; farther, and the building is not right-angled."""


@dataclass(frozen=True)
class Rules:
    """What makes a component a candidate.

    Attributes:
        least_area_m2: Ellipsoidal area below which it is dropped.
        threshold: Score from which a pixel counts.
        aoi: Area of interest in the grid's CRS; candidates that do not meet it are dropped.
    """

    least_area_m2: float
    threshold: float
    aoi: BaseGeometry | None = None


def least_area_m2(resolution_m: float) -> float:
    """Return the default smallest area for imagery of a ground resolution, interpolated in the table."""
    resolutions, areas = zip(*LEAST_AREA_BY_RESOLUTION, strict=True)
    return float(np.interp(resolution_m, resolutions, areas))


def candidates(found: Iterable[Component], change: Change, grid: Grid, rules: Rules) -> Iterator[Candidate]:
    """Turn components into candidates in the grid's CRS and drop what is too small, too thin or elsewhere."""
    for component in found:
        made = cleaned(component.outline, _hole_limit_px(grid, rules))
        if made is None:
            continue
        outline, form = made
        ground, raw = (shapely.transform(one, grid.ground) for one in (outline, component.outline))
        candidate = Candidate(ground, grid.crs, change, round(component.score, 4), raw, form)
        if candidate.area_m2 >= rules.least_area_m2 and (rules.aoi is None or ground.intersects(rules.aoi)):
            yield candidate


def _hole_limit_px(grid: Grid, rules: Rules) -> float:
    width, height = grid.resolution
    return rules.least_area_m2 / (width * height)


def cleaned(raw: Polygon, least_hole_px: float) -> tuple[Polygon, Form] | None:
    """Return the outline that stands for pixels, and what it is: the best that agrees with them; None for a sliver.

    Args:
        raw: Along pixel edges, in pixels.
        least_hole_px: Holes smaller than this are filled.
    """
    filled = Polygon(raw.exterior, [hole for hole in raw.interiors if Polygon(hole).area >= least_hole_px])
    if _is_sliver(filled):
        return None
    body = _without_spurs(filled)
    straight = max(right_angled(body), key=lambda one: agreement(one, raw), default=None)
    if straight is not None and agreement(straight, raw) >= RIGHT_ANGLED_FROM and _follows(straight, body):
        return straight, Form.REGULAR
    for simple in (straightened(body), body, filled):
        if simple is not None and agreement(simple, raw) >= LEAST_AGREEMENT:
            return simple, Form.SIMPLE
    return raw, Form.RAW


def agreement(one: BaseGeometry, other: BaseGeometry) -> float:
    """Return the intersection over the union of two outlines."""
    both = one.intersection(other).area
    return both / (one.area + other.area - both)


def _is_sliver(filled: Polygon) -> bool:
    """Return whether it is nowhere wide, or narrow all along: what misregistration leaves beside long edges."""
    if filled.buffer(-LEAST_WIDTH_PX / 2).is_empty:
        return True
    smooth = filled.simplify(CORNER_PX)
    return bool(2 * smooth.area / smooth.length < LEAST_WIDTH_PX)


def _without_spurs(filled: Polygon) -> Polygon:
    """Take off what is narrower than the least width; what would fall apart or change much stays whole."""
    half = LEAST_WIDTH_PX / 2
    opened = filled.buffer(-half, join_style=JOIN_STYLE.mitre).buffer(half, join_style=JOIN_STYLE.mitre)
    if isinstance(opened, Polygon) and opened.is_valid and agreement(opened, filled) >= LEAST_AGREEMENT:
        return shapely.normalize(shapely.simplify(opened, 0))
    return filled


def _follows(walls: Polygon, body: Polygon) -> bool:
    edges = shapely.points(shapely.get_coordinates(shapely.segmentize(body, 1.0)))
    return bool(np.percentile(shapely.distance(edges, walls.boundary), 95) <= FARTHEST_PX)
