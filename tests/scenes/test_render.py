"""One hand-made building under a known sun: shadow, slope light, labels, lean, shift."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import shapely

from twowei.scenes.camera import jpeg_softened
from twowei.scenes.canvas import Canvas, filled
from twowei.scenes.light import leaned, radiance, sunlit
from twowei.scenes.model import Box, Building, Month, Place, Presence, Roof, Sky, Wing
from twowei.scenes.noise import Grain, smooth_noise
from twowei.scenes.render import paint, take_picture

SIZE, RESOLUTION_M = 160, 0.5
CLEAR = Sky(135.0, 45.0, 0.5, 0.0, 1.0, (1.0, 1.0, 1.0), 0.3, 0.0)
CENTRE = SIZE // 2
GREY = (0.5, 0.5, 0.5)


def tower(roof: Roof = Roof.STEEL, presence: Presence = Presence.AFTER, **more: object) -> Building:
    """A square house of 10 m, 10 m high, in the middle."""
    wing = Wing(Box(40, 40, 10, 10), roof, 10.0, 0.0 if roof is Roof.STEEL else 0.5)
    return Building((wing,), GREY, 1, clutter=0, presence=presence, **more)  # type: ignore[arg-type]


def painted(building: Building, sky: Sky = CLEAR, month: Month = Month.AFTER) -> Canvas:
    grain = Grain.drawn(np.random.default_rng(0), SIZE, RESOLUTION_M)
    canvas = Canvas(SIZE, RESOLUTION_M, grain, month, sky)
    canvas.albedo[:] = 0.5
    paint(canvas, Place(80.0, buildings=[building]), np.random.default_rng(0))
    return canvas


@pytest.mark.parametrize("azimuth", [20.0, 135.0, 180.0, 250.0])
def test_shadow_falls_away_from_the_sun_as_long_as_the_sun_is_low(azimuth: float) -> None:
    sky = replace(CLEAR, sun_azimuth=azimuth, sun_elevation=40.0)
    dark = np.argwhere(sunlit(painted(tower(), sky)) < 0.5) + 0.5 - CENTRE
    row, col = sky.sun_step()
    along = -(dark @ (row, col)) * RESOLUTION_M
    assert dark.size and along.mean() > 0
    corner = 5 * (abs(row) + abs(col))
    assert along.max() == pytest.approx(corner + 10 / np.tan(np.radians(40)), abs=1.0)


def test_shadow_falls_on_the_neighbour() -> None:
    # 6 m high, 6 m to the north-west: the shadow of 10 m reaches 4 m up its wall, not its roof
    low = Wing(Box(28, 28, 8, 8), Roof.STEEL, 3.0, 0.0)
    canvas = painted(replace(tower(), wings=(*tower().wings, low)))
    lit = sunlit(canvas)
    assert lit[63, 63] < 0.5
    assert lit[50, 50] > 0.5


def test_the_slope_that_faces_the_sun_is_brighter() -> None:
    sky = replace(CLEAR, sun_azimuth=180.0)
    light = radiance(painted(tower(Roof.GABLE), sky)).mean(axis=2)
    south, north = light[82:88, 74:86].mean(), light[72:78, 74:86].mean()
    assert south > 1.3 * north


def test_label_is_the_footprint_of_what_stands_in_this_month_only() -> None:
    after, before = painted(tower()), painted(tower(), month=Month.BEFORE)
    assert after.label.sum() * RESOLUTION_M**2 == pytest.approx(100, rel=0.05)
    assert np.argwhere(after.label).mean(axis=0) == pytest.approx([CENTRE - 0.5] * 2, abs=0.6)
    assert not before.label.any()
    assert painted(tower(presence=Presence.BEFORE), month=Month.BEFORE).label.any()


@pytest.mark.parametrize(
    "building",
    [
        tower(presence=Presence.BOTH),
        tower(presence=Presence.BOTH, later_colour=(0.1, 0.2, 0.9)),
        tower(counted=False),
    ],
    ids=["standing", "re-roofed", "greenhouse"],
)
def test_no_label_on_what_is_no_new_building(building: Building) -> None:
    assert not painted(building).label.any()


def test_label_moves_with_the_shift_and_the_lean() -> None:
    sky = replace(CLEAR, shift_px=(2.0, 0.0), lean=(0.0, 0.3))
    picture = take_picture(painted(tower(), sky), Place(80.0), np.random.default_rng(0))
    middle = np.argwhere(picture.label).mean(axis=0)
    assert middle == pytest.approx([CENTRE - 0.5 + 2, CENTRE - 0.5 + 10 * 0.3 / RESOLUTION_M], abs=0.8)


def test_lean_shows_a_facade_where_the_footprint_was() -> None:
    canvas = painted(tower(), replace(CLEAR, lean=(0.0, 0.3)))
    canvas.wall[canvas.height > 5] = 1.0
    canvas.albedo[canvas.height > 5] = 0.0
    seen, _ = leaned(canvas, radiance(canvas))
    west_edge = CENTRE - 10
    assert seen[CENTRE, west_edge + 1 : west_edge + 5].min() > 0.2
    assert seen[CENTRE, west_edge + 8 : west_edge + 20].max() < 0.05


def test_filled_agrees_with_geometry() -> None:
    rng = np.random.default_rng(5)
    turn = np.sort(rng.uniform(0, 2 * np.pi, 15))
    ring = 20 + np.stack([np.cos(turn), np.sin(turn)], 1) * rng.uniform(5, 25, (15, 1))
    rows, cols = np.mgrid[:40, :44]
    expected = shapely.contains_xy(shapely.Polygon(ring), cols, rows)
    np.testing.assert_array_equal(filled(ring, 40, 44), expected)


def test_noise_has_unit_spread_and_its_feature_size() -> None:
    coarse = smooth_noise(np.random.default_rng(1), 256, 16)
    fine = smooth_noise(np.random.default_rng(1), 256, 4)
    assert coarse.std() == pytest.approx(1, abs=0.01)
    assert np.abs(np.diff(fine)).mean() > 3 * np.abs(np.diff(coarse)).mean()


def test_jpeg_softness_keeps_means_and_loses_detail() -> None:
    picture = np.random.default_rng(2).uniform(0.3, 0.7, (37, 45, 3)).astype(np.float32)
    soft = jpeg_softened(picture, 0.05)
    assert soft.shape == picture.shape
    assert soft.mean() == pytest.approx(picture.mean(), abs=0.01)
    assert np.abs(np.diff(soft, axis=0)).mean() < 0.8 * np.abs(np.diff(picture, axis=0)).mean()
