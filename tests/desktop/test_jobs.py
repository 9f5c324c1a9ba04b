"""Jobs: one after the other, each with its log; what was interrupted is offered when the workspace is opened next."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import geopandas
import pytest
import shapely
from PIL import Image
from PyQt5.QtCore import Qt
from PyQt5.QtWidgets import QApplication, QDialog, QMessageBox
from pytestqt.qtbot import QtBot

from twowei.desktop.dialogs.export_dialog import ExportDialog
from twowei.desktop.dialogs.jobs_dialog import JobsDialog
from twowei.desktop.dialogs.return_dialog import ReturnDialog
from twowei.desktop.job_names import title_of
from twowei.desktop.main_window import MainWindow
from twowei.services.intake import Request, as_wish
from twowei.services.jobs import JobBook, JobState, new_record
from twowei.services.review import list_patches
from twowei.services.workspace import Workspace

OpenWindow = Callable[[Path | None], MainWindow]
SaysScript = Callable[[str], None]
Answer = Callable[[type[QDialog], Callable[[QDialog], None]], None]
PAIR = ("2026-05", "2026-06")
SLOW = (
    "print(json.dumps({'fraction': 0.1, 'message': 'loading the model'}), file=sys.stderr, flush=True)\ntime.sleep(60)"
)
QUICK = (
    "print('a line of a library', file=sys.stderr)\n"
    "print(json.dumps({'warning': 'careful'}), file=sys.stderr, flush=True)\n"
    "print(json.dumps({'patches': 0, 'known': 4, 'seconds': 1}))"
)


def states(window: MainWindow) -> list[JobState]:
    """Return where the jobs stand, in the order they were given."""
    return [record.state for record in reversed(window.job_bar.queue.records())]


def begin(window: MainWindow, folder: Path, qtbot: QtBot) -> None:
    """Begin a detection that does not end by itself."""
    window.tasks.run_detection(folder, [], PAIR)
    qtbot.waitUntil(lambda: window.job_bar.fraction > 0, timeout=10_000)


def test_a_second_job_waits_and_then_runs(
    open_window: OpenWindow, folder: Path, child_says: SaysScript, qtbot: QtBot
) -> None:
    child_says(SLOW)
    window = open_window(folder)
    begin(window, folder, qtbot)
    child_says(QUICK)
    window.tasks.run_detection(folder, [], PAIR)
    assert "排队" in window.messages.text
    assert states(window) == [JobState.RUNNING, JobState.WAITING]
    assert "1" in window.job_bar.list_button.text()
    qtbot.mouseClick(window.job_bar.cancel_button, Qt.LeftButton)
    qtbot.waitUntil(lambda: states(window) == [JobState.CANCELLED, JobState.DONE], timeout=15_000)
    assert not window.job_bar.busy and not window.job_bar.isVisible()


def test_a_job_that_waits_can_be_cancelled(
    open_window: OpenWindow, folder: Path, child_says: SaysScript, qtbot: QtBot
) -> None:
    child_says(SLOW)
    window = open_window(folder)
    begin(window, folder, qtbot)
    window.tasks.run_detection(folder, [], PAIR)
    window.actions_by_name["jobs"].trigger()
    dialog = window.findChild(JobsDialog)
    assert dialog is not None
    dialog.choose(window.job_bar.queue.entries[1].record.key)
    dialog.cancel_button.click()
    assert states(window) == [JobState.RUNNING, JobState.CANCELLED]
    assert "2026-05 → 2026-06" in window.messages.text


def test_the_log_tells_everything_and_can_be_copied(
    open_window: OpenWindow, folder: Path, child_says: SaysScript, qtbot: QtBot
) -> None:
    child_says(QUICK)
    window = open_window(folder)
    window.tasks.run_detection(folder, [], PAIR)
    qtbot.waitUntil(lambda: not window.job_bar.busy, timeout=10_000)
    window.actions_by_name["jobs"].trigger()
    dialog = window.findChild(JobsDialog)
    assert dialog is not None
    text = dialog.log.toPlainText()
    for told in ("开始：检测 2026-05 → 2026-06", "a line of a library", "careful", "结束：完成"):
        assert told in text
    dialog.copy_button.click()
    clipboard = QApplication.clipboard()
    assert clipboard is not None and clipboard.text() == text
    kept = window.job_bar.queue.book
    assert kept is not None and kept.log_path(window.job_bar.queue.entries[0].record.key).is_file()
    dialog.forget_button.click()
    assert dialog.list.topLevelItemCount() == 0 and not list(kept.folder.glob("*.log"))


def test_a_failed_job_says_why_and_runs_again(
    open_window: OpenWindow, folder: Path, child_says: SaysScript, qtbot: QtBot
) -> None:
    child_says("print(json.dumps({'error': 'A name is missing.'}), file=sys.stderr)\nsys.exit(6)")
    window = open_window(folder)
    window.tasks.run_detection(folder, ["--threshold", "0.4"], PAIR)
    qtbot.waitUntil(lambda: not window.job_bar.busy, timeout=10_000)
    window.actions_by_name["jobs"].trigger()
    dialog = window.findChild(JobsDialog)
    assert dialog is not None and dialog.chosen is not None
    assert dialog.chosen.state is JobState.FAILED and dialog.chosen.told == "缺少姓名。"
    child_says(QUICK)
    dialog.again_button.click()
    qtbot.waitUntil(lambda: states(window) == [JobState.DONE], timeout=10_000)
    assert dialog.chosen is not None and dialog.chosen.wish["options"] == ["--threshold", "0.4"]


def test_closing_keeps_what_was_not_finished_for_the_next_time(
    open_window: OpenWindow, folder: Path, child_says: SaysScript, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    child_says(SLOW)
    window = open_window(folder)
    begin(window, folder, qtbot)
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.Yes)
    assert window.close()
    child_says(QUICK)
    window = open_window(folder)
    assert "没有做完：检测 2026-05 → 2026-06" in window.messages.text
    assert window.job_bar.isVisible() and "1" in window.job_bar.list_button.text()
    window.messages.act()
    qtbot.waitUntil(lambda: states(window) == [JobState.DONE], timeout=10_000)
    assert not window.job_bar.isVisible()


def test_a_job_of_a_killed_window_is_offered_too(open_window: OpenWindow, folder: Path) -> None:
    book = JobBook(folder / "work" / "jobs")
    book.folder.mkdir(parents=True)
    killed = {
        "key": "20260601-120000-abcd", "title": "检测 甲", "state": "running", "owner": "window-999999999-aaaa",
        "kind": "detect", "wish": {"options": [], "pair": list(PAIR)}, "asked": "2026-06-01T12:00:00+08:00",
    }  # fmt: skip
    (book.folder / "20260601-120000-abcd.json").write_text(json.dumps(killed), encoding="utf-8")
    (book.folder / "20260601-130000-dead.json").write_text("{", encoding="utf-8")
    window = open_window(folder)
    assert "检测 甲" in window.messages.text
    assert [one.state for one in book.records()] == [JobState.INTERRUPTED]


def test_the_list_names_jobs_in_the_language_of_its_window(open_window: OpenWindow, folder: Path) -> None:
    book = JobBook(folder / "work" / "jobs")
    named = replace(new_record("Adding 2026-05"), state=JobState.DONE, template="Adding {0}", parts=("2026-05",))
    book.put(named)
    book.put(replace(new_record("other"), state=JobState.DONE, template="Adding {0} {1}", parts=("2026-05",)))
    open_window(folder)
    assert {title_of(record) for record in book.records()} == {"添加 2026-05", "other"}


def test_an_interrupted_import_goes_on(open_window: OpenWindow, folder: Path, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "航天.geojson"
    box = shapely.box(117.001, 24.401, 117.0012, 24.4012)
    cells = {"JCBH": ["HT1"], "QSX": ["20260501"], "HSX": ["20260614"]}
    geopandas.GeoDataFrame(cells, geometry=[box], crs=4326).to_file(path)
    wish = {**as_wish(Request(path, "航天")), "by": "王芳"}
    book = JobBook(folder / "work" / "jobs")
    book.put(replace(new_record("导入", "import", wish), state=JobState.INTERRUPTED))
    window = open_window(folder)
    window.messages.act()
    qtbot.waitUntil(lambda: not window.job_bar.busy, timeout=10_000)
    assert states(window) == [JobState.DONE] and "航天.geojson: 已导入" in window.messages.text
    with Workspace.open(folder) as opened:
        assert sum(patch.source == "06" for patch in list_patches(opened)) == 1


def test_what_came_back_waits_for_its_turn(
    open_window: OpenWindow, folder: Path, child_says: SaysScript, tmp_path: Path, qtbot: QtBot
) -> None:
    with Workspace.open(folder) as opened:
        number = list_patches(opened)[0].number
    back = tmp_path / "回传"
    back.mkdir()
    Image.new("RGB", (8, 8)).save(back / f"{number}.jpg")
    child_says(SLOW)
    window = open_window(folder)
    begin(window, folder, qtbot)
    window.actions_by_name["take_returns"].trigger()
    dialog = window.findChild(ReturnDialog)
    assert dialog is not None
    dialog.file.setText(str(back))
    qtbot.waitUntil(lambda: not dialog.busy)
    dialog.wanted.emit()
    assert states(window) == [JobState.RUNNING, JobState.WAITING] and "取入 回传：正在排队" in window.messages.text
    window.job_bar.cancel()
    qtbot.waitUntil(lambda: not window.job_bar.busy, timeout=15_000)
    assert "回传：已取入照片 1 张" in window.messages.text
    (kept,) = (one for one in window.job_bar.queue.records() if one.kind == "return")
    window.tasks.take_up(folder, kept)
    qtbot.waitUntil(lambda: not window.job_bar.busy, timeout=15_000)
    with Workspace.open(folder) as opened:
        assert len(list(opened.dossier_folder(number).rglob("*.jpg"))) == 1, "twice is once"


def test_jobs_of_another_living_window_are_left_alone(
    open_window: OpenWindow, folder: Path, child_says: SaysScript, qtbot: QtBot
) -> None:
    from twowei.desktop.job_queue import JobQueue

    child_says(SLOW)
    window = open_window(folder)
    begin(window, folder, qtbot)
    other = JobQueue()
    assert other.use(folder / "work" / "jobs") == []
    assert states(window) == [JobState.RUNNING]
    other.deleteLater()


def test_an_export_waits_its_turn_outside_its_dialog(
    open_window: OpenWindow, folder: Path, child_says: SaysScript, qtbot: QtBot, answer: Answer
) -> None:
    child_says(SLOW)
    window = open_window(folder)
    for key in (Qt.Key_1, Qt.Key_Return):
        qtbot.keyClick(window.map, key)
    begin(window, folder, qtbot)

    def export(dialog: QDialog) -> None:
        assert isinstance(dialog, ExportDialog)
        dialog.wanted.emit()
        assert not dialog.isVisible()

    answer(ExportDialog, export)
    window.actions_by_name["export"].trigger()
    assert states(window) == [JobState.RUNNING, JobState.WAITING]
    window.job_bar.cancel()
    qtbot.waitUntil(lambda: states(window) == [JobState.CANCELLED, JobState.DONE], timeout=20_000)
    assert "已导出 1 个图斑" in window.messages.text
    window.desk.session.look_for_others()  # type: ignore[union-attr]
    assert "已导出 1 个图斑" in window.messages.text, "what our own job wrote is no other program's"
    assert list((folder / "exports").rglob("*.shp"))


KILLED = """
import sys
from pathlib import Path
from twowei.desktop import child
from twowei.desktop.app import Desktop, application
from twowei.settings import Settings

folder, command, port = sys.argv[1:]
child.command_line = lambda arguments: [sys.executable, "-c", command, port]
app = application(["twowei"])
window = Desktop(app, Settings()).open(Path(folder))
window.tasks.run_detection(Path(folder), [], ("2026-05", "2026-06"))
app.exec_()
"""
COMMAND = """
import signal, socket, sys, time
from twowei.cli import main

signal.signal(signal.SIGTERM, signal.SIG_IGN)
main.LAST_WORDS_S = 0.1

def work(**_):
    line = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
    time.sleep(60)

main.twowei.main = work
main.main()
"""


def test_a_killed_window_takes_its_child_along_and_the_job_is_offered(open_window: OpenWindow, folder: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(120)
        order = [sys.executable, "-c", KILLED, folder, COMMAND, str(server.getsockname()[1])]
        with subprocess.Popen(order) as window:
            try:
                child, _ = server.accept()
            finally:
                window.kill()
    with child:
        child.settimeout(30)
        assert child.recv(1) == b"", "the child has ended, though it does not listen"
    assert "没有做完：检测 2026-05 → 2026-06" in open_window(folder).messages.text
