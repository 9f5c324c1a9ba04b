"""Keys of the verdict entry."""

from __future__ import annotations

import pytest

from twowei.casebook.lifecycle import Verdict, reasons_for
from twowei.desktop.decision_keys import REASON_KEYS
from twowei.desktop.review.entry import Entry, reason_place


@pytest.mark.parametrize("verdict", list(Verdict))
def test_every_reason_of_a_verdict_has_a_key_of_its_own(verdict: Verdict) -> None:
    keys = [reason_place(reason) for reason in reasons_for(verdict)]
    assert len(set(keys)) == len(keys)
    assert set(keys) <= set(REASON_KEYS)


def test_digit_then_digit_then_enter() -> None:
    entry = Entry()
    assert entry.press("3")
    assert entry.press("6")
    decided = entry.commit()
    assert decided is not None
    assert (decided[0], decided[1].code) == (Verdict.FALSE, "W06")
    assert entry.verdict is None


def test_enter_alone_gives_the_reason_given_last() -> None:
    entry = Entry()
    entry.press("1")
    entry.press("5")
    entry.commit()
    entry.press("1")
    decided = entry.commit()
    assert decided is not None
    assert decided[1].code == "V05"


def test_a_preset_of_an_unknown_code_counts_as_none() -> None:
    entry = Entry({Verdict.LEGAL: "L77"})
    entry.press("2")
    assert entry.reason is not None
    assert entry.reason.code == "L01"


@pytest.mark.parametrize("key", ["6", "0", "-", "x"])
def test_keys_that_mean_nothing_change_nothing(key: str) -> None:
    entry = Entry()
    assert not entry.press(key)
    assert entry.commit() is None


def test_a_key_without_a_reason_keeps_the_one_there_is() -> None:
    entry = Entry()
    entry.press("5")
    assert not entry.press("8")
    assert entry.reason is not None
    assert entry.reason.code == "P01"
