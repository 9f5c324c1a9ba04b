"""Single-date pictures with building masks, joined into grounds from which two dates can be composed.

A folder holds ``image/NAME.jpg``, ``building/NAME.png`` (not 0 = building) and ``manifest.csv`` with the columns
``file``, ``set``, ``split`` and ``ground_resolution_m``. Names end in the web map tile they are: ``_X_Y_ZOOM`` or
``_ZOOM-X-Y``; neighbours are joined before anything is resampled, because one picture is 20 to 80 m wide.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from scipy import ndimage

from twowei.errors import ModelError

_TILE_NAMES = (
    re.compile(r"_(?P<x>\d+)_(?P<y>\d+)_(?P<zoom>\d+)$"),
    re.compile(r"_(?P<zoom>\d+)-(?P<x>\d+)-(?P<y>\d+)$"),
)
Place = tuple[int, int]


@dataclass(frozen=True)
class Ground:
    """A joined picture: uint8 (h, w, 3), and bool (h, w) where buildings stand."""

    picture: NDArray[np.uint8]
    building: NDArray[np.bool_]


@dataclass(frozen=True)
class _Tile:
    name: str
    set_name: str
    zoom: int
    place: Place
    resolution_m: float


def read_grounds(folder: Path, sets: Sequence[str], resolution_m: float) -> list[Ground]:
    """Join the training pictures of those of the sets that the folder holds, and bring them to a resolution.

    Of ground that is there at several zooms the coarsest picture is taken.

    Raises:
        ModelError: The folder has no manifest.
    """
    tiles = list(_tiles(folder))
    grounds = []
    for name in sets:
        mine = [t for t in tiles if t.set_name == name]
        chosen = [t for t in mine if t.zoom == min(t.zoom for t in mine)]
        grounds += [_join(folder, group, resolution_m) for group in _neighbours(chosen)]
    return grounds


def _tiles(folder: Path) -> Iterable[_Tile]:
    try:
        rows = list(csv.DictReader((folder / "manifest.csv").read_text("utf-8").splitlines()))
    except OSError as error:
        raise ModelError(f"{folder} cannot be composed from: it has no readable manifest.csv ({error}).") from error
    for row in rows:
        found = next((m for pattern in _TILE_NAMES if (m := pattern.search(row["file"]))), None)
        if found and row["split"] == "train":
            place = (int(found["y"]), int(found["x"]))
            yield _Tile(row["file"], row["set"], int(found["zoom"]), place, float(row["ground_resolution_m"]))


def _neighbours(tiles: list[_Tile]) -> list[list[_Tile]]:
    """Group tiles that touch."""
    if not tiles:
        return []
    low = np.min([t.place for t in tiles], axis=0)
    table = np.zeros(np.max([t.place for t in tiles], axis=0) - low + 1, np.uint8)
    for tile in tiles:
        table[tuple(tile.place - low)] = 1
    labels, count = ndimage.label(table)
    return [[t for t in tiles if labels[tuple(t.place - low)] == number] for number in range(1, count + 1)]


def _join(folder: Path, tiles: list[_Tile], resolution_m: float) -> Ground:
    """Join tiles that touch; where one of the rectangle is missing, the ground is grey and without buildings."""
    low, high = (function([t.place for t in tiles], axis=0) for function in (np.min, np.max))
    side = _picture(folder, tiles[0].name).width
    rows, columns = ((high - low + 1) * side).tolist()
    picture, mask = Image.new("RGB", (columns, rows), (110, 110, 105)), Image.new("L", (columns, rows))
    for tile in tiles:
        row, column = ((tile.place - low) * side).tolist()
        picture.paste(_picture(folder, tile.name), (column, row))
        mask.paste(_building(folder, tile.name), (column, row))
    scale = tiles[0].resolution_m / resolution_m
    size = (round(columns * scale), round(rows * scale))
    return Ground(
        np.asarray(picture.resize(size, Image.Resampling.LANCZOS)),
        np.asarray(mask.resize(size, Image.Resampling.BOX)) > 127,
    )


def _picture(folder: Path, name: str) -> Image.Image:
    with Image.open(folder / "image" / f"{name}.jpg") as image:
        picture: Image.Image = image.convert("RGB")
    return picture


def _building(folder: Path, name: str) -> Image.Image:
    with Image.open(folder / "building" / f"{name}.png") as image:
        values = np.asarray(image.convert("L"))
    return Image.fromarray((values > 0).astype(np.uint8) * np.uint8(255))
