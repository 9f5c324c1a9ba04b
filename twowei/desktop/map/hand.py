"""What the mouse does on the map: pan, zoom, drag the line, click a patch, or work a tool."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PyQt5.QtCore import QPoint, QPointF, Qt
from PyQt5.QtGui import QMouseEvent, QWheelEvent

from twowei.desktop.map.pane import Pane
from twowei.desktop.map.tool import Spot, Tool

if TYPE_CHECKING:
    from twowei.desktop.map.map_view import MapView

DRAG_STARTS_PX = 4
CLICK_REACH_PX = 8
ZOOM_STEP = 1.25
ToolCall = Callable[[Tool], bool]


class MouseHand:
    """Turns the mouse of the panes into movements of the map.

    Attributes:
        tool: The tool that is set, if any.
        space_held: Whether the next drag pans wherever it starts.
    """

    def __init__(self, map_view: MapView) -> None:
        self._map = map_view
        self.tool: Tool | None = None
        self.space_held = False
        self._press: QPoint | None = None
        self._drag = ""
        self._line_moved = False

    def press(self, pane: Pane, event: QMouseEvent) -> None:
        self._map.setFocus()
        if event.button() == Qt.LeftButton or event.button() == Qt.MiddleButton:
            self._press = event.pos()
            self._drag = self._drag_of(pane, event)
            self._line_moved = False
        elif self.tool is not None:
            self.tool.press(_spot(pane, event))
        self._set_cursor(pane, event.pos())

    def move(self, pane: Pane, event: QMouseEvent) -> None:
        self._map.point_at(pane, QPointF(event.pos()))
        if self._press is None:
            self._told(lambda tool: tool.move(_spot(pane, event)))
        else:
            self._drag_on(pane, event, self._press)
        self._set_cursor(pane, event.pos())

    def release(self, pane: Pane, event: QMouseEvent) -> None:
        spot = _spot(pane, event)
        if self._drag == "tool":
            self._told(lambda tool: tool.release(spot))
        elif self._press is not None and event.button() == Qt.LeftButton and self._stood_still():
            self._click(spot)
        self._press, self._drag = None, ""
        self._set_cursor(pane, event.pos())

    def double_click(self, pane: Pane, event: QMouseEvent) -> None:
        if not self._told(lambda tool: tool.double_click(_spot(pane, event))):
            self.press(pane, event)

    def wheel(self, pane: Pane, event: QWheelEvent) -> None:
        about = pane.to_scene(event.position())
        self._map.zoom_at(ZOOM_STEP ** (event.angleDelta().y() / 120), about)

    def leave(self, pane: Pane) -> None:
        self._map.point_at(pane, None)

    def _drag_of(self, pane: Pane, event: QMouseEvent) -> str:
        if event.button() == Qt.MiddleButton or self.space_held:
            return "pan"
        if self._told(lambda tool: tool.press(_spot(pane, event))):
            return "tool"
        return "line" if self._map.on_line(pane, event.pos()) else ""

    def _stood_still(self) -> bool:
        """Return whether what ends is a click; one on the line that did not move it is one too."""
        return not self._drag or (self._drag == "line" and not self._line_moved)

    def _drag_on(self, pane: Pane, event: QMouseEvent, start: QPoint) -> None:
        way = event.pos() - start
        if not self._drag and way.manhattanLength() >= DRAG_STARTS_PX:
            self._drag = "pan"
        if self._drag == "tool":
            self._told(lambda tool: tool.move(_spot(pane, event)))
        elif self._drag == "line":
            self._line_moved = self._line_moved or way.manhattanLength() >= DRAG_STARTS_PX
            self._map.move_line(pane, event.pos())
        elif self._drag == "pan":
            self._press = event.pos()
            self._map.move_by(-way.x(), -way.y())

    def _click(self, spot: Spot) -> None:
        if not self._told(lambda tool: tool.click(spot)):
            self._map.click(spot.scene, CLICK_REACH_PX / spot.scale)

    def _told(self, tell: ToolCall) -> bool:
        """Let the tool have an event; its picture may change by it."""
        if self.tool is None or self.space_held:
            return False
        used = tell(self.tool)
        self._map.repaint_all()
        return used

    def _set_cursor(self, pane: Pane, spot: QPoint) -> None:
        if self._drag == "pan":
            shape = Qt.ClosedHandCursor
        elif self._drag == "line" or (not self.space_held and self._map.on_line(pane, spot)):
            shape = Qt.SplitHCursor if self._map.comparison.upright else Qt.SplitVCursor
        elif self.space_held:
            shape = Qt.OpenHandCursor
        else:
            shape = self.tool.cursor if self.tool is not None else Qt.ArrowCursor
        pane.face().setCursor(shape)


def _spot(pane: Pane, event: QMouseEvent) -> Spot:
    screen = QPointF(event.pos())
    return Spot(pane.to_scene(screen), screen, pane.transform().m11(), event.button(), event.modifiers())
