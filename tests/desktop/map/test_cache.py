"""The cache keeps to its bytes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from twowei.desktop.map.cache import ByteCache, fair_limit


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 60))))
def test_never_holds_more_than_its_limit(puts: list[tuple[int, int]]) -> None:
    cache: ByteCache[int, str] = ByteCache(100)
    for key, size in puts:
        cache.put(key, "x", size)
        assert cache.size <= 100


def test_forgets_what_was_used_longest_ago() -> None:
    cache: ByteCache[str, int] = ByteCache(3)
    for key in "abc":
        cache.put(key, 0, 1)
    cache.get("a")
    cache.put("d", 0, 1)
    assert "b" not in cache
    assert all(key in cache for key in "acd")


def test_a_value_too_large_is_not_kept_and_drives_nothing_out() -> None:
    cache: ByteCache[str, int] = ByteCache(3)
    cache.put("small", 1, 2)
    cache.put("large", 1, 4)
    assert "large" not in cache
    assert cache.get("small") == 1


def test_the_limit_is_at_most_512_mib() -> None:
    assert 0 < fair_limit() <= 512 << 20
