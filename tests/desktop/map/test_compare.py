"""The comparison of two epochs on one view."""

from __future__ import annotations

from twowei.desktop.map.compare import Comparison, Mode


def test_swipe_shares_the_view_at_the_line() -> None:
    comparison = Comparison(position=0.25)
    assert comparison.spans(800) == ((0, 200), (200, 800))
    assert comparison.on_line(205, 800)
    assert not comparison.on_line(240, 800)


def test_held_key_shows_before_alone_whatever_the_mode() -> None:
    for mode in Mode:
        comparison = Comparison(mode=mode, held=True)
        assert comparison.spans(800) == ((0, 800), None)
        assert comparison.line(800) is None


def test_a_single_epoch_has_no_line_and_nothing_to_hold() -> None:
    comparison = Comparison(held=True, single=True)
    assert comparison.spans(800) == (None, (0, 800))


def test_the_line_stays_within_reach() -> None:
    comparison = Comparison()
    comparison.move_line(-50, 800)
    assert comparison.line(800) == 8
    comparison.move_line(5000, 800)
    assert comparison.line(800) == 792


def test_one_key_walks_through_all_modes() -> None:
    mode = Mode.SWIPE
    walked = [mode := mode.following() for _ in Mode]
    assert set(walked) == set(Mode)
    assert mode is Mode.SWIPE
