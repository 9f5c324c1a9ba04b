"""Detecting in a workspace: candidates of two ingested months go into the casebook."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from twowei.casebook.history import account
from twowei.errors import PairError
from twowei.feedback import Feedback, Share
from twowei.imagery.block_cache import bounded_cache
from twowei.services.compare import remove_work, summary
from twowei.services.find import Found, Wish, find
from twowei.services.persistence import look_again
from twowei.services.review import AddedCandidates, add_candidates
from twowei.services.shift import save_vectors, vectors_path
from twowei.services.workspace import Workspace

MEMORY = ("suppressed", "shown", "sightings", "extensions", "relapses")


@dataclass(frozen=True)
class Detection:
    """The result of `detect`.

    Attributes:
        found: The candidates and how they were found.
        added: Numbers of the patches that are new to the casebook.
        known: How many candidates the casebook had already.
        change_map: The GeoTIFF of scores.
        memory: What the casebook remembered of them.
    """

    found: Found
    added: list[str]
    known: int
    change_map: Path
    memory: AddedCandidates

    def as_dict(self) -> dict[str, Any]:
        """Return a summary for a program to read; ``patches`` counts those new to the casebook."""
        return {
            **summary(self.found),
            "candidates": len(self.found.candidates),
            "patches": len(self.added),
            "known": self.known,
            "numbers": self.added,
            **{name: getattr(self.memory, name) for name in MEMORY},
            "change_map": str(self.change_map),
        }


def detect(workspace: Workspace, before: str, after: str, wish: Wish, feedback: Feedback) -> Detection:
    """Compare two months of a workspace and add what is new to its casebook, in one transaction.

    Raises:
        UnknownNameError: A month that was not ingested.
        PairError: The months cannot be compared, or stand in the wrong order.
        CancelledError: Stopped; the same call goes on from there.
    """
    older, newer = workspace.epoch(before), workspace.epoch(after)
    if before >= after:
        raise PairError(f"{before} is not before {after}; give the older month as --before.")
    work = workspace.work_folder / f"{before}_{after}_{wish.change}"
    path = workspace.change_map_path(before, after, wish.change)
    with bounded_cache():
        found = find(older, newer, wish, work, Share(feedback, 0.0, 0.95))
        found.change_map.save(path, found.notice, Share(feedback, 0.95, 0.98))
    save_vectors(found.alignment, found.grid, vectors_path(workspace, before, after))
    feedback.report(0.98, "writing the casebook")
    added = add_candidates(
        workspace,
        [c.moved(workspace.crs) for c in found.candidates],
        before=older,
        after=newer,
        model=found.card.label,
        threshold=found.threshold,
        academic_only=found.card.academic_only,
        by=account(),
        runtime=found.runtime.label,
    )
    remove_work(work)
    if len(workspace.months()) > 2:
        look_again(workspace, account(), Share(feedback, 0.98, 1.0), wish.model, wish.device, wish.runtime)
    feedback.report(1.0, "done")
    return Detection(found, [p.number for p in added.added], added.known, path, added)
