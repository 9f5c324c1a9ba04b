"""Jobs one after the other: each with its state and its log, kept in the workspace so that none is forgotten."""

from __future__ import annotations

import os
import re
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NamedTuple

from PyQt5.QtCore import QCoreApplication, QLockFile, QObject, pyqtSignal

from twowei.casebook import clock
from twowei.desktop.background import Job
from twowei.desktop.child import Child
from twowei.desktop.job_names import JobName
from twowei.services.jobs import UNFINISHED, JobBook, JobRecord, JobState, new_record

Task = Job | Child
TOLD_EVERY_S = 15
"""So often the log tells how far a job is, where only the numbers of its message change."""
_NUMBER = re.compile(r"\d+")


class Ends(NamedTuple):
    """What follows each end of a job."""

    succeeded: Callable[[Any], None]
    failed: Callable[[str], None]
    cancelled: Callable[[], None]


class Order(NamedTuple):
    """How a job can be ordered again: its kind and what it was ordered with, as JSON can hold it."""

    kind: str
    wish: dict[str, Any]


@dataclass
class Entry:
    """A job of this window."""

    task: Task
    record: JobRecord
    ends: Ends
    book: JobBook | None
    lines: list[str] = field(default_factory=list)

    def change(self, **values: Any) -> None:
        """Note what changed, on disk too."""
        self.record = replace(self.record, **values)
        if self.book is not None:
            self.book.put(self.record)

    def say(self, text: str) -> None:
        """Write into the log."""
        line = f"{clock.now():%Y-%m-%d %H:%M:%S}  {text}"
        self.lines.append(line)
        if self.book is not None:
            self.book.write(self.record.key, line)


class JobQueue(QObject):
    """Runs jobs one at a time, in the order in which they came."""

    changed = pyqtSignal()  # a job came, moved on, or is over
    progressed = pyqtSignal(float, str)
    started = pyqtSignal()
    finished = pyqtSignal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.entries: list[Entry] = []
        self.current: Entry | None = None
        self.book: JobBook | None = None
        self._owner = f"window-{os.getpid()}-{secrets.token_hex(2)}"
        self._lock: QLockFile | None = None
        self._closed = False
        self._message, self._told_at = "", 0.0

    @property
    def waiting(self) -> list[Entry]:
        """The jobs whose turn has not come."""
        return [one for one in self.entries if one.record.state is JobState.WAITING]

    @property
    def busy(self) -> bool:
        """Whether a job runs or waits."""
        return self.current is not None or bool(self.waiting)

    # ---- the workspace they are kept in --------------------------------------------------------

    def use(self, folder: Path | None) -> list[JobRecord]:
        """Keep jobs from now on in a folder, or nowhere; return those that were interrupted there."""
        self.book, self._lock = None, None
        if folder is None:
            return []
        self.book = JobBook(folder)
        self.book.thin()
        interrupted = self.book.take_orphans(self._is_alive)
        for left in folder.glob("window-*.lock"):
            if not self._is_alive(left.stem):
                left.unlink(missing_ok=True)
        return interrupted

    def interrupted(self) -> list[JobRecord]:
        """Return what was interrupted in the workspace and neither taken up again nor put away."""
        kept = self.book.records() if self.book else []
        return [one for one in reversed(kept) if one.state is JobState.INTERRUPTED]

    def records(self) -> list[JobRecord]:
        """Return every job there is to tell of, the newest first."""
        own = [one.record for one in reversed(self.entries)]
        known = {record.key for record in own}
        kept = self.book.records() if self.book else []
        return [*own, *(record for record in kept if record.key not in known)]

    def log(self, key: str) -> str:
        """Return the log of a job."""
        for entry in self.entries:
            if entry.record.key == key:
                return "\n".join(entry.lines)
        return self.book.log(key) if self.book else ""

    def forget(self, key: str) -> None:
        """Take a job that is over off the list."""
        self.entries = [one for one in self.entries if one.record.key != key or one.record.state in UNFINISHED]
        if self.book is not None and all(one.record.key != key for one in self.entries):
            self.book.forget(key)
        self.changed.emit()

    def _is_alive(self, owner: str) -> bool:
        """Return whether the window of a job still runs: it holds its lock file."""
        if owner == self._owner or self.book is None or not owner:
            return bool(owner) and owner == self._owner
        path = self.book.folder / f"{owner}.lock"
        if not path.exists():
            return False
        lock = QLockFile(str(path))
        lock.setStaleLockTime(0)
        return not lock.tryLock(0)

    def _hold(self) -> None:
        """Show other windows that this one lives, from the first job on."""
        if self.book is not None and self._lock is None:
            self.book.folder.mkdir(parents=True, exist_ok=True)
            self._lock = QLockFile(str(self.book.folder / f"{self._owner}.lock"))
            self._lock.setStaleLockTime(0)
            self._lock.tryLock(0)

    # ---- running -------------------------------------------------------------------------------

    def add(self, task: Task, name: JobName, ends: Ends, order: Order | None = None) -> Entry:
        """Let a job run when those before it are over."""
        kind, wish = order or ("", {})
        self._hold()
        record = new_record(name.text, kind, wish, self._owner)
        entry = Entry(task, replace(record, template=name.template, parts=name.parts), ends, self.book)
        entry.change()
        self.entries.append(entry)
        if self.current is None:
            self._next()
        self.changed.emit()
        return entry

    def cancel(self, key: str) -> None:
        """Stop a job: one that waits at once, one that runs when it can."""
        for entry in self.entries:
            if entry.record.key == key and entry is self.current:
                entry.say(self.tr("asked to stop"))
                entry.task.cancel()
            elif entry.record.key == key and entry.record.state is JobState.WAITING:
                self._end(entry, JobState.CANCELLED, self.tr("cancelled before its turn came"))
                entry.ends.cancelled()

    def close(self) -> None:
        """Stop what runs and wait for it; what was not finished is offered when the workspace is opened again."""
        self._closed = True
        for entry in self.entries:
            if entry.record.state in UNFINISHED:
                entry.task.close()
                entry.say(self.tr("interrupted: the window was closed"))
                entry.change(state=JobState.INTERRUPTED, ended=clock.now().isoformat())
        self.current, self._lock = None, None

    def _next(self) -> None:
        if self._closed or self.current is not None or not self.waiting:
            return
        entry = self.current = self.waiting[0]
        self._message = ""
        entry.change(state=JobState.RUNNING, began=clock.now().isoformat())
        entry.say(self.tr("begun: {0}").format(entry.record.title))
        task = entry.task
        task.progressed.connect(self._progress)
        task.said.connect(entry.say)
        task.warned.connect(entry.say)
        task.succeeded.connect(lambda result: self._over(entry, JobState.DONE, "", result))
        task.failed.connect(lambda reason: self._over(entry, JobState.FAILED, reason, reason))
        task.cancelled.connect(lambda: self._over(entry, JobState.CANCELLED, ""))
        self.started.emit()
        self.changed.emit()
        task.start()

    def _progress(self, fraction: float, message: str) -> None:
        if self.current is None:
            return
        self.current.record = replace(self.current.record, fraction=min(max(fraction, 0.0), 1.0))
        sort, now = _NUMBER.sub("", message), time.monotonic()
        if message and (sort != self._message or now - self._told_at > TOLD_EVERY_S):
            self._message, self._told_at = sort, now
            self.current.say(f"{fraction:.0%}  {message}")
            self.current.change()
        self.progressed.emit(fraction, message)

    def _over(self, entry: Entry, state: JobState, told: str, *results: object) -> None:
        self.current = None
        self._end(entry, state, told)
        self.finished.emit()
        follow_up = {JobState.DONE: entry.ends.succeeded, JobState.FAILED: entry.ends.failed}
        follow_up.get(state, entry.ends.cancelled)(*results)
        self._next()

    def _end(self, entry: Entry, state: JobState, told: str) -> None:
        if told:
            entry.say(told)
        entry.change(state=state, ended=clock.now().isoformat(), told=told)
        entry.say(self.tr("over: {0}").format(state_name(state)))
        entry.task.close()  # its thread has said its last word but may not have ended yet
        entry.task.deleteLater()
        self.changed.emit()


def state_name(state: JobState) -> str:
    """Return the name of a state in the window's language."""
    _translate = QCoreApplication.translate
    return {
        JobState.WAITING: _translate("Jobs", "waiting"),
        JobState.RUNNING: _translate("Jobs", "running"),
        JobState.DONE: _translate("Jobs", "done"),
        JobState.FAILED: _translate("Jobs", "failed"),
        JobState.CANCELLED: _translate("Jobs", "cancelled"),
        JobState.INTERRUPTED: _translate("Jobs", "interrupted"),
    }[state]
