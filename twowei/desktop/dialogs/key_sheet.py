"""All keys on one sheet, made from the table of commands."""

from __future__ import annotations

from PyQt5.QtCore import Qt
from PyQt5.QtGui import QKeySequence
from PyQt5.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QWidget

from twowei.casebook.lifecycle import Verdict
from twowei.desktop import forms
from twowei.desktop.commands import COMMANDS, OTHER_KEYS, spoken
from twowei.desktop.decision_keys import REASON_KEYS, DecisionKeys
from twowei.desktop.keymap import HOLD_BEFORE, Keymap


class KeySheet(QDialog):
    """Three columns as long, beginning with what is done with patches; low enough for 768 pixels."""

    left: QGridLayout
    right: QGridLayout
    third: QGridLayout

    def __init__(self, keymap: Keymap, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        forms.load(self, "key_sheet")
        decisions = keymap.decisions
        verdicts = [decisions.of_verdict(verdict) for verdict in Verdict]
        others = [([spoken(keys)], spoken(text)) for keys, text in OTHER_KEYS]
        others[0] = ([" ".join(verdicts)], others[0][1])
        others[1] = (_places(decisions), others[1][1])
        others[3] = (_native(keymap.keys(HOLD_BEFORE)), others[3][1])
        named = [each for each in COMMANDS if keymap.keys(each.name)]
        rows = [(_native(keymap.keys(each.name)), spoken(each.text).removesuffix("…")) for each in named]
        patch = [row for row, each in zip(rows, named, strict=True) if each.menu == "patch"]
        rest = [row for row in rows if row not in patch]
        told = [*others[:5], *patch, *others[5:], *rest]
        third = (len(told) + 2) // 3
        for place, column in enumerate((self.left, self.right, self.third)):
            _fill(column, told[place * third : (place + 1) * third])


def _places(decisions: DecisionKeys) -> list[str]:
    """Return the keys of the reasons: in short where they are the usual ones."""
    keys = [decisions.of_reason(place) for place in REASON_KEYS]
    return ["0–9 - ="] if keys == list(REASON_KEYS) else [" ".join(keys)]


def _native(keys: tuple[str, ...]) -> list[str]:
    """Return keys as they are printed on keyboards, each once."""
    printed = {"Up": "↑", "Down": "↓", "Return": "Enter"}
    return list(dict.fromkeys(printed.get(key, QKeySequence(key).toString()) for key in keys))


def _fill(grid: QGridLayout, rows: list[tuple[list[str], str]]) -> None:
    for place, (keys, text) in enumerate(rows):
        caps = QHBoxLayout()
        caps.setSpacing(4)
        for key in keys:
            cap = QLabel(key)
            cap.setProperty("role", "cap")
            caps.addWidget(cap)
        caps.addStretch()
        grid.addLayout(caps, place, 0)
        grid.addWidget(QLabel(text), place, 1, Qt.AlignVCenter)
    grid.setColumnStretch(1, 1)
    grid.setRowStretch(len(rows), 1)
