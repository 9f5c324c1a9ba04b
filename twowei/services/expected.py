"""What a run will be computed by and about how long it takes, said before it begins. Loads no runtime."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shapely.geometry import box
from shapely.geometry.base import BaseGeometry

from twowei.alignment.common_grid import common_grid
from twowei.detection.card import load_card
from twowei.detection.choice import likely
from twowei.detection.runtime import Facts
from twowei.detection.speeds import Speed, remembered
from twowei.detection.sweep import spoken
from twowei.feedback import Feedback
from twowei.geo.grid import Grid

if TYPE_CHECKING:  # it brings the casebook in, which comparing two rasters does not need
    from twowei.services.workspace import Workspace

SECOND_WAY = 1.35
"""How much longer both sorts of change take than one: the decoder runs twice, the encoder once (measured)."""


@dataclass(frozen=True)
class Expectation:
    """What a run will be like; an estimate by earlier runs on this machine.

    Attributes:
        runtime: What will compute it.
        seconds: About how long it takes.
        km2: Ground to look at.
    """

    runtime: Facts
    seconds: float
    km2: float

    def tell(self, feedback: Feedback) -> None:
        """Say it before the run."""
        feedback.tell(f"{self.runtime.label}: about {spoken(self.seconds)} for {self.km2:.3g} km² (an estimate)")


def expectation(speed: Speed, grid: Grid, aoi: BaseGeometry | None, ways: int) -> Expectation:
    """Return what a run over a grid, or the part of it within an area of interest, will be like."""
    ground_m2 = (box(*grid.bounds) if aoi is None else aoi.intersection(box(*grid.bounds))).area
    pixel_m2 = grid.resolution[0] * grid.resolution[1]
    seconds = speed.seconds(round(ground_m2 / pixel_m2)) * (SECOND_WAY if ways == 2 else 1)
    return Expectation(speed.facts, seconds, ground_m2 / 1e6)


def expected(
    workspace: Workspace, before: str, after: str, model: str, device: str, runtime: str, ways: int
) -> Expectation | None:
    """Return what comparing two months will be like; None where this machine has not run the model yet.

    Raises:
        UnknownNameError: An unknown month or model.
        PairError: The months do not overlap.
    """
    card = load_card(model)
    facts = likely(card, device, runtime)
    if facts is None:
        return None
    grid = common_grid(workspace.epoch(before), workspace.epoch(after), card.resolution_m)
    return expectation(remembered(card, facts.device)[facts.runtime], grid, None, ways)
