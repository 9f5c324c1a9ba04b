"""The wall map (挂图作战) on A1 or A0."""

from __future__ import annotations

from pathlib import Path

from PyQt5.QtCore import pyqtSignal
from PyQt5.QtWidgets import QCheckBox, QComboBox, QFileDialog, QFormLayout, QHBoxLayout, QLabel, QLineEdit, QWidget

from twowei.casebook import clock
from twowei.desktop.board import texts
from twowei.desktop.planning.part import Part, Task, button, refill
from twowei.reports.wallmap import SIZES
from twowei.services.board import COLUMNS
from twowei.services.plan_view import PlanView
from twowei.services.wall_maps import make_wall_map


class WallPart(Part):
    """What the map shows, and where it goes."""

    written = pyqtSignal(object)  # Path

    def __init__(self, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self.size_box, self.title, self.campaign = QComboBox(), QLineEdit("违法建设治理挂图作战"), QComboBox()
        self.imagery = QCheckBox(self.tr("The newest imagery beneath, dimmed"))
        self.about = QLabel()
        self.about.setWordWrap(True)
        self.about.setProperty("role", "muted")
        self.size_box.addItems(list(SIZES))
        self.write_button = button(self.tr("Write the wall map (PDF)…"), self.choose, primary=True)
        form = QFormLayout(self)
        for caption, field in (
            (self.tr("Title"), self.title), (self.tr("Paper"), self.size_box), (self.tr("Shows"), self.campaign),
            ("", self.imagery), ("", self.about),
        ):  # fmt: skip
            form.addRow(caption, field)
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(self.write_button)
        form.addRow(foot)

    def show_view(self, view: PlanView) -> None:
        refill(self.campaign, [one.campaign.name for one in view.campaigns], self.tr("the whole area"))
        counts = [(title, sum(one.column == title for one in view.cases)) for title in COLUMNS]
        told = " · ".join(f"{texts.word(title)} {count}" for title, count in counts)
        self.about.setText(self.tr("Patches by state, street table, legend, date: {0}").format(told))

    def choose(self) -> None:
        """Ask where the map goes, and write it."""
        name = (
            f"挂图作战_{self.campaign.currentData() or '全区'}_{clock.now():%Y%m%d}_{self.size_box.currentText()}.pdf"
        )
        chosen, _ = QFileDialog.getSaveFileName(self, self.tr("Wall map"), str(self._folder / name), "PDF (*.pdf)")
        if chosen:
            self.write(Path(chosen))

    def write(self, path: Path) -> None:
        """Write the wall map."""
        size, title = self.size_box.currentText(), self.title.text().strip()
        campaign, imagery = str(self.campaign.currentData() or ""), self.imagery.isChecked()

        def told(_issued: object) -> str:
            self.written.emit(path)
            return self.tr("The wall map is written: {0}").format(path)

        self.wanted.emit(
            Task(
                lambda workspace, by: make_wall_map(
                    workspace, path, by, size=size, title=title, campaign=campaign, imagery=imagery
                ),
                told,
                alters=False,
            )
        )
