"""The window around the review: ways in, imagery, detection, export, language, and what goes wrong."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PyQt5.QtCore import QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PyQt5.QtGui import QDragEnterEvent, QDropEvent, QTextDocument
from PyQt5.QtWidgets import QApplication, QDialog, QDialogButtonBox, QFileDialog
from pytestqt.qtbot import QtBot

from twowei import settings as wishes
from twowei.casebook.lifecycle import Verdict
from twowei.desktop import app as desktop_app
from twowei.desktop.app import Desktop
from twowei.desktop.dialogs.about_dialog import AboutDialog
from twowei.desktop.dialogs.guide_dialog import PICTURE_PX, GuideDialog
from twowei.desktop.dialogs.ingest_dialog import IngestDialog
from twowei.desktop.dialogs.key_sheet import KeySheet
from twowei.desktop.dialogs.new_workspace_dialog import NewWorkspaceDialog
from twowei.desktop.dialogs.report_dialog import ReportDialog
from twowei.desktop.main_window import MainWindow
from twowei.services.ingest import ingest
from twowei.services.workspace import Workspace
from twowei.settings import Settings

OpenWindow = Callable[[Path | None], MainWindow]
SaysScript = Callable[[str], None]
Imagery = tuple[Path, Path]
Act = Callable[[QDialog], None]
Answer = Callable[[type[QDialog], Act], None]


def drop(window: MainWindow, *paths: Path) -> None:
    """Drop files on the window as a file manager does."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    under = window.childAt(300, 300) or window
    enter = QDragEnterEvent(QPoint(9, 9), Qt.CopyAction, data, Qt.LeftButton, Qt.NoModifier)
    QApplication.sendEvent(under, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(under, QDropEvent(QPointF(9, 9), Qt.CopyAction, data, Qt.LeftButton, Qt.NoModifier))


# ---- ways in ---------------------------------------------------------------------------------------


def test_starts_with_three_ways_in(open_window: OpenWindow) -> None:
    window = open_window(None)
    assert window.pages.currentWidget() is window.start_page
    assert window.start_page.open_button.text() == "打开工作区"
    assert not window.actions_by_name["detect"].isEnabled()
    assert window.windowTitle() == "两违"


def test_makes_a_workspace(
    open_window: OpenWindow, tmp_path: Path, qtbot: QtBot, answer: Answer, press_ok: Act
) -> None:
    window = open_window(None)
    folder = tmp_path / "海沧区 2026"

    def fill(dialog: QDialog) -> None:
        assert isinstance(dialog, NewWorkspaceDialog)
        dialog.parent_folder.setText(str(tmp_path))
        assert not dialog.next_button.isEnabled()
        dialog.name.setText(folder.name)
        dialog.next_button.click()
        dialog.crs.setText("EPSG:nonsense")
        assert not dialog.next_button.isEnabled()
        assert "nonsense" in dialog.notice.text()
        dialog.crs.setText("4548")
        for _ in range(3):
            dialog.next_button.click()

    answer(NewWorkspaceDialog, fill)
    window.start_page.new_button.click()
    assert window.workspace is not None
    assert window.workspace.folder == folder
    assert window.workspace.crs.to_epsg() == 4548
    assert window.settings.recent() == [folder]


def test_a_new_workspace_takes_a_folder_of_months_and_detects(
    open_window: OpenWindow, imagery: Imagery, tmp_path: Path, qtbot: QtBot, answer: Answer, child_says: SaysScript,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    child_says("print(json.dumps({'patches': 0, 'known': 0, 'seconds': 1, 'arguments': sys.argv[1:]}))")
    window = open_window(None)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(imagery[0].parent))

    def fill(dialog: QDialog) -> None:
        assert isinstance(dialog, NewWorkspaceDialog)
        dialog.parent_folder.setText(str(tmp_path))
        dialog.name.setText("四 步")
        dialog.next_button.click()
        dialog.next_button.click()
        dialog.add_folder.click()
        assert not dialog.next_button.isEnabled()
        qtbot.waitUntil(lambda: dialog.months.topLevelItemCount() == 2, timeout=10_000)
        dialog.next_button.click()
        assert dialog.pair == ("2026-05", "2026-06")
        dialog.next_button.click()

    answer(NewWorkspaceDialog, fill)
    window.start_page.new_button.click()
    qtbot.waitUntil(lambda: not window.job_bar.busy, timeout=20_000)
    assert window.workspace is not None and window.workspace.months() == ["2026-05", "2026-06"]
    titles = [record.title for record in reversed(window.job_bar.queue.records())]
    assert titles == ["添加 2026-05", "添加 2026-06", "检测 2026-05 → 2026-06"]
    assert "没有新增图斑" in window.messages.text


def test_opens_a_workspace_that_is_dropped(open_window: OpenWindow, folder: Path) -> None:
    window = open_window(None)
    drop(window, folder)
    assert window.workspace is not None
    assert window.desk is not None
    assert window.desk.session.progress == (0, 6)


def test_recent_workspaces_are_offered(open_window: OpenWindow, settings: Settings, folder: Path) -> None:
    settings.remember_workspace(folder)
    window = open_window(None)
    assert window.start_page.recent.count() == 1
    window.start_page.recent.itemActivated.emit(window.start_page.recent.item(0))
    assert window.workspace is not None


def test_what_is_no_workspace_is_refused_in_a_sentence(open_window: OpenWindow, tmp_path: Path) -> None:
    window = open_window(None)
    assert not window.open_workspace(tmp_path)
    assert window.messages.isVisible()
    assert "工作区无法使用" in window.messages.text
    assert window.pages.currentWidget() is window.start_page


def test_another_workspace_takes_the_place_of_the_first(
    open_window: OpenWindow, folder: Path, bare: Path, qtbot: QtBot
) -> None:
    window = open_window(folder)
    window.open_workspace(bare)
    qtbot.waitUntil(lambda: window.map_pages.currentWidget() is window.empty_page)
    assert not window.verdict_bar.isVisible()
    assert window.patch_list.model.rowCount() == 0
    assert window.map.store is None


# ---- imagery ---------------------------------------------------------------------------------------


def test_dropped_imagery_is_understood_and_taken_in(
    open_window: OpenWindow, bare: Path, imagery: Imagery, tmp_path: Path, qtbot: QtBot, answer: Answer, press_ok: Act
) -> None:
    window = open_window(None)
    window.open_workspace(bare)
    broken = tmp_path / "broken_20260601.tif"
    broken.write_bytes(b"II*\0" + b"x" * 90)
    seen: list[str] = []

    def look(dialog: QDialog) -> None:
        assert isinstance(dialog, IngestDialog)
        qtbot.waitUntil(lambda: dialog.files.topLevelItemCount() == 2)
        first = dialog.files.topLevelItem(0)
        assert first is not None
        seen.extend(first.text(column) for column in range(7))
        assert dialog.chosen_month == "2026-05"
        assert "broken_20260601.tif" in dialog.problems.text()
        assert [each.path for each in dialog.usable] == [imagery[0]]
        press_ok(dialog)

    answer(IngestDialog, look)
    drop(window, imagery[0], broken)
    assert seen == ["海沧_20260512.tif", "1,500 × 1,100", "EPSG:4548", "0.50 m", "3 · uint8", "2026-05-12", "正常"]
    qtbot.waitUntil(lambda: window.gallery.months == ["2026-05"])
    qtbot.waitUntil(lambda: not window.job_bar.busy)
    assert window.map_pages.currentWidget() is window.map
    assert window.patch_list.empty_title.text() == "只有一个月"
    answer(IngestDialog, lambda dialog: (qtbot.waitUntil(lambda: bool(dialog.usable)), press_ok(dialog)))  # type: ignore[attr-defined, func-returns-value]
    drop(window, imagery[1])
    qtbot.waitUntil(lambda: window.gallery.months == ["2026-05", "2026-06"])
    qtbot.waitUntil(window.actions_by_name["detect"].isEnabled)
    assert window.pair_bar.pair() == ("2026-05", "2026-06")
    assert window.patch_list.empty_title.text() == "还没有图斑"
    assert window.patch_list.empty_button.text() == "检测变化…"


def test_nothing_usable_cannot_be_taken_in(
    open_window: OpenWindow, bare: Path, tmp_path: Path, qtbot: QtBot, answer: Answer
) -> None:
    window = open_window(None)
    window.open_workspace(bare)
    (tmp_path / "图片").mkdir()

    def look(dialog: QDialog) -> None:
        assert isinstance(dialog, IngestDialog)
        qtbot.waitUntil(lambda: dialog.ready)
        assert not dialog.buttons.button(QDialogButtonBox.Ok).isEnabled()  # type: ignore[union-attr]

    answer(IngestDialog, look)
    drop(window, tmp_path / "图片")
    assert window.gallery.months == []


def test_imagery_without_a_workspace_is_met_with_advice(open_window: OpenWindow, imagery: Imagery) -> None:
    window = open_window(None)
    drop(window, imagery[0])
    assert "请先打开或新建工作区" in window.messages.text


def test_imagery_that_is_gone_is_told_and_the_rest_is_shown(
    open_window: OpenWindow, bare: Path, imagery: Imagery, tmp_path: Path, qtbot: QtBot
) -> None:
    from twowei.services.ingest import ingest

    moved = Path(shutil.copy(imagery[1], tmp_path / "搬走.tif"))
    with Workspace.open(bare) as workspace:
        ingest(workspace, [imagery[0]], "2026-05")
        ingest(workspace, [moved], "2026-06")
    moved.unlink()
    window = open_window(None)
    window.open_workspace(bare)
    qtbot.waitUntil(lambda: window.gallery.months == ["2026-05"])
    assert "搬走.tif" in window.messages.text


# ---- language, theme, sheets -----------------------------------------------------------------------


def test_the_language_changes_at_once_and_the_patch_stays(
    desktop: Desktop, open_window: OpenWindow, folder: Path
) -> None:
    window = open_window(folder)
    qt_key = window.patch_list.model.order[2]
    assert window.desk is not None
    window.desk.session.choose(qt_key)
    window._restyle(wishes.LANGUAGE, "en")
    english = desktop.window
    assert english is not None
    assert english is not window
    assert english.actions_by_name["detect"].text() == "Detect changes…"
    assert english.verdict_bar.verdict_buttons[Verdict.ILLEGAL].text() == "Illegal"
    assert english.desk is not None
    assert english.desk.session.current is not None
    assert english.desk.session.current.number == qt_key
    english._restyle(wishes.LANGUAGE, "zh_CN")
    assert desktop.window is not None
    assert desktop.window.actions_by_name["detect"].text() == "检测变化…"


def test_dark_and_light(desktop: Desktop, open_window: OpenWindow, folder: Path) -> None:
    window = open_window(folder)
    window._restyle(wishes.THEME, "dark")
    assert desktop.window is not None
    assert desktop.window.palette().window().color().lightness() < 80
    assert Settings(window.settings.path).get(wishes.THEME) == "dark"


def test_the_key_sheet_names_every_key(open_window: OpenWindow, folder: Path, qtbot: QtBot, answer: Answer) -> None:
    from PyQt5.QtWidgets import QLabel

    window = open_window(folder)
    texts: set[str] = set()
    answer(KeySheet, lambda sheet: texts.update(label.text() for label in sheet.findChildren(QLabel)))
    qtbot.keyClick(window.map, Qt.Key_F1)
    assert {"J", "K", "G", "L", "B", "C", "A", "Enter", "Backspace", "Ctrl+Z", "Ctrl+E", "F1", "1 2 3 4 5"} <= texts


def test_about_names_models_and_their_terms(
    open_window: OpenWindow, qtbot: QtBot, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    from twowei.detection.card import Card

    card = Card(
        name="fast", version="1.0", encoder="e", decoder_channels=(1,), resolution_m=0.5, coarsest_m=1, window_px=512,
        margin_px=32, threshold=0.5, weights_sha256="", licence="CC <NC>", academic_only=True, trained_on="LEVIR-CD",
    )  # fmt: skip
    monkeypatch.setattr("twowei.desktop.dialogs.about_dialog.model_names", lambda: ["fast"])
    monkeypatch.setattr("twowei.desktop.dialogs.about_dialog.load_card", lambda name: card)
    open_window(None)
    dialog = AboutDialog(settings.path)
    text = dialog.models.text()
    assert "fast 1.0" in text
    assert "仅限学术用途" in text
    assert "CC &lt;NC&gt;" in text
    assert dialog.settings.text() == str(settings.path)
    dialog.deleteLater()


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_1366_by_768_is_enough(open_window: OpenWindow, settings: Settings, folder: Path, language: str) -> None:
    settings.put(wishes.LANGUAGE, language)
    window = open_window(folder)
    wanted = window.minimumSizeHint()
    assert wanted.width() <= 1366
    assert wanted.height() <= 768 - 40, "a title and a task bar take their share"
    assert window.tool_bar.sizeHint().width() <= 1366
    for button in window.verdict_bar.verdict_buttons.values():
        assert button.width() >= button.sizeHint().width()


def test_run_is_the_whole_program(
    qapp: QApplication, settings: Settings, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    qapp.setQuitOnLastWindowClosed(True)

    def close() -> None:
        windows = [widget for widget in qapp.topLevelWidgets() if isinstance(widget, MainWindow) and widget.isVisible()]
        assert windows
        assert windows[0].workspace is not None
        windows[0].close()

    QTimer.singleShot(300, close)
    assert desktop_app.run(folder, ["twowei"]) == 0


def test_a_bug_is_shown_and_the_window_stays(
    open_window: OpenWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, answer: Answer
) -> None:
    window = open_window(None)
    shown: list[str] = []

    def read(dialog: QDialog) -> None:
        assert isinstance(dialog, ReportDialog)
        shown.append(dialog.text.toPlainText())

    answer(ReportDialog, read)
    try:
        raise RuntimeError("a slot went wrong")
    except RuntimeError as error:
        desktop_app._Report()(RuntimeError, error, error.__traceback__)
    assert "RuntimeError: a slot went wrong" in shown[0]
    assert "test_window.py" in shown[0]
    assert window.isVisible()


def test_the_guide_opens_with_its_pictures(open_window: OpenWindow, qtbot: QtBot) -> None:
    window = open_window(None)
    window.actions_by_name["guide"].trigger()
    (dialog,) = window.findChildren(GuideDialog)
    assert dialog.isVisible()
    assert "Ctrl+Z" in dialog.text.toPlainText()
    assert "判图斑" in dialog.text.toPlainText()
    picture = dialog.text.loadResource(QTextDocument.ImageResource, QUrl("pictures/start.zh.png"))
    assert picture.width() == PICTURE_PX
    dialog.reject()


def test_imagery_that_was_moved_is_found_again(
    open_window: OpenWindow, folder: Path, imagery: tuple[Path, Path], tmp_path: Path, qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    away = tmp_path / "搬走"
    for path in imagery:
        copied = tmp_path / "影像" / path.name
        copied.parent.mkdir(exist_ok=True)
        shutil.copy(path, copied)
    with Workspace.open(folder) as workspace:
        for month, path in zip(("2026-05", "2026-06"), imagery, strict=True):
            ingest(workspace, [tmp_path / "影像" / path.name], month)
    (tmp_path / "影像").rename(away)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(away))
    window = open_window(None)
    window.open_workspace(folder)
    qtbot.waitUntil(lambda: "影像不在原处" in window.empty_page.title.text())
    assert imagery[0].name in window.messages.text and "F5" in window.messages.text
    assert window.desk is not None and window.desk.session.progress == (0, 6)
    window.empty_page.button.click()
    qtbot.waitUntil(lambda: window.gallery.months == ["2026-05", "2026-06"], timeout=10_000)
    assert window.map_pages.currentWidget() is window.map
