"""The analyst's queue of a workspace: numbers in order, rows page by page, and what else is known of one patch."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from twowei.casebook import clock, deadlines, memory, persistence, queue, reason_lists, rows
from twowei.casebook import history as chronicle
from twowei.casebook.deadlines import Deadline
from twowei.casebook.history import Event
from twowei.casebook.lifecycle import Reason, Verdict
from twowei.casebook.patch import Patch
from twowei.casebook.persistence import Persistence
from twowei.casebook.policy import SecondLook
from twowei.casebook.priority import Priority
from twowei.casebook.queue import Facets, Listing, Order, Row, Urgencies
from twowei.casebook.wanted import Wanted
from twowei.geo.footprint import Outline
from twowei.geo.grid import Bounds
from twowei.services.thinning import Thinning, calibrated_models, thinning
from twowei.services.workspace import Workspace

T = TypeVar("T")

__all__ = ["About", "Entry", "Facets", "Listing", "Order", "Queue", "Thinning", "Wanted"]


@dataclass(frozen=True)
class Entry:
    """A row of the list with its priority and the first deadline that is not met, if there is one."""

    row: Row
    priority: Priority
    deadline: Deadline | None


@dataclass(frozen=True)
class About:
    """A patch with all that helps to judge it.

    Attributes:
        seen: Months in which it was seen again, oldest first.
        taken_for: The known false alarm it resembles, where it is shown as a sample of those.
        deadlines: Its clocks, soonest first.
        months: What other months say of it; None where none was asked.
    """

    patch: Patch
    events: list[Event]
    seen: list[str]
    taken_for: str
    deadlines: list[Deadline]
    priority: Priority
    months: Persistence | None = None


class Queue:
    """Lists of one workspace; keeps what is computed of patches from list to list."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._urgencies: Urgencies | None = None
        self.renew()

    def renew(self) -> None:
        """Read policy and reasons anew; what was computed long ago or by another policy is forgotten."""
        self._now = clock.now()
        with self._workspace.casebook.reading() as connection:
            self._policies = deadlines.load(connection)
            self.reasons: tuple[Reason, ...] = reason_lists.read(connection)
        if self._urgencies is None or not self._urgencies.holds_for(self._policies, self._now):
            self._urgencies = Urgencies(self._policies, self._now)

    def adopt(self, urgencies: Urgencies) -> None:
        """Take what a thread computed (`learn_urgencies`)."""
        self._urgencies = urgencies

    @property
    def urgencies(self) -> Urgencies:
        """What is computed of patches, to be shared with a thread."""
        assert self._urgencies is not None
        return self._urgencies

    @property
    def rule(self) -> SecondLook:
        """What a second person must judge as well."""
        return self._policies.now.second_look

    def listing(
        self,
        wanted: Wanted,
        order: Order,
        *,
        descending: bool = False,
        reviewer: str = "",
        start: str | None = None,
    ) -> Listing:
        """Return the numbers that a list shows, in its order.

        Args:
            reviewer: Who asks, for lists of second looks.
            start: Where the walk of the nearest begins.
        """
        assert self._urgencies is not None
        with self._workspace.casebook.reading() as connection:
            return queue.listing(
                connection, wanted, order, rule=self.rule, urgencies=self._urgencies, now=self._now,
                descending=descending, reviewer=reviewer, start=start,
            )  # fmt: skip

    def entries(self, numbers: Sequence[str]) -> list[Entry]:
        """Return the rows of patches, in their order."""
        with self._workspace.casebook.reading() as connection:
            found = queue.read_rows(connection, numbers)
        return [self._entry(row) for row in found]

    def holds(self, number: str, wanted: Wanted, reviewer: str = "") -> bool:
        """Return whether a list shows a patch."""
        with self._workspace.casebook.reading() as connection:
            return queue.holds(connection, number, wanted, self.rule, reviewer)

    def facets(self) -> Facets:
        """Return what there is to choose from."""
        with self._workspace.casebook.reading() as connection:
            return queue.facets(connection)

    def progress(self) -> tuple[int, int]:
        """Return how many patches have a verdict, and how many there are."""
        with self._workspace.casebook.reading() as connection:
            return queue.progress(connection)

    def verdict_counts(self) -> dict[Verdict | None, int]:
        """Return how many patches have each verdict, and how many none."""
        with self._workspace.casebook.reading() as connection:
            return queue.verdict_counts(connection)

    def thinning(self, wanted: Wanted) -> Thinning | None:
        """Return what the least score of a wish spares and costs; None without one, or where scores say nothing."""
        if wanted.least_score is None or not (models := calibrated_models()):
            return None
        every = replace(wanted, least_score=None)
        with self._workspace.casebook.reading() as connection:
            scores = queue.waiting_scores(connection, every, self.rule, models)
        return thinning(scores, wanted.least_score) if scores else None

    def events(self) -> int:
        """Return how many events the casebook holds: more than before means that somebody wrote."""
        with self._workspace.casebook.reading() as connection:
            return chronicle.head(connection).events

    def about(self, number: str) -> About:
        """Return all that helps to judge a patch.

        Raises:
            UnknownNameError: There is no patch of this number.
        """
        with self._workspace.casebook.reading() as connection:
            patch = rows.find(connection, number)
            events = chronicle.read(connection, number)
            seen = memory.months_seen(connection, number)
            scores = persistence.read(connection, number).get(number, {})
        clocks, urgent = queue.urgent_of(patch, self._policies, self._now)
        taken_for = str(patch.facts.get("known_false", ""))
        months = persistence.persistence(patch.after_month, patch.score, scores)
        return About(patch, events, seen, taken_for, clocks, urgent, months)

    def _entry(self, row: Row) -> Entry:
        clocks, urgent = queue.urgent_of(row, self._policies, self._now)
        first = next((one for one in clocks if one.kind == "due" and one.met is None), None)
        return Entry(row, urgent, first)


def ask_beside(folder: Path, urgencies: Urgencies, step: Callable[[Queue], T]) -> T:
    """Return what a step finds in the queue of a workspace, which is opened for it, as a thread needs it.

    Args:
        urgencies: What is known of patches; what is computed more is kept there.
    """
    with Workspace.open(folder) as workspace:
        opened = Queue(workspace)
        opened.adopt(urgencies)
        return step(opened)


def learn_urgencies(folder: Path) -> Urgencies:
    """Compute priority and deadline of every patch of a workspace, which it opens by itself, as a thread needs it."""
    with Workspace.open(folder) as workspace, workspace.casebook.reading() as connection:
        urgencies = Urgencies(deadlines.load(connection), clock.now())
        urgencies.learn_all(connection)
        return urgencies


def outlines(folder: Path) -> tuple[list[str], list[str | None], list[Outline]]:
    """Return number, code of the verdict and outline of every patch of a workspace, for the map.

    Opens the workspace by itself, so that a thread can call it.
    """
    with Workspace.open(folder) as workspace, workspace.casebook.reading() as connection:
        return queue.outlines(connection)


def outlines_near(workspace: Workspace, bounds: Bounds | None, *, but: str | None = None) -> list[Outline]:
    """Return the outlines of patches around a place, all where none is given; for snapping to."""
    with workspace.casebook.reading() as connection:
        if bounds is None:
            return queue.outlines(connection)[2]
        room = max(bounds[2] - bounds[0], bounds[3] - bounds[1])
        wide = (bounds[0] - room, bounds[1] - room, bounds[2] + room, bounds[3] + room)
        return [patch.geometry for patch in rows.select_near(connection, [wide]) if patch.number != but]
