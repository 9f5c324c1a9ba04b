"""What lies above the scene in every pane: which epoch is where, line, scale, north, the mirrored cursor, a tool."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PyQt5.QtCore import QPointF
from PyQt5.QtGui import QPainter

from twowei.desktop.map import decor
from twowei.desktop.map.compare import Comparison, Mode
from twowei.desktop.map.pane import Pane
from twowei.desktop.map.patch_layer import sides
from twowei.desktop.map.scene import Scene
from twowei.desktop.map.shift_layer import ShiftLayer
from twowei.desktop.map.tool import Tool

BADGE_PX = (150.0, 44.0)
SCALE_PX = (150.0, 96.0)
"""Corners in which the dates, and scale bar and north arrow, stand."""

REST_PX = 4.0


class Foreground:
    """Paints it from the state of the comparison.

    Attributes:
        shown: The scene, if any.
        tool: The tool that has the mouse.
        notes: Lines written in the middle, such as that there is no imagery.
    """

    def __init__(self, comparison: Comparison) -> None:
        self._comparison = comparison
        self.shown: Scene | None = None
        self.tool: Tool | None = None
        self.notes: tuple[str, ...] = ()
        self._mirrored: tuple[Pane, QPointF] | None = None

    def mirror(self, pane: Pane, spot: QPointF | None, panes: Sequence[Pane]) -> list[Pane]:
        """Take the cursor of a pane; return the panes that show it otherwise than before."""
        others = [each for each in panes if each is not pane]
        was, self._mirrored = self._mirrored, (pane, spot) if spot is not None and others else None
        return others if was != self._mirrored else []

    def covered(self, pane: Pane) -> NDArray[np.float64]:
        """Return where it stands in a pane: left, top, right and bottom of each part (n, 4).

        Of the line counts where it rests, the middle, so that nothing jumps out of its way when it is dragged.
        """
        width, height = float(pane.face().width()), float(pane.face().height())
        boxes = [(0.0, 0.0, *BADGE_PX), (width - BADGE_PX[0], 0.0, width, BADGE_PX[1])]
        boxes.append((0.0, height - SCALE_PX[1], SCALE_PX[0], height))
        if self._comparison.showing is Mode.SWIPE:
            x, y = width / 2, height / 2
            upright = self._comparison.upright
            boxes.append((x - REST_PX, 0.0, x + REST_PX, height) if upright else (0.0, y - REST_PX, width, y + REST_PX))
        for layer in _shift_layers(pane):
            boxes.append(sides(layer.key_plate(pane.font(), pane.transform().m11(), height)))
        return np.array(boxes)

    def paint(self, pane: Pane, painter: QPainter) -> None:
        """Paint one pane; the painter counts in its pixels."""
        if self.shown is None:
            return
        size = pane.face().size()
        width, height = size.width(), size.height()
        if self.tool is not None:
            self.tool.paint(painter, pane.viewportTransform())
        decor.draw_line(painter, self._comparison, width, height)
        texts = self.shown.before.label if self.shown.before else "", self.shown.after.label
        decor.draw_badges(painter, self._comparison.parts(pane.number, width, height), width, texts)
        if pane.number == 0:
            decor.draw_scale(painter, self.shown.metres / pane.transform().m11(), height)
            decor.draw_north(painter, self.shown.north_deg, QPointF(28, height - 74))
            for layer in _shift_layers(pane):
                layer.write_key(painter, pane.transform().m11(), height)
        if self._mirrored is not None and self._mirrored[0] is not pane:
            decor.draw_cross(painter, pane.viewportTransform().map(self._mirrored[1]))
        decor.draw_notes(painter, self.notes, width, height)


def _shift_layers(pane: Pane) -> list[ShiftLayer]:
    canvas = pane.scene()
    items = canvas.items() if canvas is not None else []
    return [item for item in items if isinstance(item, ShiftLayer) and item.isVisible()]
