from __future__ import annotations

import json
import re
import shutil
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from twowei.casebook import backups, clock
from twowei.casebook.blobs import register_functions
from twowei.casebook.lifecycle import State, Verdict
from twowei.casebook.patch import Patch
from twowei.errors import OutputError, WorkspaceError
from twowei.services.cases import move
from twowei.services.export import export_patches
from twowei.services.keeping import back_up, list_backups, restore, verify
from twowei.services.review import archive, find_patch, give_verdict, history
from twowei.services.workspace import Workspace


def tamper(workspace: Workspace, *statements: str) -> None:
    """Change the file behind the casebook's back, its guards taken off."""
    with closing(sqlite3.connect(workspace.casebook.path)) as connection, connection:
        register_functions(connection)
        for guard in ("events_stay", "events_last"):
            connection.execute(f"DROP TRIGGER IF EXISTS {guard}")
        for statement in statements:
            connection.execute(statement)


@pytest.fixture
def judged(workspace: Workspace, patches: list[Patch], tmp_path: Path) -> Path:
    """Three verdicts, one patch archived and one moved with two photos; the folder of an export."""
    for patch in patches:
        give_verdict(workspace, patch.number, Verdict.ILLEGAL, "V01", "张三")
    for name in ("a.jpg", "b.jpg"):
        (tmp_path / name).write_bytes(name.encode())
    photos = [tmp_path / "a.jpg", tmp_path / "b.jpg"]
    move(workspace, [patches[0].number], State.UNLAWFUL, "李四", facts={"ZL": "1", "DSR": "不明"}, photos=photos)
    archive(workspace, [patches[1].number], "李四")
    export_patches(workspace, tmp_path / "out")
    return tmp_path / "out"


def test_a_sound_casebook_is_proved(workspace: Workspace, judged: Path, patches: list[Patch]) -> None:
    assert verify(workspace, judged / "字段说明.xlsx").findings == ()
    proof = verify(workspace, judged)
    assert (proof.findings, proof.attachments, len(proof.head.hash)) == ((), 2, 64)
    dossier = workspace.folder / "档案" / patches[1].number
    assert verify(workspace, dossier).findings == verify(workspace, dossier / "图斑.json").findings == ()
    backup = back_up(workspace)
    assert verify(workspace, backup.path).findings == verify(workspace, backup.path.with_suffix(".json")).findings == ()
    with pytest.raises(WorkspaceError, match="does not say how far"):
        verify(workspace, judged / "none.csv")


@pytest.mark.parametrize(
    ("statement", "kind", "words"),
    [
        ("UPDATE events SET actor = 'x' WHERE event_id = 4", "event", "Event 4 of patch .* is the first link"),
        ("DELETE FROM events WHERE event_id = 3", "event", "Event 4"),
        ("UPDATE patches SET ZT = 'S85' WHERE fid = 1", "patch", "stands at S85"),
        ("UPDATE patches SET HCJG = '2' WHERE fid = 2", "patch", "verdict 2"),
    ],
)
def test_what_was_changed_behind_its_back_is_named(
    workspace: Workspace, judged: Path, statement: str, kind: str, words: str
) -> None:
    tamper(workspace, statement)
    first = verify(workspace).findings[0]
    assert first.kind == kind
    assert re.search(words, first.sentence)


def test_a_tail_cut_off_is_found_against_what_was_given_out(workspace: Workspace, judged: Path) -> None:
    tamper(workspace, "DELETE FROM events WHERE event_id > (SELECT max(event_id) - 2 FROM events)")
    assert [finding.kind for finding in verify(workspace).findings if finding.kind == "event"] == []
    assert "its end was cut off" in verify(workspace, judged).findings[-1].sentence


def test_an_attachment_that_changed_or_is_gone_is_named(workspace: Workspace, judged: Path) -> None:
    first, second = sorted((workspace.folder / "档案").rglob("附件/*.jpg"))
    first.write_bytes(b"other")
    second.unlink()
    told = " ".join(finding.sentence for finding in verify(workspace).findings)
    assert f"{first.name} of" in told and "was changed" in told and "is gone" in told


def test_a_backup_holds_what_stands_only_in_the_log(workspace: Workspace, patches: list[Patch]) -> None:
    number = patches[0].number
    give_verdict(workspace, number, Verdict.ILLEGAL, "V01", "张三")
    assert workspace.casebook.path.with_name("casebook.gpkg-wal").stat().st_size > 0
    backup = back_up(workspace)
    told = json.loads(backup.path.with_suffix(".json").read_text("utf-8"))
    assert told["history"] == {"events": backup.head.events, "head": backup.head.hash}
    assert backups.check(backup.path) == backup.head
    assert [one.path for one in list_backups(workspace)] == [backup.path]
    assert sorted(path.suffix for path in backup.path.parent.iterdir()) == [".gpkg", ".json"]


def test_restoring_keeps_what_was_there(workspace: Workspace, patches: list[Patch]) -> None:
    number, folder = patches[0].number, workspace.folder
    backup = back_up(workspace)
    give_verdict(workspace, number, Verdict.ILLEGAL, "V01", "张三")
    workspace.close()
    done = restore(folder, backup.path, "赵六")
    assert done.before.events == done.now.events + 1
    with Workspace.open(folder) as opened:
        assert find_patch(opened, number).verdict is None
        assert verify(opened).findings == ()
        assert "cut off" not in str(verify(opened, backup.path).findings)
        assert verify(opened, done.kept).findings[0].kind == "tail"
    restore(folder, done.kept, "赵六")
    with Workspace.open(folder) as opened:
        assert find_patch(opened, number).verdict is Verdict.ILLEGAL
        assert len(history(opened, number)) == 2


def test_a_bad_backup_is_refused(workspace: Workspace, patches: list[Patch], tmp_path: Path) -> None:
    folder, backup = workspace.folder, back_up(workspace).path
    workspace.close()
    cut, forged = tmp_path / "cut.gpkg", tmp_path / "forged.gpkg"
    cut.write_bytes(backup.read_bytes()[:30_000])
    shutil.copy(backup, forged)
    with closing(sqlite3.connect(forged)) as connection, connection:
        connection.execute("DROP TRIGGER events_last")
        connection.execute("DELETE FROM events WHERE event_id = 2")
    for bad in (cut, forged, tmp_path / "none.gpkg"):
        with pytest.raises(WorkspaceError, match=r"choose another backup|does not exist"):
            restore(folder, bad, "赵六")
    with Workspace.open(folder) as opened:
        assert find_patch(opened, patches[0].number)


def test_a_day_gets_its_backup_by_itself_and_old_ones_go(
    workspace: Workspace, patches: list[Patch], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, now = workspace.folder, clock.now()
    workspace.close()
    assert len(backups.there(workspace.casebook.path)) == 1
    for days in (0, 0, 1):
        monkeypatch.setattr(clock, "now", lambda days=days: now + timedelta(days=days))
        with Workspace.open(folder) as opened:
            give_verdict(opened, patches[0].number, Verdict.ILLEGAL, "V01", "张三")
    with Workspace.open(folder):
        pass
    assert len(backups.there(workspace.casebook.path)) == 2
    monkeypatch.setattr("twowei.services.workspace.LONG_WORK_S", 0)
    with Workspace.open(folder) as opened:
        give_verdict(opened, patches[0].number, Verdict.LEGAL, "L01", "张三")
    assert len(backups.there(workspace.casebook.path)) == 3
    backups.make(workspace.casebook.path, kept=2)
    backups.make(workspace.casebook.path, "before-restore", kept=2)
    assert len(backups.there(workspace.casebook.path)) == 3


def test_a_backup_that_cannot_be_made_does_not_stop_the_work(workspace: Workspace, patches: list[Patch]) -> None:
    (workspace.folder / "备份").write_text("in the way")
    with pytest.raises(OutputError, match="No backup could be made"):
        back_up(workspace)
    workspace.close()
