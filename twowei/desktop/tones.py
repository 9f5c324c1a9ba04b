"""The tone of a message (good, warn, bad) as the style sheet sees it."""

from __future__ import annotations

from PyQt5.QtWidgets import QWidget


def set_tone(frame: QWidget, tone: str, *inside: QWidget) -> None:
    """Give a frame a tone and let it and what is inside be drawn in it; Qt does not look again by itself."""
    frame.setProperty("tone", tone)
    style = frame.style()
    assert style is not None
    for widget in (frame, *inside):
        style.unpolish(widget)
        style.polish(widget)
