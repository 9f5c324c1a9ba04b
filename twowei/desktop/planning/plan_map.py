"""The plan: cases by where they stand, zones, campaigns, a day's way; areas are drawn on it. Needs no imagery."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import shapely
from PIL import Image
from PyQt5.QtCore import QPointF, QRectF, QSize, Qt, QTimer, pyqtSignal
from PyQt5.QtGui import (
    QColor,
    QFont,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
    QWheelEvent,
)
from PyQt5.QtWidgets import QWidget
from shapely.geometry.base import BaseGeometry

from twowei.desktop.themes import colour
from twowei.geo.grid import Bounds
from twowei.reports.wallmap import COLOURS
from twowei.services.plan_view import Case, PlanView

REACH_PX, DOT_PX, DRAG_PX = 7.0, 6.0, 4
ZOOM_STEP = 1.25
SETTLED_MS = 350
ROUTE_INK, GROUND_INK, DRAWN_INK = QColor("#1B66D6"), QColor("#1E5ADC"), QColor("#C2188B")
XY = tuple[float, float]
WIDEST_NAME_PX = 150
"""Longer names of zones are cut short, so that neighbours stay legible."""


class PlanMap(QWidget):
    """Wheel zooms, dragging pans, a click picks a case, Shift and a drag a box; drawing takes points."""

    picked = pyqtSignal(str, bool)  # number, whether it is added to what is chosen
    drawn = pyqtSignal(object)  # points in metres
    drawing_changed = pyqtSignal(bool)
    view_settled = pyqtSignal(object, int)  # bounds in metres, longer side in pixels

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.StrongFocus)
        self.setAttribute(Qt.WA_InputMethodEnabled, False)
        self.setMinimumSize(QSize(380, 300))
        self.view: PlanView | None = None
        self.chosen: frozenset[str] = frozenset()
        self.way: tuple[str, ...] = ()
        self.area: tuple[XY, ...] = ()
        self.ground = ""
        self.drawing = False
        self._points: list[XY] = []
        self._hover: XY | None = None
        self._centre: XY = (0.0, 0.0)
        self._scale = 1.0
        self._press: QPointF | None = None
        self._box: QPointF | None = None
        self._moved = False
        self._picture: tuple[QImage, Bounds] | None = None
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLED_MS)
        self._settle.timeout.connect(self._tell_view)

    # ---- what is shown ---------------------------------------------------------------------------

    def show_view(self, view: PlanView) -> None:
        """Show a plan; the first is shown whole."""
        first = self.view is None
        self.view = view
        if first:
            self.fit()
        self.update()

    def choose(self, numbers: Collection[str]) -> None:
        """Mark cases."""
        self.chosen = frozenset(numbers)
        self.update()

    def show_way(self, numbers: Sequence[str]) -> None:
        """Show a day's way from case to case."""
        self.way = tuple(numbers)
        self.update()

    def show_ground(self, name: str) -> None:
        """Bring out the ground of a campaign."""
        self.ground = name
        self.update()

    def put_picture(self, image: Image.Image | None, bounds: Bounds) -> None:
        """Lay imagery of a box beneath, or take it away."""
        if image is None:
            self._picture = None
        else:
            pixels = image.convert("RGB").tobytes()
            made = QImage(pixels, image.width, image.height, 3 * image.width, QImage.Format_RGB888).copy()
            self._picture = made, bounds
        self.update()

    def fit(self, bounds: Bounds | None = None) -> None:
        """Show a box, or all."""
        box = bounds or (self.view.bounds if self.view else None)
        if box is None:
            return
        left, bottom, right, top = box
        self._centre = ((left + right) / 2, (bottom + top) / 2)
        wide, high = max(right - left, 30.0), max(top - bottom, 30.0)
        self._scale = 0.92 * min(self.width() / wide, self.height() / high)
        self._changed()

    def go_to(self, number: str) -> None:
        """Bring a case into view."""
        case = self._case(number)
        if case is not None:
            self._centre = case.spot
            self._changed()

    # ---- drawing ---------------------------------------------------------------------------------

    def draw(self, begin: bool) -> None:
        """Begin to draw an area, or stop without one."""
        self.drawing, self._points = begin, []
        self.setCursor(Qt.CrossCursor if begin else Qt.ArrowCursor)
        if begin:
            self.setFocus()
        self.drawing_changed.emit(begin)
        self.update()

    def forget_area(self) -> None:
        """Take the area that was drawn away."""
        self.area = ()
        self.update()

    def _end_drawing(self, points: Sequence[XY]) -> None:
        self.draw(False)
        if len(points) >= 3:
            self.area = tuple(points)
            self.drawn.emit(list(points))

    # ---- places ----------------------------------------------------------------------------------

    def to_screen(self, spot: XY) -> QPointF:
        """Return where a place lies in the widget."""
        x = self.width() / 2 + (spot[0] - self._centre[0]) * self._scale
        return QPointF(x, self.height() / 2 - (spot[1] - self._centre[1]) * self._scale)

    def to_ground(self, spot: QPointF) -> XY:
        """Return the place under a point of the widget."""
        x = self._centre[0] + (spot.x() - self.width() / 2) / self._scale
        return x, self._centre[1] - (spot.y() - self.height() / 2) / self._scale

    @property
    def seen(self) -> Bounds:
        """The box that is seen."""
        left, top = self.to_ground(QPointF(0, 0))
        right, bottom = self.to_ground(QPointF(self.width(), self.height()))
        return left, bottom, right, top

    def _case(self, number: str) -> Case | None:
        return next((one for one in self.view.cases if one.patch.number == number), None) if self.view else None

    def _at(self, spot: QPointF) -> str | None:
        """Return the case under a point: the nearest within reach."""
        if self.view is None:
            return None
        here = shapely.Point(self.to_ground(spot))
        found = [(one.outline.distance(here) * self._scale, one.patch.number) for one in self._near(spot)]
        distance, number = min(found, default=(REACH_PX + 1, ""))
        return number if distance <= REACH_PX else None

    def _near(self, spot: QPointF) -> list[Case]:
        x, y = self.to_ground(spot)
        reach = REACH_PX / self._scale + 200
        assert self.view is not None
        return [one for one in self.view.cases if abs(one.spot[0] - x) < reach and abs(one.spot[1] - y) < reach]

    def _changed(self) -> None:
        self._settle.start()
        self.update()

    def _tell_view(self) -> None:
        self.view_settled.emit(self.seen, max(self.width(), self.height()))

    # ---- Qt's events -----------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent | None) -> None:
        assert event is not None
        spot = QPointF(event.pos())
        if event.button() == Qt.RightButton and self.drawing:
            self._end_drawing(self._points)
        elif event.button() == Qt.LeftButton and event.modifiers() & Qt.ShiftModifier and not self.drawing:
            self._box = spot
        else:
            self._press, self._moved = spot, False

    def mouseMoveEvent(self, event: QMouseEvent | None) -> None:
        assert event is not None
        spot = QPointF(event.pos())
        self._hover = self.to_ground(spot)
        if self._press is not None and event.buttons():
            way = spot - self._press
            if self._moved or way.manhattanLength() >= DRAG_PX:
                self._moved = True
                self._centre = (
                    self._centre[0] - way.x() / self._scale,
                    self._centre[1] + way.y() / self._scale,
                )
                self._press = spot
                self._changed()
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent | None) -> None:
        assert event is not None
        spot = QPointF(event.pos())
        if self._box is not None:
            (x, y), (u, v) = self.to_ground(self._box), self.to_ground(spot)
            self._box = None
            self._end_drawing([(x, y), (u, y), (u, v), (x, v)] if x != u and y != v else [])
        elif self._press is not None and not self._moved and event.button() == Qt.LeftButton:
            self._click(spot, bool(event.modifiers() & Qt.ControlModifier))
        self._press = None

    def mouseDoubleClickEvent(self, event: QMouseEvent | None) -> None:
        if self.drawing:
            self._end_drawing(self._points)

    def wheelEvent(self, event: QWheelEvent | None) -> None:
        assert event is not None
        about = self.to_ground(event.position())
        self._scale = min(max(self._scale * ZOOM_STEP ** (event.angleDelta().y() / 120), 1e-3), 100.0)
        now = self.to_ground(event.position())
        self._centre = (self._centre[0] + about[0] - now[0], self._centre[1] + about[1] - now[1])
        self._changed()

    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        assert event is not None
        if self.drawing and event.key() in (Qt.Key_Return, Qt.Key_Enter):
            self._end_drawing(self._points)
        elif self.drawing and event.key() == Qt.Key_Backspace and self._points:
            self._points.pop()
            self.update()
        elif event.key() == Qt.Key_Home:
            self.fit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        super().resizeEvent(event)
        self._settle.start()

    def _click(self, spot: QPointF, add: bool) -> None:
        if self.drawing:
            self._points.append(self.to_ground(spot))
            self.update()
            return
        number = self._at(spot)
        if number is not None:
            self.picked.emit(number, add)

    # ---- the picture -----------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent | None) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("#F4F6F8"))
        painter.setRenderHint(QPainter.Antialiasing)
        if self._picture is not None:
            image, box = self._picture
            painter.drawImage(QRectF(self.to_screen((box[0], box[3])), self.to_screen((box[2], box[1]))), image)
        if self.view is not None:
            self._paint_zones(painter, self.view)
            for name, ground in self.view.grounds.items():
                ink = QPen(GROUND_INK, 3 if name == self.ground else 1.4, Qt.DashLine)
                self._paint_shape(painter, ground, ink, QColor(30, 90, 220, 40 if name == self.ground else 14))
                if name == self.ground:
                    self._paint_text(painter, ground.representative_point().coords[0], name)
            self._paint_cases(painter, self.view)
            self._paint_way(painter)
        self._paint_area(painter)
        painter.setPen(QPen(colour("border"), 1))
        painter.setBrush(Qt.NoBrush)
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def _paint_zones(self, painter: QPainter, view: PlanView) -> None:
        for shape, _name, level in view.zones:
            ink = QPen(QColor("#4A545E"), 1.6) if level == 3 else QPen(QColor("#AAB4BD"), 0.8, Qt.DotLine)
            self._paint_shape(painter, shape, ink, None)
        for shape, name, level in view.zones:
            if level == 3:
                self._paint_text(painter, shape.representative_point().coords[0], name)

    def _paint_cases(self, painter: QPainter, view: PlanView) -> None:
        left, bottom, right, top = self.seen
        last = [one for one in view.cases if one.patch.number in self.chosen]
        for case in [*(one for one in view.cases if one.patch.number not in self.chosen), *last]:
            x, y = case.spot
            if not (left - 300 < x < right + 300 and bottom - 300 < y < top + 300):
                continue
            chosen = case.patch.number in self.chosen
            fill = QColor(*COLOURS.get(case.column, COLOURS["其他"]))
            ink = QPen(QColor("#000000") if chosen else QColor(0, 0, 0, 120), 2.4 if chosen else 0.8)
            bounds = case.outline.bounds
            if max(bounds[2] - bounds[0], bounds[3] - bounds[1]) * self._scale < DOT_PX:
                painter.setPen(ink)
                painter.setBrush(fill)
                painter.drawEllipse(self.to_screen(case.spot), DOT_PX / 2 + chosen, DOT_PX / 2 + chosen)
            else:
                fill.setAlpha(215)
                self._paint_shape(painter, case.outline, ink, fill)

    def _paint_way(self, painter: QPainter) -> None:
        cases = [case for number in self.way if (case := self._case(number))]
        spots = [self.to_screen(case.spot) for case in cases]
        painter.setPen(QPen(ROUTE_INK, 2.4))
        painter.drawPolyline(QPolygonF(spots))
        font = QFont(painter.font())
        font.setBold(True)
        painter.setFont(font)
        for count, spot in enumerate(spots, 1):
            disc = QRectF(spot.x() - 10, spot.y() - 10, 20, 20)
            painter.setPen(QPen(QColor("#FFFFFF"), 1.5))
            painter.setBrush(ROUTE_INK)
            painter.drawEllipse(disc)
            painter.drawText(disc, int(Qt.AlignCenter), str(count))

    def _paint_area(self, painter: QPainter) -> None:
        fill = QColor(DRAWN_INK)
        fill.setAlpha(36)
        painter.setBrush(fill)
        painter.setPen(QPen(DRAWN_INK, 2, Qt.DashLine))
        points = [*self._points, self._hover] if self.drawing and self._hover else list(self.area)
        if self._box is not None and self._hover is not None:
            painter.drawRect(QRectF(self._box, self.to_screen(self._hover)))
        elif points:
            painter.drawPolygon(QPolygonF([self.to_screen(point) for point in points if point]))

    def _paint_shape(self, painter: QPainter, shape: BaseGeometry, ink: QPen, fill: QColor | None) -> None:
        painter.setPen(ink)
        if fill is None:
            painter.setBrush(Qt.NoBrush)
        else:
            painter.setBrush(fill)
        for part in getattr(shape, "geoms", [shape]):
            if hasattr(part, "exterior"):
                painter.drawPolygon(QPolygonF([self.to_screen((x, y)) for x, y, *_ in part.exterior.coords[:-1]]))

    def _paint_text(self, painter: QPainter, at: Sequence[float], text: str) -> None:
        text = painter.fontMetrics().elidedText(text, Qt.ElideRight, WIDEST_NAME_PX)
        spot = self.to_screen((at[0], at[1]))
        width = painter.fontMetrics().horizontalAdvance(text) + 10
        plate = QRectF(spot.x() - width / 2, spot.y() - 10, width, 20)
        painter.setPen(Qt.NoPen)
        painter.setBrush(QColor(255, 255, 255, 200))
        painter.drawRoundedRect(plate, 3, 3)
        painter.setPen(QColor("#1B232A"))
        painter.drawText(plate, int(Qt.AlignCenter), text)
