"""From the scores of a component's pixels to the component's own: the mean of their log-odds.

A logarithmic opinion pool (Genest and Zidek 1986). With the plain mean, small buildings, which are mostly edge, were
hard to tell from false alarms. Log-odds are summed in millionths, as whole numbers: the sum is the same in any order.
"""

from __future__ import annotations

import numpy as np

from twowei.detection.calibration import logit, share_of
from twowei.detection.change_map import FULL_SCORE, Scores

_STEPS = 1_000_000
LOG_ODDS = np.array([round(_STEPS * logit(score / FULL_SCORE)) for score in range(256)], np.int64)
"""Log-odds by stored score (256,), in millionths."""


def pooled(total: float, count: int) -> float:
    """Return the score, 0 to 1, of ``count`` pixels whose log-odds (`LOG_ODDS`) sum to ``total``."""
    return share_of(total / count / _STEPS)


def pooled_of(scores: Scores) -> float:
    """Return the score, 0 to 1, of a component's stored scores, at least one."""
    return pooled(int(LOG_ODDS[scores].sum()), scores.size)
