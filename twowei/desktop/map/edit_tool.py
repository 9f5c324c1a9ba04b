"""Drawing an outline on the map: corners are dragged; lines reshape and cut; rings add and take away."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

import numpy as np
from PyQt5.QtCore import QObject, QPointF, Qt, pyqtSignal
from PyQt5.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF, QTransform

from twowei.desktop.map.pyramid import Pyramid
from twowei.desktop.map.sketch import Grip, Sketch
from twowei.desktop.map.tool import Spot, Tool
from twowei.geo import shaping
from twowei.geo.footprint import Outline
from twowei.geo.shaping import XY

REACH_PX = 9.0
INK, MODEL_INK, WRONG_INK = QColor("#3FD0FF"), QColor("#FFFFFF"), QColor("#FF3B30")
PIECES = ("#3FD0FF", "#FFB000", "#B388FF", "#8BE04E", "#FF7BA9")
SHADE = QColor(0, 0, 0, 170)


class Way(Enum):
    """What the mouse does with the outline."""

    CORNERS = "corners"
    RESHAPE = "reshape"
    CUT = "cut"
    HOLE = "hole"
    ADD = "add"


KEYS = {
    Qt.Key_V: Way.CORNERS,
    Qt.Key_R: Way.RESHAPE,
    Qt.Key_X: Way.CUT,
    Qt.Key_H: Way.HOLE,
    Qt.Key_A: Way.ADD,
}
RINGS = (Way.HOLE, Way.ADD)


class EditSignals(QObject):
    """What an edit tells the window."""

    changed = pyqtSignal()  # the outline or the way
    refused = pyqtSignal(str)  # name of the reason
    taken = pyqtSignal()
    left = pyqtSignal()  # Esc
    ended = pyqtSignal()  # the tool was put away


class EditTool(Tool):
    """Edits a sketch; Enter ends a line or takes the outline, Esc drops a line or leaves."""

    def __init__(self, sketch: Sketch, pyramid: Pyramid, way: Way = Way.CORNERS) -> None:
        self.sketch, self.signals = sketch, EditSignals()
        self.way = way
        self._pyramid = pyramid
        self._line: list[XY] = []
        self._hover: XY | None = None
        self._snapped = False
        self._grip: Grip | None = None
        self._near: Grip | None = None

    @property
    def keys(self) -> frozenset[int]:
        ends = (Qt.Key_Return, Qt.Key_Enter, Qt.Key_Escape, Qt.Key_Backspace, Qt.Key_Delete, Qt.Key_Z, Qt.Key_Y)
        return frozenset((*KEYS, *ends))

    @property
    def drawing(self) -> bool:
        """Whether a line or ring is begun."""
        return bool(self._line)

    def ring_m2(self) -> float:
        """Return the area of the ring that is being drawn, up to the mouse; 0 where none is."""
        if self.way not in RINGS or not self._line:
            return 0.0
        return self.sketch.ring_m2([*self._line, self._hover] if self._hover is not None else self._line)

    def set_way(self, way: Way) -> None:
        """Let the mouse do something else; a line that is begun goes."""
        self.way, self._line = way, []
        self.signals.changed.emit()

    # ---- the mouse -----------------------------------------------------------------------------

    def press(self, spot: Spot) -> bool:
        ground, reach = self._ground(spot), self._reach(spot)
        if spot.button == Qt.RightButton:
            self._end_line() if self._line else self._remove(self.sketch.grip(ground, reach))
            return True
        if self.way is not Way.CORNERS or spot.button != Qt.LeftButton:
            return False
        self._grip = self.sketch.grip(ground, reach)
        if self._grip is None and (edge := self.sketch.edge(ground, reach)) is not None:
            self.sketch.hold()
            self._grip = self.sketch.insert(edge, ground)
            self.signals.changed.emit()
        elif self._grip is not None:
            self.sketch.hold()
        return self._grip is not None

    def move(self, spot: Spot) -> bool:
        ground = self._ground(spot)
        free = bool(spot.modifiers & Qt.ShiftModifier)
        there = ground if free else self.sketch.snapped(ground, self._reach(spot))
        self._snapped = there != ground
        self._hover = there
        if self._grip is not None:
            self.sketch.drag(self._grip, there)
            self.signals.changed.emit()
        elif self.way is Way.CORNERS:
            self._near = self.sketch.grip(ground, self._reach(spot))
        elif self._line:
            self.signals.changed.emit()  # the area follows the mouse
        return True

    def release(self, spot: Spot) -> bool:
        if self._grip is not None:
            self.move(spot)
            self._grip = None
            self.sketch.drop()
            self.signals.changed.emit()
        return True

    def click(self, spot: Spot) -> bool:
        if self.way is Way.CORNERS:
            return True  # a slip beside the outline must not choose another patch
        ground = self._ground(spot)
        if self.way is Way.HOLE and not self._line and self.sketch.fill(ground):
            self.signals.changed.emit()
            return True
        free = bool(spot.modifiers & Qt.ShiftModifier)
        there = ground if free else self.sketch.snapped(ground, self._reach(spot))
        if not self._line or self._line[-1] != there:
            self._line.append(there)
        self.signals.changed.emit()
        return True

    def double_click(self, spot: Spot) -> bool:
        if self._line:
            self._end_line()
        return True

    # ---- keys ----------------------------------------------------------------------------------

    def key(self, key: int, modifiers: Qt.KeyboardModifiers | Qt.KeyboardModifier) -> bool:
        if modifiers & Qt.ControlModifier:
            return self._command(key, bool(modifiers & Qt.ShiftModifier))
        if key in (Qt.Key_Return, Qt.Key_Enter):
            self._end_line() if self._line else self.take()
        elif key == Qt.Key_Escape:
            self._escape()
        elif key in (Qt.Key_Backspace, Qt.Key_Delete):
            self._erase()
        elif key in KEYS:
            self.set_way(KEYS[key])
        else:
            return False
        return True

    def take(self) -> None:
        """Hand the outline over, once it does not cross itself."""
        if not self.sketch.pieces:
            self.signals.refused.emit("nothing")
        elif self.sketch.valid:
            self.signals.taken.emit()
        else:
            self.signals.refused.emit("mended" if self.sketch.mend() else "hopeless")
            self.signals.changed.emit()

    def undo(self) -> None:
        """Go back one step: a point of the line, else of the outline."""
        if self._line:
            self._line.pop()
        else:
            self.sketch.undo()
        self.signals.changed.emit()

    def redo(self) -> None:
        """Do again what was undone."""
        self.sketch.redo()
        self.signals.changed.emit()

    def leave(self) -> None:
        self.signals.ended.emit()

    def give_up(self) -> None:
        """Leave, as Esc does when no line is begun."""
        self.signals.left.emit()

    def _command(self, key: int, shift: bool) -> bool:
        if key == Qt.Key_Z:
            self.redo() if shift else self.undo()
        elif key == Qt.Key_Y:
            self.redo()
        else:
            return False
        return True

    def _escape(self) -> None:
        if self._line:
            self._line = []
            self.signals.changed.emit()
        else:
            self.give_up()

    def _erase(self) -> None:
        if self._line:
            self._line.pop()
        else:
            self._remove(self._near)
        self.signals.changed.emit()

    def _remove(self, grip: Grip | None) -> None:
        if grip is None:
            return
        self._near = None
        if not self.sketch.remove(grip):
            self.signals.refused.emit("last corner")
        self.signals.changed.emit()

    def _end_line(self) -> None:
        if len(self._line) < (3 if self.way in RINGS else 2):
            self.signals.refused.emit("too short")
            return
        line, self._line = self._line, []
        work = {
            Way.RESHAPE: self.sketch.reshape,
            Way.CUT: self.sketch.cut,
            Way.HOLE: self.sketch.pierce,
            Way.ADD: self.sketch.add,
        }[self.way]
        if not work(line):
            self.signals.refused.emit(self.way.value)
        elif self.way is Way.ADD:
            self.way = Way.CORNERS
        self.signals.changed.emit()

    # ---- the picture ---------------------------------------------------------------------------

    def paint(self, painter: QPainter, to_screen: QTransform) -> None:
        painter.setRenderHint(QPainter.Antialiasing)
        if self.sketch.model is not None:
            self._paint_model(painter, to_screen)
        for number, piece in enumerate(self.sketch.pieces):
            ink = QColor(PIECES[number % len(PIECES)]) if piece.is_valid else WRONG_INK
            self._paint_piece(painter, to_screen, piece, ink)
        self._paint_line(painter, to_screen)
        if self._snapped and self._hover is not None:
            spot = self._on_screen(to_screen, [self._hover])[0]
            painter.setBrush(Qt.NoBrush)
            painter.setPen(QPen(QColor("#FF4DE1"), 2))
            painter.drawRect(int(spot.x()) - 7, int(spot.y()) - 7, 14, 14)

    def _paint_model(self, painter: QPainter, to_screen: QTransform) -> None:
        assert self.sketch.model is not None
        painter.setBrush(Qt.NoBrush)
        path = self._path(to_screen, self.sketch.model)
        for pen in (QPen(SHADE, 3), QPen(MODEL_INK, 1.4, Qt.DashLine)):
            painter.setPen(pen)
            painter.drawPath(path)

    def _paint_piece(self, painter: QPainter, to_screen: QTransform, piece: Outline, ink: QColor) -> None:
        path = self._path(to_screen, piece)
        painter.setBrush(QColor(ink.red(), ink.green(), ink.blue(), 45))
        for pen in (QPen(SHADE, 4.5), QPen(ink, 2)):
            painter.setPen(pen)
            painter.drawPath(path)
            painter.setBrush(Qt.NoBrush)
        if self.way is not Way.CORNERS:
            return
        painter.setPen(QPen(QColor(0, 0, 0), 1))
        painter.setBrush(ink)
        for part in shaping.rings(piece):
            for ring in part:
                for spot in self._on_screen(to_screen, ring):
                    painter.drawRect(int(spot.x()) - 4, int(spot.y()) - 4, 8, 8)
        self._paint_near(painter, to_screen)

    def _paint_near(self, painter: QPainter, to_screen: QTransform) -> None:
        grip = self._grip or self._near
        if grip is None or grip.piece >= len(self.sketch.pieces):
            return
        names, spots = shaping.vertices(self.sketch.pieces[grip.piece])
        if grip.vertex in names:
            (spot,) = self._on_screen(to_screen, [spots[names.index(grip.vertex)]])
            painter.setBrush(QColor("#FFFFFF"))
            painter.drawRect(int(spot.x()) - 6, int(spot.y()) - 6, 12, 12)

    def _paint_line(self, painter: QPainter, to_screen: QTransform) -> None:
        if not self._line:
            return
        line = [*self._line, self._hover] if self._hover is not None else self._line
        spots = QPolygonF(self._on_screen(to_screen, line))
        painter.setBrush(QColor(255, 225, 77, 50) if self.way in RINGS else Qt.NoBrush)
        for pen in (QPen(SHADE, 4.5), QPen(QColor("#FFE14D"), 2, Qt.DashLine if self.way is Way.CUT else Qt.SolidLine)):
            painter.setPen(pen)
            painter.drawPolygon(spots) if self.way in RINGS else painter.drawPolyline(spots)
        painter.setBrush(QColor("#FFE14D"))
        painter.setPen(QPen(QColor(0, 0, 0), 1))
        for number in range(len(self._line)):
            painter.drawEllipse(spots.at(number), 3.5, 3.5)

    def _path(self, to_screen: QTransform, outline: Outline) -> QPainterPath:
        path = QPainterPath()
        for part in shaping.rings(outline):
            for ring in part:
                path.addPolygon(QPolygonF(self._on_screen(to_screen, ring)))
                path.closeSubpath()
        return path

    # ---- places --------------------------------------------------------------------------------

    def _ground(self, spot: Spot) -> XY:
        return self._pyramid.to_ground(spot.scene.x(), spot.scene.y())

    def _reach(self, spot: Spot) -> float:
        return REACH_PX / spot.scale * self._pyramid.step_y

    def _on_screen(self, to_screen: QTransform, spots: Sequence[XY] | np.ndarray) -> list[QPointF]:
        points = np.asarray(spots, np.float64).reshape(-1, 2)
        across, down = self._pyramid.to_scene(points[:, 0], points[:, 1])
        return [to_screen.map(QPointF(x, y)) for x, y in zip(across, down, strict=True)]
