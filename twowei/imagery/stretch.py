"""Bringing 16-bit and float imagery to eight bits by robust percentiles of the whole image.

Never per window: a window filled by one large new roof would lose it (measured, see DESIGN.md).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

LOW_PERCENTILE, HIGH_PERCENTILE = 1.0, 99.0


@dataclass(frozen=True)
class Stretch:
    """Per band, the value that becomes 0 and the value that becomes 255; None leaves 8-bit values alone."""

    low: tuple[float, float, float]
    high: tuple[float, float, float]

    def apply(self, pixels: NDArray[np.generic], depth: type[np.unsignedinteger[Any]] = np.uint8) -> NDArray[Any]:
        """Return (3, h, w) of any type as uint8 or uint16; NaN and infinities become 0."""
        low = np.asarray(self.low, np.float32)[:, None, None]
        span = np.asarray(self.high, np.float32)[:, None, None] - low
        values = np.nan_to_num((pixels.astype(np.float32) - low) / span, nan=0.0, posinf=1.0, neginf=0.0)
        return np.asarray(np.clip(values, 0, 1) * np.iinfo(depth).max + 0.5, depth)


def from_samples(samples: NDArray[np.generic]) -> Stretch:
    """Return the stretch by percentiles of samples (3, n); without samples, one that changes nothing much.

    Samples of 0 in all bands are the filling of a border that nobody marked; they would make the rest pale.
    """
    usable = samples[:, np.isfinite(samples).all(axis=0) & samples.any(axis=0)].astype(np.float64)
    if usable.shape[1] == 0:
        return Stretch((0.0,) * 3, (255.0,) * 3)
    low, high = np.percentile(usable, [LOW_PERCENTILE, HIGH_PERCENTILE], axis=1)
    high = np.maximum(high, low + 1e-6)
    return Stretch((low[0], low[1], low[2]), (high[0], high[1], high[2]))
