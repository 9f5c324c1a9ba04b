"""The brightness of the epochs."""

from __future__ import annotations

import numpy as np
import pytest

from twowei.desktop.map import tone
from twowei.imagery.reader import Picture


def _picture(low: int, high: int, valid: bool = True, depth: type = np.uint8) -> Picture:
    ramp = np.linspace(low, high, 64 * 64).astype(depth).reshape(64, 64)
    return Picture(np.stack([ramp] * 3), np.full((64, 64), valid))


@pytest.mark.parametrize(("depth", "times"), [(np.uint8, 1), (np.uint16, 257)])
def test_a_dull_epoch_is_spread_over_all_values(depth: type, times: int) -> None:
    dull = _picture(80 * times, 160 * times, depth=depth)
    shown = tone.shown_as(dull, tone.stretched(dull))
    assert shown.dtype == np.uint8 and shown.min() == 0 and shown.max() == 255
    assert len(np.unique(shown)) == 256 if times > 1 else len(np.unique(shown)) < 82  # 16 bits leave no steps


def test_one_colour_is_not_blown_up_to_noise() -> None:
    flat = _picture(100, 103)
    shown = tone.shown_as(flat, tone.stretched(flat))
    assert int(shown.max()) - int(shown.min()) <= 3 * tone.MOST_GAIN


@pytest.mark.parametrize("depth", [np.uint8, np.uint16])
def test_two_epochs_become_alike(depth: type) -> None:
    times = 257 if depth is np.uint16 else 1
    dark, bright = _picture(20 * times, 100 * times, depth=depth), _picture(60, 240)
    shown = tone.shown_as(dark, tone.matched(dark, bright))
    assert np.abs(shown.astype(int) - bright.rgb).max() <= 4


def test_missing_pixels_have_no_say_and_nothing_gives_nothing() -> None:
    picture = _picture(80, 160)
    picture.valid[:32] = False
    half = tone.stretched(Picture(picture.rgb[:, 32:], picture.valid[32:]))
    assert (tone.shown_as(picture, tone.stretched(picture)) == tone.shown_as(picture, half)).all()
    assert tone.stretched(_picture(0, 255, valid=False)) is None
    assert tone.shown_as(picture, None) is picture.rgb
    deep = _picture(0, 65535, depth=np.uint16)
    assert (tone.shown_as(deep, None) == deep.rgb // 256).all()
