"""Windows on small screens: none is larger than its screen, and what does not fit is scrolled."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PyQt5.QtCore import QRect
from PyQt5.QtWidgets import QDialog, QDialogButtonBox, QLabel, QMessageBox, QPushButton, QScrollArea, QVBoxLayout
from pytestqt.qtbot import QtBot

from twowei.desktop.fitting import FRAME_PX, fit, is_fitted
from twowei.desktop.main_window import MainWindow

OpenWindow = Callable[[Path | None], MainWindow]
SMALL = QRect(0, 0, 911, 512)
"""1366 × 768 at 150 %."""


@pytest.fixture
def tall(qtbot: QtBot) -> QDialog:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    column = QVBoxLayout(dialog)
    for row in range(40):
        column.addWidget(QLabel(f"row {row}"))
    column.addWidget(QDialogButtonBox(QDialogButtonBox.Ok))
    dialog.resize(dialog.sizeHint())
    return dialog


def test_a_dialog_higher_than_the_screen_is_scrolled_and_keeps_its_buttons(tall: QDialog) -> None:
    fit(tall, SMALL)
    assert tall.height() <= SMALL.height() - FRAME_PX and tall.width() <= SMALL.width()
    area = tall.findChild(QScrollArea)
    button = tall.findChild(QPushButton)
    assert area is not None and len(area.findChildren(QLabel)) == 40
    assert button is not None and not area.isAncestorOf(button)
    fit(tall, SMALL)
    assert len(tall.findChildren(QScrollArea)) == 1, "it is done once"


def test_a_dialog_that_fits_stays_as_it_is(tall: QDialog) -> None:
    before = tall.size()
    fit(tall, QRect(0, 0, 2560, 1440))
    assert tall.size() == before and tall.findChild(QScrollArea) is None


def test_what_qt_sizes_itself_is_left_alone(tall: QDialog) -> None:
    assert is_fitted(tall) and not is_fitted(QMessageBox())


def test_the_window_fits_a_small_screen_with_a_patch_chosen(open_window: OpenWindow, folder: Path) -> None:
    window = open_window(folder)
    assert window.desk is not None
    window.desk.session.choose(window.desk.session.listed.numbers[0])
    least = window.minimumSizeHint()
    assert least.width() <= SMALL.width() and least.height() <= SMALL.height() - FRAME_PX
    fit(window, SMALL)
    assert window.width() <= SMALL.width() and window.height() <= SMALL.height() - FRAME_PX
