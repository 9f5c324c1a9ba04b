"""Blocks that people work in: factories, building sites, schools."""

from __future__ import annotations

import numpy as np

from .blocks_home import bins
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
    place.areas.append(area(rng, block.corners(), one_of(rng, "soil", "pale_soil")))
    blobs(rng, place, block, ["soil", "dark_soil", "pale_soil", "heaps", "heaps", "track"], 14)
    wheel_tracks(rng, place, block, int(rng.integers(3, 7)))
    for _ in range(int(rng.integers(1, 4))):
        length, width = rng.uniform(12, 45, 2)
        sheet = somewhere(rng, block, length, width, 12)
        place.areas.append(area(rng, ragged(rng, sheet, 0.12, 9), "net"))
    for _ in range(int(rng.integers(1, 4))):
        foundation(rng, place, somewhere(rng, block, 1, 1, 22), block.angle)
    yard_walls(rng, place, block.grown(-1.0))
    camp = block.inner(-block.length / 2 + 18, -block.width / 2 + 10, 1, 1)
    for number in range(int(rng.integers(1, 4))):
        wing = Wing(camp.inner(0, number * 9, rng.uniform(16, 26), 6), Roof.STEEL, 5.5, 0.15)
        place.buildings.append(Building((wing,), pick(rng, STEELS[:2]), seed_of(rng), 0.75))
    bins(rng, place, block, int(rng.integers(5, 25)))


def foundation(rng: Rng, place: Place, spot: Box, angle: float) -> None:
    """A pit with a concrete raft and the grid of its future walls."""
    length, width = rng.uniform(18, 45), rng.uniform(12, 20)
    raft = Box(spot.x, spot.y, length, width, angle)
    place.areas.append(area(rng, ragged(rng, raft.grown(7), 0.08), "dark_soil"))
    place.areas.append(area(rng, raft.corners(), "foundation"))
    for u in np.arange(-length / 2 + 3, length / 2 - 2, 6.0):
        place.areas.append(area(rng, raft.inner(u + 1, 0, 4.6, width - 3).corners(), one_of(rng, "lane", "yard")))


def school(rng: Rng, place: Place, block: Box) -> None:
    """A running track with its lawn, courts, and long teaching blocks."""
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
    for v in np.arange(-block.width / 2 + 12, block.width / 2 - 34, 26):
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
