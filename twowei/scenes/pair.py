"""Drawn training pairs: two months of one invented place with their true changes."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from .canvas import Canvas
from .change import change_buildings, change_surroundings
from .layout import random_place
from .model import Month, Place, Sky
from .noise import Grain
from .parts import Rng
from .render import take_picture

NO_CHANGE_SHARE = 0.25


@dataclass(frozen=True)
class DrawnPair:
    """Two uint8 (H, W, 3) pictures and the true changes, bool (H, W).

    ``new`` lies where the roof is in ``after``, ``demolished`` where it was in ``before``.
    """

    before: NDArray[np.uint8]
    after: NDArray[np.uint8]
    new: NDArray[np.bool_]
    demolished: NDArray[np.bool_]


def draw_pair(seed: int, size_px: int = 512, resolution_m: float = 0.5) -> DrawnPair:
    """Draw a pair; the same seed gives the same pixels."""
    place = planned_pair(seed, size_px * resolution_m)
    rng = np.random.default_rng((seed, 1))
    grain = Grain.drawn(rng, size_px, resolution_m)
    first = random_sky(rng)
    second = replace(random_sky(rng), shift_px=_shift(rng))
    before = take_picture(Canvas(size_px, resolution_m, grain, Month.BEFORE, first), place, rng)
    after = take_picture(Canvas(size_px, resolution_m, grain, Month.AFTER, second), place, rng)
    return DrawnPair(before.pixels, after.pixels, after.label, before.label)


def planned_pair(seed: int, extent_m: float) -> Place:
    """The place of a pair with its changes; no pixels yet."""
    rng = np.random.default_rng(seed)
    changing = bool(rng.random() >= NO_CHANGE_SHARE)
    place = random_place(rng, extent_m, changing)
    if changing:
        change_buildings(rng, place)
    change_surroundings(rng, place)
    return place


def random_sky(rng: Rng) -> Sky:
    """Any season and time of day in the northern hemisphere, any camera."""
    gain = rng.uniform(0.78, 1.12) * rng.normal(1, 0.03, 3)
    return Sky(
        sun_azimuth=rng.uniform(115, 200),
        sun_elevation=rng.uniform(30, 68),
        greenness=rng.uniform(0, 1),
        haze=rng.uniform(0, 0.2),
        gamma=rng.uniform(0.8, 1.25),
        gain=(float(gain[0]), float(gain[1]), float(gain[2])),
        blur_px=rng.uniform(0.4, 0.85),
        noise=rng.uniform(0.003, 0.018),
        lean=(rng.normal(0, 0.07), rng.normal(0, 0.07)),
        softness=rng.uniform(0.006, 0.03),
    )


def _shift(rng: Rng) -> tuple[float, float]:
    """What alignment leaves over: up to two pixels in any direction."""
    angle, length = rng.uniform(0, 2 * np.pi), rng.uniform(0, 2)
    return float(length * np.sin(angle)), float(length * np.cos(angle))
