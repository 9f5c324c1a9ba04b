"""Honest augmentation: what really differs between two months and between sensors, and nothing else.

Functions take and give `Pair` or uint8 pictures (h, w, 3); randomness comes from the given generator.
"""

from __future__ import annotations

import io
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from scipy import ndimage

from twowei.training.datasets import Mask, Pair, Picture

Chip = tuple[Picture, Picture, Mask]


def augmented(pair: Pair, rng: np.random.Generator, worn_share: float = 1.0) -> Chip:
    """Return before, after (h, w, 3) and the mask (h, w) of new buildings, changed at random.

    A ``worn_share`` of the pairs is also shifted, toned and weathered; the rest keeps the look it has.
    """
    before, after, new = directed(pair, rng)
    before, after, new = turned(before, after, new, rng)
    if worn_share < 1 and rng.random() >= worn_share:
        return before, after, new
    if rng.random() < 0.35:
        before = shifted(before, rng, most_px=4)
    if rng.random() < 0.25:
        before = toned(before, rng)
        after = toned(after, rng)
    elif rng.random() < 0.6:
        before = toned(before, rng, strength=0.5)
        after = toned(after, rng, strength=0.5)
    return weathered(before, rng), weathered(after, rng), new


def mixed(chips: Sequence[Chip], share: float, rng: np.random.Generator) -> list[Chip]:
    """Set a rectangle of the chip before it, both dates and mask, into a share of chips of one size (CutMix).

    The network meets more neighbourhoods than the pairs have, and buildings cut by a border. A rectangle takes an
    eighth to a half of the chip.

    Source: Yun et al., CutMix, 2019, for the idea; here the mask goes with the pictures.
    """
    result = []
    for chip, other in zip(chips, (chips[-1], *chips[:-1]), strict=True):
        if rng.random() >= share:
            result.append(chip)
            continue
        before, after, new = chip[0].copy(), chip[1].copy(), chip[2].copy()
        area = _rectangle(new.shape, rng)
        before[area], after[area], new[area] = other[0][area], other[1][area], other[2][area]
        result.append((before, after, new))
    return result


def _rectangle(shape: tuple[int, ...], rng: np.random.Generator) -> tuple[slice, slice]:
    """Return rows and columns of a rectangle inside a shape, with an eighth to a half of its area."""
    share, slant = float(rng.uniform(0.125, 0.5)), float(np.exp(rng.uniform(-0.35, 0.35)))
    sides = (min(round(length * share**0.5 * s), length) for length, s in zip(shape, (slant, 1 / slant), strict=True))
    rows, columns = ((int(rng.integers(whole - side + 1)), side) for whole, side in zip(shape, sides, strict=True))
    return slice(rows[0], sum(rows)), slice(columns[0], sum(columns))


def cut(pair: Pair, size_px: int, resolution_m: float, rng: np.random.Generator) -> Pair:
    """Cut a random square and bring it to ``size_px``, within a third of the wanted resolution."""
    scale = resolution_m / pair.resolution_m * float(np.exp(rng.uniform(-0.25, 0.25)))
    side = min(round(size_px * scale), *pair.new.shape)
    row, col = (int(rng.integers(length - side + 1)) for length in pair.new.shape)
    area = (slice(row, row + side), slice(col, col + side))
    gone = None if pair.demolished is None else _mask_to(pair.demolished[area], size_px)
    before, after = (_picture_to(p[area], size_px) for p in (pair.before, pair.after))
    return Pair(before, after, _mask_to(pair.new[area], size_px), gone, resolution_m)


def _picture_to(picture: Picture, size_px: int) -> Picture:
    if picture.shape[0] == size_px:
        return picture
    return np.asarray(Image.fromarray(picture).resize((size_px, size_px), Image.Resampling.BICUBIC))


def _mask_to(mask: Mask, size_px: int) -> Mask:
    if mask.shape[0] == size_px:
        return mask
    grey = Image.fromarray(mask.astype(np.uint8) * np.uint8(255))
    return np.asarray(grey.resize((size_px, size_px), Image.Resampling.BILINEAR)) > 127


def directed(pair: Pair, rng: np.random.Generator) -> Chip:
    """Run some pairs backwards or against themselves, so that the network learns direction and calm.

    A pair whose demolitions nobody labelled may hold some, but so few that backwards it counts as unchanged.
    """
    nothing = np.zeros_like(pair.new)
    chance = rng.random()
    if chance < 0.05:
        return pair.after, pair.after, nothing
    if chance < 0.08:
        return pair.before, pair.before, nothing
    if chance < 0.18 and pair.demolished is None:
        return pair.after, pair.before, nothing
    if chance < 0.40 and pair.demolished is not None:
        return pair.after, pair.before, pair.demolished
    return pair.before, pair.after, pair.new


def turned(before: Picture, after: Picture, new: Mask, rng: np.random.Generator) -> Chip:
    """Turn by quarters and mirror."""
    quarter, mirror = int(rng.integers(4)), bool(rng.integers(2))

    def turn(array: NDArray[np.generic]) -> NDArray[np.generic]:
        array = np.rot90(array, quarter)
        return array[:, ::-1] if mirror else array

    return turn(before), turn(after), turn(new)  # type: ignore[return-value]


def shifted(picture: Picture, rng: np.random.Generator, most_px: float) -> Picture:
    """Shift by a random vector, sub-pixel, the border repeated."""
    row, col = rng.uniform(-most_px, most_px, 2)
    height, width = picture.shape[:2]
    reach = int(np.ceil(most_px))
    image = Image.fromarray(np.pad(picture, ((reach, reach), (reach, reach), (0, 0)), mode="edge"))
    matrix = (1, 0, reach - col, 0, 1, reach - row)
    return np.asarray(image.transform((width, height), Image.Transform.AFFINE, matrix, Image.Resampling.BILINEAR))


def toned(picture: Picture, rng: np.random.Generator, strength: float = 1.0) -> Picture:
    """Change gamma, contrast, brightness and colour balance, or add haze."""
    values = picture.astype(np.float32) / 255
    values = values ** float(np.exp(rng.normal(0, 0.25 * strength)))
    values = (values - 0.5) * float(np.exp(rng.normal(0, 0.2 * strength))) + 0.5
    values = values * np.exp(rng.normal(0, 0.1 * strength, 3)).astype(np.float32) + float(
        rng.normal(0, 0.06 * strength)
    )
    if rng.random() < 0.2 * strength:
        haze = float(rng.uniform(0, 0.35))
        values = values * (1 - haze) + haze * 0.75
    return np.asarray(np.clip(values * 255, 0, 255), np.uint8)


def coarsened(picture: Picture, rng: np.random.Generator) -> Picture:
    """See the ground with up to twice as large pixels, brought back to the size it had."""
    height, width = picture.shape[:2]
    factor = float(rng.uniform(1.2, 2.0))
    small = (max(round(width / factor), 1), max(round(height / factor), 1))
    coarse = Image.fromarray(np.ascontiguousarray(picture)).resize(small, Image.Resampling.BOX)
    return np.asarray(coarse.resize((width, height), Image.Resampling.BICUBIC))


def weathered(picture: Picture, rng: np.random.Generator) -> Picture:
    """Blur, noise, JPEG or a coarser sensor, each in a few of the cases."""
    chance = rng.random()
    if chance > 0.92:
        return coarsened(picture, rng)
    if chance < 0.12:
        sigma = float(rng.uniform(0.4, 1.1))
        return np.asarray(ndimage.gaussian_filter(picture, (sigma, sigma, 0)))
    if chance < 0.2:
        noise = rng.normal(0, rng.uniform(1, 6), picture.shape)
        return np.asarray(np.clip(picture + noise, 0, 255), np.uint8)
    if chance < 0.3:
        buffer = io.BytesIO()
        Image.fromarray(np.ascontiguousarray(picture)).save(buffer, "JPEG", quality=int(rng.integers(40, 90)))
        return np.asarray(Image.open(buffer))
    return picture
