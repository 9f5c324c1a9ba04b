"""Keeps painted tiles and has the missing ones read: the seam between the core and Qt."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PyQt5.QtCore import QObject, pyqtSignal
from PyQt5.QtGui import QImage, QPixmap

from twowei.desktop.map.cache import ByteCache, fair_limit
from twowei.desktop.map.framing import View
from twowei.desktop.map.pixels import Pixels, pixels_of
from twowei.desktop.map.pyramid import TILE_PX, Pyramid, TileKey
from twowei.desktop.map.scheduler import Arrival, Scheduler
from twowei.desktop.map.wishes import wishes
from twowei.imagery.reader import Picture

EMPTY_TILE_BYTES = 64


class TileStore(QObject):
    """The tiles of one scene. Pixmaps are made here, in the GUI thread, and only here."""

    changed = pyqtSignal()
    failed = pyqtSignal(str, str)  # month, reason
    _arrived = pyqtSignal(object)

    def __init__(self, pyramid: Pyramid, read: Callable[[TileKey], Picture], limit: int | None = None) -> None:
        super().__init__()
        self.pyramid = pyramid
        self._tiles: ByteCache[TileKey, QPixmap] = ByteCache(fair_limit() if limit is None else limit)
        self._failures: set[TileKey] = set()
        self._blamed: set[str] = set()
        self._arrived.connect(self._take)
        self._scheduler: Scheduler[Pixels] = Scheduler(lambda key: pixels_of(read(key)), self._arrived.emit)

    def __contains__(self, key: TileKey) -> bool:
        return key in self._tiles or key in self._failures

    def get(self, key: TileKey) -> QPixmap | None:
        """Return a painted tile; a null pixmap stands for one without imagery."""
        return self._tiles.get(key)

    def has_failed(self, key: TileKey) -> bool:
        """Return whether this tile could not be read."""
        return key in self._failures

    def show(self, shown: Sequence[str], hidden: Sequence[str], view: View, ahead: Sequence[View]) -> None:
        """Say what is on the screen and what may come next; the missing tiles are read."""
        self._scheduler.want(wishes(self.pyramid, shown, hidden, view, ahead, self))

    @property
    def settled(self) -> bool:
        """Whether nothing is being read or waited for."""
        return self._scheduler.idle

    def close(self) -> None:
        """Stop the readers."""
        self._scheduler.close()

    def _take(self, arrival: Arrival[Pixels]) -> None:
        if not self._scheduler.is_wanted(arrival.key):
            return
        if arrival.result is None:
            self._note_failure(arrival)
        else:
            self._paint(arrival.key, arrival.result)
        self.changed.emit()

    def _paint(self, key: TileKey, pixels: Pixels) -> None:
        if pixels.argb is None:
            self._tiles.put(key, QPixmap(), EMPTY_TILE_BYTES)
            return
        # fromImage copies, so the array may go as soon as it returns
        image = QImage(pixels.argb.data, TILE_PX, TILE_PX, 4 * TILE_PX, QImage.Format_ARGB32_Premultiplied)
        self._tiles.put(key, QPixmap.fromImage(image), pixels.argb.nbytes)

    def _note_failure(self, arrival: Arrival[Pixels]) -> None:
        self._failures.add(arrival.key)
        if arrival.key.month not in self._blamed:
            self._blamed.add(arrival.key.month)
            self.failed.emit(arrival.key.month, arrival.failure)
