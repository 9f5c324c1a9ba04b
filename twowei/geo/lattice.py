"""Values known at the nodes of a lattice, linear in between."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float32]


def between(nodes: ArrayLike, rows: NDArray[np.floating], cols: NDArray[np.floating], onwards: bool) -> Floats:
    """Return the values (h, w) where rows (h,) meet columns (w,), in nodes from the first.

    Two products of matrices: where places lie in rows and columns this takes a tenth of looking each one up.

    Args:
        nodes: (n, m).
        rows: Rows, fractions of nodes too.
        cols: Columns.
        onwards: Whether values go on linearly beyond the outer nodes, else they stay what they are there.
    """
    values = np.asarray(nodes, np.float32)
    down, across = (_weights(at, count, onwards) for at, count in zip((rows, cols), values.shape, strict=True))
    return np.asarray(down @ values @ across.T)


def _weights(at: NDArray[np.floating], count: int, onwards: bool) -> Floats:
    """Return how much each node (columns) counts at each place (rows)."""
    weights = np.zeros((len(at), count), np.float32)
    if count == 1:
        weights[:] = 1
        return weights
    first = np.clip(np.floor(at), 0, count - 2).astype(np.intp)
    share = at - first if onwards else np.clip(at - first, 0, 1)
    each = np.arange(len(at))
    weights[each, first], weights[each, first + 1] = 1 - share, share
    return weights
