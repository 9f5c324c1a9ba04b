"""Imagery was dropped: what was understood of it, and which month it is."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from PyQt5.QtCore import QDate, Qt
from PyQt5.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateEdit,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from twowei.desktop import forms, themes
from twowei.desktop.background import Job
from twowei.desktop.dialogs.found_months import guessed_month
from twowei.desktop.dialogs.ingest_telling import Telling
from twowei.desktop.dialogs.problems import sentence
from twowei.desktop.error_texts import in_words
from twowei.desktop.icons import icon
from twowei.desktop.tones import set_ink
from twowei.errors import TwoweiError
from twowei.feedback import Feedback
from twowei.geo.crs import parse_crs, projection_name
from twowei.imagery.epoch import raster_files
from twowei.imagery.inspection import Inspection, crs_candidates, inspect
from twowei.imagery.told import Told
from twowei.settings import Settings

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Refusal:
    """A file that could not be looked into."""

    path: Path


Finding = Inspection | Refusal


class IngestDialog(QDialog):
    """Looks into the headers of the files beside the window, then asks month and sensor."""

    intro: QLabel
    files: QTreeWidget
    problems: QLabel
    supplier: QComboBox
    bands: QLineEdit
    nodata: QComboBox
    crs_caption: QLabel
    crs: QComboBox
    month: QDateEdit
    sensor: QComboBox
    day_known: QCheckBox
    day: QDateEdit
    notice: QLabel
    buttons: QDialogButtonBox

    def __init__(
        self,
        paths: Sequence[Path],
        months: Sequence[str],
        parent: QWidget | None = None,
        near: tuple[float, float] | None = None,
        settings: Settings | None = None,
    ) -> None:
        super().__init__(parent)
        forms.load(self, "ingest_dialog")
        self._paths, self._months, self._near = list(paths), set(months), near
        self.usable: list[Inspection] = []
        self._refused = 0
        self._told = Told(near=near)
        self._telling = Telling(self.supplier, self.bands, self.nodata, settings, self)
        self._job: Job | None = None
        self._prepare()
        self._look()

    def _look(self) -> None:
        """Look into the headers beside the window."""
        told = self._told
        self._job = Job(lambda feedback: _look_into(self._paths, told, feedback), self)
        self._job.succeeded.connect(self._show)
        self._job.failed.connect(self._give_up)
        self._job.start()

    @property
    def told(self) -> Told:
        """What the user says of files that do not say it."""
        return self._told

    @property
    def chosen_month(self) -> str:
        """The month, as ``2026-05``."""
        return self.month.date().toString("yyyy-MM")

    @property
    def chosen_sensor(self) -> str:
        """``satellite`` or ``drone``."""
        return str(self.sensor.currentData())

    @property
    def chosen_day(self) -> date | None:
        """The day of acquisition, where the user says so."""
        return self.day.date().toPyDate() if self.day_known.isChecked() else None

    @property
    def ready(self) -> bool:
        """Whether all files were looked into."""
        return self.files.topLevelItemCount() > 0 or not self.problems.isHidden()

    def done(self, result: int) -> None:
        if result == QDialog.Accepted:
            self._telling.remember()
        if self._job:
            self._job.close()
        super().done(result)

    def _prepare(self) -> None:
        self._ok = self.buttons.button(QDialogButtonBox.Ok)
        assert isinstance(self._ok, QPushButton)
        self._ok.setText(self.tr("Add to workspace"))
        self._ok.setEnabled(False)
        self.sensor.addItem(self.tr("Satellite"), "satellite")
        self.sensor.addItem(self.tr("Drone"), "drone")
        self.month.setDate(QDate.currentDate())
        self.day.setDate(QDate.currentDate())
        self.month.dateChanged.connect(self._refresh_notice)
        self.day_known.toggled.connect(self.day.setEnabled)
        self.day.dateChanged.connect(self.month.setDate)
        self.problems.hide()
        self._ask_crs(False)
        self._telling.changed.connect(self._look_again)
        self._telling.refused.connect(self._complain)
        self.crs.activated.connect(self._crs_chosen)
        line = self.crs.lineEdit()
        assert line is not None
        line.editingFinished.connect(self._crs_chosen)
        line.setPlaceholderText(self.tr("Choose, or type such as EPSG:4548"))
        self.intro.setText(self.tr("Reading the headers…"))
        header = self.files.header()
        assert header is not None
        header.setSectionResizeMode(QHeaderView.ResizeToContents)

    def _ask_crs(self, wanted: bool) -> None:
        self.crs_caption.setVisible(wanted)
        self.crs.setVisible(wanted)

    def _propose_crs(self, findings: Sequence[Finding]) -> None:
        """Offer what the coordinates of a file without a CRS fit; nothing is chosen for the user."""
        bare = [f for f in findings if isinstance(f, Inspection) and any(p.code == "no_crs" for p in f.blocking)]
        if not bare or self.crs.count():
            return
        self._ask_crs(True)
        self.crs.addItem("")
        for crs in crs_candidates(bare[0].path, self._near):
            self.crs.addItem(f"EPSG:{crs.to_epsg()}  {projection_name(crs)}")
        self.crs.setCurrentIndex(0)

    def _crs_chosen(self, *_: object) -> None:
        text = self.crs.currentText().split("  ")[0].strip()
        if not text or (self._told.crs and text == f"EPSG:{self._told.crs.to_epsg()}"):
            return
        try:
            self._told = replace(self._told, crs=parse_crs(text))
        except TwoweiError as error:
            self._complain(error)
            return
        self._look_again()

    def _complain(self, error: TwoweiError) -> None:
        self.notice.setText(in_words(error))
        self.notice.show()

    def _look_again(self) -> None:
        """Look into the headers anew, with what was said of them since."""
        self._told = replace(self._told, bands=self._telling.bands, nodata=self._telling.nodata)
        if self._job:
            self._job.close()
        self.files.clear()
        self._look()

    def _show(self, findings: Sequence[Finding]) -> None:
        self._propose_crs(findings)
        for finding in findings:
            self.files.addTopLevelItem(self._row(finding))
        self.usable = [each for each in findings if isinstance(each, Inspection) and not each.blocking]
        self._refused = len(findings) - len(self.usable)
        complaints = [line for finding in findings for line in self._complaints(finding)]
        self.problems.setText("\n".join(dict.fromkeys(complaints)))
        self.problems.setVisible(bool(complaints))
        self.intro.setText(self.tr("Files that can be used: {0}.").format(len(self.usable)))
        if self._refused:
            left_out = self.tr("Left out: {0}.").format(self._refused)
            self.intro.setText(f"{self.intro.text()} {left_out}")
        self._propose_day()
        self._refresh_notice()
        assert self._ok is not None
        self._ok.setEnabled(bool(self.usable))

    def _give_up(self, reason: str) -> None:
        self.intro.setText(self.tr("Nothing here can be used."))
        self.problems.setText(reason)
        self.problems.show()

    def _row(self, finding: Finding) -> QTreeWidgetItem:
        if isinstance(finding, Refusal):
            item = QTreeWidgetItem([finding.path.name, "", "", "", "", "", self.tr("cannot be used")])
            item.setIcon(6, icon("warning", themes.colour("bad").name()))
            item.setToolTip(0, str(finding.path))
            return item
        epsg = finding.grid.crs.to_epsg() if finding.grid else None
        crs = f"EPSG:{epsg}" if epsg else self.tr("own") if finding.grid else "—"
        metres = finding.ground_resolution_m
        texts = [
            finding.path.name,
            f"{finding.width:,} × {finding.height:,}",
            crs,
            f"{metres:.2f} m" if metres else "—",
            f"{finding.band_count} · {finding.dtype}",
            finding.date.isoformat() if finding.date else "—",
            self._verdict(finding),
        ]
        item = QTreeWidgetItem(texts)
        item.setToolTip(0, str(finding.path))
        mark, tone = ("check", "good") if not finding.problems else ("warning", "bad" if finding.blocking else "warn")
        item.setIcon(6, icon(mark, themes.colour(tone).name()))
        item.setToolTip(6, "\n".join(sentence(problem) for problem in finding.problems))
        for column in (1, 3):
            item.setTextAlignment(column, int(Qt.AlignRight | Qt.AlignVCenter))
        return item

    def _verdict(self, finding: Inspection) -> str:
        if finding.blocking:
            return self.tr("cannot be used")
        return self.tr("usable, see below") if finding.problems else self.tr("fine")

    def _complaints(self, finding: Finding) -> list[str]:
        if isinstance(finding, Refusal):
            text = self.tr("{0}: damaged, cut off or no raster at all; fetch it again.")
            return [f"• {text.format(finding.path.name)}"]
        return [f"• {finding.path.name}: {sentence(problem)}" for problem in finding.problems]

    def _propose_day(self) -> None:
        days = Counter(each.date for each in self.usable if each.date)
        if days:
            newest = max(days)
            self.month.setDate(QDate(newest.year, newest.month, newest.day))
            self.day.setDate(QDate(newest.year, newest.month, newest.day))
        elif self.usable and (guessed := guessed_month(self.usable[0].path)):
            self.month.setDate(QDate(guessed.year, guessed.month, guessed.day))

    def _refresh_notice(self) -> None:
        notices = []
        if self.chosen_month in self._months:
            notices.append(self.tr("{0} has imagery already; it will be replaced.").format(self.chosen_month))
        months = sorted({each.date.strftime("%Y-%m") for each in self.usable if each.date})
        if len(months) > 1:
            notices.append(self.tr("The files are of several months: {0}.").format(", ".join(months)))
        self.notice.setText(" ".join(notices))
        self.notice.setVisible(bool(notices))
        set_ink(self.notice, "warn")


def _look_into(paths: Sequence[Path], told: Told, feedback: Feedback) -> list[Finding]:
    findings: list[Finding] = []
    for path in raster_files(paths):
        feedback.raise_if_cancelled()
        try:
            findings.append(inspect(path, told=told))
        except TwoweiError as error:
            log.info("%s", error)
            findings.append(Refusal(path))
    return findings
