"""A part of the planning window: shows what was read and says what is to be done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from PyQt5.QtCore import QCoreApplication, pyqtSignal
from PyQt5.QtWidgets import QComboBox, QDateEdit, QPushButton, QWidget

from twowei.services.plan_view import PlanView
from twowei.services.workspace import Workspace

_translate = QCoreApplication.translate


@dataclass(frozen=True)
class Task:
    """Something to be done in the window's thread by somebody, and what is then said.

    Attributes:
        told: Makes the sentence from what came of it, on the window's side.
        alters: Whether the plan must be read anew.
    """

    work: Callable[[Workspace, str], Any]
    told: Callable[[Any], str]
    alters: bool = True


class Part(QWidget):
    """A tab of the window."""

    wanted = pyqtSignal(object)  # Task
    refused = pyqtSignal(str)

    def show_view(self, view: PlanView) -> None:
        """Show what was read."""
        raise NotImplementedError


def refill(box: QComboBox, names: list[str], first: str) -> None:
    """Give a box of names other entries; what was chosen stays chosen where it still is there."""
    now = box.currentText() if box.isEditable() else box.currentData()
    box.blockSignals(True)
    box.clear()
    box.addItem(first, "")
    for name in names:
        box.addItem(name, name)
    box.setCurrentIndex(max(box.findData(now), 0))
    box.blockSignals(False)


def button(text: str, step: Callable[[], None], *, primary: bool = False) -> QPushButton:
    """Return a button that does something."""
    made = QPushButton(text)
    made.setAutoDefault(False)
    made.setProperty("primary", primary)
    made.clicked.connect(lambda _checked: step())
    return made


def day_field(day: date) -> QDateEdit:
    """Return a field for a day."""
    field = QDateEdit(day)
    field.setDisplayFormat("yyyy-MM-dd")
    field.setCalendarPopup(True)
    return field
