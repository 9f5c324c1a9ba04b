"""Wilson's interval and Chapman's estimate against published and hand-reckoned values."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twowei.statistics.accuracy import recall, wilson


@pytest.mark.parametrize(
    ("hits", "of", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_the_intervals_that_newcombe_published(hits: int, of: int, low: float, high: float) -> None:
    """R. G. Newcombe, Statistics in Medicine 17 (1998), table I, method 3."""
    found = wilson(hits, of)
    assert found and (round(found.low, 4), round(found.high, 4)) == (low, high)


def test_of_nothing_nothing_can_be_told() -> None:
    assert wilson(0, 0) is None


@given(st.integers(0, 500), st.integers(1, 500))
def test_an_interval_holds_its_share(hits: int, more: int) -> None:
    of = hits + more
    found = wilson(hits, of)
    assert found and 0 <= found.low <= hits / of <= found.high <= 1


def test_chapman_s_estimate() -> None:
    found = recall(from_above=80, by_others=30, both=24)
    assert found.all_cases == pytest.approx(81 * 31 / 25 - 1)
    assert found.share == pytest.approx(80 / 99.44)
    assert found.interval and found.interval.low < 80 / 99.44 < found.interval.high


def test_without_an_overlap_recall_cannot_be_told() -> None:
    found = recall(40, 12, 0)
    assert (found.share, found.interval, found.all_cases) == (None, None, None)


@given(st.integers(0, 300), st.integers(0, 300), st.integers(1, 300))
def test_an_estimate_never_has_fewer_than_were_seen(alone: int, others: int, both: int) -> None:
    found = recall(alone + both, others + both, both)
    assert found.all_cases and found.all_cases >= alone + others + both - 1e-9
    assert found.share and 0 < found.share <= 1
