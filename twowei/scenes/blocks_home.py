"""Blocks that people live in: urban village, hamlet, suburb, apartment rows."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from .model import Box, Building, Parking, Place, Prop, Rgb, Road, Roof, Wing
from .parts import (
    SLABS,
    STEELS,
    TILES,
    WALL,
    Bend,
    Rng,
    area,
    blobs,
    one_of,
    path,
    pick,
    ragged,
    scatter_trees,
    seed_of,
    somewhere,
    tree_row,
    yard_walls,
)

FLOOR_M = 3.1


def village(rng: Rng, place: Place, block: Box) -> None:
    """Dense self-built houses on narrow lanes."""
    place.areas.append(area(rng, block.corners(), one_of(rng, "yard", "lane", "yard")))
    blobs(rng, place, block, ["lane", "concrete", "yard", "soil", "scrub"], 8)
    bend = Bend.drawn(rng, 2.5)
    flat_share = rng.uniform(0.3, 0.95)
    v = -block.width / 2 + 3
    while v < block.width / 2 - 9:
        depth = rng.uniform(9.5, 14.5)
        for lot in _village_row(rng, block, bend, (v, depth)):
            house(rng, place, lot, flat_share)
        v += depth + rng.choice([0.2, 1.6, 3.6], p=[0.5, 0.35, 0.15])
    scatter_trees(rng, place, block, int(block.length * block.width / 240))


def _village_row(rng: Rng, block: Box, bend: Bend, band: tuple[float, float]) -> Iterator[Box]:
    """The lots of one row that starts at v = band[0] and is band[1] deep."""
    v, depth = band[0] + band[1] / 2, band[1]
    u = -block.length / 2 + rng.uniform(1, 4)
    while u < block.length / 2 - 9:
        length = rng.uniform(7.5, 15)
        offset, turn = bend.at(u)
        if abs(v + offset) < (block.width - depth) / 2 and rng.random() < 0.95:
            yield block.inner(u + length / 2, v + offset + rng.normal(0, 0.5), length, depth, turn)
        u += length + rng.choice([0.3, 1.0, 2.6, 5.0], p=[0.45, 0.35, 0.15, 0.05])


def house(rng: Rng, place: Place, lot: Box, flat_share: float) -> None:
    """A main building to the north of its lot, often with an annex in the yard."""
    width = lot.width * rng.uniform(0.7, 0.97)
    flat = rng.random() < flat_share
    floors = float(rng.integers(2, 6) if flat else rng.integers(1, 4))
    box = lot.inner(0, -(lot.width - 1 - width) / 2, lot.length - 0.3, width, rng.normal(0, 0.02))
    wings = [Wing(box, Roof.FLAT if flat else Roof.GABLE, FLOOR_M * floors, rng.uniform(0.25, 0.45))]
    colour = pick(rng, SLABS) if flat else pick(rng, TILES)
    if flat and rng.random() < 0.2:
        colour, wings[0] = pick(rng, STEELS), Wing(box, Roof.STEEL, FLOOR_M * floors, 0.15)
    spare = lot.width - 1 - width
    if spare > 2.2 and rng.random() < 0.6:
        wings.append(_annex(rng, lot, spare))
    wall = rng.uniform(0.4, 0.75)
    place.buildings.append(Building(tuple(wings), colour, seed_of(rng), wall, 0.7))


def _annex(rng: Rng, lot: Box, spare: float) -> Wing:
    side = rng.choice([-1, 1]) * lot.length * rng.uniform(0.1, 0.25)
    box = lot.inner(side, (lot.width - 1 - spare) / 2, lot.length * 0.48, spare)
    return Wing(box, Roof.LEAN if rng.random() < 0.4 else Roof.FLAT, 3.0, 0.12)


def hamlet(rng: Rng, place: Place, block: Box) -> None:
    """Farmhouses with walled yards in loose rows, vegetable beds and trees between."""
    place.areas.append(area(rng, ragged(rng, block.grown(6), 0.06), one_of(rng, "grass", "scrub")))
    blobs(rng, place, block, ["beds", "lawn", "soil", "yard", "scrub", "beds"], 12)
    bend = Bend.drawn(rng, 5)
    for v in np.arange(-block.width / 2 + 14, block.width / 2 - 8, rng.uniform(27, 34)):
        _hamlet_lane(rng, place, block, bend, v + 13)
        u = -block.length / 2 + rng.uniform(0, 14)
        while u < block.length / 2 - 12:
            length = rng.uniform(11, 18)
            offset, turn = bend.at(u)
            if rng.random() < 0.78:
                farmhouse(rng, place, block.inner(u + length / 2, v + offset, length, 20, turn))
            u += length + rng.choice([0.4, 3, 9])
    scatter_trees(rng, place, block.grown(5), int(block.length * block.width / 110))


def _hamlet_lane(rng: Rng, place: Place, block: Box, bend: Bend, v: float) -> None:
    us = np.linspace(-block.length / 2 - 3, block.length / 2 + 3, 16)
    line = np.array([block.to_world(u, v + bend.at(u)[0]) for u in us])
    place.areas.append(path(rng, line, rng.uniform(3, 4.5), one_of(rng, "concrete", "old_road")))


def farmhouse(rng: Rng, place: Place, lot: Box) -> None:
    """North house, concrete yard, wall and often a side wing."""
    yard = lot.inner(0, 2, lot.length, 15)
    place.areas.append(area(rng, yard.corners(), one_of(rng, "concrete", "yard", "concrete", "soil")))
    width = rng.uniform(7.5, 10.5)
    main = lot.inner(0, -lot.width / 2 + width / 2, lot.length - 0.6, width)
    floors = float(rng.integers(1, 4))
    flat = rng.random() < 0.35
    wings = [Wing(main, Roof.FLAT if flat else Roof.GABLE, FLOOR_M * floors, rng.uniform(0.3, 0.5))]
    if rng.random() < 0.55:
        side = rng.choice([-1, 1]) * (lot.length / 2 - 2.4)
        wing = lot.inner(side, -lot.width / 2 + width + 3.4, 6.8, 4.4, np.pi / 2)
        wings.append(Wing(wing, Roof.LEAN if rng.random() < 0.5 else Roof.GABLE, 3.0, 0.25))
    if rng.random() < 0.7:
        yard_walls(rng, place, lot.inner(0, width / 2 - 2, lot.length, lot.width - width - 4), "esw")
    colour = pick(rng, SLABS if flat else TILES)
    place.buildings.append(Building(tuple(wings), colour, seed_of(rng), 0.65, 0.6))


def suburb(rng: Rng, place: Place, block: Box) -> None:
    """Detached houses under tiles, each with a garden, along bent streets."""
    place.areas.append(area(rng, block.corners(), one_of(rng, "lawn", "grass")))
    blobs(rng, place, block, ["lawn", "grass", "scrub", "soil"], 10)
    bend = Bend.drawn(rng, 7)
    depth, front = rng.uniform(27, 36), rng.uniform(16, 25)
    margin = depth / 2 + abs(bend.height_m)
    side = 1
    for v in np.arange(-block.width / 2 + margin, block.width / 2 - depth / 3, depth + 4):
        for u in np.arange(-block.length / 2 + front / 2, block.length / 2 - front / 3, front):
            offset, turn = bend.at(u)
            if rng.random() < 0.93 and abs(v + offset) < block.width / 2 - 6:
                lot = block.inner(u, v + offset + rng.normal(0, 1), front, depth, turn)
                villa(rng, place, lot, side)
        if side == 1:
            _street(place, rng, block, bend, v + depth / 2 + 2)
        side = -side
    scatter_trees(rng, place, block, int(block.length * block.width / rng.uniform(90, 400)))


def _street(place: Place, rng: Rng, block: Box, bend: Bend, v: float) -> None:
    if v > block.width / 2:
        return
    us = np.linspace(-block.length / 2, block.length / 2, 24)
    line = np.array([block.to_world(u, v + bend.at(u)[0]) for u in us])
    place.roads.append(Road(line, 6.5, int(rng.integers(3)), 1.2))


def villa(rng: Rng, place: Place, lot: Box, side: int) -> None:
    """``side`` +1 has the street to the south of the lot, -1 to the north."""
    reach = lot.width * 0.34
    drive = lot.inner(lot.length * 0.27, side * (lot.width / 2 - reach / 2 + 2), rng.uniform(3, 6), reach)
    place.areas.append(area(rng, drive.corners(), "concrete"))
    back = somewhere(rng, lot.inner(0, -side * lot.width * 0.33, lot.length * 0.6, 5), 7, 5)
    place.areas.append(area(rng, ragged(rng, back), one_of(rng, "lawn", "soil", "paving", "scrub")))
    length, width = lot.length * rng.uniform(0.6, 0.86), rng.uniform(9, 14)
    turn = rng.normal(0, 0.03)
    roof = Roof.HIP if rng.random() < 0.7 else Roof.GABLE
    height, pitch = 3.0 * float(rng.integers(1, 3)), rng.uniform(0.35, 0.65)
    wings = [Wing(lot.inner(0, 0, length, width, turn), roof, height, pitch)]
    for _ in range(int(rng.integers(0, 3))):
        u, deep = rng.uniform(-0.3, 0.3) * length, width * rng.uniform(0.6, 1.1)
        wing = lot.inner(u, rng.choice([-1, 1]) * width * 0.4, deep, length * 0.38, turn + np.pi / 2)
        wings.append(Wing(wing, roof, height, pitch))
    place.buildings.append(Building(tuple(wings), pick(rng, TILES), seed_of(rng), 0.65))
    if rng.random() < 0.4:
        yard_walls(rng, place, lot, "new" if side == 1 else "esw")


def apartments(rng: Rng, place: Place, block: Box) -> None:
    """Parallel slabs facing south among lawns and parking lanes."""
    place.areas.append(area(rng, block.corners(), "lawn"))
    blobs(rng, place, block, ["lawn", "paving", "scrub", "grass"], 10)
    yard_walls(rng, place, block.grown(-1.5))
    floors = int(rng.integers(6, 19))
    colour, wall = pick(rng, SLABS), float(rng.uniform(0.5, 0.8))
    deep = rng.uniform(12, 15)
    spacing = deep + max(20, 3.0 * floors * rng.uniform(0.75, 1.0))
    for v in np.arange(-block.width / 2 + deep / 2 + 7, block.width / 2 - deep / 2 - 3, spacing):
        _apartment_row(rng, place, block.inner(0, v, block.length, deep), (floors, colour, wall))
    tree_row(rng, place, block, -block.width / 2 + 4, 5)
    tree_row(rng, place, block, block.width / 2 - 4, 5)
    scatter_trees(rng, place, block.grown(-4), int(block.length * block.width / 70), (1.0, 2.8))


def _apartment_row(rng: Rng, place: Place, row: Box, look: tuple[int, Rgb, float]) -> None:
    lane = row.inner(0, row.width / 2 + 7, row.length - 8, 5)
    place.areas.append(area(rng, lane.corners(), "old_road"))
    strip = row.inner(0, row.width / 2 + 11, row.length - 14, 5)
    place.parking.append(Parking(strip))
    place.areas.append(area(rng, strip.corners(), "paving"))
    u = -row.length / 2 + 6
    while u < row.length / 2 - 26:
        length = min(rng.uniform(26, 62), row.length / 2 - 5 - u)
        slab(rng, place, row.inner(u + length / 2, rng.normal(0, 0.6), length, row.width), look)
        u += length + rng.uniform(7, 14)


def slab(rng: Rng, place: Place, box: Box, look: tuple[int, Rgb, float]) -> None:
    """One apartment house with stair heads and a stepped front."""
    floors, colour, wall = look
    height = 3.0 * floors
    wings = [Wing(box.inner(0, -0.8, box.length, box.width - 1.6), Roof.FLAT, height)]
    units = max(1, round(box.length / 16))
    for unit in range(units):
        u = (unit + 0.5 - units / 2) * box.length / units
        wings.append(Wing(box.inner(u, 0, box.length / units * 0.62, box.width), Roof.FLAT, height))
    for unit in range(units):
        u = (unit + 0.5 - units / 2) * box.length / units
        wings.append(Wing(box.inner(u, -box.width * 0.12, 6.5, 4.6), Roof.FLAT, height + 3.5))
    shade = pick(rng, (colour,), 0.02)
    place.buildings.append(Building(tuple(wings), shade, seed_of(rng), wall, 0.9, kind="slab"))


def bins(rng: Rng, place: Place, box: Box, count: int) -> None:
    """Odd low things lying about a yard."""
    for _ in range(count):
        spot = somewhere(rng, box, rng.uniform(1, 4), rng.uniform(1, 2.5), 3)
        place.props.append(Prop(spot, rng.uniform(0.6, 2.4), pick(rng, (*STEELS, *SLABS, WALL), 0.1)))
