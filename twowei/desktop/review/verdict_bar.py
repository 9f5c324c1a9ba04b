"""The bar under the map: verdicts, a note, and the commit. Its buttons come from the life cycle's table."""

from __future__ import annotations

from collections.abc import Sequence

from PyQt5.QtCore import pyqtSignal
from PyQt5.QtGui import QMoveEvent, QResizeEvent
from PyQt5.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from twowei.casebook.lifecycle import Reason, Verdict
from twowei.casebook.patch import Patch
from twowei.desktop import forms
from twowei.desktop.keymap import Keymap
from twowei.desktop.language import label
from twowei.desktop.review.entry import Entry
from twowei.desktop.review.key_button import KeyButton
from twowei.desktop.review.reason_panel import ReasonPanel


class VerdictBar(QWidget):
    """Shows an `Entry` and feeds it; what is committed goes out as a signal."""

    committed = pyqtSignal(object, object, str)  # Verdict, Reason, note
    passed = pyqtSignal()  # Enter without a verdict
    hinted = pyqtSignal(str)

    note: QLineEdit
    verdicts: QHBoxLayout
    commits: QHBoxLayout

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        forms.load(self, "verdict_bar")
        self.entry = Entry()
        self._patch: Patch | None = None
        self._blind = False
        self.verdict_buttons: dict[Verdict, KeyButton] = {}
        for verdict in Verdict:
            button = KeyButton(verdict.code, label(verdict), verdict.name.lower())
            button.clicked.connect(lambda _checked, chosen=verdict: self._choose(chosen))
            self.verdicts.addWidget(button)
            self.verdict_buttons[verdict] = button
        self.commit_button = KeyButton("Enter", self.tr("Commit, next"))
        self.commit_button.setCheckable(False)
        self.commit_button.setMinimumHeight(34)
        self.commit_button.clicked.connect(self.commit)
        self.commits.addWidget(self.commit_button)
        self.reasons = ReasonPanel(self.parentWidget() or self)
        self.reasons.picked.connect(self._pick)
        self.show_patch(None)

    def use_keys(self, keymap: Keymap) -> None:
        """Print the keys in force on the buttons and take them."""
        self.entry.keys = self.reasons.keys = keymap.decisions
        for verdict, button in self.verdict_buttons.items():
            button.show_key(keymap.decisions.of_verdict(verdict))
        self.commit_button.show_key({"Return": "Enter"}.get(keymap.keys("commit")[0], keymap.keys("commit")[0]))

    def use_reasons(self, reasons: Sequence[Reason]) -> None:
        """Offer the reasons of a workspace."""
        self.entry.reasons = self.reasons.reasons = reasons

    def show_patch(self, patch: Patch | None, *, blind: bool = False) -> None:
        """Start anew with a patch; its verdict so far is shown, its note may be changed.

        Args:
            blind: Whether verdict and note so far stay hidden.
        """
        self._patch, self._blind = patch, blind
        self.entry.clear()
        self.note.setText(patch.note if patch and not blind else "")
        self.setEnabled(patch is not None)
        self._refresh()

    def press(self, key: str) -> bool:
        """Take a key; return whether it meant anything here."""
        if self._patch is None:
            return False
        meant = self.entry.press(key)
        self._refresh()
        return meant

    def commit(self) -> None:
        """Send out what was keyed in; without a verdict just go on."""
        note = self.note.text().strip()
        decided = self.entry.commit()
        if decided is None:
            self.passed.emit()
        else:
            self.committed.emit(*decided, note)

    def step_back(self) -> bool:
        """Forget the verdict keyed in, if there is one; return whether there was."""
        if self.entry.verdict is None:
            return False
        self.entry.clear()
        self._refresh()
        return True

    def edit_note(self) -> None:
        """Let the note be typed."""
        if self._patch is not None:
            self.note.setFocus()
            self.note.selectAll()

    def _choose(self, verdict: Verdict) -> None:
        self.entry.choose(verdict)
        self._refresh()

    def _pick(self, reason: Reason) -> None:
        self.entry.reason = reason
        self._refresh()

    def _refresh(self) -> None:
        chosen = self.entry.verdict
        given = self._patch.verdict if self._patch and not self._blind else None
        for verdict, button in self.verdict_buttons.items():
            button.setChecked(verdict is chosen if chosen else verdict is given)
        self.commit_button.strong = chosen is not None
        self.commit_button.update()
        self.reasons.show_reasons(chosen, self.entry.reason)
        self._place_reasons()
        self.hinted.emit(self._hint())

    def _place_reasons(self) -> None:
        """Let the reasons float over the foot of the map, so that the map keeps its size."""
        height = self.reasons.arrange(self.width())
        self.reasons.setGeometry(0, self.y() - height, self.width(), height)
        self.reasons.raise_()

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        super().resizeEvent(event)
        self._place_reasons()

    def moveEvent(self, event: QMoveEvent | None) -> None:
        super().moveEvent(event)
        self._place_reasons()

    def _hint(self) -> str:
        if self._patch is None:
            return ""
        if self.entry.verdict is not None:
            return self.tr("The key of a reason changes it, Enter commits, Esc or Backspace forgets.")
        if self._patch.verdict is None or self._blind:
            return self.tr("1–5 gives the verdict, a second key the reason, Enter commits and goes to the next.")
        return self.tr("Decided. Enter goes to the next undecided patch; 1–5 changes the verdict.")
