"""Where chips come from: folders of labelled pairs, drawn scenes, dates composed from single-date pictures."""

from __future__ import annotations

import io
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from twowei.errors import ModelError
from twowei.scenes import draw_pair
from twowei.training.augment import cut
from twowei.training.composed import compose
from twowei.training.datasets import Mask, Pair, Picture, pair_stems, read_pair
from twowei.training.grounds import Ground, read_grounds
from twowei.training.recipe import Source

KEPT_PAIRS = 700
TRIES = 6
LEAST_CHANGED = 0.005
"""Share of a square that is new building, from which on the square counts as changed."""


@dataclass(frozen=True)
class Shelf:
    """Pairs of one source: how many, and how to get one (decoded when asked for)."""

    weight: float
    count: int
    take: Callable[[int], Pair]


def open_shelf(source: Source, drawn_cache: Path) -> Shelf:
    """Return the shelf of a recipe's source; drawn scenes are drawn once into ``drawn_cache``.

    Decoded pairs are kept in memory, as many as a training of some thousand steps meets again and again.
    """
    shelf = _shelf(source, drawn_cache)
    return replace(shelf, take=lru_cache(KEPT_PAIRS)(shelf.take))


def _shelf(source: Source, drawn_cache: Path) -> Shelf:
    if not 0 < source.share <= 1:
        raise ModelError(f"A source's share of {source.share:g} cannot be; give one above 0, up to 1.")
    if source.kind == "pairs":
        folder = Path(source.path)
        stems = part_of(pair_stems(folder), source.share)
        return Shelf(source.weight, len(stems), lambda i: read_pair(folder, stems[i], source.resolution_m))
    if source.kind == "drawn":
        return Shelf(source.weight, math.ceil(source.count * source.share), lambda i: drawn(source, i, drawn_cache))
    if source.kind == "composed":
        grounds = _grounds(source)
        return Shelf(source.weight, math.ceil(source.count * source.share), lambda i: _composed(source, i, grounds))
    raise ModelError(f"A source is of kind {source.kind!r}; known are 'pairs', 'drawn', 'composed' and 'casebook'.")


def part_of(stems: Sequence[str], share: float) -> list[str]:
    """Return a share of stems, drawn the same way each time; a smaller share lies in every larger one."""
    order = np.random.default_rng(0).permutation(len(stems))
    return sorted(stems[int(place)] for place in order[: math.ceil(share * len(stems))])


def _grounds(source: Source) -> list[Ground]:
    grounds = []
    for folder in source.folders:
        grounds += read_grounds(Path(folder), source.sets, source.resolution_m)
    if not grounds:
        raise ModelError(f"No picture of the sets {', '.join(source.sets) or '(none)'} was found to compose from.")
    return grounds


def _composed(source: Source, index: int, grounds: Sequence[Ground]) -> Pair:
    pair = compose(grounds, source.resolution_m, np.random.default_rng([source.first_seed, index]))
    return Pair(pair.before, pair.after, pair.new, pair.demolished, source.resolution_m)


def drawn(source: Source, index: int, cache: Path) -> Pair:
    """Return one drawn scene, from the cache if it was drawn before."""
    seed = source.first_seed + index
    path = cache / f"scene_{seed:06d}_{source.resolution_m:g}.npz"
    if not path.is_file():
        scene = draw_pair(seed, resolution_m=source.resolution_m)
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(".part")
        with part.open("wb") as file:
            np.savez(
                file,
                before=_png(scene.before),
                after=_png(scene.after),
                masks=_png(_stack(scene.new, scene.demolished)),
            )
        part.replace(path)
    with np.load(path) as data:
        before, after, masks = (_unpng(data[k]) for k in ("before", "after", "masks"))
    return Pair(before, after, masks[..., 0] > 0, masks[..., 1] > 0, source.resolution_m)


def _stack(new: Mask, demolished: Mask) -> Picture:
    return np.asarray(np.dstack([new, demolished, new]) * np.uint8(255), np.uint8)


def _png(picture: Picture) -> NDArray[np.uint8]:
    buffer = io.BytesIO()
    Image.fromarray(picture).save(buffer, "PNG", compress_level=1)
    data: NDArray[np.uint8] = np.frombuffer(buffer.getvalue(), np.uint8)
    return data


def _unpng(data: NDArray[np.uint8]) -> Picture:
    return np.asarray(Image.open(io.BytesIO(data.tobytes())))


def pick(
    shelves: Sequence[Shelf], size_px: int, resolution_m: float, changed_share: float, rng: np.random.Generator
) -> Pair:
    """Return a square cut at random: first a shelf by weight, then one of its pairs, then the place.

    ``changed_share`` of the squares are to hold a new building: up to `TRIES` are cut for it from that shelf. Most
    ground has not changed, and a network learns little from most of it.
    """
    weights = np.array([s.weight for s in shelves], float)
    shelf = shelves[int(rng.choice(len(shelves), p=weights / weights.sum()))]
    tries = TRIES if rng.random() < changed_share else 1
    for _ in range(tries):
        pair = cut(shelf.take(int(rng.integers(shelf.count))), size_px, resolution_m, rng)
        if pair.new.mean() > LEAST_CHANGED:
            break
    return pair
