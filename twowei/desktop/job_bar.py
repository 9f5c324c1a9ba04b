"""The place in the status bar where work that goes on shows how far it is, and can be stopped."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from PyQt5.QtCore import Qt, QTimer, pyqtSignal
from PyQt5.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from twowei.desktop.background import Job
from twowei.desktop.child import Child
from twowei.desktop.icons import icon

Task = Job | Child
STEPS = 1000


class JobBar(QWidget):
    """Runs one task at a time."""

    started = pyqtSignal()
    finished = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._task: Task | None = None
        self._title = ""
        self._since = 0.0
        self._text = QLabel()
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(150)
        self._bar.setRange(0, STEPS)
        self._elapsed = QLabel()
        self._elapsed.setMinimumWidth(40)
        self.cancel_button = QPushButton(icon("cancel"), self.tr("Cancel"))
        self.cancel_button.setFocusPolicy(Qt.NoFocus)
        self.cancel_button.setProperty("flat", True)
        self.cancel_button.clicked.connect(self.cancel)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 6, 0)
        row.setSpacing(8)
        for part in (self._text, self._bar, self._elapsed, self.cancel_button):
            row.addWidget(part)
        self._clock = QTimer(self)
        self._clock.setInterval(500)
        self._clock.timeout.connect(self._tick)
        self.hide()

    @property
    def busy(self) -> bool:
        """Whether a task runs."""
        return self._task is not None

    @property
    def fraction(self) -> float:
        """How far the running task is."""
        return self._bar.value() / STEPS

    def run(
        self,
        task: Task,
        title: str,
        succeeded: Callable[[Any], None],
        failed: Callable[[str], None],
        cancelled: Callable[[], None],
    ) -> None:
        """Start a task and call one of the three when it is over."""
        assert self._task is None
        self._task, self._title = task, title
        self._since = time.monotonic()
        task.progressed.connect(self._progress)
        task.succeeded.connect(self._then(succeeded))
        task.failed.connect(self._then(failed))
        task.cancelled.connect(self._then(cancelled))
        self.cancel_button.setEnabled(True)
        self._bar.setRange(0, 0)
        self._text.setText(title)
        self._tick()
        self.show()
        self._clock.start()
        self.started.emit()
        task.start()

    def cancel(self) -> None:
        """Ask the task to stop."""
        if self._task is not None:
            self.cancel_button.setEnabled(False)
            self._text.setText(self.tr("{0}: stopping…").format(self._title))
            self._task.cancel()

    def close_task(self) -> None:
        """Stop the task and wait; nothing is announced."""
        if self._task is not None:
            self._task.close()
            self._over()

    def _then(self, follow_up: Callable[..., None]) -> Callable[..., None]:
        def end(*results: object) -> None:
            self._over()
            follow_up(*results)

        return end

    def _over(self) -> None:
        task, self._task = self._task, None
        self._clock.stop()
        self.hide()
        if task is not None:
            task.close()  # its thread has said its last word but may not have ended yet
            task.deleteLater()
        self.finished.emit()

    def _progress(self, fraction: float, message: str) -> None:
        self._bar.setRange(0, STEPS)
        self._bar.setValue(round(min(max(fraction, 0.0), 1.0) * STEPS))
        if self.cancel_button.isEnabled():
            self._text.setText(f"{self._title} {fraction:.0%}")
            self._text.setToolTip(message)

    def _tick(self) -> None:
        seconds = int(time.monotonic() - self._since)
        self._elapsed.setText(f"{seconds // 60}:{seconds % 60:02d}")
