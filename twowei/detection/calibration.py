"""From a component's raw score to the probability that the change is real.

A logistic regression over the log-odds of the component's pooled score (see `twowei.detection.pooling`) and the
logarithm of its area, fitted on validation pairs (Platt 1999, with the size beside the score).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log

REFERENCE_M2 = 100.0
_EDGE = 0.002
"""Raw scores are taken within [edge, 1 − edge]: they are stored in 255 steps."""


@dataclass(frozen=True)
class Calibration:
    """Coefficients on a model's card.

    Attributes:
        offset: Log-odds of a component of 100 m² whose pooled score is 0.5.
        log_odds: Factor of the log-odds of the pooled score.
        area: Factor of the natural logarithm of the area over 100 m².
        fitted_on: The data it was fitted on, and how many components they gave.
    """

    offset: float
    log_odds: float
    area: float
    fitted_on: str = ""

    def probability(self, pooled: float, area_m2: float) -> float:
        """Return the probability, 0 to 1, that a component of this pooled score and area is a real change."""
        return share_of(self.offset + self.log_odds * logit(pooled) + self.area * log(max(area_m2, 1.0) / REFERENCE_M2))


def logit(share: float) -> float:
    """Return the log-odds of a share, kept away from 0 and 1."""
    kept = min(max(share, _EDGE), 1 - _EDGE)
    return log(kept / (1 - kept))


def share_of(log_odds: float) -> float:
    """Return the share, 0 to 1, that has these log-odds: the inverse of `logit`."""
    return 1 / (1 + exp(-max(min(log_odds, 50.0), -50.0)))
