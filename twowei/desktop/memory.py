"""What the window remembers between runs."""

from __future__ import annotations

from pathlib import Path

from PyQt5.QtCore import QByteArray
from PyQt5.QtWidgets import QMainWindow, QSplitter

from twowei import settings as wishes
from twowei.casebook.lifecycle import Verdict
from twowei.desktop.review.views import Place, read_place, write_place
from twowei.settings import Settings

WINDOW_PX = (1366, 740)
SIDE_PX, DETAIL_PX = 538, 250


def divide(window: QMainWindow, across: QSplitter, side: QSplitter) -> None:
    """Give the parts of a new window their sizes; what the window grows by goes to map and list."""
    window.resize(*WINDOW_PX)
    for splitter, whole, last in ((across, WINDOW_PX[0], SIDE_PX), (side, WINDOW_PX[1], DETAIL_PX)):
        splitter.setStretchFactor(0, 1)
        splitter.setStretchFactor(1, 0)
        splitter.setSizes([whole - last, last])


def keep_place(settings: Settings, window: QMainWindow, splitter: QSplitter) -> None:
    """Remember where the window stands and how it is divided."""
    settings.put(wishes.GEOMETRY, bytes(window.saveGeometry().toHex()).decode())
    settings.put(wishes.SPLITTER, bytes(splitter.saveState().toHex()).decode())


def restore_place(settings: Settings, window: QMainWindow, splitter: QSplitter) -> None:
    """Put the window where it stood; nothing happens where nothing is remembered."""
    window.restoreGeometry(QByteArray.fromHex(settings.get(wishes.GEOMETRY).encode()))
    splitter.restoreState(QByteArray.fromHex(settings.get(wishes.SPLITTER).encode()))


def place(settings: Settings, folder: Path) -> Place:
    """Return where the work on a workspace was left."""
    return read_place(settings.get(wishes.LEFT_AT), str(folder.absolute()))


def keep_left(settings: Settings, folder: Path, left: Place) -> None:
    """Remember where the work on a workspace is left."""
    kept = [str(path) for path in settings.recent()]
    settings.put(wishes.LEFT_AT, write_place(settings.get(wishes.LEFT_AT), str(folder), left, kept))


def keep_presets(settings: Settings, presets: dict[Verdict, str]) -> None:
    """Remember the reason given last with each verdict."""
    for verdict, setting in zip(Verdict, wishes.PRESETS, strict=True):
        settings.put(setting, presets.get(verdict, ""))


def presets(settings: Settings) -> dict[Verdict, str]:
    """Return the reason given last with each verdict."""
    return {verdict: settings.get(setting) for verdict, setting in zip(Verdict, wishes.PRESETS, strict=True)}
