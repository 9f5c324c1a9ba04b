"""Writes the sample: two months of an invented district, its zones and its true changes."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import rasterio
import shapely
from numpy.typing import NDArray
from rasterio.enums import Resampling
from rasterio.transform import from_origin
from shapely.geometry import mapping

from .canvas import Canvas
from .district_change import TrueChange, change_district, ellipsoidal_area_m2
from .district_plan import EXTENT_M, district_place
from .model import Month, Place, Sky
from .noise import Grain
from .render import take_picture
from .zones import to_map, zone_frame

SEED = 20260614
CRS = "EPSG:4548"
LONLAT = "EPSG:4490"
ORIGIN = (527_400.0, 3_531_800.0)
RESOLUTION_M = 0.5
TILE_PX = 2048
QUALITY = 80


@dataclass(frozen=True)
class Epoch:
    """When one month was taken and in what light.

    The sun is that of 31.9 N 117.3 E at the time (NOAA's formulas, to a degree).
    """

    month: Month
    folder: str
    date: str
    tag: str
    sky: Sky


EPOCHS = (
    Epoch(
        Month.BEFORE,
        "2026-05",
        "20260512",
        "2026:05:12 10:36:00",
        Sky(
            sun_azimuth=118.4,
            sun_elevation=65.2,
            greenness=0.62,
            haze=0.025,
            gamma=1.1,
            gain=(1.0, 0.99, 0.97),
            blur_px=0.56,
            noise=0.006,
            shift_px=(0.9, -1.2),
            lean=(0.035, -0.05),
        ),
    ),
    Epoch(
        Month.AFTER,
        "2026-06",
        "20260614",
        "2026:06:14 10:52:00",
        Sky(
            sun_azimuth=111.3,
            sun_elevation=70.5,
            greenness=0.8,
            haze=0.05,
            gamma=1.04,
            gain=(0.97, 0.99, 1.0),
            blur_px=0.6,
            noise=0.006,
            lean=(-0.03, 0.06),
        ),
    ),
)


def planned(seed: int = SEED) -> tuple[Place, list[TrueChange]]:
    """The district with its changes; no pixels yet."""
    rng = np.random.default_rng(seed)
    place, blocked = district_place(rng)
    return place, change_district(rng, place, blocked)


def draw_month(place: Place, epoch: Epoch, seed: int = SEED) -> NDArray[np.uint8]:
    """All pixels of one month, uint8, three bands last."""
    size = round(EXTENT_M / RESOLUTION_M)
    grain = Grain.drawn(np.random.default_rng((seed, 1)), size, RESOLUTION_M)
    canvas = Canvas(size, RESOLUTION_M, grain, epoch.month, epoch.sky)
    rng = np.random.default_rng((seed, int(epoch.date)))
    return take_picture(canvas, place, rng).pixels


def write_sample(folder: Path, seed: int = SEED) -> None:
    """Write tiles, ``zones.gpkg`` and ``expected/patches.geojson`` into a folder."""
    place, changes = planned(seed)
    write_zones(folder / "zones.gpkg", seed)
    write_expected(folder / "expected" / "patches.geojson", changes)
    for epoch in EPOCHS:
        write_tiles(folder / epoch.folder, epoch, draw_month(place, epoch, seed))


def write_zones(path: Path, seed: int = SEED) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    frame = zone_frame(np.random.default_rng((seed, 2)), EXTENT_M, ORIGIN, CRS)
    frame.to_crs(LONLAT).to_file(path, layer="zones", driver="GPKG")


def write_expected(path: Path, changes: list[TrueChange]) -> None:
    """RFC 7946: WGS 84 longitude and latitude, outer rings anticlockwise, 7 decimals."""
    path.parent.mkdir(parents=True, exist_ok=True)
    outlines = gpd.GeoSeries([to_map(c.outline, ORIGIN) for c in changes], crs=CRS).to_crs(LONLAT)
    features = [_feature(n, c, shape) for n, (c, shape) in enumerate(zip(changes, outlines, strict=True), 1)]
    collection = {"type": "FeatureCollection", "features": features}
    path.write_text(json.dumps(collection, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _feature(number: int, change: TrueChange, shape: Any) -> dict[str, Any]:
    shape = shapely.orient_polygons(shapely.set_precision(shape, 1e-7))
    properties = {
        "id": number,
        "change": change.change,
        "kind": change.kind,
        "area_m2": round(ellipsoidal_area_m2(shape), 2),
    }
    return {"type": "Feature", "id": number, "properties": properties, "geometry": mapping(shape)}


def write_tiles(folder: Path, epoch: Epoch, pixels: NDArray[np.uint8]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for row in range(0, pixels.shape[0], TILE_PX):
        for col in range(0, pixels.shape[1], TILE_PX):
            name = f"heyuan_{epoch.date}_r{row // TILE_PX}c{col // TILE_PX}.tif"
            part = pixels[row : row + TILE_PX, col : col + TILE_PX]
            _write_tile(folder / name, part, (row, col), epoch.tag)


def _write_tile(path: Path, part: NDArray[np.uint8], corner: tuple[int, int], tag: str) -> None:
    left, top = ORIGIN[0] + corner[1] * RESOLUTION_M, ORIGIN[1] - corner[0] * RESOLUTION_M
    profile = {
        "driver": "GTiff",
        "width": part.shape[1],
        "height": part.shape[0],
        "count": 3,
        "dtype": "uint8",
        "crs": CRS,
        "transform": from_origin(left, top, RESOLUTION_M, RESOLUTION_M),
        "tiled": True,
        "blockxsize": 512,
        "blockysize": 512,
        "compress": "jpeg",
        "photometric": "ycbcr",
        "jpeg_quality": QUALITY,
    }
    with rasterio.open(path, "w", **profile) as tile:
        tile.update_tags(TIFFTAG_DATETIME=tag, TIFFTAG_IMAGEDESCRIPTION="Invented district, drawn by twowei")
        tile.write(np.moveaxis(part, 2, 0))
    with rasterio.Env(JPEG_QUALITY_OVERVIEW=QUALITY), rasterio.open(path, "r+") as tile:
        tile.build_overviews([2, 4, 8], Resampling.average)
