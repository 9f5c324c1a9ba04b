"""Patches as the map draws them: outlines moved into the scene's own small coordinates."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from twowei.casebook.lifecycle import Verdict
from twowei.casebook.patch import Patch
from twowei.desktop.map.patch_layer import Shape
from twowei.desktop.map.pyramid import Box, Pyramid
from twowei.desktop.map.symbols import UNDECIDED
from twowei.desktop.review.queue import short_number
from twowei.services.queue import outlines
from twowei.services.review import raw_outline
from twowei.services.workspace import Workspace

_CODES = {verdict.code: verdict.name.lower() for verdict in Verdict}


def shapes_of(folder: Path, pyramid: Pyramid) -> list[Shape]:
    """Return the shapes of all patches of a workspace in a scene; opens it by itself, as a thread needs it."""
    numbers, verdicts, drawn = outlines(folder)
    placed = _into_scene(drawn, pyramid) if drawn else []
    return [
        Shape(number, short_number(number), outline, _CODES.get(verdict or "", UNDECIDED))
        for number, verdict, outline in zip(numbers, verdicts, placed, strict=True)
    ]


def box_of(outline: BaseGeometry, pyramid: Pyramid) -> Box:
    """Return the place of an outline in a scene."""
    return Box(*_into_scene([outline], pyramid)[0].bounds)


def in_scene(outline: BaseGeometry, pyramid: Pyramid) -> BaseGeometry:
    """Return an outline in scene coordinates."""
    return _into_scene([outline], pyramid)[0]


def model_in_scene(
    patch: Patch | None, workspace: Workspace, pyramid: Pyramid | None
) -> tuple[BaseGeometry | None, BaseGeometry | None]:
    """Return what the model drew, where an analyst drew it otherwise, and the pixels that it marked."""
    if patch is None or pyramid is None:
        return None, None
    raw = raw_outline(workspace, patch.number)
    redrawn = not patch.geometry.equals_exact(patch.model_geometry, 1e-6)
    return in_scene(patch.model_geometry, pyramid) if redrawn else None, in_scene(raw, pyramid) if raw else None


def _into_scene(drawn: Sequence[BaseGeometry], pyramid: Pyramid) -> list[BaseGeometry]:
    def move(points: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.column_stack(pyramid.to_scene(points[:, 0], points[:, 1]))

    return list(shapely.transform(np.array(drawn, dtype=object), move))
