"""Asks where a new workspace lies, and what is known of its area."""

from __future__ import annotations

from pathlib import Path

from PyQt5.QtWidgets import QDialog, QDialogButtonBox, QFileDialog, QLabel, QLineEdit, QPushButton, QWidget
from rasterio.crs import CRS

from twowei.desktop import forms
from twowei.errors import TwoweiError
from twowei.geo.crs import parse_crs


class NewWorkspaceDialog(QDialog):
    """Folder, CRS and zones; only the folder must be given."""

    name: QLineEdit
    parent_folder: QLineEdit
    browse_parent: QPushButton
    crs: QLineEdit
    zones: QLineEdit
    browse_zones: QPushButton
    notice: QLabel
    buttons: QDialogButtonBox

    def __init__(self, parent_folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        forms.load(self, "new_workspace_dialog")
        self.parent_folder.setText(str(parent_folder))
        self._ok = self.buttons.button(QDialogButtonBox.Ok)
        assert isinstance(self._ok, QPushButton)
        self._ok.setText(self.tr("Create"))
        self.browse_parent.clicked.connect(self._browse_parent)
        self.browse_zones.clicked.connect(self._browse_zones)
        for field in (self.name, self.parent_folder, self.crs, self.zones):
            field.textChanged.connect(self._refresh)
        self._refresh()

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

    def _problem(self) -> str:
        if not self.name.text().strip():
            return ""
        if self.folder.exists():
            return self.tr("{0} exists already; choose another name.").format(self.folder)
        try:
            _ = self.chosen_crs
        except (TwoweiError, ValueError):  # half a word, while it is being typed
            return self.tr("{0} is no known CRS; write one such as EPSG:4548.").format(self.crs.text())
        if self.chosen_zones is not None and not self.chosen_zones.exists():
            return self.tr("There is no file {0}.").format(self.chosen_zones)
        return ""

    def _refresh(self) -> None:
        problem = self._problem()
        self.notice.setText(problem or self.tr("Makes the folder {0}").format(self.folder))
        assert self._ok is not None
        self._ok.setEnabled(bool(self.name.text().strip()) and not problem)

    def _browse_parent(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Where the workspace lies"), self.parent_folder.text())
        if chosen:
            self.parent_folder.setText(chosen)

    def _browse_zones(self) -> None:
        kinds = self.tr("Zones") + " (*.gpkg *.shp *.geojson *.json)"
        chosen, _ = QFileDialog.getOpenFileName(self, self.tr("File of zones"), self.parent_folder.text(), kinds)
        if chosen:
            self.zones.setText(chosen)
