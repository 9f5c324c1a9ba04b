"""From stair-stepped components to candidates: holes, size, width, simplification.

Least areas follow the handling minima of the domain reference (2.3); the width rule drops the slivers that
misregistration leaves along edges.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from twowei.detection.card import Change
from twowei.geo.grid import Grid
from twowei.patches.candidate import Candidate
from twowei.patches.vectorise import Component

LEAST_AREA_BY_RESOLUTION = ((0.05, 5.0), (0.2, 15.0), (0.5, 40.0), (0.8, 80.0), (2.0, 200.0))
"""Ground resolution in metres and the smallest patch in m² that is worth an analyst's look at it."""

LEAST_WIDTH_PX = 3.0
SIMPLIFY_PX = 1.5
LEAST_AGREEMENT = 0.85
"""IoU with the pixel outline below which a simplified one is refused."""


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
        outline = _clean(component.outline, _hole_limit_px(grid, rules))
        if outline is None:
            continue
        ground = shapely.transform(outline, grid.ground)
        candidate = Candidate(ground, grid.crs, change, round(component.score, 4))
        if candidate.area_m2 >= rules.least_area_m2 and (rules.aoi is None or ground.intersects(rules.aoi)):
            yield candidate


def _hole_limit_px(grid: Grid, rules: Rules) -> float:
    width, height = grid.resolution
    return rules.least_area_m2 / (width * height)


def _clean(outline: Polygon, least_hole_px: float) -> Polygon | None:
    """Fill small holes, refuse slivers, simplify the stairs; in pixels."""
    holes = [hole for hole in outline.interiors if Polygon(hole).area >= least_hole_px]
    filled = Polygon(outline.exterior, holes)
    if filled.buffer(-LEAST_WIDTH_PX / 2).is_empty:
        return None
    smooth = filled.simplify(SIMPLIFY_PX)
    if not isinstance(smooth, Polygon) or not smooth.is_valid:
        return filled
    agreement = smooth.intersection(filled).area / smooth.union(filled).area
    return smooth if agreement >= LEAST_AGREEMENT else filled
