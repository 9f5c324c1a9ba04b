"""The later moves of the current patch: a button whose menu is read from the life cycle's table."""

from __future__ import annotations

from functools import partial

from PyQt5.QtCore import QObject, Qt, pyqtSignal
from PyQt5.QtWidgets import QDialog, QMenu, QPushButton, QWidget

from twowei import settings as wishes
from twowei.casebook.lifecycle import Act, Move, View, allowed_moves, moves_of
from twowei.casebook.patch import Patch
from twowei.casebook.states import Verdict
from twowei.desktop.casework import case_dialog
from twowei.desktop.casework.case_dialog import CaseDialog
from twowei.desktop.complaints import complaint
from twowei.desktop.dialogs.move_dialog import Given, MoveDialog
from twowei.desktop.language import label
from twowei.desktop.message_bar import BAD, GOOD
from twowei.desktop.review.detail_panel import DetailPanel
from twowei.desktop.review.session import Session
from twowei.desktop.who_works import WhoWorks
from twowei.errors import TwoweiError
from twowei.services import cases, review
from twowei.settings import Settings


class MovePanel(QObject):
    """Puts the button on the detail panel and makes the moves; one for each open workspace."""

    said = pyqtSignal(str, str)  # tone, text

    def __init__(self, session: Session, panel: DetailPanel, who: WhoWorks, settings: Settings) -> None:
        super().__init__(session)
        self._session, self._who, self._settings = session, who, settings
        self.button = QPushButton(self.tr("Move on"), panel)
        self.button.setToolTip(self.tr("What can be done with this patch now"))
        self.button.setFocusPolicy(Qt.NoFocus)
        self.menu = QMenu(self.button)
        self.menu.setToolTipsVisible(True)
        self.menu.aboutToShow.connect(self.fill)
        self.button.setMenu(self.menu)
        panel.add_tool(self.button)
        session.current_changed.connect(lambda _patch: self._refresh())
        session.patch_changed.connect(lambda _patch: self._refresh())
        self._refresh()

    def close(self) -> None:
        """Take the button off the panel, which outlives this workspace."""
        self.button.hide()
        self.button.deleteLater()

    def moves(self) -> list[Move]:
        """Return the steps that lead on from where the current patch stands, in the view chosen."""
        patch = self._session.current
        shown = moves_of(View(self._settings.get(wishes.LIFE_VIEW)))
        return [move for move in allowed_moves(patch.state, shown) if move.act is Act.STEP] if patch else []

    def fill(self) -> None:
        """Fill the menu with the steps there are; those of other roles are greyed and say whose they are."""
        self.menu.clear()
        for move in self.moves():
            roles = ", ".join(label(role) for role in move.who)
            action = self.menu.addAction(f"→ {label(move.target)}  ({roles})")
            assert action is not None
            action.setEnabled(self._may(move))
            action.setToolTip(move.target.meaning)
            action.triggered.connect(partial(self._ask, move))
        if self.menu.isEmpty():
            none = self.menu.addAction(self.tr("No further step from this state"))
            assert none is not None
            none.setEnabled(False)
        self.menu.addSeparator()
        self._fill_casework()
        legal = self.menu.addAction(self.tr("Show the legal procedure"))
        assert legal is not None
        legal.setCheckable(True)
        legal.setChecked(self._settings.get(wishes.LIFE_VIEW) == View.FULL.value)
        legal.toggled.connect(self._choose_view)

    def _fill_casework(self) -> None:
        """Offer what is recorded of a case beside its steps."""
        patch = self._session.current
        if patch is None or patch.verdict is not Verdict.ILLEGAL:
            return
        for tab, text in (
            (case_dialog.DEMOLITION, self.tr("Record a demolition…")),
            (case_dialog.PAPERS, self.tr("Write a paper down…")),
            (case_dialog.REQUESTS, self.tr("More time, return…")),
        ):
            action = self.menu.addAction(text)
            assert action is not None
            action.triggered.connect(partial(self.work_on, patch.number, tab, None))
        self.menu.addSeparator()

    def work_on(self, number: str, tab: str, above: QWidget | None = None, _checked: bool = False) -> None:
        """Open the window of a case, above another window if one is given."""
        try:
            dialog = CaseDialog(
                self._session.workspace, number, self._who.name, lambda patch: self._session.take([patch]), tab,
                above or self.button.window(),
            )  # fmt: skip
        except TwoweiError as error:
            self.said.emit(BAD, complaint(error))
            return
        dialog.exec_()

    def _may(self, move: Move) -> bool:
        person = self._who.person
        return not self._who.people or (person is not None and bool(set(person.roles) & set(move.who)))

    def _choose_view(self, full: bool) -> None:
        self._settings.put(wishes.LIFE_VIEW, (View.FULL if full else View.SIMPLE).value)

    def _refresh(self) -> None:
        patch = self._session.current
        self.button.setEnabled(patch is not None and any(m.act is Act.STEP for m in allowed_moves(patch.state)))

    def _ask(self, move: Move, _checked: bool = False) -> None:
        patch, by = self._session.current, self._who.name()
        if patch is None or by is None:
            return
        try:
            reasons = review.list_reasons(self._session.workspace)
            again = any(e.to_state == move.target.code for e in self._session.history(patch.number))
        except TwoweiError as error:
            self.said.emit(BAD, complaint(error))
            return
        make = partial(self._make, patch, move, by)
        dialog = MoveDialog(patch, move, reasons, make, again=again, parent=self.button.window())
        if dialog.exec_() == QDialog.Accepted:
            self.said.emit(GOOD, self.tr("{0}: {1}.").format(patch.number, label(move.target)))

    def _make(self, patch: Patch, move: Move, by: str, given: Given) -> None:
        moved = cases.move(
            self._session.workspace, [patch.number], move.target, by, reason=given.reason, facts=given.facts,
            photos=given.photos, documents=given.documents, note=given.note, at=given.at, why=given.why,
            seen=patch.revision,
        )  # fmt: skip
        self._session.take(moved)
