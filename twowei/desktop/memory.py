"""What the window remembers between runs."""

from __future__ import annotations

from PyQt5.QtCore import QByteArray
from PyQt5.QtWidgets import QMainWindow, QSplitter

from twowei import settings as wishes
from twowei.casebook.lifecycle import Verdict
from twowei.settings import Settings


def keep_place(settings: Settings, window: QMainWindow, splitter: QSplitter) -> None:
    """Remember where the window stands and how it is divided."""
    settings.put(wishes.GEOMETRY, bytes(window.saveGeometry().toHex()).decode())
    settings.put(wishes.SPLITTER, bytes(splitter.saveState().toHex()).decode())


def restore_place(settings: Settings, window: QMainWindow, splitter: QSplitter) -> None:
    """Put the window where it stood; nothing happens where nothing is remembered."""
    window.restoreGeometry(QByteArray.fromHex(settings.get(wishes.GEOMETRY).encode()))
    splitter.restoreState(QByteArray.fromHex(settings.get(wishes.SPLITTER).encode()))


def keep_presets(settings: Settings, presets: dict[Verdict, str]) -> None:
    """Remember the reason given last with each verdict."""
    for verdict, setting in zip(Verdict, wishes.PRESETS, strict=True):
        settings.put(setting, presets.get(verdict, ""))


def presets(settings: Settings) -> dict[Verdict, str]:
    """Return the reason given last with each verdict."""
    return {verdict: settings.get(setting) for verdict, setting in zip(Verdict, wishes.PRESETS, strict=True)}
