"""The strip of all months: read beside the window, clicked, switched off; nothing is left running."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PyQt5.QtCore import Qt
from PyQt5.QtGui import QImage
from PyQt5.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.desktop.conftest import write_month
from twowei.desktop.main_window import MainWindow
from twowei.services.ingest import ingest
from twowei.services.workspace import Workspace

OpenWindow = Callable[[Path | None], MainWindow]


@pytest.fixture
def window(open_window: OpenWindow, folder: Path, tmp_path: Path) -> MainWindow:
    """A window on six patches and three months, the third bluish."""
    with Workspace.open(folder) as workspace:
        ingest(workspace, [write_month(tmp_path / "七月.tif", (60, 60, 200))], "2026-07", date=date(2026, 7, 2))
    return open_window(folder)


def colour_of(window: MainWindow, month: str) -> tuple[int, int, int]:
    image: QImage = window.reviewing.strip.chips[month].grab().toImage()
    pixel = image.pixelColor(8, 8)
    return pixel.red(), pixel.green(), pixel.blue()


def test_every_month_of_the_place_is_shown(window: MainWindow, qtbot: QtBot) -> None:
    strip = window.reviewing.strip
    assert list(strip.chips) == ["2026-05", "2026-06", "2026-07"]
    assert strip.isVisible()

    def read() -> None:
        assert max(range(3), key=lambda band: colour_of(window, "2026-05")[band]) == 0
        assert max(range(3), key=lambda band: colour_of(window, "2026-06")[band]) == 1
        assert max(range(3), key=lambda band: colour_of(window, "2026-07")[band]) == 2

    qtbot.waitUntil(read)
    assert [strip.chips[month].role for month in strip.chips] == ["before", "after", ""]


def test_the_next_patch_is_read_ahead(window: MainWindow, qtbot: QtBot) -> None:
    reader, following = window.reviewing.strip._reader, window.patch_list.model.order[1]
    assert reader is not None
    qtbot.waitUntil(lambda: reader.get(following, "2026-07") is not None)


def test_a_click_compares_with_that_month(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.mouseClick(window.reviewing.strip.chips["2026-07"], Qt.LeftButton)
    assert window.pair_bar.pair() == ("2026-06", "2026-07")


def test_t_hides_the_strip(window: MainWindow) -> None:
    QTest.keyClick(window.map, Qt.Key_T)
    assert window.reviewing.strip.isHidden()
    QTest.keyClick(window.map, Qt.Key_T)
    assert window.reviewing.strip.isVisible()


def test_two_months_need_no_strip(open_window: OpenWindow, folder: Path) -> None:
    assert open_window(folder).reviewing.strip.isHidden()
