"""What cannot be is refused on every way into the casebook: moves, facts, filled ledgers."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from twowei.casebook import rows
from twowei.casebook.clock import CHINA_TIME
from twowei.casebook.lifecycle import State, Verdict
from twowei.casebook.patch import Patch
from twowei.errors import MoveError
from twowei.services.cases import move, note
from twowei.services.fill import Case, compare
from twowei.services.review import find_patch
from twowei.services.workspace import Workspace

FOUND = {"JZMJ": 620.0, "FXSJ": "2026-06-20T09:00:00+08:00", "ZL": "1"}


@pytest.fixture
def going(workspace: Workspace, patches: list[Patch]) -> str:
    """A building of 620 ㎡, found on 20 June, whose demolition has begun."""
    facts = {**FOUND, "plan": "方案", "JHRQ": "2026-07-01", "CZFS": "3", "CCMJ": 0.0, "SYMJ": 620.0}
    with workspace.casebook.writing() as connection:
        rows.change(
            connection, patches[0], state=State.DEMOLISHING, verdict=Verdict.ILLEGAL, reason="V01", facts=facts,
            judged_by="张三", entered_at=datetime(2026, 7, 1, 9, tzinfo=CHINA_TIME),
        )  # fmt: skip
    return patches[0].number


def step(**facts: str) -> dict[str, str]:
    return {"CCMJ": "300", "SYMJ": "320", **facts}


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        (step(CCMJ="700", SYMJ="0"), "已拆面积 700.00 ㎡ is more than the building has, 620.00 ㎡"),
        (step(CCRQ="2026-06-01"), "was found on 2026-06-20; CCRQ 实际拆除日期 cannot be 2026-06-01"),
        (step(JHRQ="2026-05-01"), "JHRQ 计划拆除日期 cannot be 2026-05-01"),
        (step(CCRQ="2199-01-01"), "2199-01-01 has not come yet"),
        (step(ZDMJ="100", CCZDMJ="130"), "拆除占地面积 130.00 ㎡ is more than the building has, 100.00 ㎡"),
    ],
)
def test_a_move_refuses_what_cannot_be(workspace: Workspace, going: str, facts: dict[str, str], words: str) -> None:
    with pytest.raises(MoveError, match=words):
        move(workspace, [going], State.DEMOLISHING, "队长", facts=facts)
    with pytest.raises(MoveError, match=words):
        note(workspace, going, facts, "队长")
    assert find_patch(workspace, going).facts["CCMJ"] == 0.0


def test_a_reason_justifies_more_than_was_surveyed(workspace: Workspace, going: str) -> None:
    more = step(CCMJ="700", SYMJ="0")
    moved = move(workspace, [going], State.DEMOLISHING, "队长", facts=more, why="另有附属棚屋")[0]
    assert moved.facts["CCMJ"] == 700.0
    assert note(workspace, going, {"plan": "改动"}, "队长").facts["CCMJ"] == 700.0, "what stands is not judged again"


def test_without_a_survey_footprint_and_storeys_tell_how_large_it_is(
    workspace: Workspace, patches: list[Patch]
) -> None:
    number = patches[1].number
    note(workspace, number, {"ZDMJ": "100", "CS": "2"}, "队长")
    with pytest.raises(MoveError, match=r"more than the building has, 200\.00"):
        note(workspace, number, {"CCMJ": "240"}, "队长")


def test_imagery_without_the_building_stands_for_a_discovery(workspace: Workspace, patches: list[Patch]) -> None:
    number = patches[1].number
    with pytest.raises(MoveError, match="was not there yet on 2026-05-12, as the imagery before shows"):
        note(workspace, number, {"LARQ": "2026-04-01"}, "法制")
    note(workspace, number, {"LARQ": "2026-04-01", "ZL": "2"}, "法制")  # an old building changed; it stood there


def test_a_discovery_after_its_own_steps_is_refused_unless_it_came_back(workspace: Workspace, going: str) -> None:
    note(workspace, going, {"LARQ": "2026-06-25"}, "法制")
    with pytest.raises(MoveError, match="was found on 2026-07-02; LARQ 立案日期 cannot be 2026-06-25"):
        note(workspace, going, {"FXSJ": "2026-07-02", "JHRQ": "2026-07-05"}, "法制")
    with workspace.casebook.writing() as connection:
        rows.change(connection, rows.find(connection, going), relapses=1)
    note(workspace, going, {"FXSJ": "2026-07-02", "JHRQ": "2026-07-05"}, "法制")


def test_a_filled_ledger_names_what_cannot_be(workspace: Workspace, going: str, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["统一编号", "已拆面积(㎡)", "实际拆除日期", "详细地址"])
    sheet.append([going, 700, "2026-06-01", "高殿社区1号"])
    path = tmp_path / "台账.xlsx"
    book.save(path)
    found = {one.name: one for one in compare(workspace, path).differences}
    assert (found["CCMJ"].case, found["CCRQ"].case, found["DZ"].case) == (Case.REFUSED, Case.REFUSED, Case.NEW)
    assert "more than the building has" in found["CCMJ"].why and "was found on" in found["CCRQ"].why
