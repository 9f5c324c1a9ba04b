"""Pixel outlines become walls; right angles where the building has them, and nowhere else."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from rasterio.features import shapes
from shapely.geometry import Polygon, shape

from twowei.patches.candidate import Form
from twowei.patches.cleanup import LEAST_AGREEMENT, agreement, cleaned
from twowei.patches.regularise import right_angled, straightened

SIDE = 160


def pixels(mask: NDArray[np.bool_]) -> Polygon:
    """Return the outline of a mask along its pixels' edges."""
    (outline,) = [shape(g) for g, _ in shapes(mask.astype(np.uint8), mask=mask)]
    assert isinstance(outline, Polygon)
    return outline


def turned(angle: float) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the coordinates of all pixels in a frame turned about the middle."""
    rows, cols = np.mgrid[0:SIDE, 0:SIDE] - SIDE / 2 + 0.5
    c, s = np.cos(angle), np.sin(angle)
    return cols * c + rows * s, rows * c - cols * s


def angles(outline: Polygon) -> NDArray[np.float64]:
    steps = np.diff(np.asarray(outline.exterior.coords), axis=0)
    along = steps / np.hypot(*steps.T)[:, None]
    return np.abs((along * np.roll(along, 1, axis=0)).sum(axis=1))


@pytest.mark.parametrize("angle", [0.0, 0.2, 0.6, 1.1])
def test_a_turned_house_with_a_wing_gets_its_right_angles(angle: float) -> None:
    u, v = turned(angle)
    house = (np.abs(u) < 40) & (np.abs(v) < 20) | (u > 10) & (u < 40) & (v >= 0) & (v < 45)
    raw = pixels(house)
    made = cleaned(raw, 100)
    assert made is not None
    outline, form = made
    assert form is Form.REGULAR
    assert len(outline.exterior.coords) - 1 == 6
    assert angles(outline) == pytest.approx(0, abs=2e-3)
    assert agreement(outline, raw) > 0.95
    assert outline.area == pytest.approx(float(house.sum()), rel=0.03)


def test_a_round_tank_keeps_its_shape() -> None:
    u, v = turned(0.0)
    raw = pixels(u**2 + v**2 < 50**2)
    made = cleaned(raw, 100)
    assert made is not None
    outline, form = made
    assert form is Form.SIMPLE
    assert len(outline.exterior.coords) < len(raw.exterior.coords) / 3
    assert agreement(outline, raw) > 0.95


def test_a_courtyard_is_right_angled_too() -> None:
    u, v = turned(0.4)
    raw = pixels((np.abs(u) < 50) & (np.abs(v) < 50) & ~((np.abs(u) < 20) & (np.abs(v) < 20)))
    made = cleaned(raw, 100)
    assert made is not None and made[1] is Form.REGULAR
    assert len(made[0].interiors) == 1
    assert len(made[0].interiors[0].coords) == 5


def test_whatever_stands_for_pixels_agrees_with_them() -> None:
    rng = np.random.default_rng(3)
    for _ in range(40):
        rough = np.zeros((SIDE, SIDE), bool)
        for _ in range(rng.integers(1, 5)):
            top, left = rng.integers(50, 90, 2)
            rough[top : top + rng.integers(6, 60), left : left + rng.integers(6, 60)] = True
        rough ^= rng.random(rough.shape) < 0.03
        for geometry, _ in shapes(rough.astype(np.uint8), mask=rough, connectivity=4):
            raw = shape(geometry)
            assert isinstance(raw, Polygon)
            made = cleaned(raw, 40)
            if made is not None:
                assert made[0].is_valid
                assert agreement(made[0], raw) >= LEAST_AGREEMENT


def test_slivers_beside_a_long_wall_are_no_patches() -> None:
    u, v = turned(0.3)
    corner = (u > -60) & (u < 60) & (v > -60) & (v < 60) & ~((u > -57.5) & (v > -57.5))  # shifted by 2.5 pixels
    assert cleaned(pixels(corner), 100) is None
    assert cleaned(pixels((np.abs(u) < 60) & (np.abs(v) < 4)), 100) is not None


def test_spurs_are_taken_off() -> None:
    house = np.zeros((SIDE, SIDE), bool)
    house[40:100, 40:100] = True
    house[60:62, 100:125] = True
    made = cleaned(pixels(house), 100)
    assert made is not None
    assert made[0].bounds[2] == pytest.approx(100, abs=0.6)


def test_the_same_pixels_elsewhere_give_the_same_corners() -> None:
    u, v = turned(0.5)
    raw = pixels((np.abs(u) < 30) & (np.abs(v) < 18))
    far = Polygon(np.add(raw.exterior.coords, (70_000, 30_000)))
    for one, other in zip(right_angled(raw), right_angled(far), strict=True):
        assert (
            np.abs(np.asarray(other.exterior.coords) - [70_000, 30_000] - np.asarray(one.exterior.coords)).max() < 0.01
        )
    assert straightened(raw) is not None
