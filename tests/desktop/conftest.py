"""The real desktop on a small real workspace, in a path with Chinese letters and a space."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import shutil
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import numpy as np
import pytest
import rasterio
import shapely
from affine import Affine
from PyQt5 import sip
from PyQt5.QtCore import QEvent, Qt, QTimer
from PyQt5.QtTest import QTest
from PyQt5.QtWidgets import QApplication, QDialog, QDialogButtonBox, QPushButton
from pytestqt.qtbot import QtBot
from rasterio.crs import CRS

from twowei import settings as wishes
from twowei.casebook.patch import Patch
from twowei.desktop.app import Desktop
from twowei.desktop.main_window import MainWindow
from twowei.desktop.review.desk import Desk
from twowei.patches.candidate import Candidate
from twowei.services.ingest import ingest
from twowei.services.review import add_candidates
from twowei.services.workspace import Workspace
from twowei.settings import Settings

GK = CRS.from_epsg(4548)
LEFT, TOP, STEP = 500_000.0, 2_700_000.0, 0.5
WIDTH, HEIGHT = 1500, 1100
ANALYST = "王芳"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Overlook a warning that rasterio mutes for its own temporary rasters, but not reliably in several threads."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.filterwarnings("ignore::rasterio.errors.NotGeoreferencedWarning"))


def write_month(path: Path, colour: tuple[int, int, int]) -> Path:
    """Write a month of one colour with a darker stripe, tiled."""
    pixels = np.empty((3, HEIGHT, WIDTH), np.uint8)
    pixels[:] = np.array(colour, np.uint8)[:, None, None]
    pixels[:, ::64] //= 2
    transform = Affine(STEP, 0, LEFT, 0, -STEP, TOP)
    with rasterio.open(
        path, "w", driver="GTiff", count=3, height=HEIGHT, width=WIDTH, dtype="uint8", crs=GK, transform=transform,
        tiled=True,
    ) as dataset:  # fmt: skip
        dataset.write(pixels)
    return path


@pytest.fixture(scope="session")
def imagery(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two months: before reddish, after greenish."""
    folder = tmp_path_factory.mktemp("影像 两期")
    before = write_month(folder / "海沧_20260512.tif", (200, 60, 60))
    return before, write_month(folder / "海沧_20260614.tif", (60, 200, 60))


def square(place: int) -> shapely.Polygon:
    """Return the outline of the patch at a place: rows of four, 40 m apart."""
    x, y = LEFT + 100 + 60 * (place % 4), TOP - 100 - 60 * (place // 4)
    side = 10 + 2 * place
    return shapely.box(x, y - side, x + side, y)


@pytest.fixture(scope="session")
def judged_nothing(tmp_path_factory: pytest.TempPathFactory, imagery: tuple[Path, Path]) -> Path:
    """A workspace to copy: two months, six undecided patches."""
    folder = tmp_path_factory.mktemp("工作 区") / "海沧"
    with Workspace.create(folder, GK) as workspace:
        before = ingest(workspace, [imagery[0]], "2026-05", date=date(2026, 5, 12))
        after = ingest(workspace, [imagery[1]], "2026-06", date=date(2026, 6, 14))
        found = [Candidate(square(place), GK, "new", 0.95 - place / 20) for place in range(6)]
        add_candidates(
            workspace, found, before=before, after=after, model="fast 1", threshold=0.5, academic_only=True, by="d"
        )  # fmt: skip
    return folder


@pytest.fixture
def folder(tmp_path: Path, judged_nothing: Path) -> Path:
    """A workspace with six undecided patches."""
    return Path(shutil.copytree(judged_nothing, tmp_path / "海沧 两违"))


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Settings of this test alone, Chinese, with a known analyst."""
    monkeypatch.setenv("TWOWEI_SETTINGS", str(tmp_path / "设 置" / "twowei.ini"))
    chosen = Settings()
    chosen.put(wishes.ANALYST, ANALYST)
    return chosen


OpenWindow = Callable[[Path | None], MainWindow]


@pytest.fixture
def desktop(qapp: QApplication, settings: Settings) -> Iterator[Desktop]:
    """The desktop; nothing of it may be left running."""
    threads = set(threading.enumerate())
    qapp.setQuitOnLastWindowClosed(False)
    made = Desktop(qapp, settings)
    yield made
    if made.window is not None:
        made.window.job_bar.close_task()
        made.window.close()
        QApplication.sendPostedEvents(None, QEvent.DeferredDelete)
        assert sip.isdeleted(made.window), "its timers and processes go with it"
        made.window = None
    left = [thread for thread in set(threading.enumerate()) - threads if not thread.name.startswith("pytest")]
    assert not left


@pytest.fixture
def open_window(desktop: Desktop, qtbot: QtBot) -> OpenWindow:
    """Open the window, on a workspace if one is given, and wait until it has settled."""

    def show(workspace: Path | None = None) -> MainWindow:
        window = desktop.open(workspace)
        window.resize(1366, 740)
        QApplication.setActiveWindow(window)
        qtbot.waitExposed(window)
        if workspace is not None:
            settle(qtbot, window)
            window.map.setFocus()
        return window

    return show


@pytest.fixture
def window(open_window: OpenWindow, folder: Path) -> MainWindow:
    """The window on six undecided patches."""
    return open_window(folder)


def press(window: MainWindow, *keys: Qt.Key, modifier: Qt.KeyboardModifier = Qt.NoModifier) -> None:
    """Press keys where the focus is, as an analyst does."""
    for key in keys:
        QTest.keyClick(QApplication.focusWidget() or window, key, modifier)


def desk(window: MainWindow) -> Desk:
    """Return the desk of the open workspace."""
    assert window.desk is not None
    return window.desk


def current(window: MainWindow) -> Patch:
    """Return the patch that is shown."""
    patch = desk(window).session.current
    assert patch is not None
    return patch


def order(window: MainWindow) -> list[str]:
    """Return the numbers that the list shows."""
    return window.patch_list.model.order


def settle(qtbot: QtBot, window: MainWindow) -> None:
    """Wait until the months are known and their tiles are read."""

    def still() -> None:
        assert window.map.store is not None
        assert window.map.store.settled

    qtbot.waitUntil(lambda: bool(window.gallery.months))
    qtbot.wait(30)
    if window.desk is not None and window.desk.session.current is not None:
        qtbot.waitUntil(lambda: window.map.patches.box_of(window.desk.session.current.number) is not None)
    qtbot.waitUntil(still)


@pytest.fixture
def child_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Let the next child process be a script instead of our own command."""

    def write(script: str) -> None:
        path = tmp_path / "kind.py"
        path.write_text("import json, sys, time\n" + script, encoding="utf-8")
        monkeypatch.setattr(
            "twowei.desktop.child.command_line", lambda arguments: [sys.executable, str(path), *arguments]
        )

    return write


Act = Callable[[QDialog], None]


@pytest.fixture
def answer() -> Callable[[type[QDialog], Act], None]:
    """Wait for a dialog of a kind to stand in front, then act on it; one that stays open is closed."""

    def wait_for(kind: type[QDialog], act: Act) -> None:
        def look() -> None:
            dialog = QApplication.activeModalWidget()
            if not isinstance(dialog, kind):
                QTimer.singleShot(20, look)
                return
            try:
                act(dialog)
            finally:
                if dialog.isVisible():
                    dialog.reject()

        QTimer.singleShot(0, look)

    return wait_for


@pytest.fixture
def press_ok() -> Act:
    """Press a dialog's OK, which must be possible."""

    def press(dialog: QDialog) -> None:
        box = dialog.findChild(QDialogButtonBox)
        assert box is not None
        button = box.button(QDialogButtonBox.Ok)
        assert isinstance(button, QPushButton)
        assert button.isEnabled()
        button.click()

    return press


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """A workspace without imagery."""
    folder = tmp_path / "空 工作区"
    Workspace.create(folder).close()
    return folder
