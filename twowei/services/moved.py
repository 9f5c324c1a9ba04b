"""Imagery that is no longer where it was: which months miss files, and where these lie now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from twowei.casebook.history import checked_name
from twowei.errors import ImageryError
from twowei.geo.grid import Bounds
from twowei.imagery.epoch import raster_files
from twowei.imagery.inspection import open_epoch
from twowei.imagery.wrapping import wrap_again, wrapped
from twowei.services.workspace import Workspace

SAME_PLACE_M = 1.0


@dataclass(frozen=True)
class Found:
    """What came of looking for imagery.

    Attributes:
        months: Those whose files were found and are used from now on.
        missing: The files still missing, by month.
    """

    months: tuple[str, ...]
    missing: dict[str, tuple[Path, ...]]


def missing_imagery(workspace: Workspace) -> dict[str, tuple[Path, ...]]:
    """Return the delivered files that are gone, by month; none is opened. Of a VRT of ours it is the file within."""
    delivered = {month: [wrapped(path) for path in paths] for month, paths in workspace.files().items()}
    gone = {month: tuple(path for path in paths if not path.exists()) for month, paths in delivered.items()}
    return {month: paths for month, paths in gone.items() if paths}


def find_imagery(workspace: Workspace, place: Path, by: str) -> Found:
    """Look for missing imagery under a folder, by names and by the folders they stood in, and use it from there.

    A month is taken only whole, and only where the files cover the ground that the month covered before.

    Raises:
        ImageryError: The folder is missing or holds no raster, or what was found covers another place.
        UnknownNameError: ``by`` is empty.
    """
    who, there = checked_name(by), raster_files([place])
    lost, taken = missing_imagery(workspace), []
    for month, gone in lost.items():
        if new := _matched(gone, there):
            _use(workspace, month, new, who)
            taken.append(month)
    return Found(tuple(taken), missing_imagery(workspace))


def _matched(gone: Sequence[Path], there: Sequence[Path]) -> dict[Path, Path]:
    """Return the new place of every missing file; nothing unless each is found without doubt."""
    found: dict[Path, Path] = {}
    for path in gone:
        like = [one for one in there if one.name == path.name]
        best = max((_tail(one, path) for one in like), default=0)
        nearest = [one for one in like if _tail(one, path) == best]
        if len(nearest) != 1:
            return {}
        found[path] = nearest[0]
    return found if len(set(found.values())) == len(found) else {}


def _tail(one: Path, other: Path) -> int:
    """Return how many parts two paths have in common at their ends."""
    pairs = zip(reversed(one.parts), reversed(other.parts), strict=False)
    return next((count for count, (a, b) in enumerate(pairs) if a != b), min(len(one.parts), len(other.parts)))


def _use(workspace: Workspace, month: str, new: Mapping[Path, Path], by: str) -> None:
    row = workspace.epoch_row(month)
    paths = tuple(_anew(path, new) for path in row.paths)
    epoch = open_epoch(paths, month=month, sensor=row.sensor, taken=row.date, cache=workspace.overview_folder)
    before, after = workspace.boxes()[month], epoch.bounds(workspace.crs)
    if not _same_place(before, after):
        raise ImageryError(
            f"{paths[0].parent} holds files of the same names that cover another place than {month} did; choose the"
            f" folder of {month}, or ingest them as new imagery."
        )
    workspace.save_epoch(epoch, by)


def _anew(path: Path, new: Mapping[Path, Path]) -> Path:
    """Return what to read in place of a file of a month: what was said of it stays said where it lies now."""
    delivered = wrapped(path)
    if delivered not in new:
        return path
    return new[path] if delivered == path else wrap_again(path, new[delivered])


def _same_place(one: Bounds, other: Bounds) -> bool:
    return all(abs(a - b) <= SAME_PLACE_M for a, b in zip(one, other, strict=True))
