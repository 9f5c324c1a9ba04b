"""What a higher score filter spares and costs, told from calibrated scores before anybody has judged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from math import sqrt

from twowei.detection.card import load_card, model_names
from twowei.errors import TwoweiError


@dataclass(frozen=True)
class Thinning:
    """The effect of leaving out what scores below a cut.

    Attributes:
        cut: The score.
        patches: Patches that wait.
        left_out: Those of them below the cut.
        missed: Real changes expected among those left out: the sum of their probabilities.
        spread: Standard deviation of that number, if the patches are independent and the calibration holds here.
        waiting: Numbers of the patches that wait.
        below: Numbers of those below the cut.
    """

    cut: float
    patches: int
    left_out: int
    missed: float
    spread: float
    waiting: tuple[str, ...] = ()
    below: tuple[str, ...] = ()

    @property
    def spared(self) -> float:
        """Share of the checking that is spared, 0 to 1."""
        return self.left_out / self.patches if self.patches else 0.0


def thinning(scores: Mapping[str, float], cut: float) -> Thinning:
    """Return what a cut spares and costs among patches of these probabilities by their numbers."""
    left = {number: score for number, score in scores.items() if score < cut}
    spread = sqrt(sum(p * (1 - p) for p in left.values()))
    return Thinning(cut, len(scores), len(left), sum(left.values()), spread, tuple(scores), tuple(left))


@cache
def calibrated_models() -> tuple[str, ...]:
    """Return the labels of the installed models whose scores are probabilities."""
    labels = []
    for name in model_names():
        try:
            card = load_card(name)
        except TwoweiError:
            continue  # it says so itself when it is used
        if card.calibration:
            labels.append(card.label)
    return tuple(labels)
