"""What is known of the current patch, and what happened to it."""

from __future__ import annotations

from collections.abc import Sequence

from PyQt5.QtCore import Qt
from PyQt5.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QSizePolicy,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from twowei.casebook.history import Event
from twowei.casebook.lifecycle import REASONS, State, Verdict
from twowei.casebook.patch import Patch
from twowei.desktop import forms
from twowei.desktop.language import label

_REASON_OF = {reason.code: reason for reason in REASONS}


class DetailPanel(QWidget):
    """Attributes and history of one patch."""

    number: QLabel
    state: QLabel
    archived: QLabel
    top: QHBoxLayout
    facts: QGridLayout
    events: QTreeWidget

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        forms.load(self, "detail_panel")
        header = self.events.header()
        assert header is not None
        header.setSectionResizeMode(0, QHeaderView.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeToContents)
        for pill in (self.state, self.archived):
            pill.setSizePolicy(QSizePolicy.Maximum, QSizePolicy.Fixed)
        self.facts.setColumnStretch(1, 1)
        self.facts.setColumnStretch(3, 1)
        self._values = self._make_rows()
        self.show_patch(None, [])

    def show_patch(self, patch: Patch | None, events: Sequence[Event]) -> None:
        """Show a patch, or that there is none."""
        self.setEnabled(patch is not None)
        self.number.setText(patch.number if patch else self.tr("No patch chosen"))
        self.state.setText(label(patch.state) if patch else "")
        self.state.setVisible(patch is not None)
        self.archived.setVisible(patch is not None and patch.archived_at is not None)
        for name, text in self._texts(patch).items():
            self._values[name].setText(text)
            self._values[name].setToolTip(text)
        self.events.clear()
        for event in reversed(events):
            time = event.at.strftime("%m-%d %H:%M")
            item = QTreeWidgetItem([time, event.by, self._story(event)])
            item.setToolTip(2, self._story(event))
            item.setToolTip(0, event.at.isoformat(sep=" "))
            self.events.addTopLevelItem(item)

    def add_tool(self, tool: QWidget) -> None:
        """Put a tool at the right end of the head line."""
        self.top.addWidget(tool)

    def _make_rows(self) -> dict[str, QLabel]:
        captions = (
            ("area", self.tr("Area")),
            ("score", self.tr("Score")),
            ("place", self.tr("Place")),
            ("change", self.tr("Change")),
            ("verdict", self.tr("Verdict")),
            ("reason", self.tr("Reason")),
            ("who", self.tr("Judged by")),
            ("model", self.tr("Model")),
            ("note", self.tr("Note")),
        )
        values: dict[str, QLabel] = {}
        for place, (name, caption) in enumerate(captions):
            row, column = place // 2, place % 2 * 2
            title = QLabel(caption)
            title.setProperty("role", "muted")
            values[name] = QLabel()
            values[name].setMinimumWidth(20)
            values[name].setTextInteractionFlags(Qt.TextSelectableByMouse)
            self.facts.addWidget(title, row, column)
            span = 3 if name == "note" else 1
            self.facts.addWidget(values[name], row, column + 1, 1, span)
        return values

    def _texts(self, patch: Patch | None) -> dict[str, str]:
        if patch is None:
            return dict.fromkeys(self._values, "")
        place = " ".join(name for name in (patch.street_name, patch.community_name) if name)
        reason = _REASON_OF.get(patch.reason or "")
        changes = {"new": self.tr("New building"), "demolished": self.tr("Demolished")}
        return {
            "area": f"{patch.area_m2:,.1f} ㎡ · {patch.area_mu:.3f} 亩",
            "score": f"{patch.score:.3f}",
            "place": place or "—",
            "change": changes[patch.change],
            "verdict": label(patch.verdict) if patch.verdict else self.tr("Undecided"),
            "reason": f"{reason.code} {label(reason)}" if reason else "—",
            "who": f"{patch.judged_by} {patch.judged_at:%m-%d %H:%M}" if patch.judged_at else "—",
            "model": patch.model or "—",
            "note": patch.note or "—",
        }

    def _story(self, event: Event) -> str:
        actions = {
            "found": self.tr("found by the detector"),
            "detected": self.tr("found by the detector"),
            "created": self.tr("entered"),
            "judged": self.tr("verdict"),
            "taken back": self.tr("verdict taken back"),
            "archived": self.tr("archived"),
            "exported": self.tr("exported"),
        }
        words = [actions.get(event.action, event.action)]
        if event.action == "judged":
            words.append(self._judgement(event))
        elif event.to_state and event.to_state != event.from_state:
            words.append("→ " + label(State.of(event.to_state)))
        if event.note:
            words.append(f"({event.note})")
        return " ".join(words)

    def _judgement(self, event: Event) -> str:
        code = str(event.after.get("HCJG") or "")
        verdict = next((label(verdict) for verdict in Verdict if verdict.code == code), "")
        reason = _REASON_OF.get(str(event.after.get("WYY") or ""))
        return f"{verdict} {reason.code} {label(reason)}" if reason else verdict
