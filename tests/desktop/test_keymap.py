"""Keys that somebody chose, and the settings made from their declarations, through the real window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PyQt5.QtCore import Qt
from PyQt5.QtGui import QKeySequence
from PyQt5.QtTest import QTest
from PyQt5.QtWidgets import QApplication, QDialog, QDialogButtonBox, QLabel
from pytestqt.qtbot import QtBot

from twowei import settings as wishes
from twowei.casebook.lifecycle import Verdict
from twowei.desktop.app import Desktop
from twowei.desktop.dialogs.key_sheet import KeySheet
from twowei.desktop.dialogs.settings_dialog import CAPTIONS, VALUES, SettingsDialog
from twowei.desktop.keymap import DEFAULTS, Keymap, clash
from twowei.desktop.main_window import MainWindow
from twowei.settings import DECLARED, Settings

OpenWindow = Callable[[Path | None], MainWindow]
Answer = Callable[[type[QDialog], Callable[[QDialog], None]], None]


def press(window: MainWindow, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(QApplication.focusWidget() or window, key)


def test_no_two_defaults_share_a_key() -> None:
    assert clash(DEFAULTS) is None
    assert clash({**DEFAULTS, "archive": ("N",)}) is not None
    assert clash({**DEFAULTS, "archive": ("3",)}) is not None
    assert clash({**DEFAULTS, "verdict_1": ("4",), "verdict_4": ("1",)}) is None


@pytest.mark.parametrize("kept", ["{rubbish", "[]", '{"nobody": ["X"], "next": "Y"}', '{"next": []}'])
def test_what_cannot_be_read_is_the_default(settings: Settings, kept: str) -> None:
    settings.put(wishes.KEYS, kept)
    assert Keymap(settings).keys("next") == ("Down", "J")


def test_chosen_keys_work_are_printed_and_stand_on_the_sheet(
    settings: Settings, open_window: OpenWindow, folder: Path, answer: Answer
) -> None:
    Keymap(settings).put({"verdict_3": ("F",), "reason_4": ("D",), "next": ("M",), "commit": ("Space",)})
    window = open_window(folder)
    assert window.verdict_bar.verdict_buttons[Verdict.FALSE].key == "F"
    assert window.desk is not None
    first = window.patch_list.model.order[0]
    press(window, Qt.Key_F)
    assert window.verdict_bar.reasons.buttons["W04"].key == "D"
    press(window, Qt.Key_D, Qt.Key_Return)
    judged = window.desk.session.find(first)
    assert judged is not None
    assert judged.reason is None, "Return does nothing any more"
    window.verdict_bar.commit()
    judged = window.desk.session.find(first)
    assert judged is not None
    assert judged.reason == "W04"
    press(window, Qt.Key_M)
    assert window.desk.session.current is not None
    assert window.desk.session.current.number == window.patch_list.model.order[2]
    seen: list[str] = []

    def read(sheet: QDialog) -> None:
        seen.extend(one.text() for one in sheet.findChildren(QLabel))
        assert sheet.height() <= 740, "the whole sheet fits a screen of 768"

    answer(KeySheet, read)
    press(window, Qt.Key_F1)
    assert "M" in seen
    assert "1 2 F 4 5" in seen
    assert "0 1 2 3 D 5 6 7 8 9 - =" in seen


def test_a_key_chosen_before_a_command_had_it_stays_with_what_it_was_chosen_for(settings: Settings) -> None:
    Keymap(settings).put({"reason_4": ("Ctrl+H",), "archive": ("J",)})
    kept = Keymap(settings)
    assert kept.keys("recent") == ()
    assert kept.keys("next") == ("Down",)
    assert clash({name: kept.keys(name) for name in DEFAULTS}) is None


def test_every_setting_that_can_be_chosen_has_its_caption() -> None:
    chosen = [setting for setting in DECLARED if not setting.internal]
    assert [setting.name for setting in chosen if setting.name not in CAPTIONS] == []
    assert [(s.name, v) for s in chosen for v in s.choices if (s.name, v) not in VALUES] == []


def test_settings_are_kept_and_the_window_made_anew(
    desktop: Desktop, open_window: OpenWindow, folder: Path, settings: Settings, answer: Answer, qtbot: QtBot
) -> None:
    open_window(folder)

    def choose(dialog: QDialog) -> None:
        assert isinstance(dialog, SettingsDialog)
        theme = dialog.fields["theme"]
        theme.setCurrentIndex(1)  # type: ignore[union-attr]
        dialog.keys.field("archive").setKeySequence(QKeySequence("X"))
        dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.Ok).click()  # type: ignore[union-attr]

    answer(SettingsDialog, choose)
    desktop.window.actions_by_name["settings"].trigger()  # type: ignore[union-attr]
    fresh = Settings(settings.path)
    assert fresh.get(wishes.THEME) == "dark"
    assert Keymap(fresh).keys("archive") == ("X",)
    assert desktop.window is not None
    assert desktop.window.actions_by_name["archive"].shortcut().toString() == "X"
    assert desktop.window.workspace is not None


def test_a_key_that_is_taken_is_refused_with_both_names(
    open_window: OpenWindow, folder: Path, settings: Settings, answer: Answer
) -> None:
    window = open_window(folder)
    told: list[str] = []

    def choose(dialog: QDialog) -> None:
        assert isinstance(dialog, SettingsDialog)
        dialog.keys.field("archive").setKeySequence(QKeySequence("N"))
        dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.Ok).click()  # type: ignore[union-attr]
        told.append(dialog.keys.problem.text())
        dialog.keys.reset_button.click()
        assert clash(dialog.keys.keys()) is None

    answer(SettingsDialog, choose)
    window.actions_by_name["settings"].trigger()
    assert "归档" in told[0]
    assert "备注" in told[0]
    assert settings.get(wishes.KEYS) == ""
