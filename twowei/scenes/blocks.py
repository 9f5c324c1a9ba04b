"""Fillers of one block of land: each puts ground, buildings and trees into the place."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from .model import Area, Box, Building, Place, Points, Rgb, Roof, Tree, Wing

Rng = np.random.Generator

TILES: tuple[Rgb, ...] = (
    (0.44, 0.27, 0.21),
    (0.36, 0.24, 0.20),
    (0.34, 0.33, 0.33),
    (0.29, 0.29, 0.31),
    (0.48, 0.40, 0.33),
    (0.40, 0.36, 0.31),
)
STEELS: tuple[Rgb, ...] = (
    (0.22, 0.40, 0.66),
    (0.28, 0.48, 0.74),
    (0.20, 0.34, 0.55),
    (0.60, 0.25, 0.20),
    (0.82, 0.83, 0.84),
    (0.70, 0.72, 0.74),
    (0.56, 0.60, 0.62),
)
SLABS: tuple[Rgb, ...] = (
    (0.58, 0.56, 0.53),
    (0.66, 0.65, 0.62),
    (0.49, 0.47, 0.45),
    (0.72, 0.70, 0.67),
    (0.55, 0.50, 0.45),
    (0.40, 0.39, 0.38),
)


def pick(rng: Rng, palette: tuple[Rgb, ...], spread: float = 0.03) -> Rgb:
    """A tone of the palette, a little off."""
    base = np.float64(palette[rng.integers(len(palette))])
    r, g, b = np.clip(base * rng.normal(1, spread * 1.5) + rng.normal(0, spread / 2, 3), 0.05, 1)
    return float(r), float(g), float(b)


def seed_of(rng: Rng) -> int:
    return int(rng.integers(2**31))


def area(rng: Rng, points: Points, material: str, angle: float = 0.0) -> Area:
    return Area(points, material, angle, seed_of(rng))


def ragged(rng: Rng, box: Box, roughness: float = 0.15, count: int = 28) -> Points:
    """A natural blob filling most of a box."""
    turn = np.linspace(0, 2 * np.pi, count, endpoint=False)
    radius = np.ones(count)
    for wave in range(2, 6):
        radius += roughness / (wave - 1) * np.sin(wave * turn + rng.uniform(0, 2 * np.pi))
    u = np.cos(turn) * box.length / 2 * radius
    v = np.sin(turn) * box.width / 2 * radius
    return np.array([box.to_world(a, b) for a, b in zip(u, v, strict=True)])


def scatter_trees(
    rng: Rng, place: Place, box: Box, count: int, radius: tuple[float, float] = (1.2, 3.2)
) -> None:
    for _ in range(count):
        u = rng.uniform(-box.length / 2, box.length / 2)
        v = rng.uniform(-box.width / 2, box.width / 2)
        place.trees.append(tree_at(rng, box.to_world(u, v), radius))


def tree_at(rng: Rng, where: tuple[float, float], radius: tuple[float, float] = (1.2, 3.2)) -> Tree:
    size = rng.uniform(*radius)
    return Tree(*where, size, size * rng.uniform(1.5, 2.4), rng.normal(0, 0.35))


def tree_row(rng: Rng, place: Place, box: Box, v: float, gap_m: float) -> None:
    for u in np.arange(-box.length / 2 + 2, box.length / 2 - 2, gap_m):
        if rng.random() < 0.8:
            spot = box.to_world(u + rng.normal(0, 0.6), v + rng.normal(0, 0.4))
            place.trees.append(tree_at(rng, spot, (1.3, 2.6)))


def village(rng: Rng, place: Place, block: Box) -> None:
    """Dense self-built houses on narrow lanes."""
    place.areas.append(area(rng, block.corners(), str(rng.choice(["yard", "lane", "concrete"]))))
    pitch_v = rng.uniform(12, 16)
    flat_share = rng.uniform(0.3, 0.95)
    for v in np.arange(-block.width / 2 + 7, block.width / 2 - 5, pitch_v):
        u = -block.length / 2 + rng.uniform(1, 4)
        while u < block.length / 2 - 9:
            length = rng.uniform(8, 15)
            if rng.random() < 0.9:
                house(rng, place, block.inner(u + length / 2, v, length, 1), pitch_v, flat_share)
            u += length + rng.choice([0.6, 1.2, 3.5], p=[0.4, 0.4, 0.2])
    scatter_trees(rng, place, block, int(block.length * block.width / 500))


def house(rng: Rng, place: Place, lot: Box, depth_m: float, flat_share: float) -> None:
    """A main building to the north of its lot, often with an annex in the yard."""
    width = min(depth_m - 2, rng.uniform(8, 12))
    flat = rng.random() < flat_share
    floors = rng.integers(2, 6) if flat else rng.integers(1, 4)
    box = lot.inner(0, -(depth_m - 1.5 - width) / 2, lot.length - 0.3, width, rng.normal(0, 0.015))
    roof = Roof.FLAT if flat else Roof.GABLE
    wings = [Wing(box, roof, 3.1 * float(floors), rng.uniform(0.25, 0.45))]
    spare = depth_m - 1.5 - width
    if spare > 2.2 and rng.random() < 0.6:
        annex = lot.inner(rng.uniform(-1.5, 1.5), (depth_m - 1.5 - spare) / 2, lot.length * 0.5, spare)
        wings.append(Wing(annex, Roof.LEAN if rng.random() < 0.4 else Roof.FLAT, 3.0, 0.12))
    colour = pick(rng, SLABS) if flat else pick(rng, TILES)
    if flat and rng.random() < 0.22:
        colour, wings[0] = pick(rng, STEELS), Wing(box, Roof.STEEL, 3.1 * float(floors), 0.15)
    wall = rng.uniform(0.45, 0.8)
    place.buildings.append(Building(tuple(wings), colour, seed_of(rng), wall, 0.7))


def industry(rng: Rng, place: Place, block: Box) -> None:
    """Workshops under coloured steel around concrete yards."""
    place.areas.append(area(rng, block.corners(), "concrete"))
    deep = rng.uniform(18, 40)
    v = -block.width / 2 + deep / 2 + 5
    while v < block.width / 2 - deep / 2 - 2:
        u = -block.length / 2 + 6
        while u < block.length / 2 - 22:
            length = min(rng.uniform(24, 75), block.length / 2 - 5 - u)
            if length > 14 and rng.random() < 0.85:
                workshop(rng, place, block.inner(u + length / 2, v, length, deep))
            u += length + rng.uniform(6, 14)
        place.parking.append(block.inner(0, v + deep / 2 + 5, block.length - 12, 4))
        v += deep + rng.uniform(12, 20)
    tree_row(rng, place, block, block.width / 2 - 2, 6)
    tree_row(rng, place, block, -block.width / 2 + 2, 6)


def workshop(rng: Rng, place: Place, box: Box) -> None:
    height = rng.uniform(6, 11)
    if rng.random() < 0.2:
        wings = (Wing(box, Roof.FLAT, height + 3),)
        colour = pick(rng, SLABS)
    else:
        spans = max(1, round(box.width / rng.uniform(14, 26)))
        width = box.width / spans
        offsets = (np.arange(spans) - (spans - 1) / 2) * width
        wings = tuple(Wing(box.inner(0, v, box.length, width), Roof.STEEL, height, 0.1) for v in offsets)
        colour = pick(rng, STEELS)
    place.buildings.append(Building(wings, colour, seed_of(rng), 0.7, 0.9, kind="workshop"))


CROPS = ("paddy", "paddy", "rows", "rows", "ploughed", "stubble", "flooded", "grass")


def farmland(rng: Rng, place: Place, block: Box) -> None:
    """Strips of crops along a common direction, divided by ridges and ditches."""
    place.areas.append(area(rng, block.corners(), "grass"))
    strips = max(1, round(block.width / rng.uniform(25, 60)))
    width = block.width / strips
    for strip in range(strips):
        v = -block.width / 2 + (strip + 0.5) * width
        if rng.random() < 0.15:
            greenhouses(rng, place, block.inner(0, v, block.length, width - 3))
        else:
            parcels(rng, place, block, v, width)
        if rng.random() < 0.3:
            tree_row(rng, place, block, v + width / 2, rng.uniform(3.5, 9))
    if rng.random() < 0.6:
        spot = block.inner(rng.uniform(-0.4, 0.4) * block.length, rng.uniform(-0.4, 0.4) * block.width, 1, 1)
        hut = Wing(spot.inner(0, 0, rng.uniform(4, 9), rng.uniform(3.5, 6)), Roof.GABLE, 3.0)
        place.buildings.append(Building((hut,), pick(rng, TILES + STEELS), seed_of(rng)))


def parcels(rng: Rng, place: Place, block: Box, v: float, width: float) -> None:
    u = -block.length / 2
    while u < block.length / 2 - 4:
        length = min(rng.uniform(20, 90), block.length / 2 - u)
        parcel = block.inner(u + length / 2, v, length - 1.0, width - rng.uniform(0.8, 2))
        along = block.angle + (np.pi / 2 if rng.random() < 0.3 else 0)
        place.areas.append(area(rng, parcel.corners(), str(rng.choice(CROPS)), along))
        u += length


def greenhouses(rng: Rng, place: Place, box: Box) -> None:
    """Plastic tunnels side by side; farm gear, not counted as buildings."""
    place.areas.append(area(rng, box.corners(), "soil"))
    gap = rng.uniform(9, 11)
    whole = rng.uniform(0.6, 0.95)
    for u in np.arange(-box.length / 2 + gap / 2, box.length / 2 - gap / 2, gap):
        if rng.random() < whole:
            tunnel = box.inner(u, 0, box.width - 3, gap - 2.2, np.pi / 2)
            colour = pick(rng, ((0.68, 0.71, 0.73), (0.60, 0.64, 0.66), (0.52, 0.56, 0.58)))
            wing = Wing(tunnel, Roof.ARCH, 0.8)
            place.buildings.append(
                Building((wing,), colour, seed_of(rng), 0.6, kind="greenhouse", counted=False)
            )


def suburb(rng: Rng, place: Place, block: Box) -> None:
    """Detached houses under tiles, each with a garden."""
    place.areas.append(area(rng, block.corners(), "lawn"))
    depth, front = rng.uniform(24, 34), rng.uniform(17, 25)
    for v in np.arange(-block.width / 2 + depth / 2, block.width / 2 - depth / 3, depth):
        for u in np.arange(-block.length / 2 + front / 2, block.length / 2 - front / 3, front):
            if rng.random() < 0.92:
                lot = block.inner(u + rng.normal(0, 0.8), v + rng.normal(0, 1.2), front, depth)
                villa(rng, place, lot)
    scatter_trees(rng, place, block, int(block.length * block.width / 260))


def villa(rng: Rng, place: Place, lot: Box) -> None:
    drive = lot.inner(lot.length * 0.3, lot.width * 0.25, 3.2, lot.width * 0.5)
    place.areas.append(area(rng, drive.corners(), "concrete"))
    length, width = rng.uniform(11, 16), rng.uniform(9, 13)
    turn = rng.normal(0, 0.04)
    roof = Roof.HIP if rng.random() < 0.65 else Roof.GABLE
    height, pitch = 3.0 * float(rng.integers(1, 4)), rng.uniform(0.4, 0.65)
    wings = [Wing(lot.inner(0, 0, length, width, turn), roof, height, pitch)]
    if rng.random() < 0.7:
        side = rng.choice([-1, 1])
        wing = lot.inner(side * length * 0.28, width * 0.45, length * 0.42, width * 0.7, turn)
        wings.append(Wing(wing.inner(0, 0, wing.width, wing.length, np.pi / 2), roof, height, pitch))
    place.buildings.append(Building(tuple(wings), pick(rng, TILES), seed_of(rng), 0.7))


def site(rng: Rng, place: Place, block: Box) -> None:
    """A building site: soil, pits, foundations, dust nets, workers' blue sheds."""
    place.areas.append(area(rng, block.corners(), str(rng.choice(["soil", "pale_soil"]))))
    for material in rng.choice(["net", "soil", "dark_soil", "pale_soil", "net", "rubble"], 6):
        size = rng.uniform(0.12, 0.45, 2) * min(block.length, block.width)
        u, v = (rng.uniform(-0.4, 0.4) * block.length, rng.uniform(-0.4, 0.4) * block.width)
        blob = ragged(rng, block.inner(u, v, size[0], size[1], rng.uniform(0, 3)), 0.2)
        place.areas.append(area(rng, blob, str(material)))
    for _ in range(rng.integers(1, 4)):
        u, v = (rng.uniform(-0.35, 0.35) * block.length, rng.uniform(-0.35, 0.35) * block.width)
        raft = block.inner(u, v, rng.uniform(18, 45), rng.uniform(12, 20))
        place.areas.append(area(rng, raft.corners(), "foundation"))
    for number in range(rng.integers(1, 4)):
        shed = block.inner(-block.length / 2 + 14, -block.width / 2 + 8 + number * 9, 20, 6)
        wing = Wing(shed, Roof.STEEL, 5.5, 0.15)
        place.buildings.append(Building((wing,), pick(rng, STEELS[:2]), seed_of(rng), 0.8))


def bare(rng: Rng, place: Place, block: Box) -> None:
    """Waste ground with scrub and wheel tracks."""
    place.areas.append(area(rng, block.corners(), str(rng.choice(["soil", "scrub", "grass"]))))
    for material in rng.choice(["scrub", "grass", "soil", "pale_soil", "lane"], 7):
        size = rng.uniform(0.1, 0.5, 2) * min(block.length, block.width)
        u, v = (rng.uniform(-0.5, 0.5) * block.length, rng.uniform(-0.5, 0.5) * block.width)
        blob = ragged(rng, block.inner(u, v, size[0], size[1], rng.uniform(0, 3)), 0.25)
        place.areas.append(area(rng, blob, str(material)))
    scatter_trees(rng, place, block, int(block.length * block.width / rng.uniform(150, 900)))


def apartments(rng: Rng, place: Place, block: Box) -> None:
    """Parallel slabs facing south among lawns and parking lanes."""
    place.areas.append(area(rng, block.corners(), "lawn"))
    floors = int(rng.integers(6, 19))
    colour, wall = pick(rng, SLABS), rng.uniform(0.5, 0.8)
    deep = rng.uniform(12, 15)
    spacing = deep + max(22, 3.0 * floors * rng.uniform(0.7, 1.0))
    for v in np.arange(-block.width / 2 + deep / 2 + 6, block.width / 2 - deep / 2, spacing):
        lane = block.inner(0, v + deep / 2 + 6, block.length - 6, 5)
        place.areas.append(area(rng, lane.corners(), "old_road"))
        place.parking.append(lane)
        u = -block.length / 2 + 5
        while u < block.length / 2 - 28:
            length = min(rng.uniform(28, 62), block.length / 2 - 4 - u)
            slab(rng, place, block.inner(u + length / 2, v, length, deep), floors, colour, wall)
            u += length + rng.uniform(7, 14)
    scatter_trees(rng, place, block, int(block.length * block.width / 120), (1.2, 2.8))


def slab(rng: Rng, place: Place, box: Box, floors: int, colour: Rgb, wall: float) -> None:
    height = 3.0 * floors
    wings = [Wing(box, Roof.FLAT, height)]
    units = max(1, round(box.length / 16))
    for unit in range(units):
        u = (unit + 0.5 - units / 2) * box.length / units
        wings.append(Wing(box.inner(u, -box.width * 0.1, 6.5, 5), Roof.FLAT, height + 3.5))
    shade = pick(rng, (colour,))
    place.buildings.append(Building(tuple(wings), shade, seed_of(rng), wall, 0.9, kind="slab"))


def woods(rng: Rng, place: Place, block: Box) -> None:
    place.areas.append(area(rng, block.corners(), "scrub"))
    scatter_trees(rng, place, block, int(block.length * block.width / 14), (1.6, 3.6))


def pond(rng: Rng, place: Place, block: Box) -> None:
    place.areas.append(area(rng, block.corners(), "grass"))
    basin = block.inner(0, 0, block.length * 0.8, block.width * 0.75)
    place.areas.append(area(rng, ragged(rng, basin.grown(2), 0.06), "soil"))
    place.areas.append(area(rng, ragged(rng, basin, 0.06), "water"))
    scatter_trees(rng, place, block, int(block.length * block.width / 300))


FILLERS: dict[str, Callable[[Rng, Place, Box], None]] = {
    "village": village,
    "industry": industry,
    "farmland": farmland,
    "suburb": suburb,
    "site": site,
    "bare": bare,
    "apartments": apartments,
    "woods": woods,
    "pond": pond,
}
