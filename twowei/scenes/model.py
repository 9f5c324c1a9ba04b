"""What a drawn place consists of. Metres; x to the right, y down from the upper left corner."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from functools import cached_property
from typing import cast

import numpy as np
from numpy.typing import NDArray
from shapely.geometry import MultiPolygon, Polygon
from shapely.ops import unary_union

Rgb = tuple[float, float, float]
Points = NDArray[np.float64]


def as_rgb(colour: Sequence[float] | Points) -> NDArray[np.float32]:
    """A colour as an array that broadcasts over the last axis."""
    return np.asarray(colour, dtype=np.float32)


class Month(Enum):
    BEFORE = "before"
    AFTER = "after"


class Presence(Enum):
    """In which of the two months a thing stands."""

    BOTH = "both"
    BEFORE = "before"
    AFTER = "after"

    def holds(self, month: Month) -> bool:
        return self is Presence.BOTH or self.value == month.value


@dataclass(frozen=True)
class Box:
    """A turned rectangle: centre, length along its own u axis, width along v, angle in radians."""

    x: float
    y: float
    length: float
    width: float
    angle: float = 0.0

    def to_world(self, u: float, v: float) -> tuple[float, float]:
        c, s = np.cos(self.angle), np.sin(self.angle)
        return float(self.x + u * c - v * s), float(self.y + u * s + v * c)

    def inner(self, u: float, v: float, length: float, width: float, turn: float = 0.0) -> Box:
        """A box placed at (u, v) of this one's axes."""
        x, y = self.to_world(u, v)
        return Box(x, y, length, width, self.angle + turn)

    def holds(self, x: float, y: float) -> bool:
        c, s = np.cos(self.angle), np.sin(self.angle)
        dx, dy = x - self.x, y - self.y
        return bool(abs(dx * c + dy * s) <= self.length / 2 and abs(dy * c - dx * s) <= self.width / 2)

    def grown(self, margin_m: float) -> Box:
        return Box(self.x, self.y, self.length + 2 * margin_m, self.width + 2 * margin_m, self.angle)

    def corners(self) -> Points:
        a, b = self.length / 2, self.width / 2
        return np.array([self.to_world(u, v) for u, v in ((-a, -b), (a, -b), (a, b), (-a, b))])

    def polygon(self) -> Polygon:
        return Polygon(self.corners())


class Roof(Enum):
    FLAT = "flat"
    GABLE = "gable"
    HIP = "hip"
    STEEL = "steel"
    LEAN = "lean"
    ARCH = "arch"


@dataclass(frozen=True)
class Wing:
    """One rectangular part of a building under one roof."""

    box: Box
    roof: Roof
    height_m: float
    pitch: float = 0.35


@dataclass(eq=False)
class Building:
    wings: tuple[Wing, ...]
    colour: Rgb
    seed: int
    wall: float = 0.6
    clutter: float = 0.5
    presence: Presence = Presence.BOTH
    kind: str = "house"
    counted: bool = True
    later_colour: Rgb | None = None

    @cached_property
    def footprint(self) -> Polygon | MultiPolygon:
        return cast("Polygon | MultiPolygon", unary_union([w.box.polygon() for w in self.wings]))

    def colour_in(self, month: Month) -> Rgb:
        if month is Month.AFTER and self.later_colour is not None:
            return self.later_colour
        return self.colour


@dataclass(frozen=True)
class Area:
    """Ground of one material; drawn in the order of the list, later on top."""

    points: Points
    material: str
    angle: float = 0.0
    seed: int = 0
    presence: Presence = Presence.BOTH


@dataclass(frozen=True)
class Road:
    """A street along a line of (x, y) metres; ``tone`` picks its age."""

    line: Points
    width_m: float
    tone: int = 0
    pavement_m: float = 0.0
    presence: Presence = Presence.BOTH


@dataclass(frozen=True)
class Tree:
    x: float
    y: float
    radius_m: float
    height_m: float
    tone: float = 0.0
    presence: Presence = Presence.BOTH


@dataclass(frozen=True)
class Prop:
    """A plain block that is no building: vehicle, yard wall, container, stack of goods."""

    box: Box
    height_m: float
    colour: Rgb
    presence: Presence = Presence.BOTH


@dataclass(frozen=True)
class Parking:
    """A strip along which cars stand side by side."""

    box: Box
    presence: Presence = Presence.BOTH


@dataclass
class Place:
    """Everything drawn, for both months."""

    extent_m: float
    areas: list[Area] = field(default_factory=list)
    roads: list[Road] = field(default_factory=list)
    overlays: list[Area] = field(default_factory=list)
    buildings: list[Building] = field(default_factory=list)
    trees: list[Tree] = field(default_factory=list)
    props: list[Prop] = field(default_factory=list)
    parking: list[Parking] = field(default_factory=list)

    def take(self, other: Place) -> None:
        """Everything of another place on top of what is here."""
        self.areas += other.areas
        self.roads += other.roads
        self.overlays += other.overlays
        self.buildings += other.buildings
        self.trees += other.trees
        self.props += other.props
        self.parking += other.parking

    def only_in(self, presence: Presence) -> None:
        """Let everything here stand in one month only."""
        self.areas = [replace(area, presence=presence) for area in self.areas]
        self.roads = [replace(road, presence=presence) for road in self.roads]
        self.overlays = [replace(area, presence=presence) for area in self.overlays]
        self.trees = [replace(tree, presence=presence) for tree in self.trees]
        self.props = [replace(prop, presence=presence) for prop in self.props]
        self.parking = [replace(strip, presence=presence) for strip in self.parking]
        for building in self.buildings:
            building.presence = presence

    def standing(self, month: Month) -> Iterator[Building]:
        return (b for b in self.buildings if b.presence.holds(month))


@dataclass(frozen=True)
class Sky:
    """Light and camera of one month. Azimuth from north clockwise, both angles in degrees."""

    sun_azimuth: float
    sun_elevation: float
    greenness: float
    haze: float
    gamma: float
    gain: Rgb
    blur_px: float
    noise: float
    shift_px: tuple[float, float] = (0.0, 0.0)
    lean: tuple[float, float] = (0.0, 0.0)
    softness: float = 0.0

    def sun_step(self) -> tuple[float, float]:
        """Unit vector on the ground towards the sun, as (row, column)."""
        azimuth = np.radians(self.sun_azimuth)
        return -float(np.cos(azimuth)), float(np.sin(azimuth))
