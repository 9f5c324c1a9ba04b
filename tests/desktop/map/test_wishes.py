"""What a view asks for, and in which order."""

from __future__ import annotations

from rasterio.crs import CRS

from twowei.desktop.map.framing import View
from twowei.desktop.map.pyramid import Box, Pyramid, TileKey
from twowei.desktop.map.wishes import wishes

PYRAMID = Pyramid(CRS.from_epsg(4548), 0, 0, 0.5, 0.5, 8192, 8192)
VIEW = View(Box(2000, 2000, 3000, 2700), 1.0)
LATER = View(Box(6000, 6000, 6500, 6400), 1.0)


def asked(have: set[TileKey] | None = None, ahead: tuple[View, ...] = (LATER,)) -> list[TileKey]:
    return wishes(PYRAMID, ["after"], ["before"], VIEW, list(ahead), have or set())


def test_the_whole_scene_comes_first_then_coarse_then_sharp() -> None:
    levels = [key.level for key in asked(ahead=()) if key.month == "after"]
    assert levels[0] == PYRAMID.top_level
    assert levels == sorted(levels, reverse=True)


def test_sharp_tiles_come_from_the_middle_outwards() -> None:
    sharp = [key for key in asked(ahead=()) if key.month == "after" and key.level == 0]
    x, y = VIEW.box.centre

    def distance(key: TileKey) -> float:
        centre = PYRAMID.box_of(key).centre
        return (centre[0] - x) ** 2 + (centre[1] - y) ** 2

    assert sharp == sorted(sharp, key=distance)
    assert len(sharp) == len(set(PYRAMID.tiles("after", 0, VIEW.box)))


def test_the_hidden_epoch_comes_after_the_shown_and_prefetch_last() -> None:
    order = asked()
    last_shown = max(i for i, key in enumerate(order) if key.month == "after" and key in _tiles("after", VIEW))
    first_hidden = min(i for i, key in enumerate(order) if key.month == "before" and key.level == 0)
    ahead = {*_tiles("after", LATER), *_tiles("before", LATER)}
    first_ahead = min(i for i, key in enumerate(order) if key in ahead)
    last_hidden = max(i for i, key in enumerate(order) if key in _tiles("before", VIEW))
    assert last_shown < first_hidden <= last_hidden < first_ahead
    assert set(order[first_ahead:]) == ahead


def test_what_is_at_hand_is_not_asked_for() -> None:
    have = set(_tiles("after", VIEW))
    assert not have & set(asked(have))


def _tiles(month: str, view: View) -> set[TileKey]:
    return set(PYRAMID.tiles(month, 0, view.box))
