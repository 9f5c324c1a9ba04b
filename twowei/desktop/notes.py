"""What the map says of the imagery in view: none here, not to be read, or only coarse for want of overviews."""

from __future__ import annotations

from PyQt5.QtCore import QObject, QTimer, pyqtSignal

from twowei.desktop.map.map_view import MapView
from twowei.desktop.map.scene import Scene, Side

WAIT_MS = 150


class Notes(QObject):
    """Looks at what is in view, a moment after it changed, and writes it on the map."""

    coarse = pyqtSignal(list)  # files that would show at once with overviews; once for each scene

    def __init__(self, map_view: MapView, parent: QObject) -> None:
        super().__init__(parent)
        self._map = map_view
        self._told = False
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(WAIT_MS)
        self._clock.timeout.connect(self.look)
        map_view.scene_shown.connect(self._follow)
        map_view.state.changed.connect(self._clock.start)
        map_view.mode_changed.connect(self._clock.start)

    def look(self) -> None:
        """Write what is to be said of the view."""
        scene, notes = self._map.shown, []
        if scene is not None:
            sampled = scene.sampled()
            if sampled and not self._told:
                self._told = True
                self.coarse.emit(list(sampled))
            if sampled and self._map.level > 0:
                notes.append(self.tr("Seen from afar this imagery is only sampled: it has no overviews"))
            notes += [note for side in self._map.sides_seen if (note := self._note_of(side))]
        if tuple(notes) != self._map.foreground.notes:
            self._map.foreground.notes = tuple(notes)
            self._map.repaint_all()

    def _note_of(self, side: Side) -> str:
        store = self._map.store
        assert store is not None
        keys = list(store.pyramid.tiles(side.month, self._map.level, self._map.view_now().box))
        if any(store.has_failed(key) for key in keys):
            return self.tr("{0}: what is hatched cannot be read (Ctrl+F5 tries again)").format(side.label)
        painted = [store.get(key) for key in keys]
        if all(pixmap is not None and pixmap.isNull() for pixmap in painted):
            return self.tr("{0}: no imagery here").format(side.label)
        return ""

    def _follow(self, scene: Scene | None) -> None:
        self._told = False
        if scene is not None and self._map.store is not None:
            self._map.store.changed.connect(self._clock.start)
        else:
            self._clock.stop()
            self._map.foreground.notes = ()
