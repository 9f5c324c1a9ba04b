"""A window beside the main one: reads in a thread, leads to patches and lists, F5 reads anew, Esc closes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PyQt5.QtCore import QCoreApplication, Qt, QTimer, pyqtSignal
from PyQt5.QtGui import QCloseEvent, QIcon
from PyQt5.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from twowei.desktop import menus
from twowei.desktop.background import Job
from twowei.desktop.tones import set_ink
from twowei.feedback import Feedback
from twowei.services.workspace import Workspace

SIZE_PX = (1350, 680)
READING = "reading"
Work = Callable[[Workspace, Feedback], Any]
Then = Callable[[Any], None]
_translate = QCoreApplication.translate  # the context of tr() would be the window of the class that inherits
STALE_MS = 1500
"""How long after a change of the casebook a window is read anew, so that a run of verdicts costs one reading."""


class SideWindow(QWidget):
    """Base of the windows beside the main one.

    A window has a workspace of its own, opened in its thread, so that what was read of the history is kept between
    readings.
    """

    chosen = pyqtSignal(str)  # a patch to show
    front_wanted = pyqtSignal()  # the main window shall come forward
    listed = pyqtSignal(str, object)  # title and numbers of a list to open
    closed = pyqtSignal()
    moved = pyqtSignal(object)  # Patch
    report_wanted = pyqtSignal(str)  # of which period
    dossier_wanted = pyqtSignal(str)  # of which patch
    altered = pyqtSignal()  # many patches at once
    case_wanted = pyqtSignal(str, str)  # which patch, which part of its window

    def __init__(self, folder: Path) -> None:
        super().__init__(None, Qt.Window)
        self.folder = folder
        self.setWindowIcon(QIcon("icons:twowei.svg"))
        self.setAttribute(Qt.WA_QuitOnClose, False)
        self.resize(*SIZE_PX)
        self._workspace: Workspace | None = None
        self._job: Job | None = None
        self._after: Then | None = None
        self._waiting: dict[str, tuple[Work, Then]] = {}
        self.analyst: Callable[[], str | None] = lambda: None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(STALE_MS)
        self._soon.timeout.connect(self._read_if_seen)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(10, 10, 10, 6)
        self.notice = QLabel()
        self.notice.setProperty("role", "muted")
        self.notice.setWordWrap(True)
        self._hint = QLabel()
        self._hint.setProperty("role", "muted")
        menus.make_shortcut(self, "F5", self.read)
        menus.make_shortcut(self, "Esc", self.close)

    # ---- what a window does of its own -----------------------------------------------------------

    def work(self, workspace: Workspace, feedback: Feedback) -> Any:
        """Return what is shown; runs in a thread."""
        raise NotImplementedError

    def show_read(self, found: Any) -> None:
        """Show what was read."""
        raise NotImplementedError

    # ---- reading ---------------------------------------------------------------------------------

    @property
    def busy(self) -> bool:
        """Whether something is being read or done."""
        return self._job is not None

    def read(self) -> None:
        """Read anew."""
        self._soon.stop()
        self.run(READING, self.work, self.show_read)

    def read_soon(self) -> None:
        """Read anew in a moment: the casebook changed."""
        self._soon.start()

    def run(self, kind: str, work: Work, then: Then) -> None:
        """Do something in the window's thread and call ``then`` with what came of it.

        While something else runs it waits for its turn; of a ``kind`` only the last that was asked for.
        """
        if self._job is not None:
            self._waiting[kind] = work, then
            return
        self._after = then
        self._job = Job(lambda feedback: work(self._opened(), feedback), self)
        self._job.succeeded.connect(self._take)
        self._job.failed.connect(self._fail)
        self._job.ended.connect(self._over)
        self._job.start()
        self.notice.setText(_reading())

    def head(self, title: str, keys: str) -> None:
        """Name the window and print its keys."""
        self.setWindowTitle(f"{title} — {self.folder.name}")
        self._hint.setText(keys)

    def foot(self, *buttons: QPushButton) -> None:
        """Put the last row under the window: what is going on, its keys, its buttons."""
        row = QHBoxLayout()
        row.addWidget(self.notice, 1)
        row.addWidget(self._hint)
        for button in buttons:
            row.addWidget(button)
        self.column.addLayout(row)

    def open_list(self, title: str, numbers: Sequence[str]) -> None:
        """Open a list in the main window; an empty one is said here."""
        if numbers:
            self.listed.emit(title, tuple(numbers))
        else:
            self.notice.setText(_translate("SideWindow", "{0}: no patches behind this number.").format(title))

    def shut(self) -> None:
        """Stop what runs and let go of the casebook; the window is used no more."""
        self._soon.stop()
        self._waiting.clear()
        if self._job is not None:
            self._job.close()
            self._job = None
        if self._workspace is not None:
            self._workspace.close()
            self._workspace = None

    def closeEvent(self, event: QCloseEvent | None) -> None:
        self.shut()
        self.closed.emit()
        if event is not None:
            event.accept()

    # ---- inside ----------------------------------------------------------------------------------

    def _opened(self) -> Workspace:
        if self._workspace is None:
            self._workspace = Workspace.open(self.folder)
        return self._workspace

    def _take(self, found: Any) -> None:
        set_ink(self.notice, "")
        if self.notice.text() == _reading():
            self.notice.clear()
        if self._after is not None:
            self._after(found)

    def _fail(self, why: str) -> None:
        self.notice.setText(why)
        set_ink(self.notice, "bad")

    def _over(self) -> None:
        if self._job is not None:
            self._job.close()
            self._job.deleteLater()
            self._job = None
        if self._waiting:
            kind = next(iter(self._waiting))
            self.run(kind, *self._waiting.pop(kind))

    def _read_if_seen(self) -> None:
        if self.isVisible():
            self.read()


def _reading() -> str:
    return _translate("SideWindow", "Reading…")
