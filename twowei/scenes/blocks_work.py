"""Blocks that people work in: factories, building sites, schools."""

from __future__ import annotations

import numpy as np

from .blocks_home import apartments, bins
from .model import Box, Building, Parking, Place, Points, Roof, Wing
from .parts import (
    SLABS,
    STEELS,
    Rng,
    area,
    blobs,
    one_of,
    pick,
    ragged,
    scatter_trees,
    seed_of,
    somewhere,
    tree_row,
    wheel_tracks,
    yard_walls,
)


def industry(rng: Rng, place: Place, block: Box) -> None:
    """Workshops under coloured steel around concrete yards, one factory after another."""
    place.areas.append(area(rng, block.corners(), "concrete"))
    blobs(rng, place, block, ["concrete", "yard", "old_road", "grass"], 8)
    yard_walls(rng, place, block.grown(-1.0))
    u = -block.length / 2
    while u < block.length / 2 - 25:
        length = min(rng.uniform(60, 110), block.length / 2 - u)
        factory(rng, place, block.inner(u + length / 2, 0, length - 3, block.width - 3))
        u += length
    tree_row(rng, place, block, block.width / 2 - 3, 6)
    tree_row(rng, place, block, -block.width / 2 + 3, 6)


def factory(rng: Rng, place: Place, plot: Box) -> None:
    place.areas.append(area(rng, plot.corners(), one_of(rng, "concrete", "concrete", "old_road")))
    colour = pick(rng, STEELS)
    v = -plot.width / 2 + 6
    while v < plot.width / 2 - 16:
        deep = min(rng.uniform(16, 42), plot.width / 2 - 4 - v)
        row = plot.inner(0, v + deep / 2, plot.length - 10, deep)
        if rng.random() < 0.25:
            colour = pick(rng, STEELS)
        _factory_row(rng, place, row, colour)
        gap = rng.uniform(9, 18)
        place.parking.append(Parking(plot.inner(0, v + deep + gap / 2 - 2, plot.length * 0.6, 5)))
        bins(rng, place, plot.inner(0, v + deep + gap / 2, plot.length - 8, gap), int(rng.integers(0, 9)))
        v += deep + gap


def _factory_row(rng: Rng, place: Place, row: Box, colour: tuple[float, float, float]) -> None:
    u = -row.length / 2
    while u < row.length / 2 - 12:
        length = min(rng.uniform(22, 80), row.length / 2 - u)
        if length > 12 and rng.random() < 0.88:
            workshop(rng, place, row.inner(u + length / 2, 0, length, row.width), colour)
        u += length + rng.uniform(5, 12)


def workshop(rng: Rng, place: Place, box: Box, colour: tuple[float, float, float]) -> None:
    height = rng.uniform(6, 11)
    if rng.random() < 0.15 and box.width < 24:
        wings: tuple[Wing, ...] = (Wing(box, Roof.FLAT, height + 5),)
        colour = pick(rng, SLABS)
    else:
        spans = max(1, round(box.width / rng.uniform(14, 26)))
        width = box.width / spans
        offsets = (np.arange(spans) - (spans - 1) / 2) * width
        wings = tuple(Wing(box.inner(0, v, box.length, width), Roof.STEEL, height, 0.1) for v in offsets)
        colour = pick(rng, (colour,), 0.03)
    place.buildings.append(Building(wings, colour, seed_of(rng), 0.6, 0.9, kind="workshop"))


def site(rng: Rng, place: Place, block: Box) -> None:
    """A building site: soil, heaps, foundations, dust nets, workers' blue sheds."""
    place.areas.append(area(rng, block.corners(), one_of(rng, "soil", "pale_soil", "track")))
    blobs(rng, place, block, ["soil", "dark_soil", "pale_soil", "heaps", "track", "grass"], 15)
    _puddles(rng, place, block)
    wheel_tracks(rng, place, block, int(rng.integers(3, 7)))
    for _ in range(int(rng.integers(1, 5))):
        length, width = rng.uniform(12, 50, 2)
        sheet = somewhere(rng, block, length, width, 12)
        place.areas.append(area(rng, ragged(rng, sheet, 0.12, 9), "net"))
    _rafts(rng, place, block)
    yard_walls(rng, place, block.grown(-1.0))
    _camp(rng, place, block)
    bins(rng, place, block, int(rng.integers(5, 25)))


def _puddles(rng: Rng, place: Place, block: Box) -> None:
    for _ in range(int(rng.integers(0, 6))):
        length, width = rng.uniform(3, 14, 2)
        puddle = somewhere(rng, block, length, width, 10)
        place.areas.append(area(rng, ragged(rng, puddle.grown(1.5), 0.2), "dark_soil"))
        place.areas.append(area(rng, ragged(rng, puddle, 0.25), "flooded"))


def _camp(rng: Rng, place: Place, block: Box) -> None:
    """The workers' two-storey sheds on a concrete pad in one corner, and the gate road."""
    side, end = rng.choice([-1, 1], 2)
    camp = block.inner(side * (block.length / 2 - 20), end * (block.width / 2 - 14), 34, 24)
    place.areas.append(area(rng, camp.corners(), "concrete"))
    gate = block.inner(side * (block.length / 2 - 42), 0, 7, block.width - 2)
    place.areas.append(area(rng, gate.corners(), "lane"))
    colour = pick(rng, STEELS[:4])
    for v in np.arange(int(rng.integers(1, 4))) * 8.5 - 8:
        wing = Wing(camp.inner(0, float(v), rng.uniform(16, 28), 6), Roof.STEEL, 5.5, 0.15)
        place.buildings.append(Building((wing,), pick(rng, (colour,), 0.02), seed_of(rng), 0.75))


def _rafts(rng: Rng, place: Place, block: Box) -> None:
    """Future houses in rows: some pits, some rafts, some already a few floors high."""
    length, width = rng.uniform(20, 48), rng.uniform(13, 19)
    stage = rng.uniform(0.1, 0.9)
    for v in np.arange(-block.width / 2 + 40, block.width / 2 - 22, width + rng.uniform(16, 34)):
        for u in np.arange(-block.length / 2 + 24 + length / 2, block.length / 2 - 44, length + 14):
            raft = block.inner(u, v, length, width, rng.normal(0, 0.01))
            if rng.random() < 0.65:
                foundation(rng, place, raft, stage)


def foundation(rng: Rng, place: Place, raft: Box, stage: float) -> None:
    """A pit, then a concrete raft with the grid of its walls, then a raw carcass."""
    place.areas.append(area(rng, ragged(rng, raft.grown(6), 0.08), one_of(rng, "dark_soil", "soil")))
    if rng.random() < stage * 0.5:
        wing = Wing(raft, Roof.FLAT, 3.0 * float(rng.integers(1, 9)))
        place.buildings.append(Building((wing,), pick(rng, SLABS[:2]), seed_of(rng), 0.35, 1.0, kind="carcass"))
        return
    if rng.random() > stage + 0.3:
        return
    place.areas.append(area(rng, raft.corners(), "foundation"))
    bay = rng.uniform(4.5, 7.5)
    floor = one_of(rng, "lane", "yard", "soil")
    for u in np.arange(-raft.length / 2 + bay / 2 + 0.5, raft.length / 2 - bay / 2, bay):
        for v in (-raft.width / 4, raft.width / 4):
            room = raft.inner(u, v, bay - 1.3, raft.width / 2 - 1.6)
            place.areas.append(area(rng, room.corners(), floor))


def school(rng: Rng, place: Place, block: Box) -> None:
    """A running track with its lawn, courts, and long teaching blocks; flats where it is cramped."""
    if block.length < 120 or block.width < 95:
        apartments(rng, place, block)
        return
    place.areas.append(area(rng, block.corners(), "lawn"))
    half = block.length / 4
    court = block.inner(half * 0.9, 0, block.length * 0.5, block.width * 0.9)
    place.areas.append(area(rng, court.corners(), one_of(rng, "paving", "concrete")))
    long = min(half * 1.7, 120)
    field = block.inner(-half, 0, long, min(block.width * 0.8, long * 0.55))
    place.areas.append(area(rng, _oval(field), "running"))
    place.areas.append(area(rng, _oval(field.grown(-7)), "lawn"))
    for number in range(3):
        court = block.inner(half * 1.2, block.width / 2 - 14, 1, 1).inner((number - 1) * 17, 0, 14, 24)
        place.areas.append(area(rng, court.corners(), "court"))
    for v in np.arange(-block.width / 2 + 12, block.width / 2 - 34, 26)[:4]:
        wing = Wing(block.inner(half, v, half * 1.5, 12), Roof.FLAT, 15.0)
        place.buildings.append(Building((wing,), pick(rng, SLABS), seed_of(rng), 0.6, 0.8, kind="school"))
        bed = block.inner(half, v + 13, half * 1.4, 6)
        place.areas.append(area(rng, bed.corners(), "lawn"))
        scatter_trees(rng, place, bed, 12)
    tree_row(rng, place, block, block.width / 2 - 3, 6)
    tree_row(rng, place, block, -block.width / 2 + 3, 5)
    scatter_trees(rng, place, block.inner(-half, -block.width * 0.4, half * 2, block.width * 0.2), 40)


def _oval(box: Box) -> Points:
    radius = box.width / 2
    turn = np.linspace(-np.pi / 2, np.pi / 2, 16)
    u = box.length / 2 - radius + radius * np.cos(turn)
    v = radius * np.sin(turn)
    ring = np.concatenate([np.stack([u, v], 1), np.stack([-u, -v], 1)])
    return np.array([box.to_world(a, b) for a, b in ring])
