"""A recipe: the TOML file that says how weights are made, so that they can be made again."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from twowei.errors import ModelError

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib


@dataclass(frozen=True)
class Source:
    """Where chips come from.

    Attributes:
        kind: ``pairs`` (a folder: ``before/``, ``after/``, ``change/``, equal file stems), ``drawn`` (scenes of
            `twowei.scenes`), ``composed`` (two dates from single-date pictures with building masks, see
            `twowei.training.grounds`) or ``casebook`` (the verdicts of a workspace).
        weight: Share of a batch that comes from here, relative to the other sources.
        resolution_m: Ground resolution of the pictures.
        path: The folder of ``pairs``, the workspace of ``casebook``.
        folders: The folders of pictures, for ``composed``.
        sets: Their sets that are used, for ``composed``.
        count: Number of scenes, for ``drawn`` and ``composed``.
        first_seed: Seed of the first scene, for ``drawn`` and ``composed``.
        share: Share of its pairs that is used, above 0 to 1; a smaller part lies in every larger one. For the curve
            over the amount of data (benchmarks/learning_curve.py).
    """

    kind: str
    weight: float
    resolution_m: float
    path: str = ""
    folders: tuple[str, ...] = ()
    sets: tuple[str, ...] = ()
    count: int = 0
    first_seed: int = 0
    share: float = 1.0


@dataclass(frozen=True)
class Use:
    """What the card says of the use and the licence of the weights; see `twowei.detection.card.Card`."""

    version: str
    coarsest_m: float
    window_px: int
    margin_px: int
    licence: str
    academic_only: bool
    trained_on: str


@dataclass(frozen=True)
class Measure:
    """A data set on which finished weights are measured: its name on the card, folder, resolution.

    Attributes:
        held_out: Whether it is measured once per weights, because nothing may be picked by it.
    """

    name: str
    path: str
    resolution_m: float
    held_out: bool = False


@dataclass(frozen=True)
class Recipe:
    """Everything that decides the weights. See ``models/fast/recipe.toml`` for one in use.

    Attributes:
        name: Name of the model.
        encoder: Encoder of segmentation-models-pytorch.
        decoder_channels: Channels of the decoder, coarse to fine.
        initial_weights: Safetensors file with the encoder's start, or empty for a random start.
        start_from: Weights of a whole network of an earlier stage to start from, instead of `initial_weights`.
        turn_kernels: Whether its 3×3 kernels are turned by 180° (weights that came from TensorFlow).
        resolution_m: Ground resolution that chips are brought to.
        chip_px: Side of a chip.
        batch: Chips in a step.
        steps: Number of optimiser steps.
        encoder_rate: Peak learning rate of the encoder.
        decoder_rate: Peak learning rate of the decoder.
        seed: Seed of everything random.
        threads: CPU threads; each computes a part of every batch.
        checkpoint_every: Steps between validations and checkpoints.
        warmup_steps: Steps in which the rates rise.
        decay_steps: Steps at the end in which the rates fall; in between they are steady.
        frozen_blocks: First blocks of the encoder that are kept as they start.
        gap_weight: How much more a gap between neighbouring buildings counts in the loss; 0 weights nothing,
            small buildings neither.
        changed_share: Share of the chips that are cut where something was built, as far as a few tries find such a
            place; 0 takes every place alike.
        worn_share: Share of the chips that are shifted, toned and weathered at random, beyond turns and mirrors. All
            of them make weights that bear much; fewer, at the end, make weights that are exact on good pairs.
        mixed_share: Share of the chips into which a part of another chip of the batch is set, both dates and mask:
            more neighbourhoods than the pairs have, for the end of a training that has seen all pairs often.
        validation: Folder of pairs at `resolution_m` by which threshold and checkpoint are judged.
        use: What the card says of use and licence.
        sources: Where the chips come from.
        measures: Where the finished weights are measured.
    """

    name: str
    encoder: str
    decoder_channels: tuple[int, ...]
    initial_weights: str
    turn_kernels: bool
    resolution_m: float
    chip_px: int
    batch: int
    steps: int
    encoder_rate: float
    decoder_rate: float
    seed: int
    threads: int
    checkpoint_every: int
    validation: str
    use: Use
    warmup_steps: int = 100
    decay_steps: int = 400
    frozen_blocks: int = 0
    gap_weight: float = 0.0
    changed_share: float = 0.0
    worn_share: float = 1.0
    mixed_share: float = 0.0
    start_from: str = ""
    sources: tuple[Source, ...] = field(default_factory=tuple)
    measures: tuple[Measure, ...] = field(default_factory=tuple)


def load_recipe(path: Path) -> Recipe:
    """Read a recipe; paths inside it are relative to the folder in which the command runs.

    Raises:
        ModelError: The file is missing, is no TOML, or lacks or misnames a field.
    """
    try:
        raw: dict[str, Any] = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise ModelError(f"Recipe {path} cannot be read ({error.strerror}); give the path of a TOML file.") from error
    except tomllib.TOMLDecodeError as error:
        raise ModelError(f"Recipe {path} is not valid TOML: {error}.") from error
    tables = {
        "sources": tuple(_build(Source, item, path) for item in raw.get("sources", [])),
        "measures": tuple(_build(Measure, item, path) for item in raw.get("measures", [])),
        "use": _build(Use, raw.get("use", {}), path),
    }
    recipe: Recipe = _build(Recipe, raw | tables, path)
    return recipe


def _build(kind: type[Any], values: dict[str, Any], path: Path) -> Any:
    known = {f.name for f in fields(kind)}
    if unknown := sorted(set(values) - known):
        raise ModelError(
            f"Recipe {path} has unknown fields: {', '.join(unknown)}; known are {', '.join(sorted(known))}."
        )
    try:
        return kind(**{key: tuple(value) if isinstance(value, list) else value for key, value in values.items()})
    except TypeError as error:
        raise ModelError(f"Recipe {path} is incomplete: {error}.") from error
