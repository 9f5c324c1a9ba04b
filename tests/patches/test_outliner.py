"""Outlines drawn beside a sweep are those of the finished map, and nothing is left running."""

from __future__ import annotations

import threading
from functools import partial

import numpy as np
import pytest

from twowei.detection.change_map import Block
from twowei.errors import OutputError
from twowei.patches.outliner import Outliner
from twowei.patches.vectorise import components

HEIGHT = 8


def rows(scores: np.ndarray) -> list[list[Block]]:
    parts = ((top, scores[top : top + HEIGHT]) for top in range(0, len(scores), HEIGHT))
    return [[Block(top, 0, {"new": part, "demolished": 254 - part})] for top, part in parts]


def draw(blocks, change):
    return [(change, one) for one in components(blocks, change, 0.5)]


@pytest.mark.parametrize("changes", [["new"], ["new", "demolished"]])
def test_outlines_are_those_of_the_finished_map(changes) -> None:
    scores = (np.random.default_rng(1).random((50, 40)) < 0.55).astype(np.uint8) * np.uint8(254)
    made = rows(scores)
    with Outliner(changes, draw) as outliner:
        for row in made:
            outliner.take(partial(iter, row))
        found = outliner.found()
    assert found == [one for change in changes for one in draw((b for row in made for b in row), change)]


def test_leaving_early_ends_the_threads() -> None:
    before = threading.active_count()
    with pytest.raises(KeyboardInterrupt), Outliner(["new"], draw) as outliner:
        outliner.take(partial(iter, rows(np.zeros((8, 8), np.uint8))[0]))
        raise KeyboardInterrupt
    assert threading.active_count() == before


def test_a_row_that_cannot_be_read_is_told() -> None:
    def gone():
        raise OutputError("the row is gone")
        yield

    with Outliner(["new"], draw) as outliner:
        outliner.take(gone)
        with pytest.raises(OutputError, match="gone"):
            outliner.found()
