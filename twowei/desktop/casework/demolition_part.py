"""Recording a demolition or a part of it: when, how, how much, what still stands, photos from the same bearing."""

from __future__ import annotations

from pathlib import Path

from PyQt5.QtCore import QDateTime, Qt
from PyQt5.QtWidgets import (
    QComboBox,
    QDateTimeEdit,
    QDoubleSpinBox,
    QFileDialog,
    QFormLayout,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from twowei.casebook import clock
from twowei.casebook.clock import CHINA_TIME
from twowei.casebook.ledger import number_of
from twowei.casebook.plausible import LARGER_FROM
from twowei.desktop.board import texts
from twowei.desktop.casework.part import Outcome, Part
from twowei.desktop.casework.pictures import Strip
from twowei.desktop.dialogs.proof_fields import FileField
from twowei.desktop.error_texts import in_words
from twowei.desktop.language import label
from twowei.desktop.tones import set_ink, set_tone
from twowei.errors import UnknownNameError
from twowei.services.case_file import BEGUN, CaseFile
from twowei.services.demolish import Removal, record
from twowei.services.workspace import Workspace

PHOTOS = "*.jpg *.jpeg *.png *.tif *.tiff"
WAYS = ("自拆", "助拆", "强拆")
MOST_M2 = 10_000_000.0


class DemolitionPart(Part):
    """Fields for one day's demolition; what still stands is reckoned, and may be corrected."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._file: CaseFile | None = None
        self.photos: list[Path] = []
        self.refusal, self.sums, self.done = QLabel(), QLabel(), QLabel()
        self.when, self.method, self.squad = QDateTimeEdit(), QComboBox(), QLineEdit()
        self.plan, self.why, self.note = QLineEdit(), QLineEdit(), QLineEdit()
        self.floor, self.footprint, self.left = _area(), _area(), _area(unknown=True)
        self.papers = FileField(self.tr("Add papers…"), self.tr("All files") + " (*)")
        self.before, self.after = Strip(), Strip()
        self.add_button = QPushButton(self.tr("Add photos afterwards…"))
        self.record_button = QPushButton(self.tr("Record the demolition"))
        self._set_up()
        self._lay_out()
        self.floor.valueChanged.connect(lambda _value: self._reckon())
        self.left.valueChanged.connect(lambda _value: self._tell_sums())
        self.add_button.clicked.connect(lambda _checked: self._choose_photos())
        self.record_button.clicked.connect(lambda _checked: self.wanted.emit(self.record))

    def show_file(self, file: CaseFile) -> None:
        self._file = file
        facts = file.patch.facts
        self.refusal.setText(in_words(file.refusal) if file.refusal else "")
        self.refusal.setVisible(bool(file.refusal))
        self.record_button.setEnabled(not file.refusal)
        self.when.setDateTime(QDateTime(clock.now().replace(tzinfo=None)))
        self.method.setCurrentIndex(max(self.method.findData(facts.get("CZFS")), 0))
        self.squad.setText(str(facts.get("CCDW", "")))
        self.plan.setText(str(facts.get("plan", "")))
        begun = file.patch.state in BEGUN
        ground = number_of(facts, "ZDMJ") or file.patch.area_m2
        self.floor.setValue(file.left_m2 or 0.0)
        self.footprint.setValue(max(ground - file.cleared_m2, 0.0) if begun or file.left_m2 else 0.0)
        for line in (self.why, self.note):
            line.clear()
        self.papers.clear()
        self.put_photos([])
        self.before.show_shots([one for one in file.shots if not one.after])
        lines = [f"{one.day}  {_way(one.method)}  {one.floor_m2:,.2f} ㎡" for one in file.removals]
        self.done.setText(self.tr("Removed so far: {0}").format("; ".join(lines) if lines else "—"))
        self._reckon()

    def put_photos(self, paths: list[Path]) -> None:
        """Take these photos of after the demolition."""
        self.photos = paths
        self.after.show_new(paths, self._file.bearings if self._file else [])

    def record(self, workspace: Workspace, number: str, by: str) -> Outcome:
        """Record what the fields say.

        Raises:
            TwoweiError: Something is missing or not allowed.
        """
        if not self.method.currentData():
            raise UnknownNameError(self.tr("Choose how it was demolished: by the owner, with help, or by force."))
        if self.left.value() < 0:
            raise UnknownNameError(self.tr("Give what still stands; 0 where nothing does."))
        when = self.when.dateTime().toPyDateTime().replace(tzinfo=CHINA_TIME)
        removal = Removal(
            when, str(self.method.currentData()), self.floor.value(), self.footprint.value(), self.left.value(),
            self.squad.text().strip(), self.plan.text().strip(), self.why.text().strip(), self.note.text().strip(),
        )  # fmt: skip
        made = record(workspace, number, removal, by, photos=self.photos, documents=self.papers.paths)
        gone, left = (number_of(made.patch.facts, name) or 0.0 for name in ("CCMJ", "SYMJ"))
        told = self.tr("Recorded: {0} ㎡ removed, {1} ㎡ still stand, now {2}.")
        return Outcome(
            made.patch, told.format(f"{gone:,.2f}", f"{left:,.2f}", label(made.patch.state)), made.warnings
        )  # fmt: skip

    # ---- inside ----------------------------------------------------------------------------------

    def _set_up(self) -> None:
        self.when.setDisplayFormat("yyyy-MM-dd HH:mm")
        self.when.setCalendarPopup(True)
        self.method.addItem("", "")
        for code, word in enumerate(WAYS, 1):
            self.method.addItem(texts.word(word), str(code))
        self.why.setPlaceholderText(self.tr("why it is larger than the building"))
        self.refusal.setWordWrap(True)
        self.refusal.setProperty("role", "notice")
        set_tone(self.refusal, "warn")
        self.sums.setWordWrap(True)
        self.done.setWordWrap(True)
        self.done.setProperty("role", "muted")
        self.record_button.setProperty("primary", True)
        for button in (self.add_button, self.record_button):
            button.setAutoDefault(False)

    def _lay_out(self) -> None:
        form = QFormLayout()
        for caption, field in (
            (self.tr("When *"), self.when), (self.tr("How *"), self.method),
            (self.tr("Floor area removed now *"), self.floor), (self.tr("Ground cleared now"), self.footprint),
            (self.tr("Still stands *"), self.left), ("", self.sums), (self.tr("Why larger"), self.why),
            (self.tr("Done by"), self.squad), (self.tr("Plan"), self.plan), (self.tr("Papers"), self.papers),
            (self.tr("Note"), self.note),
        ):  # fmt: skip
            form.addRow(caption, field)
        self._why_caption = form.labelForField(self.why)
        photos = QVBoxLayout()
        for title, strip in (
            (self.tr("Photos before"), self.before),
            (self.tr("Photos afterwards, from the same bearing"), self.after),
        ):
            box = QGroupBox(title)
            inside = QVBoxLayout(box)
            inside.addWidget(strip)
            if strip is self.after:
                inside.addWidget(self.add_button, 0, Qt.AlignLeft)
            photos.addWidget(box, 1)
        row = QHBoxLayout()
        row.addLayout(form, 5)
        row.addLayout(photos, 4)
        foot = QHBoxLayout()
        foot.addWidget(self.done, 1)
        foot.addWidget(self.record_button)
        column = QVBoxLayout(self)
        column.addWidget(self.refusal)
        column.addLayout(row, 1)
        column.addLayout(foot)

    def _reckon(self) -> None:
        """Reckon what still stands: the building less all that was removed; a correction is kept until then."""
        file = self._file
        if file is None:
            return
        if file.building_m2 is None and file.left_m2 is None:
            self.left.setValue(self.left.minimum())
        else:
            stood = file.left_m2 if file.left_m2 is not None else file.building_m2 or 0.0
            self.left.setValue(max(stood - self.floor.value(), 0.0))
        self._tell_sums()

    def _tell_sums(self) -> None:
        file = self._file
        if file is None:
            return
        whole, gone = file.building_m2, file.removed_m2 + self.floor.value()
        larger = whole is not None and gone > LARGER_FROM * whole
        if whole is None and file.left_m2 is not None:
            parts = [f"{one:,.2f}" for one in (file.removed_m2, self.floor.value(), max(self.left.value(), 0))]
            text, tone = self.tr("before {0} + now {1} + still stands {2}").format(*parts), "muted"
        elif whole is None:
            text, tone = self.tr("The building's floor area is not known: say what still stands."), "warn"
        else:
            parts = [f"{one:,.2f}" for one in (whole, file.removed_m2, self.floor.value(), max(self.left.value(), 0))]
            text = self.tr("building {0} · before {1} + now {2} + still stands {3}").format(*parts)
            off = abs(gone + max(self.left.value(), 0) - whole) > (LARGER_FROM - 1) * whole
            tone = "bad" if larger else "warn" if off else "muted"
        self.sums.setText(text)
        set_ink(self.sums, tone)
        for widget in (self.why, self._why_caption):
            if widget is not None:
                widget.setVisible(larger)

    def _choose_photos(self) -> None:
        chosen, _ = QFileDialog.getOpenFileNames(
            self, self.tr("Photos after the demolition"), "", self.tr("Photos") + f" ({PHOTOS})"
        )
        if chosen:
            self.put_photos(list(dict.fromkeys([*self.photos, *map(Path, chosen)])))


def _area(*, unknown: bool = False) -> QDoubleSpinBox:
    """Return a field for ㎡; one that may be unknown shows a dash below 0."""
    box = QDoubleSpinBox()
    box.setDecimals(2)
    box.setRange(-1.0 if unknown else 0.0, MOST_M2)
    box.setSuffix(" ㎡")
    box.setButtonSymbols(QDoubleSpinBox.NoButtons)
    box.setGroupSeparatorShown(True)
    if unknown:
        box.setSpecialValueText("—")
    return box


def _way(code: str) -> str:
    return texts.word(WAYS[int(code) - 1]) if code in ("1", "2", "3") else "—"
