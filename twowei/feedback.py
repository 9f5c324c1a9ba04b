"""The small object that long work talks to: how far it is, and whether it should stop."""

from __future__ import annotations

from twowei.errors import CancelledError

ENDS_WITH_STDIN = "TWOWEI_ENDS_WITH_STDIN"
"""Variable by which a program that started a command asks it to stop when that program ends, however it ends."""


class Feedback:
    """Takes reports of progress and says whether the work was cancelled. This one is silent.

    Faces derive from it: a bar on a terminal, JSON lines for another program.
    """

    def report(self, fraction: float, message: str = "") -> None:
        """Say that ``fraction`` (0 to 1) of the work is done."""

    def warn(self, message: str) -> None:
        """Say something that the user should know but that does not stop the work."""

    def tell(self, message: str) -> None:
        """Say a fact that the user may want to keep in sight: with what the work is done, how long it takes."""

    def cancelled(self) -> bool:
        """Return whether the user wants the work to stop."""
        return False

    def raise_if_cancelled(self) -> None:
        """Raise `CancelledError` where the user wants the work to stop."""
        if self.cancelled():
            raise CancelledError("Stopped; run the same command again to go on from here.")


class Share(Feedback):
    """A part of a larger work: maps its own 0 to 1 onto ``start`` to ``end`` of the whole."""

    def __init__(self, whole: Feedback, start: float, end: float) -> None:
        self._whole, self._start, self._end = whole, start, end

    def report(self, fraction: float, message: str = "") -> None:
        self._whole.report(self._start + fraction * (self._end - self._start), message)

    def warn(self, message: str) -> None:
        self._whole.warn(message)

    def tell(self, message: str) -> None:
        self._whole.tell(message)

    def cancelled(self) -> bool:
        return self._whole.cancelled()
