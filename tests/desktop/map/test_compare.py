"""The comparison of two epochs on one view."""

from __future__ import annotations

import pytest

from twowei.desktop.map.compare import WALK, Comparison, Mode, Part

WHOLE = Part(0, 0, 800, 600)


@pytest.mark.parametrize(
    ("upright", "before", "after", "beside"),
    [
        (True, Part(0, 0, 200, 600), Part(200, 0, 800, 600), (205, 20)),
        (False, Part(0, 0, 800, 150), Part(0, 150, 800, 600), (20, 155)),
    ],
)
def test_swipe_shares_the_view_at_the_line(upright: bool, before: Part, after: Part, beside: tuple[int, int]) -> None:
    comparison = Comparison(position=0.25, upright=upright)
    assert comparison.parts(0, 800, 600) == (before, after)
    assert comparison.on_line(*beside, 800, 600)
    assert not comparison.on_line(240, 240, 800, 600)
    comparison.swapped = True
    assert comparison.parts(0, 800, 600) == (after, before)


def test_held_key_shows_before_alone_whatever_the_mode() -> None:
    for mode in Mode:
        comparison = Comparison(mode=mode, held=True)
        for pane in range(comparison.panes):
            assert comparison.parts(pane, 800, 600) == (WHOLE, None)
        assert comparison.line(800, 600) is None


def test_side_by_side_gives_each_epoch_a_pane_of_its_own() -> None:
    comparison = Comparison(mode=Mode.SIDE)
    assert comparison.panes == 2
    assert [comparison.parts(pane, 800, 600) for pane in (0, 1)] == [(WHOLE, None), (None, WHOLE)]
    comparison.swapped = True
    assert [comparison.parts(pane, 800, 600) for pane in (0, 1)] == [(None, WHOLE), (WHOLE, None)]


def test_flicker_shows_one_after_the_other_and_fade_blends() -> None:
    comparison = Comparison(mode=Mode.FLICKER)
    assert comparison.parts(0, 800, 600) == (WHOLE, None)
    comparison.later = True
    assert comparison.parts(0, 800, 600) == (None, WHOLE)
    comparison.mode = Mode.FADE
    assert comparison.parts(0, 800, 600) == (WHOLE, Part(0, 0, 800, 600, 0.5))
    comparison.share = 1.0
    assert comparison.parts(0, 800, 600) == (None, WHOLE), "nothing shines through the gaps of the after epoch"
    comparison.share = 0.0
    assert comparison.parts(0, 800, 600) == (WHOLE, None)


def test_a_single_epoch_has_no_line_and_nothing_to_hold() -> None:
    for mode in Mode:
        comparison = Comparison(mode=mode, held=True, single=True)
        assert comparison.parts(0, 800, 600) == (None, WHOLE)
        assert comparison.panes == 1


def test_the_line_stays_within_reach() -> None:
    comparison = Comparison()
    comparison.move_line(-50, 0, 800, 600)
    assert comparison.line(800, 600) == 8
    comparison.move_line(5000, 0, 800, 600)
    assert comparison.line(800, 600) == 792


def test_one_key_walks_through_the_comparisons_and_out_of_a_month_alone() -> None:
    mode = Mode.SWIPE
    walked = [mode := mode.following() for _ in WALK]
    assert set(walked) == set(WALK)
    assert mode is Mode.SWIPE
    assert Mode.AFTER.following() is Mode.SWIPE
