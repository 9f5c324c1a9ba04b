"""Small pictures of a patch: months side by side with the outline, for a person to judge by."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw
from rasterio.crs import CRS
from shapely.geometry import Polygon

from twowei.geo.footprint import Outline
from twowei.geo.grid import Grid
from twowei.imagery.reader import Picture

SIDE_PX = 320
AROUND = 0.5
LEAST_SIDE = 30.0
"""In units of a metric CRS: a small patch is shown with the place around it."""

_GAP_PX, _HEAD_PX = 6, 18
_LINE, _INK, _PAPER = (255, 221, 0), (30, 30, 30), (255, 255, 255)


def chip_grid(outline: Outline, crs: CRS) -> Grid:
    """Return the square grid that a chip shows."""
    left, bottom, right, top = outline.bounds
    least = 0.0 if crs.is_geographic else LEAST_SIDE
    half = max(max(right - left, top - bottom) * (1 + 2 * AROUND), least) / 2
    x, y = (left + right) / 2, (bottom + top) / 2
    resolution = 2 * half / SIDE_PX
    whole = Grid.over(crs, (x - half, y - half, x + half, y + half), resolution)
    return whole.part(0, 0, SIDE_PX, SIDE_PX)


def write_chip(path: Path, outline: Outline, crs: CRS, months: Sequence[tuple[str, Picture | None]]) -> Path:
    """Write the months side by side as PNG, beside ``path`` and then into place; a month may have no picture."""
    width = len(months) * SIDE_PX + (len(months) - 1) * _GAP_PX
    sheet = Image.new("RGB", (width, SIDE_PX + _HEAD_PX), _PAPER)
    draw = ImageDraw.Draw(sheet)
    for place, (month, picture) in enumerate(months):
        left = place * (SIDE_PX + _GAP_PX)
        draw.text((left + 4, 3), month if picture else f"{month}: no imagery", fill=_INK)
        if picture is not None:
            sheet.paste(_drawn(picture, outline, chip_grid(outline, crs)), (left, _HEAD_PX))
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    sheet.save(draft, "PNG")
    return draft.replace(path)


def _drawn(picture: Picture, outline: Outline, grid: Grid) -> Image.Image:
    image = Image.fromarray(np.ascontiguousarray(np.moveaxis(picture.rgb, 0, 2)))
    draw = ImageDraw.Draw(image)
    inverse = ~grid.transform
    for part in [outline] if isinstance(outline, Polygon) else outline.geoms:
        for ring in (part.exterior, *part.interiors):
            draw.line([inverse * (x, y) for x, y, *_ in ring.coords], fill=_LINE, width=2)
    return image
