"""Tie windows: how far the content of two pictures lies apart, measured robustly against change and tone.

Each window gives the correlation of the two pictures' gradient *directions* (orientation correlation, Fitch et al.
2002: phase correlation of the gradient as a complex number of about unit length). Tone, haze and season change a
gradient's length far more than its direction, pixels without imagery count nothing, and a changed part of a window
only adds noise. The surface is searched near what is expected, so that chance peaks far away cannot win.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray
from scipy import fft, ndimage

from twowei.alignment.pair import PairPixels

Floats = NDArray[np.float64]

STRONG = 4.5
"""From so many times the noise of the surface a peak counts (chance rarely gets beyond 4 within the search)."""

LEAST_VALID = 0.4
"""Share of a window that must have imagery of both dates."""

_EDGE_PX = 4
_NOISE_PX = 24
_FINE = 20
"""Parts of a pixel that a peak is resolved to."""

_SMOOTH = np.exp(-0.5 * np.arange(-4.0, 5.0) ** 2)
_SMOOTH /= _SMOOTH.sum()
_SLOPE = _SMOOTH * np.arange(-4.0, 5.0)
"""Kernels of the gradient smoothed by a Gaussian of one pixel: one along the slope, the other across it."""


@dataclass(frozen=True)
class Ties:
    """What tie windows measured.

    Attributes:
        points: (n, 2) centres as column and row of the grid.
        moves: (n, 2) columns and rows by which the content of a point of the after imagery lies further right
            and down in the before imagery.
        strength: (n,) height of the peak over the noise of its surface.
    """

    points: Floats
    moves: Floats
    strength: Floats

    def __len__(self) -> int:
        return len(self.points)

    def where(self, chosen: NDArray[np.bool_]) -> Ties:
        """Return some of the ties."""
        return Ties(self.points[chosen], self.moves[chosen], self.strength[chosen])

    @property
    def strong(self) -> Ties:
        """Those whose peak is no chance."""
        return self.where(self.strength >= STRONG)

    def rmse_px(self) -> float:
        """Return the root of the mean squared length of the moves; not a number without any."""
        return float(np.sqrt((self.moves**2).sum(axis=1).mean())) if len(self) else float("nan")


def joined(*parts: Ties) -> Ties:
    """Return all ties in one."""
    return Ties(*(np.concatenate([getattr(p, name) for p in parts]) for name in ("points", "moves", "strength")))


@dataclass(frozen=True)
class Surface:
    """The correlation of two windows.

    Attributes:
        spectrum: Cross spectrum, complex (h, w).
        values: The surface itself, zero lag in the middle.
    """

    spectrum: NDArray[np.complex64]
    values: NDArray[np.float32]

    def __add__(self, other: Surface) -> Surface:
        """Return what both windows say together."""
        return Surface(self.spectrum + other.spectrum, self.values + other.values)

    def peak(self, search_px: int) -> tuple[float, float, float]:
        """Return columns, rows and strength of the highest peak within ``search_px`` of zero lag."""
        near = self._within(search_px)
        row, col = np.unravel_index(int(near.argmax()), near.shape)
        around = self._within(
            max(2 * search_px, _NOISE_PX)
        )  # chance is largest near zero lag, where the windows overlap most
        noise = 1.4826 * float(np.median(np.abs(around - np.median(around)))) + 1e-12
        reach_row, reach_col = (side // 2 for side in near.shape)
        rows, cols = self._finer(int(row) - reach_row), self._finer(int(col) - reach_col)
        fine = _evaluate(self.spectrum, rows, cols)
        best_row, best_col = np.unravel_index(int(fine.argmax()), fine.shape)
        return float(cols[best_col]), float(rows[best_row]), float(near[row, col]) / noise

    def _within(self, lag_px: int) -> NDArray[np.float32]:
        rows, cols = (
            slice(side // 2 - reach, side // 2 + reach + 1)
            for side in self.values.shape
            for reach in [min(lag_px, side // 2 - 1)]
        )
        return self.values[rows, cols]

    @staticmethod
    def _finer(lag: int) -> Floats:
        return lag + np.arange(-_FINE, _FINE + 1) / _FINE


def correlate(pixels: PairPixels) -> Surface | None:
    """Return the correlation surface of a window, or None where there is too little to compare."""
    if pixels.valid.mean() < LEAST_VALID:
        return None
    inside = pixels.valid
    if not inside.all():
        inside = ndimage.binary_erosion(inside, iterations=_EDGE_PX, border_value=1)
    before, after = _directions(pixels.before, inside), _directions(pixels.after, inside)
    if before is None or after is None:
        return None
    spectrum = fft.fft2(before) * np.conj(fft.fft2(after))
    values = fft.fftshift(fft.ifft2(spectrum).real)
    return Surface(spectrum, values)


def _directions(picture: NDArray[np.uint8], inside: NDArray[np.bool_]) -> NDArray[np.complex64] | None:
    """Return the gradient as a complex number of about unit length, tapered towards the edges."""
    grey = picture.mean(axis=0, dtype=np.float32)
    across = np.asarray(cv2.sepFilter2D(grey, -1, _SLOPE, _SMOOTH, borderType=cv2.BORDER_REFLECT))
    down = np.asarray(cv2.sepFilter2D(grey, -1, _SMOOTH, _SLOPE, borderType=cv2.BORDER_REFLECT))
    length = np.hypot(across, down)
    typical = float(np.median(length[inside])) if inside.any() else 0.0
    if float(length[inside].max(initial=0.0)) < 0.5:
        return None
    weight = _taper(grey.shape[0], grey.shape[1]) * inside / (length + np.float32(max(typical, 0.25)))
    directions = np.empty(grey.shape, np.complex64)
    np.multiply(across, weight, out=directions.real)
    np.multiply(down, weight, out=directions.imag)
    return directions


@lru_cache(maxsize=4)
def _taper(height: int, width: int) -> NDArray[np.float32]:
    return np.outer(np.hanning(height), np.hanning(width)).astype(np.float32)


def _evaluate(spectrum: NDArray[np.complex64], rows: Floats, cols: Floats) -> Floats:
    """Return the surface at fractions of a pixel, by the transform's own sum (Guizar-Sicairos et al. 2008)."""
    row_waves = np.exp(2j * np.pi * np.outer(rows, fft.fftfreq(spectrum.shape[0])))
    col_waves = np.exp(2j * np.pi * np.outer(fft.fftfreq(spectrum.shape[1]), cols))
    return np.asarray((row_waves @ spectrum @ col_waves).real, np.float64)
