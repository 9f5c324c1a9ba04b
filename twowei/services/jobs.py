"""What runs beside the work: a small file for each job and its log, so that nothing interrupted is forgotten.

The files lie in the work folder of the workspace. They are told to somebody and never judged by: a file that cannot be
read or written stops no job.
"""

from __future__ import annotations

import json
import logging
import secrets
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from enum import Enum
from pathlib import Path
from typing import Any

from twowei.casebook import clock

KEPT = 60
"""So many jobs stay in the list; older ones go with their logs."""
log = logging.getLogger(__name__)


class JobState(Enum):
    """Where a job stands."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"
    INTERRUPTED = "interrupted"
    """The window that ran it was closed, or ended."""


UNFINISHED = (JobState.WAITING, JobState.RUNNING)


@dataclass(frozen=True)
class JobRecord:
    """A job as it is kept.

    Attributes:
        title: In the language of the window that ordered it.
        template, parts: The title in English with places, and what stands in them; another window says it in its own.
        kind: What can order it again; empty where it cannot be ordered again.
        wish: What it was ordered with.
        owner: The window that runs it.
        told: What came of it, in a sentence.
    """

    key: str
    title: str
    state: JobState
    kind: str = ""
    wish: dict[str, Any] = field(default_factory=dict)
    owner: str = ""
    asked: str = ""
    began: str = ""
    ended: str = ""
    fraction: float = 0.0
    told: str = ""
    template: str = ""
    parts: tuple[str, ...] = ()

    @property
    def seconds(self) -> float:
        """How long it ran, until now where it still runs."""
        if not self.began:
            return 0.0
        end = datetime.fromisoformat(self.ended) if self.ended else clock.now()
        return (end - datetime.fromisoformat(self.began)).total_seconds()


def new_record(title: str, kind: str = "", wish: dict[str, Any] | None = None, owner: str = "") -> JobRecord:
    """Return the record of a job that waits."""
    now = clock.now()
    key = f"{now:%Y%m%d-%H%M%S}-{secrets.token_hex(2)}"
    return JobRecord(key, title, JobState.WAITING, kind, wish or {}, owner, now.isoformat())


class JobBook:
    """The records of a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, record: JobRecord) -> None:
        """Keep a record in place of what was kept of it."""
        text = json.dumps({**asdict(record), "state": record.state.value}, ensure_ascii=False, indent=1)
        path = self._path(record.key)
        draft = path.with_suffix(".part")
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            draft.write_text(text, encoding="utf-8")
            draft.replace(path)
        except OSError as error:
            log.warning("the job %s cannot be written down: %s", record.key, error)

    def records(self) -> list[JobRecord]:
        """Return what is kept, the newest first."""
        paths = sorted(self.folder.glob("*.json"), reverse=True)
        return [record for path in paths if (record := _read(path)) is not None]

    def write(self, key: str, line: str) -> None:
        """Add a line to the log of a job."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with self.log_path(key).open("a", encoding="utf-8") as file:
                file.write(line + "\n")
        except OSError as error:
            log.warning("the log of %s cannot be written: %s", key, error)

    def log(self, key: str) -> str:
        """Return the log of a job, empty where there is none."""
        try:
            return self.log_path(key).read_text(encoding="utf-8", errors="replace")
        except OSError:
            return ""

    def log_path(self, key: str) -> Path:
        """Return where the log of a job lies."""
        return self.folder / f"{key}.log"

    def take_orphans(self, alive: Callable[[str], bool]) -> list[JobRecord]:
        """Mark what no living window runs any more as interrupted; return all that is interrupted, oldest first."""
        for record in self.records():
            if record.state in UNFINISHED and not alive(record.owner):
                self.put(replace(record, state=JobState.INTERRUPTED, ended=record.ended or clock.now().isoformat()))
        return [record for record in reversed(self.records()) if record.state is JobState.INTERRUPTED]

    def forget(self, key: str) -> None:
        """Take a job and its log off the list."""
        self._path(key).unlink(missing_ok=True)
        self.log_path(key).unlink(missing_ok=True)

    def thin(self) -> None:
        """Forget the oldest finished jobs beyond those that are kept."""
        finished = [one for one in self.records() if one.state not in (*UNFINISHED, JobState.INTERRUPTED)]
        for record in finished[KEPT:]:
            self.forget(record.key)

    def _path(self, key: str) -> Path:
        return self.folder / f"{key}.json"


def _read(path: Path) -> JobRecord | None:
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        return JobRecord(**{**told, "state": JobState(told["state"]), "parts": tuple(told.get("parts", ()))})
    except (OSError, ValueError, TypeError, KeyError) as error:
        log.warning("%s cannot be read: %s", path, error)
        return None
