"""Patches drawn by hand, outlines drawn otherwise, and both taken back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import shapely

from twowei.casebook.epochs import EpochRow, write
from twowei.casebook.lifecycle import State, Verdict
from twowei.casebook.patch import Patch
from twowei.casebook.rows import ConflictError
from twowei.errors import MoveError, UnknownNameError, VectorError
from twowei.services.deciding import redo, undo
from twowei.services.drawing import cut_up, draw, draw_all, redraw
from twowei.services.keeping import verify
from twowei.services.review import find_patch, give_verdict, history, list_patches
from twowei.services.workspace import Workspace

EAST, NORTH = 500_000, 2_700_000
MONTHS = ("2026-05", "2026-06")


def box(x: float, y: float, side: float) -> shapely.Polygon:
    return shapely.box(EAST + x, NORTH + y, EAST + x + side, NORTH + y + side)


@pytest.fixture
def months(workspace: Workspace) -> Workspace:
    with workspace.casebook.writing() as connection:
        for month in MONTHS:
            row = EpochRow(month, "satellite", None, (Path("no.tif"),))
            write(connection, workspace.folder, row, (EAST, NORTH, EAST + 1000, NORTH + 1000))
    return workspace


def test_an_outline_drawn_otherwise_keeps_the_models(workspace: Workspace, patches: list[Patch]) -> None:
    patch = patches[0]
    wider = patch.geometry.buffer(5, join_style="mitre")
    drawn = redraw(workspace, patch.number, wider, "王芳", seen=patch.revision)
    assert drawn.area_m2 == pytest.approx(wider.area, rel=0.002)
    assert find_patch(workspace, patch.number).model_geometry.equals(patch.model_geometry)
    event = history(workspace, patch.number)[-1]
    assert event.before["JCMJ"] == pytest.approx(patch.area_m2, abs=0.01)
    assert shapely.from_wkt(event.after["outline"]).equals_exact(wider, 1e-8)
    assert verify(workspace).findings == ()


def test_undo_and_redo_step_over_outlines_and_verdicts_alike(workspace: Workspace, patches: list[Patch]) -> None:
    number, was = patches[0].number, patches[0].geometry
    wider = was.buffer(5, join_style="mitre")
    redraw(workspace, number, wider, "王芳")
    give_verdict(workspace, number, Verdict.ILLEGAL, "V01", "王芳")
    assert undo(workspace, "王芳")[0].verdict is None
    assert undo(workspace, "王芳")[0].geometry.equals_exact(was, 1e-8)
    assert undo(workspace, "王芳") == []
    assert redo(workspace, "王芳")[0].geometry.equals_exact(wider, 1e-8)
    assert redo(workspace, "王芳")[0].verdict is Verdict.ILLEGAL
    assert redo(workspace, "王芳") == []
    assert verify(workspace).findings == ()


def test_nobody_draws_over_anothers_change(workspace: Workspace, patches: list[Patch]) -> None:
    patch = patches[0]
    redraw(workspace, patch.number, patch.geometry.buffer(1), "王芳")
    with pytest.raises(ConflictError):
        redraw(workspace, patch.number, patch.geometry.buffer(2), "李雷", seen=patch.revision)
    redraw(workspace, patch.number, patch.geometry.buffer(3), "李雷")
    with pytest.raises(MoveError, match="drawn anew since"):
        undo(workspace, "王芳")


def test_what_is_no_area_is_refused(workspace: Workspace, patches: list[Patch]) -> None:
    crossed = shapely.Polygon([(EAST, NORTH), (EAST + 9, NORTH + 9), (EAST + 9, NORTH), (EAST, NORTH + 9)])
    with pytest.raises(VectorError, match="cross itself"):
        redraw(workspace, patches[0].number, crossed, "王芳")
    with pytest.raises(UnknownNameError):
        redraw(workspace, patches[0].number, patches[0].geometry, " ")
    assert find_patch(workspace, patches[0].number) == patches[0]


def test_a_missed_patch_is_entered_by_hand(months: Workspace) -> None:
    patch = draw(months, box(300, 300, 20), MONTHS, "王芳")
    assert (patch.source, patch.state, patch.street_name) == ("08", State.CANDIDATE, "殿前街道")
    assert patch.number.endswith("M0001")
    assert patch.model == ""
    assert [event.action for event in history(months, patch.number)] == ["drawn"]
    with pytest.raises(VectorError, match="lies there already"):
        draw(months, box(305, 300, 20), MONTHS, "王芳")
    with pytest.raises(VectorError, match="only"):
        draw(months, box(500, 500, 0.5), MONTHS, "王芳")
    with pytest.raises(UnknownNameError):
        draw(months, box(600, 600, 20), ("2026-05", "2026-09"), "王芳")
    assert verify(months).findings == ()


def test_a_cut_that_also_changed_the_outline_is_kept_whole(
    workspace: Workspace, detect: Callable[..., object], candidate: Callable[..., object]
) -> None:
    detect(candidate(100))
    patch = list_patches(workspace)[0]
    left, bottom, right, top = patch.geometry.bounds
    halves = [shapely.box(left, bottom, left + 10, top), shapely.box(left + 10, bottom, right + 4, top)]
    children = cut_up(workspace, patch.number, halves, "王芳", seen=patch.revision)
    assert [child.number for child in children] == [f"{patch.number}-01", f"{patch.number}-02"]
    assert sum(child.area_m2 for child in children) == pytest.approx(24 * 20, rel=0.002)
    assert find_patch(workspace, patch.number).state is State.REPLACED
    with pytest.raises(MoveError):
        redraw(workspace, patch.number, patch.geometry, "王芳")


def test_a_patch_drawn_by_hand_is_taken_back_before_what_was_done_earlier(
    months: Workspace, patches: list[Patch]
) -> None:
    give_verdict(months, patches[0].number, Verdict.ILLEGAL, "V01", "王芳")
    drawn = draw(months, box(300, 300, 20), MONTHS, "王芳")
    assert [patch.number for patch in undo(months, "王芳")] == [drawn.number]
    assert find_patch(months, drawn.number).state is State.REPLACED
    assert find_patch(months, patches[0].number).verdict is Verdict.ILLEGAL
    assert [patch.number for patch in redo(months, "王芳")] == [drawn.number]
    again = find_patch(months, drawn.number)
    assert (again.state, again.entered_at, again.facts) == (drawn.state, drawn.entered_at, drawn.facts)
    give_verdict(months, drawn.number, Verdict.ILLEGAL, "V01", "王芳")
    for number in (drawn.number, drawn.number, patches[0].number):
        assert [patch.number for patch in undo(months, "王芳")] == [number]
    for number in (patches[0].number, drawn.number, drawn.number):
        assert [patch.number for patch in redo(months, "王芳")] == [number]
    assert verify(months).findings == ()


def test_a_drawn_patch_with_later_work_stays(months: Workspace) -> None:
    drawn = draw(months, box(300, 300, 20), MONTHS, "王芳")
    give_verdict(months, drawn.number, Verdict.ILLEGAL, "V01", "李雷")
    with pytest.raises(MoveError, match=f"Later work stands on {drawn.number}"):
        undo(months, "王芳")
    undo(months, "李雷")
    undo(months, "王芳")
    other = draw(months, box(301, 301, 20), MONTHS, "李雷")
    with pytest.raises(VectorError, match=f"{other.number} of these months lies there already"):
        redo(months, "王芳")
    assert find_patch(months, drawn.number).state is State.REPLACED


def test_patches_drawn_at_one_stroke_stand_or_fall_together(months: Workspace) -> None:
    with pytest.raises(VectorError):
        draw_all(months, [box(300, 300, 20), box(400, 300, 0.5)], MONTHS, "王芳")
    assert list_patches(months) == []
    drawn = draw_all(months, [box(300, 300, 20), box(400, 300, 20)], MONTHS, "王芳")
    for _ in range(2):
        assert [patch.number for patch in undo(months, "王芳")] == [patch.number for patch in drawn]
        assert [patch.number for patch in redo(months, "王芳")] == [patch.number for patch in drawn]
    undo(months, "王芳")
    draw(months, box(600, 300, 20), MONTHS, "王芳")
    undo(months, "王芳")
    assert [patch.area_m2 for patch in redo(months, "王芳")] == pytest.approx([400], rel=0.002)
    assert redo(months, "王芳") == [], "what was drawn anew ends redo of what was taken back before"
    assert verify(months).findings == ()
