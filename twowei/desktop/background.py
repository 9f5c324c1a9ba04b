"""Work in a thread beside the window: reports come back as signals, exceptions as sentences."""

from __future__ import annotations

import logging
import threading
import traceback
from collections.abc import Callable
from typing import Any

from PyQt5.QtCore import QObject, pyqtSignal

from twowei.desktop.error_texts import in_words
from twowei.errors import CancelledError, TwoweiError
from twowei.feedback import Feedback

log = logging.getLogger(__name__)
Work = Callable[[Feedback], Any]


class Job(QObject):
    """One piece of work. Signals arrive in the thread that made the job."""

    progressed = pyqtSignal(float, str)
    warned = pyqtSignal(str)
    said = pyqtSignal(str)  # for the log only
    succeeded = pyqtSignal(object)
    failed = pyqtSignal(str)
    cancelled = pyqtSignal()
    ended = pyqtSignal()

    def __init__(self, work: Work, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="job", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    @property
    def running(self) -> bool:
        """Whether the work goes on."""
        return self._thread.is_alive()

    def cancel(self) -> None:
        """Ask the work to stop."""
        self._stop.set()

    def close(self) -> None:
        """Stop and wait; nothing is announced any more."""
        self.blockSignals(True)
        self.cancel()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        try:
            self.succeeded.emit(self._work(_JobFeedback(self, self._stop)))
        except CancelledError:
            self.cancelled.emit()
        except TwoweiError as error:
            self.failed.emit(in_words(error))
        except Exception as error:  # a thread has nobody above it who could catch
            log.exception("background work failed")
            self.said.emit(traceback.format_exc())
            self.failed.emit(f"{type(error).__name__}: {error}")
        finally:
            self.ended.emit()


class _JobFeedback(Feedback):
    """Passes reports on to a job's signals."""

    def __init__(self, job: Job, stop: threading.Event) -> None:
        self._job, self._stop = job, stop

    def report(self, fraction: float, message: str = "") -> None:
        self._job.progressed.emit(fraction, in_words(message))

    def warn(self, message: str) -> None:
        self._job.warned.emit(in_words(message))

    def cancelled(self) -> bool:
        return self._stop.is_set()
