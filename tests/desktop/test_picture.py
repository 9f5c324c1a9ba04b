"""The map as a picture for print."""

from __future__ import annotations

from pathlib import Path

import pytest
from PyQt5.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from tests.desktop.conftest import OpenWindow
from twowei.desktop.map.compare import Mode
from twowei.desktop.questions import Questions


@pytest.mark.parametrize("mode", [Mode.SWIPE, Mode.SIDE])
def test_the_map_is_saved_at_print_size(
    folder: Path, open_window: OpenWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mode: Mode
) -> None:
    path = tmp_path / "打 印" / "图.png"
    path.parent.mkdir()
    monkeypatch.setattr(Questions, "picture", lambda *_: path)
    window = open_window(folder)
    window.map.set_mode(mode)
    window.map.fit_all()
    window.actions_by_name["picture"].trigger()
    qtbot.waitUntil(lambda: path.is_file() and not window.job_bar.busy, timeout=20_000)
    image = QImage(str(path))
    assert image.width() == 3272
    assert round(image.dotsPerMeterX() * 0.0254) == 300
    row = image.height() // 2
    before, after = (QColor(image.pixel(column, row)) for column in (500, 2700))
    assert before.red() > before.green() + 20
    assert after.green() > after.red() + 20
    assert str(path) in window.messages.text


def test_a_place_that_cannot_be_written_is_told(
    folder: Path, open_window: OpenWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Questions, "picture", lambda *_: tmp_path / "nowhere" / "a.png")
    window = open_window(folder)
    window.actions_by_name["picture"].trigger()
    qtbot.waitUntil(lambda: "a.png" in window.messages.text and not window.job_bar.busy, timeout=20_000)
