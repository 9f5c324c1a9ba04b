"""Open land: fields, greenhouses, waste ground, woods, ponds."""

from __future__ import annotations

import numpy as np

from .model import Box, Building, Place, Roof, Wing
from .parts import (
    STEELS,
    TILES,
    Rng,
    area,
    blobs,
    one_of,
    pick,
    ragged,
    scatter_trees,
    seed_of,
    somewhere,
    tree_at,
    tree_row,
    wheel_tracks,
)
from .room import is_free

CROPS = ("paddy", "paddy", "rows", "rows", "ploughed", "stubble", "flooded", "grass", "beds", "orchard")
PLASTIC = ((0.62, 0.65, 0.67), (0.56, 0.60, 0.62), (0.48, 0.52, 0.54))


def farmland(rng: Rng, place: Place, block: Box) -> None:
    """Strips of crops along a common direction, divided by ridges and ditches."""
    place.areas.append(area(rng, block.corners(), "grass"))
    strips = max(1, round(block.width / rng.uniform(22, 60)))
    width = block.width / strips
    for strip in range(strips):
        v = -block.width / 2 + (strip + 0.5) * width
        if rng.random() < 0.12:
            greenhouses(rng, place, block.inner(0, v, block.length, width - 3))
        else:
            parcels(rng, place, block, v, width)
        if rng.random() < 0.25:
            tree_row(rng, place, block, v + width / 2, rng.uniform(3.5, 9))
    if rng.random() < 0.5:
        hut(rng, place, block)
    if rng.random() < 0.4:
        wheel_tracks(rng, place, block, 1)


def hut(rng: Rng, place: Place, block: Box) -> None:
    spot = somewhere(rng, block, rng.uniform(4, 9), rng.uniform(3.5, 6), 8)
    box = Box(spot.x, spot.y, spot.length, spot.width, block.angle)
    if not is_free(place, box.grown(1.5)):
        return
    wing = Wing(box, Roof.GABLE, 3.0)
    place.buildings.append(Building((wing,), pick(rng, TILES + STEELS), seed_of(rng), kind="hut"))


def parcels(rng: Rng, place: Place, block: Box, v: float, width: float) -> None:
    u = -block.length / 2
    while u < block.length / 2 - 4:
        length = min(rng.uniform(18, 90), block.length / 2 - u)
        parcel = block.inner(u + length / 2, v, length - 0.9, width - rng.uniform(0.8, 2))
        along = block.angle + (np.pi / 2 if rng.random() < 0.3 else 0) + rng.normal(0, 0.01)
        crop = str(rng.choice(CROPS))
        place.areas.append(area(rng, parcel.corners(), crop, along))
        if crop == "orchard":
            _orchard_trees(rng, place, parcel)
        u += length


def _orchard_trees(rng: Rng, place: Place, parcel: Box) -> None:
    kind, gap = rng.normal(0, 0.2), rng.uniform(3.2, 5)
    for u in np.arange(-parcel.length / 2 + 2, parcel.length / 2 - 1, gap):
        for v in np.arange(-parcel.width / 2 + 2, parcel.width / 2 - 1, gap):
            if rng.random() < 0.92:
                spot = parcel.to_world(u + rng.normal(0, 0.25), v + rng.normal(0, 0.25))
                place.trees.append(tree_at(rng, spot, (1.0, 1.7), kind))


def greenhouses(rng: Rng, place: Place, box: Box) -> None:
    """Plastic tunnels side by side; farm gear, not counted as buildings."""
    place.areas.append(area(rng, box.corners(), "soil"))
    gap = rng.uniform(8.5, 10.5)
    whole, colour = rng.uniform(0.6, 0.95), pick(rng, PLASTIC)
    for u in np.arange(-box.length / 2 + gap / 2, box.length / 2 - gap / 2, gap):
        tunnel = box.inner(u, 0, box.width - 3, gap - 1.8, np.pi / 2)
        if rng.random() < whole and tunnel.length > 6:
            wing = Wing(tunnel, Roof.ARCH, 0.8)
            tone = pick(rng, (colour,), 0.04)
            place.buildings.append(Building((wing,), tone, seed_of(rng), 0.6, kind="greenhouse", counted=False))
        else:
            place.areas.append(area(rng, tunnel.corners(), "beds", tunnel.angle))


def bare(rng: Rng, place: Place, block: Box) -> None:
    """Waste ground with scrub and wheel tracks."""
    base = one_of(rng, "soil", "scrub", "grass", "pale_soil")
    place.areas.append(area(rng, block.corners(), base))
    blobs(rng, place, block, ["scrub", "grass", "soil", "pale_soil", "track", "heaps", base], 26)
    wheel_tracks(rng, place, block, int(rng.integers(1, 5)))
    scatter_trees(rng, place, block, int(block.length * block.width / rng.uniform(60, 900)))


def woods(rng: Rng, place: Place, block: Box) -> None:
    """Dense trees with clearings."""
    place.areas.append(area(rng, block.corners(), "understorey"))
    blobs(rng, place, block, ["scrub", "grass", "understorey", "soil"], 8)
    count = int(block.length * block.width / rng.uniform(13, 32))
    scatter_trees(rng, place, block, count, (1.2, 4.2))


def pond(rng: Rng, place: Place, block: Box) -> None:
    place.areas.append(area(rng, block.corners(), "grass"))
    blobs(rng, place, block, ["grass", "scrub", "beds", "soil"], 12)
    basin = block.inner(0, 0, block.length * 0.85, block.width * 0.8)
    ring = ragged(rng, basin, 0.10)
    centre = np.array([basin.x, basin.y])
    place.areas.append(area(rng, centre + (ring - centre) * 1.06, one_of(rng, "soil", "pale_soil", "scrub")))
    place.areas.append(area(rng, ring, one_of(rng, "water", "water", "algae")))
    for x, y in centre + (ring - centre) * 1.12:
        if rng.random() < 0.5:
            place.trees.append(tree_at(rng, (float(x), float(y)), (1, 2.6)))
