"""A workspace with a drawn year, and the windows beside the main one."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from twowei.desktop.board.side_window import SideWindow
from twowei.desktop.main_window import MainWindow
from twowei.feedback import Feedback
from twowei.services.drawn_year import draw_year

OpenSide = Callable[[MainWindow, str], SideWindow]


@pytest.fixture(scope="session")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A drawn year to copy."""
    folder = tmp_path_factory.mktemp("看板") / "海沧 2025"
    draw_year(folder, patches=150, feedback=Feedback())
    return folder


@pytest.fixture
def year(tmp_path: Path, drawn: Path) -> Path:
    """A workspace with a drawn year."""
    return Path(shutil.copytree(drawn, tmp_path / "海沧 2025"))


@pytest.fixture
def open_year(desktop: object, year: Path, qtbot: QtBot) -> Callable[[], MainWindow]:
    """Open the window on the drawn year."""

    def show() -> MainWindow:
        window: MainWindow = desktop.open(year)  # type: ignore[attr-defined]
        window.resize(1366, 740)
        qtbot.waitExposed(window)
        return window

    return show


@pytest.fixture
def open_side(qtbot: QtBot) -> OpenSide:
    """Open a window beside the main one by its command, and wait until it has read."""

    def show(window: MainWindow, kind: str) -> SideWindow:
        window.actions_by_name[kind].trigger()
        side = window.boards.open[kind]
        qtbot.waitExposed(side)
        qtbot.waitUntil(lambda: not side.busy)
        return side

    return show
