"""The work folder of a sweep: finished rows, and the conditions under which they were made.

Each set of conditions has a folder of its own there, so that a run asked for otherwise never destroys what a stopped
one had finished. Conditions name everything that decides a score to the last bit. A row of windows is one file,
written beside, flushed to the disk and renamed when complete.
"""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from twowei.detection.card import Change
from twowei.detection.change_map import Scores, member
from twowei.errors import ImageryError
from twowei.imagery.epoch import Epoch

REASONS = {
    "before": "older imagery that was replaced since",
    "after": "newer imagery that was replaced since",
    "weights": "another model",
    "changes": "another sort of change",
    "wanted": "another area of interest",
    "grid": "another extent",
    "window": "windows of another size",
    "shift": "another shift between the two dates",
    "runtime": "another runtime",
    "device": "another device",
    "threads": "another number of threads",
}
"""What is said of a condition that differs, the most telling first."""
OTHER_PROGRAMS = "other versions of the programs"

JOURNAL = "journal.json"
_QUICKLY = 1
"""Level of compression: a change map is mostly zeros, and the processor has better things to do."""


@dataclass(frozen=True)
class Stopped:
    """A run that stopped under other conditions.

    Attributes:
        folder: Its finished rows.
        rows: How many there are.
        reason: What was different, in words.
    """

    folder: Path
    rows: int
    reason: str


class Journal:
    """Finished rows of one set of conditions.

    Args:
        work: Folder for all runs of one task.
        conditions: What decides the scores; JSON values.

    Raises:
        OSError: The folder cannot be written.
    """

    def __init__(self, work: Path, conditions: dict[str, Any]) -> None:
        self.conditions = json.loads(json.dumps(conditions))
        text = json.dumps(self.conditions, sort_keys=True)
        self.folder = work / hashlib.sha256(text.encode()).hexdigest()[:12]
        self.folder.mkdir(parents=True, exist_ok=True)
        if _read(self.folder) != self.conditions:
            _write_whole(self.folder / JOURNAL, json.dumps(self.conditions, indent=1, ensure_ascii=False).encode())

    def row(self, index: int) -> Path:
        """Return the file of a row of windows."""
        return self.folder / f"row_{index:05d}.npz"

    def finished(self, index: int) -> bool:
        """Return whether a row is there and whole; a damaged one is removed, to be made again."""
        path = self.row(index)
        if not path.is_file():
            return False
        try:
            with zipfile.ZipFile(path) as archive:
                whole = archive.testzip() is None
        except (zipfile.BadZipFile, EOFError):
            whole = False
        if not whole:
            path.unlink()
        return whole

    @contextmanager
    def writing(self, index: int) -> Iterator[RowWriter]:
        """Give what takes the scores of a row; the row is there once all went well."""
        path = self.row(index)
        part = path.with_suffix(f".{os.getpid()}.part")
        try:
            with part.open("wb") as stream:
                with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=_QUICKLY) as archive:
                    yield RowWriter(archive)
                stream.flush()
                os.fsync(stream.fileno())
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)

    def others(self) -> list[Stopped]:
        """Return stopped runs of the same task under other conditions that have finished rows."""
        found = []
        for folder in sorted(self.folder.parent.iterdir()):
            held = _read(folder) if folder != self.folder else None
            rows = len(list(folder.glob("row_*.npz"))) if held is not None else 0
            if held is not None and rows:
                found.append(Stopped(folder, rows, _difference(held, self.conditions)))
        return found


class RowWriter:
    """Takes the scores of a row window by window. Windows that were not scored have no imagery."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive

    def add(self, col: int, scores: dict[Change, Scores]) -> None:
        """Keep the scores of the window that starts at a column."""
        for change, values in scores.items():
            with self._archive.open(f"{member(change, col)}.npy", "w") as stream:
                np.lib.format.write_array(stream, values)


def identity(epoch: Epoch) -> list[list[Any]]:
    """Return path, size and time of each file of an epoch, by which a replaced one is known.

    Raises:
        ImageryError: A file is gone.
    """
    try:
        facts = [(tile, tile.path.stat()) for tile in epoch.tiles]
        return [[str(t.path), f.st_size, f.st_mtime_ns, list(t.bands), t.nodata, t.grid.crs.to_wkt()] for t, f in facts]
    except OSError as error:
        raise ImageryError(f"{error.filename} is not there any more; restore it or ingest the month again.") from error


def _read(folder: Path) -> dict[str, Any] | None:
    try:
        return dict(json.loads((folder / JOURNAL).read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def _write_whole(path: Path, content: bytes) -> None:
    part = path.with_suffix(f".{os.getpid()}.part")
    part.write_bytes(content)
    part.replace(path)


def _difference(held: dict[str, Any], now: dict[str, Any]) -> str:
    """Return in words what differs, the most telling of several."""
    return next((words for key, words in REASONS.items() if held.get(key) != now.get(key)), OTHER_PROGRAMS)
