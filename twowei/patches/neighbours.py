"""Neighbours that the network joins into one component, taken apart again.

Seeds are where the score is high and the component still has body after being eroded by `NECK_M`; each pixel goes to
the seed whose basin of the distance to the edge it lies in (watershed). A component with fewer than two seeds stays
whole, so large roofs, extensions and single houses are untouched.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage
from skimage.segmentation import watershed

from twowei.detection.change_map import FULL_SCORE

NECK_M = 2.0
"""Bridges between neighbours that are narrower than twice this are cut."""
LEAST_SEED_M2 = 5.0


def parts(
    scores: NDArray[np.uint8], inside: NDArray[np.bool_], seed_score: float, resolution_m: float
) -> NDArray[np.int32]:
    """Return which part each pixel of one component belongs to.

    Args:
        scores: uint8 (h, w), 0 to 254.
        inside: bool (h, w), the component.
        seed_score: Score (0 to 1) from which a pixel can belong to a seed; 0 takes nothing apart.
        resolution_m: Ground resolution.

    Returns:
        int32 (h, w): 0 outside, else the number of the part, from 1.
    """
    whole = inside.astype(np.int32)
    if seed_score <= 0 or inside.sum() < 2 * LEAST_SEED_M2 / resolution_m**2:
        return whole
    roomy = np.pad(inside & (scores >= seed_score * FULL_SCORE), 1)
    steps = max(round(NECK_M / resolution_m), 1)
    seeds, count = ndimage.label(ndimage.binary_erosion(roomy, iterations=steps)[1:-1, 1:-1])
    if count < 2:
        return whole
    sizes = np.bincount(seeds.ravel(), minlength=count + 1) * resolution_m**2
    kept = sizes >= LEAST_SEED_M2
    kept[0] = False
    if kept.sum() < 2:
        return whole
    numbers = np.cumsum(kept) * kept
    depth = ndimage.distance_transform_edt(np.pad(inside, 1))[1:-1, 1:-1]
    found = watershed(-depth, numbers[seeds], mask=inside)  # type: ignore[no-untyped-call]
    return np.asarray(found, np.int32)
