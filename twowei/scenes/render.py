"""One month of a place, painted, lit and photographed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from .camera import photographed
from .canvas import Canvas
from .ground import paint_area
from .light import leaned, radiance
from .model import Box, Month, Place, Rgb, Sky, Vehicle
from .noise import Grain
from .roofs import paint_block, paint_building
from .vegetation import paint_trees

PAINTS: tuple[Rgb, ...] = (
    (0.85, 0.85, 0.85),
    (0.75, 0.76, 0.78),
    (0.12, 0.12, 0.13),
    (0.30, 0.31, 0.33),
    (0.50, 0.10, 0.09),
    (0.15, 0.22, 0.42),
)


@dataclass(frozen=True)
class Picture:
    """uint8 (H, W, 3) and the roofs that stand in this month only, bool (H, W)."""

    pixels: NDArray[np.uint8]
    label: NDArray[np.bool_]


def take_picture(
    place: Place, month: Month, sky: Sky, grain: Grain, rng: np.random.Generator, size_px: int
) -> Picture:
    canvas = Canvas(size_px, place.extent_m / size_px, grain)
    paint(canvas, place, month, sky, rng)
    colour, label = leaned(canvas, radiance(canvas, sky), sky)
    return Picture(photographed(colour, sky, rng), shifted(label, sky.shift_px))


def paint(canvas: Canvas, place: Place, month: Month, sky: Sky, rng: np.random.Generator) -> None:
    for area in (*place.areas, *place.overlays):
        paint_area(canvas, area, month, sky.greenness)
    for vehicle in parked(rng, place.parking):
        paint_block(canvas, vehicle.box, vehicle.colour, vehicle.height_m)
    for building in place.standing(month):
        paint_building(canvas, building, month, sky)
    paint_trees(canvas, place.trees, sky)


def parked(rng: np.random.Generator, lanes: list[Box]) -> list[Vehicle]:
    """This month's vehicles: about one per 9 m of lane."""
    vehicles = []
    for lane in lanes:
        for _ in range(rng.poisson(lane.length / 9)):
            spot = lane.inner(rng.uniform(-0.5, 0.5) * lane.length, rng.uniform(-0.4, 0.4) * lane.width, 1, 1)
            lorry = rng.random() < 0.08
            size = (9.0, 2.5, 3.0) if lorry else (4.5, 1.8, 1.5)
            colour = PAINTS[rng.integers(len(PAINTS))]
            vehicles.append(Vehicle(spot.inner(0, 0, size[0], size[1]), size[2], colour))
    return vehicles


def shifted(label: NDArray[np.bool_], shift_px: tuple[float, float]) -> NDArray[np.bool_]:
    moved = ndimage.shift(label.astype(np.float32), shift_px, order=1, mode="nearest")
    return np.asarray(moved > 0.5)
