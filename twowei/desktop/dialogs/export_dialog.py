"""Asks what to export where, and shows what came of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PyQt5.QtCore import QUrl, pyqtSignal
from PyQt5.QtGui import QDesktopServices
from PyQt5.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)

from twowei.casebook.lifecycle import Verdict
from twowei.desktop import forms
from twowei.desktop.language import label
from twowei.desktop.map.symbols import glyph_icon

if TYPE_CHECKING:  # the service brings pandas along, which a start can do without
    from twowei.services.export import ExportResult


class ExportDialog(QDialog):
    """Stays open after the export and says what was written."""

    wanted = pyqtSignal()

    verdicts: QHBoxLayout
    folder: QLineEdit
    browse: QPushButton
    encoding: QComboBox
    count: QLabel
    result: QFrame
    message: QLabel
    show_folder: QPushButton
    buttons: QDialogButtonBox

    def __init__(
        self, counts: Mapping[Verdict | None, int], folder: Path, encoding: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        forms.load(self, "export_dialog")
        self._counts = dict(counts)
        self.boxes: dict[Verdict, QCheckBox] = {}
        for verdict in Verdict:
            box = QCheckBox(label(verdict))
            box.setIcon(glyph_icon(verdict.name.lower()))
            box.setChecked(verdict is Verdict.ILLEGAL)
            box.toggled.connect(self._refresh)
            self.verdicts.addWidget(box)
            self.boxes[verdict] = box
        self.verdicts.addStretch()
        self.encoding.addItem(self.tr("UTF-8 (QGIS, ArcGIS Pro, WPS)"), "utf-8")
        self.encoding.addItem(self.tr("GBK (older ArcGIS, MapGIS)"), "gbk")
        self.encoding.setCurrentIndex(max(0, self.encoding.findData(encoding)))
        self.folder.setText(str(folder))
        self.folder.textChanged.connect(self._refresh)
        self._save = self.buttons.button(QDialogButtonBox.Save)
        assert isinstance(self._save, QPushButton)
        self._save.setText(self.tr("Export"))
        self._save.clicked.connect(self.wanted)
        self.buttons.rejected.connect(self.reject)
        self.browse.clicked.connect(self._browse)
        self.show_folder.clicked.connect(self._open_folder)
        self.result.hide()
        self._refresh()

    @property
    def chosen_verdicts(self) -> Collection[Verdict]:
        """The verdicts ticked."""
        return [verdict for verdict, box in self.boxes.items() if box.isChecked()]

    @property
    def chosen_folder(self) -> Path:
        """Where the files go."""
        return Path(self.folder.text().strip()).expanduser()

    @property
    def chosen_encoding(self) -> str:
        """``utf-8`` or ``gbk``."""
        return str(self.encoding.currentData())

    def lock(self, locked: bool) -> None:
        """Keep hands off while the export runs."""
        assert self._save is not None
        self._save.setEnabled(not locked)

    def show_result(self, result: ExportResult) -> None:
        """Say what was written."""
        text = self.tr("Exported: {0} patches, {1} ㎡, to {2}")
        lines = [text.format(result.count, f"{result.area_m2:,.0f}", result.folder)]
        lines += [f"{result.shapefile.name} · {result.geopackage.name}", result.model_notice, *result.warnings]
        self._say("good" if not result.warnings else "warn", "\n".join(line for line in lines if line))
        self.show_folder.show()

    def show_failure(self, reason: str) -> None:
        """Say why nothing was written."""
        self._say("bad", reason)
        self.show_folder.hide()

    def _say(self, tone: str, text: str) -> None:
        self.message.setText(text)
        self.result.setProperty("tone", tone)
        style = self.style()
        assert style is not None
        for widget in (self.result, self.message):
            style.unpolish(widget)
            style.polish(widget)
        self.result.show()
        self.lock(False)
        self.adjustSize()

    def _refresh(self) -> None:
        chosen = set(self.chosen_verdicts)
        count = sum(self._counts.get(verdict, 0) for verdict in chosen)
        waiting = self._counts.get(None, 0)
        text = self.tr("To export: {0} patches.").format(count)
        if waiting:
            text += " " + self.tr("Without a verdict, left behind: {0}.").format(waiting)
        self.count.setText(text)
        assert self._save is not None
        self._save.setEnabled(bool(chosen and count and self.folder.text().strip()))

    def _browse(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Folder of exports"), str(self.chosen_folder.parent))
        if chosen:
            self.folder.setText(str(Path(chosen) / self.chosen_folder.name))

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.chosen_folder)))


def proposed_folder(workspace: Path) -> Path:
    """Return a folder of today's inside the workspace."""
    return workspace / "exports" / date.today().isoformat()
