"""Looks: tone and season count little, another thing on the ground counts."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from numpy.typing import NDArray
from rasterio.crs import CRS
from scipy import ndimage

from twowei.geo.grid import Grid
from twowei.patches.look import DIFFERENT_FROM, Look, Pixels, distance, look
from twowei.scenes import draw_pair

GK = CRS.from_epsg(4548)
SIZE, METRES = 256, 0.5


def pixels_of(picture: NDArray[np.uint8]) -> Pixels:
    """Read a picture whose lower left corner is the origin."""

    def read(grid: Grid) -> tuple[NDArray[np.uint8], NDArray[np.bool_]]:
        coarser = max(1, round(grid.resolution[0] / METRES))
        smooth = ndimage.uniform_filter(picture, (coarser, coarser, 1))
        rows, columns = np.indices(grid.shape)
        ground = grid.ground(np.column_stack([columns.ravel() + 0.5, rows.ravel() + 0.5]))
        column, row = np.floor([ground[:, 0] / METRES, SIZE - ground[:, 1] / METRES]).astype(int)
        valid = ((row >= 0) & (row < SIZE) & (column >= 0) & (column < SIZE)).reshape(grid.shape)
        found = smooth[row.clip(0, SIZE - 1), column.clip(0, SIZE - 1)]
        return found.T.reshape(3, *grid.shape), valid

    return read


def outline_of(rows: slice, columns: slice) -> shapely.Polygon:
    return shapely.box(
        columns.start * METRES, (SIZE - rows.stop) * METRES, columns.stop * METRES, (SIZE - rows.start) * METRES
    )


def test_drawn_months_tell_a_new_roof_from_the_same_ground() -> None:
    """The two months of a drawn pair differ in season, sun, haze, camera and by up to two pixels."""
    same, new = [], []
    for seed in range(8):
        pair = draw_pair(seed, SIZE)
        before, after = pixels_of(pair.before), pixels_of(pair.after)
        changed = ndimage.binary_dilation(pair.new | pair.demolished, iterations=5)
        roofs = ndimage.find_objects(ndimage.label(pair.new)[0])
        spots = [(new, spot) for spot in roofs if min(pair.new[spot].shape) > 12]
        for row in range(20, SIZE - 50, 50):
            for column in range(20, SIZE - 50, 50):
                here = (slice(row, row + 24), slice(column, column + 24))
                if not changed[here].any():
                    spots.append((same, here))
        for list_, (rows, columns) in spots:
            outline = outline_of(rows, columns)
            one, other = look(outline, GK, before), look(outline, GK, after)
            if one and other:
                list_.append(distance(one, other))
    assert len(same) > 20 and len(new) > 10
    assert np.mean(np.array(same) < DIFFERENT_FROM) > 0.6
    assert np.mean(np.array(new) >= DIFFERENT_FROM) > 0.7


@pytest.fixture
def ground() -> NDArray[np.uint8]:
    noise = ndimage.gaussian_filter(np.random.default_rng(1).normal(0, 1, (SIZE, SIZE, 3)), (4, 4, 0))
    return np.clip(110 + 25 * noise / noise.std(), 0, 255).astype(np.uint8)


HERE = (slice(100, 140), slice(100, 140))


def test_tone_is_taken_out(ground: NDArray[np.uint8]) -> None:
    dim = (ground * 0.7 + 20).astype(np.uint8)
    one, other = (look(outline_of(*HERE), GK, pixels_of(p)) for p in (ground, dim))
    assert one and other and distance(one, other) < 0.25


def test_a_roof_differs_and_bytes_are_the_look(ground: NDArray[np.uint8]) -> None:
    roof = ground.copy()
    roof[HERE] = (40, 90, 190)
    one, other = (look(outline_of(*HERE), GK, pixels_of(p)) for p in (ground, roof))
    assert one and other and distance(one, other) > 2 * DIFFERENT_FROM
    kept = Look.from_bytes(one.to_bytes())
    assert distance(kept, one) == 0
    assert len(one.to_bytes()) == 300


def test_what_is_not_seen_has_no_look(ground: NDArray[np.uint8]) -> None:
    assert look(shapely.box(-500, -500, -480, -480), GK, pixels_of(ground)) is None
