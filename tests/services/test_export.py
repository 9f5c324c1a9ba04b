from __future__ import annotations

from pathlib import Path

import pyogrio
import pytest

from twowei.casebook import history as chronicle
from twowei.casebook.lifecycle import Verdict
from twowei.casebook.patch import Patch
from twowei.errors import OutputError
from twowei.exports import shapefile
from twowei.services.export import export_patches
from twowei.services.review import give_verdict
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
    assert result.shapefile == tmp_path / "导出" / "CCQD_350206_202606.shp"
    assert (result.count, result.left_out) == (1, {"伪变化": 1, "未核查": 1})
    assert result.area_m2 == pytest.approx(400, rel=1e-4)
    assert "fast 1.0" in result.model_notice and "academic use only" in result.model_notice
    frame = pyogrio.read_dataframe(result.shapefile)
    assert (frame["TBBH"][0], frame["BZ"][0], frame["ZRR"][0]) == (patches[0].number, "彩钢棚", "张三")
    (event,) = exported_events(workspace)
    assert (event.by, event.after["patches"]) == ("李四", [patches[0].number])


def test_all_means_every_patch_with_a_verdict(workspace: Workspace, tmp_path: Path) -> None:
    result = export_patches(workspace, tmp_path / "out", verdicts=None, encoding="gbk")
    assert (result.count, result.left_out) == (2, {"未核查": 1})
    assert export_patches(workspace, tmp_path / "out", verdicts=[Verdict.FARM]).count == 0
    assert pyogrio.read_info(tmp_path / "out" / "CCQD_350206_202606.shp")["features"] == 0
    assert len(exported_events(workspace)) == 2


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
