"""Keeps raw and painted tiles apart and has the missing ones read: the seam between the core and Qt."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PyQt5.QtCore import QObject, pyqtSignal
from PyQt5.QtGui import QImage, QPixmap

from twowei.desktop.map import tone
from twowei.desktop.map.cache import ByteCache, fair_limit
from twowei.desktop.map.framing import View
from twowei.desktop.map.pixels import Pixels, pixels_of
from twowei.desktop.map.pyramid import TILE_PX, Pyramid, TileKey
from twowei.desktop.map.scheduler import Arrival, Scheduler
from twowei.desktop.map.tone import Stretch, Tone
from twowei.desktop.map.wishes import wishes
from twowei.imagery.reader import Picture

EMPTY_TILE_BYTES = 64
RAW_SHARE = 0.45
"""Of the memory for tiles; a painted tile is a third larger than a raw one."""


@dataclass(frozen=True)
class Painted:
    """A tile as it is shown, and by which turn of the brightness."""

    pixmap: QPixmap
    turn: int


class RawTiles:
    """What was read, shared by the workers; a new stretch is painted from it without another read."""

    def __init__(self, read: Callable[[TileKey], Picture], limit: int) -> None:
        self._read, self._lock = read, threading.Lock()
        self._cache: ByteCache[TileKey, Picture] = ByteCache(limit)

    def get(self, key: TileKey) -> Picture:
        """Return a tile, read now if it is not here."""
        with self._lock:
            found = self._cache.get(key)
        if found is None:
            found = self._read(key)
            with self._lock:
                self._cache.put(key, found, found.rgb.nbytes + found.valid.nbytes)
        return found


class TileStore(QObject):
    """The tiles of one scene. Pixmaps are made here, in the GUI thread, and only here."""

    changed = pyqtSignal()
    failed = pyqtSignal(str, str)  # month, reason
    retoned = pyqtSignal()  # tiles are to be asked for anew, to be painted in another brightness
    _arrived = pyqtSignal(object)

    def __init__(self, pyramid: Pyramid, read: Callable[[TileKey], Picture], limit: int | None = None) -> None:
        super().__init__()
        self.pyramid = pyramid
        most = fair_limit() if limit is None else limit
        self._raws = RawTiles(read, int(most * RAW_SHARE))
        self._tiles: ByteCache[TileKey, Painted] = ByteCache(most - int(most * RAW_SHARE))
        self._failures: set[TileKey] = set()
        self._blamed: set[str] = set()
        self._stretch, self._turn = Stretch.PLAIN, 0
        self._tones: dict[str, Tone | None] = {}
        self._samples: dict[str, Picture] = {}
        self._arrived.connect(self._take)
        self._scheduler: Scheduler[tuple[int, Picture, Pixels]] = Scheduler(self._load, self._arrived.emit)

    def __contains__(self, key: TileKey) -> bool:
        found = self._tiles.get(key)
        return key in self._failures or (found is not None and found.turn == self._turn)

    def get(self, key: TileKey) -> QPixmap | None:
        """Return a painted tile; a null pixmap stands for one without imagery."""
        found = self._tiles.get(key)
        return found.pixmap if found is not None else None

    def has_failed(self, key: TileKey) -> bool:
        """Return whether this tile could not be read."""
        return key in self._failures

    def show(self, shown: Sequence[str], hidden: Sequence[str], view: View, ahead: Sequence[View]) -> None:
        """Say what is on the screen and what may come next; the missing tiles are read."""
        self._scheduler.want(wishes(self.pyramid, shown, hidden, view, ahead, self))

    def set_stretch(self, stretch: Stretch) -> None:
        """Show the epochs brighter or darker; what is painted stays until it is painted anew."""
        self._stretch = stretch
        self._retone()

    def tone_of(self, month: str) -> Tone | None:
        """Return how an epoch's values are shown; None as they are."""
        return self._tones.get(month)

    @property
    def settled(self) -> bool:
        """Whether nothing is being read or waited for."""
        return self._scheduler.idle

    def close(self) -> None:
        """Stop the readers."""
        self._scheduler.close()

    def _load(self, key: TileKey) -> tuple[int, Picture, Pixels]:
        """Read and paint one tile; runs in a worker."""
        turn, tone = self._turn, self._tones.get(key.month)
        raw = self._raws.get(key)
        return turn, raw, pixels_of(raw, tone)

    def _take(self, arrival: Arrival[tuple[int, Picture, Pixels]]) -> None:
        if not self._scheduler.is_wanted(arrival.key):
            return
        if arrival.result is None:
            self._note_failure(arrival.key, arrival.failure)
        else:
            turn, raw, pixels = arrival.result
            self._paint(arrival.key, pixels, turn)
            if turn != self._turn:
                self.retoned.emit()
            if arrival.key.level == self.pyramid.top_level and arrival.key.month not in self._samples:
                self._samples[arrival.key.month] = raw
                self._retone()
        self.changed.emit()

    def _retone(self) -> None:
        """Choose each epoch's brightness by a sample of all of it; the newer one sets it where both shall be alike."""
        if self._stretch is Stretch.PLAIN and not self._tones:
            return
        newest = self._samples.get(max(self._samples, default=""))
        self._tones = {
            month: tone.stretched(sample) if self._stretch is Stretch.EACH else tone.matched(sample, newest)
            for month, sample in self._samples.items()
            if self._stretch is not Stretch.PLAIN
        }
        self._turn += 1
        self.retoned.emit()

    def _paint(self, key: TileKey, pixels: Pixels, turn: int) -> None:
        if pixels.argb is None:
            self._tiles.put(key, Painted(QPixmap(), turn), EMPTY_TILE_BYTES)
            return
        # fromImage copies, so the array may go as soon as it returns
        image = QImage(pixels.argb.data, TILE_PX, TILE_PX, 4 * TILE_PX, QImage.Format_ARGB32_Premultiplied)
        self._tiles.put(key, Painted(QPixmap.fromImage(image), turn), pixels.argb.nbytes)

    def _note_failure(self, key: TileKey, reason: str) -> None:
        self._failures.add(key)
        if key.month not in self._blamed:
            self._blamed.add(key.month)
            self.failed.emit(key.month, reason)
