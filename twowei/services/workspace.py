"""A workspace: the folder of one job, with its casebook, its work files and its dossiers."""

from __future__ import annotations

import logging
import os
import shutil
import time
import uuid
from pathlib import Path

from rasterio.crs import CRS

from twowei.casebook import backups, clock, history, outside
from twowei.casebook import epochs as epoch_rows
from twowei.casebook import zones as zone_rows
from twowei.casebook.history import Draft
from twowei.casebook.numbering import NO_COUNTY
from twowei.casebook.store import Casebook, set_county
from twowei.errors import TwoweiError, UnknownNameError, WorkspaceError
from twowei.geo.grid import Bounds
from twowei.imagery.epoch import Epoch
from twowei.imagery.inspection import open_epoch

CASEBOOK = "casebook.gpkg"
WORK = "work"
OVERVIEWS = "overviews"
IMAGERY = "imagery"
DOSSIERS = "档案"
LONG_WORK_S = 300.0
"""After so long a closing makes a backup even where the day has one."""

_log = logging.getLogger(__name__)
LONGEST_PATH = 440
"""Bytes that SQLite can open with the names of the casebook and of its log behind them (512 in all)."""


class Workspace:
    """An open workspace; close it, or use it in a ``with``.

    Attributes:
        folder: Absolute path of the folder.
        casebook: The store of patches.
    """

    def __init__(self, folder: Path, casebook: Casebook) -> None:
        self.folder = folder
        self.casebook = casebook
        self._epochs: dict[epoch_rows.EpochRow, Epoch] = {}
        self._opened = time.monotonic()
        self._events_at_opening = self._reach()
        self._closed = False

    @classmethod
    def create(
        cls,
        folder: Path,
        crs: CRS | None = None,
        zones: Path | None = None,
        county_code: str | None = None,
    ) -> Workspace:
        """Make a workspace in a folder that does not exist yet or is empty.

        Without ``crs`` the first imagery decides. Without ``county_code`` the codes of the zones decide.

        Raises:
            WorkspaceError: The folder is a workspace already, holds other files, or cannot be written.
            VectorError: The zones cannot be used.
            UnknownNameError: The county's code is not six digits.
        """
        folder = folder.absolute()
        _check_free(folder)
        read = _read_zones(zones)
        county = _checked_county(county_code) or (read.county_code if read else None)
        making = folder.with_name(f".{folder.name}.{uuid.uuid4().hex[:8]}.partial")
        try:
            making.mkdir(parents=True)
            _fill(making, crs, read, county)
            _put_in_place(making, folder)
        except OSError as error:
            raise WorkspaceError(
                f"{folder} cannot be made ({error.strerror or error}); choose a folder that you may write."
            ) from error
        finally:
            shutil.rmtree(making, ignore_errors=True)
        return cls.open(folder)

    @classmethod
    def open(cls, folder: Path) -> Workspace:
        """Open a workspace.

        Raises:
            WorkspaceError: The folder is no workspace, or its casebook cannot be used.
        """
        folder = folder.absolute()
        if not (folder / CASEBOOK).is_file():
            raise WorkspaceError(f"{folder} is no workspace; make one: twowei init {folder}.")
        opened = cls(folder, Casebook.open(folder / CASEBOOK))
        if notice := opened.notice:
            _log.warning("%s", notice)
        return opened

    @property
    def notice(self) -> str:
        """What another program did to the casebook, in a sentence; empty where all is as twowei left it."""
        with self.casebook.reading() as connection:
            edits = outside.read(connection) if outside.count(connection) else []
        if len(edits) < 2:
            return edits[0].sentence if edits else ""
        numbers = ", ".join(edit.number for edit in edits[:3]) + (" …" if len(edits) > 3 else "")
        return (
            f"{len(edits)} patches were changed outside twowei ({numbers}) and the history does not know it; take the"
            " outlines in or put them back: twowei edits WORKSPACE."
        )

    @property
    def crs(self) -> CRS:
        """CRS of the casebook.

        Raises:
            WorkspaceError: No imagery was ingested and none was given: it is not decided yet.
        """
        crs = self.casebook.crs
        if crs is None:
            raise WorkspaceError(
                f"{self.folder} has no CRS yet; ingest imagery first, or make it with twowei init --crs."
            )
        return crs

    def ensure_crs(self, crs: CRS) -> CRS:
        """Decide the casebook's CRS where it is not decided yet; return the one that holds."""
        return self.casebook.ensure_crs(crs)

    @property
    def work_folder(self) -> Path:
        """Folder of files that can be made again; it exists."""
        folder = self.folder / WORK
        folder.mkdir(exist_ok=True)
        return folder

    @property
    def overview_folder(self) -> Path:
        """Folder of overviews for imagery that lies where nothing can be written; it need not exist."""
        return self.folder / WORK / OVERVIEWS

    def forget_epochs(self) -> None:
        """Look at the imagery's files anew when they are asked for next."""
        self._epochs.clear()

    def change_map_path(self, before: str, after: str, change: str) -> Path:
        """Return where the change map of two months is kept; ``change`` is what was looked for."""
        return self.work_folder / f"change_{change}_{before}_{after}.tif"

    def dossier_folder(self, number: str) -> Path:
        """Return where the papers of a patch lie, once it is archived."""
        return self.folder / DOSSIERS / number

    def months(self) -> list[str]:
        """Return the months that are ingested, oldest first; no file is opened."""
        return [row.month for row in self._rows()]

    def files(self) -> dict[str, tuple[Path, ...]]:
        """Return the files of each ingested month; none is opened, some may be gone."""
        return {row.month: tuple(row.paths) for row in self._rows()}

    def epochs(self) -> list[Epoch]:
        """Return the ingested epochs, oldest first.

        Raises:
            ImageryError: A file is gone or damaged.
        """
        return [self._open(row) for row in self._rows()]

    def epoch(self, month: str) -> Epoch:
        """Return the epoch of a month.

        Raises:
            UnknownNameError: The month is not ingested.
            ImageryError: A file is gone or damaged.
        """
        return self._open(self.epoch_row(month))

    def epoch_row(self, month: str) -> epoch_rows.EpochRow:
        """Return what the casebook knows of a month; no file is opened.

        Raises:
            UnknownNameError: The month is not ingested.
        """
        rows = self._rows()
        for row in rows:
            if row.month == month:
                return row
        known = ", ".join(row.month for row in rows) or "none yet"
        raise UnknownNameError(
            f"Month {month!r} is not ingested (there is {known}); twowei ingest adds imagery of a month."
        )

    def boxes(self) -> dict[str, Bounds]:
        """Return the box of each ingested month in the workspace's CRS; no file is opened."""
        with self.casebook.reading() as connection:
            return epoch_rows.boxes(connection)

    def save_epoch(self, epoch: Epoch, by: str = "") -> None:
        """Keep an epoch, in place of an earlier one of its month; imagery stays where it lies."""
        crs = self.ensure_crs(epoch.tiles[0].grid.crs)
        row = epoch_rows.EpochRow(epoch.month, epoch.sensor, epoch.date, epoch.paths)
        facts = {"month": epoch.month, "sensor": epoch.sensor, "files": [str(path) for path in epoch.paths]}
        with self.casebook.writing() as connection:
            epoch_rows.write(connection, self.folder, row, epoch.bounds(crs))
            history.append(connection, [Draft("ingested", by or history.account(), after=facts)])
        self._epochs[row] = epoch

    def count_zones(self) -> int:
        """Return how many zones the casebook holds."""
        with self.casebook.reading() as connection:
            return len(zone_rows.load(connection).zones)

    def close(self) -> None:
        """Back the casebook up where that is due, and close it.

        It is due after a change when the day has no backup yet, or the workspace was open for five minutes.
        """
        if not self._closed:
            self._closed = True
            self._back_up_if_due()
        self.casebook.close()

    def _reach(self) -> int:
        with self.casebook.reading() as connection:
            return history.head(connection).events

    def _back_up_if_due(self) -> None:
        try:
            if self._reach() == self._events_at_opening:
                return
            today = clock.now().date()
            made_today = any(backup.at.date() == today for backup in backups.there(self.casebook.path)[:1])
            if not made_today or time.monotonic() - self._opened >= LONG_WORK_S:
                backups.make(self.casebook.path)
        except (TwoweiError, OSError, ValueError) as error:
            _log.warning("%s", error)

    def __enter__(self) -> Workspace:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _rows(self) -> list[epoch_rows.EpochRow]:
        with self.casebook.reading() as connection:
            return epoch_rows.read(connection, self.folder)

    def _open(self, row: epoch_rows.EpochRow) -> Epoch:
        """Inspect an epoch's files once, as long as they stay where they are."""
        if row not in self._epochs or not all(path.exists() for path in row.paths):
            self._epochs[row] = open_epoch(
                row.paths, month=row.month, sensor=row.sensor, taken=row.date, cache=self.overview_folder
            )
        return self._epochs[row]


def _check_free(folder: Path) -> None:
    if (length := len(os.fsencode(folder))) > LONGEST_PATH:
        raise WorkspaceError(
            f"{folder} is too long a path ({length} of {LONGEST_PATH} bytes);"
            " choose a folder nearer to the root of the disk."
        )
    if (folder / CASEBOOK).exists():
        raise WorkspaceError(f"{folder} is a workspace already; open it, or choose another folder.")
    if folder.exists() and not folder.is_dir():
        raise WorkspaceError(f"{folder} is a file; choose a folder that does not exist yet.")
    try:
        occupied = folder.is_dir() and any(folder.iterdir())
    except OSError as error:
        raise WorkspaceError(f"{folder} cannot be read; choose a folder that you may write.") from error
    if occupied:
        raise WorkspaceError(f"{folder} is not empty; choose an empty folder or one that does not exist yet.")


def _read_zones(path: Path | None) -> zone_rows.Zones | None:
    if path is None:
        return None
    from twowei.casebook.zone_files import read_zones  # brings pandas along

    return read_zones(path)


def _checked_county(code: str | None) -> str | None:
    if code is not None and not (len(code) == len(NO_COUNTY) and code.isascii() and code.isdigit()):
        raise UnknownNameError(f"{code!r} is no county's code; give its six digits, such as 350206.")
    return code


def _fill(folder: Path, crs: CRS | None, read: zone_rows.Zones | None, county: str | None) -> None:
    (folder / WORK).mkdir()
    (folder / DOSSIERS).mkdir()
    with Casebook.create(folder / CASEBOOK, crs) as casebook, casebook.writing() as connection:
        if county:
            set_county(connection, county)
        if read:
            zone_rows.write(connection, read)
        facts = {"county": county or NO_COUNTY, "zones": len(read.zones) if read else 0}
        history.append(connection, [Draft("created", history.account(), after=facts)])


def _put_in_place(made: Path, folder: Path) -> None:
    if folder.is_dir():
        folder.rmdir()
    made.replace(folder)
