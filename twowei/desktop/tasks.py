"""What the analyst starts and what then runs beside the window: ingest, detect, export, the sample.

Whatever can be ordered again after an interruption is ordered by its kind and a wish that JSON can hold.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import Any

from PyQt5.QtCore import QObject, QUrl, pyqtSignal
from PyQt5.QtGui import QDesktopServices
from PyQt5.QtWidgets import QDialog, QWidget

from twowei.desktop.background import Job
from twowei.desktop.child import Child
from twowei.desktop.dialogs.check_dialog import CheckDialog
from twowei.desktop.dialogs.detect_dialog import DetectDialog
from twowei.desktop.dialogs.export_dialog import ExportDialog
from twowei.desktop.dialogs.ingest_dialog import IngestDialog
from twowei.desktop.job_bar import JobBar
from twowei.desktop.job_names import ADDING, DETECTING, EXPORTING, LOOKING, OVERVIEWS, PICTURE, SAMPLE
from twowei.desktop.job_queue import Order
from twowei.desktop.language import chinese
from twowei.desktop.map.sheet import Sheet, write_sheet
from twowei.desktop.message_bar import BAD, GOOD, WARN
from twowei.feedback import Feedback
from twowei.geo.crs import parse_crs
from twowei.imagery.epoch import Epoch
from twowei.imagery.preview import PreviewReader
from twowei.imagery.told import Told
from twowei.services.expected import Expectation, expected
from twowei.services.handing import HandedOver, HandOver, as_wish, from_wish, hand_over, look
from twowei.services.ingest import ingest, middle
from twowei.services.jobs import JobRecord
from twowei.services.moved import Found, find_imagery
from twowei.services.next_pair import next_pair
from twowei.services.overviews import build_for_workspace
from twowei.services.workspace import Workspace
from twowei.settings import Settings

REMARKS_TOLD = 3


class Tasks(QObject):
    """Asks by a dialog, runs the work one after the other, and tells what came of it."""

    said = pyqtSignal(str, str)  # tone, text
    offered = pyqtSignal(str, str, str, object)  # tone, text, button, what it does
    imagery_changed = pyqtSignal()
    patches_changed = pyqtSignal(str, str)  # months that were compared
    sample_made = pyqtSignal(object)  # Path

    def __init__(self, bar: JobBar, window: QWidget, settings: Settings) -> None:
        super().__init__(window)
        self._bar, self._window, self._settings = bar, window, settings
        self._looking: Job | None = None
        self.makers: dict[str, Callable[[Path, dict[str, Any]], object]] = {
            "ingest": self.run_ingest,
            "detect": lambda folder, wish: self.run_detection(
                folder, wish["options"], (wish["pair"][0], wish["pair"][1])
            ),
            "overviews": lambda folder, _wish: self.build_overviews(folder),
            "export": self._export_again,
        }

    def take_up(self, workspace: Path, record: JobRecord) -> None:
        """Order a job of an earlier time again; it goes on behind what it had finished."""
        make = self.makers.get(record.kind)
        if make is not None:
            self._bar.queue.forget(record.key)
            make(workspace, record.wish)

    def close(self) -> None:
        """Let nothing run on that is not in the queue."""
        if self._looking is not None:
            self._looking.close()
            self._looking = None

    def begin(self, workspace: Path, months: Mapping[str, Sequence[Path]], pair: tuple[str, str] | None) -> None:
        """Add the imagery of a new workspace, oldest month first, and compare two months of it."""
        for month in sorted(months):
            images = [str(path) for path in months[month]]
            wish = {"images": images, "month": month, "sensor": "satellite", "day": None, "crs": None}
            self.run_ingest(workspace, wish)
        if pair is not None:
            self.run_detection(workspace, ["--before", pair[0], "--after", pair[1], "--change", "new"], pair)

    def add_images(self, workspace: Path, months: Sequence[str], paths: Sequence[Path]) -> None:
        """Ask what month some files are, and make them an epoch."""
        with Workspace.open(workspace) as opened:
            near = middle(opened)
        dialog = IngestDialog(paths, months, self._window, near, self._settings)
        if dialog.exec_() != QDialog.Accepted:
            return
        day, told = dialog.chosen_day, dialog.told
        wish = {
            "images": [str(each.path) for each in dialog.usable],
            "month": dialog.chosen_month,
            "sensor": dialog.chosen_sensor,
            "day": day.isoformat() if day else None,
            "crs": told.crs.to_string() if told.crs else None,
            "bands": told.bands,
            "nodata": told.nodata,
        }
        self.run_ingest(workspace, wish)

    def run_ingest(self, workspace: Path, wish: dict[str, Any]) -> None:
        """Make files an epoch; ``wish`` has images, month, sensor, day, crs, bands and nodata, as JSON holds them."""
        images, month = [Path(each) for each in wish["images"]], str(wish["month"])

        def work(feedback: Feedback) -> str:
            feedback.report(0.1)
            with Workspace.open(workspace) as opened:
                told = replace(_told(wish), near=middle(opened))
                day = date.fromisoformat(wish["day"]) if wish["day"] else None
                ingest(opened, images, month, wish["sensor"], day, told, feedback)
            return month

        job = Job(work, self)
        doubts: list[str] = []
        job.warned.connect(doubts.append)
        self._bar.run(job, ADDING.of(month), lambda added: self._ingested(added, doubts), Order("ingest", wish))

    def detect(self, workspace: Path, months: Sequence[str], pair: tuple[str, str] | None) -> None:
        """Ask what to compare and run the detector as a child process."""
        hope = cache(partial(_expected, workspace))  # asked again at every letter of the area's path
        with Workspace.open(workspace) as opened:
            proposed = next_pair(opened, pair)
        dialog = DetectDialog(months, proposed or pair, self._window, hope)
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
        order = Order("detect", {"options": list(options), "pair": list(pair)})
        self._bar.run(child, DETECTING.of(*pair), lambda result: self._detected(result, pair), order)

    def save_picture(self, sheet: Sheet, epochs: Sequence[Epoch], path: Path) -> None:
        """Read the imagery of a sheet at print size and save it."""

        def work(feedback: Feedback) -> Path:
            with ExitStack() as readers:
                by_month = {epoch.month: PreviewReader(epoch, deep=True) for epoch in epochs}
                for reader in by_month.values():
                    readers.callback(reader.close)
                return write_sheet(sheet, lambda month, grid: by_month[month].read(grid), path, feedback)

        told = self.tr("The picture is saved: {0}")
        self._bar.run(Job(work, self), PICTURE, lambda made: self.said.emit(GOOD, told.format(made)))

    def build_overviews(self, workspace: Path) -> None:
        """Build what is missing for the large files of a workspace."""

        def work(feedback: Feedback) -> int:
            with Workspace.open(workspace) as opened:
                return sum(each.made is not None for each in build_for_workspace(opened, (), feedback))

        self._bar.run(Job(work, self), OVERVIEWS, self._overviews_built, Order("overviews", {}))

    def find_imagery(self, workspace: Path, place: Path, by: str) -> None:
        """Look for imagery that was moved, under a folder."""

        def work(_feedback: Feedback) -> Found:
            with Workspace.open(workspace) as opened:
                return find_imagery(opened, place, by)

        self._bar.run(Job(work, self), LOOKING, lambda found: self._found(found, place))

    def _found(self, found: Found, place: Path) -> None:
        if found.months:
            self.said.emit(GOOD, self.tr("Found again: {0}").format(", ".join(found.months)))
            self.imagery_changed.emit()
        else:
            name = next(iter(found.missing.values()))[0].name if found.missing else ""
            text = self.tr("{0} does not hold all files that are missing, such as {1}; choose another folder.")
            self.said.emit(BAD, text.format(place, name))

    def make_sample(self, folder: Path) -> None:
        """Make the sample workspace, detection included, as a child process."""
        child = Child(["demo", str(folder), "--no-window", "--progress", "json", "--json"], self)
        self._bar.run(child, SAMPLE, lambda _: self.sample_made.emit(folder))

    def look_at_export(self, workspace: Path, dialog: ExportDialog) -> None:
        """Show in the dialog what an export would be; this waits for no other job."""
        self.close()
        dialog.lock(True)
        request, spoken = dialog.request, chinese()

        def work(_feedback: Feedback) -> HandedOver:
            with Workspace.open(workspace) as opened:
                return look(opened, request, chinese=spoken)

        self._looking = Job(work, self)
        self._looking.succeeded.connect(dialog.show_preview)
        self._looking.failed.connect(dialog.show_failure)
        self._looking.start()

    def export(self, workspace: Path, dialog: ExportDialog, by: str) -> None:
        """Hand out what the dialog says; it shows what came of it, unless it was closed or others come first."""
        waits = self._bar.busy
        self.run_export(workspace, dialog.request, by, None if waits else dialog)
        if waits:
            dialog.accept()
        else:
            dialog.lock(True)

    def run_export(self, workspace: Path, request: HandOver, by: str, dialog: ExportDialog | None = None) -> None:
        """Hand out what is wanted."""
        spoken = chinese()

        def work(feedback: Feedback) -> HandedOver:
            with Workspace.open(workspace) as opened:
                return hand_over(opened, request, by, feedback, chinese=spoken)

        def asker() -> ExportDialog | None:
            return dialog if dialog is not None and dialog.isVisible() else None

        def succeeded(done: HandedOver) -> None:
            if (still := asker()) is not None:
                still.show_result(done)
            else:
                self._exported(done)

        order = Order("export", {**as_wish(request), "by": by})
        self._bar.run(Job(work, self), EXPORTING.of(request.out.name), succeeded, order, asker)

    def _export_again(self, workspace: Path, wish: dict[str, Any]) -> None:
        self.run_export(workspace, from_wish(wish), str(wish["by"]))

    def _exported(self, done: HandedOver) -> None:
        text = self.tr("Exported: {0} patches to {1}").format(done.count, done.place)
        url = QUrl.fromLocalFile(str(done.place if done.place.is_dir() else done.place.parent))
        lines = [text, *done.remarks[:REMARKS_TOLD]]
        tone = WARN if done.remarks else GOOD
        self.offered.emit(tone, "\n".join(lines), self.tr("Open folder"), lambda: QDesktopServices.openUrl(url))

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


def _expected(folder: Path, *asked: Any) -> Expectation | None:
    with Workspace.open(folder) as workspace:
        return expected(workspace, *asked)


def _told(wish: dict[str, Any]) -> Told:
    bands = wish.get("bands")
    crs = parse_crs(wish["crs"]) if wish["crs"] else None
    return Told(crs, (bands[0], bands[1], bands[2]) if bands else None, wish.get("nodata"))
