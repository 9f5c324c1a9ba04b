"""How bright the epochs are shown: as delivered, each stretched by itself, or both alike. Knows no Qt.

Only what is seen changes; the detector reads imagery by its own rule.
"""

from __future__ import annotations

from enum import Enum

import numpy as np
from numpy.typing import NDArray

from twowei.imagery.reader import Picture

Table = NDArray[np.uint8]
"""uint8 (3, 256): for each band, what becomes of a value."""

LOW, HIGH = 2.0, 98.0
MOST_GAIN = 4.0
"""An image of one colour is not blown up to noise."""


class Stretch(Enum):
    """Which way the brightness is chosen."""

    PLAIN = "plain"
    EACH = "each"
    MATCH = "match"


def plain() -> Table:
    """Return the table that changes nothing."""
    return np.tile(np.arange(256, dtype=np.uint8), (3, 1))


def stretched(sample: Picture | None) -> Table:
    """Return the table that spreads the 2nd to 98th percentile of a sample over all values, all bands alike."""
    values = _values(sample)
    if values is None:
        return plain()
    low, high = np.percentile(values, (LOW, HIGH))
    return _linear(np.full(3, low), np.full(3, max(high, low + 255 / MOST_GAIN)), np.zeros(3), np.full(3, 255.0))


def matched(sample: Picture | None, other: Picture | None) -> Table:
    """Return the table that brings a sample's 2nd and 98th percentile, band by band, to those of another."""
    values, wanted = _values(sample), _values(other)
    if values is None or wanted is None:
        return plain()
    low, high = np.percentile(values, (LOW, HIGH), axis=1)
    bottom, top = np.percentile(wanted, (LOW, HIGH), axis=1)
    return _linear(low, np.maximum(high, low + (top - bottom) / MOST_GAIN + 1e-6), bottom, top)


def shown_as(picture: Picture, table: Table) -> NDArray[np.uint8]:
    """Return the bands of a picture by a table, without a copy where it changes nothing."""
    steps = np.arange(256)
    if (table == steps).all():
        return picture.rgb
    return np.stack([table[band][picture.rgb[band]] for band in range(3)])


def _values(sample: Picture | None) -> NDArray[np.uint8] | None:
    if sample is None or not sample.valid.any():
        return None
    return sample.rgb[:, sample.valid]


def _linear(
    low: NDArray[np.float64], high: NDArray[np.float64], bottom: NDArray[np.float64], top: NDArray[np.float64]
) -> Table:
    steps = np.arange(256, dtype=np.float64)[None]
    gain = (top - bottom) / (high - low)
    return np.clip((steps - low[:, None]) * gain[:, None] + bottom[:, None] + 0.5, 0, 255).astype(np.uint8)
