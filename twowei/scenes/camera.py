"""What the sensor and the supplier do to the light: haze, blur, shift, tone, noise, JPEG."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import fft, ndimage

from .model import Sky, as_rgb
from .noise import FloatArray

HAZE = as_rgb((0.60, 0.64, 0.68))
LUMA = as_rgb((0.299, 0.587, 0.114))
BLOCK = 8


def photographed(colour: FloatArray, sky: Sky, rng: np.random.Generator) -> NDArray[np.uint8]:
    """The delivered picture, uint8, three bands last."""
    picture = np.empty_like(colour)
    size = colour.shape[:2]
    grey = rng.standard_normal(size, dtype=np.float32) * np.float32(sky.noise)
    for band in range(3):
        plane = colour[..., band] * (1 - sky.haze) + HAZE[band] * sky.haze
        plane = _optics(np.asarray(plane, dtype=np.float32), sky)
        plane = np.clip(plane * sky.gain[band], 0, 1) ** np.float32(sky.gamma) + grey
        plane += rng.standard_normal(size, dtype=np.float32) * np.float32(sky.noise * 0.5)
        picture[..., band] = plane
    if sky.softness:
        picture = jpeg_softened(picture, sky.softness)
    return (np.clip(picture, 0, 1) * 255 + 0.5).astype(np.uint8)


def _optics(plane: FloatArray, sky: Sky) -> FloatArray:
    if any(sky.shift_px):
        plane = ndimage.shift(plane, sky.shift_px, order=1, mode="nearest")
    return np.asarray(ndimage.gaussian_filter(plane, sky.blur_px, truncate=3), dtype=np.float32)


def jpeg_softened(picture: FloatArray, softness: float) -> FloatArray:
    """Loses what JPEG loses: small cosine terms of 8 x 8 blocks, colour more than light.

    ``softness`` is the quantum of the mean term, 0-1 as the picture; it grows with frequency.
    """
    luma = picture @ LUMA
    softened = _quantised(luma, softness)[..., None]
    colour = [_quantised(picture[..., band] - luma, 2 * softness) for band in (0, 2)]
    red, blue = softened + colour[0][..., None], softened + colour[1][..., None]
    green = (softened - LUMA[0] * red - LUMA[2] * blue) / LUMA[1]
    return np.concatenate([red, green, blue], axis=-1)


def _quantised(plane: FloatArray, softness: float) -> FloatArray:
    height, width = plane.shape
    padded = np.pad(plane, ((0, -height % BLOCK), (0, -width % BLOCK)), mode="edge")
    blocks = padded.reshape(padded.shape[0] // BLOCK, BLOCK, -1, BLOCK)
    terms = fft.dctn(blocks, axes=(1, 3), norm="ortho")
    order = np.arange(BLOCK, dtype=np.float32)
    quantum = (softness * (1 + order[:, None] + order[None, :]))[None, :, None, :]
    terms = np.round(terms / quantum) * quantum
    flat = fft.idctn(terms, axes=(1, 3), norm="ortho").reshape(padded.shape)
    return np.asarray(flat[:height, :width], dtype=np.float32)
