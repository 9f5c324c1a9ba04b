"""Asks what to hand out to whom and where, and shows what came of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from PyQt5.QtCore import QTimer, QUrl, pyqtSignal
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

from twowei.casebook import clock
from twowei.casebook.lifecycle import State, Verdict
from twowei.desktop import forms
from twowei.desktop.language import label
from twowei.desktop.map.symbols import glyph_icon
from twowei.desktop.tones import set_tone
from twowei.services.handing import FILES, LEDGERS, PROFILES, HandedOver, HandOver

USUAL, EVERY = "usual", "every"
_TOLD = 8
_ALL_VERDICTS = ("jctb", "ledger", "checks", "field", "platform", "project")
"""Kinds that begin with every verdict ticked; the others with 违法."""


@dataclass(frozen=True)
class Places:
    """What a casebook offers to choose from: months, streets by code and name, its CRS."""

    months: Sequence[str]
    streets: Sequence[tuple[str, str]]
    crs: str


class ExportDialog(QDialog):
    """Stays open after the export and says what was written."""

    wanted = pyqtSignal()
    looked = pyqtSignal()

    kind: QComboBox
    verdicts: QHBoxLayout
    state: QComboBox
    month: QComboBox
    street: QComboBox
    encoding: QComboBox
    crs: QComboBox
    personal: QCheckBox
    pictures: QCheckBox
    folder: QLineEdit
    browse: QPushButton
    count: QLabel
    result: QFrame
    message: QLabel
    show_folder: QPushButton
    preview: QPushButton
    buttons: QDialogButtonBox

    def __init__(
        self,
        counts: Mapping[Verdict | None, int],
        places: Places,
        folder: Path,
        encoding: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        forms.load(self, "export_dialog")
        self._counts, self._exports = dict(counts), folder
        self._shown = folder
        self.boxes: dict[Verdict, QCheckBox] = {}
        self._fill_kinds()
        self._fill_verdicts()
        self._fill_choices(places)
        self.encoding.setCurrentIndex(max(0, self.encoding.findData(encoding)))
        self._save = self.buttons.button(QDialogButtonBox.Save)
        assert isinstance(self._save, QPushButton)
        self._save.setText(self.tr("Export"))
        self._save.clicked.connect(self.wanted)
        self.preview.clicked.connect(self.looked)
        self.buttons.rejected.connect(self.reject)
        self.browse.clicked.connect(self._browse)
        self.show_folder.clicked.connect(self._open_folder)
        self.folder.textChanged.connect(self._refresh)
        self.kind.currentIndexChanged.connect(self._change_kind)
        self.result.hide()
        self._change_kind()

    def _fill_kinds(self) -> None:
        for key, text in (
            ("demolition", self.tr("Demolition export: shapefile (52 columns), GeoPackage, points, sheet")),
            ("jctb", self.tr("National monitoring patches (JCTB): shapefile, GeoPackage, points")),
            ("ledger", self.tr("Whole ledger (all fields): shapefile, GeoPackage, points")),
            ("cases", self.tr("Ledger of cases (违法建设台账), xlsx")),
            ("checks", self.tr("Register of checks (核查登记), xlsx")),
            ("removals", self.tr("Demolitions of the month (月拆除表), xlsx")),
            ("satellite", self.tr("Satellite list with checks (卫片清单), xlsx")),
            ("field", self.tr("Field package: a folder for each squad")),
            ("geojson", self.tr("GeoJSON")),
            ("dxf", self.tr("DXF for survey software (CASS)")),
            ("project", self.tr("QGIS project of the whole casebook")),
            ("platform", self.tr("JSON for the municipal platform")),
        ):
            self.kind.addItem(text, key)

    def _fill_verdicts(self) -> None:
        for verdict in Verdict:
            box = QCheckBox(label(verdict))
            box.setIcon(glyph_icon(verdict.name.lower()))
            box.toggled.connect(self._refresh)
            self.verdicts.addWidget(box)
            self.boxes[verdict] = box
        self.verdicts.addStretch()

    def _fill_choices(self, places: Places) -> None:
        self.state.addItem("", USUAL)
        self.state.addItem(self.tr("Every state"), EVERY)
        for state in State:
            self.state.addItem(f"{state.code} {label(state)}", state.code)
        self.month.addItem(self.tr("All months"), "")
        for month in reversed(places.months):
            self.month.addItem(month, month)
        self.street.addItem(self.tr("All streets"), "")
        for code, name in places.streets:
            self.street.addItem(f"{name or self.tr('Outside all streets')} {code}", code)
        self.encoding.addItem(self.tr("UTF-8 (QGIS, ArcGIS Pro, WPS)"), "utf-8")
        self.encoding.addItem(self.tr("GBK (older ArcGIS, MapGIS)"), "gbk")
        self.crs.addItem(self.tr("As usual ({0})").format(places.crs), "")
        for code, name in (("EPSG:4490", "CGCS2000"), ("EPSG:4326", "WGS 84")):
            self.crs.addItem(f"{code} {name}", code)

    @property
    def request(self) -> HandOver:
        """What is wanted."""
        state = self.state.currentData()
        return HandOver(
            kind=str(self.kind.currentData()),
            out=Path(self.folder.text().strip()).expanduser(),
            verdicts=[verdict for verdict, box in self.boxes.items() if box.isChecked()],
            states=None if state == USUAL else () if state == EVERY else [State.of(state)],
            month=str(self.month.currentData()),
            street=str(self.street.currentData()),
            encoding=self.chosen_encoding,
            crs=self._chosen_crs(),
            personal=self.personal.isChecked() and not self.personal.isHidden(),
            pictures=self.pictures.isChecked() and not self.pictures.isHidden(),
        )

    @property
    def chosen_encoding(self) -> str:
        """``utf-8`` or ``gbk``."""
        return str(self.encoding.currentData())

    def _chosen_crs(self) -> str:
        """Return the CRS that was chosen or typed."""
        position = self.crs.findText(self.crs.currentText())
        return str(self.crs.itemData(position)) if position >= 0 else self.crs.currentText().strip()

    def lock(self, locked: bool) -> None:
        """Keep hands off while the export runs."""
        assert self._save is not None
        self._save.setEnabled(not locked)
        self.preview.setEnabled(not locked)

    def show_result(self, done: HandedOver) -> None:
        """Say what was written."""
        text = self.tr("Exported: {0} patches, {1} ㎡, to {2}")
        lines = [text.format(done.count, f"{done.area_m2:,.0f}", done.place), " · ".join(done.names)]
        self._say("good", lines, done)
        self._shown = done.place if done.place.is_dir() else done.place.parent
        self.show_folder.show()

    def show_preview(self, seen: HandedOver) -> None:
        """Say what would be written."""
        text = self.tr("Would be exported: {0} patches, {1} ㎡, as {2}")
        self._say("good", [text.format(seen.count, f"{seen.area_m2:,.0f}", " · ".join(seen.names))], seen)
        self.show_folder.hide()

    def show_failure(self, reason: str) -> None:
        """Say why nothing was written."""
        self._show("bad", reason)
        self.show_folder.hide()

    def _say(self, tone: str, lines: Sequence[str], done: HandedOver) -> None:
        told = list(lines)
        if done.left_out:
            kept = ", ".join(f"{name} {count}" for name, count in done.left_out.items())
            told.append(self.tr("Left behind: {0}").format(kept))
        told += done.remarks[:_TOLD]
        if len(done.remarks) > _TOLD:
            told.append(self.tr("… and {0} more").format(len(done.remarks) - _TOLD))
        self._show("warn" if done.remarks else tone, "\n".join(line for line in told if line))

    def _show(self, tone: str, text: str) -> None:
        self.message.setText(text)
        set_tone(self.result, tone, self.message)
        self.result.show()
        self.lock(False)
        self._refresh()
        self.adjustSize()
        QTimer.singleShot(0, self._stay_on_screen)

    def _stay_on_screen(self) -> None:
        """Move up where what is told made the dialog so tall that its buttons are out of sight."""
        screen = self.screen()
        if screen is not None and not self.isHidden():
            room, frame = screen.availableGeometry(), self.frameGeometry()
            if frame.bottom() > room.bottom():
                self.move(frame.x(), max(room.top(), room.bottom() - frame.height()))

    def _change_kind(self) -> None:
        """Show what this kind asks for, with its usual verdicts and place."""
        kind = str(self.kind.currentData())
        for verdict, box in self.boxes.items():
            box.setChecked(verdict is Verdict.ILLEGAL or kind in _ALL_VERDICTS)
            box.setEnabled(kind != "project")
        for name, kinds in (("encoding", PROFILES), ("crs", (*PROFILES, "dxf"))):
            shown = kind in kinds
            for widget in (getattr(self, name), self.findChild(QLabel, f"caption_{name}")):
                widget.setVisible(shown)
        self.state.setItemText(0, self._usual_states(kind))
        for choice in (self.state, self.month, self.street):
            choice.setEnabled(kind != "project")
        self.personal.setVisible(kind not in ("field", "project", "dxf"))
        self.pictures.setVisible(kind in LEDGERS)
        self.preview.setVisible(kind in PROFILES)
        self.folder.setText(str(self._proposed(kind)))
        self._refresh()

    def _usual_states(self, kind: str) -> str:
        if kind == "field":
            return self.tr("Usual: to be checked (S10, S20)")
        if kind in ("demolition", "geojson", "dxf"):
            return self.tr("Usual: 违法 that is not closed, ended or found lawful")
        return self.tr("Usual: every state but merged and split")

    def _proposed(self, kind: str) -> Path:
        """Return a folder of today's, or a file in it."""
        today = f"{clock.now():%Y-%m-%d}"
        if kind in LEDGERS:
            return self._exports / f"{LEDGERS[kind]}_{today}.xlsx"
        if kind in FILES:
            return self._exports / f"twowei_{today}{FILES[kind]}"
        return self._exports / (today if kind == "demolition" else f"{kind}_{today}")

    def _refresh(self) -> None:
        chosen = [verdict for verdict, box in self.boxes.items() if box.isChecked()]
        count = sum(self._counts.get(verdict, 0) for verdict in chosen)
        waiting = self._counts.get(None, 0)
        text = self.tr("Patches with these verdicts: {0}.").format(count)
        if waiting:
            text += " " + self.tr("Without a verdict, left behind: {0}.").format(waiting)
        whole = self.kind.currentData() == "project"
        self.count.setText("" if whole else text)
        assert self._save is not None
        self._save.setEnabled(bool((whole or (chosen and count)) and self.folder.text().strip()))
        self.preview.setEnabled(bool(chosen and count))

    def _browse(self) -> None:
        place = Path(self.folder.text().strip())
        if place.suffix in (".xlsx", *FILES.values()):
            chosen, _ = QFileDialog.getSaveFileName(self, self.tr("File to write"), str(place), f"*{place.suffix}")
            if chosen:
                self.folder.setText(str(Path(chosen).with_suffix(place.suffix)))
            return
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Folder of exports"), str(place.parent))
        if chosen:
            self.folder.setText(str(Path(chosen) / place.name))

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._shown)))


def proposed_folder(workspace: Path) -> Path:
    """Return where exports lie inside the workspace."""
    return workspace / "exports"
