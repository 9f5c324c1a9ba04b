"""The analyst's desk: list, verdict bar, details and map, all following one session."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PyQt5.QtCore import QObject, QTimer, pyqtSignal

from twowei.casebook.lifecycle import Reason, Verdict
from twowei.casebook.patch import Patch
from twowei.casebook.queue import Urgencies
from twowei.desktop.complaints import complaint
from twowei.desktop.language import label
from twowei.desktop.map.map_view import MapView
from twowei.desktop.map.patch_layer import Shape
from twowei.desktop.map.pyramid import Pyramid
from twowei.desktop.map.symbols import UNDECIDED
from twowei.desktop.message_bar import BAD, GOOD, WARN
from twowei.desktop.review.beside import Beside
from twowei.desktop.review.detail_panel import DetailPanel
from twowei.desktop.review.lister import MANY, Lister
from twowei.desktop.review.patch_list import PatchList
from twowei.desktop.review.patch_table import verdict_code
from twowei.desktop.review.queue import short_number
from twowei.desktop.review.session import Session
from twowei.desktop.review.shapes import box_of, in_scene, model_in_scene
from twowei.desktop.review.undoer import Undoer
from twowei.desktop.review.verdict_bar import VerdictBar
from twowei.desktop.review.views import ListView, Place
from twowei.errors import TwoweiError
from twowei.services.deciding import agreement

PREFETCHED = 2
LOOK_EVERY_MS = 3000
"""How often the desk looks whether another program wrote into the casebook."""


class Desk(QObject):
    """Wires the review widgets to a session; one for each open workspace."""

    pair_wanted = pyqtSignal(str, str)  # the months that the current patch was found between
    presets_changed = pyqtSignal()
    said = pyqtSignal(str, str)  # tone, text
    drawn = pyqtSignal()  # the map shows the patches
    looked_at = pyqtSignal(object, object)  # the current Patch or None, those that come next

    def __init__(
        self, session: Session, patches: PatchList, bar: VerdictBar, panel: DetailPanel, map_view: MapView
    ) -> None:
        super().__init__(session)
        self.session, self.list, self.bar, self.panel, self.map = session, patches, bar, panel, map_view
        self._pyramid: Pyramid | None = None
        self._beside = Beside(session.workspace.folder, self)
        self._beside.shapes_read.connect(self._show_shapes)
        self._beside.urgencies_computed.connect(self._take_urgencies)
        self._beside.failed.connect(lambda why: self.said.emit(BAD, why))
        self.undoer = Undoer(self)
        self._lister, self._hid = Lister(session, self._beside), False
        self._leaving = self._enters = False
        self._look = QTimer(self)
        self._look.setInterval(LOOK_EVERY_MS)
        self._look.timeout.connect(session.look_for_others)
        session.loaded.connect(self._fill)
        session.arranged.connect(self._show_arranged)
        session.current_changed.connect(self.show_current)
        session.patch_changed.connect(self._show_change)
        session.dropped.connect(patches.drop)
        session.failed.connect(self._complain)
        session.others_wrote.connect(self._tell_of_others)
        patches.chosen.connect(session.choose)
        patches.view_wanted.connect(self.show_view)
        patches.filter_opened.connect(self._offer)
        patches.begun.connect(self.enter_list)
        bar.committed.connect(self._commit)
        bar.passed.connect(self._pass_on)
        panel.reopened.connect(session.choose)
        panel.recent_wanted.connect(self._show_recent)
        map_view.patch_clicked.connect(session.choose)

    def begin(self, place: Place) -> None:
        """Read the patches and go on where the work was left."""
        self._take_view(place.view)
        self._compute_beside()
        self.session.reload()
        if place.view.wanted.count and not len(self.session.listed):
            self.show_view(ListView())  # what was left open has been done since
        self.resume(place.number)
        self._look.start()

    def _compute_beside(self) -> None:
        """Have the priorities of very many patches computed beside the window, which is usable meanwhile."""
        self.session.cold = self.session.queue.progress()[1] > MANY
        if self.session.cold:
            self._beside.compute_urgencies()

    def _take_urgencies(self, urgencies: Urgencies) -> None:
        self.session.queue.adopt(urgencies)
        self.session.cold = False
        self._lister.refresh()

    def place(self) -> Place:
        """Return where the work is left."""
        session = self.session
        view = ListView(replace(session.wanted, numbers=()), session.order, session.descending)
        return Place(view, session.current.number if session.current else None)

    def close(self) -> None:
        """Let go of the widgets, which outlive this workspace."""
        self._look.stop()
        self._lister.close()
        self._beside.close()
        self.list.chosen.disconnect(self.session.choose)
        self.list.view_wanted.disconnect(self.show_view)
        self.list.filter_opened.disconnect(self._offer)
        self.list.begun.disconnect(self.enter_list)
        self.bar.committed.disconnect(self._commit)
        self.bar.passed.disconnect(self._pass_on)
        self.panel.reopened.disconnect(self.session.choose)
        self.panel.recent_wanted.disconnect(self._show_recent)
        self.map.patch_clicked.disconnect(self.session.choose)
        self.list.clear()
        self.bar.show_patch(None)
        self.panel.show_patch(None)
        self.map.set_patches([])

    def set_pyramid(self, pyramid: Pyramid) -> None:
        """Draw the patches in this scene."""
        self._pyramid = pyramid
        self._draw()
        self._look_at_current()

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

    def reload(self) -> None:
        """Read everything anew."""
        self.session.reload()
        self.said.emit(GOOD, self.tr("Read anew: {0} patches.").format(self.session.progress[1]))

    def archive(self) -> None:
        """Archive the selected patches, else the current one."""
        numbers = self.chosen()
        obstacle = next((text for number in numbers if (text := self._obstacle(number))), "")
        if obstacle:
            self.said.emit(WARN, obstacle)
        elif self.session.archive(numbers):
            self.said.emit(GOOD, self.tr("Archived: {0}.").format(", ".join(map(short_number, numbers[:6]))))

    def chosen(self) -> list[str]:
        """Return the numbers of the selected patches, else of the current one."""
        current = self.session.current
        return self.list.selected() or ([current.number] if current else [])

    def _obstacle(self, number: str) -> str:
        """Say why a patch cannot be archived, or nothing."""
        patch, short = self.session.find(number), short_number(number)
        if patch is None or patch.archived_at:
            return self.tr("{0} is archived already.").format(short)
        if patch.verdict is None:
            return self.tr("{0} has no verdict yet; give it one before archiving it.").format(short)
        if patch.verdict is Verdict.FALSE:
            return self.tr("{0} is a false change; only real changes are archived.").format(short)
        return ""

    def fit(self) -> None:
        """Bring the current patch back into the middle."""
        if self.session.current is not None and self._pyramid is not None:
            self.map.fit(box_of(self.session.current.geometry, self._pyramid))

    def show_view(self, view: ListView) -> None:
        """Show another list, or the same in another order."""
        self._lister.show(view)

    def _show_arranged(self) -> None:
        self._show_list()
        if self._hides != self._hid:
            self._draw()
        if self._enters:
            self.enter_list()
        if self.session.current is None:
            self.resume(None)

    def _take_view(self, view: ListView) -> None:
        session = self.session
        session.wanted, session.order, session.descending = view.wanted, view.order, view.descending

    def resume(self, number: str | None) -> None:
        """Go to the patch that was left, where it still waits, else to the first that does."""
        session = self.session
        patch = session.find(number) if number else None
        if patch is not None and patch.verdict is None:
            session.choose(number)
        elif session.current is None and len(session.listed):
            coming = session.listed.upcoming(number) if number else session.listed.upcoming(None)
            session.choose(coming[0] if coming else session.listed.numbers[0])

    def relist(self) -> None:
        """Find the list that is shown anew."""
        self._lister.refresh()

    def enter_list(self) -> None:
        """Begin with the list that was asked for, where the patch shown does not stand in it."""
        session, self._enters = self.session, self._lister.busy
        if self._enters:
            return
        if session.current is None or session.listed.place_of(session.current.number) is None:
            coming = session.listed.upcoming(None) or session.listed.numbers[:1]
            if coming:
                session.choose(coming[0])

    def _offer(self) -> None:
        self.list.panel.offer(self.session.queue.facets())
        self.list.panel.show_wanted(self.session.wanted)

    def _fill(self) -> None:
        self.bar.use_reasons(self.session.queue.reasons)
        self._show_list()
        self.show_progress()
        self._draw()

    def _show_list(self) -> None:
        session = self.session
        self.list.show_list(
            session.listed,
            session.queue.entries,
            ListView(session.wanted, session.order, session.descending),
            blind=self._hides,
            some=session.progress[1] > 0,
        )
        self._show_agreement()
        self.list.panel.show_thinning(session.queue.thinning(session.wanted))

    def show_progress(self) -> None:
        """Show how far the review is, and what was decided last."""
        self.list.show_progress(*self.session.progress, self.session.pace)
        self._show_recent()

    def _show_recent(self) -> None:
        if self.panel.shows_recent:
            self.panel.show_recent(self.session.recent())

    def _draw(self) -> None:
        """Have all outlines read beside the window."""
        self._hid = self._hides
        if self._pyramid is not None:
            self._beside.read_shapes(self._pyramid)

    def _show_shapes(self, shapes: Sequence[Shape]) -> None:
        hidden = set(self.session.listed.numbers) if self._hides else set()
        shown = [replace(shape, verdict=UNDECIDED) if shape.number in hidden else shape for shape in shapes]
        self.map.set_patches(shown)
        self.map.patches.set_current(self.session.current.number if self.session.current else None)
        self._show_outline(self.session.current)
        self._expect()
        self.drawn.emit()

    def show_current(self, patch: Patch | None) -> None:
        """Show a patch in list, bar, details and map."""
        self.list.mark(patch.number if patch else None)
        self.bar.show_patch(patch, blind=self._blind(patch))
        self._show_details(patch)
        self.map.patches.set_current(patch.number if patch else None)
        self._show_outline(patch)
        if patch is not None:
            self.pair_wanted.emit(patch.before_month, patch.after_month)
        self._look_at_current()

    def _show_outline(self, patch: Patch | None) -> None:
        """Show what the model drew and marked beside what an analyst made of it."""
        self.map.patches.set_model(*model_in_scene(patch, self.session.workspace, self._pyramid))

    def _show_details(self, patch: Patch | None) -> None:
        self.panel.show_patch(self.session.about(patch.number) if patch else None, blind=self._blind(patch))

    def _blind(self, patch: Patch | None) -> bool:
        """Return whether the first verdict of a patch is hidden from whoever judges now."""
        return patch is not None and self._hides and "second_verdict" not in patch.facts

    @property
    def _hides(self) -> bool:
        """Whether the list hides first verdicts, as the policy may ask for second looks."""
        return self.session.seconding and self.session.queue.rule.blind

    def _look_at_current(self) -> None:
        self.fit()
        self._expect()

    def _expect(self) -> None:
        """Have the tiles of the patches that come next read."""
        current = self.session.current
        if current is None or self._pyramid is None:
            return
        following = self.session.listed.step(current.number, 1)
        coming = self.session.upcoming(PREFETCHED)
        self.looked_at.emit(current, [patch for number in coming[:1] if (patch := self.session.find(number))])
        self.map.expect(list(dict.fromkeys([*coming, *([following] if following else [])])))

    def _show_change(self, patch: Patch) -> None:
        self.list.refresh(patch.number)
        self.map.patches.set_verdict(patch.number, verdict_code(patch))
        if self._pyramid is not None:
            self.map.patches.set_outline(patch.number, in_scene(patch.geometry, self._pyramid))
        if self.session.current is patch and not self._leaving:
            self._show_outline(patch)
            self._show_details(patch)
            self.bar.show_patch(patch, blind=self._blind(patch))

    def _commit(self, verdict: Verdict, reason: Reason, note: str) -> None:
        current = self.session.current
        if current is None:
            return
        chosen = self.list.selected()
        if len(chosen) > 1 and current.number in chosen:
            self._commit_together(chosen, verdict, reason, note)
            return
        coming = self.session.upcoming()
        self._leaving = bool(coming)  # what is shown of this patch is replaced in a moment
        done = self.session.decide(verdict, reason, note)
        self._leaving = False
        if not done:
            self._tell_unsaved()
            return
        self.presets_changed.emit()
        self.show_progress()
        self._tell_agreement(current, verdict)
        if coming:
            self.session.choose(coming[0])
            return
        if not self.session.seconding:
            text = self.tr("{0}: {1}. Every patch of this list has its verdict.")
            self.said.emit(GOOD, text.format(short_number(current.number), label(verdict)))

    def _commit_together(self, numbers: Sequence[str], verdict: Verdict, reason: Reason, note: str) -> None:
        if self.session.seconding:
            self.said.emit(WARN, self.tr("Second looks are given patch by patch; choose one."))
        elif self.session.decide_together(numbers, verdict, reason, note):
            self.presets_changed.emit()
            text = self.tr("{0} patches judged at one stroke: {1}. Ctrl+Z takes all of them back.")
            self.show_progress()
            self.said.emit(GOOD, text.format(len(numbers), label(verdict)))
            self._pass_on()
        else:
            self._tell_unsaved()

    def _tell_unsaved(self) -> None:
        """Say that nothing was stored where nobody said who judges; other reasons were told already."""
        if not self.session.named():
            self.said.emit(WARN, self.tr("Nobody said who judges: the verdict is not stored."))

    def _tell_agreement(self, first: Patch, verdict: Verdict) -> None:
        """After a second look say whether the two agree."""
        if not self.session.seconding or first.verdict is None:
            return
        if first.verdict is verdict:
            told = self.tr("{0}: both say {1}.").format(short_number(first.number), label(verdict))
            self.said.emit(GOOD, told)
        else:
            text = self.tr("{0}: the verdicts differ, first {1}, second {2}.")
            told = text.format(short_number(first.number), label(first.verdict), label(verdict))
            self.said.emit(WARN, told)
        self._show_agreement()

    def _show_agreement(self) -> None:
        """Show how far first and second verdicts agree, in lists about second looks."""
        self.list.show_agreement(agreement(self.session.workspace) if self.session.wanted.second else None)

    def _pass_on(self) -> None:
        coming = self.session.upcoming()
        if coming:
            self.session.choose(coming[0])
        else:
            self.said.emit(GOOD, self.tr("Every patch of this list has its verdict."))

    def _step(self, by: int) -> None:
        number = self.session.listed.step(self.session.current.number if self.session.current else None, by)
        if number is not None:
            self.session.choose(number)

    def _tell_of_others(self) -> None:
        self.said.emit(WARN, self.tr("Another program changed this workspace; everything was read anew."))

    def _complain(self, error: TwoweiError) -> None:
        self.said.emit(BAD, complaint(error))
