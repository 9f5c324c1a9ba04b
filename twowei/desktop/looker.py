"""Looking into something beside the window, anew whenever what is asked for changes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PyQt5.QtCore import QObject

from twowei.desktop.background import Job, Work
from twowei.errors import TwoweiError
from twowei.feedback import Feedback
from twowei.services.workspace import Workspace


def looking_into(folder: Path, look: Callable[[Workspace], Any]) -> Work:
    """Return work that opens a workspace and looks; a known error is its answer too, for it may put a question."""

    def work(_feedback: Feedback) -> Any:
        try:
            with Workspace.open(folder) as opened:
                return look(opened)
        except TwoweiError as error:
            return error

    return work


class Looker(QObject):
    """Runs one look at a time; of the wishes that come meanwhile only the last is met, and only its answer shown.

    Args:
        wish: Gives the work as things are asked for now, or None where there is nothing to look into.
        show: Takes what the work returned.
        fail: Takes the sentence of a failure.
    """

    def __init__(
        self, wish: Callable[[], Work | None], show: Callable[[Any], None], fail: Callable[[str], None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._wish, self._show, self._fail = wish, show, fail
        self._job: Job | None = None
        self._again = False

    @property
    def busy(self) -> bool:
        """Whether it looks."""
        return self._job is not None

    def look(self) -> None:
        """Look now, or once more after the look that goes on."""
        if self._job is not None:
            self._again = True
            return
        work = self._wish()
        if work is None:
            return
        self._job = Job(work, self)
        self._job.succeeded.connect(self._found)
        self._job.failed.connect(self._fail)
        self._job.ended.connect(self._over)
        self._job.start()

    def close(self) -> None:
        """Stop and wait; nothing is shown any more."""
        if self._job is not None:
            self._job.close()
            self._job = None

    def _found(self, seen: object) -> None:
        if not self._again:
            self._show(seen)

    def _over(self) -> None:
        if self._job is not None:
            self._job.close()
            self._job.deleteLater()
            self._job = None
        if self._again:
            self._again = False
            self.look()
