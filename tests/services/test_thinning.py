"""What a score filter spares and costs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from twowei.casebook.states import Verdict
from twowei.detection.card import load_card
from twowei.patches.candidate import Candidate
from twowei.services.queue import Queue, Wanted
from twowei.services.review import AddedCandidates, give_verdict
from twowei.services.thinning import calibrated_models, thinning
from twowei.services.workspace import Workspace


def test_what_is_spared_and_missed() -> None:
    told = thinning(dict(zip("ABCDE", (0.9, 0.8, 0.5, 0.5, 0.2), strict=True)), 0.7)
    assert (told.patches, told.left_out, told.spared) == (5, 3, 0.6)
    assert told.missed == pytest.approx(1.2)
    assert told.spread == pytest.approx((0.25 + 0.25 + 0.16) ** 0.5)
    assert told.waiting == tuple("ABCDE") and told.below == tuple("CDE"), "the list behind each number"
    assert thinning({}, 0.5).spared == 0.0


def test_only_what_waits_and_has_a_probability_counts(
    workspace: Workspace,
    detect: Callable[..., AddedCandidates],
    candidate: Callable[..., Candidate],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    scores = (0.9, 0.6, 0.4, 0.3)
    added = detect(*(candidate(100 + 200 * i, score=s) for i, s in enumerate(scores))).added
    queue, wanted = Queue(workspace), Wanted(least_score=0.5)
    monkeypatch.setattr("twowei.services.queue.calibrated_models", lambda: ())
    assert queue.thinning(wanted) is None
    monkeypatch.setattr("twowei.services.queue.calibrated_models", lambda: ("another 2.0",))
    assert queue.thinning(wanted) is None
    monkeypatch.setattr("twowei.services.queue.calibrated_models", lambda: ("fast 1.0",))
    told = queue.thinning(wanted)
    assert told and (told.patches, told.left_out) == (4, 2) and told.missed == pytest.approx(0.7)
    give_verdict(workspace, next(p for p in added if p.score == 0.3).number, Verdict.FALSE, "W01", "甲")
    told = queue.thinning(wanted)
    assert told and (told.patches, told.left_out) == (3, 1)
    assert queue.thinning(replace(wanted, least_score=None)) is None


def test_calibrated_models_are_those_whose_card_says_so() -> None:
    calibrated_models.cache_clear()
    for label in calibrated_models():
        assert load_card(label.split()[0]).calibration is not None
