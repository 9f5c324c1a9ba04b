"""Asks for what a move demands; the fields are made from the life cycle's table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PyQt5.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLabel, QLineEdit, QPushButton, QWidget

from twowei.casebook.ledger import parse_time
from twowei.casebook.lifecycle import LASTING, Demand, Move, Reason
from twowei.casebook.patch import Patch
from twowei.desktop import forms
from twowei.desktop.complaints import complaint
from twowei.desktop.dialogs.proof_fields import FactField, FileField, ReasonField, caption, facts_of
from twowei.desktop.language import label
from twowei.errors import TwoweiError, UnknownNameError

WIDEST_CAPTION_PX = 200
"""Longer captions are broken; shorter ones never are, though a form would break them to widen its fields."""


@dataclass(frozen=True)
class Given:
    """What somebody gave with a move, as typed."""

    reason: str | None
    facts: dict[str, str]
    photos: list[Path]
    documents: list[Path]
    note: str
    at: datetime | None
    why: str


class MoveDialog(QDialog):
    """One move of one patch.

    Args:
        again: Whether the patch was in the target before: then only what lasts is filled in.
        make: Makes the move; what it refuses is said in the dialog, which stays open.
    """

    heading: QLabel
    who: QLabel
    proofs: QFormLayout
    note: QLineEdit
    happened: QLineEdit
    why: QLineEdit
    notice: QLabel
    buttons: QDialogButtonBox

    def __init__(
        self,
        patch: Patch,
        move: Move,
        reasons: Sequence[Reason],
        make: Callable[[Given], None],
        *,
        again: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        forms.load(self, "move_dialog")
        self._patch, self._make, self._again = patch, make, again
        self.facts: dict[str, FactField] = {}
        self.reason: ReasonField | None = None
        self.photos: FileField | None = None
        self.heading.setText(f"{patch.number}\n{label(move.source)} → {label(move.target)}")
        roles = self.tr(" or ").join(label(role) for role in move.who)
        self.who.setText(self.tr("By: {0}.  * must be given;  ° one of these is enough.").format(roles))
        for demand in move.demands:
            self._ask(demand, reasons)
        papers = self.tr("Add papers…")
        self.documents = FileField(papers, self.tr("All files") + " (*)")
        self.proofs.addRow(self.tr("Papers"), self.documents)
        ok = self.buttons.button(QDialogButtonBox.Ok)
        assert isinstance(ok, QPushButton)
        ok.setText(label(move.target))
        self._say("")

    def accept(self) -> None:
        """Make the move; what stands against it is shown."""
        try:
            self._make(self._given())
        except TwoweiError as error:
            self._say(complaint(error))
            return
        super().accept()

    def _ask(self, demand: Demand, reasons: Sequence[Reason]) -> None:
        if demand.key == "note":
            self.note.setPlaceholderText(self.tr("must be given: why it comes back"))
        if demand.archived:
            done = self.tr("done") if self._patch.archived_at else self.tr("archive the patch first (A)")
            self.proofs.addRow(self.tr("Number and dossier fixed *"), QLabel(done))
        if demand.reasons:
            self.reason = ReasonField(reasons, demand.reasons, self._patch.reason)
            self.proofs.addRow(self.tr("Reason *"), self.reason)
        if demand.photos:
            self.photos = FileField(self.tr("Add photos…"), self.tr("Photos") + " (*.jpg *.jpeg *.png *.heic *.tif)")
            mark = "°" if demand.facts else "*"
            self.proofs.addRow(self.tr("Photos, at least {0}").format(demand.photos) + f" {mark}", self.photos)
        for fact in facts_of(demand):
            known = self._patch.facts.get(fact.name) if not self._again or fact.name in LASTING else None
            self.facts[fact.name] = FactField(fact, known)
            title = QLabel(caption(fact, demand))
            title.setWordWrap(True)
            title.setFixedWidth(min(WIDEST_CAPTION_PX, title.fontMetrics().horizontalAdvance(title.text()) + 4))
            self.proofs.addRow(title, self.facts[fact.name])

    def _given(self) -> Given:
        texts = {name: field.text() for name, field in self.facts.items()}
        return Given(
            reason=(self.reason.code() or None) if self.reason else None,
            facts={name: text for name, text in texts.items() if text},
            photos=self.photos.paths if self.photos else [],
            documents=self.documents.paths,
            note=self.note.text().strip(),
            at=self._time(),
            why=self.why.text().strip(),
        )

    def _time(self) -> datetime | None:
        text = self.happened.text().strip()
        try:
            return parse_time(text) if text else None
        except ValueError:
            raise UnknownNameError(self.tr("{0} is no time; give one such as 2026-07-16T09:00.").format(text)) from None

    def _say(self, text: str) -> None:
        self.notice.setText(text)
        self.notice.setVisible(bool(text))
