"""A basemap below the imagery, with readers of its own: a slow server must not keep our own files waiting."""

from __future__ import annotations

from dataclasses import replace

from PyQt5.QtCore import QObject, QRectF, QTimer, pyqtSignal

from twowei.desktop.map.cache import MIB
from twowei.desktop.map.framing import View
from twowei.desktop.map.map_view import MapView
from twowei.desktop.map.pyramid import Box, Pyramid, TileKey
from twowei.desktop.map.retired import Retired
from twowei.desktop.map.scene import Scene, Side
from twowei.desktop.map.tile_layer import TileLayer
from twowei.desktop.map.tile_store import TileStore
from twowei.imagery.epoch import Epoch
from twowei.imagery.reader import EpochReader, Picture

BACKDROP_Z = -1
LIMIT = 96 * MIB
WAIT_MS = 60


class Backdrop(QObject):
    """Shows an epoch below the others, in whatever scene is shown."""

    failed = pyqtSignal(str)

    def __init__(self, map_view: MapView, parent: QObject) -> None:
        super().__init__(parent)
        self._map, self._retired = map_view, Retired()
        self._epoch: Epoch | None = None
        self._parts: tuple[TileStore, TileLayer, Scene] | None = None
        self._ask = QTimer(self)
        self._ask.setSingleShot(True)
        self._ask.setInterval(WAIT_MS)
        self._ask.timeout.connect(self._ask_for_tiles)
        map_view.scene_shown.connect(self._follow)
        map_view.state.changed.connect(self._ask.start)
        map_view.mode_changed.connect(self._ask.start)

    def show_epoch(self, epoch: Epoch | None) -> None:
        """Show an epoch, or nothing."""
        self._epoch = epoch
        self._follow(self._map.shown)

    def shut(self) -> None:
        """Let go of it and wait until all threads have ended."""
        self.show_epoch(None)
        self._retired.wait()

    @property
    def store(self) -> TileStore | None:
        """The tiles of the basemap, while there is one."""
        return self._parts[0] if self._parts else None

    def _follow(self, scene: Scene | None) -> None:
        self._ask.stop()
        if self._parts is not None:
            store, layer, own = self._parts
            self._map.canvas.removeItem(layer)
            self._retired.take(store, own)
            self._parts = None
        if scene is not None and self._epoch is not None:
            self._parts = self._made(scene, self._epoch)
            self._ask.start()

    def _made(self, scene: Scene, epoch: Epoch) -> tuple[TileStore, TileLayer, Scene]:
        reader, wide = EpochReader(epoch, 1.0), _wide(scene.pyramid)

        def read(key: TileKey) -> Picture:
            return reader.read(wide.grid_of(key))

        store = TileStore(wide, read, LIMIT)
        store.changed.connect(self._map.repaint_all)
        store.failed.connect(lambda _month, why: self.failed.emit(why))
        layer = TileLayer(store, epoch.month, hatches=False)
        layer.setPos(*scene.pyramid.to_scene(wide.left, wide.top))
        self._map.add_item(layer, BACKDROP_Z)
        own = Scene(wide, read, reader.close, None, Side(epoch.month, ""), scene.metres)
        return store, layer, own

    def _ask_for_tiles(self) -> None:
        if self._parts is None:
            return
        store, layer, _ = self._parts
        parts = {pane.face(): (_rectangle(_within(layer, pane.view_now().box)), 1.0) for pane in self._map.panes}
        now = self._map.view_now()
        view = View(_within(layer, now.box), now.scale).counted(self._map.devicePixelRatioF())
        layer.show_parts(parts, store.pyramid.level_for(view.scale))
        store.show([layer.month], [], view, [])


def _wide(pyramid: Pyramid) -> Pyramid:
    """Return a pyramid that reaches as far again on every side."""
    more = max(pyramid.width, pyramid.height)
    left, top = pyramid.to_ground(-more, -more)
    return replace(pyramid, left=left, top=top, width=pyramid.width + 2 * more, height=pyramid.height + 2 * more)


def _within(layer: TileLayer, box: Box) -> Box:
    """Return a box of the map in the layer's own coordinates."""
    x, y = layer.x(), layer.y()
    return Box(box.left - x, box.top - y, box.right - x, box.bottom - y)


def _rectangle(box: Box) -> QRectF:
    return QRectF(box.left, box.top, box.right - box.left, box.bottom - box.top)
