"""Which two months are to be compared next, and what is to be looked for in them."""

from __future__ import annotations

from typing import NamedTuple

from twowei.casebook import rows
from twowei.casebook.demolition import WATCHED
from twowei.services.workspace import Workspace

NEW, BOTH = "new", "both"


class NextPair(NamedTuple):
    """Two months and the change (``new``, ``demolished`` or ``both``) to look for."""

    before: str
    after: str
    change: str


def next_pair(workspace: Workspace, shown: tuple[str, str] | None) -> NextPair | None:
    """Return what to compare: what is shown, or the newest month with the one before it where only that is undone.

    Demolitions are looked for too where somebody waits for them: only such a comparison proposes that a building is
    gone. None where there are not two months.
    """
    months = workspace.months()
    if len(months) < 2:
        return None
    before, after = shown if shown is not None and shown[0] < shown[1] else (months[-2], months[-1])
    if _compared(workspace, before, after) and not _compared(workspace, months[-2], months[-1]):
        before, after = months[-2], months[-1]
    return NextPair(before, after, BOTH if _waited_for(workspace) else NEW)


def _compared(workspace: Workspace, before: str, after: str) -> bool:
    return any(workspace.change_map_path(before, after, change).is_file() for change in (NEW, BOTH))


def _waited_for(workspace: Workspace) -> bool:
    with workspace.casebook.reading() as connection:
        return bool(rows.select_patches(connection, states=WATCHED, change="new"))
