"""How bright the epochs are shown: as delivered, each stretched by itself, or both alike. Knows no Qt.

Only what is seen changes; the detector reads imagery by its own rule. Imagery of more than 8 bits is brightened from
16, so that no steps show.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from twowei.imagery.reader import Bands, Picture

LOW, HIGH = 2.0, 98.0
MOST_GAIN = 4.0
"""An image of one colour is not blown up to noise."""

Values = NDArray[np.float64]
Tables = dict[int, NDArray[np.uint8]]


class Stretch(Enum):
    """Which way the brightness is chosen."""

    PLAIN = "plain"
    EACH = "each"
    MATCH = "match"


@dataclass(frozen=True)
class Tone:
    """What becomes of values, band by band: those from ``low`` to ``high`` are spread from ``bottom`` to ``top``.

    All four are (3,), in steps of 8 bits whatever the depth of the picture.
    """

    low: Values
    high: Values
    bottom: Values
    top: Values
    _tables: Tables = field(default_factory=dict, compare=False, repr=False)

    def of(self, bands: Bands) -> NDArray[np.uint8]:
        """Return bands (3, h, w) of 8 or 16 bits as they are shown."""
        most = int(np.iinfo(bands.dtype).max)
        if most not in self._tables:
            self._tables[most] = self._table(most)
        return np.stack([self._tables[most][band][bands[band]] for band in range(3)])

    def _table(self, most: int) -> NDArray[np.uint8]:
        steps = np.arange(most + 1, dtype=np.float64)[None] * (255 / most)
        gain = (self.top - self.bottom) / (self.high - self.low)
        values = (steps - self.low[:, None]) * gain[:, None] + self.bottom[:, None] + 0.5
        return np.clip(values, 0, 255).astype(np.uint8)


def stretched(sample: Picture | None) -> Tone | None:
    """Return the tone that spreads the 2nd to 98th percentile of a sample over all values, all bands alike."""
    values = _values(sample)
    if values is None:
        return None
    low, high = np.percentile(values, (LOW, HIGH))
    return Tone(np.full(3, low), np.full(3, max(high, low + 255 / MOST_GAIN)), np.zeros(3), np.full(3, 255.0))


def matched(sample: Picture | None, other: Picture | None) -> Tone | None:
    """Return the tone that brings a sample's 2nd and 98th percentile, band by band, to those of another."""
    values, wanted = _values(sample), _values(other)
    if values is None or wanted is None or sample is other:
        return None
    low, high = np.percentile(values, (LOW, HIGH), axis=1)
    bottom, top = np.percentile(wanted, (LOW, HIGH), axis=1)
    return Tone(low, np.maximum(high, low + (top - bottom) / MOST_GAIN + 1e-6), bottom, top)


def shown_as(picture: Picture, tone: Tone | None) -> NDArray[np.uint8]:
    """Return the bands of a picture in 8 bits, in a tone; without one as they are."""
    if tone is not None:
        return tone.of(picture.rgb)
    return picture.rgb if picture.rgb.dtype == np.uint8 else (picture.rgb >> 8).astype(np.uint8)


def _values(sample: Picture | None) -> Values | None:
    if sample is None or not sample.valid.any():
        return None
    return sample.rgb[:, sample.valid] * (255 / np.iinfo(sample.rgb.dtype).max)
