"""Undo and redo over the events, verdicts at one stroke, and the second pair of eyes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import shapely

from twowei.casebook.lifecycle import State, Verdict
from twowei.casebook.verification import chain, rows_as_told
from twowei.casebook.wanted import Second
from twowei.errors import MoveError
from twowei.patches.candidate import Candidate
from twowei.services import cases, deciding
from twowei.services.keeping import verify
from twowei.services.queue import Order, Queue, Wanted
from twowei.services.review import AddedCandidates, find_patch, give_verdict, take_back
from twowei.services.workspace import Workspace

ANN, BEN = "王芳", "李雷"


@pytest.fixture
def numbers(
    workspace: Workspace, detect: Callable[..., AddedCandidates], candidate: Callable[..., Candidate]
) -> list[str]:
    return [patch.number for patch in detect(candidate(0), candidate(100), candidate(200)).added]


def verdicts(workspace: Workspace, numbers: list[str]) -> list[str | None]:
    found = [find_patch(workspace, number).reason for number in numbers]
    return [*found]


def test_undo_and_redo_walk_through_the_own_verdicts_also_after_a_restart(
    workspace: Workspace, numbers: list[str]
) -> None:
    give_verdict(workspace, numbers[0], Verdict.ILLEGAL, "V01", ANN)
    give_verdict(workspace, numbers[2], Verdict.LEGAL, "L01", BEN)
    give_verdict(workspace, numbers[1], Verdict.FALSE, "W02", ANN, "斜")
    folder = workspace.folder
    workspace.close()
    with Workspace.open(folder) as again:
        assert [patch.number for patch in deciding.undo(again, ANN)] == [numbers[1]]
        assert [patch.number for patch in deciding.undo(again, ANN)] == [numbers[0]]
        assert deciding.undo(again, ANN) == []
        assert verdicts(again, numbers) == [None, None, "L01"]
        assert [patch.number for patch in deciding.redo(again, ANN)] == [numbers[0]]
        assert [patch.number for patch in deciding.redo(again, ANN)] == [numbers[1]]
        assert deciding.redo(again, ANN) == []
        assert verdicts(again, numbers) == ["V01", "W02", "L01"]
        assert find_patch(again, numbers[1]).note == "斜"
        assert [patch.number for patch in deciding.undo(again, ANN)] == [numbers[1]]


def test_a_new_verdict_ends_redo(workspace: Workspace, numbers: list[str]) -> None:
    give_verdict(workspace, numbers[0], Verdict.ILLEGAL, "V01", ANN)
    deciding.undo(workspace, ANN)
    give_verdict(workspace, numbers[1], Verdict.ILLEGAL, "V02", ANN)
    assert deciding.redo(workspace, ANN) == []


def test_a_verdict_that_somebody_replaced_is_not_undone(workspace: Workspace, numbers: list[str]) -> None:
    give_verdict(workspace, numbers[0], Verdict.ILLEGAL, "V01", ANN)
    give_verdict(workspace, numbers[0], Verdict.LEGAL, "L01", BEN)
    with pytest.raises(MoveError, match=BEN):
        deciding.undo(workspace, ANN)
    assert find_patch(workspace, numbers[0]).reason == "L01"


def test_at_one_stroke_all_or_none_and_undone_together(workspace: Workspace, numbers: list[str]) -> None:
    with pytest.raises(MoveError, match="伪变化"):
        deciding.judge_together(workspace, numbers, Verdict.ILLEGAL, "V01", ANN)
    deciding.judge_together(workspace, numbers, Verdict.FALSE, "W01", ANN)
    assert verdicts(workspace, numbers) == ["W01"] * 3
    assert sorted(patch.number for patch in deciding.undo(workspace, ANN)) == sorted(numbers)
    assert verdicts(workspace, numbers) == [None] * 3
    assert len(deciding.redo(workspace, ANN)) == 3
    assert len(deciding.undo(workspace, ANN)) == 3


def test_recent_names_what_stands(workspace: Workspace, numbers: list[str]) -> None:
    give_verdict(workspace, numbers[0], Verdict.ILLEGAL, "V01", ANN)
    give_verdict(workspace, numbers[1], Verdict.FALSE, "W02", ANN)
    deciding.undo(workspace, ANN)
    told = deciding.recent(workspace, ANN, 10)
    assert [(one.number, one.standing) for one in told] == [(numbers[1], False), (numbers[0], True)]
    assert len(deciding.recent(workspace, ANN, 1)) == 1
    assert deciding.recent(workspace, BEN) == []


def test_a_second_look_is_another_persons_and_leaves_the_first(workspace: Workspace, numbers: list[str]) -> None:
    queue, waiting = Queue(workspace), Wanted(second=Second.WAITING)
    for number in numbers[:2]:
        give_verdict(workspace, number, Verdict.LEGAL, "L01", ANN)
    give_verdict(workspace, numbers[2], Verdict.ILLEGAL, "V01", ANN)
    assert queue.listing(waiting, Order.NUMBER, reviewer=ANN).numbers == []
    assert sorted(queue.listing(waiting, Order.NUMBER, reviewer=BEN).numbers) == sorted(numbers[:2])
    with pytest.raises(MoveError, match="another person"):
        deciding.give_second(workspace, numbers[0], Verdict.LEGAL, "L01", ANN)
    deciding.give_second(workspace, numbers[0], Verdict.LEGAL, "L02", BEN)
    differs = deciding.give_second(workspace, numbers[1], Verdict.ILLEGAL, "V02", BEN, "无批件")
    assert (differs.verdict, differs.state) == (Verdict.LEGAL, State.SUSPECTED)
    assert (differs.facts["second_by"], differs.facts["second_note"]) == (BEN, "无批件")
    with pytest.raises(MoveError, match="already"):
        deciding.give_second(workspace, numbers[1], Verdict.LEGAL, "L01", "韩梅梅")
    found = deciding.agreement(workspace)
    assert (found.both, found.same, found.waiting) == (2, 1, 0)
    assert queue.listing(Wanted(second=Second.DIFFERS), Order.NUMBER).numbers == [numbers[1]]
    assert queue.listing(Wanted(second=Second.AGREES), Order.NUMBER).numbers == [numbers[0]]


def test_a_new_first_verdict_asks_for_a_new_second_and_undo_brings_the_old_back(
    workspace: Workspace, numbers: list[str]
) -> None:
    give_verdict(workspace, numbers[0], Verdict.LEGAL, "L01", ANN)
    deciding.give_second(workspace, numbers[0], Verdict.ILLEGAL, "V01", BEN)
    anew = give_verdict(workspace, numbers[0], Verdict.FARM, "L04", ANN)
    assert "second_verdict" not in anew.facts
    assert take_back(workspace, numbers[0], ANN).facts["second_by"] == BEN
    assert "second_by" not in take_back(workspace, numbers[0], ANN).facts
    with workspace.casebook.reading() as connection:
        assert not [*chain(connection), *rows_as_told(connection)]


def test_false_alarms_are_sampled_by_the_policy(workspace: Workspace, numbers: list[str]) -> None:
    deciding.judge_together(workspace, numbers, Verdict.FALSE, "W01", ANN)
    shares = set(Queue(workspace).listing(Wanted(second=Second.WAITING), Order.NUMBER).numbers)
    assert shares <= set(numbers)
    assert shares == set(Queue(workspace).listing(Wanted(second=Second.WAITING), Order.NUMBER).numbers)


def halves(workspace: Workspace, number: str) -> list[shapely.Polygon]:
    west, south, east, north = find_patch(workspace, number).geometry.bounds
    return [shapely.box(west, south, west + 10, north), shapely.box(west + 10, south, east, north)]


def test_a_split_is_taken_back_and_done_again_with_the_verdicts_around_it(
    workspace: Workspace, numbers: list[str]
) -> None:
    whole = give_verdict(workspace, numbers[0], Verdict.ILLEGAL, "V01", ANN)
    parts = [part.number for part in cases.split(workspace, whole.number, halves(workspace, whole.number), ANN)]
    give_verdict(workspace, parts[0], Verdict.LEGAL, "L01", ANN)
    assert [patch.number for patch in deciding.undo(workspace, ANN)] == [parts[0]]
    assert [patch.number for patch in deciding.undo(workspace, ANN)] == [whole.number, *parts]
    back = find_patch(workspace, whole.number)
    assert (back.state, back.reason, back.entered_at) == (whole.state, "V01", whole.entered_at)
    assert back.geometry.equals(whole.geometry)
    assert {find_patch(workspace, part).state for part in parts} == {State.REPLACED}
    assert [patch.number for patch in deciding.undo(workspace, ANN)] == [whole.number]
    assert find_patch(workspace, whole.number).verdict is None
    for expected in ([whole.number], [whole.number, *parts], [parts[0]], []):
        assert [patch.number for patch in deciding.redo(workspace, ANN)] == expected
    assert verdicts(workspace, parts) == ["L01", "V01"]
    assert find_patch(workspace, whole.number).state is State.REPLACED
    assert verify(workspace).findings == ()


def test_a_merge_is_taken_back_and_its_number_is_not_used_twice(workspace: Workspace, numbers: list[str]) -> None:
    child = cases.merge(workspace, numbers[:2], ANN)
    deciding.undo(workspace, ANN)
    assert {find_patch(workspace, number).state for number in numbers} == {State.CANDIDATE}
    anew = cases.merge(workspace, numbers[:2], ANN)
    assert (child.number, anew.number) == (f"{numbers[0]}-01", f"{numbers[0]}-02")
    assert deciding.redo(workspace, ANN) == [], "what was done anew ends redo"
    assert verify(workspace).findings == ()


def test_a_split_that_later_work_stands_on_is_not_taken_back(workspace: Workspace, numbers: list[str]) -> None:
    parts = cases.split(workspace, numbers[0], halves(workspace, numbers[0]), ANN)
    give_verdict(workspace, parts[1].number, Verdict.ILLEGAL, "V01", BEN)
    with pytest.raises(MoveError, match=f"Later work stands on {parts[1].number}"):
        deciding.undo(workspace, ANN)
    assert find_patch(workspace, numbers[0]).state is State.REPLACED
    take_back(workspace, parts[1].number, BEN)
    assert deciding.undo(workspace, ANN)[0].number == numbers[0]


def test_undo_takes_back_a_second_look_or_a_move_before_what_was_done_earlier(
    workspace: Workspace, numbers: list[str]
) -> None:
    one, two = numbers[:2]
    give_verdict(workspace, one, Verdict.ILLEGAL, "V01", ANN)
    give_verdict(workspace, two, Verdict.ILLEGAL, "V01", BEN)
    deciding.give_second(workspace, one, Verdict.LEGAL, "L01", BEN, "看过")
    looked = find_patch(workspace, one).facts
    assert [patch.number for patch in deciding.undo(workspace, BEN)] == [one]
    assert "second_verdict" not in find_patch(workspace, one).facts
    assert find_patch(workspace, two).verdict is Verdict.ILLEGAL
    assert [patch.number for patch in deciding.redo(workspace, BEN)] == [one]
    again = find_patch(workspace, one).facts
    assert {**again, "second_at": ""} == {**looked, "second_at": ""}
    cases.move(workspace, [one], State.IN_FIELD, BEN, facts={"assignee": "丙", "WGBH": "1", "field_package": "W1"})
    assert [patch.number for patch in deciding.undo(workspace, BEN)] == [one]
    assert find_patch(workspace, one).state is State.SUSPECTED
    assert verify(workspace).findings == ()


def test_what_another_person_took_back_does_not_stand_in_the_way_of_undo(
    workspace: Workspace, numbers: list[str]
) -> None:
    give_verdict(workspace, numbers[0], Verdict.ILLEGAL, "V01", ANN)
    give_verdict(workspace, numbers[1], Verdict.ILLEGAL, "V01", ANN)
    take_back(workspace, numbers[1], BEN)
    assert [patch.number for patch in deciding.undo(workspace, ANN)] == [numbers[0]]
    assert [patch.number for patch in deciding.redo(workspace, ANN)] == [numbers[0]]
    assert deciding.redo(workspace, ANN) == [], "what another person took back is theirs to decide"
