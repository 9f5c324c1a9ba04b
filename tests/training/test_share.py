"""A part of a source's pairs: the same each time, the smaller in the larger."""

from __future__ import annotations

from pathlib import Path

import pytest

from twowei.errors import ModelError
from twowei.training.chips import open_shelf, part_of
from twowei.training.recipe import Source


def test_a_smaller_part_lies_in_a_larger_one() -> None:
    stems = [f"{number:03}" for number in range(50)]
    small, large = part_of(stems, 0.1), part_of(stems, 0.3)
    assert (len(small), len(large)) == (5, 15)
    assert set(small) < set(large)
    assert part_of(stems, 1.0) == stems


def test_drawn_sources_are_cut_too_and_impossible_shares_refused(tmp_path: Path) -> None:
    assert open_shelf(Source("drawn", 1.0, 0.5, count=40, share=0.25), tmp_path).count == 10
    with pytest.raises(ModelError, match="share of 0"):
        open_shelf(Source("drawn", 1.0, 0.5, count=40, share=0.0), tmp_path)
