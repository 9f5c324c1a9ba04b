"""Which components become candidates, and with which outline."""

from __future__ import annotations

import numpy as np
import pytest
from affine import Affine
from rasterio.crs import CRS
from shapely.geometry import Polygon, box

from twowei.geo.grid import Grid
from twowei.patches.candidate import Candidate
from twowei.patches.cleanup import Rules, candidates, least_area_m2
from twowei.patches.vectorise import Component

GRID = Grid(CRS.from_epsg(4548), Affine(0.5, 0, 500_000, 0, -0.5, 3_500_000), 400, 400)


def made(outline: Polygon, least_area: float = 40, **rules: object) -> list[Candidate]:
    component = Component(outline, 0.8, 0.9)
    return list(candidates([component], "new", GRID, Rules(least_area, 0.5, **rules)))  # type: ignore[arg-type]


def test_area_and_place() -> None:
    (one,) = made(box(100, 100, 140, 120))  # 40 × 20 pixels = 20 m × 10 m
    assert one.area_m2 == pytest.approx(200, rel=2e-3)
    assert one.geometry.bounds == (500_050, 3_499_940, 500_070, 3_499_950)
    assert one.score == 0.8


def test_small_ones_are_dropped() -> None:
    assert not made(box(0, 0, 12, 12))  # 36 m²
    assert made(box(0, 0, 13, 13))  # 42 m²
    assert made(box(0, 0, 12, 12), least_area=30)


def test_slivers_are_dropped() -> None:
    assert not made(box(0, 0, 200, 2))
    assert made(box(0, 0, 60, 5))


def test_small_holes_are_filled_and_courtyards_kept() -> None:
    house = box(0, 0, 60, 60)
    (filled,) = made(house.difference(box(20, 20, 24, 24)))
    (yard,) = made(house.difference(box(20, 20, 40, 40)))
    assert not filled.geometry.interiors
    assert len(yard.geometry.interiors) == 1
    assert yard.area_m2 == pytest.approx(800, rel=2e-3)


def test_stairs_are_simplified_but_the_shape_stays() -> None:
    rows, cols = np.mgrid[0:80, 0:80]
    from rasterio.features import shapes
    from shapely.geometry import shape

    tilted = (np.abs((rows - 40) * 0.8 + (cols - 40) * 0.6) < 15) & (np.abs((cols - 40) * 0.8 - (rows - 40) * 0.6) < 25)
    (outline,) = [shape(g) for g, v in shapes(tilted.astype(np.uint8), mask=tilted)]
    (one,) = made(outline)
    assert len(one.geometry.exterior.coords) < len(outline.exterior.coords) / 4
    assert one.area_m2 == pytest.approx(tilted.sum() * 0.25, rel=0.03)


def test_area_of_interest() -> None:
    here = box(500_000, 3_499_990, 500_020, 3_500_000)
    assert made(box(0, 0, 20, 20), aoi=here)
    assert not made(box(200, 200, 220, 220), aoi=here)


@pytest.mark.parametrize(("resolution", "area"), [(0.01, 5), (0.05, 5), (0.2, 15), (0.5, 40), (0.8, 80), (5, 200)])
def test_least_area(resolution: float, area: float) -> None:
    assert least_area_m2(resolution) == area
