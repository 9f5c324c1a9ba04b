"""Smooth random fields at chosen feature sizes, the raw stuff of every texture."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

FloatArray = NDArray[np.float32]


def interpolation_matrix(size: int, knots: int, step: float) -> sparse.csr_matrix:
    """Cubic B-spline weights from ``knots`` grid values to ``size`` samples ``step`` knots apart."""
    position = np.arange(size) * step + 1.0
    base = np.floor(position).astype(int)
    t = position - base
    weights = np.stack(
        [
            (1 - t) ** 3 / 6,
            (3 * t**3 - 6 * t**2 + 4) / 6,
            (-3 * t**3 + 3 * t**2 + 3 * t + 1) / 6,
            t**3 / 6,
        ]
    )
    columns = np.stack([base - 1, base, base + 1, base + 2])
    rows = np.broadcast_to(np.arange(size), columns.shape)
    return sparse.csr_matrix((weights.ravel().astype(np.float32), (rows.ravel(), columns.ravel())), shape=(size, knots))


def smooth_noise(rng: np.random.Generator, size: int, feature_px: float) -> FloatArray:
    """A (size, size) field of unit spread whose bumps are about ``feature_px`` across."""
    if feature_px <= 1:
        return rng.standard_normal((size, size), dtype=np.float32)
    knots = int(np.ceil(size / feature_px)) + 4
    matrix = interpolation_matrix(size, knots, 1.0 / feature_px)
    grid = rng.standard_normal((knots, knots), dtype=np.float32)
    field = (matrix @ (matrix @ grid).T).T
    return np.asarray(field / max(float(field.std()), 1e-6), dtype=np.float32)


@dataclass(frozen=True)
class Grain:
    """Noise shared by both months: what lies still on the ground keeps its texture.

    All fields are (size, size), mean 0, spread about 1; the names tell the feature size:
    about 0.6, 2, 7 and 40 m.
    """

    fine: FloatArray
    small: FloatArray
    middle: FloatArray
    broad: FloatArray

    @classmethod
    def drawn(cls, rng: np.random.Generator, size: int, resolution_m: float) -> Grain:
        px = 1.0 / resolution_m
        return cls(
            smooth_noise(rng, size, 0.6 * px),
            smooth_noise(rng, size, 2.0 * px),
            smooth_noise(rng, size, 7.0 * px),
            smooth_noise(rng, size, 40.0 * px),
        )

    def lit(self, towards_sun: tuple[float, float]) -> FloatArray:
        """Relief of the noise as the sun shows it: bright towards the sun, spread about 1."""
        row, col = towards_sun
        relief = self.small + 0.35 * self.fine + self.middle
        light = -(row * _step(relief, 0) + col * _step(relief, 1))
        return np.asarray(light / max(float(light.std()), 1e-6), dtype=np.float32)


def _step(field: FloatArray, axis: int) -> FloatArray:
    return np.diff(field, axis=axis, append=np.take(field, [-1], axis=axis))
