"""What both dates look like, from a few windows: how much is missing, clouded, hazy, and how sharp they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from twowei.alignment.pair import Pair
from twowei.alignment.threads import each_beside
from twowei.feedback import Feedback
from twowei.geo.windows import Window
from twowei.imagery.reader import Picture

Mask = NDArray[np.bool_]

A_SIDE = 5
WINDOW_PX = 192
LOOK_M = 2.0
"""Resolution at which clouds are looked for."""

BRIGHT, GREY = 205, 22
CLOUD_M = 50.0
"""A cloud is bright, colourless and without detail over more than this; roofs of that size are rare."""

HAZY = 95
"""A neighbourhood whose darkest channel is nowhere below this has no shadow and no dark green left: haze."""

_HAZE_PX = 15


@dataclass(frozen=True)
class Looks:
    """Shares from 0 to 1, of the before and the after imagery.

    Attributes:
        missing: Share of the common ground without imagery of both dates.
        cloud: Clouded shares.
        haze: Hazy shares.
        sharpness: Detail of both dates at the resolution compared, as a standard deviation.
    """

    missing: float
    cloud: tuple[float, float]
    haze: tuple[float, float]
    sharpness: tuple[float, float]

    @property
    def sharpness_ratio(self) -> float:
        """The sharper over the softer, 1 or more; not a number where there is nothing to see."""
        low, high = sorted(self.sharpness)
        return high / low if low > 0 else float("nan")


def look_at(pair: Pair, feedback: Feedback) -> Looks:
    """Look at windows spread over a pair, read through its field.

    Raises:
        ImageryError: A raster became unreadable.
        CancelledError: Stopped.
    """
    missing: list[float] = []
    shares: list[tuple[float, float, float, float]] = []
    detail: list[tuple[float, float]] = []
    factor = max(round(LOOK_M / abs(pair.grid.transform.a)), 1)
    windows = list(_windows(pair.grid.shape, WINDOW_PX * factor))
    for one in each_beside(
        lambda window: _looked(pair, window, factor),
        windows,
        feedback,
        lambda share: feedback.report(share, "looking at both dates"),
    ):
        missing.append(one.missing)
        shares += [one.shares] if one.shares else []
        detail += [one.detail] if one.detail else []
    cloud_b, haze_b, cloud_a, haze_a = np.mean(shares, axis=0) if shares else (0.0,) * 4
    sharp_b, sharp_a = np.median(detail, axis=0) if detail else (0.0, 0.0)
    return Looks(
        float(np.mean(missing)),
        (float(cloud_b), float(cloud_a)),
        (float(haze_b), float(haze_a)),
        (float(sharp_b), float(sharp_a)),
    )


@dataclass(frozen=True)
class _Look:
    """One window: share missing, clouded and hazy shares of both dates, detail of both, None where too little shows."""

    missing: float
    shares: tuple[float, float, float, float] | None
    detail: tuple[float, float] | None


def _looked(pair: Pair, window: Window, factor: int) -> _Look:
    before, after = pair.read_apart(window, factor)
    both = before.valid.any() and after.valid.any()
    shares = (*_shares(before), *_shares(after)) if both else None
    middle = Window(window.row + window.height // 2, window.col + window.width // 2, WINDOW_PX, WINDOW_PX)
    pixels = pair.read(middle)
    detail = (_detail(pixels.before), _detail(pixels.after)) if pixels.valid.mean() > 0.9 else None
    return _Look(1 - float((before.valid & after.valid).mean()), shares, detail)


def _windows(shape: tuple[int, int], side: int) -> Iterator[Window]:
    height, width = (min(extent, side) for extent in shape)
    rows, cols = (
        sorted({round(i * (extent - part) / (A_SIDE - 1)) for i in range(A_SIDE)})
        for extent, part in zip(shape, (height, width), strict=True)
    )
    for row in rows:
        for col in cols:
            yield Window(row, col, height, width)


def _shares(picture: Picture) -> tuple[float, float]:
    """Return the clouded and the hazy share of what is valid."""
    cloud = clouds(picture.rgb, picture.valid)
    darkest = ndimage.minimum_filter(picture.rgb.min(axis=0), _HAZE_PX)
    hazy = (darkest > HAZY) & ~cloud & picture.valid
    count = int(picture.valid.sum())
    return float(cloud.sum()) / count, float(hazy.sum()) / count


def clouds(rgb: NDArray[np.uint8], valid: Mask) -> Mask:
    """Return where there is cloud: bright, without colour, without detail, and large."""
    grey = rgb.mean(axis=0, dtype=np.float32)
    plain = (rgb.min(axis=0) > BRIGHT) & (np.ptp(rgb, axis=0) < GREY) & valid
    rough = np.hypot(ndimage.sobel(grey, 0), ndimage.sobel(grey, 1))
    smooth = ndimage.uniform_filter(rough, 9) < 60
    radius = int(CLOUD_M / LOOK_M / 2)
    inner = ndimage.distance_transform_edt(np.pad(plain & smooth, 1, mode="edge")) >= radius
    if not inner.any():
        return np.zeros_like(valid)
    near = ndimage.distance_transform_edt(~inner) <= radius
    return np.asarray(near[1:-1, 1:-1] & plain)


def _detail(rgb: NDArray[np.uint8]) -> float:
    """Return the detail of the finest octave, relative to the picture's own contrast."""
    grey = rgb.mean(axis=0, dtype=np.float32)
    fine = grey - ndimage.gaussian_filter(grey, 1.0)
    coarse = ndimage.gaussian_filter(grey, 2.0) - ndimage.gaussian_filter(grey, 6.0)
    return float(fine.std() / max(float(coarse.std()), 0.5))
