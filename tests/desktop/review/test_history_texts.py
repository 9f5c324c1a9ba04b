"""What events and reasons are called in the window."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from twowei.casebook.lifecycle import Reason, Verdict
from twowei.desktop.review import history_texts
from twowei.desktop.review.history_texts import judgement, know, reason_text


@pytest.fixture
def known() -> Iterator[None]:
    yield
    history_texts._REASON_OF.pop("V77", None)


def test_a_reason_of_the_workspace_is_told_in_its_words(known: None) -> None:
    assert reason_text("V77") == "V77"
    know([Reason("V77", "河道违建", "built in a river", Verdict.ILLEGAL)])
    assert reason_text("V77") in ("V77 河道违建", "V77 Built in a river")
    assert judgement("1", "V77").endswith(reason_text("V77"))
    assert reason_text("V01").startswith("V01 ") and len(reason_text("V01")) > 4
