"""Two windows, one workspace in two windows, a crash told and saved, the report, input methods, the scale."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PyQt5.QtCore import QLockFile, Qt
from PyQt5.QtGui import QPalette
from PyQt5.QtTest import QTest
from PyQt5.QtWidgets import QApplication, QComboBox, QDialog, QFileDialog, QLineEdit, QPlainTextEdit, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from twowei import settings as wishes
from twowei.desktop import themes
from twowei.desktop.app import Desktop, _Report
from twowei.desktop.dialogs.report_dialog import ReportDialog
from twowei.desktop.main_window import MainWindow
from twowei.services import diagnostics
from twowei.settings import Settings

OpenWindow = Callable[[Path | None], MainWindow]
Answer = Callable[[type[QDialog], Callable[[QDialog], None]], None]


def press(widget: QWidget, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(widget, key)


def test_the_list_goes_into_its_own_window_and_every_key_works_there(
    open_window: OpenWindow, folder: Path, settings: Settings, qtbot: QtBot
) -> None:
    window = open_window(folder)
    press(window.map, Qt.Key_F9)
    assert window.patch_list.window() is window.queue_window
    assert window.queue_window.isVisible()
    QApplication.setActiveWindow(window.queue_window)
    qtbot.waitExposed(window.queue_window)
    table = window.patch_list.table
    assert window.queue_window.focusWidget() is table
    press(table, Qt.Key_3, Qt.Key_Return)
    assert window.patch_list.count.text() == "1/6"
    press(table, Qt.Key_J)
    assert window.desk is not None
    assert window.desk.session.current is not None
    assert window.desk.session.current.number == window.patch_list.model.order[2]
    window.queue_window.close()
    assert window.patch_list.window() is window
    assert not window.actions_by_name["two_windows"].isChecked()
    assert settings.get(wishes.TWO_WINDOWS) == "off", "who closes the window wants the list beside the map"


def test_two_windows_are_remembered(
    open_window: OpenWindow, desktop: Desktop, folder: Path, settings: Settings
) -> None:
    settings.put(wishes.TWO_WINDOWS, "on")
    window = open_window(folder)
    assert window.patch_list.window() is window.queue_window
    room = window.screen().availableGeometry()
    assert room.contains(window.queue_window.geometry()), "the whole window is on the screen"
    window.queue_window.setGeometry(60, 70, 500, 520)
    window.close()
    again = desktop.open(folder).queue_window
    assert again.isVisible()
    assert (again.width(), again.height()) == (500, 520)
    assert max(abs(again.x() - 60), abs(again.y() - 70)) <= 8, "but for the frame"


def test_a_second_window_on_the_workspace_is_told(open_window: OpenWindow, folder: Path) -> None:
    (folder / "work").mkdir(exist_ok=True)
    other = QLockFile(str(folder / "work" / "desktop.lock"))
    assert other.tryLock(0)
    window = open_window(folder)
    assert "另一个窗口" in window.messages.text
    other.unlock()


def test_an_unexpected_error_is_told_copied_and_saved(
    open_window: OpenWindow, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: Answer
) -> None:
    open_window(folder)
    saved = tmp_path / "报告.txt"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, **_kinds: (str(saved), ""))
    told: list[str] = []

    def use(dialog: QDialog) -> None:
        assert isinstance(dialog, ReportDialog)
        dialog.copy_button.click()
        dialog.save_button.click()
        told.append(dialog.words.text())

    answer(ReportDialog, use)
    try:
        raise ZeroDivisionError("by a test")
    except ZeroDivisionError as error:
        _Report()(type(error), error, error.__traceback__)
    report = saved.read_text(encoding="utf-8")
    assert "ZeroDivisionError: by a test" in report
    assert "GDAL" in report
    clipboard = QApplication.clipboard()
    assert clipboard is not None
    assert clipboard.text().strip() == report.strip()
    assert "结论都已保存" in told[0]


def test_the_report_has_versions_and_log_and_keeps_keys_back(settings: Settings) -> None:
    settings.put(wishes.BASEMAP_KEY, "s3cret")
    handler = diagnostics.keep_log()
    assert handler is not None
    logging.getLogger("twowei.test").warning("disk nearly full")
    logging.getLogger("twowei").removeHandler(handler)
    handler.close()
    text = diagnostics.report("boom")
    assert "disk nearly full" in text
    assert "boom" in text
    assert f"Python: {sys.version_info.major}." in text
    assert "s3cret" not in text
    assert "(kept back)" in text


def test_a_log_that_cannot_be_written_stops_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("TWOWEI_SETTINGS", str(tmp_path / "file" / "twowei.ini"))
    assert diagnostics.keep_log() is None
    assert "(empty)" in diagnostics.report()


def test_input_methods_are_on_only_where_text_is_typed(open_window: OpenWindow, folder: Path) -> None:
    window = open_window(folder)
    fields = (QLineEdit, QComboBox, QSpinBox, QPlainTextEdit)
    takes_focus = [
        widget
        for widget in window.findChildren(QWidget)
        if widget.focusPolicy() != Qt.NoFocus and widget.isVisible() and not isinstance(widget, fields)
    ]
    assert window.map in takes_focus
    assert not [widget for widget in takes_focus if widget.testAttribute(Qt.WA_InputMethodEnabled)]


def test_no_white_lines_in_the_dark(qapp: QApplication) -> None:
    try:
        themes.apply(qapp, "dark")
        assert qapp.palette().color(QPalette.Light).lightness() < 128
    finally:
        themes.apply(qapp, "light")
