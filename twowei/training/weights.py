"""Which pixels count more: the gaps between neighbouring buildings, and small buildings.

Pixel losses barely notice two houses joined into one or a shed left out, but an inspector counts objects.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

GAP_M = 3.0
"""Widest gap that counts more: neighbours closer than this tend to be joined."""
TYPICAL_M2 = 150.0
"""Buildings smaller than this count more, by the root of the ratio, at most threefold."""


def pixel_weights(new: NDArray[np.bool_], resolution_m: float, gap_weight: float) -> NDArray[np.float32]:
    """Return the weight (h, w) of every pixel of a mask; all 1 where ``gap_weight`` is 0."""
    weights = np.ones(new.shape, np.float32)
    if gap_weight == 0 or not new.any():
        return weights
    labels, count = ndimage.label(new)
    areas = np.bincount(labels.ravel(), minlength=count + 1) * resolution_m**2
    by_object = np.clip(np.sqrt(TYPICAL_M2 / np.maximum(areas, 1)), 1, 3).astype(np.float32)
    by_object[0] = 1
    weights *= by_object[labels]
    weights[_gaps(new, resolution_m)] = 1 + gap_weight
    return weights


def _gaps(new: NDArray[np.bool_], resolution_m: float) -> NDArray[np.bool_]:
    reach = max(round(GAP_M / resolution_m / 2), 1)
    side = 2 * reach + 1
    padded = np.pad(new, reach, mode="edge").astype(np.uint8)
    closed = ndimage.minimum_filter(ndimage.maximum_filter(padded, side), side)
    return np.asarray((closed[reach:-reach, reach:-reach] > 0) & ~new)
