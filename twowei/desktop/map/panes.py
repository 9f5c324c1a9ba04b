"""The panes of the map beside or above each other, and the bar that blends or times the comparison."""

from __future__ import annotations

from PyQt5.QtCore import Qt, pyqtSignal
from PyQt5.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QSlider, QWidget

from twowei.desktop.map.compare import Comparison, Mode
from twowei.desktop.map.pane import Pane

SLOWEST_MS, QUICKEST_MS = 1600, 200


class PaneRow:
    """Divides a widget into one or two panes."""

    def __init__(self, widget: QWidget, panes: tuple[Pane, Pane]) -> None:
        self._row = QBoxLayout(QBoxLayout.LeftToRight, widget)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(2)
        self._panes = panes
        for pane in panes:
            self._row.addWidget(pane, 1)
        panes[1].hide()

    def arrange(self, comparison: Comparison) -> None:
        """Show as many panes as the comparison has, beside each other or one above the other."""
        self._row.setDirection(QBoxLayout.LeftToRight if comparison.upright else QBoxLayout.TopToBottom)
        self._panes[1].setVisible(comparison.panes == 2)
        self._row.activate()

    @property
    def seen(self) -> tuple[Pane, ...]:
        """The panes that are on the screen."""
        return self._panes if not self._panes[1].isHidden() else self._panes[:1]


class BlendBar(QWidget):
    """A slider at the foot of the map: how much of each epoch the fade shows, or how quick the flicker is."""

    share_chosen = pyqtSignal(float)
    interval_chosen = pyqtSignal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WA_StyledBackground)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 2, 10, 2)
        self.less, self.slider, self.more = QLabel(), QSlider(Qt.Horizontal), QLabel()
        self.slider.setRange(0, 100)
        self.slider.setFixedWidth(180)
        self.slider.setFocusPolicy(Qt.NoFocus)
        for part in (self.less, self.slider, self.more):
            row.addWidget(part)
        self.slider.valueChanged.connect(self._announce)
        self._mode = Mode.SWIPE
        self._kept = {Mode.FADE: 50, Mode.FLICKER: 65}
        self.hide()

    @property
    def interval_ms(self) -> int:
        """How long the flicker shows each epoch."""
        return round(SLOWEST_MS + (QUICKEST_MS - SLOWEST_MS) * self._kept[Mode.FLICKER] / 100)

    def show_for(self, mode: Mode) -> None:
        """Stand on the map where the mode has something to slide."""
        self._mode = Mode.SWIPE
        if mode in self._kept:
            fade = mode is Mode.FADE
            self.less.setText(self.tr("Before") if fade else self.tr("Slow"))
            self.more.setText(self.tr("After") if fade else self.tr("Quick"))
            self.slider.setValue(self._kept[mode])
            self._mode = mode
        self.setVisible(mode in self._kept)
        self.place()

    def place(self) -> None:
        """Stand at the foot of the map, in the middle."""
        parent = self.parentWidget()
        assert parent is not None
        self.adjustSize()
        self.move((parent.width() - self.width()) // 2, parent.height() - self.height() - 14)
        self.raise_()

    def _announce(self, value: int) -> None:
        if self._mode not in self._kept:
            return
        self._kept[self._mode] = value
        if self._mode is Mode.FADE:
            self.share_chosen.emit(value / 100)
        else:
            self.interval_chosen.emit(self.interval_ms)
