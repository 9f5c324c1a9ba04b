"""Two dates composed from single-date pictures: what single-temporal supervision makes of building masks.

Three ways, by chance: two unlike grounds (new is where only the second has a building); buildings of one ground
set onto bare ground of another; buildings covered with bare ground in the before picture. In each, patches of
earth also change without any building, so that a fresh surface alone proves nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from twowei.errors import ModelError
from twowei.training.grounds import Ground

SIDE_M = 150.0
"""Side of a composed scene; joined grounds that are smaller are left out."""
_EDGE_M = 1.2
_TRIES = 30
_SLIVER_M = 1.5
Rng = np.random.Generator
Mask = NDArray[np.bool_]
Picture = NDArray[np.uint8]


@dataclass(frozen=True)
class Composed:
    """Two uint8 (h, w, 3) pictures and where buildings came or went, bool (h, w)."""

    before: Picture
    after: Picture
    new: Mask
    demolished: Mask


def compose(grounds: Sequence[Ground], resolution_m: float, rng: Rng) -> Composed:
    """Compose one pair at the resolution of the grounds.

    Raises:
        ModelError: No ground is large enough.
    """
    side = round(SIDE_M / resolution_m)
    large = [g for g in grounds if min(g.building.shape) >= side]
    if not large:
        raise ModelError(f"Two dates are composed on squares of {SIDE_M:g} m; no joined picture is that large.")
    first, second = (_cut(large, side, rng) for _ in range(2))
    way = rng.random()
    if way < 0.35:
        pair = _unlike(first, second, resolution_m)
    elif way < 0.65:
        pair = _built(first, second, resolution_m, rng)
    else:
        pair = _cleared(first, second, resolution_m, rng)
    return _with_moved_earth(pair, second, first.building | pair.new, resolution_m, rng)


def _cut(grounds: Sequence[Ground], side: int, rng: Rng) -> Ground:
    """Cut a random square, large grounds more often, turned by quarters and mirrored."""
    areas = np.array([g.building.size for g in grounds], float)
    ground = grounds[int(rng.choice(len(grounds), p=areas / areas.sum()))]
    row, column = (int(rng.integers(length - side + 1)) for length in ground.building.shape)
    area = (slice(row, row + side), slice(column, column + side))
    quarter, mirror = int(rng.integers(4)), 1 if rng.random() < 0.5 else -1
    picture, building = (np.rot90(a[area], quarter)[:, ::mirror] for a in (ground.picture, ground.building))
    return Ground(np.ascontiguousarray(picture), np.ascontiguousarray(building))


def _unlike(first: Ground, second: Ground, resolution_m: float) -> Composed:
    """Two places as one: where only the second has a building one was built, where only the first one went."""
    side = round(_SLIVER_M / resolution_m) * 2 + 1
    new, gone = (
        _opened(one & ~other, side)
        for one, other in ((second.building, first.building), (first.building, second.building))
    )
    return Composed(first.picture, second.picture, new, gone)


def _opened(mask: Mask, side: int) -> Mask:
    kept = ndimage.maximum_filter(ndimage.minimum_filter(mask.astype(np.uint8), side), side)
    opened: Mask = (kept > 0) & mask
    return opened


def _built(ground: Ground, source: Ground, resolution_m: float, rng: Rng) -> Composed:
    """Set buildings of another place, with their rim of ground and shadow, onto free ground."""
    after, taken = ground.picture.copy(), ground.building.copy()
    new = np.zeros_like(taken)
    for crop, shape in _some_buildings(source, resolution_m, rng, most=12):
        spot = _free_spot(taken, shape, rng)
        if spot is None:
            continue
        area = (slice(spot[0], spot[0] + shape.shape[0]), slice(spot[1], spot[1] + shape.shape[1]))
        after[area] = _blended(after[area], crop, _feathered(shape, resolution_m))
        new[area] |= shape
        taken[area] |= shape
    return Composed(ground.picture, after, new, np.zeros_like(new))


def _cleared(ground: Ground, source: Ground, resolution_m: float, rng: Rng) -> Composed:
    """Cover some buildings with bare ground before they were built."""
    labels, count = ndimage.label(ground.building)
    chosen = rng.random(count + 1) < rng.uniform(0.1, 0.7)
    chosen[0] = False
    new = chosen[labels]
    before = ground.picture.copy()
    for number in np.flatnonzero(chosen):
        before = _cover(before, labels == number, source, resolution_m, rng)
    return Composed(before, ground.picture, new, np.zeros_like(new))


def _cover(picture: Picture, shape: Mask, source: Ground, resolution_m: float, rng: Rng) -> Picture:
    """Cover one outline, and the shadow beside it, with ground of another place toned like what is around."""
    edge = round(rng.uniform(1.0, 4.0) / resolution_m)
    area = _box(shape, edge + 2)
    part = shape[area]
    wide = ndimage.maximum_filter(part.astype(np.uint8), 2 * edge + 1) > 0
    spot = _free_spot(source.building, part, rng)
    result: Picture = picture.copy()
    if spot is None:
        fill = np.broadcast_to(_ring_colour(picture[area], wide), (*part.shape, 3))
    else:
        ground = source.picture[spot[0] : spot[0] + part.shape[0], spot[1] : spot[1] + part.shape[1]].astype(np.float32)
        pull = float(rng.uniform(0.2, 1.0))
        fill = ground + pull * (_ring_colour(picture[area], wide) - ground.mean((0, 1)))
    result[area] = _blended(result[area], np.clip(fill, 0, 255), _feathered(wide, resolution_m))
    return result


def _with_moved_earth(pair: Composed, source: Ground, taken: Mask, resolution_m: float, rng: Rng) -> Composed:
    """Lay patches of other ground where nothing was built, in either picture."""
    pictures = [pair.before.copy(), pair.after.copy()]
    for _ in range(int(rng.integers(0, 5))):
        height, width = rng.uniform(5, 35, 2) / resolution_m
        rows, columns = np.ogrid[-1 : 1 : complex(0, max(round(height), 3)), -1 : 1 : complex(0, max(round(width), 3))]
        shape = np.asarray(np.abs(rows) ** 3 + np.abs(columns) ** 3 < 1)
        spot, origin = _free_spot(taken | pair.demolished, shape, rng), _free_spot(source.building, shape, rng)
        if spot is None or origin is None:
            continue
        area, from_area = (
            tuple(slice(at, at + size) for at, size in zip(place, shape.shape, strict=True)) for place in (spot, origin)
        )
        date = int(rng.integers(2))
        pictures[date][area] = _blended(
            pictures[date][area], source.picture[from_area], _feathered(shape, resolution_m)
        )
    return Composed(pictures[0], pictures[1], pair.new, pair.demolished)


def _some_buildings(source: Ground, resolution_m: float, rng: Rng, most: int) -> list[tuple[Picture, Mask]]:
    """Return crops of random buildings of 15 to 1,500 m² with their outlines."""
    labels, count = ndimage.label(source.building)
    areas = np.bincount(labels.ravel(), minlength=count + 1)[1:] * resolution_m**2
    numbers = np.flatnonzero((areas >= 15) & (areas <= 1500)) + 1
    rng.shuffle(numbers)
    rim = round(_EDGE_M * 2 / resolution_m)
    crops = []
    for number in numbers[: int(rng.integers(0, most + 1))]:
        area = _box(labels == number, rim)
        crops.append((source.picture[area], labels[area] == number))
    return crops


def _box(shape: Mask, rim: int) -> tuple[slice, slice]:
    found = ndimage.find_objects(shape.astype(np.uint8))[0]
    row, column = (
        slice(max(part.start - rim, 0), min(part.stop + rim, length))
        for part, length in zip(found, shape.shape, strict=True)
    )
    return row, column


def _free_spot(taken: Mask, shape: Mask, rng: Rng) -> tuple[int, int] | None:
    """Return a corner at which a shape meets nothing, or None after some tries."""
    room = [length - size for length, size in zip(taken.shape, shape.shape, strict=True)]
    if min(room) < 0:
        return None
    for _ in range(_TRIES):
        row, column = (int(rng.integers(r + 1)) for r in room)
        if not taken[row : row + shape.shape[0], column : column + shape.shape[1]].any():
            return row, column
    return None


def _ring_colour(picture: Picture, inside: Mask) -> NDArray[np.float32]:
    outside = picture[~inside] if not inside.all() else picture.reshape(-1, 3)
    return np.asarray(np.median(outside, axis=0), np.float32)


def _feathered(shape: Mask, resolution_m: float) -> NDArray[np.float32]:
    """Return how much of the new picture shows: 1 inside, fading out over the edge."""
    distance = ndimage.distance_transform_edt(~shape) * resolution_m
    return np.asarray(np.clip(1 - distance / _EDGE_M, 0, 1), np.float32)


def _blended(under: Picture, over: NDArray[np.generic], share: NDArray[np.float32]) -> Picture:
    mixed = under * (1 - share[..., None]) + np.asarray(over, np.float32) * share[..., None]
    return np.asarray(mixed.round(), np.uint8)
