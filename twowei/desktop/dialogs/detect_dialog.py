"""Asks which two months to compare, and for what."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PyQt5.QtCore import pyqtSignal
from PyQt5.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QWidget,
)

from twowei.desktop import forms
from twowei.desktop.error_texts import in_words
from twowei.detection.card import DEFAULT_MODEL, load_card, model_names
from twowei.errors import TwoweiError
from twowei.services.expected import Expectation
from twowei.services.next_pair import NextPair
from twowei.settings import RUNTIME, Settings

Expect = Callable[[str, str, str, str, str, int], Expectation | None]
"""Gives what a run will be like: months, model, device, runtime, number of sorts of change."""


class DetectDialog(QDialog):
    """Months, kind of change, model and device."""

    check_wanted = pyqtSignal()

    before: QComboBox
    after: QComboBox
    change: QComboBox
    model: QComboBox
    device: QComboBox
    threshold: QDoubleSpinBox
    min_area: QSpinBox
    aoi: QLineEdit
    browse_aoi: QPushButton
    notice: QLabel
    buttons: QDialogButtonBox

    def __init__(
        self,
        months: Sequence[str],
        pair: NextPair | tuple[str, str] | None,
        parent: QWidget | None = None,
        expect: Expect | None = None,
    ) -> None:
        super().__init__(parent)
        self._expect, self._runtime = expect, Settings().get(RUNTIME)
        forms.load(self, "detect_dialog")
        for box in (self.before, self.after):
            box.addItems(list(months))
            box.currentIndexChanged.connect(self._refresh)
        for text, code in (
            (self.tr("New buildings"), "new"),
            (self.tr("Demolished buildings"), "demolished"),
            (self.tr("Both"), "both"),
        ):
            self.change.addItem(text, code)
        for text, code in ((self.tr("Automatic"), "auto"), (self.tr("Processor"), "cpu"), ("CUDA", "cuda")):
            self.device.addItem(text, code)
        self.model.addItems(model_names())
        self.model.setCurrentText(DEFAULT_MODEL)
        for chosen in (self.model, self.device, self.change):
            chosen.currentIndexChanged.connect(self._refresh)
        self.browse_aoi.clicked.connect(self._browse_aoi)
        self.aoi.textChanged.connect(self._refresh)
        self._ok = self.buttons.button(QDialogButtonBox.Ok)
        assert isinstance(self._ok, QPushButton)
        self._ok.setText(self.tr("Detect"))
        check = self.buttons.addButton(self.tr("Check the pair…"), QDialogButtonBox.ActionRole)
        assert check is not None
        check.clicked.connect(self.check_wanted)
        if pair:
            self.before.setCurrentText(pair[0])
            self.after.setCurrentText(pair[1])
        if isinstance(pair, NextPair):
            self.change.setCurrentIndex(self.change.findData(pair.change))
        self._refresh()

    def arguments(self) -> list[str]:
        """Return the options of ``twowei detect``."""
        options = ["--before", self.before.currentText(), "--after", self.after.currentText()]
        options += ["--change", str(self.change.currentData()), "--device", str(self.device.currentData())]
        if self.threshold.value() > 0:
            options += ["--threshold", f"{self.threshold.value():.2f}"]
        if self.min_area.value() > 0:
            options += ["--min-area", str(self.min_area.value())]
        if self.aoi.text().strip():
            options += ["--aoi", self.aoi.text().strip()]
        if self._runtime != RUNTIME.default:
            options += ["--runtime", self._runtime]
        return [*options, "--model", self.model.currentText()] if self.model.currentText() else options

    def pair(self) -> tuple[str, str]:
        """Return the months chosen."""
        return self.before.currentText(), self.after.currentText()

    def _browse_aoi(self) -> None:
        kinds = self.tr("Vector files") + " (*.gpkg *.shp *.geojson *.json *.kml)"
        chosen, _ = QFileDialog.getOpenFileName(self, self.tr("Area of interest"), "", kinds)
        if chosen:
            self.aoi.setText(chosen)

    def _refresh(self) -> None:
        wrong = self.before.currentText() >= self.after.currentText()
        assert self._ok is not None
        self._ok.setEnabled(not wrong)
        if wrong:
            self.notice.setText(self.tr("The month before must be older than the month after."))
            return
        if self.aoi.text().strip() and not Path(self.aoi.text().strip()).is_file():
            self._ok.setEnabled(False)
            self.notice.setText(self.tr("There is no file {0}.").format(self.aoi.text().strip()))
            return
        self.notice.setText("\n".join((self._about_model(), self._about_time())))

    def _about_time(self) -> str:
        """Say what will compute and about how long, once this machine has run the model."""
        hope = None
        if self._expect and self.model.currentText():
            ways = 2 if self.change.currentData() == "both" else 1
            try:
                hope = self._expect(
                    *self.pair(), self.model.currentText(), str(self.device.currentData()), self._runtime, ways
                )
            except TwoweiError as error:
                return in_words(error)
        if hope is None:
            return self.tr("How long it takes is shown after the first run on this machine.")
        minutes = max(1, round(hope.seconds / 60))
        facts = hope.runtime
        where = self.tr("CPU, threads: {0}").format(facts.threads) if facts.device == "cpu" else "CUDA"
        return self.tr("{0}, {1}: about {2} min for {3} km² (an estimate).").format(
            where, facts.engine, f"{minutes:,}", f"{hope.km2:.3g}"
        )

    def _about_model(self) -> str:
        try:
            card = load_card(self.model.currentText() or DEFAULT_MODEL)
        except TwoweiError as error:
            return in_words(error)
        use = self.tr("academic use only") if card.academic_only else self.tr("any use")
        return self.tr("Model {0}: {1}; works at {2} m.").format(card.label, use, f"{card.resolution_m:g}")
