"""Demolition records, the re-check queue, the checklist of 销号, the board."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from twowei.casebook import clock, rows
from twowei.casebook.clock import CHINA_TIME
from twowei.casebook.demolition import Finding, Look
from twowei.casebook.lifecycle import State, Verdict
from twowei.casebook.patch import Patch
from twowei.errors import MoveError, UnknownNameError
from twowei.feedback import Feedback
from twowei.services import rechecks
from twowei.services.board import board
from twowei.services.cases import note
from twowei.services.demolish import (
    Removal,
    answer_extension,
    ask_extension,
    ask_return,
    record,
    serve,
)
from twowei.services.demolition import Proposal
from twowei.services.dossiers import make_dossiers
from twowei.services.policies import deadlines_of
from twowei.services.rechecks import checklist, close, confirm, look_back, queue
from twowei.services.review import archive, find_patch, history
from twowei.services.workspace import Workspace

DONE = datetime(2026, 7, 28, 9, 30, tzinfo=CHINA_TIME)


def shot(path: Path, azimuth: float) -> Path:
    exif = Image.Exif()
    exif[0x8825] = {17: azimuth}
    Image.new("RGB", (8, 6)).save(path, exif=exif)
    return path


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    return shot(tmp_path / "拆后.jpg", 45)


@pytest.fixture
def ordered(workspace: Workspace, patches: list[Patch]) -> str:
    """A case whose demolition was ordered: 620 ㎡, found in June."""
    facts = {"JZMJ": 620.0, "FXSJ": "2026-06-20T09:00:00+08:00", "ZL": "1", "XQCCRQ": "2026-07-01", "FLX": "1",
             "ZCQX": "2026-07-16"}  # fmt: skip
    with workspace.casebook.writing() as connection:
        changed = rows.change(
            connection, patches[0], state=State.ORDER_SERVED, verdict=Verdict.ILLEGAL, reason="V01", facts=facts,
            judged_by="张三", entered_at=datetime(2026, 7, 1, 9, tzinfo=CHINA_TIME),
        )  # fmt: skip
    return changed.number


def test_in_parts_until_nothing_is_left(workspace: Workspace, ordered: str, photo: Path) -> None:
    half = record(workspace, ordered, Removal(DONE, "助拆", 300, 150, squad="一队"), "队长").patch
    assert (half.state, half.facts["SYMJ"], half.facts["CCMJ"], half.facts["CZFS"]) == (
        State.DEMOLISHING,
        320.0,
        300.0,
        "2",
    )
    done = record(workspace, ordered, Removal(DONE, "强拆", 320, 160), "队长", photos=[photo]).patch
    assert (done.state, done.facts["SYMJ"], done.facts["CCMJ"], done.facts["CCZDMJ"]) == (
        State.DEMOLISHED,
        0.0,
        620.0,
        310.0,
    )
    assert done.facts["reported_by"] == "队长" and done.facts["CCRQ"] == "2026-07-28"
    assert [e.to_state for e in history(workspace, ordered)][-3:] == ["S70", "S70", "S71"]
    with workspace.casebook.reading() as connection:
        lines = connection.exec_driver_sql("SELECT day, CCMJ FROM removals").all()
    assert lines == [("2026-07-28", 300.0), ("2026-07-28", 320.0)]


def test_without_a_photo_it_is_not_told_as_done(workspace: Workspace, ordered: str) -> None:
    made = record(workspace, ordered, Removal(DONE, "自拆", 620, 310), "队长")
    assert made.patch.state is State.DEMOLISHING and "without a photo" in made.warnings[0]


def test_larger_than_the_building_asks_why(workspace: Workspace, ordered: str) -> None:
    with pytest.raises(MoveError, match=r"已拆面积 700.00 ㎡ is more than the building has, 620.00 ㎡;.*--why"):
        record(workspace, ordered, Removal(DONE, "强拆", 700), "队长")
    assert find_patch(workspace, ordered).state is State.ORDER_SERVED
    made = record(workspace, ordered, Removal(DONE, "强拆", 700, why="另有附属棚屋"), "队长")
    assert made.patch.facts["SYMJ"] == 0.0


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (
            datetime(2026, 6, 1, tzinfo=CHINA_TIME),
            "was found on 2026-06-20; CCRQ 实际拆除日期 cannot be 2026-06-01",
        ),
        (datetime(2199, 6, 1, tzinfo=CHINA_TIME), "has not come yet"),
    ],
)
def test_a_day_that_cannot_be(workspace: Workspace, ordered: str, at: datetime, words: str) -> None:
    with pytest.raises(MoveError, match=words):
        record(workspace, ordered, Removal(at, "强拆", 100), "队长")


def test_an_unknown_building_asks_what_still_stands(workspace: Workspace, ordered: str) -> None:
    with workspace.casebook.writing() as connection:
        patch = rows.find(connection, ordered)
        rows.change(connection, patch, facts={k: v for k, v in patch.facts.items() if k != "JZMJ"})
    with pytest.raises(MoveError, match=r"never written down \(JZMJ\); say what still stands"):
        record(workspace, ordered, Removal(DONE, "强拆", 100), "队长")
    made = record(workspace, ordered, Removal(DONE, "强拆", 100, left_m2=20), "队长").patch
    assert made.facts["SYMJ"] == 20.0
    assert str(made.facts["demolished_at"]).startswith("2026-07-28T09:30")


@pytest.mark.parametrize(
    ("at", "method", "words"),
    [
        (datetime(2026, 7, 25, 9, tzinfo=CHINA_TIME), "强拆", "2026-07-25 is no working day"),
        (datetime(2026, 7, 27, 23, 10, tzinfo=CHINA_TIME), "强拆", "23:10 is at night"),
        (datetime(2026, 7, 27, 23, 10, tzinfo=CHINA_TIME), "自拆", ""),
        (datetime(2026, 7, 27, tzinfo=CHINA_TIME), "强拆", ""),
    ],
)
def test_nights_and_days_off_are_told_of_force(
    workspace: Workspace, ordered: str, at: datetime, method: str, words: str
) -> None:
    note(workspace, ordered, {"FLX": "3"}, "法制")
    told = record(workspace, ordered, Removal(at, method, 100), "队长").warnings
    assert [words in told[0]] == [True] if words else told == []


@pytest.mark.parametrize(
    ("track", "at", "method", "ends"),
    [
        ("1", datetime(2026, 7, 28, 9, tzinfo=CHINA_TIME), "强拆", "2027-01-01"),
        ("1", datetime(2026, 7, 28, 9, tzinfo=CHINA_TIME), "自拆", ""),
        ("2", datetime(2026, 7, 28, 9, tzinfo=CHINA_TIME), "强拆", "2026-08-30"),
        ("2", datetime(2026, 8, 30, tzinfo=CHINA_TIME), "强拆", "2026-08-30"),
        ("2", datetime(2026, 8, 31, tzinfo=CHINA_TIME), "强拆", ""),
        ("3", datetime(2026, 7, 28, 9, tzinfo=CHINA_TIME), "强拆", ""),
    ],
)
def test_force_before_the_wait_has_ended_is_told(
    workspace: Workspace, ordered: str, track: str, at: datetime, method: str, ends: str
) -> None:
    """Served on 1 July: six months by planning law, sixty days by land law; told again for a second part."""
    note(workspace, ordered, {"FLX": track}, "法制")
    for _part in range(2):
        told = record(workspace, ordered, Removal(at, method, 100), "队长").warnings
        waits = [one for one in told if "the wait before force" in one]
        assert [f"which ends on {ends};" in one for one in waits] == ([True] if ends else [])


def test_sums_that_do_not_make_the_building_are_told(workspace: Workspace, ordered: str) -> None:
    told = record(workspace, ordered, Removal(DONE, "强拆", 100, left_m2=100), "队长").warnings
    assert "make 200.00 ㎡, the building has 620.00 ㎡" in told[0]


def test_a_method_that_is_none(workspace: Workspace, ordered: str) -> None:
    with pytest.raises(UnknownNameError, match="处置方式"):
        record(workspace, ordered, Removal(DONE, "爆破", 100), "队长")


def test_photos_from_another_bearing_are_told(workspace: Workspace, ordered: str, tmp_path: Path) -> None:
    record(workspace, ordered, Removal(DONE, "自拆", 100), "队长", photos=[shot(tmp_path / "a.jpg", 350)])
    near = record(workspace, ordered, Removal(DONE, "自拆", 100), "队长", photos=[shot(tmp_path / "b.jpg", 10)])
    far = record(workspace, ordered, Removal(DONE, "自拆", 100), "队长", photos=[shot(tmp_path / "c.jpg", 90)])
    assert near.warnings == [] and "80° away" in far.warnings[0]


def test_a_paper_with_number_service_and_receipt(workspace: Workspace, ordered: str, tmp_path: Path) -> None:
    receipt = tmp_path / "回证.pdf"
    receipt.write_bytes(b"%PDF-")
    days = {"served": date(2026, 7, 10), "due": date(2026, 7, 25)}
    patch = serve(workspace, ordered, "order", "拆〔2026〕12号", "法制", receipt=receipt, **days)
    assert [patch.facts[n] for n in ("XQCCH", "XQCCRQ", "ZCQX", "order_receipt")] == [
        "拆〔2026〕12号", "2026-07-10", "2026-07-25", "回证.pdf",
    ]  # fmt: skip
    with pytest.raises(MoveError, match="ends before the service"):
        serve(workspace, ordered, "order", "1", "法制", served=date(2026, 7, 10), due=date(2026, 7, 9))
    with pytest.raises(UnknownNameError, match="no paper 'letter'"):
        serve(workspace, ordered, "letter", "1", "法制")


def test_an_extension_is_asked_for_by_one_and_granted_by_another(workspace: Workspace, ordered: str) -> None:
    with pytest.raises(MoveError, match="no extension was asked for"):
        answer_extension(workspace, ordered, "局长", granted=True)
    with pytest.raises(UnknownNameError, match="needs its reason"):
        ask_extension(workspace, ordered, date(2026, 9, 1), " ", "队长")
    ask_extension(workspace, ordered, date(2026, 9, 1), "台风", "队长")
    with pytest.raises(MoveError, match="somebody else must answer"):
        answer_extension(workspace, ordered, "队长", granted=True)
    answer_extension(workspace, ordered, "局长", granted=True)
    due = next(one.deadline for one in deadlines_of(workspace, ordered) if one.deadline.clock == "self_demolition")
    assert due.due.date() == date(2026, 9, 1) and "延期至" in due.why
    ask_extension(workspace, ordered, date(2026, 12, 1), "再等", "队长")
    refused = answer_extension(workspace, ordered, "局长", granted=False)
    assert refused.facts["YQZ"] == "2026-09-01" and "extension_to" not in refused.facts
    assert ask_return(workspace, ordered, "地址不符", "队长").facts["return_why"] == "地址不符"


@pytest.fixture
def gone(workspace: Workspace, ordered: str, photo: Path) -> str:
    record(workspace, ordered, Removal(DONE, "强拆", 620, 310), "队长", photos=[photo])
    return ordered


@pytest.fixture
def sees(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Let imagery of a month propose something."""

    def propose(number: str, finding: Finding, after: str = "2026-08", workspace: Any = None) -> None:
        def watch(opened: Workspace) -> list[Proposal]:
            patch = find_patch(opened, number)
            return [Proposal(patch, Look("2026-06", after, 1.0, 1.0, 0.0), finding)]

        monkeypatch.setattr(rechecks, "watch", watch)

    return propose


def test_imagery_of_after_the_demolition_queues_and_one_key_confirms(
    workspace: Workspace, gone: str, sees: Callable[..., None]
) -> None:
    sees(gone, Finding.GONE, "2026-06")
    assert [one.proposal for one in queue(workspace)] == [None]
    sees(gone, Finding.GONE)
    (one,) = queue(workspace)
    assert (one.asks, one.as_record()["finding"]) == ("已拆除", "gone")
    with pytest.raises(MoveError, match="two-person"):
        confirm(workspace, gone, "队长")
    passed = confirm(workspace, gone, "王五")
    assert (passed.state, passed.facts["FHFS"], passed.facts["FHR"]) == (State.RECHECKED, "2", "王五")
    assert all(one.proposal is None for one in queue(workspace))


def test_still_there_goes_back_and_counts_nothing_as_removed(
    workspace: Workspace, gone: str, sees: Callable[..., None]
) -> None:
    sees(gone, Finding.STANDING)
    back = confirm(workspace, gone, "王五")
    assert (back.state, back.facts["CCMJ"], back.facts["SYMJ"]) == (State.DEMOLISHING, 0.0, 620.0)
    with workspace.casebook.reading() as connection:
        assert connection.exec_driver_sql("SELECT sum(CCMJ) FROM removals").scalar_one() == 0.0


def test_nothing_proposed_is_nothing_to_confirm(workspace: Workspace, gone: str) -> None:
    with pytest.raises(MoveError, match="no imagery since its demolition"):
        confirm(workspace, gone, "王五")


def test_closing_waits_for_the_whole_checklist_and_looks_follow(
    workspace: Workspace, gone: str, sees: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    sees(gone, Finding.GONE)
    confirm(workspace, gone, "王五")
    assert [one.done for one in checklist(workspace, gone)] == [True, True, True, True, False, False]
    with pytest.raises(MoveError, match=r"missing: 编号与档案已固定 \(归档\); 档案 PDF 已出"):
        close(workspace, gone, "拆除到位", "局长")
    archive(workspace, [gone], "王五")
    make_dossiers(workspace, [gone], "王五", Feedback())
    assert close(workspace, gone, "拆除到位", "局长").state is State.CLOSED
    assert [one.task.clock for one in queue(workspace) if one.task] == ["drone_3"]
    for task in ("drone_3", "drone_10", "drone_30"):
        look_back(workspace, gone, task, "gone", "飞手")
    assert queue(workspace) == []
    later = clock.now() + timedelta(days=40)
    monkeypatch.setattr(rechecks.clock, "now", lambda: later)
    assert [one.task.clock for one in queue(workspace) if one.task] == ["look_1"]
    with pytest.raises(UnknownNameError, match="has no task 'x'"):
        look_back(workspace, gone, "x", "gone", "飞手")
    rebuilt = look_back(workspace, gone, "look_1", "rebuilt", "队长", note="复建彩钢棚")
    assert (rebuilt.state, rebuilt.relapses) == (State.REBUILT, 1)


def test_a_closed_site_that_is_rebuilt_reopens_with_its_counter(
    workspace: Workspace, gone: str, sees: Callable[..., None]
) -> None:
    with workspace.casebook.writing() as connection:
        rows.change(connection, rows.find(connection, gone), state=State.CLOSED)
    sees(gone, Finding.REBUILT)
    (one,) = queue(workspace)
    assert one.asks == "复建"
    again = confirm(workspace, gone, "队长")
    assert (again.state, again.relapses, again.number) == (State.REBUILT, 1, gone)


def test_the_board_counts_measures_and_flags(workspace: Workspace, ordered: str, patches: list[Patch]) -> None:
    note(workspace, ordered, {"SFDJ": "1", "SFCF": "1", "FXBS": "X;N"}, "法制")
    columns = {column.title: column for column in board(workspace)}
    assert list(columns) == ["待拆", "拆除中", "已拆待复核", "复核通过", "销号", "回潮"]
    (card,) = columns["待拆"].cards
    assert (columns["待拆"].area_m2, columns["待拆"].overdue, card.late) == (620.0, 1, True)
    assert card.flags == ("房产冻结", "查封", "信访", "执行难")
    assert (card.track, card.earliest) == ("规划线", date(2027, 1, 1))
    assert card.days_left is not None and card.days_left < 0 and card.as_record()["late"]
    assert board(workspace, street="350206003")[0].cards == []


@pytest.mark.parametrize(("days", "warned"), [(31, None), (30, 30), (11, 30), (10, 10), (3, 3), (1, 3), (-1, 0)])
def test_the_window_to_the_court_is_flagged(
    workspace: Workspace, ordered: str, monkeypatch: pytest.MonkeyPatch, days: int, warned: int | None
) -> None:
    """Served on 1 July: 60 days end on 30 August, three months later on 30 November."""
    note(workspace, ordered, {"FLX": "2"}, "法制")
    at = datetime(2026, 11, 30, 23, 59, 59, tzinfo=CHINA_TIME) - timedelta(days=days)
    monkeypatch.setattr("twowei.casebook.clock.now", lambda: at)
    (card,) = board(workspace)[0].cards
    assert (card.track, card.latest, card.warned) == ("土地线", date(2026, 11, 30), warned)
    assert card.earliest == date(2026, 8, 30)
