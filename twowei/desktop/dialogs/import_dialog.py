"""A supplier's file: what was understood of it, what would become of it, and what the user knows better."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PyQt5.QtCore import QCoreApplication, Qt, QTimer, pyqtSignal
from PyQt5.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFrame,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QTabWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from twowei.casebook.memory import Kind
from twowei.casebook.sources import SOURCES, parse_source
from twowei.desktop import forms, themes
from twowei.desktop.background import Work
from twowei.desktop.complaints import complaint
from twowei.desktop.dialogs.column_mapping import ColumnMapping
from twowei.desktop.dialogs.findings import sentence
from twowei.desktop.icons import icon
from twowei.desktop.looker import Looker, looking_into
from twowei.desktop.tones import set_tone
from twowei.errors import TwoweiError
from twowei.services.workspace import Workspace

if TYPE_CHECKING:  # they bring pandas along, which a start can do without
    from twowei.imports.delivery import Finding
    from twowei.services.intake import Intake, Request

SHOWN_ROWS, SHOWN_FINDINGS = 8, 500
WAIT_MS = 300
GCJ02 = "GCJ-02"
_translate = QCoreApplication.translate


class ImportDialog(QDialog):
    """Looks into the file beside the window after every change; imports only what was seen."""

    wanted = pyqtSignal()

    file: QLineEdit
    browse: QPushButton
    supplier: QComboBox
    month: QLineEdit
    source: QComboBox
    crs: QComboBox
    encoding: QComboBox
    layer: QLineEdit
    result: QFrame
    message: QLabel
    tabs: QTabWidget
    preview: QTableWidget
    mapping: QTableWidget
    findings: QTreeWidget
    summary: QLabel
    skip_bad: QCheckBox
    buttons: QDialogButtonBox

    def __init__(self, workspace: Path, suppliers: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        forms.load(self, "import_dialog")
        self._workspace = workspace
        self._looker = Looker(self._wish, self._show, self._show_failure_to_look, self)
        self.intake: Intake | None = None
        self.columns = ColumnMapping(self.mapping)
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.setInterval(WAIT_MS)
        self._waiting.timeout.connect(self._looker.look)
        self._fill(suppliers)
        self._connect()
        self.result.hide()
        self.skip_bad.hide()
        self._enable()

    @property
    def request(self) -> Request:
        """What is to be imported, as the dialog says it."""
        from twowei.services.intake import Request

        return Request(
            Path(self.file.text().strip()).expanduser(),
            self.supplier.currentText().strip(),
            self.month.text().strip() or None,
            parse_source(str(self.source.currentData())),
            self.encoding.currentData(),
            self.layer.text().strip() or None,
            self._said_crs(),
            tuple(self.columns.said()),
            self.skip_bad.isChecked(),
        )

    @property
    def busy(self) -> bool:
        """Whether the file is being looked into, or will be at once."""
        return self._looker.busy or self._waiting.isActive()

    def lock(self, locked: bool) -> None:
        """Keep hands off while the import runs."""
        self._locked = locked
        self._enable()

    def show_taken(self, taken: Intake) -> None:
        """Say what was imported."""
        self.intake, self._locked = None, False
        self._say("good", told(taken))
        self.summary.clear()
        self._enable()

    def show_failure(self, reason: str) -> None:
        """Say why nothing was imported."""
        self._locked = False
        self._say("bad", reason)
        self._enable()

    def done(self, result: int) -> None:
        self._waiting.stop()
        self._looker.close()
        super().done(result)

    # ---- making the parts ----------------------------------------------------------------------

    def _fill(self, suppliers: Sequence[str]) -> None:
        self._locked = False
        self.supplier.addItems(list(suppliers))
        self.supplier.setCurrentIndex(0 if suppliers else -1)
        for source in SOURCES:
            self.source.addItem(source.code + source.zh, source.code)
        self.source.setCurrentIndex(self.source.findData("06"))
        self._offer_crs(())
        self.encoding.addItem(self.tr("find out"), None)
        for name, text in (("utf-8", "UTF-8"), ("gb18030", "GBK / GB18030"), ("big5", "Big5")):
            self.encoding.addItem(text, name)
        self._ok = self.buttons.button(QDialogButtonBox.Ok)
        assert isinstance(self._ok, QPushButton)
        self._ok.setText(self.tr("Import"))
        header = self.findings.header()
        assert header is not None
        header.setSectionResizeMode(QHeaderView.ResizeToContents)

    def _connect(self) -> None:
        for line in (self.file, self.month, self.layer):
            line.textChanged.connect(self._ask)
        for box in (self.supplier, self.crs):
            box.currentTextChanged.connect(self._ask)
        for box in (self.source, self.encoding):
            box.currentIndexChanged.connect(self._ask)
        self.columns.changed.connect(self._ask)
        self.skip_bad.toggled.connect(self._enable)
        self.browse.clicked.connect(self._browse)
        self.buttons.rejected.connect(self.reject)
        self.buttons.accepted.connect(self.wanted)

    def _offer_crs(self, candidates: Sequence[str]) -> None:
        """Offer CRSs without asking anew; what the user said stays."""
        said = self.crs.currentText()
        self.crs.blockSignals(True)
        self.crs.clear()
        self.crs.addItem(self.tr("as the file says"))
        self.crs.addItems([*candidates, *([] if GCJ02 in candidates else [GCJ02])])
        self.crs.setCurrentText(said or self.crs.itemText(0))
        self.crs.blockSignals(False)

    def _said_crs(self) -> str | None:
        text = self.crs.currentText().strip()
        return None if text in ("", self.crs.itemText(0)) else text.split(" ")[0]

    def _browse(self) -> None:
        kinds = self.tr("Patches") + " (*.shp *.gpkg *.geojson *.json *.kml *.ovkml *.kmz *.ovkmz *.xlsx *.csv *.zip)"
        chosen, _ = QFileDialog.getOpenFileName(self, self.tr("Import patches"), self.file.text(), kinds)
        if chosen:
            self.file.setText(chosen)

    # ---- looking into the file -----------------------------------------------------------------

    def _ask(self) -> None:
        """Look into the file soon; another file forgets what was said of the columns."""
        if self.sender() is self.file:
            self.columns.clear()
        self.intake = None
        self._enable()
        self._waiting.start()

    def _wish(self) -> Work | None:
        request = self.request
        if not self.file.text().strip() or not request.supplier:
            return None
        workspace = self._workspace
        self.summary.setText(self.tr("Looking into the file…"))

        def into(opened: Workspace) -> Intake:
            from twowei.services.suppliers import look

            return look(opened, request)

        return looking_into(workspace, into)

    def _show(self, seen: Intake | TwoweiError) -> None:
        if isinstance(seen, TwoweiError):
            self._show_question(seen)
            return
        self.intake = seen
        self.result.hide()
        self.columns.show(seen.understood.delivery.columns, seen.understood.columns)
        self._show_rows(seen)
        self._show_findings(seen)
        self._show_summary(seen)
        self._enable()

    def _show_failure_to_look(self, reason: str) -> None:
        self.summary.clear()
        self._say("bad", reason)

    def _show_question(self, error: TwoweiError) -> None:
        """Say what is wrong; where only the CRS is missing, offer those it may be."""
        from twowei.imports.placing import UnknownCrsError

        self.summary.clear()
        if isinstance(error, UnknownCrsError):
            codes = [crs.to_epsg() for crs in error.candidates]
            self._offer_crs([f"EPSG:{code}" for code in codes if code])
            heading = self.tr("The file does not say its CRS. Choose it above; ask the supplier if in doubt.")
            self._say("warn", f"{heading}\n{error}")
            self.crs.setFocus()
        else:
            self._say("bad", complaint(error))
        self._enable()

    def _show_rows(self, seen: Intake) -> None:
        delivery, roles = seen.understood.delivery, {c: role for role, c in seen.understood.columns.items()}
        names = list(delivery.columns)
        self.preview.setColumnCount(len(names))
        self.preview.setHorizontalHeaderLabels([f"{n}\n→ {roles[n]}" if n in roles else n for n in names])
        rows = list(delivery.rows)[:SHOWN_ROWS]
        self.preview.setRowCount(len(rows))
        for row, values in enumerate(rows):
            for column, name in enumerate(names):
                self.preview.setItem(row, column, QTableWidgetItem(_cell(values, name)))
        self.preview.resizeColumnsToContents()

    def _show_findings(self, seen: Intake) -> None:
        numbers = {parcel.row: parcel.number for parcel in seen.understood.parcels}
        found = sorted(seen.understood.findings, key=lambda finding: not finding.blocking)
        self.findings.clear()
        for finding in found[:SHOWN_FINDINGS]:
            self.findings.addTopLevelItem(_item(finding, numbers.get(finding.row or 0, "")))
        self.tabs.setTabText(2, self.tr("Findings ({0})").format(len(found)))
        bad = len(seen.understood.blocking)
        self.skip_bad.setVisible(bad > 0)
        self.skip_bad.setText(self.tr("Leave out {0} rows that cannot be used").format(bad))
        if bad:
            self.tabs.setCurrentIndex(2)

    def _show_summary(self, seen: Intake) -> None:
        u = seen.understood
        epsg = u.placed.crs.to_epsg()
        facts = [
            self.tr("{0}, {1} rows").format(u.delivery.form, len(u.delivery.rows)),
            f"EPSG:{epsg}" if epsg else u.placed.crs.to_string()[:40],
            *([self.tr("GCJ-02 shift taken off")] if u.placed.shifted else []),
            *([u.delivery.encoding.upper()] if u.delivery.encoding else []),
            self.tr("areas in {0}").format(u.unit.name) if u.unit.name else self.tr("no usable areas"),
            f"{seen.before_month} → {seen.month}",
        ]
        self.summary.setText(" · ".join(facts) + "\n" + self.tr("Would be: {0}").format(counts(seen)))

    def _enable(self) -> None:
        assert self._ok is not None
        usable = self.intake is not None and bool(self.intake.understood.parcels)
        blocked = usable and bool(self.intake and self.intake.understood.blocking) and not self.skip_bad.isChecked()
        self._ok.setEnabled(usable and not blocked and not self._locked)

    def _say(self, tone: str, text: str) -> None:
        self.message.setText(text)
        set_tone(self.result, tone, self.message)
        self.result.show()


def told(taken: Intake) -> str:
    """Return what became of a file, in a sentence."""
    if taken.batch is None:
        text = _translate("ImportDialog", "All {0} rows were delivered before; nothing changed.")
        return text.format(taken.repeated)
    return _translate("ImportDialog", "Imported as batch {0}: {1}").format(taken.batch, counts(taken))


def counts(intake: Intake) -> str:
    """Return how many rows are of each kind."""
    words = {
        Kind.NEW: _translate("ImportDialog", "{0} new"),
        Kind.RELAPSE: _translate("ImportDialog", "{0} rebuilt"),
        Kind.KNOWN: _translate("ImportDialog", "{0} known already"),
        Kind.SIGHTING: _translate("ImportDialog", "{0} seen again"),
        Kind.EXTENSION: _translate("ImportDialog", "{0} grown"),
        Kind.SUPPRESSED: _translate("ImportDialog", "{0} known false alarms"),
    }
    parts = [text.format(intake.kinds[kind]) for kind, text in words.items() if intake.kinds[kind]]
    if intake.repeated:
        parts.append(_translate("ImportDialog", "{0} delivered before").format(intake.repeated))
    return ", ".join(parts) or _translate("ImportDialog", "nothing")


def _cell(values: Mapping[str, object], name: str) -> str:
    value = values.get(name)
    if isinstance(value, float):
        return f"{value:g}" if not value.is_integer() else str(int(value))
    return "" if value is None else str(value)


def _item(finding: Finding, number: str) -> QTreeWidgetItem:
    item = QTreeWidgetItem([str(finding.row or ""), number, sentence(finding)])
    tone = "bad" if finding.blocking else "warn"
    item.setIcon(2, icon("warning", themes.colour(tone).name()))
    item.setTextAlignment(0, int(Qt.AlignRight | Qt.AlignVCenter))
    return item
