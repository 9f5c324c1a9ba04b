"""Turns a picture into the bytes that Qt paints from. Knows no Qt."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from twowei.desktop.map.tone import Tone, shown_as
from twowei.imagery.reader import Picture


@dataclass(frozen=True)
class Pixels:
    """Premultiplied ARGB32 pixels (rows, cols), or nothing where no pixel is valid."""

    argb: NDArray[np.uint32] | None


def pixels_of(picture: Picture, tone: Tone | None = None) -> Pixels:
    """Return the pixels of a picture, its values changed by a tone; the invalid ones are transparent."""
    if not picture.valid.any():
        return Pixels(None)
    red, green, blue = shown_as(picture, tone).astype(np.uint32)
    pixels = 0xFF000000 | (red << 16) | (green << 8) | blue
    if not picture.valid.all():
        pixels[~picture.valid] = 0
    return Pixels(np.ascontiguousarray(pixels, dtype=np.uint32))
