"""Every command with its key, to be pressed anew."""

from __future__ import annotations

from PyQt5.QtGui import QKeySequence
from PyQt5.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QKeySequenceEdit,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from twowei.casebook.lifecycle import Verdict
from twowei.desktop.commands import COMMANDS, spoken
from twowei.desktop.decision_keys import REASON_KEYS
from twowei.desktop.keymap import DEFAULTS, HOLD_BEFORE, Keymap, clash, verdict_name
from twowei.desktop.language import label


class KeyEditor(QWidget):
    """Holds keys until they are kept; says which two commands share one."""

    def __init__(self, keymap: Keymap, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keymap = keymap
        self._fields: dict[str, QKeySequenceEdit] = {}
        self.table = QTableWidget(0, 2, self)
        self.table.setHorizontalHeaderLabels([self.tr("What it does"), self.tr("Key")])
        header, rows = self.table.horizontalHeader(), self.table.verticalHeader()
        assert header is not None and rows is not None
        header.setSectionResizeMode(0, QHeaderView.Stretch)
        header.resizeSection(1, 160)
        rows.hide()
        self.problem = QLabel()
        self.problem.setProperty("role", "bad")
        self.problem.setWordWrap(True)
        self.reset_button = QPushButton(self.tr("Default keys"))
        self.reset_button.clicked.connect(self._reset)
        foot = QHBoxLayout()
        foot.addWidget(self.problem, 1)
        foot.addWidget(self.reset_button)
        column = QVBoxLayout(self)
        column.addWidget(self.table)
        column.addLayout(foot)
        for name, text in self._texts().items():
            self._add(name, text)

    def keys(self) -> dict[str, tuple[str, ...]]:
        """Return the keys as they stand in the fields; a default keeps its second key."""
        found = {}
        for name, field in self._fields.items():
            key = field.keySequence().toString()
            before = self._keymap.keys(name)
            found[name] = before if before and key == before[0] else (key,) if key else ()
        return found

    def keep(self) -> bool:
        """Keep the keys; say whether they could be, for no two commands may share one."""
        keys = self.keys()
        shared = clash(keys)
        if shared is not None:
            first, second, key = shared
            texts = self._texts()
            told = self.tr("{0} stands for two commands: {1} and {2}.")
            self.problem.setText(told.format(key, texts[first], texts[second]))
            return False
        self._keymap.put({name: value for name, value in keys.items() if value})
        return True

    def field(self, name: str) -> QKeySequenceEdit:
        """Return the field of a command."""
        return self._fields[name]

    def _texts(self) -> dict[str, str]:
        return {
            **{verdict_name(verdict): self.tr("Verdict {0}").format(label(verdict)) for verdict in Verdict},
            **{f"reason_{place}": self.tr("Reason at place {0}").format(place) for place in REASON_KEYS},
            **{each.name: spoken(each.text).removesuffix("…") for each in COMMANDS},
            HOLD_BEFORE: self.tr("Hold: show the month before"),
        }

    def _add(self, name: str, text: str) -> None:
        row = self.table.rowCount()
        self.table.insertRow(row)
        self.table.setItem(row, 0, QTableWidgetItem(text))
        keys = self._keymap.keys(name)
        field = QKeySequenceEdit(QKeySequence(keys[0] if keys else ""))
        field.editingFinished.connect(lambda: self._shorten(field))
        self.table.setCellWidget(row, 1, field)
        self._fields[name] = field

    def _shorten(self, field: QKeySequenceEdit) -> None:
        """Keep the first chord: no command of this window takes two in turn."""
        sequence = field.keySequence()
        if sequence.count() > 1:
            field.setKeySequence(QKeySequence(sequence[0]))

    def _reset(self) -> None:
        for name, field in self._fields.items():
            field.setKeySequence(QKeySequence((DEFAULTS[name] or ("",))[0]))
