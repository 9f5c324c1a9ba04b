"""Imagery under a plan: the newest month, as coarse as the plan shows it, dimmed so that what is drawn stands out."""

from __future__ import annotations

import numpy as np
from affine import Affine
from PIL import Image
from rasterio.crs import CRS

from twowei.errors import ImageryError, UnknownNameError
from twowei.geo.grid import Bounds, Grid
from twowei.imagery.preview import PreviewReader
from twowei.services.workspace import Workspace

PAPER = 255
DIM = 0.45
"""How much of the picture is left; the rest is paper."""


def underlay(workspace: Workspace, crs: CRS, bounds: Bounds, px: int) -> Image.Image | None:
    """Return the newest imagery of a box, its longer side ``px`` pixels; None where there is none to be read."""
    left, bottom, right, top = bounds
    step = max(right - left, top - bottom) / px
    grid = Grid(
        crs, Affine(step, 0, left, 0, -step, top), max(round((right - left) / step), 1),
        max(round((top - bottom) / step), 1),
    )  # fmt: skip
    for month in sorted(workspace.months(), reverse=True):
        try:
            reader = PreviewReader(workspace.epoch(month))
            try:
                picture = reader.read(grid)
            finally:
                reader.close()
        except (ImageryError, UnknownNameError):
            continue
        if picture.valid.any():
            shown = np.where(picture.valid, PAPER - DIM * (PAPER - picture.rgb.astype(np.float32)), PAPER)
            return Image.fromarray(np.ascontiguousarray(np.moveaxis(shown.astype(np.uint8), 0, -1)))
    return None
