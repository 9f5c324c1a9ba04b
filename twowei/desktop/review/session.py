"""One analyst at one workspace: the list, the current patch, and what is decided about them."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace

from PyQt5.QtCore import QObject, pyqtSignal

from twowei.casebook.decisions import Decision
from twowei.casebook.history import Event
from twowei.casebook.lifecycle import Reason, Verdict
from twowei.casebook.patch import Patch
from twowei.casebook.rows import ConflictError
from twowei.casebook.states import State
from twowei.casebook.wanted import Second
from twowei.desktop.review.history_texts import know
from twowei.desktop.review.pace import Pace
from twowei.desktop.review.queue import Listed
from twowei.errors import TwoweiError
from twowei.services import deciding, review
from twowei.services.queue import About, Listing, Order, Queue, Wanted
from twowei.services.workspace import Workspace

COMPUTED = (Order.PRIORITY, Order.DEADLINE)


class Session(QObject):
    """Calls the services of the review and tells the widgets what changed.

    Args:
        analyst: Says who works, asking where that is not known.
        named: Says who works as far as that is known, asking nobody.

    Attributes:
        cold: Whether priorities are still being computed; the list is by number so long.
    """

    loaded = pyqtSignal()  # all may have changed
    arranged = pyqtSignal()  # another list, or another order
    current_changed = pyqtSignal(object)  # Patch or None
    patch_changed = pyqtSignal(object)  # Patch
    dropped = pyqtSignal(str)  # a number that the list no longer shows
    failed = pyqtSignal(object)  # TwoweiError
    others_wrote = pyqtSignal()

    def __init__(
        self,
        workspace: Workspace,
        analyst: Callable[[], str | None],
        parent: QObject,
        named: Callable[[], str] = lambda: "",
    ) -> None:
        super().__init__(parent)
        self.named = named
        self.workspace = workspace
        self.analyst = analyst
        self.queue = Queue(workspace)
        know(review.list_reasons(workspace, aside=True))
        self.wanted, self.order, self.descending = Wanted(), Order.PRIORITY, False
        self.listed = Listed()
        self.current: Patch | None = None
        self.progress = (0, 0)
        self.pace = Pace()
        self._visited: list[str] = []
        self._events = 0
        self.cold = False
        self.own_jobs = False

    # ---- the list ------------------------------------------------------------------------------

    def reload(self) -> None:
        """Read everything anew."""
        self.queue.renew()
        self._events = self.queue.events()
        self.progress = self.queue.progress()
        self._relist()
        self.current = self.find(self.current.number) if self.current else None
        self.loaded.emit()
        self.current_changed.emit(self.current)

    def arrange(
        self, *, wanted: Wanted | None = None, order: Order | None = None, descending: bool | None = None
    ) -> None:
        """Show another list, or the same in another order; what is not given stays."""
        self.wanted = self.wanted if wanted is None else wanted
        self.order = order or self.order
        self.descending = self.descending if descending is None else descending
        self._relist()
        self.arranged.emit()

    def adopt(self, found: Listing, *, wanted: Wanted, order: Order, descending: bool) -> None:
        """Show a list that was found beside the window."""
        self.wanted, self.order, self.descending = wanted, order, descending
        self.listed = Listed(found.numbers, found.waiting)
        self.arranged.emit()

    def question(self, wanted: Wanted, order: Order) -> tuple[Order, str, str | None]:
        """Return what a list is asked with: the order as far as it is known, who looks again, where one stands."""
        now = Order.NUMBER if self.cold and order in COMPUTED else order
        reviewer = self.named() if wanted.second is Second.WAITING else ""
        return now, reviewer, self.current.number if self.current else None

    def look_for_others(self) -> None:
        """See whether another program wrote into the casebook, and if so read it anew."""
        try:
            events = self.queue.events()
            if events != self._events:
                self.reload()
                if not self.own_jobs:
                    self.others_wrote.emit()
        except TwoweiError as error:
            self.failed.emit(error)

    @property
    def seconding(self) -> bool:
        """Whether the list is of patches that wait for a second pair of eyes."""
        return self.wanted.second is Second.WAITING

    def find(self, number: str) -> Patch | None:
        """Return a patch as it is now, or nothing where there is none of this number."""
        try:
            return review.find_patch(self.workspace, number)
        except TwoweiError:
            return None

    def about(self, number: str) -> About:
        """Return all that helps to judge a patch."""
        return self.queue.about(number)

    def history(self, number: str) -> list[Event]:
        """Return what happened to a patch, oldest first."""
        return review.history(self.workspace, number)

    def upcoming(self, count: int = 1) -> list[str]:
        """Return the waiting patches that come next."""
        return self.listed.upcoming(self.current.number if self.current else None, count)

    # ---- where the analyst is ------------------------------------------------------------------

    def choose(self, number: str | None) -> None:
        """Make a patch the current one."""
        if (self.current.number if self.current else None) == number:
            return
        if self.current is not None:
            self._visited.append(self.current.number)
        self._show(self.find(number) if number else None)

    def go_back(self) -> bool:
        """Return to the patch that was current before; say whether there was one."""
        while self._visited:
            patch = self.find(self._visited.pop())
            if patch is None or patch.state is State.REPLACED:
                continue
            if self.current is None or patch.number != self.current.number:
                self._show(patch)
                return True
        return False

    # ---- deciding ------------------------------------------------------------------------------

    def decide(self, verdict: Verdict, reason: Reason, note: str) -> bool:
        """Give the current patch a verdict, in a list of second looks the second; return whether it was taken."""
        patch, by = self.current, self.analyst()
        if patch is None or by is None:
            return False
        give = deciding.give_second if self.seconding else review.give_verdict
        done = self.attempt(
            lambda: [give(self.workspace, patch.number, verdict, reason.code, by, note, seen=patch.revision)]
        )
        if done:
            self.pace.note(time.monotonic())
        return done

    def decide_together(self, numbers: Sequence[str], verdict: Verdict, reason: Reason, note: str) -> bool:
        """Give several patches one verdict at one stroke; return whether it was taken."""
        by = self.analyst()
        if by is None:
            return False
        return self.attempt(
            lambda: deciding.judge_together(self.workspace, numbers, verdict, reason.code, by, note)
        )  # fmt: skip

    def undo(self) -> list[Patch] | None:
        """Take back what was done last; return the patches, none where there was nothing, None on failure."""
        return self._replay(deciding.undo)

    def redo(self) -> list[Patch] | None:
        """Do again what was taken back last; return the patches, none where there was nothing."""
        return self._replay(deciding.redo)

    def recent(self) -> list[Decision]:
        """Return what the analyst decided last, newest first; nothing where nobody said who works."""
        by = self.named()
        return deciding.recent(self.workspace, by) if by else []

    def _replay(self, step: Callable[[Workspace, str], list[Patch]]) -> list[Patch] | None:
        by = self.analyst()
        if by is None:
            return None
        changed: list[Patch] = []
        before = self.progress[1]

        def do() -> list[Patch]:
            changed.extend(step(self.workspace, by))
            return changed

        if not self.attempt(do):
            return None
        if self.progress[1] != before or any(patch.state is State.REPLACED for patch in changed):
            self.reload()  # other patches stand in the list
        return changed

    def lacks(self, numbers: Sequence[str]) -> bool:
        """Return whether the list should show a patch that it dropped, as after its verdict was taken back."""
        return any(self.listed.place_of(number) is None and self._holds(number) for number in numbers)

    def archive(self, numbers: Sequence[str]) -> bool:
        """Archive patches, all or none; return whether it was done."""
        by = self.analyst() if numbers else None
        if by is None:
            return False
        return self.attempt(lambda: review.archive(self.workspace, numbers, by))

    def attempt(self, step: Callable[[], Sequence[Patch]]) -> bool:
        """Do a step; take the patches it changed, or say why it could not be done."""
        try:
            changed = step()
        except ConflictError as error:
            self.reload()  # what the other program did is shown; the decision can be repeated on it
            self.failed.emit(error)
            return False
        except TwoweiError as error:
            self.failed.emit(error)
            return False
        self.take(changed)
        return True

    def take(self, changed: Sequence[Patch]) -> None:
        """Take patches as they were changed."""
        self._events = self.queue.events()
        self.progress = self.queue.progress()
        for patch in changed:
            self._take(patch)

    # ---- inside --------------------------------------------------------------------------------

    def _relist(self) -> None:
        order, reviewer, start = self.question(self.wanted, self.order)
        found = self.queue.listing(
            self.wanted, order, descending=self.descending, reviewer=reviewer, start=start
        )  # fmt: skip
        self.listed = Listed(found.numbers, found.waiting)

    def _take(self, patch: Patch) -> None:
        """Follow a patch that was changed by this session."""
        waits = patch.verdict is None if self.wanted.second is None else "second_verdict" not in patch.facts
        self.listed.settle(patch.number, waits)
        if self.current is not None and self.current.number == patch.number:
            self.current = patch
        if self.listed.place_of(patch.number) is not None and not self._holds(patch.number):
            self.dropped.emit(patch.number)  # the widgets drop their row first, then the list is shorter
        self.patch_changed.emit(patch)

    def _holds(self, number: str) -> bool:
        still = replace(self.wanted, due_days=None)
        reviewer = self.named() if self.seconding else ""
        return self.queue.holds(number, still, reviewer)

    def _show(self, patch: Patch | None) -> None:
        self.current = patch
        self.current_changed.emit(patch)
