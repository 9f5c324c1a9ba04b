"""Small things that every block is made of: tones, blobs, trees, walls."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from shapely.geometry import LineString

from .model import Area, Box, Place, Points, Prop, Rgb, Tree

Rng = np.random.Generator

TILES: tuple[Rgb, ...] = (
    (0.42, 0.27, 0.21),
    (0.36, 0.25, 0.21),
    (0.33, 0.32, 0.32),
    (0.28, 0.28, 0.30),
    (0.46, 0.39, 0.33),
    (0.39, 0.36, 0.32),
    (0.44, 0.42, 0.40),
)
STEELS: tuple[Rgb, ...] = (
    (0.25, 0.38, 0.56),
    (0.30, 0.46, 0.66),
    (0.22, 0.34, 0.50),
    (0.34, 0.48, 0.62),
    (0.52, 0.27, 0.22),
    (0.78, 0.79, 0.80),
    (0.67, 0.69, 0.71),
    (0.54, 0.58, 0.60),
)
SLABS: tuple[Rgb, ...] = (
    (0.54, 0.52, 0.49),
    (0.61, 0.60, 0.57),
    (0.46, 0.44, 0.42),
    (0.66, 0.64, 0.61),
    (0.52, 0.47, 0.42),
    (0.38, 0.37, 0.36),
    (0.49, 0.40, 0.35),
)
WALL: Rgb = (0.52, 0.49, 0.45)


def pick(rng: Rng, palette: tuple[Rgb, ...], spread: float = 0.05) -> Rgb:
    """A tone of the palette, faded and darkened a little."""
    base = np.array(palette[rng.integers(len(palette))]) * rng.normal(1, 1.6 * spread)
    fade = rng.uniform(0, 4 * spread)
    r, g, b = np.clip(base * (1 - fade) + base.mean() * fade + rng.normal(0, spread / 4, 3), 0.05, 1)
    return float(r), float(g), float(b)


def seed_of(rng: Rng) -> int:
    return int(rng.integers(2**31))


def area(rng: Rng, points: Points, material: str, angle: float = 0.0) -> Area:
    return Area(points, material, angle, seed_of(rng))


def one_of(rng: Rng, *materials: str) -> str:
    return str(rng.choice(materials))


def ragged(rng: Rng, box: Box, roughness: float = 0.15, count: int = 36) -> Points:
    """A natural blob filling most of a box."""
    turn = np.linspace(0, 2 * np.pi, count, endpoint=False)
    radius = np.ones(count)
    for wave in range(2, 8):
        radius += roughness / (wave - 1) ** 0.7 * np.sin(wave * turn + rng.uniform(0, 2 * np.pi))
    radius /= radius.max()
    u = np.cos(turn) * box.length / 2 * radius
    v = np.sin(turn) * box.width / 2 * radius
    return np.array([box.to_world(a, b) for a, b in zip(u, v, strict=True)])


def somewhere(rng: Rng, box: Box, length: float, width: float, margin: float = 0.0) -> Box:
    """A turned box with its centre anywhere in another."""
    u = rng.uniform(-0.5, 0.5) * max(box.length - 2 * margin, 0)
    v = rng.uniform(-0.5, 0.5) * max(box.width - 2 * margin, 0)
    return box.inner(u, v, length, width, rng.uniform(0, np.pi))


def blobs(rng: Rng, place: Place, box: Box, materials: list[str], count: int) -> None:
    """Natural patches of several sizes scattered over a box."""
    for material in rng.choice(materials, count):
        size = np.exp(rng.normal(-1.6, 0.6, 2)) * min(box.length, box.width)
        spot = somewhere(rng, box, max(size[0], 4), max(size[1], 3))
        place.areas.append(area(rng, ragged(rng, spot, 0.25), str(material)))


def path(rng: Rng, line: Points, width_m: float, material: str) -> Area:
    ring = LineString(line).buffer(width_m / 2, cap_style="flat").exterior
    return area(rng, np.array(ring.coords), material)


def wheel_tracks(rng: Rng, place: Place, box: Box, count: int, material: str = "track") -> None:
    """Wandering tracks across a box, some of them as two ruts."""
    for _ in range(count):
        line = _wander(rng, box)
        if rng.random() < 0.5:
            place.areas.append(path(rng, line, rng.uniform(2, 4), material))
        else:
            place.areas += [path(rng, line + offset, 0.8, material) for offset in (-0.9, 0.9)]


def _wander(rng: Rng, box: Box) -> Points:
    u = np.linspace(-0.5, 0.5, 14) * box.length
    bend = rng.normal(0, 0.12, 2) * box.width
    v = rng.uniform(-0.4, 0.4) * box.width + bend[0] * np.sin(u / 25) + bend[1] * np.sin(u / 60 + 1)
    v = np.clip(v, -box.width / 2, box.width / 2)
    if rng.random() < 0.5:
        u, v = v * box.length / box.width, u * box.width / box.length
    return np.array([box.to_world(a, b) for a, b in zip(u, v, strict=True)])


def scatter_trees(rng: Rng, place: Place, box: Box, count: int, radius: tuple[float, float] = (1.0, 3.4)) -> None:
    """Trees in loose clumps of one kind each."""
    while count > 0:
        clump = min(int(rng.geometric(0.3)), count)
        centre = somewhere(rng, box, 1, 1)
        kind, reach = rng.normal(0, 0.3), 2.2 * np.sqrt(clump)
        for _ in range(clump):
            spot = centre.to_world(*rng.normal(0, reach, 2) * (clump > 1))
            if box.holds(*spot):
                place.trees.append(tree_at(rng, spot, radius, kind))
        count -= clump


def tree_at(
    rng: Rng,
    where: tuple[float, float],
    radius: tuple[float, float] = (1.2, 3.2),
    kind: float = 0.0,
) -> Tree:
    low, high = radius
    size = low + (high - low) * rng.beta(1.6, 2.6)
    return Tree(*where, size, size * rng.uniform(1.6, 2.6), kind + rng.normal(0, 0.16))


def tree_row(rng: Rng, place: Place, box: Box, v: float, gap_m: float) -> None:
    """An avenue along u with missing trees."""
    kind = rng.normal(0, 0.25)
    for u in np.arange(-box.length / 2 + 2, box.length / 2 - 2, gap_m):
        if rng.random() < 0.8:
            spot = box.to_world(u + rng.normal(0, 0.6), v + rng.normal(0, 0.4))
            place.trees.append(tree_at(rng, spot, (1.3, 3.6), kind))


def yard_walls(rng: Rng, place: Place, box: Box, sides: str = "nesw") -> None:
    """Walls of about two metres along the sides of a yard."""
    a, b, thick = box.length / 2, box.width / 2, 0.45
    ends = {
        "n": (0, -b, box.length, thick),
        "s": (0, b, box.length, thick),
        "w": (-a, 0, thick, box.width),
        "e": (a, 0, thick, box.width),
    }
    tone = pick(rng, (WALL,))
    place.props += [Prop(box.inner(*ends[side]), 2.1, tone) for side in sides]


@dataclass(frozen=True)
class Bend:
    """A gentle wave that keeps rows of houses from standing to attention."""

    height_m: float
    wave_m: float
    phase: float

    @classmethod
    def drawn(cls, rng: Rng, height_m: float) -> Bend:
        return cls(rng.normal(0, height_m), rng.uniform(190, 420), rng.uniform(0, 6))

    def at(self, u: float) -> tuple[float, float]:
        """Offset along v in metres and the turn in radians."""
        k = 2 * np.pi / self.wave_m
        offset = self.height_m * np.sin(k * u + self.phase)
        return float(offset), float(np.arctan(self.height_m * k * np.cos(k * u + self.phase)))
