"""Patches as the map draws them: outlines moved into the scene's own small coordinates."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import shapely
from numpy.typing import NDArray

from twowei.casebook.patch import Patch
from twowei.desktop.map.patch_layer import Shape
from twowei.desktop.map.pyramid import Pyramid
from twowei.desktop.review.patch_table import verdict_code
from twowei.desktop.review.queue import short_number


def shapes_of(patches: Iterable[Patch], pyramid: Pyramid) -> list[Shape]:
    """Return the shapes of patches whose geometry is in the scene's CRS."""

    def into_scene(points: NDArray[np.float64]) -> NDArray[np.float64]:
        xs, ys = pyramid.to_scene(points[:, 0], points[:, 1])
        return np.column_stack([xs, ys])

    return [
        Shape(
            patch.number, short_number(patch.number), shapely.transform(patch.geometry, into_scene), verdict_code(patch)
        )
        for patch in patches
    ]
