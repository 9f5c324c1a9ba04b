"""What looks contradictory about a month's imagery: told, never refused, because it may be right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import median

from rasterio.crs import CRS

from twowei.alignment.pair import NOMINAL
from twowei.detection.card import load_card
from twowei.errors import TwoweiError
from twowei.geo.crs import ground_resolution_m
from twowei.geo.grid import Bounds, intersection
from twowei.imagery.epoch import Epoch, Tile
from twowei.imagery.inspection import Inspection

DAYS_OF_ONE_MONTH = 45
UNLIKE = 1.5
"""A tile this many times coarser or finer than its fellows is not of the same product."""


def contradictions(
    inspections: Sequence[Inspection], epoch: Epoch, others: Mapping[str, Bounds], crs: CRS | None
) -> list[str]:
    """Return what is doubtful, a sentence each.

    Args:
        inspections: What was understood of the epoch's files.
        epoch: What they become.
        others: Boxes of the workspace's other months.
        crs: The workspace's CRS, in which the boxes are; None where there are none.
    """
    found = [
        _days(inspections),
        _month(epoch),
        _fellows(inspections),
        empty(epoch),
        borders(epoch),
        _coarse(epoch),
        _far(epoch, others, crs),
    ]
    return [sentence for sentence in found if sentence]


def _days(inspections: Sequence[Inspection]) -> str:
    days = sorted((each.date, each.path.name) for each in inspections if each.date)
    if not days or (days[-1][0] - days[0][0]).days <= DAYS_OF_ONE_MONTH:
        return ""
    (first, one), (last, other) = days[0], days[-1]
    return f"The tiles are of very different days: {one} of {first}, {other} of {last}; is one of another month?"


def _month(epoch: Epoch) -> str:
    if epoch.date is None or epoch.date.strftime("%Y-%m") == epoch.month:
        return ""
    return f"The imagery was taken on {epoch.date}, which is not in {epoch.month}; is it the right month?"


def _fellows(inspections: Sequence[Inspection]) -> str:
    sizes = [(i.ground_resolution_m, i.path.name) for i in inspections if i.ground_resolution_m]
    if not sizes:
        return ""
    usual = median(size for size, _ in sizes)
    strange = [f"{name} ({size:.2f} m)" for size, name in sizes if not usual / UNLIKE <= size <= usual * UNLIKE]
    if not strange:
        return ""
    return f"Of another ground resolution than their fellows ({usual:.2f} m): {', '.join(strange[:3])}."


def empty(*epochs: Epoch) -> str:
    """Return a sentence on files without any imagery, or nothing."""
    found = [tile for epoch in epochs for tile in epoch.tiles if tile.empty]
    if not found:
        return ""
    return f"No imagery at all: every pixel of {_names(found)} is missing or black; fetch it again."


def borders(*epochs: Epoch) -> str:
    """Return a sentence on black or white borders that no file marks as missing, or nothing."""
    found = [tile for epoch in epochs for tile in epoch.tiles if tile.unmarked is not None]
    if not found:
        return ""
    value = f"{found[0].unmarked:g}"
    return (
        f"A border of value {value} is not marked as missing and counts as imagery ({_names(found)}); "
        f"if it is none, give the imagery again with --nodata {value}."
    )


def _names(tiles: Sequence[Tile]) -> str:
    return tiles[0].path.name if len(tiles) == 1 else f"{tiles[0].path.name} +{len(tiles) - 1}"


def _coarse(epoch: Epoch) -> str:
    try:
        card = load_card()
    except TwoweiError:
        return ""
    coarsest = max(ground_resolution_m(tile.grid) for tile in epoch.tiles)
    if coarsest <= card.coarsest_m * NOMINAL:
        return ""
    return (
        f"Its ground resolution is {coarsest:.2f} m, but model {card.name} finds nothing reliable above "
        f"{card.coarsest_m:g} m: it can be looked at, not searched."
    )


def _far(epoch: Epoch, others: Mapping[str, Bounds], crs: CRS | None) -> str:
    if crs is None or not others:
        return ""
    here = epoch.bounds(crs)
    if any(intersection(here, box) for box in others.values()):
        return ""
    return (
        f"It touches the imagery of no other month ({', '.join(others)}); "
        "is it of another place, or is its CRS wrong? Nothing can be compared."
    )
