"""Small pictures of a patch before and after, for papers and sheets."""

from __future__ import annotations

from contextlib import ExitStack
from io import BytesIO
from pathlib import Path
from types import TracebackType

import numpy as np
from affine import Affine
from PIL import Image, ImageDraw, ImageOps
from rasterio.crs import CRS

from twowei.casebook.patch import Patch
from twowei.errors import ImageryError, UnknownNameError
from twowei.geo.crs import metric_crs
from twowei.geo.footprint import Outline, to_crs
from twowei.geo.grid import Bounds, Grid
from twowei.imagery.reader import EpochReader
from twowei.services.workspace import Workspace

LEAST_SIDE_M = 80.0
MARGIN = 1.8
"""How many times the longer side of the outline a picture shows."""

_OUTLINE = (230, 30, 30)
_NO_IMAGERY = 225


class Pictures:
    """Pictures of the patches of a workspace; close it, or use it in a ``with``."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._crs = workspace.crs
        self._files = ExitStack()
        self._readers: dict[str, EpochReader | None] = {}

    def of(self, patch: Patch, month: str, px: int = 320, *, outlined: bool = True) -> Image.Image | None:
        """Return a square picture of a patch in a month, or None where there is no imagery of it any more."""
        reader = self._reader(month)
        if reader is None:
            return None
        here = metric_crs(patch.lon, patch.lat)
        outline = to_crs(patch.geometry, self._crs, here)
        return self.around(outline, here, month, px, outlined=outlined)

    def around(
        self, outline: Outline, crs: CRS, month: str, px: int, *, outlined: bool = True, side_m: float = 0.0
    ) -> Image.Image | None:
        """Return a square picture around an outline in a metric CRS; ``side_m`` 0: as wide as the outline wants."""
        reader = self._reader(month)
        if reader is None:
            return None
        left, bottom, right, top = outline.bounds
        side = side_m or max(LEAST_SIDE_M, MARGIN * max(right - left, top - bottom))
        x, y = (left + right) / 2, (bottom + top) / 2
        bounds: Bounds = (x - side / 2, y - side / 2, x + side / 2, y + side / 2)
        try:
            picture = reader.read(Grid(crs, Affine(side / px, 0, bounds[0], 0, -side / px, bounds[3]), px, px))
        except ImageryError:
            return None
        if not picture.valid.any():
            return None
        image = Image.fromarray(np.moveaxis(np.where(picture.valid, picture.rgb, _NO_IMAGERY).astype(np.uint8), 0, -1))
        if outlined:
            _draw(image, outline, bounds)
        return image

    def close(self) -> None:
        """Close all files."""
        self._files.close()

    def __enter__(self) -> Pictures:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _reader(self, month: str) -> EpochReader | None:
        """Return the reader of a month; None where its imagery is gone."""
        if month not in self._readers:
            try:
                epoch = self._workspace.epoch(month)
            except (ImageryError, UnknownNameError):
                self._readers[month] = None
            else:
                self._readers[month] = self._files.enter_context(EpochReader(epoch, read_coarser_from=2.0))
        return self._readers[month]


def _draw(image: Image.Image, outline: Outline, bounds: Bounds) -> None:
    """Draw an outline on the picture of a box."""
    pen = ImageDraw.Draw(image)
    left, _, right, top = bounds
    scale = image.width / (right - left)
    for part in getattr(outline, "geoms", [outline]):
        for ring in (part.exterior, *part.interiors):
            points = [((x - left) * scale, (top - y) * scale) for x, y, *_ in ring.coords]
            pen.line(points, fill=_OUTLINE, width=max(2, image.width // 160), joint="curve")


def small_photo(path: Path | None, px: int) -> Image.Image | None:
    """Return a photo turned as it was taken, its middle as a square, or None where there is none."""
    if path is None:
        return None
    try:
        with Image.open(path) as photo:
            return ImageOps.fit(ImageOps.exif_transpose(photo).convert("RGB"), (px, px))
    except (OSError, ValueError, Image.DecompressionBombError):
        return None


def jpeg(image: Image.Image | None) -> bytes | None:
    """Return a picture as the bytes of a JPEG."""
    if image is None:
        return None
    stored = BytesIO()
    image.convert("RGB").save(stored, "JPEG", quality=85)
    return stored.getvalue()
