"""The queue of re-checks: what newer imagery proposes and looks that are due; one key answers a line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path

from PyQt5.QtCore import Qt, pyqtSignal
from PyQt5.QtGui import QKeyEvent
from PyQt5.QtWidgets import QAbstractItemView, QComboBox, QHBoxLayout, QLabel

from twowei.casebook.calendar import days_until
from twowei.casebook.demolition import Finding
from twowei.casebook.patch import Patch
from twowei.casebook.states import State
from twowei.desktop.board import texts
from twowei.desktop.board.link_table import Cell, LinkTable
from twowei.desktop.board.recheck_panel import Evidence, RecheckPanel
from twowei.desktop.board.side_window import SideWindow
from twowei.desktop.language import label
from twowei.desktop.review.queue import short_number
from twowei.desktop.terms import term
from twowei.feedback import Feedback
from twowei.services import rechecks
from twowei.services.pictures import Pictures
from twowei.services.rechecks import Recheck
from twowei.services.workspace import Workspace

ANSWERS = {"1": Finding.GONE, "2": Finding.STANDING, "3": Finding.REBUILT}
PICTURE_PX = 360
PLACE = 2
"""The column that takes what is left."""
LOOK = "look"
"""What a wish for looks that are due is called, beside the findings of imagery."""


class RecheckWindow(SideWindow):
    """One line for each patch that asks for a look after its demolition."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.head(
            self.tr("Re-check queue"), self.tr("Enter confirms · 1 gone 2 still there 3 rebuilt · F5 anew · Esc closes")
        )
        self.found: list[Recheck] = []
        self.shown: list[Recheck] = []
        self._within = timedelta()
        self.kind, self.within, self.count, self.said = QComboBox(), QComboBox(), QLabel(), QLabel()
        self.table, self.panel = AnswerTable(), RecheckPanel()
        self._make_top()
        row = QHBoxLayout()
        row.addWidget(self.table, 1)
        row.addWidget(self.panel)
        self.column.addLayout(row, 1)
        self.said.setProperty("role", "count")
        self.said.hide()
        self.column.addWidget(self.said)
        self.foot()
        self.table.currentCellChanged.connect(lambda now, _c, before, _b: self._choose() if now != before else None)
        self.table.confirmed.connect(self.confirm)
        self.table.answered.connect(self.answer)
        self.table.cellDoubleClicked.connect(lambda _row, _column: self.front_wanted.emit())
        self.panel.confirm_button.clicked.connect(lambda _checked: self.confirm())
        for key, button in self.panel.answers.items():
            button.clicked.connect(lambda _checked, one=key: self.answer(one))
        self.panel.close_button.clicked.connect(lambda _checked: self.close_case())
        self.panel.dossier_button.clicked.connect(lambda _checked: self._with_current(self._want_dossier))
        self.panel.other_button.clicked.connect(lambda _checked: self.front_wanted.emit())

    # ---- reading ---------------------------------------------------------------------------------

    def work(self, workspace: Workspace, feedback: Feedback) -> list[Recheck]:
        return rechecks.queue(workspace, self._within)

    def read(self) -> None:
        self._within = timedelta(days=int(self.within.currentData() or 0))
        super().read()

    def show_read(self, found: list[Recheck]) -> None:
        self.found = found
        self._arrange()

    @property
    def current(self) -> Recheck | None:
        """The line that is current."""
        number = self.table.number()
        return next((one for one in self.shown if one.patch.number == number), None)

    # ---- answering -------------------------------------------------------------------------------

    def confirm(self) -> None:
        """Take what the imagery proposes of the current line as seen; without a proposal say what to press."""
        one = self.current
        if one is None:
            return
        if one.proposal is None:
            self._say(self.tr("No imagery proposes anything here: press 1, 2 or 3 for what was seen on the spot."))
            return
        number, shown = one.patch.number, texts.word(one.proposal.finding.zh)
        self._act(number, lambda workspace, by: rechecks.confirm(workspace, number, by), shown)

    def answer(self, key: str) -> None:
        """Write down what was seen when the look was taken that the policy asks for."""
        one = self.current
        if one is None:
            return
        if one.task is None:
            self._say(self.tr("This line is about imagery: Enter takes it as seen, or move it on in the window."))
            return
        number, task, finding, note = one.patch.number, one.task.clock, ANSWERS[key], self.panel.note.text()
        self._act(
            number,
            lambda workspace, by: rechecks.look_back(workspace, number, task, finding.code, by, note=note),
            texts.word(finding.zh),
        )

    def close_case(self) -> None:
        """销号 of the current line, whose checklist is complete."""
        why = self.panel.note.text().strip()
        if not why:
            self._say(self.tr("Write into the note why the case is closed."))
            self.panel.note.setFocus()
            return
        self._with_current(
            lambda one: self._act(
                one.patch.number,
                lambda workspace, by: rechecks.close(workspace, one.patch.number, why, by),
                self.tr("closed"),
            )
        )

    def _act(self, number: str, step: Callable[[Workspace, str], Patch], what: str) -> None:
        by = self.analyst()
        if by is None:
            return

        def done(patch: Patch) -> None:
            text = self.tr("{0}: {1}, now {2}.").format(short_number(number), what, label(patch.state))
            self._say(text)
            self.panel.note.clear()
            self.moved.emit(patch)
            self.read()

        self.run(number, lambda workspace, _feedback: step(workspace, by), done)

    def _want_dossier(self, one: Recheck) -> None:
        self.dossier_wanted.emit(one.patch.number)

    def _with_current(self, step: Callable[[Recheck], None]) -> None:
        if self.current is not None:
            step(self.current)

    def _say(self, text: str) -> None:
        self.said.setText(text)
        self.said.show()

    # ---- showing ---------------------------------------------------------------------------------

    def _make_top(self) -> None:
        self.kind.addItem(self.tr("Everything"), None)
        for finding in (Finding.GONE, Finding.STANDING, Finding.REBUILT):
            self.kind.addItem(texts.word(finding.zh), finding)
        self.kind.addItem(self.tr("Looks that are due"), LOOK)
        for days, text in ((0, self.tr("due now")), (7, self.tr("within 7 days")), (30, self.tr("within 30 days"))):
            self.within.addItem(text, days)
        top = QHBoxLayout()
        for widget in (QLabel(self.tr("Show")), self.kind, QLabel(self.tr("Looks")), self.within):
            top.addWidget(widget)
        top.addStretch()
        top.addWidget(self.count)
        self.column.addLayout(top)
        self.kind.activated.connect(lambda _index: self._arrange())
        self.within.activated.connect(lambda _index: self.read())

    def _arrange(self) -> None:
        """Show the lines wanted; the line after one that was answered becomes current."""
        kind, row = self.kind.currentData(), max(self.table.currentRow(), 0)
        number = self.table.number()
        self.shown = [one for one in self.found if kind is None or _kind(one) == kind]
        heads = [
            self.tr("Number"), self.tr("Street"), self.tr("Place"), "㎡", self.tr("State"), self.tr("Asks"),
            self.tr("Imagery"), self.tr("Due"), self.tr("Left"),
        ]  # fmt: skip
        self.table.blockSignals(True)
        self.table.show_rows(heads, [_cells(one) for one in self.shown], PLACE)
        self.table.blockSignals(False)
        again = next((place for place, one in enumerate(self.shown) if one.patch.number == number), row)
        if self.shown:
            self.table.setCurrentCell(min(again, len(self.shown) - 1), 0)
        proposed = sum(one.proposal is not None for one in self.found)
        text = self.tr("{0} shown · {1} proposed by imagery · {2} looks due")
        self.count.setText(text.format(len(self.shown), proposed, len(self.found) - proposed))
        self._choose()

    def _choose(self) -> None:
        one = self.current
        self.panel.show_recheck(one)
        if one is None:
            return
        self.chosen.emit(one.patch.number)
        self.run("evidence", lambda workspace, _feedback: _evidence(workspace, one), self.panel.show_evidence)


class AnswerTable(LinkTable):
    """Lines chosen whole; Enter confirms, digits answer. Keys work only here, so that the note types digits."""

    confirmed = pyqtSignal()
    answered = pyqtSignal(str)

    def __init__(self) -> None:
        super().__init__(9)
        self.setSelectionBehavior(QAbstractItemView.SelectRows)
        self.setSelectionMode(QAbstractItemView.SingleSelection)
        self.setAttribute(Qt.WA_InputMethodEnabled, False)

    def number(self) -> str:
        """Return the number of the current line, or nothing."""
        return self.cell(self.currentRow(), 0).tip if self.currentRow() >= 0 else ""

    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        assert event is not None
        if event.key() in (Qt.Key_Return, Qt.Key_Enter):
            self.confirmed.emit()
        elif event.text() in ANSWERS:
            self.answered.emit(event.text())
        else:
            super().keyPressEvent(event)


def _kind(one: Recheck) -> Finding | str:
    return one.proposal.finding if one.proposal else LOOK


def _cells(one: Recheck) -> list[Cell]:
    patch, task = one.patch, one.task
    left = days_until(task.due, one.now) if task else None
    late = left is not None and left < 0
    tones = {Finding.GONE: "good", Finding.STANDING: "bad", Finding.REBUILT: "bad"}
    return [
        Cell(short_number(patch.number), tip=patch.number),
        Cell(patch.street_name),
        Cell(str(patch.facts.get("DZ", ""))),
        Cell(f"{patch.area_m2:,.0f}", key=patch.area_m2),
        Cell(label(patch.state)),
        Cell(term(texts.word(one.asks)), tone=tones.get(one.proposal.finding, "") if one.proposal else ""),
        Cell(f"{one.proposal.look.before} → {one.proposal.look.after}" if one.proposal else ""),
        Cell(f"{task.due:%Y-%m-%d}" if task else ""),
        Cell("" if left is None else texts.days(left), key=left, tone="bad" if late else ""),
    ]


def _months(one: Recheck, known: Sequence[str]) -> tuple[str, str]:
    """Return the months to look at: as built (of what was rebuilt: when it was gone), and the newest."""
    if one.proposal is None:
        return one.patch.after_month, max(known, default="")
    last = one.proposal.look.after
    between = [month for month in known if one.patch.after_month < month < last]
    rebuilt = one.proposal.finding is Finding.REBUILT
    return (max(between) if rebuilt and between else one.patch.after_month), last


def _evidence(workspace: Workspace, one: Recheck) -> Evidence:
    """Return both pictures and the checklist of a patch."""
    patch, known = one.patch, workspace.months()
    wanted = _months(one, list(known))
    with Pictures(workspace) as pictures:
        shots = [pictures.of(patch, month, PICTURE_PX) if month in known else None for month in wanted]
    return Evidence(
        patch.number,
        tuple(zip(wanted, shots, strict=True)),
        rechecks.checklist(workspace, patch.number),
        patch.state is not State.CLOSED,
    )
