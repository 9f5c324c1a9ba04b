"""The committed sample is what its README says: place, size, tags, true changes, zones."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pytest
import rasterio
import shapely
from pyproj import Geod, Transformer
from rasterio.warp import transform_bounds
from shapely.geometry import Polygon, shape

from twowei.scenes.district import EPOCHS, ORIGIN, SEED, planned
from twowei.scenes.zones import to_map

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "sample_tiles"
MONTHS = {"2026-05": "2026:05:12 10:36:00", "2026-06": "2026:06:14 10:52:00"}
TILES = sorted(SAMPLE.glob("2026-*/*.tif"))
TO_MAP = Transformer.from_crs("EPSG:4326", "EPSG:4548", always_xy=True)


@pytest.fixture(scope="module")
def features() -> list[dict[str, Any]]:
    text = (SAMPLE / "expected" / "patches.geojson").read_text(encoding="utf-8")
    found: list[dict[str, Any]] = json.loads(text)["features"]
    return found


@pytest.fixture(scope="module")
def zones() -> gpd.GeoDataFrame:
    return gpd.read_file(SAMPLE / "zones.gpkg", layer="zones")


def on_map(feature: dict[str, Any]) -> Polygon:
    return shapely.transform(shape(feature["geometry"]), lambda xy: np.stack(TO_MAP.transform(*xy.T), axis=1))


def by_change(features: list[dict[str, Any]], change: str) -> list[dict[str, Any]]:
    return [f for f in features if f["properties"]["change"] == change]


def test_small_enough_to_clone_and_without_code() -> None:
    files = [path for path in SAMPLE.rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) <= 12_000_000
    assert not [path for path in files if path.suffix == ".py"]


def test_four_tiles_a_month_named_by_row_and_column() -> None:
    assert [path.name for path in TILES] == [
        f"heyuan_{day}_r{row}c{col}.tif" for day in ("20260512", "20260614") for row in (0, 1) for col in (0, 1)
    ]


@pytest.mark.parametrize("path", TILES, ids=lambda path: path.stem)
def test_tile_is_a_tiled_jpeg_geotiff_in_its_zone(path: Path) -> None:
    with rasterio.open(path) as tile:
        assert tile.crs.to_epsg() == 4548
        assert tile.res == (0.5, 0.5)
        assert (tile.count, tile.width, tile.height) == (3, 2048, 2048)
        assert tile.profile["compress"] == "jpeg"
        assert tile.profile["photometric"] == "ycbcr"
        assert tile.block_shapes[0] == (512, 512)
        assert tile.overviews(1) == [2, 4, 8]
        assert tile.tags()["TIFFTAG_DATETIME"] == MONTHS[path.parent.name]
        west, _, east, _ = transform_bounds(tile.crs, "EPSG:4490", *tile.bounds)
    assert 115.5 < west < east < 118.5
    assert not path.with_suffix(".tif.ovr").exists()


@pytest.mark.parametrize("month", MONTHS)
def test_tiles_of_a_month_adjoin(month: str) -> None:
    boxes = [shapely.box(*rasterio.open(path).bounds) for path in TILES if path.parent.name == month]
    whole = shapely.union_all(boxes)
    assert whole.area == sum(box.area for box in boxes) == 2048**2
    assert whole.equals(shapely.box(*whole.bounds))


def test_enough_changes_of_every_kind(features: list[dict[str, Any]]) -> None:
    new = Counter(f["properties"]["kind"] for f in by_change(features, "new"))
    assert 40 <= new.total() <= 70
    assert min(new[kind] for kind in ("new", "extension", "shed")) >= 5
    assert 8 <= len(by_change(features, "demolished")) <= 15


def test_changes_lie_in_the_imagery_and_apart(features: list[dict[str, Any]]) -> None:
    whole = shapely.union_all([shapely.box(*rasterio.open(path).bounds) for path in TILES])
    shapes = [on_map(f) for f in features]
    assert all(whole.contains(s) and s.is_valid for s in shapes)
    tree = shapely.STRtree(shapes)
    pairs = tree.query(shapes, predicate="dwithin", distance=20)
    assert (pairs[0] == pairs[1]).all()
    quarter = {tuple((np.array(s.centroid.coords[0]) - whole.centroid.coords[0] > 0).ravel()) for s in shapes}
    assert len(quarter) == 4


def test_areas_are_ellipsoidal_and_outer_rings_anticlockwise(features: list[dict[str, Any]]) -> None:
    geod = Geod(ellps="GRS80")
    for feature in features:
        area, _ = geod.geometry_area_perimeter(shape(feature["geometry"]))
        assert area > 0, "RFC 7946 wants outer rings anticlockwise"
        assert feature["properties"]["area_m2"] == pytest.approx(area, abs=0.006)
        assert 30 <= area <= 3000


def test_changes_show_in_the_pixels(features: list[dict[str, Any]]) -> None:
    """Between the months true changes differ far more than what stayed."""
    difference = np.abs(mosaic("2026-05") - mosaic("2026-06"))
    typical = np.median(difference)
    ratios = []
    for feature in features:
        x, y = on_map(feature).representative_point().coords[0]
        row, col = int((ORIGIN[1] - y) / 2), int((x - ORIGIN[0]) / 2)
        ratios.append(difference[row - 1 : row + 2, col - 1 : col + 2].mean() / typical)
    assert np.median(ratios) > 4
    assert np.mean(np.array(ratios) > 2) > 0.8


def mosaic(month: str) -> np.ndarray[Any, Any]:
    """Both months at 2 m, mean of the bands, the month's own mean taken off."""
    whole = np.zeros((1024, 1024))
    for path in (SAMPLE / month).glob("*.tif"):
        row, col = int(path.stem[-3]) * 512, int(path.stem[-1]) * 512
        with rasterio.open(path) as tile:
            whole[row : row + 512, col : col + 512] = tile.read(out_shape=(3, 512, 512)).mean(axis=0)
    return np.asarray(whole - whole.mean())


def test_zones_cover_most_of_the_imagery_but_not_all_changes(
    zones: gpd.GeoDataFrame, features: list[dict[str, Any]]
) -> None:
    assert list(zones.columns) == ["level", "code", "name", "parent", "person", "geometry"]
    assert zones.is_valid.all()
    assert Counter(zones.level) == {2: 1, 3: 4, 4: 12}
    communities = list(zones[zones.level == 4].geometry)
    centres = [shape(f["geometry"]).centroid for f in features]
    inside = [sum(zone.contains(centre) for zone in communities) for centre in centres]
    assert max(inside) == 1
    assert 0.8 < np.mean(inside) < 1


def test_the_seed_gives_the_committed_changes(features: list[dict[str, Any]]) -> None:
    _, changes = planned(SEED)
    assert len(changes) == len(features)
    for change, feature in zip(changes, features, strict=True):
        expected = to_map(change.outline, ORIGIN)
        assert expected.hausdorff_distance(on_map(feature)) < 0.02
        assert (change.change, change.kind) == (feature["properties"]["change"], feature["properties"]["kind"])


def test_readme_names_seed_command_and_every_epoch() -> None:
    text = (SAMPLE / "README.md").read_text(encoding="utf-8")
    for fact in (str(SEED), "python -m twowei.scenes sample_tiles", "EPSG:4548", *(e.folder for e in EPOCHS)):
        assert fact in text
