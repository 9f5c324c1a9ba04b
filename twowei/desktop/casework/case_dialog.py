"""The window of one case: demolition, papers, requests; what is refused is said in it, and it stays open."""

from __future__ import annotations

from collections.abc import Callable

from PyQt5.QtCore import Qt
from PyQt5.QtWidgets import QDialog, QDialogButtonBox, QLabel, QTabWidget, QVBoxLayout, QWidget

from twowei.casebook.patch import Patch
from twowei.desktop.casework.demolition_part import DemolitionPart
from twowei.desktop.casework.papers_part import PapersPart
from twowei.desktop.casework.part import Part, Step
from twowei.desktop.casework.requests_part import RequestsPart
from twowei.desktop.error_texts import in_words
from twowei.desktop.language import label
from twowei.desktop.terms import term
from twowei.desktop.tones import set_tone
from twowei.errors import TwoweiError
from twowei.services.case_file import CaseFile, case_file
from twowei.services.workspace import Workspace

SIZE_PX = (980, 620)
DEMOLITION, PAPERS, REQUESTS = "demolition", "papers", "requests"


class CaseDialog(QDialog):
    """Works on a case.

    Args:
        analyst: Says who works, asking where that is not known.
        take: Told of every change.
        tab: Which part stands in front.
    """

    def __init__(
        self,
        workspace: Workspace,
        number: str,
        analyst: Callable[[], str | None],
        take: Callable[[Patch], None],
        tab: str = DEMOLITION,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace, self._number, self._analyst, self._take = workspace, number, analyst, take
        self.setWindowTitle(self.tr("Case {0}").format(number))
        self.setWindowFlag(Qt.WindowContextHelpButtonHint, False)
        self.resize(*SIZE_PX)
        self.heading, self.notice = QLabel(), QLabel()
        self.heading.setTextFormat(Qt.RichText)
        self.heading.setWordWrap(True)
        self.notice.setWordWrap(True)
        self.notice.setProperty("role", "notice")
        self.notice.hide()
        self.tabs = QTabWidget()
        self.parts: dict[str, Part] = {DEMOLITION: DemolitionPart(), PAPERS: PapersPart(), REQUESTS: RequestsPart()}
        titles = {
            DEMOLITION: self.tr("Demolition"), PAPERS: self.tr("Papers served"),
            REQUESTS: self.tr("More time, return"),
        }  # fmt: skip
        for name, part in self.parts.items():
            self.tabs.addTab(part, titles[name])
            part.wanted.connect(self._do)
        self.tabs.setCurrentWidget(self.parts[tab])
        buttons = QDialogButtonBox(QDialogButtonBox.Close)
        buttons.rejected.connect(self.reject)
        close = buttons.button(QDialogButtonBox.Close)
        assert close is not None
        close.setAutoDefault(False)
        self.tabs.currentChanged.connect(lambda _index: self._say("", ""))
        column = QVBoxLayout(self)
        for widget in (self.heading, self.tabs, self.notice, buttons):
            column.addWidget(widget, 1 if widget is self.tabs else 0)
        self.read()

    def read(self) -> None:
        """Read the case anew."""
        self._show(case_file(self._workspace, self._number))

    def _show(self, file: CaseFile) -> None:
        self.heading.setText(_heading(file))
        for part in self.parts.values():
            part.show_file(file)

    def _do(self, step: Step) -> None:
        """Carry out what a part wants; say what came of it."""
        by = self._analyst()
        if by is None:
            return
        try:
            outcome = step(self._workspace, self._number, by)
            file = case_file(self._workspace, self._number)
        except TwoweiError as error:
            self._say("bad", in_words(error))
            return
        self._show(file)
        doubts = [in_words(one) for one in outcome.doubts]
        self._say("warn" if doubts else "good", "\n".join([outcome.told, *doubts]))
        self._take(outcome.patch)

    def _say(self, tone: str, text: str) -> None:
        self.notice.setText(text)
        self.notice.setVisible(bool(text))
        set_tone(self.notice, tone)


def _heading(file: CaseFile) -> str:
    patch = file.patch
    place = str(patch.facts.get("DZ", "")) or " ".join(
        name for name in (patch.street_name, patch.community_name) if name
    )
    parts = [place, label(patch.state)]
    if file.deadline is not None:
        parts.append(f"{term(file.deadline.title)} {file.deadline.due:%Y-%m-%d}")
    return f"<b>{patch.number}</b>&nbsp;&nbsp; " + " · ".join(part for part in parts if part)
