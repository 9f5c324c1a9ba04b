"""Which months some imagery is of: by the day in tags or names, else by folders and the files' own time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from twowei.errors import TwoweiError
from twowei.feedback import Feedback
from twowei.imagery.epoch import raster_files
from twowei.imagery.inspection import inspect

_MONTH = re.compile(r"(?<!\d)(20\d\d)[-_. 年]?(0[1-9]|1[0-2])(?!\d{3})")


@dataclass(frozen=True)
class FoundMonth:
    """The files of a month.

    Attributes:
        month: Such as ``2026-06``; empty for files that cannot be used as they are.
        refused: Names of those.
    """

    month: str
    paths: tuple[Path, ...] = ()
    days: frozenset[date] = frozenset()
    refused: tuple[str, ...] = ()

    def joined(self, other: FoundMonth) -> FoundMonth:
        """Return the files of both."""
        paths = tuple(dict.fromkeys((*self.paths, *other.paths)))
        return FoundMonth(self.month, paths, self.days | other.days, (*self.refused, *other.refused))


def guessed_month(path: Path) -> date | None:
    """Return the month that the folders of a file name, the innermost first, else that of its own time."""
    for folder in path.parents:
        if found := _MONTH.search(folder.name):
            return date(int(found[1]), int(found[2]), 1)
    try:
        written = date.fromtimestamp(path.stat().st_mtime)
    except OSError:
        return None
    return written.replace(day=1)


def find_months(paths: Sequence[Path], feedback: Feedback) -> list[FoundMonth]:
    """Look into the headers of files and folders and sort them by month.

    Raises:
        ImageryError: A path is missing or a folder holds no raster.
    """
    found: dict[str, FoundMonth] = {}
    for path in raster_files(paths):
        feedback.raise_if_cancelled()
        one = _month_of(path)
        found[one.month] = found[one.month].joined(one) if one.month in found else one
    return list(found.values())


def _month_of(path: Path) -> FoundMonth:
    try:
        seen = inspect(path)
    except TwoweiError:
        return FoundMonth("", refused=(path.name,))
    day = seen.date or guessed_month(path)
    if seen.blocking or day is None:
        return FoundMonth("", refused=(path.name,))
    return FoundMonth(f"{day:%Y-%m}", (path,), frozenset({seen.date} if seen.date else ()))
