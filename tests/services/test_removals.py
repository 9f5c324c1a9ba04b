"""What was removed when: partial demolitions, a second round, decisions taken back, older casebooks."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select, text

from twowei.casebook import rows
from twowei.casebook.lifecycle import State
from twowei.casebook.patch import Patch
from twowei.casebook.schema import removals
from twowei.services.cases import move, note
from twowei.services.review import take_back
from twowei.services.workspace import Workspace

PLAN = {"plan": "方案", "JHRQ": "2026-07-20", "CZFS": "3"}


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "拆后.jpg"
    path.write_bytes(b"no picture")
    return path


@pytest.fixture
def number(workspace: Workspace, patches: list[Patch]) -> str:
    """An old building (its demolition may lie before this year's imagery) that was ordered down."""
    with workspace.casebook.writing() as connection:
        return rows.change(connection, patches[0], state=State.ORDER_SERVED, facts={"ZL": "2"}).number


def lines(workspace: Workspace) -> list[tuple[str, float, float]]:
    c = removals.c
    with workspace.casebook.reading() as connection:
        found = connection.execute(select(c.day, c.CCMJ, c.CCZDMJ).order_by(c.removal_id)).all()
    return [(row.day, row.CCMJ, row.CCZDMJ) for row in found]


def test_each_increase_is_a_line_with_its_day(workspace: Workspace, number: str, photo: Path) -> None:
    note(workspace, number, {"CCMJ": "50"}, "队长", "told before it began")
    assert lines(workspace) == []
    move(
        workspace,
        [number],
        State.DEMOLISHING,
        "队长",
        facts={**PLAN, "CCMJ": "100", "SYMJ": "200", "CCRQ": "2025-12-30"},
    )
    move(workspace, [number], State.DEMOLISHING, "队长", facts={"CCMJ": "100", "SYMJ": "200"})
    done = {"CCMJ": "300", "CCZDMJ": "150", "SYMJ": "0", "CCRQ": "2026-01-05"}
    move(workspace, [number], State.DEMOLISHED, "队长", facts=done, photos=[photo])
    assert lines(workspace) == [("2025-12-30", 100.0, 0.0), ("2026-01-05", 200.0, 150.0)]


def test_what_is_taken_back_or_corrected_counts_no_more(workspace: Workspace, number: str, photo: Path) -> None:
    move(workspace, [number], State.DEMOLISHING, "队长", facts={**PLAN, "CCMJ": "0", "SYMJ": "300"})
    done = {"CCMJ": "300", "CCZDMJ": "150", "SYMJ": "0", "CCRQ": "2026-01-05"}
    move(workspace, [number], State.DEMOLISHED, "队长", facts=done, photos=[photo])
    note(workspace, number, {"CCMJ": "280"}, "队长", "measured again")
    take_back(workspace, number, "队长")
    assert lines(workspace)[1][1] == -20.0
    assert sum(floor for _, floor, _ in lines(workspace)) == 0.0
    assert {day for day, *_ in lines(workspace)} == {"2026-01-05"}


def test_a_second_demolition_of_the_site_begins_anew(workspace: Workspace, number: str, photo: Path) -> None:
    facts = {**PLAN, "CCMJ": "300", "SYMJ": "0", "CCRQ": "2026-01-05", "CCZDMJ": "300"}
    move(workspace, [number], State.DEMOLISHING, "队长", facts=facts)
    with workspace.casebook.writing() as connection:
        rows.change(connection, rows.find(connection, number), state=State.QUICK)
    again = {**PLAN, "CCMJ": "40", "SYMJ": "0", "CCRQ": "2026-03-01", "CCZDMJ": "40"}
    move(workspace, [number], State.DEMOLISHING, "队长", facts=again)
    assert [floor for _, floor, _ in lines(workspace)] == [300.0, 40.0]


def test_lines_stay(workspace: Workspace, number: str) -> None:
    move(workspace, [number], State.DEMOLISHING, "队长", facts={**PLAN, "CCMJ": "10", "SYMJ": "5"})
    for statement in ("UPDATE removals SET CCMJ = 0", "DELETE FROM removals"):
        with pytest.raises(Exception, match="removal"), workspace.casebook.writing() as connection:
            connection.execute(text(statement))
