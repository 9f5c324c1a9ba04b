"""A data set of labelled pairs on disk: one layout for training, measuring and drawing.

``before/NAME`` and ``after/NAME`` (JPEG, PNG or TIFF), ``change/NAME.png`` (not 0 = new building), and where it is
known ``demolished/NAME.png`` (not 0 = building that went), with equal names; ``about.json`` may say the ground
resolution as ``resolution_m``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, UnidentifiedImageError

from twowei.errors import ModelError, OutputError

ABOUT = "about.json"
_SUFFIXES = (".jpg", ".png", ".tif", ".tiff", ".jpeg")
Picture = NDArray[np.uint8]
Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Pair:
    """One labelled pair at one resolution.

    Attributes:
        before: uint8 (h, w, 3).
        after: uint8 (h, w, 3).
        new: bool (h, w), buildings that appeared.
        demolished: bool (h, w), buildings that went; None where nobody labelled them.
        resolution_m: Ground resolution.
    """

    before: Picture
    after: Picture
    new: Mask
    demolished: Mask | None
    resolution_m: float

    def backwards(self) -> Pair:
        """Return the pair with its dates swapped; it needs labels of demolition."""
        if self.demolished is None:
            raise ValueError("nobody labelled what went")
        return Pair(self.after, self.before, self.demolished, self.new, self.resolution_m)


def pair_stems(folder: Path) -> list[str]:
    """Return the stems of a data set's pairs, sorted.

    Raises:
        ModelError: The folder has no pairs.
    """
    stems = sorted(p.stem for p in (folder / "change").glob("*.png"))
    if not stems:
        raise ModelError(f"{folder} holds no pairs: it needs before/, after/ and change/*.png with equal names.")
    return stems


def resolution_of(folder: Path) -> float | None:
    """Return the ground resolution that a data set states, or None.

    Raises:
        ModelError: ``about.json`` is damaged or states no number.
    """
    path = folder / ABOUT
    if not path.is_file():
        return None
    try:
        stated = float(json.loads(path.read_text("utf-8"))["resolution_m"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(f"{path} states no resolution_m; mend it, or remove it and give --resolution.") from error
    if not stated > 0:
        raise ModelError(f"{path} states the resolution {stated:g} m, which cannot be; mend it.")
    return stated


def read_pair(folder: Path, stem: str, resolution_m: float) -> Pair:
    """Read one pair.

    Raises:
        ModelError: A picture is missing, damaged, or of another size than its mask.
    """
    before, after = (_read(_picture(folder / date, stem), "RGB") for date in ("before", "after"))
    new = _read(folder / "change" / f"{stem}.png", "L") > 0
    gone_path = folder / "demolished" / f"{stem}.png"
    gone = _read(gone_path, "L") > 0 if gone_path.is_file() else None
    shapes = {a.shape[:2] for a in (before, after, new) if a is not None} | (
        {gone.shape} if gone is not None else set()
    )
    if len(shapes) > 1:
        raise ModelError(f"The pictures and masks of {stem} in {folder} are of different sizes; make them equal.")
    return Pair(before, after, new, gone, resolution_m)


def write_pair(folder: Path, stem: str, pair: Pair) -> None:
    """Write one pair losslessly; its mask comes last, so that a stem that is listed is complete.

    Raises:
        OutputError: The files cannot be written.
    """
    pictures = {"before": pair.before, "after": pair.after, "demolished": pair.demolished, "change": pair.new}
    try:
        for name, values in pictures.items():
            if values is None:
                continue
            (folder / name).mkdir(parents=True, exist_ok=True)
            part = folder / name / f"{stem}.part"
            as_bytes = values if values.dtype == np.uint8 else values.astype(np.uint8) * np.uint8(255)
            Image.fromarray(as_bytes).save(part, "PNG", compress_level=1)
            part.replace(part.with_suffix(".png"))
    except OSError as error:
        raise OutputError(
            f"{folder} cannot be written ({error.strerror or error}); free space or choose another."
        ) from error


def write_about(folder: Path, facts: Mapping[str, Any]) -> None:
    """Write ``about.json``.

    Raises:
        OutputError: It cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        part = folder / "about.part"
        part.write_text(json.dumps(dict(facts), ensure_ascii=False, indent=2) + "\n", "utf-8")
        part.replace(folder / ABOUT)
    except OSError as error:
        raise OutputError(f"{folder} cannot be written ({error.strerror or error}); choose another folder.") from error


def _picture(folder: Path, stem: str) -> Path:
    for suffix in _SUFFIXES:
        if (path := folder / f"{stem}{suffix}").is_file():
            return path
    raise ModelError(f"{folder} has no picture {stem} ({', '.join(_SUFFIXES)}).")


def _read(path: Path, mode: str) -> NDArray[np.uint8]:
    try:
        with Image.open(path) as image:
            return np.asarray(image.convert(mode))
    except (OSError, UnidentifiedImageError) as error:
        raise ModelError(f"{path} cannot be read as a picture; replace or remove the pair.") from error
