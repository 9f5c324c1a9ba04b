"""Settings never stand in the way of a start."""

from __future__ import annotations

from pathlib import Path

import pytest

from twowei import settings as wishes
from twowei.settings import Settings


def test_values_come_back(tmp_path: Path) -> None:
    path = tmp_path / "设 置" / "twowei.ini"
    Settings(path).put(wishes.ANALYST, "王芳 100%")
    assert Settings(path).get(wishes.ANALYST) == "王芳 100%"
    assert Settings(path).get(wishes.LANGUAGE) == "zh_CN"


@pytest.mark.parametrize("content", [b"\xff\xfe\x00 rubbish", b"no section", b"[twowei\nlanguage"])
def test_an_unreadable_file_gives_defaults_and_says_so(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "twowei.ini"
    path.write_bytes(content)
    settings = Settings(path)
    assert settings.get(wishes.THEME) == "light"
    assert str(path) in settings.problems[0]


def test_an_unknown_value_counts_as_the_default(tmp_path: Path) -> None:
    path = tmp_path / "twowei.ini"
    path.write_text("[twowei]\ntheme = purple\n", encoding="utf-8")
    settings = Settings(path)
    assert settings.get(wishes.THEME) == "light"
    assert "purple" in settings.problems[0]


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    settings = Settings(tmp_path / "file" / "twowei.ini")
    settings.put(wishes.THEME, "dark")
    assert settings.get(wishes.THEME) == "dark"
    assert settings.problems


def test_recent_workspaces_newest_first_and_only_those_there(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "twowei.ini")
    folders = [tmp_path / f"工作 {i}" for i in range(10)]
    for folder in folders:
        folder.mkdir()
        settings.remember_workspace(folder)
    settings.remember_workspace(folders[5])
    folders[9].rmdir()
    assert settings.recent()[0] == folders[5]
    assert folders[9] not in settings.recent()
    assert len(settings.recent()) <= wishes.RECENT_KEPT
    settings.remember_workspace(folders[6])
    assert folders[9] in settings.opened_last(), "its disk may only be away"
    settings.forget_workspace(folders[9])
    assert folders[9] not in settings.opened_last() and folders[5] in settings.opened_last()


def test_the_path_may_be_chosen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TWOWEI_SETTINGS", str(tmp_path / "mine.ini"))
    assert wishes.default_path() == tmp_path / "mine.ini"
    monkeypatch.delenv("TWOWEI_SETTINGS")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setattr("sys.platform", "linux")
    assert wishes.default_path() == tmp_path / "twowei" / "twowei.ini"
