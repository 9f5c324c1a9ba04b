"""Undo and redo at the desk: what they did is shown and told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PyQt5.QtCore import QObject

from twowei.casebook.patch import Patch
from twowei.casebook.states import State
from twowei.desktop.message_bar import GOOD, WARN
from twowei.desktop.review.queue import short_number

if TYPE_CHECKING:
    from twowei.desktop.review.desk import Desk


class Undoer(QObject):
    """One for each desk."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk

    def take_back(self) -> None:
        """Take back what was done last, also on an earlier day, and show its patch."""
        changed = self._desk.session.undo()
        numbers = _standing(changed or [])
        if changed == []:
            self._desk.said.emit(WARN, self.tr("There is nothing of yours to take back."))
        elif numbers:
            self._show_again(numbers[0], numbers)
            self._desk.said.emit(GOOD, self.tr("{0}: the last step is taken back.").format(_listed(numbers)))
        elif changed:
            self._leave_buried()
            text = self.tr("The drawing of {0} is taken back; Ctrl+Y draws it again.")
            self._desk.said.emit(GOOD, text.format(_listed([patch.number for patch in changed])))

    def redo(self) -> None:
        """Do again what was taken back last."""
        changed = self._desk.session.redo()
        numbers = _standing(changed or [])
        if changed == []:
            self._desk.said.emit(WARN, self.tr("There is nothing to do again."))
        elif numbers:
            self._show_again(numbers[-1], numbers)
            self._desk.said.emit(GOOD, self.tr("{0}: the step is done again.").format(_listed(numbers)))

    def _leave_buried(self) -> None:
        """Go on where a patch that was drawn is no more: back to where the analyst came from."""
        self._desk.show_progress()
        if not self._desk.session.go_back():
            self._desk.session.choose(None)
            self._desk.resume(None)

    def _show_again(self, number: str, changed: Sequence[str]) -> None:
        if self._desk.session.lacks(changed):
            self._desk.relist()
        self._desk.show_progress()
        self._desk.session.choose(number)
        self._desk.show_current(self._desk.session.current)


def _standing(patches: Sequence[Patch]) -> list[str]:
    return [patch.number for patch in patches if patch.state is not State.REPLACED]


def _listed(numbers: Sequence[str]) -> str:
    """Return the first of some numbers, as a message has room for them."""
    return ", ".join(map(short_number, numbers[:4])) + (f" … ({len(numbers)})" if len(numbers) > 4 else "")
