"""The analyst's desk: list, verdict bar, details and map, all following one session."""

from __future__ import annotations

from PyQt5.QtCore import QObject, pyqtSignal

from twowei.casebook.lifecycle import Reason, Verdict
from twowei.casebook.patch import Patch
from twowei.desktop.complaints import complaint
from twowei.desktop.language import label
from twowei.desktop.map.map_view import MapView
from twowei.desktop.map.pyramid import Pyramid
from twowei.desktop.message_bar import BAD, GOOD, WARN
from twowei.desktop.review.detail_panel import DetailPanel
from twowei.desktop.review.patch_list import PatchList
from twowei.desktop.review.patch_table import verdict_code
from twowei.desktop.review.queue import short_number, step, upcoming
from twowei.desktop.review.session import Session
from twowei.desktop.review.shapes import shapes_of
from twowei.desktop.review.verdict_bar import VerdictBar
from twowei.errors import TwoweiError

PREFETCHED = 2


class Desk(QObject):
    """Wires the review widgets to a session; one for each open workspace."""

    pair_wanted = pyqtSignal(str, str)  # the months that the current patch was found between
    presets_changed = pyqtSignal()
    said = pyqtSignal(str, str)  # tone, text

    def __init__(
        self, session: Session, patches: PatchList, bar: VerdictBar, panel: DetailPanel, map_view: MapView
    ) -> None:
        super().__init__(session)
        self.session, self.list, self.bar, self.panel, self.map = session, patches, bar, panel, map_view
        self._pyramid: Pyramid | None = None
        session.loaded.connect(self._fill)
        session.current_changed.connect(self._show_current)
        session.patch_changed.connect(self._show_change)
        session.failed.connect(self._complain)
        patches.chosen.connect(session.choose)
        bar.committed.connect(self._commit)
        bar.passed.connect(self._pass_on)
        map_view.patch_clicked.connect(session.choose)

    def close(self) -> None:
        """Let go of the widgets, which outlive this workspace."""
        self.list.chosen.disconnect(self.session.choose)
        self.bar.committed.disconnect(self._commit)
        self.bar.passed.disconnect(self._pass_on)
        self.map.patch_clicked.disconnect(self.session.choose)
        self.list.show_patches([])
        self.bar.show_patch(None)
        self.panel.show_patch(None, [])
        self.map.set_patches([])

    def set_pyramid(self, pyramid: Pyramid) -> None:
        """Draw the patches in this scene."""
        self._pyramid = pyramid
        self._draw()
        self._look_at_current()

    # ---- keys --------------------------------------------------------------------------------

    def next(self) -> None:
        """Go to the next patch of the list."""
        self._step(1)

    def previous(self) -> None:
        """Go to the patch before in the list."""
        self._step(-1)

    def back(self) -> None:
        """Forget the verdict keyed in, or return to the patch shown before."""
        if not self.bar.step_back() and not self.session.go_back():
            self.said.emit(WARN, self.tr("There is no patch to go back to."))

    def take_back(self) -> None:
        """Take back the verdict given last and show its patch."""
        number = self.session.take_back()
        if number is None:
            self.said.emit(WARN, self.tr("There is no verdict of this session to take back."))
            return
        self.session.choose(number)
        self._show_current(self.session.current)
        self.said.emit(GOOD, self.tr("The verdict of {0} is taken back.").format(short_number(number)))

    def archive(self) -> None:
        """Archive the selected patches, else the current one."""
        current = self.session.current
        numbers = self.list.selected() or ([current.number] if current else [])
        obstacle = next((text for number in numbers if (text := self._obstacle(number))), "")
        if obstacle:
            self.said.emit(WARN, obstacle)
        elif self.session.archive(numbers):
            self.said.emit(GOOD, self.tr("Archived: {0}.").format(", ".join(map(short_number, numbers[:6]))))

    def _obstacle(self, number: str) -> str:
        """Say why a patch cannot be archived, or nothing."""
        patch, short = self.session.patches[number], short_number(number)
        if patch.archived_at:
            return self.tr("{0} is archived already.").format(short)
        if patch.verdict is None:
            return self.tr("{0} has no verdict yet; give it one before archiving it.").format(short)
        if patch.verdict is Verdict.FALSE:
            return self.tr("{0} is a false change; only real changes are archived.").format(short)
        return ""

    def fit(self) -> None:
        """Bring the current patch back into the middle."""
        if self.session.current is not None:
            self.map.fit_patch(self.session.current.number)

    # ---- following the session ---------------------------------------------------------------

    def _fill(self) -> None:
        self.list.show_patches(self.session.patches.values())
        self.list.show_progress(*self.session.progress)
        self._draw()
        if self.session.current is None and self.session.patches:
            waiting = upcoming(self.list.model.order, None, self.session.undecided)
            self.session.choose(waiting[0] if waiting else self.list.model.order[0])

    def _draw(self) -> None:
        if self._pyramid is not None:
            self.map.set_patches(shapes_of(self.session.patches.values(), self._pyramid))
            self.map.patches.set_current(self.session.current.number if self.session.current else None)

    def _show_current(self, patch: Patch | None) -> None:
        number = patch.number if patch else None
        self.list.mark(number)
        self.bar.show_patch(patch)
        self.panel.show_patch(patch, self.session.history(number) if number else [])
        self.map.patches.set_current(number)
        if patch is not None:
            self.pair_wanted.emit(patch.before_month, patch.after_month)
        self._look_at_current()

    def _look_at_current(self) -> None:
        current = self.session.current
        if current is None or self._pyramid is None:
            return
        self.map.fit_patch(current.number)
        order = self.list.model.order
        following = step(order, current.number, 1)
        coming = upcoming(order, current.number, self.session.undecided)[:PREFETCHED]
        self.map.expect(list(dict.fromkeys([*coming, *([following] if following else [])])))

    def _show_change(self, patch: Patch) -> None:
        self.list.replace(patch)
        self.list.show_progress(*self.session.progress)
        self.map.patches.set_verdict(patch.number, verdict_code(patch))
        if self.session.current is patch:
            self.panel.show_patch(patch, self.session.history(patch.number))
            self.bar.show_patch(patch)

    def _commit(self, verdict: Verdict, reason: Reason, note: str) -> None:
        current = self.session.current
        if current is None:
            return
        coming = upcoming(self.list.model.order, current.number, self.session.undecided)
        if not self.session.decide(verdict, reason, note):
            return
        self.presets_changed.emit()
        if coming:
            self.session.choose(coming[0])
            return
        text = self.tr("{0}: {1}. Every patch of this list has its verdict.")
        self.said.emit(GOOD, text.format(short_number(current.number), label(verdict)))

    def _pass_on(self) -> None:
        current = self.session.current
        coming = upcoming(self.list.model.order, current.number if current else None, self.session.undecided)
        if coming:
            self.session.choose(coming[0])
        else:
            self.said.emit(GOOD, self.tr("Every patch of this list has its verdict."))

    def _step(self, by: int) -> None:
        number = step(self.list.model.order, self.session.current.number if self.session.current else None, by)
        if number is not None:
            self.session.choose(number)

    def _complain(self, error: TwoweiError) -> None:
        self.said.emit(BAD, complaint(error))
