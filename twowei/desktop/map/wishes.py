"""Which tiles a view wants, and in which order. Knows no Qt."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from twowei.desktop.map.framing import View
from twowei.desktop.map.pyramid import Box, Pyramid, TileKey

COARSE_STEP = 2


def wishes(
    pyramid: Pyramid,
    shown: Sequence[str],
    hidden: Sequence[str],
    view: View,
    ahead: Sequence[View],
    have: Container[TileKey],
) -> list[TileKey]:
    """List the missing tiles, most urgent first.

    The whole scene in one tile and a coarse cover come first, so that the map is never blank; then
    the sharp tiles from the centre outwards; then the epoch that one key would bring up; last the
    views that the analyst will want next.
    """
    order: dict[TileKey, None] = {}
    for month in (*shown, *hidden):
        order.update(dict.fromkeys(pyramid.tiles(month, pyramid.top_level, pyramid.extent)))
    level = pyramid.level_for(view.scale)
    coarse = min(level + COARSE_STEP, pyramid.top_level)
    for months, levels in ((shown, (coarse, level)), (hidden, (level,))):
        for each in levels:
            order.update(dict.fromkeys(_outwards(pyramid, months, each, view.box)))
    for later in ahead:
        sharp = pyramid.level_for(later.scale)
        order.update(dict.fromkeys(_outwards(pyramid, (*shown, *hidden), sharp, later.box)))
    return [key for key in order if key not in have]


def _outwards(pyramid: Pyramid, months: Sequence[str], level: int, box: Box) -> Iterator[TileKey]:
    """Yield the tiles of a level, nearest to the centre first, both epochs side by side."""
    x, y = box.centre

    def distance(key: TileKey) -> float:
        centre_x, centre_y = pyramid.box_of(key).centre
        return (centre_x - x) ** 2 + (centre_y - y) ** 2

    keys = (key for month in months for key in pyramid.tiles(month, level, box))
    return iter(sorted(keys, key=distance))
