"""Who works at the open workspace: chosen at its start where people are named, shown in the window, switchable."""

from __future__ import annotations

from PyQt5.QtCore import QObject, Qt, pyqtSignal
from PyQt5.QtWidgets import QDialog, QToolButton, QWidget

from twowei import settings as wishes
from twowei.casebook.people import Person
from twowei.casebook.words import plain
from twowei.desktop.dialogs.person_dialog import PersonDialog, roles_of
from twowei.desktop.icons import icon
from twowei.errors import TwoweiError
from twowei.services.team import list_people
from twowei.services.workspace import Workspace
from twowei.settings import Settings


class WhoWorks(QObject):
    """Holds the name that stands beside verdicts and moves, and the button that shows and changes it."""

    changed = pyqtSignal()

    def __init__(self, settings: Settings, window: QWidget) -> None:
        super().__init__(window)
        self._settings, self._window = settings, window
        self._people: list[Person] = []
        self._chosen = ""
        self.button = QToolButton(window)
        self.button.setIcon(icon("person"))
        self.button.setToolButtonStyle(Qt.ToolButtonTextBesideIcon)
        self.button.setFocusPolicy(Qt.NoFocus)
        self.button.setToolTip(self.tr("Who works here; press to change"))
        self.button.clicked.connect(self._switch)
        self._show()

    @property
    def person(self) -> Person | None:
        """The named person who works, or None where nobody is named or nobody chose yet."""
        return next((one for one in self._people if plain(one.name) == plain(self._chosen)), None)

    @property
    def people(self) -> list[Person]:
        """The people named in the workspace who still work there."""
        return self._people

    def start(self, workspace: Workspace) -> None:
        """Take the people of a workspace that was opened; where some are named, ask who works."""
        self._chosen = ""
        self._read(workspace)
        if self._people:
            self.ask()
        else:
            self._chosen = self._settings.get(wishes.ANALYST)
        self._show()
        self.changed.emit()

    def stop(self) -> None:
        """Forget the people of a workspace that was closed."""
        self._people, self._chosen = [], ""
        self._show()

    @property
    def known(self) -> str:
        """Who works, as far as that is known; empty where nobody said."""
        return self._chosen

    def name(self) -> str | None:
        """Return who works, asking where that is not known yet."""
        return self._chosen or self.ask()

    def ask(self) -> str | None:
        """Ask who works, and remember it; None where nobody said."""
        dialog = PersonDialog(self._people, self._chosen or self._settings.get(wishes.ANALYST), self._window)
        if dialog.exec_() != QDialog.Accepted:
            return None
        self._chosen = dialog.name
        self._settings.put(wishes.ANALYST, dialog.name)
        self._show()
        self.changed.emit()
        return dialog.name

    def _switch(self, _checked: bool) -> None:
        self.ask()

    def _read(self, workspace: Workspace) -> None:
        try:
            self._people = [one for one in list_people(workspace) if one.active]
        except TwoweiError:  # a casebook in use for a moment: who may is checked again with every move
            self._people = []

    def _show(self) -> None:
        person = self.person
        roles = f"  ({roles_of(person)})" if person else ""
        self.button.setText((self._chosen or self.tr("Who works here?")) + roles)
