"""A walk from place to place, always to the nearest one not yet visited."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

NEIGHBOURS = 12
"""Places looked at before the tree is asked about those that are left."""


def nearest_walk(places: NDArray[np.float64], first: int) -> list[int]:
    """Return the rows of ``places`` (n × 2) in the order of a walk that begins at row ``first``."""
    count = len(places)
    left = np.ones(count, bool)
    near = cKDTree(places).query(places, k=min(NEIGHBOURS, count))[1].reshape(count, -1).tolist()
    tree, rows, grown = cKDTree(places), np.arange(count), count
    walk, here = [], first
    for remaining in range(count - 1, -1, -1):
        walk.append(here)
        left[here] = False
        if not remaining:
            break
        following = next((row for row in near[here] if left[row]), None)
        if following is None:
            if remaining <= grown // 2:
                rows = np.flatnonzero(left)
                tree, grown = cKDTree(places[rows]), remaining
            following = _nearest_left(places[here], tree, rows, left)
        here = following
    return walk


def _nearest_left(spot: NDArray[np.float64], tree: cKDTree, rows: NDArray[np.intp], left: NDArray[np.bool_]) -> int:
    wanted = NEIGHBOURS
    while True:
        found = rows[np.atleast_1d(tree.query(spot, k=min(wanted, len(rows)))[1])]
        hits = found[left[found]]
        if len(hits):
            return int(hits[0])
        wanted *= 4
