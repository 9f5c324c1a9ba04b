"""Recent workspaces that are not where they were: they say so, are found again, or forgotten."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from twowei.desktop.main_window import MainWindow
from twowei.settings import Settings

OpenWindow = Callable[[Path | None], MainWindow]


def test_a_recent_workspace_that_is_gone_says_so_and_is_found_again(
    open_window: OpenWindow, settings: Settings, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = tmp_path / "旧盘" / "工作区"
    settings.remember_workspace(gone)
    window = open_window(None)
    page = window.start_page
    line = page.recent.item(0)
    assert line is not None and "找不到" in line.text() and line.toolTip() == str(gone)
    monkeypatch.setattr(window.questions, "missing_workspace", lambda *_: None)
    page.recent.itemActivated.emit(page.recent.item(0))
    assert settings.opened_last() == [gone], "nothing is decided"
    monkeypatch.setattr(window.questions, "missing_workspace", lambda *_: folder)
    page.recent.itemActivated.emit(page.recent.item(0))
    assert window.workspace is not None and settings.opened_last() == [folder]


def test_a_recent_workspace_that_is_gone_can_be_forgotten(
    open_window: OpenWindow, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.remember_workspace(tmp_path / "旧盘")
    window = open_window(None)
    monkeypatch.setattr(window.questions, "missing_workspace", lambda *_: False)
    window.start_page.recent.itemActivated.emit(window.start_page.recent.item(0))
    assert not settings.opened_last() and not window.start_page.recent.isVisible()
