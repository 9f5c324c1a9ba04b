"""One grid for a pair: a CRS in which a metre is a metre, the model's resolution, the common extent."""

from __future__ import annotations

from rasterio.crs import CRS

from twowei.errors import PairError
from twowei.geo.crs import LONLAT, ground_resolution_m, is_metric, metric_crs
from twowei.geo.grid import Bounds, Grid, intersection
from twowei.imagery.epoch import Epoch

LEAST_SIDE_PX = 32
"""A common extent narrower than this is no overlap worth comparing."""


def common_grid(before: Epoch, after: Epoch, resolution_m: float) -> Grid:
    """Return the grid on which two epochs are compared.

    Its CRS is the after imagery's own where that is metric on the ground, else the before imagery's, else the
    local CGCS2000 or UTM zone (degrees, feet and Web Mercator are not metric).

    Raises:
        PairError: The epochs do not overlap.
    """
    crs = working_crs(after, before)
    common = intersection(before.bounds(crs), after.bounds(crs))
    if common is None or min(common[2] - common[0], common[3] - common[1]) < LEAST_SIDE_PX * resolution_m:
        raise PairError(
            f"The two epochs do not overlap ({_place(before)} and {_place(after)}); "
            "choose imagery of one place, or check the CRS of both with twowei inspect."
        )
    aligned = _own_grid(after, crs, common, resolution_m) or _own_grid(before, crs, common, resolution_m)
    return aligned or Grid.over(crs, common, resolution_m)


def working_crs(*epochs: Epoch) -> CRS:
    """Return the first epoch's CRS that is metric on the ground, else the local zone of the first epoch."""
    for epoch in epochs:
        tile = epoch.tiles[0]
        if is_metric(tile.grid.crs, tile.grid.bounds):
            return tile.grid.crs
    left, bottom, right, top = epochs[0].bounds(LONLAT)
    return metric_crs((left + right) / 2, (bottom + top) / 2)


def _own_grid(epoch: Epoch, crs: CRS, common: Bounds, resolution_m: float) -> Grid | None:
    """Return a grid of the imagery's own pixels, where they have the wanted size, so that nothing is resampled."""
    source = epoch.tiles[0].grid
    t = source.transform
    if source.crs != crs or t.b or t.d or abs(t.a - resolution_m) > 1e-9 or abs(t.e + resolution_m) > 1e-9:
        return None
    left, bottom, right, top = common
    first_col, first_row = round((left - t.c) / resolution_m), round((t.f - top) / resolution_m)
    width, height = round((right - left) / resolution_m), round((top - bottom) / resolution_m)
    return source.part(first_row, first_col, height, width)


def _place(epoch: Epoch) -> str:
    left, bottom, right, top = epoch.bounds(LONLAT)
    return f"{epoch.tiles[0].path.name} lies at {left:.4f}–{right:.4f}°E, {bottom:.4f}–{top:.4f}°N"


def source_resolution_m(epoch: Epoch) -> float:
    """Return the ground resolution of the epoch's coarsest tile."""
    return max(ground_resolution_m(tile.grid) for tile in epoch.tiles)
