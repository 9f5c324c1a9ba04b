"""What the desk has computed beside the window: the outlines for the map, the priorities of very many patches."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PyQt5.QtCore import QObject, pyqtBoundSignal, pyqtSignal

from twowei.desktop.background import Job
from twowei.desktop.map.pyramid import Pyramid
from twowei.desktop.review.shapes import shapes_of
from twowei.services.queue import learn_urgencies


class Beside(QObject):
    """At most one of each kind of work runs; close it to stop them."""

    shapes_read = pyqtSignal(object)  # list of Shape
    urgencies_computed = pyqtSignal(object)  # Urgencies
    failed = pyqtSignal(str)

    def __init__(self, folder: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._folder = folder
        self._jobs: dict[str, Job] = {}

    def read_shapes(self, pyramid: Pyramid) -> None:
        """Read every outline; `shapes_read` follows."""
        self._run("shapes", lambda: shapes_of(self._folder, pyramid), self.shapes_read)

    def compute_urgencies(self) -> None:
        """Compute every priority and deadline; `urgencies_computed` follows."""
        self._run("urgencies", lambda: learn_urgencies(self._folder), self.urgencies_computed)

    def close(self) -> None:
        """Stop and wait."""
        for name in list(self._jobs):
            self._stop(name)

    def _run(self, name: str, work: Callable[[], Any], told: pyqtBoundSignal) -> None:
        self._stop(name)
        job = Job(lambda _feedback: work(), self)
        job.succeeded.connect(told)
        job.failed.connect(self.failed)
        self._jobs[name] = job
        job.start()

    def _stop(self, name: str) -> None:
        job = self._jobs.pop(name, None)
        if job is not None:
            job.close()
            job.deleteLater()
