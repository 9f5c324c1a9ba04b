"""The review in the window: its keys and fields, and the desk of the workspace that is open."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PyQt5.QtCore import QLockFile, QObject, Qt, pyqtSignal
from PyQt5.QtGui import QKeySequence
from PyQt5.QtWidgets import QMainWindow

from twowei import settings as wishes
from twowei.desktop import memory, menus
from twowei.desktop.keyboard import HeldKeys, ListKeys, PopupKeys, TypingField
from twowei.desktop.keymap import HOLD_BEFORE, Keymap
from twowei.desktop.map.map_view import MapView
from twowei.desktop.message_bar import WARN
from twowei.desktop.review.chip_reader import ChipReader
from twowei.desktop.review.chip_strip import LEAST_MONTHS, ChipStrip
from twowei.desktop.review.desk import Desk
from twowei.desktop.review.detail_panel import DetailPanel
from twowei.desktop.review.evidence import Evidence
from twowei.desktop.review.move_panel import MovePanel
from twowei.desktop.review.outliner import Outliner
from twowei.desktop.review.patch_list import PatchList
from twowei.desktop.review.saved_views import SavedViews
from twowei.desktop.review.session import Session
from twowei.desktop.review.verdict_bar import VerdictBar
from twowei.desktop.viewer import Viewer
from twowei.desktop.who_works import WhoWorks
from twowei.services.workspace import Workspace
from twowei.settings import Settings


class Reviewing(QObject):
    """Wires list, verdict bar, details and map; makes a desk for each workspace."""

    said = pyqtSignal(str, str)  # tone, text

    def __init__(
        self,
        window: QMainWindow,
        patches: PatchList,
        bar: VerdictBar,
        panel: DetailPanel,
        viewer: Viewer,
        who: WhoWorks,
        settings: Settings,
        keymap: Keymap,
    ) -> None:
        super().__init__(window)
        self._window, self.list, self.bar, self.panel, self.viewer = window, patches, bar, panel, viewer
        self._who, self._settings, self._keymap = who, settings, keymap
        self.desk: Desk | None = None
        self.moves: MovePanel | None = None
        self.outliner: Outliner | None = None
        self._lock: QLockFile | None = None
        self.evidence: Evidence | None = None
        self.saved_views = SavedViews(patches, settings)
        self.strip = ChipStrip()
        self.strip.month_chosen.connect(self._compare_with)
        bar.entry.presets = memory.presets(settings)
        viewer.shown.connect(lambda pyramid: self.at_desk(lambda desk: desk.set_pyramid(pyramid)))
        who.changed.connect(self._follow_person)
        viewer.gallery.opened.connect(lambda _months: self._use_months())

    @property
    def _map(self) -> MapView:
        return self.viewer.map

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what the commands of the review do."""
        return {
            "fit_patch": lambda: self.at_desk(Desk.fit),
            "next": lambda: self.at_desk(Desk.next),
            "previous": lambda: self.at_desk(Desk.previous),
            "commit": self.bar.commit,
            "back": lambda: self.at_desk(Desk.back),
            "note": self.bar.edit_note,
            "take_back": lambda: self.at_desk(lambda desk: desk.undoer.take_back()),
            "redo": lambda: self.at_desk(lambda desk: desk.undoer.redo()),
            "edit_outline": lambda: self._draw(Outliner.edit),
            "draw_patch": lambda: self._draw(Outliner.draw),
            "merge_patches": lambda: self._draw(Outliner.merge),
            "add_evidence": lambda: self._at_evidence(Evidence.choose),
            "add_evidence_folder": lambda: self._at_evidence(Evidence.choose_folder),
            "archive": lambda: self.at_desk(Desk.archive),
            "find": self.list.begin_search,
            "filter": self.list.open_filter,
            "recent": self.panel.walk_recent,
            "months": lambda: self.strip.show_wished(not self.strip.wished),
        }

    def make_keys(self) -> None:
        """Give verdicts, reasons and held keys their keys; let fields keep the letters typed in them."""
        window, to_map = self._window, self._map.setFocus
        self.bar.use_keys(self._keymap)
        menus.make_decision_keys(window, self._keymap, self.bar.press)
        menus.make_shortcut(window, "Esc", self.bar.step_back)
        before = QKeySequence(self._keymap.keys(HOLD_BEFORE)[0])[0]
        self.held = HeldKeys({before: self._map.hold_before, Qt.Key_Space: self._map.hold_space}, self)
        self.held.watch(window, self._map, self.list.table)
        TypingField(self.bar.note, self._commit_note, to_map)
        TypingField(self.list.search, self._end_search, to_map)
        ListKeys(self.panel.recent, self._reopen, to_map)
        for box in (self.list.view, self.list.sort, self.viewer.pair_bar.before, self.viewer.pair_bar.after):
            TypingField(box, to_map, to_map)
            PopupKeys(box)
            box.activated.connect(lambda _index: to_map())

    def open(self, workspace: Workspace) -> None:
        """Begin where the work on a workspace was left."""
        session = Session(workspace, self._who.name, self, lambda: self._who.known)
        self.desk = Desk(session, self.list, self.bar, self.panel, self._map)
        self.desk.said.connect(self.said)
        self.desk.looked_at.connect(self.strip.show_patch)
        self.desk.pair_wanted.connect(self.viewer.show_pair)
        self.desk.presets_changed.connect(self._keep_presets)
        self.moves = MovePanel(session, self.panel, self._who, self._settings)
        self.moves.said.connect(self.said)
        self.outliner = Outliner(self.desk, self._map, self.viewer.pair_bar.pair)
        self.outliner.said.connect(self.said)
        shows_all = self._settings.get(wishes.PHOTOS) == "on"
        self.evidence = Evidence(self.desk, self.panel, self._map, shows_all)
        self.evidence.said.connect(self.said)
        self.desk.begin(memory.place(self._settings, workspace.folder))
        self._tell_of_other_windows(workspace)

    def close(self) -> None:
        """Let go of the workspace, and remember where the work on it is left."""
        if self.desk is None or self.moves is None or self.outliner is None:
            return
        self.outliner.close()
        if self.evidence is not None:
            self.evidence.close()
        memory.keep_left(self._settings, self.desk.session.workspace.folder, self.desk.place())
        self.strip.use(None)
        self._lock = None
        self.desk.close()
        self.moves.close()
        self.desk.session.deleteLater()
        self.desk = self.moves = self.outliner = self.evidence = None

    def _tell_of_other_windows(self, workspace: Workspace) -> None:
        """Mark the workspace as open here; say so where another window has it open."""
        self._lock = QLockFile(str(workspace.work_folder / "desktop.lock"))
        self._lock.setStaleLockTime(0)
        if not self._lock.tryLock(0):
            _, process, host, _ = self._lock.getLockInfo()
            text = self.tr(
                "This workspace is open in another window too (process {0} on {1}); what is decided there shows here"
                " within seconds, and nothing is overwritten."
            )
            self.said.emit(WARN, text.format(process, host))
            self._lock = None

    def at_desk(self, step: Callable[[Desk], None]) -> None:
        """Do something at the desk, if a workspace is open."""
        if self.desk is not None:
            step(self.desk)

    def _draw(self, step: Callable[[Outliner], None]) -> None:
        if self.outliner is not None:
            step(self.outliner)

    def _at_evidence(self, step: Callable[[Evidence], None]) -> None:
        if self.evidence is not None:
            step(self.evidence)

    def show_photos(self, shown: bool) -> None:
        """Show or hide the photos of all patches on the map, and remember it."""
        self._settings.put(wishes.PHOTOS, "on" if shown else "off")
        if self.evidence is not None:
            self.evidence.around.show(shown)

    def offer(self, paths: Sequence[Path]) -> None:
        """Take photos and papers in."""
        if self.evidence is not None:
            self.evidence.offer(paths)

    def reread(self) -> None:
        """Read the patches anew, as after a detection."""
        self.at_desk(lambda desk: desk.session.reload())

    def _follow_person(self) -> None:
        """Nobody looks a second time at their own: that list depends on who works."""
        if self.desk is not None and self.desk.session.seconding:
            self.desk.session.arrange()

    def _use_months(self) -> None:
        """Have chips of the months there are; the casebook's CRS is known as soon as there is imagery."""
        crs = self.desk.session.workspace.casebook.crs if self.desk else None
        epochs = self.viewer.gallery.epochs
        self.strip.use(ChipReader(epochs, crs) if crs and len(epochs) >= LEAST_MONTHS else None)
        if self.desk is not None:
            self.strip.show_patch(self.desk.session.current)

    def _compare_with(self, month: str) -> None:
        """Put a month on the map beside the month in which the current patch was found, older before newer."""
        patch = self.desk.session.current if self.desk else None
        if patch is None:
            return
        other = patch.after_month if month != patch.after_month else patch.before_month
        self.viewer.show_pair(*sorted((month, other)))

    def _end_search(self) -> None:
        """Go from the search to what it found."""
        self.list.search_now()
        self._map.setFocus()
        self.at_desk(Desk.enter_list)

    def _reopen(self) -> None:
        number = self.panel.recent_number()
        self._map.setFocus()
        if number is not None:
            self.panel.reopened.emit(number)

    def _commit_note(self) -> None:
        self._map.setFocus()
        self.bar.commit()

    def _keep_presets(self) -> None:
        memory.keep_presets(self._settings, self.bar.entry.presets)
