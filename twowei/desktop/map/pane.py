"""One view of the scene; the map has two of them when the epochs stand side by side."""

from __future__ import annotations

from typing import Protocol

from PyQt5.QtCore import QEvent, QPointF, QRectF, Qt
from PyQt5.QtGui import QMouseEvent, QPainter, QResizeEvent, QTransform, QWheelEvent
from PyQt5.QtWidgets import QFrame, QGraphicsScene, QGraphicsView, QWidget

from twowei.desktop.map.framing import View
from twowei.desktop.map.pyramid import Box
from twowei.desktop.map.view_state import ViewState


class Hand(Protocol):
    """What takes the mouse of a pane."""

    def press(self, pane: Pane, event: QMouseEvent) -> None: ...

    def move(self, pane: Pane, event: QMouseEvent) -> None: ...

    def release(self, pane: Pane, event: QMouseEvent) -> None: ...

    def double_click(self, pane: Pane, event: QMouseEvent) -> None: ...

    def wheel(self, pane: Pane, event: QWheelEvent) -> None: ...

    def leave(self, pane: Pane) -> None: ...


class Face(Protocol):
    """What is painted over a pane."""

    def paint_over(self, pane: Pane, painter: QPainter) -> None: ...

    def resized(self, pane: Pane) -> None: ...


class Pane(QGraphicsView):
    """Shows the scene where the view state says; has no will of its own."""

    def __init__(self, number: int, canvas: QGraphicsScene, state: ViewState, hand: Hand, face: Face) -> None:
        super().__init__(canvas)
        self.number, self._state, self._hand, self._face = number, state, hand, face
        self.setFrameShape(QFrame.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarAlwaysOff)
        self.setViewportUpdateMode(QGraphicsView.FullViewportUpdate)
        self.setTransformationAnchor(QGraphicsView.NoAnchor)
        self.setResizeAnchor(QGraphicsView.NoAnchor)
        self.setFocusPolicy(Qt.NoFocus)
        self.setMouseTracking(True)
        self.setAcceptDrops(False)  # the window takes what is dropped
        state.changed.connect(self.follow)

    def follow(self) -> None:
        """Stand where the state says."""
        scale = self._state.scale
        if self.transform().m11() != scale:
            self.setTransform(QTransform.fromScale(scale, scale))
        self.centerOn(*self._state.centre)

    def face(self) -> QWidget:
        """Return the widget that is painted on."""
        viewport = self.viewport()
        assert viewport is not None
        return viewport

    def view_now(self) -> View:
        """Return what is on the screen."""
        inverse, _ = self.viewportTransform().inverted()
        seen = inverse.mapRect(QRectF(self.face().rect()))
        return View(Box(seen.left(), seen.top(), seen.right(), seen.bottom()), self.transform().m11())

    def to_scene(self, spot: QPointF) -> QPointF:
        """Turn a point of the pane into a scene point, to a fraction of a pixel."""
        inverse, _ = self.viewportTransform().inverted()
        return inverse.map(spot)

    def drawForeground(self, painter: QPainter | None, rect: QRectF) -> None:
        if painter is None:
            return
        painter.save()
        painter.setWorldTransform(QTransform())
        painter.setRenderHint(QPainter.Antialiasing)
        self._face.paint_over(self, painter)
        painter.restore()

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        super().resizeEvent(event)
        self.follow()
        self._face.resized(self)

    def wheelEvent(self, event: QWheelEvent | None) -> None:
        assert event is not None
        self._hand.wheel(self, event)
        event.accept()

    def mousePressEvent(self, event: QMouseEvent | None) -> None:
        assert event is not None
        self._hand.press(self, event)

    def mouseMoveEvent(self, event: QMouseEvent | None) -> None:
        assert event is not None
        self._hand.move(self, event)

    def mouseReleaseEvent(self, event: QMouseEvent | None) -> None:
        assert event is not None
        self._hand.release(self, event)

    def mouseDoubleClickEvent(self, event: QMouseEvent | None) -> None:
        assert event is not None
        self._hand.double_click(self, event)

    def leaveEvent(self, event: QEvent | None) -> None:
        super().leaveEvent(event)
        self._hand.leave(self)
