"""Breaking Chinese text into lines: between any two characters, but not inside numbers and Latin words."""

from __future__ import annotations

import re
from collections.abc import Callable

_CLOSING = ",。、;:!?)】》〉」』”’%‰℃㎡/"
_OPENING = "(【《〈「『“‘"
_PIECES = re.compile(rf"[{_OPENING}]*(?:[!-~]+|.)[{_CLOSING}]*")

Measure = Callable[[str], float]


def wrap(text: str, width: float, measure: Measure) -> list[str]:
    """Return the lines of a text no wider than ``width``; closing marks stay with what they close.

    Args:
        measure: Returns the width of a text.
    """
    return [line for paragraph in text.split("\n") for line in _wrapped(paragraph, width, measure)]


def _wrapped(text: str, width: float, measure: Measure) -> list[str]:
    lines, line, filled = [], "", 0.0
    for piece in _fitting(text, width, measure):
        needed = measure(piece)
        if line and filled + needed > width:
            lines.append(line.rstrip())
            line, filled = "", 0.0
        if line or piece.strip():
            line, filled = line + piece, filled + needed
    return [*lines, line.rstrip()]


def _fitting(text: str, width: float, measure: Measure) -> list[str]:
    """Return the pieces that are not broken, those wider than a line taken apart."""
    pieces = []
    for piece in _PIECES.findall(text):
        pieces += [piece] if measure(piece) <= width else list(piece)
    return pieces


def shorten(text: str, width: float, measure: Measure) -> str:
    """Return a text cut to one line, with an ellipsis where something is gone."""
    if measure(text) <= width:
        return text
    while text and measure(text + "…") > width:
        text = text[:-1]
    return text + "…"
