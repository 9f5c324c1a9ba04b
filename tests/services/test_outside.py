"""Edits that QGIS or a script makes in the casebook's file: noticed, and settled by a named person."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
import shapely

from twowei.casebook.blobs import register_functions, to_blob
from twowei.casebook.lifecycle import Role, State, Verdict
from twowei.casebook.patch import Patch
from twowei.errors import MoveError, UnknownNameError, VectorError
from twowei.services.keeping import list_edits, settle_edits, verify
from twowei.services.review import find_patch, give_verdict, history
from twowei.services.team import name_person
from twowei.services.workspace import CASEBOOK, Workspace

Run = Callable[..., None]


@pytest.fixture
def outside(workspace: Workspace) -> Run:
    """Write to the casebook as another program does."""

    def run(statement: str, *values: object) -> None:
        with closing(sqlite3.connect(workspace.folder / CASEBOOK)) as connection, connection:
            register_functions(connection)
            connection.execute(statement, values)

    return run


def drawn(patch: Patch, outline: shapely.Geometry | None = None) -> bytes:
    larger = outline or shapely.box(*patch.geometry.buffer(5, join_style="mitre").bounds)
    return to_blob(larger, 4548)  # type: ignore[arg-type]


def test_an_outline_drawn_in_qgis_is_noticed_and_taken_in(
    workspace: Workspace, patches: list[Patch], outside: Run, caplog: pytest.LogCaptureFixture
) -> None:
    first, second = patches[0], patches[1]
    assert workspace.notice == ""
    give_verdict(workspace, first.number, Verdict.ILLEGAL, "V01", "张三")
    outside("UPDATE patches SET geom = ? WHERE TBBH = ?", drawn(first), first.number)
    outside("UPDATE patches SET BZ = BZ WHERE TBBH = ?", second.number)
    (edit,) = list_edits(workspace)
    assert (edit.number, edit.reshaped, edit.columns) == (first.number, True, ())
    with caplog.at_level(logging.WARNING), Workspace.open(workspace.folder) as again:
        assert first.number in again.notice
    assert "twowei edits" in caplog.text
    assert [finding.kind for finding in verify(workspace).findings] == ["edit"]
    (taken,) = settle_edits(workspace, [first.number], "李四", take=True)
    assert taken.area_m2 == pytest.approx(900, rel=0.01)
    assert (taken.state, taken.verdict) == (State.SUSPECTED, Verdict.ILLEGAL)
    assert find_patch(workspace, first.number) == taken
    assert taken.model_geometry.equals(first.model_geometry)
    event = history(workspace, first.number)[-1]
    assert (event.action, event.by) == ("outside edit taken in", "李四")
    assert (event.before["JCMJ"], event.after["JCMJ"]) == (pytest.approx(400, 0.01), pytest.approx(900, 0.01))
    assert verify(workspace).findings == ()
    assert workspace.notice == ""


def test_an_outline_drawn_before_changes_were_noticed_is_found_by_its_area(
    workspace: Workspace, patches: list[Patch], outside: Run
) -> None:
    number = patches[0].number
    outside("UPDATE patches SET geom = ?, revision = revision + 1 WHERE TBBH = ?", drawn(patches[0]), number)
    assert list_edits(workspace) == []
    (finding,) = verify(workspace).findings
    assert (finding.kind, finding.where) == ("edit", number)
    assert "(JCMJ) that is not its outline" in finding.sentence
    (taken,) = settle_edits(workspace, [number], "李四", take=True)
    assert taken.area_m2 == pytest.approx(900, rel=0.01)
    assert verify(workspace).findings == ()


def test_columns_and_outline_are_put_back(workspace: Workspace, patches: list[Patch], outside: Run) -> None:
    number = patches[0].number
    judged = give_verdict(workspace, number, Verdict.ILLEGAL, "V01", "张三")
    outside("UPDATE patches SET HCJG = '2', WYY = 'L01' WHERE TBBH = ?", number)
    outside("UPDATE patches SET geom = ?, JCMJ = 1 WHERE TBBH = ?", drawn(judged), number)
    assert list_edits(workspace)[0].columns == ("HCJG", "WYY", "JCMJ")
    assert {finding.kind for finding in verify(workspace).findings} == {"patch", "edit"}
    (back,) = settle_edits(workspace, [number], "李四", take=False)
    assert (back.verdict, back.reason, back.area_m2) == (Verdict.ILLEGAL, "V01", judged.area_m2)
    assert back.geometry.equals(judged.geometry)
    assert "outline" in history(workspace, number)[-1].before
    assert verify(workspace).findings == ()
    with pytest.raises(MoveError, match="was not changed outside"):
        settle_edits(workspace, [number], "李四", take=False)


def test_an_edit_undone_outside_is_none(workspace: Workspace, patches: list[Patch], outside: Run) -> None:
    first = patches[0]
    outside("UPDATE patches SET geom = ? WHERE TBBH = ?", drawn(first), first.number)
    outside("UPDATE patches SET geom = ? WHERE TBBH = ?", drawn(first, first.geometry), first.number)
    assert list_edits(workspace) == []
    assert workspace.notice == ""


def test_only_areas_are_taken_in_and_only_by_those_who_may(
    workspace: Workspace, patches: list[Patch], outside: Run
) -> None:
    first, second = patches[0], patches[1]
    x, y = first.geometry.bounds[:2]
    bow = shapely.Polygon([(x, y), (x + 9, y + 9), (x + 9, y), (x, y + 9)])
    outside("UPDATE patches SET geom = ? WHERE TBBH = ?", drawn(first, bow), first.number)
    outside("UPDATE patches SET BZ = 'x' WHERE TBBH = ?", second.number)
    with pytest.raises(VectorError, match=r"no valid area .Self-intersection"):
        settle_edits(workspace, [first.number], "李四", take=True)
    with pytest.raises(MoveError, match="put its columns back"):
        settle_edits(workspace, [second.number], "李四", take=True)
    with pytest.raises(UnknownNameError):
        settle_edits(workspace, [second.number], "", take=False)
    name_person(workspace, "王五", [Role.SQUAD, Role.MANAGER], "王五")
    name_person(workspace, "王六", [Role.SQUAD], "王五")
    with pytest.raises(MoveError, match="may not do this"):
        settle_edits(workspace, [second.number], "王六", take=False)
    assert len(list_edits(workspace)) == 2
    assert "2 patches were changed outside" in workspace.notice
    assert len(settle_edits(workspace, [first.number, second.number], "王五", take=False)) == 2


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE patches SET ZT = 'S01'",
        "UPDATE patches SET HCJG = '9'",
        "UPDATE patches SET TBBH = '1'",
        "DELETE FROM patches",
        "INSERT INTO patches (ZT) VALUES ('S00')",
    ],
)
def test_what_nobody_could_read_is_refused(
    workspace: Workspace, patches: list[Patch], outside: Run, statement: str, tmp_path: Path
) -> None:
    with pytest.raises(sqlite3.IntegrityError, match=r"twowei|never|for life"):
        outside(statement)
