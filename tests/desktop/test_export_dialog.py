"""The export dialog tells what came of it and stays usable and on the screen."""

from __future__ import annotations

from pathlib import Path

from PyQt5.QtWidgets import QDialogButtonBox, QPushButton
from pytestqt.qtbot import QtBot

from twowei.casebook.lifecycle import Verdict
from twowei.desktop.dialogs.export_dialog import ExportDialog, Places


def test_it_is_ready_when_it_tells_and_a_long_text_keeps_its_buttons_on_the_screen(qtbot: QtBot) -> None:
    dialog = ExportDialog({Verdict.ILLEGAL: 3}, Places(["2026-06"], [], "EPSG:4548"), Path("/tmp/出"), "utf-8")
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    screen = dialog.screen()
    assert screen is not None
    room = screen.availableGeometry()
    dialog.move(room.left() + 20, room.bottom() - dialog.height() - 5)
    save = dialog.buttons.button(QDialogButtonBox.Save)
    assert isinstance(save, QPushButton)
    dialog.lock(True)
    assert not save.isEnabled()
    dialog.show_failure("\n".join(["The disk is full; free some space and export again."] * 4))
    assert save.isEnabled() and dialog.preview.isEnabled()
    height = dialog.height()
    qtbot.waitUntil(lambda: dialog.frameGeometry().bottom() <= room.bottom())
    assert dialog.height() == height, "nothing grows after it was moved"
