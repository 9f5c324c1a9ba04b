"""A metre is a metre where the program says so."""

from __future__ import annotations

import pytest
from affine import Affine
from rasterio.crs import CRS

from twowei.errors import UnknownNameError
from twowei.geo.crs import ground_resolution_m, is_metric, metric_crs, parse_crs, transform_bounds
from twowei.geo.grid import Grid


@pytest.mark.parametrize(
    ("lon", "lat", "epsg"),
    [
        (117.3, 31.9, 4548),
        (118.1, 24.5, 4548),
        (119.9, 30, 4549),
        (114.4, 30.5, 4547),
        (2.35, 48.8, 32631),
        (-94.5, 37.1, 32615),
        (151.2, -33.9, 32756),
    ],
)
def test_zone_of_a_place(lon: float, lat: float, epsg: int) -> None:
    assert metric_crs(lon, lat).to_epsg() == epsg


@pytest.mark.parametrize(
    ("epsg", "bounds", "metric"),
    [
        (4548, (500_000, 3_500_000, 502_000, 3_502_000), True),
        (4526, (38_500_000, 3_500_000, 38_502_000, 3_502_000), True),
        (3857, (13_050_000, 3_750_000, 13_052_000, 3_752_000), False),
        (4490, (117.0, 31.0, 117.1, 31.1), False),
        (2229, (6_500_000, 1_850_000, 6_500_500, 1_850_500), False),  # US feet
        (2154, (652_000, 6_862_000, 652_500, 6_862_500), True),
    ],
)
def test_what_is_metric(epsg: int, bounds: tuple[float, float, float, float], metric: bool) -> None:
    assert is_metric(CRS.from_epsg(epsg), bounds) is metric


def test_ground_resolution_of_web_mercator_is_not_its_nominal_one() -> None:
    grid = Grid(CRS.from_epsg(3857), Affine(0.6, 0, 13_050_000, 0, -0.6, 3_750_000), 1000, 1000)
    assert ground_resolution_m(grid) == pytest.approx(0.6 * 0.849, rel=0.01)


def test_bounds_there_and_back() -> None:
    crs = CRS.from_epsg(4548)
    box = (500_000.0, 3_500_000.0, 502_000.0, 3_502_000.0)
    lonlat = transform_bounds(box, crs, CRS.from_epsg(4490))
    assert 116.9 < lonlat[0] < 117.1 and 31 < lonlat[1] < 32  # x before y
    back = transform_bounds(lonlat, CRS.from_epsg(4490), crs)
    assert all(abs(a - b) < 5 for a, b in zip(box, back, strict=True))


@pytest.mark.parametrize("text", ["EPSG:4548", "4548", "epsg:4548"])
def test_parse_crs(text: str) -> None:
    assert parse_crs(text).to_epsg() == 4548


@pytest.mark.parametrize("text", ["EPSG:99999999", "EPSG:nonsense", "EPSG:", "Xian", ""])
def test_parse_crs_refuses(text: str) -> None:
    with pytest.raises(UnknownNameError, match="no known CRS"):
        parse_crs(text)
