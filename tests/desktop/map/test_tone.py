"""The brightness of the epochs."""

from __future__ import annotations

import numpy as np

from twowei.desktop.map import tone
from twowei.imagery.reader import Picture


def _picture(low: int, high: int, valid: bool = True) -> Picture:
    ramp = np.linspace(low, high, 64 * 64).astype(np.uint8).reshape(64, 64)
    return Picture(np.stack([ramp] * 3), np.full((64, 64), valid))


def test_a_dull_epoch_is_spread_over_all_values() -> None:
    dull = _picture(80, 160)
    shown = tone.shown_as(dull, tone.stretched(dull))
    assert shown.min() == 0
    assert shown.max() == 255


def test_one_colour_is_not_blown_up_to_noise() -> None:
    flat = _picture(100, 103)
    shown = tone.shown_as(flat, tone.stretched(flat))
    assert int(shown.max()) - int(shown.min()) <= 3 * tone.MOST_GAIN


def test_two_epochs_become_alike() -> None:
    dark, bright = _picture(20, 100), _picture(60, 240)
    shown = tone.shown_as(dark, tone.matched(dark, bright))
    assert np.abs(shown.astype(int) - bright.rgb).max() <= 4


def test_missing_pixels_have_no_say_and_nothing_gives_nothing() -> None:
    picture = _picture(80, 160)
    picture.valid[:32] = False
    assert (tone.stretched(picture) == tone.stretched(Picture(picture.rgb[:, 32:], picture.valid[32:]))).all()
    assert (tone.stretched(_picture(0, 255, valid=False)) == tone.plain()).all()
    assert tone.shown_as(picture, tone.plain()) is picture.rgb
