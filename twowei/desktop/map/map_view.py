"""The map widget: two epochs in one or two panes, patches and overlays above them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray
from PyQt5.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, QTimer, pyqtSignal
from PyQt5.QtGui import QKeyEvent, QPainter, QResizeEvent
from PyQt5.QtWidgets import QGraphicsItem, QGraphicsScene, QWidget

from twowei.desktop.map.compare import Comparison, Mode, Part
from twowei.desktop.map.foreground import Foreground
from twowei.desktop.map.framing import MARGIN
from twowei.desktop.map.hand import MouseHand
from twowei.desktop.map.navigated import Navigated
from twowei.desktop.map.pane import Pane
from twowei.desktop.map.panes import BlendBar, PaneRow
from twowei.desktop.map.patch_layer import PatchLayer, Shape
from twowei.desktop.map.pyramid import Box
from twowei.desktop.map.retired import Retired
from twowei.desktop.map.scene import Scene, Side
from twowei.desktop.map.tile_layer import TileLayer
from twowei.desktop.map.tile_store import TileStore
from twowei.desktop.map.tone import Stretch
from twowei.desktop.map.tool import Tool
from twowei.desktop.map.view_state import ViewState
from twowei.geo.grid import Bounds

PAN_STEP = 0.2
ROOM = 8
"""The canvas is so many times as large as the imagery, so that no pane is stopped by its edge."""
BEFORE_Z, AFTER_Z, OVERLAY_Z, PATCH_Z = 0, 1, 5, 10
PAN_KEYS = {Qt.Key_Left: (-1, 0), Qt.Key_Right: (1, 0), Qt.Key_Up: (0, -1), Qt.Key_Down: (0, 1)}


class MapView(Navigated):
    """Shows a scene; what is wanted of its tiles follows from where the view stands.

    Attributes:
        canvas: The items of the scene; what is put on it is seen in every pane.
        state: Where the map stands.
        patches: The outlines.
        store: The tiles of what is shown, if anything is.
        pickers: Asked before the patches whether a click at a scene point, within a reach, is theirs.
    """

    patch_clicked = pyqtSignal(str)
    cursor_moved = pyqtSignal(float, float)  # ground coordinates
    mode_changed = pyqtSignal(object)
    tiles_failed = pyqtSignal(str, str)  # month, reason
    scene_shown = pyqtSignal(object)  # Scene or None
    tool_changed = pyqtSignal(object)  # Tool or None

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WA_StyledBackground)
        self.setFocusPolicy(Qt.StrongFocus)
        # A Chinese input method would swallow the letters that are commands here
        self.setAttribute(Qt.WA_InputMethodEnabled, False)
        self.canvas, self.state, self.comparison = QGraphicsScene(self), ViewState(self), Comparison()
        # its index would be rebuilt at each change; there are a handful of items
        self.canvas.setItemIndexMethod(QGraphicsScene.NoIndex)
        self.patches = PatchLayer()
        self.pickers: list[Callable[[QPointF, float], bool]] = []
        self.add_item(self.patches, PATCH_Z)
        self.shown: Scene | None = None
        self.store: TileStore | None = None
        self._layers: tuple[TileLayer | None, TileLayer | None] = (None, None)
        self._retired = Retired()
        self._ahead: list[Box] = []
        self._stretch = Stretch.PLAIN
        self._hand, self.foreground = MouseHand(self), Foreground(self.comparison)
        panes = [Pane(number, self.canvas, self.state, self._hand, self) for number in (0, 1)]
        self.pane = panes[0]
        self._row = PaneRow(self, (panes[0], panes[1]))
        self.blend_bar = BlendBar(self)
        self.blend_bar.share_chosen.connect(self.set_share)
        self._ask, self._flicker = QTimer(self), QTimer(self)
        self._ask.setSingleShot(True)
        self._ask.setInterval(10)
        self._ask.timeout.connect(self._ask_for_tiles)
        self._flicker.timeout.connect(self._turn_over)
        self.blend_bar.interval_chosen.connect(self._flicker.setInterval)
        self.state.changed.connect(self._moved)

    # ---- what is shown -------------------------------------------------------------------------

    def show_scene(self, scene: Scene) -> None:
        """Show other imagery; the view stays where it is when the ground is the same."""
        same_ground = self.shown is not None and self.shown.pyramid == scene.pyramid
        self.clear()
        self.shown = self.foreground.shown = scene
        self.store = TileStore(scene.pyramid, scene.read)
        self.store.changed.connect(self.repaint_all)
        self.store.retoned.connect(self._ask.start)
        self.store.set_stretch(self._stretch)
        self.store.failed.connect(self.tiles_failed)
        self.comparison.single = scene.before is None
        before = self._add_layer(scene.before.month, BEFORE_Z) if scene.before else None
        self._layers = before, self._add_layer(scene.after.month, AFTER_Z)
        self._make_room(scene.pyramid.extent)
        self._arrange()
        if not same_ground:
            self.fit_all()
        self.scene_shown.emit(scene)

    def clear(self) -> None:
        """Let go of the imagery. Reads under way end by themselves, so that nobody waits for a slow disk."""
        self._ask.stop()
        self._ahead = []
        if self.tool is not None:
            self.set_tool(None)
        for layer in self._layers:
            if layer is not None:
                self.canvas.removeItem(layer)
        self._layers = None, None
        if self.store is not None and self.shown is not None:
            self._retired.take(self.store, self.shown)
            self.scene_shown.emit(None)
        self.store = self.shown = self.foreground.shown = None
        self.repaint_all()

    def shut(self) -> None:
        """Let go of the imagery and wait until all threads have ended and all files are closed."""
        self._flicker.stop()
        self.clear()
        self._retired.wait()

    def add_item(self, item: QGraphicsItem, z: float = OVERLAY_Z) -> None:
        """Put an overlay on the map, in scene coordinates."""
        item.setZValue(z)
        self.canvas.addItem(item)

    def set_patches(self, shapes: Sequence[Shape]) -> None:
        """Show these patches."""
        if self.shown is not None:
            self.patches.set_shapes(shapes, self.shown.pyramid.extent.grown(1.0))

    # ---- how the epochs are compared -----------------------------------------------------------

    def set_mode(self, mode: Mode) -> None:
        """Compare the epochs in another way."""
        self.comparison.mode = mode
        self._arrange()
        self.mode_changed.emit(mode)

    def turn_line(self) -> None:
        """Let the swipe line lie or stand; panes are put above or beside each other."""
        self.comparison.upright = not self.comparison.upright
        self._arrange()

    def swap(self) -> None:
        """Let both epochs change places."""
        self.comparison.swapped = not self.comparison.swapped
        self._arrange()

    def set_share(self, share: float) -> None:
        """Blend: how much of the after epoch is seen, 0 to 1."""
        self.comparison.share = share
        self._moved()

    def hold_before(self, held: bool) -> None:
        """Show the before epoch alone for as long as a key is held."""
        if self.comparison.held != held:
            self.comparison.held = held
            self._moved()

    def set_stretch(self, stretch: Stretch) -> None:
        """Choose how bright the epochs are shown; nothing is read again."""
        self._stretch = stretch
        if self.store is not None:
            self.store.set_stretch(stretch)

    def set_tool(self, tool: Tool | None) -> None:
        """Give the mouse to a tool, or back to the map."""
        if self._hand.tool is not None and self._hand.tool is not tool:
            self._hand.tool.leave()
        self._hand.tool = self.foreground.tool = tool
        self.tool_changed.emit(tool)
        self.repaint_all()

    @property
    def tool(self) -> Tool | None:
        """The tool that has the mouse."""
        return self._hand.tool

    def hold_space(self, held: bool) -> None:
        """Let the next drag pan, wherever it starts."""
        self._hand.space_held = held
        for pane in self._row.seen:
            pane.face().setCursor(Qt.OpenHandCursor if held else Qt.ArrowCursor)

    # ---- what is seen of it ---------------------------------------------------------------------

    @property
    def panes(self) -> tuple[Pane, ...]:
        """The panes that are on the screen."""
        return self._row.seen

    @property
    def level(self) -> int:
        """The level of the pyramid that is shown."""
        return self.shown.pyramid.level_for(self.state.scale * self.devicePixelRatioF()) if self.shown else 0

    @property
    def sides_seen(self) -> list[Side]:
        """The epochs that are on the screen."""
        sides = (self.shown.before, self.shown.after) if self.shown else (None, None)
        return [side for side, layer in zip(sides, self._layers, strict=True) if side and layer and layer.parts]

    def expect(self, numbers: Sequence[str]) -> None:
        """Have the tiles of the patches that come next read while nothing else is wanted."""
        boxes = (self.patches.box_of(number) for number in numbers)
        self._ahead = [box for box in boxes if box is not None]
        self._ask.start()

    def prefetch(self, bounds: Sequence[Bounds]) -> None:
        """Have the tiles around ground boxes read ahead, as `fit` would show them; the nearest need first."""
        if self.shown is not None:
            self._ahead = [self.shown.pyramid.box_to_scene(each) for each in bounds]
            self._ask.start()

    # ---- what the panes tell -------------------------------------------------------------------

    def point_at(self, pane: Pane, spot: QPointF | None) -> None:
        """Take the place of the cursor, if it is on the map; the other pane mirrors it."""
        scene = pane.to_scene(spot) if spot is not None else None
        for each in self.foreground.mirror(pane, scene, self._row.seen):
            each.face().update()
        if scene is not None and self.shown is not None:
            self.cursor_moved.emit(*self.shown.pyramid.to_ground(scene.x(), scene.y()))

    def click(self, spot: QPointF, reach: float) -> None:
        """Tell which patch lies at a scene point, unless what lies over the patches takes the click."""
        if any(picker(spot, reach) for picker in self.pickers):
            return
        number = self.patches.at(spot.x(), spot.y(), reach)
        if number is not None and self.patches.isVisible():
            self.patch_clicked.emit(number)

    def on_line(self, pane: Pane, spot: QPoint) -> bool:
        """Return whether the swipe line is under the mouse."""
        size = pane.face().size()
        return self.shown is not None and self.comparison.on_line(spot.x(), spot.y(), size.width(), size.height())

    def move_line(self, pane: Pane, spot: QPoint) -> None:
        """Drag the swipe line."""
        size = pane.face().size()
        self.comparison.move_line(spot.x(), spot.y(), size.width(), size.height())
        self._moved()

    def paint_over(self, pane: Pane, painter: QPainter) -> None:
        """Paint what lies above the scene."""
        self.foreground.paint(pane, painter)

    def occupied(self, painter: QPainter) -> NDArray[np.float64]:
        """Return where names would not be read: left, top, right and bottom on the screen (n, 4)."""
        return np.vstack([self.patches.plates(painter), self.foreground.covered(self.pane)])

    def resized(self, pane: Pane) -> None:
        """Keep what is seen when a pane has another size."""
        if pane is self.pane:
            self.refit()
        self._moved()

    def repaint_all(self) -> None:
        """Paint every pane soon."""
        for pane in self._row.seen:
            pane.face().update()

    # ---- Qt's events ---------------------------------------------------------------------------

    def event(self, event: QEvent | None) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.ShortcutOverride and self._tool_takes(event.key()):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        assert event is not None
        if self.tool is not None and self.tool.key(event.key(), event.modifiers()):
            self.repaint_all()
            return
        way = PAN_KEYS.get(Qt.Key(event.key()))
        if way is None:
            event.ignore()
        else:
            self.pan(PAN_STEP * way[0], PAN_STEP * way[1])

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        super().resizeEvent(event)
        self.blend_bar.place()

    def _tool_takes(self, key: int) -> bool:
        return self.tool is not None and key in self.tool.keys

    # ---- inside --------------------------------------------------------------------------------

    def _add_layer(self, month: str, z: int) -> TileLayer:
        assert self.store is not None
        layer = TileLayer(self.store, month)
        self.add_item(layer, z)
        return layer

    def _make_room(self, extent: Box) -> None:
        self.state.limits = extent.grown(0.5)
        side = ROOM * max(extent.right, extent.bottom)
        x, y = extent.centre
        self.canvas.setSceneRect(QRectF(x - side / 2, y - side / 2, side, side))

    def _arrange(self) -> None:
        """Divide the map as the comparison wants it."""
        self._row.arrange(self.comparison)
        mode = Mode.AFTER if self.comparison.single else self.comparison.mode
        self.blend_bar.show_for(mode)
        if mode is Mode.FLICKER:
            self._flicker.start(self.blend_bar.interval_ms)
        else:
            self._flicker.stop()
        self.refit()
        self._moved()

    def _turn_over(self) -> None:
        if self.isVisible() and not self.comparison.held:
            self.comparison.later = not self.comparison.later
            self._moved()

    def _moved(self) -> None:
        """Bring the layers in line with the view and ask for tiles soon."""
        if self.shown is None:
            return
        seen: tuple[dict[QWidget, tuple[QRectF, float]], ...] = ({}, {})
        for pane in self._row.seen:
            parts = self.comparison.parts(pane.number, pane.face().width(), pane.face().height())
            for part, shown in zip(parts, seen, strict=True):
                if part is not None:
                    shown[pane.face()] = _clip(pane, part), part.opacity
        for layer, shown in zip(self._layers, seen, strict=True):
            if layer is not None:
                layer.show_parts(shown, self.level)
        self.repaint_all()
        self._ask.start()

    def _ask_for_tiles(self) -> None:
        if self.store is None or self.shown is None:
            return
        seen = [side.month for side in self.sides_seen]
        unseen = [side.month for side in (self.shown.before, self.shown.after) if side and side.month not in seen]
        ratio = self.devicePixelRatioF()
        ahead = [self._fitting(box, MARGIN).counted(ratio) for box in self._ahead]
        self.store.show(seen, unseen, self.view_now().counted(ratio), ahead)


def _clip(pane: Pane, part: Part) -> QRectF:
    corner, far = (pane.to_scene(QPointF(*spot)) for spot in ((part.left, part.top), (part.right, part.bottom)))
    return QRectF(corner, far)
