"""What is known of the current patch, what happened to it, and what was decided last."""

from __future__ import annotations

from collections.abc import Sequence

from PyQt5.QtCore import Qt, pyqtSignal
from PyQt5.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QSizePolicy,
    QTabWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from twowei.casebook.decisions import Decision
from twowei.casebook.history import Event
from twowei.desktop import forms
from twowei.desktop.elided_label import ElidedLabel
from twowei.desktop.language import label
from twowei.desktop.map.symbols import glyph_icon
from twowei.desktop.review import patch_facts
from twowei.desktop.review.history_texts import HIDDEN_WHILE_BLIND, judgement, story
from twowei.desktop.review.queue import short_number
from twowei.services.queue import About


class DetailPanel(QWidget):
    """Attributes and history of one patch; beside them the verdicts given last."""

    recent_wanted = pyqtSignal()
    reopened = pyqtSignal(str)  # number of a patch judged lately

    number: QLabel
    state: QLabel
    archived: QLabel
    top: QHBoxLayout
    tabs: QTabWidget
    facts: QGridLayout
    events: QTreeWidget
    recent: QTreeWidget

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        forms.load(self, "detail_panel")
        for tree, columns in ((self.events, (0, 1)), (self.recent, (0, 1, 2))):
            header = tree.header()
            assert header is not None
            for column in columns:
                header.setSectionResizeMode(column, QHeaderView.ResizeToContents)
        for pill in (self.state, self.archived):
            pill.setSizePolicy(QSizePolicy.Maximum, QSizePolicy.Fixed)
        bar = self.tabs.tabBar()
        assert bar is not None
        bar.setFocusPolicy(Qt.NoFocus)
        self.tabs.setFocusPolicy(Qt.NoFocus)
        self.tabs.currentChanged.connect(lambda _place: self.recent_wanted.emit())
        self.recent.itemClicked.connect(lambda item, _column: self.reopened.emit(item.data(0, Qt.UserRole)))
        self.number.setMinimumWidth(80)  # gives way on a small screen; its tooltip says it whole
        self.state.setMinimumWidth(30)
        self._titles: dict[str, QLabel] = {}
        self._values = self._make_rows()
        self.show_patch(None)

    def walk_recent(self) -> None:
        """Show the verdicts given last, ready for the keyboard."""
        self.tabs.setCurrentWidget(self.recent.parentWidget())
        self.recent.setFocus()
        first = self.recent.topLevelItem(0)
        if first is not None:
            self.recent.setCurrentItem(first)

    def recent_number(self) -> str | None:
        """Return the number of the patch that is current among the verdicts given last."""
        item = self.recent.currentItem()
        return str(item.data(0, Qt.UserRole)) if item is not None else None

    def show_patch(self, about: About | None, *, blind: bool = False) -> None:
        """Show a patch, or that there is none; ``blind`` hides what the first person decided."""
        self.setEnabled(about is not None)
        patch = about.patch if about else None
        self.number.setText(patch.number if patch else self.tr("No patch chosen"))
        self.number.setToolTip(patch.number if patch else "")
        self.state.setText(label(patch.state) if patch and not blind else "")
        self.state.setToolTip(self.state.text())
        self.state.setVisible(patch is not None and not blind)
        self.archived.setVisible(patch is not None and patch.archived_at is not None)
        texts = patch_facts.texts(about, blind=blind) if about else dict.fromkeys(self._values, "")
        for name, text in texts.items():
            self._values[name].setText(text)
            self._values[name].setToolTip(text)
            empty = name in patch_facts.WIDE and text in ("", patch_facts.NONE)
            self._values[name].setHidden(empty)
            self._titles[name].setHidden(empty)
        self._show_events(about.events if about else [], blind)

    @property
    def shows_recent(self) -> bool:
        """Whether the verdicts given last are on the screen."""
        return self.recent.isVisible()

    def show_recent(self, decisions: Sequence[Decision]) -> None:
        """List the verdicts given last, newest first; those taken back are struck out."""
        self.recent.clear()
        for one in decisions:
            told = judgement(one.verdict.code, one.reason)
            item = QTreeWidgetItem([f"{one.at:%m-%d %H:%M}", short_number(one.number), told])
            item.setIcon(2, glyph_icon(one.verdict.name.lower()))
            item.setData(0, Qt.UserRole, one.number)
            item.setToolTip(2, f"{told} {one.note}".strip())
            font = item.font(2)
            font.setStrikeOut(not one.standing)
            item.setFont(2, font)
            self.recent.addTopLevelItem(item)

    def add_tool(self, tool: QWidget) -> None:
        """Put a tool at the right end of the head line."""
        self.top.addWidget(tool)

    def all_texts(self) -> list[str]:
        """Return every text that the panel shows of the patch."""
        rows = [self.events.topLevelItem(row) for row in range(self.events.topLevelItemCount())]
        told = [item.text(column) for item in rows if item is not None for column in range(3)]
        return [self.number.text(), self.state.text(), *(value.text() for value in self._values.values()), *told]

    def _show_events(self, events: Sequence[Event], blind: bool) -> None:
        self.events.clear()
        for event in reversed(events):
            told, hides = story(event, blind=blind), blind and event.action in HIDDEN_WHILE_BLIND
            item = QTreeWidgetItem([f"{event.at:%m-%d %H:%M}", "—" if hides else event.by, told])
            item.setToolTip(2, told)
            item.setToolTip(0, event.at.isoformat(sep=" "))
            self.events.addTopLevelItem(item)
        history = self.tr("History")
        self.tabs.setTabText(1, f"{history} ({len(events)})" if events else history)

    def _make_rows(self) -> dict[str, QLabel]:
        values: dict[str, QLabel] = {}
        row, column = 0, 0
        for name, caption in patch_facts.captions().items():
            wide = name in patch_facts.WIDE
            if wide and column:
                row, column = row + 1, 0
            title = QLabel(caption)
            title.setProperty("role", "muted")
            values[name] = ElidedLabel()
            values[name].setMinimumWidth(20)
            values[name].setTextInteractionFlags(Qt.TextSelectableByMouse)
            values[name].setFocusPolicy(Qt.NoFocus)
            values[name].setWordWrap(wide)
            self._titles[name] = title
            self.facts.addWidget(title, row, column, Qt.AlignTop)
            self.facts.addWidget(values[name], row, column + 1, 1, 3 if wide else 1)
            row, column = (row + 1, 0) if wide or column else (row, 2)
        self.facts.setColumnStretch(1, 3)
        self.facts.setColumnStretch(3, 3)
        self.facts.setRowStretch(row + 1, 1)
        return values
