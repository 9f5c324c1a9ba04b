"""One month of a place, painted, lit and photographed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from .camera import photographed
from .canvas import Canvas
from .ground import paint_area
from .junctions import paint_junctions
from .light import leaned, radiance
from .model import Box, Place, Prop, Rgb
from .roads import paint_road, road_boxes
from .roofs import paint_block, paint_building
from .vegetation import paint_trees

PAINTS: tuple[Rgb, ...] = (
    (0.80, 0.80, 0.80),
    (0.72, 0.73, 0.75),
    (0.62, 0.63, 0.64),
    (0.12, 0.12, 0.13),
    (0.22, 0.23, 0.25),
    (0.36, 0.36, 0.38),
    (0.42, 0.14, 0.12),
    (0.18, 0.24, 0.40),
)
SHARES = (0.30, 0.16, 0.10, 0.14, 0.09, 0.11, 0.06, 0.04)
GLASS: Rgb = (0.13, 0.15, 0.18)
TRAFFIC_GAP_M = 45.0


@dataclass(frozen=True)
class Picture:
    """uint8 (H, W, 3) and the roofs that stand in this month only, bool (H, W)."""

    pixels: NDArray[np.uint8]
    label: NDArray[np.bool_]


def take_picture(canvas: Canvas, place: Place, rng: np.random.Generator) -> Picture:
    """Paint a place onto an empty canvas and photograph it."""
    paint(canvas, place, rng)
    colour, label = leaned(canvas, radiance(canvas))
    # a parapet or stair head that leans off its roof leaves a slit of a pixel or two
    label = ndimage.binary_closing(np.pad(label, 2), np.ones((3, 3)))[2:-2, 2:-2]
    return Picture(photographed(colour, canvas.sky, rng), shifted(label, canvas.sky.shift_px))


def paint(canvas: Canvas, place: Place, rng: np.random.Generator) -> None:
    for area in place.areas:
        paint_area(canvas, area)
    for road in place.roads:
        paint_road(canvas, road)
    paint_junctions(canvas, place.roads)
    for area in place.overlays:
        paint_area(canvas, area)
    for prop in (*place.props, *vehicles(rng, place, canvas)):
        if prop.presence.holds(canvas.month):
            paint_block(canvas, prop.box, prop.colour, prop.height_m)
    for building in place.standing(canvas.month):
        paint_building(canvas, building)
    paint_trees(canvas, place.trees)


def vehicles(rng: np.random.Generator, place: Place, canvas: Canvas) -> list[Prop]:
    """This month's parked and moving vehicles."""
    strips = [strip.box for strip in place.parking if strip.presence.holds(canvas.month)]
    found = [car for strip in strips for car in parked(rng, strip)]
    for road in place.roads:
        if road.width_m >= 5 and road.presence.holds(canvas.month):
            for box in road_boxes(road.line, road.width_m):
                found += moving(rng, box)
    return found


def parked(rng: np.random.Generator, lane: Box) -> Iterator[Prop]:
    """Cars side by side across a lane, some places empty."""
    busy = rng.uniform(0.1, 0.7)
    for u in np.arange(-lane.length / 2 + 2, lane.length / 2 - 2, 2.7):
        if rng.random() < busy:
            yield from _vehicle(rng, lane.inner(u, rng.normal(0, 0.2), 1, 1, np.pi / 2))


def moving(rng: np.random.Generator, box: Box) -> Iterator[Prop]:
    """Traffic, on the right."""
    for _ in range(rng.poisson(box.length / TRAFFIC_GAP_M * min(box.width / 7, 2))):
        side = rng.choice([-1, 1])
        lane = side * rng.uniform(0.35, 0.8) * (box.width / 2 - 0.8)
        yield from _vehicle(rng, box.inner(rng.uniform(-0.5, 0.5) * box.length, lane, 1, 1))


def _vehicle(rng: np.random.Generator, spot: Box) -> Iterator[Prop]:
    """A body and what lies on it: dark panes on a car, the gap behind a lorry's cab."""
    lorry = rng.random() < 0.05
    length, width, height = (8.5, 2.5, 3.0) if lorry else (4.5, 1.8, 1.4)
    yield Prop(spot.inner(0, 0, length, width), height, PAINTS[rng.choice(len(PAINTS), p=SHARES)])
    for u in (-0.27,) if lorry else (-0.14, 0.30):
        yield Prop(spot.inner(u * length, 0, 0.8, width * 0.86), height, GLASS)


def shifted(label: NDArray[np.bool_], shift_px: tuple[float, float]) -> NDArray[np.bool_]:
    if not any(shift_px):
        return label
    moved = ndimage.shift(label.astype(np.float32), shift_px, order=1, mode="nearest")
    return np.asarray(moved > 0.5)
