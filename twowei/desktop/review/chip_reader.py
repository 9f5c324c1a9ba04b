"""Reads the chips of a place, one for each month, in a thread of its own; what is wanted last comes first."""

from __future__ import annotations

import logging
import threading
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PyQt5.QtCore import QObject, pyqtSignal
from rasterio.crs import CRS

from twowei.desktop.map.pixels import Pixels, pixels_of
from twowei.errors import TwoweiError
from twowei.geo.grid import Bounds, Grid
from twowei.imagery.epoch import Epoch
from twowei.imagery.reader import EpochReader

CHIP_PX = 152
"""Pixels of a chip, twice what is shown: sharp at 200 % too."""
LEAST_M, AROUND = 40.0, 2.2
"""Least side of what a chip shows, and how many times the patch's own."""
KEPT = 400

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Place:
    """A patch and the square around it that its chips show."""

    number: str
    bounds: Bounds

    @classmethod
    def around(cls, number: str, box: Bounds) -> Place:
        """Return the place of a patch whose outline has this box."""
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        half = max(AROUND * max(box[2] - box[0], box[3] - box[1]), LEAST_M) / 2
        return cls(number, (x - half, y - half, x + half, y + half))


class ChipReader(QObject):
    """The chips of the places asked for last; close it to end its thread."""

    arrived = pyqtSignal(str, str)  # number, month

    def __init__(self, epochs: Mapping[str, Epoch], crs: CRS, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._readers = {month: EpochReader(epoch, 2.0) for month, epoch in epochs.items()}
        self._crs = crs
        self._kept: OrderedDict[tuple[str, str], Pixels] = OrderedDict()
        self._wanted: list[tuple[Place, str]] = []
        self._news = threading.Condition()
        self._closed = False
        self._thread = threading.Thread(target=self._run, name="chips", daemon=True)
        self._thread.start()

    @property
    def months(self) -> list[str]:
        """The months there are chips of."""
        return list(self._readers)

    def want(self, places: Sequence[Place]) -> None:
        """Have the chips of these places read, the first first; what was wanted before is dropped."""
        with self._news:
            self._wanted = [
                (place, month)
                for place in places
                for month in reversed(self._readers)
                if (place.number, month) not in self._kept
            ]
            self._news.notify()

    def get(self, number: str, month: str) -> Pixels | None:
        """Return a chip, or nothing where it is not read yet."""
        with self._news:
            return self._kept.get((number, month))

    def close(self) -> None:
        """End the thread and close the files."""
        with self._news:
            self._closed = True
            self._wanted = []
            self._news.notify()
        self._thread.join()

    def _run(self) -> None:
        while (wish := self._next()) is not None:
            place, month = wish
            pixels = self._read(place, month)
            with self._news:
                if self._closed:
                    break
                self._kept[(place.number, month)] = pixels
                while len(self._kept) > KEPT:
                    self._kept.popitem(last=False)
            self.arrived.emit(place.number, month)
        for reader in self._readers.values():
            reader.close()

    def _next(self) -> tuple[Place, str] | None:
        with self._news:
            while not self._wanted and not self._closed:
                self._news.wait()
            return None if self._closed else self._wanted.pop(0)

    def _read(self, place: Place, month: str) -> Pixels:
        left, bottom, right, top = place.bounds
        try:
            grid = Grid.over(self._crs, (left, bottom, right, top), (right - left) / CHIP_PX)
            return pixels_of(self._readers[month].read(grid))
        except TwoweiError as error:  # the map tells of it; the strip stays grey
            log.warning("chip of %s in %s: %s", place.number, month, error)
            return Pixels(None)
