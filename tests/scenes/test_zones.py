"""The drawn zones tile without gaps and carry consistent codes."""

from __future__ import annotations

from itertools import combinations

import geopandas as gpd
import numpy as np
import pytest
import shapely

from twowei.scenes.zones import COUNTY_CODE, zone_frame


@pytest.fixture(scope="module", params=[1, 20260614])
def zones(request: pytest.FixtureRequest) -> gpd.GeoDataFrame:
    rng = np.random.default_rng(request.param)
    return zone_frame(rng, 2048.0, (527_400.0, 3_531_800.0), "EPSG:4548")


def level(zones: gpd.GeoDataFrame, number: int) -> gpd.GeoDataFrame:
    return zones[zones.level == number]


def test_three_levels_of_valid_polygons(zones: gpd.GeoDataFrame) -> None:
    assert [len(level(zones, n)) for n in (2, 3, 4)] == [1, 4, 12]
    assert zones.is_valid.all()
    assert set(zones.geom_type) == {"Polygon"}


def test_communities_share_edges_without_gap_or_overlap(zones: gpd.GeoDataFrame) -> None:
    shapes = list(level(zones, 4).geometry)
    assert max(a.intersection(b).area for a, b in combinations(shapes, 2)) == 0
    whole = shapely.union_all(shapes)
    assert not whole.interiors
    assert sum(s.area for s in shapes) == pytest.approx(whole.area, rel=1e-12)


def test_each_zone_is_the_union_of_its_children(zones: gpd.GeoDataFrame) -> None:
    for parent in zones[zones.level < 4].itertuples():
        children = zones[zones.parent == parent.code]
        assert shapely.union_all(list(children.geometry)).equals(parent.geometry)


def test_codes_are_nested_text(zones: gpd.GeoDataFrame) -> None:
    assert zones.code.is_unique
    for zone in zones.itertuples():
        assert len(zone.code) == {2: 6, 3: 9, 4: 12}[zone.level]
        assert zone.code.startswith(COUNTY_CODE if zone.level == 2 else zone.parent)


def test_edges_are_jagged_and_stay_within_the_imagery(zones: gpd.GeoDataFrame) -> None:
    county = level(zones, 2).geometry.iloc[0]
    assert shapely.get_num_coordinates(county) > 100
    image = shapely.box(527_400.0, 3_531_800.0 - 2048, 527_400.0 + 2048, 3_531_800.0)
    assert image.contains(county)
    assert 0.85 < county.area / image.area < 0.97


def test_names_and_persons_are_filled(zones: gpd.GeoDataFrame) -> None:
    assert zones.name.is_unique
    assert zones.person.str.len().between(2, 4).all()
