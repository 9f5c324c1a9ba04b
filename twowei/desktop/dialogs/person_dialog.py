"""Asks who works: one of the people named in the workspace, or a name where nobody is named."""

from __future__ import annotations

from collections.abc import Sequence

from PyQt5.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QLabel, QLineEdit, QWidget

from twowei.casebook.people import Person
from twowei.casebook.words import plain
from twowei.desktop import forms
from twowei.desktop.language import label


class PersonDialog(QDialog):
    """Shows the people there are with their roles; an empty name is refused in words."""

    intro: QLabel
    person: QComboBox
    typed: QLineEdit
    notice: QLabel
    buttons: QDialogButtonBox

    def __init__(self, people: Sequence[Person], now: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        forms.load(self, "person_dialog")
        self._named = bool(people)
        for one in people:
            self.person.addItem(f"{one.name}  ({roles_of(one)})", one.name)
        names = [plain(one.name) for one in people]
        self.person.setCurrentIndex(names.index(plain(now)) if plain(now) in names else -1)
        self.typed.setText("" if self._named else now)
        self.person.setVisible(self._named)
        self.typed.setVisible(not self._named)
        self.intro.setText(
            self.tr("What you decide stands in the history under your name, and your role is checked.")
            if self._named
            else self.tr("Your name, as it shall stand beside each verdict:")
        )
        self.typed.textChanged.connect(lambda _text: self._say(""))
        self.person.currentIndexChanged.connect(lambda _index: self._say(""))
        self._say("")

    @property
    def name(self) -> str:
        """The name chosen or typed, trimmed."""
        return str(self.person.currentData() or "") if self._named else self.typed.text().strip()

    def accept(self) -> None:
        """Close with a name; without one say so and stay."""
        if self.name:
            super().accept()
        elif self._named:
            self._say(self.tr("Choose who you are."))
        else:
            self._say(self.tr("The name is empty; type it: every verdict carries the name of who gave it."))
            self.typed.setFocus()

    def _say(self, text: str) -> None:
        self.notice.setText(text)
        self.notice.setVisible(bool(text))


def roles_of(person: Person) -> str:
    """Return a person's roles in the window's language."""
    return ", ".join(label(role) for role in person.roles)
