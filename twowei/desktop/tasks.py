"""What the analyst starts and what then runs beside the window: ingest, detect, export, the sample."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from PyQt5.QtCore import QObject, pyqtSignal
from PyQt5.QtWidgets import QDialog, QWidget

from twowei.desktop.background import Job
from twowei.desktop.child import Child
from twowei.desktop.dialogs.check_dialog import CheckDialog
from twowei.desktop.dialogs.detect_dialog import DetectDialog
from twowei.desktop.dialogs.export_dialog import ExportDialog
from twowei.desktop.dialogs.ingest_dialog import IngestDialog
from twowei.desktop.job_bar import JobBar, Task
from twowei.desktop.language import chinese
from twowei.desktop.map.sheet import Sheet, write_sheet
from twowei.desktop.message_bar import BAD, GOOD, WARN
from twowei.feedback import Feedback
from twowei.imagery.epoch import Epoch
from twowei.imagery.preview import PreviewReader
from twowei.services.handing import HandedOver, hand_over, look
from twowei.services.ingest import ingest, middle
from twowei.services.overviews import build_for_workspace
from twowei.services.workspace import Workspace


class Tasks(QObject):
    """Asks by a dialog, runs the work, and tells what came of it. One task runs at a time."""

    said = pyqtSignal(str, str)  # tone, text
    imagery_changed = pyqtSignal()
    patches_changed = pyqtSignal(str, str)  # months that were compared
    sample_made = pyqtSignal(object)  # Path

    def __init__(self, bar: JobBar, window: QWidget) -> None:
        super().__init__(window)
        self._bar, self._window = bar, window

    def add_images(self, workspace: Path, months: Sequence[str], paths: Sequence[Path]) -> None:
        """Ask what month some files are, and make them an epoch."""
        if self._is_busy():
            return
        with Workspace.open(workspace) as opened:
            near = middle(opened)
        dialog = IngestDialog(paths, months, self._window, near)
        if dialog.exec_() != QDialog.Accepted:
            return
        images = [each.path for each in dialog.usable]
        month, sensor, day, told = dialog.chosen_month, dialog.chosen_sensor, dialog.chosen_day, dialog.told

        def work(feedback: Feedback) -> str:
            feedback.report(0.1)
            with Workspace.open(workspace) as opened:
                ingest(opened, images, month, sensor, day, told, feedback)
            return month

        job = Job(work, self)
        doubts: list[str] = []
        job.warned.connect(doubts.append)
        self._run(job, self.tr("Adding {0}").format(month), lambda added: self._ingested(added, doubts))

    def detect(self, workspace: Path, months: Sequence[str], pair: tuple[str, str] | None) -> None:
        """Ask what to compare and run the detector as a child process."""
        if self._is_busy():
            return
        dialog = DetectDialog(months, pair, self._window)
        dialog.check_wanted.connect(lambda: self.check(workspace, months, dialog.pair()))
        if dialog.exec_() == QDialog.Accepted:
            self.run_detection(workspace, dialog.arguments(), dialog.pair())

    def check(self, workspace: Path, months: Sequence[str], pair: tuple[str, str] | None) -> None:
        """Show how fit two months are to be compared."""
        CheckDialog(workspace, months, pair, self._window).exec_()

    def run_detection(self, workspace: Path, options: Sequence[str], pair: tuple[str, str]) -> None:
        """Run ``twowei detect`` with these options."""
        child = Child(["detect", str(workspace), *options, "--progress", "json", "--json"], self)
        child.warned.connect(lambda text: self.said.emit(WARN, text))
        self._run(child, self.tr("Detecting"), lambda result: self._detected(result, pair))

    def save_picture(self, sheet: Sheet, epochs: Sequence[Epoch], path: Path) -> None:
        """Read the imagery of a sheet at print size and save it."""
        if self._is_busy():
            return

        def work(feedback: Feedback) -> Path:
            with ExitStack() as readers:
                by_month = {epoch.month: PreviewReader(epoch) for epoch in epochs}
                for reader in by_month.values():
                    readers.callback(reader.close)
                return write_sheet(sheet, lambda month, grid: by_month[month].read(grid), path, feedback)

        told = self.tr("The picture is saved: {0}")
        self._run(Job(work, self), self.tr("Saving the picture"), lambda made: self.said.emit(GOOD, told.format(made)))

    def build_overviews(self, workspace: Path) -> None:
        """Build what is missing for the large files of a workspace."""
        if self._is_busy():
            return

        def work(feedback: Feedback) -> int:
            with Workspace.open(workspace) as opened:
                return sum(each.made is not None for each in build_for_workspace(opened, (), feedback))

        self._run(Job(work, self), self.tr("Building overviews"), self._overviews_built)

    def make_sample(self, folder: Path) -> None:
        """Make the sample workspace, detection included, as a child process."""
        if self._is_busy():
            return
        child = Child(["demo", str(folder), "--no-window", "--progress", "json", "--json"], self)
        self._run(child, self.tr("Making the sample"), lambda _: self.sample_made.emit(folder))

    def export(self, workspace: Path, dialog: ExportDialog, by: str, *, looking: bool = False) -> None:
        """Hand out what the dialog says, or look what that would be; the dialog shows what came of it."""
        if self._is_busy():
            return
        dialog.lock(True)
        request, spoken = dialog.request, chinese()

        def work(feedback: Feedback) -> HandedOver:
            with Workspace.open(workspace) as opened:
                if looking:
                    return look(opened, request, chinese=spoken)
                return hand_over(opened, request, by, feedback, chinese=spoken)

        shown = dialog.show_preview if looking else dialog.show_result
        title = self.tr("Preview") if looking else self.tr("Exporting")
        self._bar.run(Job(work, self), title, shown, dialog.show_failure, lambda: dialog.lock(False))

    def _run(self, task: Task, title: str, succeeded: Any) -> None:
        self._bar.run(
            task,
            title,
            succeeded,
            lambda reason: self.said.emit(BAD, self.tr("{0} failed. {1}").format(title, reason)),
            lambda: self.said.emit(WARN, self.tr("{0}: stopped. What is finished is kept.").format(title)),
        )

    def _is_busy(self) -> bool:
        if self._bar.busy:
            self.said.emit(WARN, self.tr("Something is running already; wait for it or cancel it first."))
        return self._bar.busy

    def _ingested(self, month: str, doubts: Sequence[str]) -> None:
        self.said.emit(WARN if doubts else GOOD, " ".join([self.tr("{0} is added.").format(month), *doubts]))
        self.imagery_changed.emit()

    def _overviews_built(self, files: int) -> None:
        self.said.emit(GOOD, self.tr("Overviews were built for {0} files.").format(files))
        self.imagery_changed.emit()

    def _detected(self, result: dict[str, Any], pair: tuple[str, str]) -> None:
        found, known = int(result.get("patches", 0)), int(result.get("known", 0))
        if found:
            text = self.tr("New patches: {0}; known already: {1}; {2} s.")
        else:
            text = self.tr("No new patches ({0}); known already: {1}; {2} s.")
        self.said.emit(GOOD, text.format(found, known, f"{float(result.get('seconds', 0)):.0f}"))
        self.patches_changed.emit(*pair)
