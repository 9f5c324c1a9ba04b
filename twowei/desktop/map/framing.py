"""Where the view must stand to show a box of the scene. Knows no Qt."""

from __future__ import annotations

from dataclasses import dataclass

from twowei.desktop.map.pyramid import Box

MARGIN = 0.9
CLOSEST = 3.0


@dataclass(frozen=True)
class View:
    """What the map shows: a box of the scene and screen pixels per finest pixel."""

    box: Box
    scale: float

    def counted(self, ratio: float) -> View:
        """Return the view counted in device pixels, of which a screen pixel has ``ratio``."""
        return View(self.box, self.scale * ratio)


def fitting(box: Box, width: float, height: float, margin: float = 0.0, closest: float = CLOSEST) -> View:
    """Return the view of ``width`` by ``height`` screen pixels that shows ``box`` in its middle.

    Args:
        margin: Ground left free on each side, as a share of the box.
        closest: Greatest scale; a shed of ten pixels is not blown up to fill the screen.
    """
    inner_width = max(box.right - box.left, 1e-6) * (1 + 2 * margin)
    inner_height = max(box.bottom - box.top, 1e-6) * (1 + 2 * margin)
    scale = min(width / inner_width, height / inner_height, closest)
    x, y = box.centre
    half_width, half_height = width / scale / 2, height / scale / 2
    return View(Box(x - half_width, y - half_height, x + half_width, y + half_height), scale)
