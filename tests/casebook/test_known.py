from __future__ import annotations

import shapely
from hypothesis import given
from hypothesis import strategies as st

from twowei.casebook.known import same_site, unknown

squares = st.builds(
    lambda x, y, side: shapely.box(x, y, x + side, y + side), st.integers(0, 60), st.integers(0, 60), st.integers(4, 20)
)


def test_thirty_percent_of_the_smaller_makes_the_same_site() -> None:
    large = shapely.box(0, 0, 100, 100)
    assert same_site(large, shapely.box(97, 0, 107, 10))
    assert not same_site(large, shapely.box(97.1, 0, 107.1, 10))
    assert not same_site(large, shapely.box(100, 0, 110, 10))


@given(st.lists(squares, max_size=12), st.lists(squares, max_size=12))
def test_what_is_new_is_told_apart_as_pairs_compared_one_by_one(
    candidates: list[shapely.Polygon], standing: list[shapely.Polygon]
) -> None:
    kept: list[int] = []
    for position, candidate in enumerate(candidates):
        others = [*standing, *(candidates[i] for i in kept)]
        if not any(same_site(candidate, other) for other in others):
            kept.append(position)
    assert unknown(candidates, standing) == kept


@given(st.lists(squares, max_size=12))
def test_the_same_again_adds_nothing(candidates: list[shapely.Polygon]) -> None:
    kept = [candidates[i] for i in unknown(candidates, [])]
    assert unknown(candidates, kept) == []
