"""Everything the list can be narrowed to, in a panel that opens under its button."""

from __future__ import annotations

from PyQt5.QtCore import Qt, pyqtSignal
from PyQt5.QtGui import QHideEvent
from PyQt5.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QWidget,
)

from twowei.casebook.lifecycle import State, Verdict
from twowei.casebook.sources import SOURCES
from twowei.casebook.wanted import Second
from twowei.desktop.language import chinese, label
from twowei.desktop.review.choice_button import ChoiceButton
from twowei.desktop.review.history_texts import reason_text
from twowei.services.queue import Facets, Thinning, Wanted

MOST_M2 = 10_000_000.0
_SOURCE_WORDS = {
    "01": "Satellite", "02": "Drone", "03": "Patrol", "04": "Complaint", "05": "Higher office", "06": "Third party",
    "07": "Property management", "08": "Drawn by hand", "09": "Other",
}  # fmt: skip


def _link(target: str, text: str) -> str:
    return f'<a href="{target}">{text}</a>'


class FilterPanel(QFrame):
    """Holds a wish; says so when somebody changes it."""

    changed = pyqtSignal()
    save_wanted = pyqtSignal()
    delete_wanted = pyqtSignal()
    closed = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.Popup)
        self.setFrameShape(QFrame.StyledPanel)
        self._grid = QGridLayout(self)
        self._quiet = False
        self.choices = {
            name: ChoiceButton(self)
            for name in ("verdicts", "states", "months", "streets", "sources", "people", "reasons")
        }
        self.undecided, self.due, self.second = QComboBox(self), QComboBox(self), QComboBox(self)
        self.least_m2, self.most_m2 = _amount(MOST_M2, 0, " ㎡"), _amount(MOST_M2, 0, " ㎡")
        self.least_score, self.most_score = _amount(1.0, 2, ""), _amount(1.0, 2, "")
        self.thinning = QLabel(self)
        self.listed = QCheckBox(self)
        self._numbers: tuple[str, ...] = ()
        self._told: Thinning | None = None
        self.thinning.linkActivated.connect(self._show_behind)
        self._fill_combos()
        self._lay_out()
        self._offer_fixed()
        for button in self.choices.values():
            button.changed.connect(self._say)
        for combo in (self.undecided, self.due, self.second):
            combo.currentIndexChanged.connect(self._say)
        for box in (self.least_m2, self.most_m2, self.least_score, self.most_score):
            box.valueChanged.connect(self._say)
        self.listed.toggled.connect(self._say)

    def offer(self, facets: Facets) -> None:
        """Offer what the casebook holds."""
        offered = {
            "months": [(month, f"{month}  ({count})") for month, count in facets.months.items()],
            "streets": [(code, f"{name or code}  ({count})") for (code, name), count in facets.streets.items()],
            "people": [(name, f"{name or self.tr('Nobody')}  ({count})") for name, count in facets.people.items()],
            "sources": [(code, f"{_source(code)}  ({count})") for code, count in facets.sources.items()],
            "reasons": [(code, f"{reason_text(code)}  ({count})") for code, count in facets.reasons.items()],
        }
        for name, options in offered.items():
            self.choices[name].offer(options)

    def show_thinning(self, told: Thinning | None) -> None:
        """Say what the least score spares and costs."""
        text = ""
        if told is not None:
            text = self.tr("At {0} you check {1} fewer of {2} and miss about {3} real ones.").format(
                f"{told.cut:.2f}",
                _link("left out", f"{told.spared:.0%}"),
                _link("all", f"{told.patches}"),
                _link("left out", f"{told.missed:.0f} ± {told.spread:.0f}"),
            )
            self._told = told
        self.thinning.setText(text)
        self.thinning.setVisible(bool(text))

    def hideEvent(self, event: QHideEvent | None) -> None:
        super().hideEvent(event)
        self.closed.emit()

    def _show_behind(self, which: str) -> None:
        """Let the list show what a number of the sentence counts: all that wait, or those below the cut."""
        if self._told is not None:
            self.show_wanted(Wanted(numbers=self._told.below if which == "left out" else self._told.waiting))
            self.changed.emit()

    def wanted(self, text: str) -> Wanted:
        """Return the wish, with this text to search for."""
        return Wanted(
            **{name: button.chosen() for name, button in self.choices.items()},
            undecided=self.undecided.currentData(),
            least_m2=_value(self.least_m2),
            most_m2=_value(self.most_m2),
            least_score=_value(self.least_score),
            most_score=_value(self.most_score),
            due_days=self.due.currentData(),
            second=self.second.currentData(),
            text=text,
            numbers=self._numbers if self.listed.isChecked() else (),
        )

    def show_wanted(self, wanted: Wanted) -> None:
        """Show a wish without announcing it."""
        self._quiet = True
        for name, button in self.choices.items():
            button.choose(getattr(wanted, name))
        combos = ((self.undecided, wanted.undecided), (self.due, wanted.due_days), (self.second, wanted.second))
        for combo, value in combos:
            combo.setCurrentIndex(max(0, combo.findData(value)))
        for box, amount in (
            (self.least_m2, wanted.least_m2),
            (self.most_m2, wanted.most_m2),
            (self.least_score, wanted.least_score),
            (self.most_score, wanted.most_score),
        ):
            box.setValue(box.minimum() if amount is None else amount)
        self._numbers = wanted.numbers
        self.listed.setVisible(bool(wanted.numbers))
        self.listed.setChecked(bool(wanted.numbers))
        self.listed.setText(self.tr("Only the {0} patches of a board or figure").format(len(wanted.numbers)))
        self._quiet = False

    def _clear(self) -> None:
        self.show_wanted(Wanted())
        self.changed.emit()

    def _say(self) -> None:
        if not self._quiet:
            self.changed.emit()

    def _fill_combos(self) -> None:
        for text, value in (
            (self.tr("All"), None),
            (self.tr("Undecided"), True),
            (self.tr("With a verdict"), False),
        ):
            self.undecided.addItem(text, value)
        self.due.addItem(self.tr("Any"), None)
        self.due.addItem(self.tr("Overdue"), 0)
        for days in (1, 3, 7, 30):
            self.due.addItem(self.tr("Within {0} d").format(days), days)
        for text, second in (
            (self.tr("Any"), None),
            (self.tr("Waits for a second look"), Second.WAITING),
            (self.tr("Looked at twice"), Second.DONE),
            (self.tr("Both agree"), Second.AGREES),
            (self.tr("Both differ"), Second.DIFFERS),
        ):
            self.second.addItem(text, second)

    def _offer_fixed(self) -> None:
        self.choices["verdicts"].offer([(verdict, label(verdict)) for verdict in Verdict])
        self.choices["states"].offer([(state, f"{state.code} {label(state)}") for state in State])

    def _lay_out(self) -> None:
        rows: tuple[tuple[str, tuple[QWidget, ...]], ...] = (
            (self.tr("Month"), (self.choices["months"],)),
            (self.tr("Street"), (self.choices["streets"],)),
            (self.tr("Progress"), (self.undecided,)),
            (self.tr("Verdict"), (self.choices["verdicts"],)),
            (self.tr("Reason"), (self.choices["reasons"],)),
            (self.tr("State"), (self.choices["states"],)),
            (self.tr("Source"), (self.choices["sources"],)),
            (self.tr("Responsible"), (self.choices["people"],)),
            (self.tr("Area"), (self.least_m2, self.most_m2)),
            (self.tr("Score"), (self.least_score, self.most_score)),
            (self.tr("Deadline"), (self.due,)),
            (self.tr("Second look"), (self.second,)),
        )
        for row, (caption, fields) in enumerate(rows):
            self._grid.addWidget(QLabel(caption), row, 0)
            for column, field in enumerate(fields):
                self._grid.addWidget(field, row, 1 + column, 1, 3 - len(fields))
        self.thinning.setWordWrap(True)
        self.thinning.hide()
        self._grid.addWidget(self.thinning, len(rows), 0, 1, 3)
        self.listed.hide()
        self._grid.addWidget(self.listed, len(rows) + 1, 0, 1, 3)
        foot = QHBoxLayout()
        self.clear_button = QPushButton(self.tr("Clear"))
        self.save_button = QPushButton(self.tr("Save as a view…"))
        self.clear_button.clicked.connect(self._clear)
        self.save_button.clicked.connect(self.save_wanted)
        self.delete_button = QPushButton(self.tr("Delete this view"))
        self.delete_button.clicked.connect(self.delete_wanted)
        foot.addWidget(self.clear_button)
        foot.addStretch()
        foot.addWidget(self.delete_button)
        foot.addWidget(self.save_button)
        self._grid.addLayout(foot, len(rows) + 2, 0, 1, 3)


def _amount(most: float, decimals: int, suffix: str) -> QDoubleSpinBox:
    """Return a field in which the least value stands for no bound."""
    box = QDoubleSpinBox()
    box.setDecimals(decimals)
    step = 10.0**-decimals if decimals else 1.0
    box.setRange(-step, most)
    box.setSingleStep(10 * step if not decimals else 0.05)
    box.setSpecialValueText("—")
    box.setButtonSymbols(QDoubleSpinBox.NoButtons)
    box.setSuffix(suffix)
    box.setValue(-step)
    return box


def _value(box: QDoubleSpinBox) -> float | None:
    return None if box.value() < 0 else float(box.value())


def _source(code: str) -> str:
    if not chinese():
        return _SOURCE_WORDS.get(code, code)
    return next((source.zh for source in SOURCES if source.code == code), code)
