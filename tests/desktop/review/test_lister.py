"""Lists of very many patches are found beside the window; here "very many" is one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PyQt5.QtCore import Qt
from PyQt5.QtTest import QTest
from pytestqt.qtbot import QtBot

from twowei.desktop.main_window import MainWindow
from twowei.desktop.review import lister
from twowei.desktop.review.views import ListView
from twowei.services.queue import Order, Wanted
from twowei.services.review import list_patches

OpenWindow = Callable[[Path | None], MainWindow]


@pytest.fixture
def window(open_window: OpenWindow, folder: Path, monkeypatch: pytest.MonkeyPatch) -> MainWindow:
    monkeypatch.setattr(lister, "MANY", 0)
    return open_window(folder)


def test_a_typed_word_filters_beside_the_window(window: MainWindow, qtbot: QtBot) -> None:
    assert window.desk is not None
    number = window.patch_list.model.order[-1]
    shown = list(window.patch_list.model.order)
    QTest.keyClicks(window.patch_list.search, number)
    assert window.patch_list.model.order == shown, "the list before stays until the new one is found"
    qtbot.waitUntil(lambda: window.patch_list.model.order == [number], timeout=10_000)
    assert window.desk.session.wanted.text == number
    assert window.patch_list.search.text() == number
    QTest.keyClick(window.patch_list.search, Qt.Key_A, Qt.ControlModifier)
    QTest.keyClick(window.patch_list.search, Qt.Key_Delete)
    qtbot.waitUntil(lambda: len(window.patch_list.model.order) == len(shown), timeout=10_000)


def test_the_newest_wish_wins(window: MainWindow, qtbot: QtBot) -> None:
    assert window.desk is not None
    told: list[tuple[bool | None, Order]] = []
    session = window.desk.session
    session.arranged.connect(lambda: told.append((session.wanted.undecided, session.order)))
    for undecided, order in ((False, Order.AREA), (None, Order.SCORE), (True, Order.NUMBER)):
        window.desk.show_view(ListView(Wanted(undecided=undecided), order))
    qtbot.waitUntil(lambda: bool(told), timeout=10_000)
    assert told == [(True, Order.NUMBER)]
    waiting = [patch.number for patch in list_patches(session.workspace) if patch.verdict is None]
    assert window.patch_list.model.order == sorted(waiting)
