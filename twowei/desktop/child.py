"""Runs one of our own commands as a child process and reads its JSON lines.

Detection lives in a child: it can be ended at any time, its crash leaves the casebook alone, and the
window never loads torch.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from typing import Any

from PyQt5.QtCore import QObject, QProcess, QProcessEnvironment, QTimer, pyqtSignal

from twowei.desktop.error_texts import in_words
from twowei.feedback import ENDS_WITH_STDIN

BLOCK_CACHE, BLOCK_CACHE_MB = "GDAL_CACHEMAX", "96"
"""The window keeps tiles of its own and needs little of GDAL's; a detection may take what GDAL thinks fit."""
PATIENCE_MS = 4000
CANCELLED_CODE = 130
TAIL_LINES = 12


class Child(QObject):
    """A running command ``twowei …``. Ends with exactly one of ``succeeded``, ``failed``, ``cancelled``."""

    progressed = pyqtSignal(float, str)
    warned = pyqtSignal(str)
    said = pyqtSignal(str)  # a line that is no JSON: for the log only
    succeeded = pyqtSignal(object)
    failed = pyqtSignal(str)
    cancelled = pyqtSignal()
    ended = pyqtSignal()

    def __init__(self, arguments: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.command = command_line(arguments)
        self._said: list[str] = []
        self._error = ""
        self._unread = b""
        self._asked_to_stop = False
        self._over = False
        self._process = QProcess(self)
        environment = QProcessEnvironment.systemEnvironment()
        environment.insert("PYTHONUTF8", "1")
        environment.insert("PYTHONUNBUFFERED", "1")
        environment.insert(ENDS_WITH_STDIN, "1")
        if environment.value(BLOCK_CACHE) == BLOCK_CACHE_MB:
            environment.remove(BLOCK_CACHE)
        self._process.setProcessEnvironment(environment)
        self._process.readyReadStandardError.connect(self._read)
        self._process.finished.connect(self._finish)
        self._process.errorOccurred.connect(self._stumble)
        self._impatience = QTimer(self)
        self._impatience.setSingleShot(True)
        self._impatience.setInterval(PATIENCE_MS)
        self._impatience.timeout.connect(self._process.kill)

    def start(self) -> None:
        """Begin."""
        self._process.start(self.command[0], self.command[1:])

    def cancel(self) -> None:
        """End the child; what it finished is kept, and running it again goes on from there."""
        if self._process.state() == QProcess.NotRunning:
            return
        self._asked_to_stop = True
        if sys.platform == "win32":  # a console program there hears nothing of a gentle request
            self._process.kill()
        else:
            self._process.terminate()
            self._impatience.start()

    def close(self) -> None:
        """End the child and wait; nothing is announced any more."""
        self.blockSignals(True)
        self.cancel()
        if self._process.state() != QProcess.NotRunning and not self._process.waitForFinished(PATIENCE_MS):
            self._process.kill()
            self._process.waitForFinished(PATIENCE_MS)
        self._impatience.stop()

    def _read(self) -> None:
        self._unread += bytes(self._process.readAllStandardError())
        *lines, self._unread = self._unread.split(b"\n")
        for line in lines:
            self._take(line.decode("utf-8", errors="replace").strip())

    def _take(self, line: str) -> None:
        said = _object(line)
        if said is None:
            if line:
                self._said = [*self._said, line][-TAIL_LINES:]
                self.said.emit(line)
        elif "fraction" in said:
            self.progressed.emit(float(said["fraction"]), in_words(said.get("message", "")))
        elif "warning" in said:
            self.warned.emit(in_words(said["warning"]))
        elif "told" in said:
            self.said.emit(in_words(said["told"]))
        elif "error" in said:
            self._error = in_words(said["error"])

    def _finish(self, code: int, status: QProcess.ExitStatus) -> None:
        self._read()
        self._take(self._unread.decode("utf-8", errors="replace").strip())
        self._impatience.stop()
        result = _object(bytes(self._process.readAllStandardOutput()).decode("utf-8", errors="replace").strip())
        if self._asked_to_stop or code == CANCELLED_CODE:
            self._end(self.cancelled.emit)
        elif status == QProcess.NormalExit and code == 0 and result is not None:
            self._end(lambda: self.succeeded.emit(result))
        else:
            self._end(lambda: self.failed.emit(self._why(code)))

    def _stumble(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.FailedToStart:
            self._end(lambda: self.failed.emit(self._process.errorString()))

    def _end(self, announce: Any) -> None:
        if not self._over:
            self._over = True
            announce()
            self.ended.emit()

    def _why(self, code: int) -> str:
        tail = self._said[-1] if self._said else self.tr("it gave no reason")
        return self._error or self.tr("The process ended with code {0}: {1}").format(code, tail)


def command_line(arguments: Sequence[str]) -> list[str]:
    """Return program and arguments of one of our own commands."""
    return [sys.executable, "-m", "twowei", *arguments]


def _object(line: str) -> dict[str, Any] | None:
    if not line.startswith("{"):
        return None
    try:
        return dict(json.loads(line))
    except ValueError:
        return None
