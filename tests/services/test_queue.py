"""The queue: filters, orders, pages, and what is computed for its rows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from twowei.casebook import clock
from twowei.casebook.lifecycle import State, Verdict
from twowei.casebook.wanted import Second
from twowei.patches.candidate import Candidate
from twowei.services.queue import Order, Queue, Wanted
from twowei.services.review import AddedCandidates, find_patch, give_verdict
from twowei.services.workspace import Workspace

Make = Callable[..., Candidate]
Detect = Callable[..., AddedCandidates]


@pytest.fixture
def numbers(workspace: Workspace, detect: Detect, candidate: Make) -> list[str]:
    """Four patches west to east, the third far larger; the last in another street. The first is a shadow."""
    found = detect(
        candidate(0, score=0.6), candidate(100, score=0.7), candidate(600, side=40, score=0.8), candidate(1500)
    )  # fmt: skip
    made = [patch.number for patch in sorted(found.added, key=lambda patch: patch.score)]
    give_verdict(workspace, made[0], Verdict.FALSE, "W01", "王芳", "樹影")
    return made


@pytest.fixture
def queue(workspace: Workspace) -> Queue:
    return Queue(workspace)


@pytest.mark.parametrize(
    ("wanted", "places"),
    [
        (Wanted(), [0, 1, 2, 3]),
        (Wanted(undecided=True), [1, 2, 3]),
        (Wanted(undecided=False), [0]),
        (Wanted(verdicts=(Verdict.FALSE,)), [0]),
        (Wanted(states=(State.CANDIDATE,)), [1, 2, 3]),
        (Wanted(months=("2026-06",)), [0, 1, 2, 3]),
        (Wanted(months=("2026-05",)), []),
        (Wanted(streets=("350206003",)), [3]),
        (Wanted(sources=("02",)), []),
        (Wanted(people=("赵六",)), [3]),
        (Wanted(reasons=("W01", "W02")), [0]),
        (Wanted(least_m2=1000), [2]),
        (Wanted(most_m2=1000, least_score=0.65, most_score=0.75), [1]),
        (Wanted(text="禾山"), [3]),
        (Wanted(text="禾山街道 赵六"), [3]),
        (Wanted(text="趙六"), [3]),
        (Wanted(text="树影"), [0]),
        (Wanted(text="阴影"), [0]),
        (Wanted(text="陰影"), [0]),
        (Wanted(text="SHADOW"), [0]),
        (Wanted(text="100%"), []),
        (Wanted(due_days=30), [1, 2, 3]),
        (Wanted(due_days=0), []),
    ],
)
def test_filters(queue: Queue, numbers: list[str], wanted: Wanted, places: list[int]) -> None:
    assert sorted(queue.listing(wanted, Order.NUMBER).numbers) == sorted(numbers[place] for place in places)
    if wanted.due_days is None:
        assert queue.holds(numbers[0], wanted) == (0 in places)


def test_the_printed_number_is_found(queue: Queue, numbers: list[str]) -> None:
    wanted = Wanted(text=f"{numbers[1][6:9]}-{numbers[1][15:]}")
    assert queue.listing(wanted, Order.NUMBER).numbers == [numbers[1]]


@pytest.mark.parametrize(
    ("order", "descending", "places"),
    [
        (Order.SCORE, False, [0, 1, 2, 3]),
        (Order.SCORE, True, [3, 2, 1, 0]),
        (Order.STREET, True, [3]),
        (Order.VERDICT, True, [0]),
        (Order.AREA, True, [2]),
        (Order.PRIORITY, False, [2]),
        (Order.DEADLINE, True, [0]),
    ],
)
def test_orders(queue: Queue, numbers: list[str], order: Order, descending: bool, places: list[int]) -> None:
    found = queue.listing(Wanted(), order, descending=descending).numbers
    assert found[: len(places)] == [numbers[place] for place in places]
    assert len(found) == 4


def test_the_nearest_comes_next_and_what_is_decided_last(queue: Queue, numbers: list[str]) -> None:
    found = queue.listing(Wanted(), Order.NEAREST, start=numbers[2])
    assert found.numbers == [numbers[2], numbers[1], numbers[3], numbers[0]]
    assert found.waiting == [True, True, True, False]


def test_rows_tell_priority_and_deadline(queue: Queue, numbers: list[str]) -> None:
    judged, large = queue.entries([numbers[0], numbers[2]])
    assert (judged.row.verdict, judged.deadline) == (Verdict.FALSE, None)
    assert large.deadline is not None
    assert timedelta() < large.deadline.due - clock.now() < timedelta(days=14)
    assert large.priority.score > judged.priority.score
    assert large.priority.parts and large.priority.why
    about = queue.about(numbers[2])
    assert about.priority == large.priority
    assert about.deadlines[0] == large.deadline


def test_a_changed_patch_is_computed_anew(workspace: Workspace, queue: Queue, numbers: list[str]) -> None:
    assert numbers[1] in queue.listing(Wanted(due_days=30), Order.DEADLINE).numbers
    give_verdict(workspace, numbers[1], Verdict.FALSE, "W01", "王芳")
    assert numbers[1] not in queue.listing(Wanted(due_days=30), Order.DEADLINE).numbers


def test_what_there_is_to_choose_from(queue: Queue, numbers: list[str]) -> None:
    facets = queue.facets()
    assert facets.months == {"2026-06": 4}
    assert facets.streets == {("350206002", "殿前街道"): 3, ("350206003", "禾山街道"): 1}
    assert facets.reasons == {"W01": 1}
    assert queue.progress() == (1, 4)
    assert queue.verdict_counts() == {None: 3, Verdict.FALSE: 1}


def test_a_wish_survives_json() -> None:
    wanted = Wanted(states=(State.SUSPECTED,), verdicts=(Verdict.LEGAL,), least_m2=5.0, second=Second.WAITING, text="x")
    assert Wanted.from_record(wanted.as_record()) == wanted
    assert Wanted.from_record({"states": ["S77"]}) == Wanted()
    assert Wanted.from_record({"unknown": 1}) == Wanted()
    assert wanted.count == 5


def test_rows_come_in_the_order_asked_for(workspace: Workspace, queue: Queue, numbers: list[str]) -> None:
    asked = [numbers[3], numbers[0]]
    assert [entry.row.number for entry in queue.entries(asked)] == asked
    assert queue.entries(asked)[0].row.revision == find_patch(workspace, numbers[3]).revision
