"""Fields for the facts, reasons and photos that a move demands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from PyQt5.QtCore import QCoreApplication
from PyQt5.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from twowei.casebook.ledger import FACTS, Fact, FactValue
from twowei.casebook.lifecycle import Demand, Reason
from twowei.desktop.language import chinese, label

_translate = QCoreApplication.translate


class FactField(QWidget):
    """One fact of the ledger: codes are chosen, a day may be set to today, all else is typed."""

    def __init__(self, fact: Fact, value: FactValue | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fact = fact
        self._codes: QComboBox | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        text = "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)
        if fact.kind == "choice":
            self._codes = _choices(fact, text)
            row.addWidget(self._codes, 1)
            return
        self.line = QLineEdit(text)
        row.addWidget(self.line, 1)
        if fact.kind == "day":
            self.line.setPlaceholderText("2026-07-16")
            today = QPushButton(_translate("ProofFields", "Today"))
            today.setAutoDefault(False)
            today.clicked.connect(lambda _checked: self.line.setText(date.today().isoformat()))
            row.addWidget(today)
        elif fact.kind == "time":
            self.line.setPlaceholderText("2026-07-16T09:00")

    def text(self) -> str:
        """Return what was typed or the code chosen, trimmed; empty where nothing was."""
        return str(self._codes.currentData()) if self._codes is not None else self.line.text().strip()

    def put(self, text: str) -> None:
        """Fill the field in."""
        if self._codes is not None:
            self._codes.setCurrentIndex(max(self._codes.findData(text), 0))
        else:
            self.line.setText(text)


class FileField(QWidget):
    """Files chosen one after the other, shown by their names."""

    def __init__(self, title: str, pattern: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.paths: list[Path] = []
        self._title, self._pattern = title, pattern
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        self.shown = QLabel("—")
        self.shown.setWordWrap(True)
        button = QPushButton(title)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _checked: self._choose())
        row.addWidget(self.shown, 1)
        row.addWidget(button)

    def add(self, paths: Sequence[Path]) -> None:
        """Add files."""
        self.paths = list(dict.fromkeys([*self.paths, *paths]))
        self.shown.setText("\n".join(path.name for path in self.paths) or "—")

    def clear(self) -> None:
        """Forget the files."""
        self.paths = []
        self.shown.setText("—")

    def _choose(self) -> None:
        chosen, _ = QFileDialog.getOpenFileNames(self, self._title, "", self._pattern)
        self.add([Path(path) for path in chosen])


class ReasonField(QComboBox):
    """The reasons of some letters; nothing is chosen unless it was given before."""

    def __init__(self, reasons: Sequence[Reason], letters: str, now: str | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.addItem("", "")
        for reason in reasons:
            if reason.code[0] in letters:
                self.addItem(f"{reason.code} {label(reason)}", reason.code)
        self.setCurrentIndex(max(self.findData(now), 0))

    def code(self) -> str:
        """Return the code chosen, or nothing."""
        return str(self.currentData())


def caption(fact: Fact, demand: Demand) -> str:
    """Return what a fact is called; one of several that would do says so."""
    alternative = len(demand.facts) > 1 or demand.photos > 0
    name = fact.zh if chinese() else f"{fact.name} {fact.zh}" if alternative else f"{demand.about} ({fact.name})"
    return f"{name} *" if not alternative else f"{name} °"


def facts_of(demand: Demand) -> list[Fact]:
    """Return the facts that satisfy a demand."""
    return [FACTS[name] for name in demand.facts]


def _choices(fact: Fact, now: str) -> QComboBox:
    box = QComboBox()
    box.addItem("", "")
    for code, text in fact.codes:
        box.addItem(f"{code} {text}", code)
    box.setCurrentIndex(max(box.findData(now), 0))
    return box
