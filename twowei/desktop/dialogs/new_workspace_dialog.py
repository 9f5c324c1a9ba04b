"""A new workspace in four steps: its folder, what is known of the area, the imagery, the detection."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PyQt5.QtGui import QCloseEvent
from PyQt5.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)
from rasterio.crs import CRS

from twowei.desktop import forms, themes
from twowei.desktop.background import Job
from twowei.desktop.dialogs.found_months import FoundMonth, find_months
from twowei.errors import TwoweiError
from twowei.geo.crs import parse_crs

IMAGERY_KINDS = "(*.tif *.tiff *.vrt *.img *.jp2 *.png *.jpg)"
FOLDER, PLACE, IMAGERY, DETECT = range(4)


class NewWorkspaceDialog(QDialog):
    """Only the name must be given; everything else has a usual value or can be done later."""

    head: QLabel
    steps: QStackedWidget
    name: QLineEdit
    parent_folder: QLineEdit
    browse_parent: QPushButton
    crs: QLineEdit
    zones: QLineEdit
    browse_zones: QPushButton
    add_folder: QPushButton
    add_files: QPushButton
    remove_month: QPushButton
    months: QTreeWidget
    reading: QLabel
    detect: QCheckBox
    before: QComboBox
    after: QComboBox
    summary: QLabel
    notice: QLabel
    back_button: QPushButton
    next_button: QPushButton

    def __init__(self, parent_folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        forms.load(self, "new_workspace_dialog")
        self.found: dict[str, FoundMonth] = {}
        self._job: Job | None = None
        self.parent_folder.setText(str(parent_folder))
        header = self.months.header()
        assert header is not None
        header.setSectionResizeMode(QHeaderView.ResizeToContents)
        self.browse_parent.clicked.connect(self._browse_parent)
        self.browse_zones.clicked.connect(self._browse_zones)
        self.add_folder.clicked.connect(self._add_folder)
        self.add_files.clicked.connect(self._add_files)
        self.remove_month.clicked.connect(self._remove)
        self.back_button.clicked.connect(lambda: self._go(self.steps.currentIndex() - 1))
        self.next_button.clicked.connect(self._next)
        for field in (self.name, self.parent_folder, self.crs, self.zones):
            field.textChanged.connect(self._refresh)
        for box in (self.before, self.after):
            box.currentIndexChanged.connect(self._refresh)
        self.detect.toggled.connect(self._refresh)
        self.months.currentItemChanged.connect(lambda _now, _before: self._refresh())
        self._go(FOLDER)

    @property
    def folder(self) -> Path:
        """The folder to make."""
        return Path(self.parent_folder.text().strip()).expanduser() / self.name.text().strip()

    @property
    def chosen_crs(self) -> CRS | None:
        """The CRS, or nothing where the first imagery decides."""
        return parse_crs(self.crs.text()) if self.crs.text().strip() else None

    @property
    def chosen_zones(self) -> Path | None:
        """The file of zones, if there is one."""
        return Path(self.zones.text().strip()) if self.zones.text().strip() else None

    @property
    def pair(self) -> tuple[str, str] | None:
        """The months to compare at once, if any."""
        if not self.detect.isChecked() or len(self.found) < 2:
            return None
        return self.before.currentText(), self.after.currentText()

    def look_into(self, paths: Sequence[Path]) -> None:
        """Find out beside the window which months some imagery is of."""
        self._stop()
        self.reading.setText(self.tr("Reading the headers…"))
        self._job = Job(lambda feedback: find_months(paths, feedback), self)
        self._job.succeeded.connect(self._take_months)
        self._job.failed.connect(self._show_failure)
        self._job.start()
        self._refresh()

    def done(self, result: int) -> None:
        self._stop()
        super().done(result)

    def closeEvent(self, event: QCloseEvent | None) -> None:
        self._stop()
        super().closeEvent(event)

    # ---- steps ---------------------------------------------------------------------------------

    def _go(self, step: int) -> None:
        self.steps.setCurrentIndex(step)
        names = (self.tr("Folder"), self.tr("CRS and zones"), self.tr("Imagery"), self.tr("Detection"))
        told = [f"{place} {name}" for place, name in enumerate(names, 1)]
        told[step] = f"<b style='color: {themes.colour('accent').name()}'>{told[step]}</b>"
        self.head.setText("&nbsp; › &nbsp;".join(told))
        self.back_button.setEnabled(step > FOLDER)
        self.next_button.setText(self.tr("Create") if step == DETECT else self.tr("Next"))
        (self.name, self.crs, self.add_folder, self.detect)[step].setFocus()
        self._refresh()

    def _next(self) -> None:
        if self.steps.currentIndex() < DETECT:
            self._go(self.steps.currentIndex() + 1)
        else:
            self.accept()

    def _problem(self) -> str:
        step = self.steps.currentIndex()
        if self.name.text().strip() and self.folder.exists():
            return self.tr("{0} exists already; choose another name.").format(self.folder)
        if step >= PLACE and (problem := self._problem_of_place()):
            return problem
        if step == DETECT and self.pair and self.pair[0] >= self.pair[1]:
            return self.tr("The month before must be older than the month after.")
        return ""

    def _problem_of_place(self) -> str:
        try:
            _ = self.chosen_crs
        except (TwoweiError, ValueError):  # half a word, while it is being typed
            return self.tr("{0} is no known CRS; write one such as EPSG:4548.").format(self.crs.text())
        if self.chosen_zones is not None and not self.chosen_zones.is_file():
            return self.tr("There is no file {0}.").format(self.chosen_zones)
        return ""

    def _refresh(self) -> None:
        named, problem = bool(self.name.text().strip()), self._problem()
        told = self.tr("Makes the folder {0}").format(self.folder) if named else self.tr("Give it a name.")
        self.notice.setText(problem or told)
        self.next_button.setEnabled(named and not problem and self._job is None)
        self.remove_month.setEnabled(self.months.currentItem() is not None)
        enough = len(self.found) > 1
        for widget in (self.detect, self.before, self.after):
            widget.setEnabled(enough and (widget is self.detect or self.detect.isChecked()))
        self.summary.setText(self._summary())

    def _summary(self) -> str:
        if len(self.found) > 1:
            return ""
        if self.found:
            return self.tr("One month so far: add a second one in the step before, or later, to compare the two.")
        return self.tr("No imagery so far: add it in the step before, or drop it on the window later.")

    # ---- imagery -------------------------------------------------------------------------------

    def _take_months(self, found: Sequence[FoundMonth]) -> None:
        self._job = None
        for one in found:
            held = self.found.get(one.month)
            self.found[one.month] = held.joined(one) if held else one
        refused = [name for one in found for name in one.refused]
        text = self.tr("Cannot be used as they are; add them later with Add imagery, which asks what lacks: {0}")
        self.reading.setText(text.format(", ".join(refused[:3]) + ("…" if len(refused) > 3 else "")) if refused else "")
        self.found.pop("", None)
        self._show_months()

    def _show_failure(self, reason: str) -> None:
        self._job = None
        self.reading.setText(reason)
        self._refresh()

    def _show_months(self) -> None:
        self.months.clear()
        known = sorted(self.found)
        for month in known:
            one = self.found[month]
            days = ", ".join(day.isoformat() for day in sorted(one.days)) or "—"
            self.months.addTopLevelItem(QTreeWidgetItem([month, str(len(one.paths)), days, str(one.paths[0].parent)]))
        for box, place in ((self.before, len(known) - 2), (self.after, len(known) - 1)):
            box.clear()
            box.addItems(known)
            box.setCurrentIndex(max(0, place))
        self._refresh()

    def _remove(self) -> None:
        item = self.months.currentItem()
        if item is not None:
            del self.found[item.text(0)]
            self._show_months()

    def _stop(self) -> None:
        if self._job is not None:
            self._job.close()
            self._job = None

    # ---- choosing files ------------------------------------------------------------------------

    def _add_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Folder of imagery"), self.parent_folder.text())
        if chosen:
            self.look_into([Path(chosen)])

    def _add_files(self) -> None:
        kinds = f"{self.tr('Imagery')} {IMAGERY_KINDS}"
        chosen, _ = QFileDialog.getOpenFileNames(self, self.tr("Files of imagery"), self.parent_folder.text(), kinds)
        if chosen:
            self.look_into([Path(each) for each in chosen])

    def _browse_parent(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Where the workspace lies"), self.parent_folder.text())
        if chosen:
            self.parent_folder.setText(chosen)

    def _browse_zones(self) -> None:
        kinds = self.tr("Zones") + " (*.gpkg *.shp *.geojson *.json)"
        chosen, _ = QFileDialog.getOpenFileName(self, self.tr("File of zones"), self.parent_folder.text(), kinds)
        if chosen:
            self.zones.setText(chosen)
