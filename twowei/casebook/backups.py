"""Backups of a casebook by SQLite's own backup, checked, a number of them kept.

Copying the file beside its write-ahead log would lose what stands only in the log.
"""

from __future__ import annotations

import json
import sqlite3
import uuid
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from twowei.casebook import clock
from twowei.casebook.attachments import sha256_of
from twowei.casebook.blobs import register_functions
from twowei.casebook.history import FIRST_HASH, Head
from twowei.errors import OutputError, WorkspaceError

FOLDER = "备份"
KEPT = 14
"""So many backups are kept; those made before a migration or a restore are kept for ever."""

_ROUTINE = "casebook-"
_STAMP = "%Y%m%d-%H%M%S"


@dataclass(frozen=True)
class Backup:
    """A backup and how far the history reaches in it."""

    path: Path
    at: datetime
    head: Head


def make(casebook: Path, label: str = "", kept: int = KEPT) -> Backup:
    """Back a casebook up into the folder 备份 beside it, check the copy, and drop the oldest beyond ``kept``.

    Args:
        label: Why it is made (``before-restore``); such a backup is kept for ever.

    Raises:
        OutputError: It cannot be written, or the copy is not sound.
    """
    folder, at = casebook.parent / FOLDER, clock.now()
    name = f"{label}-{at:{_STAMP}}" if label else f"{_ROUTINE}{at:{_STAMP}}"
    path = _free(folder, name)
    draft = folder / f".{path.name}.{uuid.uuid4().hex[:8]}.partial"
    try:
        folder.mkdir(exist_ok=True)
        copy(casebook, draft)
        head = check(draft)
        draft.replace(path)
        _note(path, at, head)
    except (OSError, sqlite3.DatabaseError, WorkspaceError) as error:
        raise OutputError(f"No backup could be made in {folder} ({error}); make room or ask for the right.") from error
    finally:
        for leftover in folder.glob(f"{draft.name}*"):
            leftover.unlink(missing_ok=True)
    _drop_oldest(folder, kept)
    return Backup(path, at, head)


def _free(folder: Path, name: str) -> Path:
    """Return a name that no backup has yet."""
    path, turn = folder / f"{name}.gpkg", 1
    while path.exists():
        turn += 1
        path = folder / f"{name}-{turn}.gpkg"
    return path


def copy(source: Path, target: Path) -> None:
    """Copy one state of a casebook, its log included, over ``target`` in one transaction."""
    with closing(sqlite3.connect(source, timeout=10)) as held, closing(sqlite3.connect(target, timeout=10)) as copied:
        held.backup(copied)


def check(path: Path) -> Head:
    """Return how far a casebook's history reaches after SQLite found it whole and every event linked.

    Raises:
        WorkspaceError: It is no casebook, is damaged, or its chain is broken.
    """
    if not path.is_file():
        raise WorkspaceError(f"{path} does not exist; backups lie in the folder {FOLDER}.")
    try:
        with closing(sqlite3.connect(path, timeout=10)) as connection:
            register_functions(connection)
            connection.execute("PRAGMA query_only = ON")
            (sound,) = connection.execute("PRAGMA integrity_check").fetchone()
            links = connection.execute("SELECT prev_hash, hash FROM events ORDER BY event_id").fetchall()
            (kind,) = connection.execute("SELECT value FROM meta WHERE name = 'application'").fetchone()
    except (sqlite3.DatabaseError, TypeError) as error:
        raise WorkspaceError(f"{path} is no sound casebook ({error}); choose another backup.") from error
    before = [FIRST_HASH, *(own for _, own in links[:-1])]
    if sound != "ok" or kind != "twowei casebook" or any(p != b for (p, _), b in zip(links, before, strict=False)):
        raise WorkspaceError(f"{path} is damaged or its history is broken; choose another backup.")
    return Head(len(links), links[-1][1] if links else FIRST_HASH)


def _note(path: Path, at: datetime, head: Head) -> None:
    """Write beside a backup what it holds, for ``twowei verify --against``."""
    told = {
        "casebook": path.name,
        "at": at.isoformat(),
        "sha256": sha256_of(path),
        "history": {"events": head.events, "head": head.hash},
    }
    path.with_suffix(".json").write_text(json.dumps(told, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _drop_oldest(folder: Path, kept: int) -> None:
    for path in sorted(folder.glob(f"{_ROUTINE}*.gpkg"))[:-kept]:
        path.unlink(missing_ok=True)
        path.with_suffix(".json").unlink(missing_ok=True)


def there(casebook: Path) -> list[Backup]:
    """Return the backups of a casebook, the newest first."""
    found = []
    for path in (casebook.parent / FOLDER).glob("*.json"):
        told = json.loads(path.read_text(encoding="utf-8"))
        head = Head(told["history"]["events"], told["history"]["head"])
        found.append(Backup(path.with_suffix(".gpkg"), datetime.fromisoformat(told["at"]), head))
    return sorted((one for one in found if one.path.exists()), key=lambda one: (one.at, one.path.name), reverse=True)


def restore(casebook: Path, backup: Path) -> tuple[Head, Head, Backup]:
    """Put a backup in place of a casebook, which is backed up itself before; check both.

    Returns:
        How far the history reached before and reaches now, and the backup of what was before.

    Raises:
        WorkspaceError: The backup is not sound.
        OutputError: Nothing can be written.
    """
    wanted = check(backup)
    before = make(casebook, "before-restore")
    try:
        copy(backup, casebook)
    except sqlite3.DatabaseError as error:
        raise OutputError(f"{casebook} cannot be replaced ({error}); close it in other programs.") from error
    now = check(casebook)
    if now != wanted:
        raise WorkspaceError(f"{casebook} is not what {backup} holds; nothing was lost: {before.path}.")
    return before.head, now, before
