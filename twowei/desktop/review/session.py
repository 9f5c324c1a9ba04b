"""One analyst at one workspace: the patches, the current one, and what is decided about them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PyQt5.QtCore import QObject, pyqtSignal

from twowei.casebook.history import Event
from twowei.casebook.lifecycle import Reason, Verdict
from twowei.casebook.patch import Patch
from twowei.casebook.rows import ConflictError
from twowei.errors import TwoweiError
from twowei.services import review
from twowei.services.workspace import Workspace


class Session(QObject):
    """Calls the review services and tells the widgets what changed."""

    loaded = pyqtSignal()
    current_changed = pyqtSignal(object)  # Patch or None
    patch_changed = pyqtSignal(object)  # Patch
    failed = pyqtSignal(object)  # TwoweiError

    def __init__(self, workspace: Workspace, analyst: Callable[[], str | None], parent: QObject) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self._analyst = analyst
        self.patches: dict[str, Patch] = {}
        self.current: Patch | None = None
        self._given: list[str] = []
        self._visited: list[str] = []

    def reload(self) -> None:
        """Read all patches anew."""
        self.patches = {patch.number: patch for patch in review.list_patches(self.workspace)}
        here = self.current.number if self.current else None
        self.current = self.patches.get(here) if here else None
        self.loaded.emit()
        self.current_changed.emit(self.current)

    @property
    def progress(self) -> tuple[int, int]:
        """How many patches have a verdict, and how many there are."""
        return sum(patch.verdict is not None for patch in self.patches.values()), len(self.patches)

    def undecided(self, number: str) -> bool:
        """Return whether a patch waits for its verdict."""
        return self.patches[number].verdict is None

    def choose(self, number: str | None) -> None:
        """Make a patch the current one."""
        patch = self.patches.get(number) if number else None
        if patch is self.current:
            return
        if self.current is not None:
            self._visited.append(self.current.number)
        self._show(patch)

    def go_back(self) -> bool:
        """Return to the patch that was current before; say whether there was one."""
        while self._visited:
            patch = self.patches.get(self._visited.pop())
            if patch is not None and patch is not self.current:
                self._show(patch)
                return True
        return False

    def decide(self, verdict: Verdict, reason: Reason, note: str) -> bool:
        """Give the current patch a verdict; return whether it was taken."""
        patch, by = self.current, self._analyst()
        if patch is None or by is None:
            return False
        done = self._attempt(
            lambda: [
                review.give_verdict(self.workspace, patch.number, verdict, reason.code, by, note, seen=patch.revision)
            ]
        )
        if done:
            self._given.append(patch.number)
        return done

    def take_back(self) -> str | None:
        """Take back the verdict given last in this session; return the patch, or nothing where none is left."""
        by = self._analyst() if self._given else None
        if by is None:
            return None
        number = self._given[-1]
        if not self._attempt(lambda: [review.take_back(self.workspace, number, by)]):
            return None
        self._given.pop()
        return number

    def archive(self, numbers: Sequence[str]) -> bool:
        """Archive patches, all or none; return whether it was done."""
        by = self._analyst() if numbers else None
        if by is None:
            return False
        return self._attempt(lambda: review.archive(self.workspace, numbers, by))

    def history(self, number: str) -> list[Event]:
        """Return what happened to a patch, oldest first."""
        return review.history(self.workspace, number)

    def take(self, changed: Sequence[Patch]) -> None:
        """Take patches as they were changed."""
        for patch in changed:
            self.patches[patch.number] = patch
            if self.current is not None and self.current.number == patch.number:
                self.current = patch
            self.patch_changed.emit(patch)

    def _show(self, patch: Patch | None) -> None:
        self.current = patch
        self.current_changed.emit(patch)

    def _attempt(self, step: Callable[[], list[Patch]]) -> bool:
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
