"""What is ordered about a workspace as a whole: detection, overviews, a picture, the export; and what became of it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PyQt5.QtCore import QObject

from twowei import settings as wishes
from twowei.desktop.dialogs.epochs_dialog import EpochsDialog
from twowei.desktop.dialogs.export_dialog import ExportDialog, Places, proposed_folder
from twowei.desktop.dialogs.jobs_dialog import JobsDialog
from twowei.desktop.job_names import title_of
from twowei.desktop.map.sheet import lay_out
from twowei.desktop.message_bar import WARN
from twowei.services.handing import streets
from twowei.services.jobs import JobRecord
from twowei.services.workspace import Workspace

if TYPE_CHECKING:
    from twowei.desktop.main_window import MainWindow


JOBS = "jobs"
"""In the work folder."""


class Orders(QObject):
    """Asks by dialogs in front of a window and gives the work to its tasks."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._jobs: JobsDialog | None = None
        window.job_bar.started.connect(self._expect_own_writing)
        window.job_bar.finished.connect(self._take_own_writing)

    def find_workspace(self, folder: Path) -> None:
        """Ask what becomes of a recent workspace that is not where it was."""
        window = self._window
        answer = window.questions.missing_workspace(folder, folder.parent)
        if answer is False or (isinstance(answer, Path) and window.open_workspace(answer)):
            window.settings.forget_workspace(folder)
            window.start_page.show_recent(window.settings.opened_last())

    def detect(self) -> None:
        """Ask what to compare and run the detector."""
        if self._window.workspace is not None:
            self._window.tasks.detect(
                self._window.workspace.folder, self._window.gallery.months, self._window.pair_bar.pair()
            )

    def save_picture(self) -> None:
        """Save the map as a picture at print size."""
        view, now = self._window.map, datetime.now()
        if self._window.workspace is None or view.shown is None:
            return
        folder = self._window.workspace.folder
        path = self._window.questions.picture(folder.parent / f"{folder.name}_{now:%Y%m%d_%H%M}.png")
        if path:
            epochs = [self._window.gallery.epoch(side.month) for side in view.sides_seen]
            self._window.tasks.save_picture(lay_out(view, self._window.viewer.caption(folder.name)), epochs, path)

    def build_overviews(self) -> None:
        """Build what is missing for large imagery."""
        if self._window.workspace is not None:
            self._window.tasks.build_overviews(self._window.workspace.folder)

    def find_imagery(self) -> None:
        """Ask where moved imagery lies now, and use it from there."""
        window = self._window
        by = window.who.name()
        if window.workspace is None or by is None:
            return
        place = window.questions.moved_imagery(window.workspace.folder.parent)
        if place is not None:
            window.tasks.find_imagery(window.workspace.folder, place, by)

    def check_pair(self) -> None:
        """Show how fit the months compared are."""
        if self._window.workspace is not None:
            self._window.tasks.check(
                self._window.workspace.folder, self._window.gallery.months, self._window.pair_bar.pair()
            )

    def show_epochs(self) -> None:
        """Show the months and their files, and let one be set right."""
        window = self._window
        if window.workspace is not None:
            dialog = EpochsDialog(window.workspace, window.who.name, window)
            dialog.changed.connect(window.tasks.imagery_changed)
            dialog.exec_()

    def export(self) -> None:
        """Ask what goes out, and hand it out."""
        window = self._window
        by = window.who.name()
        if window.workspace is None or window.desk is None or by is None:
            return
        folder, encoding = (
            proposed_folder(window.workspace.folder),
            window.settings.get(wishes.EXPORT_ENCODING),
        )
        places = Places(window.workspace.months(), streets(window.workspace), window.workspace.crs.to_string())
        dialog = ExportDialog(window.desk.session.queue.verdict_counts(), places, folder, encoding, window)
        place, name = window.workspace.folder, by
        dialog.wanted.connect(lambda: window.tasks.export(place, dialog, name))
        dialog.looked.connect(lambda: window.tasks.look_at_export(place, dialog))
        dialog.exec_()
        window.tasks.close()
        window.settings.put(wishes.EXPORT_ENCODING, dialog.chosen_encoding)

    # ---- jobs ----------------------------------------------------------------------------------

    def follow_jobs(self, workspace: Workspace) -> None:
        """Keep the jobs of a workspace with it, and offer to go on with those that were interrupted."""
        left = self._window.job_bar.queue.use(workspace.work_folder / JOBS)
        self._window.job_bar.refresh()
        if left:
            text = self.tr("Not finished when the window was closed last: {0}")
            told = text.format(", ".join(dict.fromkeys(title_of(one) for one in left)))
            self._window.messages.say(WARN, told, self.tr("Go on"), lambda: self._go_on(left))

    def leave_jobs(self) -> None:
        """Let go of the jobs of a workspace."""
        if self._jobs is not None:
            self._jobs.close()
        self._window.job_bar.queue.use(None)

    def show_jobs(self) -> None:
        """Show the jobs beside the window."""
        if self._jobs is None:
            self._jobs = JobsDialog(self._window.job_bar.queue, self._window)
            self._jobs.again_wanted.connect(lambda record: self._go_on([record]))
            self._jobs.finished.connect(self._forget_dialog)
        self._jobs.show()
        self._jobs.raise_()

    def _expect_own_writing(self) -> None:
        """What a job of this window writes is no other program's."""
        if self._window.desk is not None:
            self._window.desk.session.own_jobs = True

    def _take_own_writing(self) -> None:
        if self._window.desk is not None:
            self._window.desk.session.look_for_others()
            self._window.desk.session.own_jobs = False

    def _forget_dialog(self) -> None:
        self._jobs = None

    def _go_on(self, records: list[JobRecord]) -> None:
        if self._window.workspace is None:
            return
        for record in records:
            if record.kind:
                self._window.tasks.take_up(self._window.workspace.folder, record)
            else:
                self.show_jobs()
