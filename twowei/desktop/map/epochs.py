"""Makes the map's scene from epochs: one pyramid over all of them, a reader for each that is shown."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

from affine import Affine
from rasterio.crs import CRS

from twowei.desktop.map.pyramid import Pyramid, TileKey
from twowei.desktop.map.scene import Scene, Side
from twowei.geo.crs import LONLAT, ground_resolution_m, transform_bounds, transformer
from twowei.geo.grid import Grid
from twowei.imagery.epoch import Epoch, Tile
from twowei.imagery.preview import PreviewReader
from twowei.imagery.reader import Picture


def pyramid_over(epochs: Sequence[Epoch], crs: CRS) -> Pyramid:
    """Return the pyramid over all epochs at the finest resolution among them."""
    tiles = [tile for epoch in epochs for tile in epoch.tiles]
    step = min(_step(tile, crs) for tile in tiles)
    finest_first = sorted(epochs, key=lambda epoch: min(_step(tile, crs) for tile in epoch.tiles))
    first = finest_first[0].tiles[0]
    bounds = [transform_bounds(first.grid.bounds, first.grid.crs, crs)]
    return Pyramid.covering(crs, bounds + [epoch.bounds(crs) for epoch in epochs], step)


def scene_of(pyramid: Pyramid, before: Epoch | None, after: Epoch, labels: tuple[str, str]) -> Scene:
    """Return the scene that compares two epochs; close it to let go of their files."""
    readers = {epoch.month: PreviewReader(epoch, deep=True) for epoch in (before, after) if epoch is not None}

    def read(key: TileKey) -> Picture:
        return readers[key.month].read(pyramid.grid_of(key))

    def close() -> None:
        for reader in readers.values():
            reader.close()

    def sampled() -> list[Path]:
        return [path for reader in readers.values() for path in reader.sampled]

    earlier = Side(before.month, labels[0]) if before else None
    return Scene(pyramid, read, close, earlier, Side(after.month, labels[1]), *_on_ground(pyramid), sampled)


def _step(tile: Tile, crs: CRS) -> float:
    """Return the height of a tile's pixel in units of a CRS."""
    if tile.grid.crs == crs:
        return tile.grid.resolution[1]
    _, bottom, _, top = transform_bounds(tile.grid.bounds, tile.grid.crs, crs)
    return (top - bottom) / tile.grid.height


def _on_ground(pyramid: Pyramid) -> tuple[float, float]:
    """Return the length of a finest pixel in metres and true north in degrees, both at the middle of the scene."""
    x, y = pyramid.to_ground(pyramid.width / 2, pyramid.height / 2)
    transform = Affine(pyramid.step_x, 0, x, 0, -pyramid.step_y, y)
    metres = ground_resolution_m(Grid(pyramid.crs, transform, 2, 2))
    to_degrees = transformer(pyramid.crs, LONLAT)
    lon, lat = to_degrees.transform(x, y)
    east, north = to_degrees.transform(lon, lat + 1e-4, direction="INVERSE")
    across, up = (east - x) / pyramid.step_x, (north - y) / pyramid.step_y
    degrees = math.degrees(math.atan2(across, up))
    return metres, degrees if math.isfinite(degrees) else 0.0
