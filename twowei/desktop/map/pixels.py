"""Turns a picture into the bytes that Qt paints from. Knows no Qt."""

from __future__ import annotations

import numpy as np

from twowei.imagery.reader import Picture


def argb(picture: Picture) -> np.ndarray | None:
    """Return premultiplied ARGB32 pixels (rows, cols), or nothing where no pixel is valid."""
    if not picture.valid.any():
        return None
    red, green, blue = picture.rgb.astype(np.uint32)
    pixels: np.ndarray = 0xFF000000 | (red << 16) | (green << 8) | blue
    if not picture.valid.all():
        pixels[~picture.valid] = 0
    return np.ascontiguousarray(pixels, dtype=np.uint32)
