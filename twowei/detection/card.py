"""A model's card: how its weights want to be used, what they were trained on, and what may be done with them.

A model is a folder ``<name>/`` with ``config.json`` (this card, for programs), ``model.safetensors``,
``README.md`` (the card, for people) and ``LICENSE``.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Literal

from twowei import resources
from twowei.detection.calibration import Calibration
from twowei.errors import ModelError, UnknownNameError

Change = Literal["new", "demolished"]
CHANGES: tuple[Change, ...] = ("new", "demolished")
DEFAULT_MODEL = "fast"
OPTIONAL = {"accuracy", "calibration", "seed_score", "least_probability"}
"""Fields that a card may lack."""


@dataclass(frozen=True)
class Card:
    """What a model says about itself.

    Attributes:
        name: Name of the model, that of its folder.
        version: Version of its weights.
        encoder: Encoder of segmentation-models-pytorch.
        decoder_channels: Channels of its decoder.
        resolution_m: Ground resolution it works at; imagery is brought to it.
        coarsest_m: Coarsest imagery it may be used on.
        window_px: Side of a window.
        margin_px: Part of a window at each side that is computed but not kept.
        threshold: Score from which a pixel counts as change, chosen on the validation pairs.
        weights_sha256: Hash of ``model.safetensors``.
        licence: Licence of the weights, in one line.
        academic_only: Whether the training data allow only academic use.
        trained_on: The training data, in one line.
        accuracy: Measured figures by data set.
        calibration: How a raw score becomes a probability; None where too little was known to fit it.
        seed_score: Score by which joined neighbours are taken apart; 0 takes nothing apart.
        least_probability: Candidates less probable than this are not proposed.
        folder: Where the model lies.
    """

    name: str
    version: str
    encoder: str
    decoder_channels: tuple[int, ...]
    resolution_m: float
    coarsest_m: float
    window_px: int
    margin_px: int
    threshold: float
    weights_sha256: str
    licence: str
    academic_only: bool
    trained_on: str
    accuracy: dict[str, Any] = field(default_factory=dict)
    calibration: Calibration | None = None
    seed_score: float = 0.0
    least_probability: float = 0.0
    folder: Path = Path()

    @property
    def label(self) -> str:
        """Name and version, as written on every result."""
        return f"{self.name} {self.version}"

    @property
    def notice(self) -> str:
        """One sentence for whoever receives the results."""
        use = "academic use only" if self.academic_only else "any use"
        return f"Found by model {self.label} ({use}; trained on {self.trained_on}). Suspected change only."

    def probability(self, pooled: float, area_m2: float) -> float:
        """Return what a component's pooled score says, as a probability where the card holds a calibration."""
        return self.calibration.probability(pooled, area_m2) if self.calibration else pooled

    @property
    def weights(self) -> Path:
        """The file of weights."""
        return self.folder / "model.safetensors"


def model_names() -> list[str]:
    """Return the names of the shipped models."""
    return sorted(p.parent.name for p in resources.models().glob("*/config.json"))


def load_card(name: str = DEFAULT_MODEL) -> Card:
    """Read the card of a shipped model, or of a folder given by its path. Loads no torch.

    Raises:
        UnknownNameError: There is no such model.
        ModelError: The card is damaged or lacks a field.
    """
    folder = Path(name) if Path(name, "config.json").is_file() else resources.models() / name
    path = folder / "config.json"
    if not path.is_file():
        raise UnknownNameError(f"There is no model {name!r}; there are: {', '.join(model_names()) or 'none'}.")
    try:
        values: dict[str, Any] = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError(f"The card {path} cannot be read ({error}); reinstall the model.") from error
    known = {f.name for f in fields(Card)} - {"folder"}
    if not isinstance(values, dict):
        raise ModelError(f"The card {path} is no JSON object; reinstall the model.")
    if missing := sorted(known - OPTIONAL - set(values)):
        raise ModelError(f"The card {path} lacks {', '.join(missing)}; complete it or reinstall the model.")
    chosen = {key: value for key, value in values.items() if key in known}
    try:
        chosen["decoder_channels"] = tuple(chosen["decoder_channels"])
        if chosen.get("calibration"):
            chosen["calibration"] = Calibration(**chosen["calibration"])
    except TypeError as error:
        raise ModelError(
            f"The card {path} is damaged or of another version ({error}); reinstall or publish the model again."
        ) from error
    return Card(**chosen, folder=folder)


def file_sha256(path: Path) -> str:
    """Return the SHA-256 of a file.

    Raises:
        ModelError: The file cannot be read.
    """
    try:
        with path.open("rb") as file:
            digest = hashlib.sha256()
            while block := file.read(1 << 20):
                digest.update(block)
    except OSError as error:
        raise ModelError(f"{path} cannot be read ({error.strerror}); reinstall the model.") from error
    return digest.hexdigest()
