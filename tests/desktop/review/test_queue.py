"""Order and steps of the queue, and how fast it goes."""

from __future__ import annotations

import pytest

from twowei.desktop.review.pace import Pace
from twowei.desktop.review.queue import Listed, short_number
from twowei.desktop.review.views import ListView, Place, read_place, read_views, write_place, write_views
from twowei.services.queue import Order, Wanted


@pytest.fixture
def listed() -> Listed:
    return Listed(["a", "b", "c", "d"], [True, False, True, True])


def test_steps_end_at_the_ends(listed: Listed) -> None:
    assert listed.step("a", 1) == "b"
    assert listed.step("d", 1) is None
    assert listed.step("gone", 1) == "a"
    assert listed.step(None, -1) == "d"
    assert Listed().step(None, 1) is None


def test_upcoming_goes_round_and_skips_what_is_done(listed: Listed) -> None:
    assert listed.upcoming("a", 9) == ["c", "d"]
    assert listed.upcoming("c", 9) == ["d", "a"]
    assert listed.upcoming("d", 1) == ["a"]
    assert listed.upcoming(None, 9) == ["a", "c", "d"]
    assert listed.upcoming("gone", 2) == ["a", "c"]


def test_settled_and_removed_numbers_are_not_met_again(listed: Listed) -> None:
    listed.settle("c", False)
    listed.remove("d")
    assert listed.upcoming("a", 9) == []
    assert listed.upcoming("b", 9) == ["a"]
    assert (listed.numbers, listed.place_of("d")) == (["a", "b", "c"], None)


def test_short_numbers() -> None:
    assert short_number("350206002202607W0123") == "002-2607W0123"
    assert short_number("x") == "x"


def test_pace_leaves_breaks_out() -> None:
    pace = Pace()
    for at in (0.0, 10.0, 20.0):
        pace.note(at)
    assert pace.an_hour() is None, "three verdicts tell nothing yet"
    for at in (1000.0, 1010.0):
        pace.note(at)
    assert pace.an_hour() == 360
    assert pace.minutes_for(90) == 15


def test_views_and_places_come_back() -> None:
    view = ListView(Wanted(undecided=True, least_m2=200.0, text="高殿"), Order.AREA, True)
    assert read_views(write_views({"大的": view})) == {"大的": view}
    assert read_views("{rubbish") == {}
    kept = write_place("", "/a", Place(view, "x"), [])
    kept = write_place(kept, "/b", Place(), ["/a"])
    assert read_place(kept, "/a") == Place(view, "x")
    assert read_place(write_place(kept, "/b", Place(), ["/b"]), "/a") == Place()
