"""The map widget: two epochs on one view, patches above them, mouse and wheel."""

from __future__ import annotations

import threading
from collections.abc import Sequence

from PyQt5.QtCore import QPoint, QPointF, QRectF, Qt, QTimer, pyqtSignal
from PyQt5.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QResizeEvent,
    QTransform,
    QWheelEvent,
)
from PyQt5.QtWidgets import QFrame, QGraphicsScene, QGraphicsView, QScrollBar, QWidget

from twowei.desktop.map.compare import Comparison, Mode
from twowei.desktop.map.framing import MARGIN, View, fitting
from twowei.desktop.map.overlay import draw_badges, draw_line, draw_scale
from twowei.desktop.map.patch_layer import PatchLayer, Shape
from twowei.desktop.map.pyramid import Box
from twowei.desktop.map.scene import Scene
from twowei.desktop.map.tile_layer import TileLayer
from twowei.desktop.map.tile_store import TileStore

DRAG_STARTS_PX = 4
CLICK_REACH_PX = 8
PAN_STEP = 0.2
ZOOM_STEP = 1.25
CLOSEST_ZOOM = 16.0
BEFORE_LAYER, AFTER_LAYER, PATCH_LAYER = 0, 1, 2


class MapView(QGraphicsView):
    """Shows a scene; what is wanted of its tiles follows from where the view stands."""

    patch_clicked = pyqtSignal(str)
    cursor_moved = pyqtSignal(float, float)  # ground coordinates
    mode_changed = pyqtSignal(object)
    tiles_failed = pyqtSignal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._canvas = QGraphicsScene(self)
        self.setScene(self._canvas)
        self.setFrameShape(QFrame.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarAlwaysOff)
        self.setViewportUpdateMode(QGraphicsView.FullViewportUpdate)
        self.setTransformationAnchor(QGraphicsView.NoAnchor)
        self.setResizeAnchor(QGraphicsView.AnchorViewCenter)
        self.setFocusPolicy(Qt.StrongFocus)
        self.setMouseTracking(True)
        self.setAcceptDrops(False)  # the window takes what is dropped
        # A Chinese input method would swallow the letters that are commands here
        self.setAttribute(Qt.WA_InputMethodEnabled, False)
        self.comparison = Comparison()
        self.patches = PatchLayer()
        self.patches.setZValue(PATCH_LAYER)
        self._canvas.addItem(self.patches)
        self._shown: Scene | None = None
        self.store: TileStore | None = None
        self._before: TileLayer | None = None
        self._after: TileLayer | None = None
        self._retiring: list[threading.Thread] = []
        self._ahead: list[Box] = []
        self._press: QPoint | None = None
        self._drag: str = ""
        self.space_held = False
        self._shows_all = False
        self._ask = QTimer(self)
        self._ask.setSingleShot(True)
        self._ask.setInterval(10)
        self._ask.timeout.connect(self._ask_for_tiles)

    # ---- what is shown -------------------------------------------------------------------------

    def show_scene(self, scene: Scene) -> None:
        """Show other imagery; the view stays where it is when the ground is the same."""
        same_ground = self._shown is not None and self._shown.pyramid == scene.pyramid
        self.clear()
        self._shown = scene
        self.store = TileStore(scene.pyramid, scene.read)
        self.store.changed.connect(self._viewport().update)
        self.store.failed.connect(self.tiles_failed)
        self.comparison.single = scene.before is None
        self._before = self._add_layer(scene.before.month, BEFORE_LAYER) if scene.before else None
        self._after = self._add_layer(scene.after.month, AFTER_LAYER)
        extent = scene.pyramid.extent
        room = extent.grown(1.0)
        self.setSceneRect(QRectF(room.left, room.top, room.right - room.left, room.bottom - room.top))
        if same_ground:
            self._moved()
        else:
            self.fit_all()

    def clear(self) -> None:
        """Let go of the imagery. Reads under way end by themselves, so that nobody waits for a slow disk."""
        self._ask.stop()
        self._ahead = []
        for layer in (self._before, self._after):
            if layer is not None:
                self._canvas.removeItem(layer)
        self._before = self._after = None
        if self.store is not None and self._shown is not None:
            self._retire(self.store, self._shown)
        self.store = self._shown = None
        self._viewport().update()

    def shut(self) -> None:
        """Let go of the imagery and wait until all threads have ended and all files are closed."""
        self.clear()
        for thread in self._retiring:
            thread.join()
        self._retiring.clear()

    def set_patches(self, shapes: Sequence[Shape]) -> None:
        """Show these patches."""
        if self._shown is not None:
            self.patches.set_shapes(shapes, self._shown.pyramid.extent.grown(1.0))

    def set_mode(self, mode: Mode) -> None:
        """Show both epochs or one of them."""
        self.comparison.mode = mode
        self._moved()
        self.mode_changed.emit(mode)

    def hold_before(self, held: bool) -> None:
        """Show the before epoch alone for as long as a key is held."""
        if self.comparison.held != held:
            self.comparison.held = held
            self._moved()

    # ---- where the view stands -----------------------------------------------------------------

    def view_now(self) -> View:
        """Return what is on the screen."""
        inverse, _ = self.viewportTransform().inverted()
        seen = inverse.mapRect(QRectF(self._viewport().rect()))
        box = Box(seen.left(), seen.top(), seen.right(), seen.bottom())
        return View(box, self.transform().m11())

    def go_to(self, view: View) -> None:
        """Move the view."""
        self._shows_all = False
        self.setTransform(QTransform.fromScale(view.scale, view.scale))
        self.centerOn(*view.box.centre)
        self._moved()

    def fit(self, box: Box, margin: float = MARGIN) -> None:
        """Show a box of the scene with a margin around it."""
        self.go_to(self._fitting(box, margin))

    def fit_all(self) -> None:
        """Show all imagery."""
        if self._shown is not None:
            self.fit(self._shown.pyramid.extent, margin=0.02)
            self._shows_all = True

    def fit_patch(self, number: str) -> None:
        """Show a patch with its surroundings."""
        box = self.patches.box_of(number)
        if box is not None:
            self.fit(box)

    def expect(self, numbers: Sequence[str]) -> None:
        """Have the tiles of the patches that come next read while nothing else is wanted."""
        boxes = (self.patches.box_of(number) for number in numbers)
        self._ahead = [box for box in boxes if box is not None]
        self._moved()

    def pan(self, across: float, down: float) -> None:
        """Move by a share of the view."""
        size = self._viewport().size()
        self._scroll(round(across * size.width()), round(down * size.height()))

    def zoom(self, factor: float, about: QPointF | None = None) -> None:
        """Zoom about a point of the view, its middle when none is given."""
        if self._shown is None:
            return
        self._shows_all = False
        spot = about or QPointF(self._viewport().rect().center())
        farthest = self._fitting(self._shown.pyramid.extent, 0.5).scale
        now = self.transform().m11()
        target = min(max(now * factor, min(farthest, now)), max(CLOSEST_ZOOM, now))
        ground = self._to_scene(spot)
        self.setTransform(QTransform.fromScale(target, target))
        moved = self.viewportTransform().map(ground) - spot
        self._scroll(round(moved.x()), round(moved.y()))
        self._moved()

    # ---- Qt's events ---------------------------------------------------------------------------

    def wheelEvent(self, event: QWheelEvent | None) -> None:
        assert event is not None
        self.zoom(ZOOM_STEP ** (event.angleDelta().y() / 120), event.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent | None) -> None:
        assert event is not None
        if event.button() not in (Qt.LeftButton, Qt.MiddleButton):
            return
        self._press = event.pos()
        grabs_line = event.button() == Qt.LeftButton and not self.space_held and self._on_line(event.pos())
        pans_at_once = event.button() == Qt.MiddleButton or self.space_held
        self._drag = "line" if grabs_line else "pan" if pans_at_once else ""
        self._set_cursor(event.pos())

    def mouseMoveEvent(self, event: QMouseEvent | None) -> None:
        assert event is not None
        if self._shown is not None:
            spot = self._to_scene(QPointF(event.pos()))
            self.cursor_moved.emit(*self._shown.pyramid.to_ground(spot.x(), spot.y()))
        if self._press is not None:
            way = event.pos() - self._press
            if not self._drag and way.manhattanLength() >= DRAG_STARTS_PX:
                self._drag = "pan"
            if self._drag == "line":
                self.comparison.move_line(event.pos().x(), self._viewport().width())
                self._moved()
            elif self._drag == "pan":
                self._press = event.pos()
                self._shows_all = False
                self._scroll(-way.x(), -way.y())
        self._set_cursor(event.pos())

    def mouseReleaseEvent(self, event: QMouseEvent | None) -> None:
        assert event is not None
        if self._press is not None and not self._drag and event.button() == Qt.LeftButton:
            spot = self._to_scene(QPointF(event.pos()))
            number = self.patches.at(spot.x(), spot.y(), CLICK_REACH_PX / self.transform().m11())
            if number is not None and self.patches.isVisible():
                self.patch_clicked.emit(number)
        self._press, self._drag = None, ""
        self._set_cursor(event.pos())

    def mouseDoubleClickEvent(self, event: QMouseEvent | None) -> None:
        self.mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        assert event is not None
        steps = {
            Qt.Key_Left: (-PAN_STEP, 0.0),
            Qt.Key_Right: (PAN_STEP, 0.0),
            Qt.Key_Up: (0.0, -PAN_STEP),
            Qt.Key_Down: (0.0, PAN_STEP),
        }
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            event.ignore()
            return
        self.pan(*step)

    def hold_space(self, held: bool) -> None:
        """Let the next drag pan, wherever it starts."""
        self.space_held = held
        self._viewport().setCursor(Qt.OpenHandCursor if held else Qt.ArrowCursor)

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        super().resizeEvent(event)
        if self._shows_all:
            self.fit_all()
        else:
            self._moved()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self._moved()

    def drawForeground(self, painter: QPainter | None, rect: QRectF) -> None:
        if painter is None or self._shown is None:
            return
        size = self._viewport().size()
        painter.save()
        painter.setWorldTransform(QTransform())
        painter.setRenderHint(QPainter.Antialiasing)
        draw_line(painter, self.comparison, size.width(), size.height())
        before = self._shown.before.label if self._shown.before else ""
        draw_badges(painter, self.comparison, size.width(), before, self._shown.after.label)
        draw_scale(painter, self._shown.metres / self.transform().m11(), size.height())
        painter.restore()

    # ---- inside --------------------------------------------------------------------------------

    def _retire(self, store: TileStore, scene: Scene) -> None:
        def end() -> None:
            store.close()
            scene.close()

        self._retiring = [thread for thread in self._retiring if thread.is_alive()]
        thread = threading.Thread(target=end, name="tiles-retire", daemon=True)
        self._retiring.append(thread)
        thread.start()

    def _add_layer(self, month: str, z: int) -> TileLayer:
        assert self.store is not None
        layer = TileLayer(self.store, month)
        layer.setZValue(z)
        self._canvas.addItem(layer)
        return layer

    def _moved(self) -> None:
        """Bring the layers in line with the view and ask for tiles soon."""
        if self._shown is None:
            return
        view, width = self.view_now(), self._viewport().width()
        level = self._shown.pyramid.level_for(view.scale * self.devicePixelRatioF())
        for layer, span in zip((self._before, self._after), self.comparison.spans(width), strict=True):
            if layer is not None:
                layer.show_part(self._strip(view.box, span, width), level)
        self._viewport().update()
        self._ask.start()

    def _strip(self, box: Box, span: tuple[float, float] | None, width: int) -> QRectF:
        if span is None or width == 0:
            return QRectF()
        zoom = (box.right - box.left) / width
        left, right = box.left + span[0] * zoom, box.left + span[1] * zoom
        return QRectF(left, box.top, right - left, box.bottom - box.top)

    def _ask_for_tiles(self) -> None:
        if self.store is None or self._shown is None:
            return
        months = [side.month if side else None for side in (self._shown.before, self._shown.after)]
        spans = self.comparison.spans(self._viewport().width())
        seen = [month for month, span in zip(months, spans, strict=True) if month and span]
        unseen = [month for month, span in zip(months, spans, strict=True) if month and not span]
        ratio = self.devicePixelRatioF()
        ahead = [self._fitting(box, MARGIN) for box in self._ahead]
        self.store.show(seen, unseen, _sharp(self.view_now(), ratio), [_sharp(view, ratio) for view in ahead])

    def _fitting(self, box: Box, margin: float) -> View:
        size = self._viewport().size()
        return fitting(box, max(size.width(), 1), max(size.height(), 1), margin)

    def _to_scene(self, spot: QPointF) -> QPointF:
        inverse, _ = self.viewportTransform().inverted()
        return inverse.map(spot)

    def _scroll(self, across: int, down: int) -> None:
        for bar, way in ((self.horizontalScrollBar(), across), (self.verticalScrollBar(), down)):
            assert isinstance(bar, QScrollBar)
            bar.setValue(bar.value() + way)

    def _on_line(self, spot: QPoint) -> bool:
        return self._shown is not None and self.comparison.on_line(spot.x(), self._viewport().width())

    def _set_cursor(self, spot: QPoint) -> None:
        if self._drag == "pan":
            shape = Qt.ClosedHandCursor
        elif self._drag == "line" or (not self.space_held and self._on_line(spot)):
            shape = Qt.SplitHCursor
        else:
            shape = Qt.OpenHandCursor if self.space_held else Qt.ArrowCursor
        self._viewport().setCursor(shape)

    def _viewport(self) -> QWidget:
        viewport = self.viewport()
        assert viewport is not None
        return viewport


def _sharp(view: View, ratio: float) -> View:
    """Return the view counted in device pixels."""
    return View(view.box, view.scale * ratio)
