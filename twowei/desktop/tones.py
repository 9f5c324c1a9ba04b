"""The tone of a message (good, warn, bad) as the style sheet sees it."""

from __future__ import annotations

from PyQt5.QtWidgets import QWidget


def set_ink(text: QWidget, ink: str) -> None:
    """Write a text in the ink of a tone, without a frame around it."""
    text.setProperty("ink", ink)
    _look_again(text)


def set_tone(frame: QWidget, tone: str, *inside: QWidget) -> None:
    """Give a frame a tone and let it and what is inside be drawn in it; Qt does not look again by itself."""
    frame.setProperty("tone", tone)
    _look_again(frame, *inside)


def _look_again(*widgets: QWidget) -> None:
    style = widgets[0].style()
    assert style is not None
    for widget in widgets:
        style.unpolish(widget)
        style.polish(widget)
