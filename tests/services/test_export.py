from __future__ import annotations

from pathlib import Path

import openpyxl
import pyogrio
import pytest

from twowei.casebook import history as chronicle
from twowei.casebook.lifecycle import State, Verdict
from twowei.casebook.patch import Patch
from twowei.errors import OutputError, UnknownNameError
from twowei.exports import shapefile
from twowei.services.cases import note
from twowei.services.export import Wanted, export_patches, preview
from twowei.services.review import archive, give_verdict
from twowei.services.workspace import Workspace


@pytest.fixture(autouse=True)
def _judged(workspace: Workspace, patches: list[Patch]) -> None:
    give_verdict(workspace, patches[0].number, Verdict.ILLEGAL, "V04", "张三", "彩钢棚")
    give_verdict(workspace, patches[1].number, Verdict.FALSE, "W01", "张三")


def exported_events(workspace: Workspace) -> list[chronicle.Event]:
    with workspace.casebook.reading() as connection:
        return [event for event in chronicle.read(connection) if event.action == "exported"]


def test_illegal_patches_go_out_and_the_casebook_remembers(
    workspace: Workspace, patches: list[Patch], tmp_path: Path
) -> None:
    result = export_patches(workspace, tmp_path / "导出", by="李四")
    assert result.shapefile == tmp_path / "导出" / "CCQD_350206_202606_01.shp"
    assert (result.count, result.left_out) == (1, {"伪变化": 1, "未核查": 1})
    assert result.area_m2 == pytest.approx(400, rel=1e-4)
    assert "fast 1.0" in result.model_notice and "academic use only" in result.model_notice
    assert result.model_notice_zh == "由模型 fast 1.0 发现（受训练数据许可限制，仅限学术用途）。"
    told = openpyxl.load_workbook(result.folder / "字段说明.xlsx")["说明"]
    assert ("模型与许可", result.model_notice_zh) in [row[:2] for row in told.values]
    frame = pyogrio.read_dataframe(result.shapefile)
    assert (frame["TBBH"][0], frame["BZ"][0], frame["ZRR"][0]) == (patches[0].number, "彩钢棚", "张三")
    (event,) = exported_events(workspace)
    assert (event.by, event.after["patches"], event.after["rows"]) == ("李四", [patches[0].number], 1)
    assert event.after["filter"]["verdicts"] == ["违法"] and event.after["personal"] is False


def test_verdicts_states_months_and_streets_choose(workspace: Workspace, patches: list[Patch], tmp_path: Path) -> None:
    def numbers(**wanted: object) -> list[str]:
        return [p.number for p in preview(workspace, Wanted(**wanted)).plan.patches]  # type: ignore[arg-type]

    first, second, third = (patch.number for patch in patches)
    assert numbers(verdicts=()) == [first, second]
    assert numbers(verdicts=(), unjudged=True) == [first, second, third]
    assert numbers(verdicts=[Verdict.FALSE]) == [second]
    assert numbers(verdicts=(), states=[State.FALSE]) == [second]
    assert numbers(verdicts=(), streets=["殿前街道"], months=["2026-06"]) == [first, second]
    archive(workspace, [first], "李四")
    assert numbers(verdicts=(), archived=True) == [first]
    assert numbers(verdicts=(), numbers=[second]) == [second]
    assert exported_events(workspace) == []
    with pytest.raises(UnknownNameError, match="禾山街道"):
        numbers(streets=["思明"])


def test_nothing_to_hand_over_is_said(workspace: Workspace, tmp_path: Path) -> None:
    for wanted in (Wanted(verdicts=[Verdict.FARM]), Wanted(months=["2026-05"]), Wanted(streets=["350206003"])):
        with pytest.raises(OutputError, match=r"Nothing to hand over.*left out: .*伪变化 1"):
            export_patches(workspace, tmp_path / "out", wanted)
    assert not (tmp_path / "out").exists() and exported_events(workspace) == []


def test_a_preview_tells_rows_cuts_and_gaps(workspace: Workspace, patches: list[Patch]) -> None:
    note(workspace, patches[0].number, {"DZ": "高" * 60}, "张三")
    seen = preview(workspace, Wanted())
    assert [str(loss) for loss in seen.table.losses] == [
        f"{patches[0].number}: DZ (详细地址) is cut from 180 to 150 bytes."
    ]
    assert set(seen.table.missing) == {"ZL", "CZFS"}
    assert preview(workspace, Wanted(encoding="gbk")).table.losses == []


def test_names_of_parties_go_out_only_where_wanted(workspace: Workspace, patches: list[Patch], tmp_path: Path) -> None:
    note(workspace, patches[0].number, {"DSR": "当事人甲"}, "张三")
    for personal in (False, True):
        export_patches(workspace, tmp_path / "out", Wanted(personal=personal))
        held = [path for path in (tmp_path / "out").iterdir() if "当事人甲".encode() in path.read_bytes()]
        assert bool(held) is personal
    assert [event.after["personal"] for event in exported_events(workspace)] == [False, True]


def test_a_failed_export_leaves_no_file_and_no_event(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shapefile, "write", full)
    with pytest.raises(OutputError, match="No space left"):
        export_patches(workspace, tmp_path / "out")
    assert not (tmp_path / "out").exists()
    assert exported_events(workspace) == []


def test_the_workspaces_own_folders_are_refused(workspace: Workspace) -> None:
    for folder in (workspace.folder, workspace.folder / "work", workspace.folder / "档案"):
        with pytest.raises(OutputError, match="belongs to the workspace"):
            export_patches(workspace, folder)
