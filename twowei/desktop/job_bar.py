"""The place in the status bar where work that goes on shows how far it is, and can be stopped."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Protocol

from PyQt5.QtCore import Qt, QTimer, pyqtSignal
from PyQt5.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from twowei.desktop.icons import icon
from twowei.desktop.job_names import JobName
from twowei.desktop.job_queue import Ends, JobQueue, Order, Task
from twowei.desktop.message_bar import BAD, GOOD, WARN

STEPS = 1000


class Asker(Protocol):
    """A dialog in which a job was ordered, and which shows what becomes of it."""

    def lock(self, locked: bool) -> None:
        """Keep hands off while the job runs."""

    def show_failure(self, reason: str) -> None:
        """Say why nothing came of it."""


class JobBar(QWidget):
    """Shows the job that runs, how many wait, and that some were interrupted."""

    told = pyqtSignal(str, str)  # tone, what became of a job
    started = pyqtSignal()
    finished = pyqtSignal()
    list_wanted = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.queue = JobQueue(self)
        self._text, self._elapsed, self._bar = QLabel(), QLabel(), QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(150)
        self._bar.setRange(0, STEPS)
        self._elapsed.setMinimumWidth(40)
        self.list_button, self.cancel_button = QPushButton(), QPushButton(icon("cancel"), self.tr("Cancel"))
        for button in (self.list_button, self.cancel_button):
            button.setFocusPolicy(Qt.NoFocus)
            button.setProperty("flat", True)
        self.cancel_button.clicked.connect(self.cancel)
        self.list_button.clicked.connect(self.list_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 6, 0)
        row.setSpacing(8)
        for part in (self._text, self._bar, self._elapsed, self.list_button, self.cancel_button):
            row.addWidget(part)
        self._clock = QTimer(self)
        self._clock.setInterval(500)
        self._clock.timeout.connect(self._tick)
        self.queue.progressed.connect(self._progress)
        self.queue.started.connect(self._start)
        self.queue.finished.connect(self._stop)
        self.queue.changed.connect(self.refresh)
        self.hide()

    @property
    def busy(self) -> bool:
        """Whether a job runs or waits."""
        return self.queue.busy

    @property
    def fraction(self) -> float:
        """How far the running job is."""
        return self._bar.value() / STEPS

    def run(
        self,
        task: Task,
        name: JobName,
        succeeded: Callable[[Any], None],
        order: Order | None = None,
        asker: Callable[[], Asker | None] = lambda: None,
    ) -> None:
        """Run a job when those before it are over; that it waits, failed or was stopped is told.

        Args:
            asker: Gives the dialog that ordered it, while it is there to show a failure.
        """
        waits = self.busy
        ends = Ends(succeeded, partial(self._tell_failure, name, asker), partial(self._tell_end, name, asker))
        self.queue.add(task, name, ends, order)
        if waits:
            self.told.emit(GOOD, self.tr("{0} waits for what runs; it begins by itself.").format(name.text))

    def _tell_failure(self, name: JobName, asker: Callable[[], Asker | None], reason: str) -> None:
        if (dialog := asker()) is not None:
            dialog.show_failure(reason)
        else:
            self.told.emit(BAD, self.tr("{0} failed. {1}").format(name.text, reason))

    def _tell_end(self, name: JobName, asker: Callable[[], Asker | None]) -> None:
        self.told.emit(WARN, self.tr("{0}: stopped. What is finished is kept.").format(name.text))
        if (dialog := asker()) is not None:
            dialog.lock(False)

    def cancel(self) -> None:
        """Ask the running job to stop."""
        if self.queue.current is not None:
            self.cancel_button.setEnabled(False)
            self._text.setText(self.tr("{0}: stopping…").format(self.queue.current.record.title))
            self.queue.cancel(self.queue.current.record.key)

    def close_task(self) -> None:
        """Stop what runs and wait; nothing is announced."""
        self.queue.close()
        self._clock.stop()
        self.hide()

    def refresh(self) -> None:
        """Say how many jobs wait, or were interrupted; nothing is shown where there is nothing to say."""
        waiting, running = len(self.queue.waiting), self.queue.current is not None
        interrupted = 0 if running else len(self.queue.interrupted())
        text = self.tr("{0} more").format(waiting) if waiting else self.tr("Jobs")
        self.list_button.setText(self.tr("{0} interrupted jobs").format(interrupted) if interrupted else text)
        for part in (self._text, self._bar, self._elapsed, self.cancel_button):
            part.setVisible(running)
        self.setVisible(running or interrupted > 0)

    def _start(self) -> None:
        assert self.queue.current is not None
        self.cancel_button.setEnabled(True)
        self._bar.setRange(0, 0)
        self._text.setText(self.queue.current.record.title)
        self._text.setToolTip("")
        self._tick()
        self._clock.start()
        self.refresh()
        self.started.emit()

    def _stop(self) -> None:
        self._clock.stop()
        self.refresh()
        self.finished.emit()

    def _progress(self, fraction: float, message: str) -> None:
        self._bar.setRange(0, STEPS)
        self._bar.setValue(round(min(max(fraction, 0.0), 1.0) * STEPS))
        if self.cancel_button.isEnabled() and self.queue.current is not None:
            self._text.setText(f"{self.queue.current.record.title} {fraction:.0%}")
            self._text.setToolTip(message)

    def _tick(self) -> None:
        seconds = int(self.queue.current.record.seconds) if self.queue.current else 0
        self._elapsed.setText(f"{seconds // 60}:{seconds % 60:02d}")
