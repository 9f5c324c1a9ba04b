"""What runs beside the window: detection, the sample, export."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from PyQt5.QtCore import Qt
from PyQt5.QtWidgets import QDialog, QDialogButtonBox, QFileDialog, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from twowei import settings as wishes
from twowei.casebook.lifecycle import Verdict
from twowei.desktop.dialogs.detect_dialog import DetectDialog
from twowei.desktop.dialogs.export_dialog import ExportDialog
from twowei.desktop.dialogs.found_months import guessed_month
from twowei.desktop.main_window import MainWindow
from twowei.detection.card import load_card
from twowei.detection.runtime import Facts, version_of
from twowei.detection.speeds import Speed, remember
from twowei.services.expected import expected
from twowei.services.workspace import Workspace
from twowei.settings import RUNTIME, Settings

OpenWindow = Callable[[Path | None], MainWindow]
SaysScript = Callable[[str], None]
Imagery = tuple[Path, Path]
Act = Callable[[QDialog], None]
Answer = Callable[[type[QDialog], Act], None]


# ---- detection -------------------------------------------------------------------------------------


def test_detection_runs_beside_the_window(
    open_window: OpenWindow, folder: Path, child_says: SaysScript, qtbot: QtBot, answer: Answer, press_ok: Act
) -> None:
    child_says(
        "print(json.dumps({'fraction': 0.5, 'message': 'm'}), file=sys.stderr, flush=True)\ntime.sleep(0.4)\n"
        "print(json.dumps({'patches': 2, 'known': 4, 'seconds': 1.2, 'arguments': sys.argv[1:]}))"
    )
    window = open_window(folder)
    answer(DetectDialog, press_ok)
    window.actions_by_name["detect"].trigger()
    qtbot.waitUntil(lambda: window.job_bar.fraction == 0.5)
    assert window.job_bar.isVisible()
    assert not window.actions_by_name["open_workspace"].isEnabled()
    qtbot.waitUntil(lambda: not window.job_bar.busy)
    assert "新增图斑 2 个，已知 4 个" in window.messages.text
    assert window.actions_by_name["detect"].isEnabled()


def test_the_child_is_asked_for_what_the_dialog_says(open_window: OpenWindow, folder: Path, qtbot: QtBot) -> None:
    window = open_window(folder)
    dialog = DetectDialog(window.gallery.months, window.pair_bar.pair(), window)
    dialog.change.setCurrentIndex(2)
    assert dialog.arguments()[:8] == [
        *("--before", "2026-05", "--after", "2026-06"),
        *("--change", "both", "--device", "auto"),
    ]
    dialog.threshold.setValue(0.65)
    dialog.min_area.setValue(60)
    dialog.aoi.setText(str(folder / "casebook.gpkg"))
    given = dialog.arguments()
    assert given[8:14] == ["--threshold", "0.65", "--min-area", "60", "--aoi", str(folder / "casebook.gpkg")]
    assert "本机首次运行之后" in dialog.notice.text()  # nothing was run on this machine yet
    dialog.aoi.setText("no such.gpkg")
    assert "no such.gpkg" in dialog.notice.text()
    dialog.aoi.clear()
    dialog.before.setCurrentText("2026-06")
    assert not dialog.buttons.button(QDialogButtonBox.Ok).isEnabled()  # type: ignore[union-attr]
    dialog.deleteLater()


def test_the_dialog_says_on_what_and_how_long(
    open_window: OpenWindow, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("twowei.detection.choice.has_cuda_driver", lambda: False)
    monkeypatch.setenv("TWOWEI_RUNTIME", "torch")
    facts = Facts("torch", version_of("torch"), "cpu", "bfloat16", 2)
    remember(load_card("fast"), Speed(facts, 2.0, 0.001))
    window = open_window(folder)
    Settings().put(RUNTIME, "torch")
    with Workspace.open(folder) as workspace:
        dialog = DetectDialog(window.gallery.months, window.pair_bar.pair(), window, partial(expected, workspace))
        assert "CPU，2 个线程，torch bf16：约" in dialog.notice.text()
        assert "--runtime" in dialog.arguments()
        dialog.deleteLater()


def test_a_detection_can_be_cancelled(
    open_window: OpenWindow, folder: Path, child_says: SaysScript, qtbot: QtBot
) -> None:
    child_says("print(json.dumps({'fraction': 0.1}), file=sys.stderr, flush=True)\ntime.sleep(60)")
    window = open_window(folder)
    window.tasks.run_detection(folder, [], ("2026-05", "2026-06"))
    qtbot.waitUntil(lambda: window.job_bar.fraction > 0, timeout=10_000)
    qtbot.mouseClick(window.job_bar.cancel_button, Qt.LeftButton)
    qtbot.waitUntil(lambda: not window.job_bar.busy, timeout=10_000)
    assert "已停止" in window.messages.text


def test_a_failed_detection_says_why(
    open_window: OpenWindow, folder: Path, child_says: SaysScript, qtbot: QtBot
) -> None:
    child_says("print(json.dumps({'error': 'Month 2026-04 is not ingested.'}), file=sys.stderr)\nsys.exit(6)")
    window = open_window(folder)
    window.tasks.run_detection(folder, [], ("2026-04", "2026-06"))
    qtbot.waitUntil(lambda: not window.job_bar.busy, timeout=10_000)
    assert "Month 2026-04 is not ingested." in window.messages.text


def test_nothing_found_is_said_in_the_empty_list(
    open_window: OpenWindow,
    bare: Path,
    imagery: Imagery,
    child_says: SaysScript,
    qtbot: QtBot,
    answer: Answer,
    press_ok: Act,
) -> None:
    from twowei.services.ingest import ingest

    child_says("print(json.dumps({'patches': 0, 'known': 0, 'seconds': 1}))")
    with Workspace.open(bare) as workspace:
        ingest(workspace, [imagery[0]], "2026-05")
        ingest(workspace, [imagery[1]], "2026-06")
    window = open_window(bare)
    answer(DetectDialog, press_ok)
    qtbot.mouseClick(window.patch_list.empty_button, Qt.LeftButton)
    qtbot.waitUntil(lambda: window.patch_list.empty_title.text() == "没有发现图斑", timeout=10_000)


def test_closing_while_something_runs_asks_first(
    open_window: OpenWindow, folder: Path, child_says: SaysScript, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    child_says("print(json.dumps({'fraction': 0.1}), file=sys.stderr, flush=True)\ntime.sleep(60)")
    window = open_window(folder)
    window.tasks.run_detection(folder, [], ("2026-05", "2026-06"))
    qtbot.waitUntil(lambda: window.job_bar.fraction > 0, timeout=10_000)
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.No)
    assert not window.close()
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.Yes)
    assert window.close()


def test_the_sample_is_made_by_a_child_and_opened(
    open_window: OpenWindow, folder: Path, child_says: SaysScript, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    child_says(f"import shutil\nshutil.copytree({str(folder)!r}, sys.argv[2])\nprint(json.dumps(dict(patches=6)))")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder.parent))
    window = open_window(None)
    window.start_page.sample_button.click()
    qtbot.waitUntil(lambda: window.workspace is not None, timeout=10_000)
    assert window.workspace is not None
    assert window.workspace.folder == folder.parent / "twowei-demo"
    qtbot.waitUntil(lambda: len(window.gallery.months) == 2)


# ---- export ----------------------------------------------------------------------------------------


def test_export_shows_what_it_wrote(
    open_window: OpenWindow, folder: Path, tmp_path: Path, qtbot: QtBot, answer: Answer
) -> None:
    window = open_window(folder)
    for key in (Qt.Key_1, Qt.Key_Return, Qt.Key_2, Qt.Key_Return):
        qtbot.keyClick(window.map, key)
    texts: list[str] = []

    def export(dialog: QDialog) -> None:
        assert isinstance(dialog, ExportDialog)
        assert "1" in dialog.count.text()
        dialog.preview.click()
        qtbot.waitUntil(lambda: not dialog.result.isHidden(), timeout=20_000)
        texts.append(dialog.message.text())
        dialog.boxes[Verdict.LEGAL].setChecked(True)
        dialog.folder.setText(str(tmp_path / "导 出"))
        dialog.encoding.setCurrentIndex(1)
        save = dialog.buttons.button(QDialogButtonBox.Save)
        assert isinstance(save, QPushButton)
        save.click()
        qtbot.waitUntil(lambda: dialog.message.text() != texts[0], timeout=20_000)
        texts.append(dialog.message.text())
        dialog.reject()

    answer(ExportDialog, export)
    window.actions_by_name["export"].trigger()
    assert texts[0].startswith("将导出 1 个图斑") and "必填项 增量存量(ZL): 1 个图斑中 1 个为空" in texts[0]
    assert texts[1].startswith("已导出 2 个图斑")
    assert "fast 1" in texts[1]
    assert list((tmp_path / "导 出").glob("*.shp"))
    assert window.settings.get(wishes.EXPORT_ENCODING) == "gbk"


@pytest.mark.parametrize(("kind", "ending"), [("cases", ".xlsx"), ("geojson", ".geojson"), ("project", ".qgz")])
def test_other_kinds_are_single_files(
    open_window: OpenWindow, folder: Path, qtbot: QtBot, answer: Answer, kind: str, ending: str
) -> None:
    window = open_window(folder)
    for key in (Qt.Key_1, Qt.Key_Return):
        qtbot.keyClick(window.map, key)
    places: list[Path] = []

    def export(dialog: QDialog) -> None:
        assert isinstance(dialog, ExportDialog)
        dialog.kind.setCurrentIndex(dialog.kind.findData(kind))
        assert dialog.pictures.isHidden() is (kind != "cases") and dialog.preview.isHidden()
        places.append(dialog.request.out)
        save = dialog.buttons.button(QDialogButtonBox.Save)
        assert isinstance(save, QPushButton)
        save.click()
        qtbot.waitUntil(lambda: not dialog.result.isHidden(), timeout=20_000)
        assert dialog.message.text().startswith("已导出")
        dialog.reject()

    answer(ExportDialog, export)
    window.actions_by_name["export"].trigger()
    assert places[0].suffix == ending and places[0].is_file()


def test_export_needs_a_verdict_that_occurs(
    open_window: OpenWindow, folder: Path, qtbot: QtBot, answer: Answer
) -> None:
    window = open_window(folder)

    def look(dialog: QDialog) -> None:
        assert isinstance(dialog, ExportDialog)
        assert not dialog.buttons.button(QDialogButtonBox.Save).isEnabled()  # type: ignore[union-attr]

    answer(ExportDialog, look)
    window.actions_by_name["export"].trigger()


def test_a_month_is_guessed_from_folders_else_from_the_time_of_the_file(tmp_path: Path) -> None:
    file = tmp_path / "某区 2026年04" / "影像" / "a.tif"
    file.parent.mkdir(parents=True)
    file.touch()
    assert guessed_month(file) == date(2026, 4, 1)
    loose = Path("/x/a.tif")
    assert guessed_month(loose) is None
    os.utime(file, (1_767_225_600, 1_767_225_600))
    moved = file.rename(tmp_path / "a.tif")
    assert guessed_month(moved) is not None
