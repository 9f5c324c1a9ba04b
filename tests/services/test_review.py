from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pyogrio
import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rasterio.crs import CRS
from sqlalchemy import text

from twowei.casebook import history as chronicle
from twowei.casebook.lifecycle import Reason, State, Verdict, reasons_for
from twowei.casebook.patch import Patch
from twowei.casebook.rows import ConflictError
from twowei.errors import MoveError, OutputError, UnknownNameError
from twowei.geo.crs import LONLAT
from twowei.imagery.epoch import Epoch
from twowei.patches.candidate import Candidate, Form
from twowei.services.deciding import undo
from twowei.services.drawing import redraw
from twowei.services.review import (
    AddedCandidates,
    add_candidates,
    archive,
    find_patch,
    give_verdict,
    history,
    list_page,
    list_patches,
    list_reasons,
    raw_outline,
    set_reason,
    take_back,
)
from twowei.services.workspace import Workspace

Detect = Callable[..., AddedCandidates]
Make = Callable[..., Candidate]

JULY = Epoch("2026-07", "drone", None, ())
JUNE = Epoch("2026-06", "satellite", None, ())
WEB_MERCATOR = CRS.from_epsg(3857)


def test_candidates_become_patches_with_place_number_and_true_area(patches: list[Patch]) -> None:
    first, second, third = patches
    assert first.number == "350206002202606W0001"
    assert second.number == "350206002202606W0002"
    assert third.number == "350206003202606W0001"
    assert (first.community_name, first.responsible, second.community_name) == ("高殿社区", "张三", "")
    assert first.area_m2 == pytest.approx(400, rel=1e-4)
    assert (first.state, first.verdict, first.source, first.batch) == (State.CANDIDATE, None, "01", "202606-01")
    record = third.as_record()
    assert (record["QSX"], record["HSX"], record["TBLX"], record["ZXD"]) == ("20260512", "202606", "20", 0.9)
    assert record["JCMJM"] == pytest.approx(record["JCMJ"] * 3 / 2000, abs=5e-4)


def test_patches_come_back_as_they_were_added(workspace: Workspace, patches: list[Patch]) -> None:
    assert list_patches(workspace) == patches
    assert find_patch(workspace, patches[1].number) == patches[1]
    assert list_patches(workspace, State.FALSE) == []
    assert list_patches(workspace, change="demolished") == []


def test_candidates_of_another_crs_are_moved_and_keep_their_area(
    workspace: Workspace, detect: Detect, candidate: Make
) -> None:
    far = replace(candidate(300).moved(LONLAT), score=0.7)
    (patch,) = detect(far).added
    assert patch.area_m2 == pytest.approx(400, rel=1e-4)
    assert workspace.crs == CRS.from_epsg(4548)
    assert abs(patch.geometry.area - 400) < 1
    assert detect(candidate(300).moved(WEB_MERCATOR)).known == 1


def test_the_same_pair_twice_adds_nothing(workspace: Workspace, detect: Detect, candidate: Make) -> None:
    found = [candidate(100), candidate(200, change="demolished"), candidate(300)]
    assert (len(detect(*found).added), detect(*found).known) == (3, 3)
    assert len(list_patches(workspace)) == 3
    with workspace.casebook.reading() as connection:
        runs = connection.execute(text("SELECT PCH, added, known FROM runs ORDER BY run_id")).all()
    assert runs == [("202606-01", 3, 0), ("202606-02", 0, 3)]


def test_a_false_patch_is_not_found_again_in_its_pair_but_may_be_in_the_next(
    workspace: Workspace, detect: Detect, candidate: Make, patches: list[Patch]
) -> None:
    give_verdict(workspace, patches[0].number, Verdict.FALSE, "W01", "张三")
    assert detect(candidate(100)).known == 1
    later = detect(candidate(100), candidate(700), before=JUNE, after=JULY)
    assert (later.known, [p.number for p in later.added]) == (1, ["350206002202607U0001"])


def test_another_change_on_the_same_site_is_another_patch(
    detect: Detect, candidate: Make, patches: list[Patch]
) -> None:
    assert len(detect(candidate(100, change="demolished")).added) == 1
    assert detect(candidate(110, side=20)).known == 1
    assert len(detect(candidate(115, side=20)).added) == 1


def test_numbers_go_on_and_are_never_used_twice(detect: Detect, candidate: Make, patches: list[Patch]) -> None:
    more = detect(*(candidate(100 + 40 * i, y=500) for i in range(5))).added
    assert [p.number[-5:] for p in more] == ["W0003", "W0004", "W0005", "W0006", "W0007"]


def test_numbers_grow_beyond_four_digits(
    workspace: Workspace, detect: Detect, candidate: Make, patches: list[Patch]
) -> None:
    with workspace.casebook.writing() as connection:
        connection.execute(text("UPDATE number_counters SET last = 9998 WHERE prefix = '350206002202606W'"))
    more = detect(candidate(100, y=500), candidate(200, y=500), candidate(5000)).added
    assert [p.number for p in more] == ["350206002202606W9999", "350206002202606W10000", "350206000202606W0001"]


def test_a_run_that_fails_leaves_no_trace(workspace: Workspace, detect: Detect, candidate: Make) -> None:
    class BrokenError(Exception):
        pass

    class Broken(Candidate):
        @property
        def lonlat(self) -> tuple[float, float]:  # type: ignore[override]
            raise BrokenError

        def moved(self, crs: CRS) -> Broken:
            return self

    good = candidate(100)
    bad = Broken(candidate(200).geometry, good.crs, "new", 0.5)
    with pytest.raises(BrokenError):
        detect(good, bad)
    assert list_patches(workspace) == []
    assert detect(good).added[0].number.endswith("W0001")


def test_a_verdict_moves_the_patch_and_is_told(workspace: Workspace, patches: list[Patch]) -> None:
    number = patches[0].number
    judged = give_verdict(workspace, number, Verdict.ILLEGAL, "v04", " 张三 ", " 顶层彩钢棚 ")
    assert (judged.state, judged.verdict, judged.reason) == (State.SUSPECTED, Verdict.ILLEGAL, "V04")
    assert (judged.judged_by, judged.note, judged.revision) == ("张三", "顶层彩钢棚", 2)
    assert find_patch(workspace, number) == judged
    assert list_patches(workspace, verdict=Verdict.ILLEGAL) == [judged]
    assert judged.as_record()["WFLX"] == "V04"
    event = history(workspace, number)[-1]
    assert (event.from_state, event.to_state, event.by) == ("S00", "S10", "张三")
    assert (event.before["HCJG"], event.after["HCJG"], event.after["WYY"]) == (None, "1", "V04")


def test_minds_may_be_changed(workspace: Workspace, patches: list[Patch]) -> None:
    number = patches[0].number
    for verdict, reason, state in (
        (Verdict.ILLEGAL, "V01", State.SUSPECTED),
        (Verdict.LEGAL, "L01", State.SUSPECTED),
        (Verdict.FALSE, "W03", State.FALSE),
        (Verdict.FALSE, "W07", State.FALSE),
        (Verdict.FARM, "L04", State.SUSPECTED),
    ):
        assert give_verdict(workspace, number, verdict, reason, "张三").state is state
    assert [e.action for e in history(workspace, number)] == ["found"] + ["judged"] * 5


@pytest.mark.parametrize("state", [State.LAWFUL, State.UNLAWFUL, State.CLOSED])
def test_no_verdict_after_a_reviewer_decided(workspace: Workspace, patches: list[Patch], state: State) -> None:
    number = patches[0].number
    give_verdict(workspace, number, Verdict.ILLEGAL, "V01", "张三")
    with workspace.casebook.writing() as connection:
        connection.execute(text("UPDATE patches SET ZT = :code"), {"code": state.code})
    with pytest.raises(MoveError, match=f"No verdict can be given in state {state.code}"):
        give_verdict(workspace, number, Verdict.LEGAL, "L01", "张三")
    with pytest.raises(MoveError, match="went on to"):
        take_back(workspace, number, "张三")


@pytest.mark.parametrize(
    ("number", "reason", "by", "words"),
    [
        ("350206002202606W9999", "V01", "张三", "There is no patch"),
        ("350206002202606W0001", "W01", "张三", "belongs to 伪变化, not to 违法"),
        ("350206002202606W0001", "V55", "张三", "There is no reason 'V55'"),
        ("350206002202606W0001", "V01", "  ", "name of who decides is empty"),
    ],
)
def test_a_bad_verdict_changes_nothing(
    workspace: Workspace, patches: list[Patch], number: str, reason: str, by: str, words: str
) -> None:
    with pytest.raises(UnknownNameError, match=words):
        give_verdict(workspace, number, Verdict.ILLEGAL, reason, by)
    assert list_patches(workspace) == patches


def test_what_was_seen_must_still_be_so(workspace: Workspace, patches: list[Patch]) -> None:
    seen = patches[0]
    with Workspace.open(workspace.folder) as other:
        give_verdict(other, seen.number, Verdict.LEGAL, "L01", "李四", seen=seen.revision)
    with pytest.raises(ConflictError, match=r"changed in the meantime by 李四 .*合法"):
        give_verdict(workspace, seen.number, Verdict.ILLEGAL, "V01", "张三", seen=seen.revision)
    with pytest.raises(ConflictError):
        take_back(workspace, seen.number, "张三", seen=seen.revision)
    assert find_patch(workspace, seen.number).verdict is Verdict.LEGAL


def test_a_verdict_taken_back_stays_in_the_history(workspace: Workspace, patches: list[Patch]) -> None:
    number = patches[0].number
    first = give_verdict(workspace, number, Verdict.ILLEGAL, "V01", "张三", "甲")
    give_verdict(workspace, number, Verdict.FALSE, "W01", "李四", "乙")
    back = take_back(workspace, number, "李四")
    assert replace(back, revision=first.revision) == first
    assert replace(take_back(workspace, number, "李四"), revision=1) == patches[0]
    with pytest.raises(MoveError, match="no verdict to take back"):
        take_back(workspace, number, "李四")
    assert [e.action for e in history(workspace, number)] == ["found", "judged", "judged", "taken back", "taken back"]


choices = st.one_of(
    st.sampled_from([(verdict, reason) for verdict in Verdict for reason in reasons_for(verdict)]), st.just("undo")
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(choices, max_size=8))
def test_any_course_of_verdicts_and_second_thoughts_holds_together(
    workspace: Workspace, detect: Detect, candidate: Make, course: list[object]
) -> None:
    known = len(list_patches(workspace))
    (start,) = detect(candidate(100 + 30 * (known % 50), y=100 + 30 * (known // 50))).added
    standing = [start]
    done = 0
    for step in course:
        if isinstance(step, tuple):
            standing.append(give_verdict(workspace, start.number, step[0], step[1].code, "张三"))
            assert standing[-1].state is step[0].target
        elif len(standing) > 1:
            standing.pop()
            back = take_back(workspace, start.number, "张三")
            assert replace(back, revision=0) == replace(standing[-1], revision=0)
        else:
            with pytest.raises(MoveError):
                take_back(workspace, start.number, "张三")
            continue
        done += 1
    assert find_patch(workspace, start.number).revision == 1 + done
    assert len(history(workspace, start.number)) == 1 + done
    with workspace.casebook.reading() as connection:
        assert chronicle.first_broken(connection) is None


def test_archiving_fixes_number_and_dossier(workspace: Workspace, patches: list[Patch]) -> None:
    number = patches[0].number
    judged = give_verdict(workspace, number, Verdict.PENDING, "P02", "张三")
    (archived,) = archive(workspace, [number, number], "李四")
    assert archived.archived_at is not None
    assert (archived.state, archived.dossier) == (judged.state, f"档案/{number}")
    sheet = json.loads((workspace.folder / "档案" / number / "图斑.json").read_text("utf-8"))
    assert (sheet["TBBH"], sheet["geometry"]["type"], sheet["events"][-1]["action"]) == (number, "Polygon", "archived")
    assert "高殿社区" in (workspace.folder / "档案" / number / "图斑.txt").read_text("utf-8-sig")
    assert archive(workspace, [number], "王五") == [archived]
    assert [e.action for e in history(workspace, number)] == ["found", "judged", "archived"]
    with pytest.raises(MoveError, match="is archived; give it another verdict"):
        take_back(workspace, number, "张三")


def test_all_are_archived_or_none(workspace: Workspace, patches: list[Patch]) -> None:
    good, false, bare = (p.number for p in patches)
    give_verdict(workspace, good, Verdict.ILLEGAL, "V01", "张三")
    give_verdict(workspace, false, Verdict.FALSE, "W01", "张三")
    with pytest.raises(MoveError, match="is a 伪变化"):
        archive(workspace, [good, false], "李四")
    with pytest.raises(MoveError, match="has no verdict"):
        archive(workspace, [good, bare], "李四")
    assert find_patch(workspace, good).archived_at is None
    assert list((workspace.folder / "档案").iterdir()) == []


def test_a_dossier_that_cannot_be_written_is_no_archiving(workspace: Workspace, patches: list[Patch]) -> None:
    number = patches[0].number
    give_verdict(workspace, number, Verdict.ILLEGAL, "V01", "张三")
    (workspace.folder / "档案" / number).write_text("in the way")
    with pytest.raises(OutputError, match="cannot be written"):
        archive(workspace, [number], "李四")
    assert find_patch(workspace, number).archived_at is None


def test_the_outline_of_the_model_stays_beside_the_analysts(workspace: Workspace, patches: list[Patch]) -> None:
    workspace.close()
    drawn = pyogrio.read_dataframe(workspace.casebook.path, layer="model_outlines")
    assert list(drawn["TBBH"]) == [p.number for p in patches]
    assert all(p.geometry == p.model_geometry for p in patches)
    seen = pyogrio.read_dataframe(
        workspace.casebook.path, layer="patches", bbox=(500_690, 2_700_000, 500_730, 2_700_900)
    )
    assert list(seen["TBBH"]) == [patches[1].number]
    assert pyogrio.read_info(workspace.casebook.path, layer="patches")["total_bounds"] == pytest.approx(
        (500_100, 2_700_100, 501_520, 2_700_120)
    )


def test_an_unknown_number_has_no_history(workspace: Workspace) -> None:
    with pytest.raises(UnknownNameError, match="There is no patch"):
        history(workspace, "x")


def test_nobody_detects_namelessly(workspace: Workspace) -> None:
    with pytest.raises(UnknownNameError, match="is empty"):
        add_candidates(workspace, [], before=JUNE, after=JULY, model="m", threshold=0.5, academic_only=False, by="")


def test_a_workspace_has_its_own_reasons(workspace: Workspace, patches: list[Patch]) -> None:
    number = patches[0].number
    set_reason(workspace, Reason("V21", "占用山体", "on a hillside", Verdict.ILLEGAL), "赵六")
    assert give_verdict(workspace, number, Verdict.ILLEGAL, "占用山体", "张三").reason == "V21"
    archive(workspace, [number], "张三")
    assert "V21 占用山体" in (workspace.folder / "档案" / number / "图斑.txt").read_text("utf-8-sig")
    set_reason(workspace, Reason("V21", "占用山体", "on a hillside", Verdict.ILLEGAL), "赵六", active=False)
    with pytest.raises(UnknownNameError, match="There is no reason"):
        give_verdict(workspace, patches[1].number, Verdict.ILLEGAL, "V21", "张三")
    assert "V21" not in {reason.code for reason in list_reasons(workspace)}
    wrong = [("V1", "a", Verdict.ILLEGAL), ("W21", "a", Verdict.ILLEGAL), ("V22", " ", Verdict.ILLEGAL)]
    for code, zh, verdict in [*wrong, ("L04", "a", Verdict.LEGAL)]:
        with pytest.raises(UnknownNameError):
            set_reason(workspace, Reason(code, zh, "x", verdict), "赵六")


def test_pages_follow_one_another(workspace: Workspace, detect: Detect, candidate: Make) -> None:
    detect(*(candidate(30 * i) for i in range(7)))
    whole, last, pages = list_patches(workspace), None, []
    while page := list_page(workspace, State.CANDIDATE, after=last, limit=3)[0]:
        pages += page
        last = page[-1]
    assert pages == whole
    assert list_page(workspace, limit=2)[1] == 7
    assert list_page(workspace, State.FALSE) == ([], 0)


def test_the_sheets_of_an_archived_patch_follow_its_verdict(workspace: Workspace, patches: list[Patch]) -> None:
    number = patches[0].number
    give_verdict(workspace, number, Verdict.ILLEGAL, "V01", "张三")
    archive(workspace, [number], "张三")
    sheet = workspace.dossier_folder(number) / "图斑.txt"
    assert "核查结论: 违法" in sheet.read_text("utf-8-sig")
    give_verdict(workspace, number, Verdict.LEGAL, "L01", "张三", "有证")
    assert "核查结论: 合法" in sheet.read_text("utf-8-sig") and "备注: 有证" in sheet.read_text("utf-8-sig")
    take_back(workspace, number, "张三")
    assert "核查结论: 违法" in sheet.read_text("utf-8-sig")


def test_what_the_model_marked_is_kept_beside_the_outline_made_of_it(workspace: Workspace) -> None:
    straight = shapely.box(500_100, 2_700_100, 500_120, 2_700_110)
    stairs = shapely.union(straight, shapely.box(500_120, 2_700_104, 500_120.5, 2_700_106))
    candidate = Candidate(straight, workspace.crs, "new", 0.9, stairs, Form.REGULAR)
    add_candidates(
        workspace, [candidate], before=JUNE, after=JULY, model="m", threshold=0.5, academic_only=False, by="张三"
    )
    (patch,) = list_patches(workspace)
    assert patch.geometry.equals(straight) and patch.facts["outline"] == "1"
    raw = raw_outline(workspace, patch.number)
    assert raw is not None and raw.equals(stairs)
    drawn = redraw(workspace, patch.number, shapely.box(500_100, 2_700_100, 500_125, 2_700_110), "张三")
    assert drawn.facts["outline"] == "4", "the area is that of the outline drawn by hand"
    (undone,) = undo(workspace, "张三")
    assert undone.facts["outline"] == "1" and undone.geometry.equals(straight)
    kept = raw_outline(workspace, patch.number)
    assert kept is not None and kept.equals(stairs)
    workspace.close()
    (layer,) = pyogrio.read_dataframe(workspace.casebook.path, layer="raw_outlines").geometry
    assert layer.equals(stairs)
