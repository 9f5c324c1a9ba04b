"""What other months say of a patch, and how they are put together."""

from __future__ import annotations

import pytest

from twowei.casebook.persistence import combined, persistence


def test_months_are_put_together_as_the_mean_of_their_log_odds() -> None:
    assert combined(0.8, []) == pytest.approx(0.8)
    assert combined(0.8, [0.8, 0.8]) == pytest.approx(0.8), "what says the same adds nothing: months share a picture"
    assert combined(0.9, [0.1]) == pytest.approx(0.5)
    assert combined(0.9, [0.95]) > 0.9 > combined(0.9, [0.6])
    assert 0 < combined(1.0, [0.0]) < 1, "no month decides alone"


def test_what_is_gone_next_month_ranks_below_what_stays() -> None:
    stays = persistence("2026-06", 0.8, {"2026-07": 0.9, "2026-08": 0.95, "2026-04": 0.9})
    leaves = persistence("2026-06", 0.95, {"2026-07": 0.03})
    assert stays is not None and leaves is not None
    assert (stays.there, stays.gone, stays.unsure_before) == (("2026-07", "2026-08"), (), ())
    assert (leaves.there, leaves.gone) == ((), ("2026-07",))
    assert leaves.score < 0.5 < stays.score
    old = persistence("2026-06", 0.9, {"2026-04": 0.2})
    assert old is not None and old.unsure_before == ("2026-04",)


def test_where_no_month_was_asked_nothing_is_said() -> None:
    assert persistence("2026-06", 0.9, {}) is None
