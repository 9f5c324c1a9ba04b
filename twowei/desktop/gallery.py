"""The epochs of the open workspace, and the two of them that are on the map."""

from __future__ import annotations

from pathlib import Path

from PyQt5.QtCore import QObject, pyqtSignal
from rasterio.crs import CRS

from twowei.desktop.background import Job
from twowei.desktop.map.epochs import pyramid_over, scene_of
from twowei.desktop.map.map_view import MapView
from twowei.desktop.map.pyramid import Pyramid
from twowei.errors import TwoweiError
from twowei.feedback import Feedback
from twowei.imagery.epoch import Epoch
from twowei.services.moved import missing_imagery
from twowei.services.workspace import Workspace


class Gallery(QObject):
    """Opens the epochs of a workspace beside the window, since their files may lie far away.

    Attributes:
        loading: Whether they are still being opened.
        missing: The files that are gone, by month.
    """

    opened = pyqtSignal(list)  # months
    shown = pyqtSignal(object)  # Pyramid
    failed = pyqtSignal(str)
    missed = pyqtSignal(dict)  # files that are gone, by month

    def __init__(self, map_view: MapView, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._map = map_view
        self._job: Job | None = None
        self.loading = False
        self.missing: dict[str, tuple[Path, ...]] = {}
        self._epochs: dict[str, Epoch] = {}
        self._pyramid: Pyramid | None = None
        self._pair: tuple[str, str] | None = None

    @property
    def months(self) -> list[str]:
        """Months that can be shown, oldest first."""
        return list(self._epochs)

    @property
    def pyramid(self) -> Pyramid | None:
        """The tiles of what is shown, if anything is."""
        return self._pyramid

    def epoch(self, month: str) -> Epoch:
        """Return the epoch of a month that can be shown."""
        return self._epochs[month]

    @property
    def epochs(self) -> dict[str, Epoch]:
        """The epochs that can be shown, by month."""
        return dict(self._epochs)

    def open(self, folder: Path) -> None:
        """Read which epochs there are; `opened` follows."""
        self._stop()
        self._job = Job(lambda feedback: _read_epochs(folder, feedback), self)
        self._job.succeeded.connect(self._take)
        self._job.failed.connect(self._give_up)
        self._job.warned.connect(self.failed)
        self.loading = True
        self._job.start()

    def show_pair(self, before: str, after: str) -> None:
        """Put two months on the map; one that is missing leaves the other alone."""
        if self._pyramid is None or (before, after) == self._pair or after not in self._epochs:
            return
        self._pair = (before, after)
        later = self._epochs[after]
        earlier = self._epochs.get(before) if before != after else None
        after_side = self.tr("After") if earlier else ""
        labels = (self._label(earlier, self.tr("Before")), self._label(later, after_side))
        self._map.show_scene(scene_of(self._pyramid, earlier, later, labels))
        self.shown.emit(self._pyramid)

    def clear(self) -> None:
        """Take everything off the map."""
        self._stop()
        self._epochs, self._pyramid, self._pair, self.missing = {}, None, None, {}
        self._map.clear()

    def _give_up(self, reason: str) -> None:
        self.loading = False
        self.opened.emit(self.months)
        self.failed.emit(reason)

    def _take(self, found: tuple[list[Epoch], CRS | None, dict[str, tuple[Path, ...]]]) -> None:
        epochs, crs, self.missing = found
        self.loading = False
        self._epochs = {epoch.month: epoch for epoch in epochs}
        self._pair = None
        self._pyramid = pyramid_over(epochs, crs) if epochs and crs is not None else None
        if self._pyramid is None:
            self._map.clear()
        self.opened.emit(self.months)
        if self.missing:
            self.missed.emit(self.missing)

    def _label(self, epoch: Epoch | None, side: str) -> str:
        if epoch is None:
            return ""
        return f"{side} {epoch.date.isoformat() if epoch.date else epoch.month}".strip()

    def _stop(self) -> None:
        if self._job is not None:
            self._job.close()
            self._job.deleteLater()
            self._job = None
        self.loading = False


def _read_epochs(folder: Path, feedback: Feedback) -> tuple[list[Epoch], CRS | None, dict[str, tuple[Path, ...]]]:
    """Open every epoch whose files are there, through a connection of this thread's own."""
    with Workspace.open(folder) as workspace:
        epochs: list[Epoch] = []
        missing = missing_imagery(workspace)
        for month in workspace.months():
            feedback.raise_if_cancelled()
            if month in missing:
                continue
            try:
                epochs.append(workspace.epoch(month))
            except TwoweiError as error:
                feedback.warn(str(error))
        return epochs, workspace.crs if epochs else None, missing
