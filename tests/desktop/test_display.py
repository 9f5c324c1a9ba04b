"""Whether a display can be used is found out without risking the process."""

from __future__ import annotations

import sys

import pytest

from twowei.desktop.display import usable_display

linux_only = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="about X11 and Wayland")


def test_the_platform_of_tests_counts_as_usable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert usable_display() is None
    reason = usable_display(someone_looks=True)
    assert reason is not None
    assert "QT_QPA_PLATFORM" in reason


@linux_only
def test_no_screen_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    reason = usable_display()
    assert reason is not None
    assert "DISPLAY" in reason


@linux_only
def test_a_screen_that_does_not_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setenv("DISPLAY", ":4711")
    reason = usable_display()
    assert reason is not None
    assert "No window can be opened" in reason
    assert "apt install" in reason
    assert "\n" not in reason
