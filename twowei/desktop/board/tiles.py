"""A tile of the dashboard: a figure, what it is out of, its changes; each number opens its list."""

from __future__ import annotations

from collections.abc import Callable

from PyQt5.QtCore import pyqtSignal
from PyQt5.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from twowei.desktop.board import figure_texts
from twowei.desktop.board.link_table import Link
from twowei.desktop.board.numbers import NumberButton
from twowei.desktop.themes import colour
from twowei.services.figures import Progress, Told


class Tile(QFrame):
    """Shows one figure."""

    linked = pyqtSignal(object)  # Link

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.caption, self.changes = QLabel(), QLabel()
        self.caption.setProperty("role", "muted")
        self.value, self.above, self.below = NumberButton(size="big"), NumberButton(), NumberButton()
        self._slash, self.beside = QLabel("/"), QLabel()
        self.beside.setProperty("role", "muted")
        self._links: dict[NumberButton, Link | None] = {}
        for button in (self.value, self.above, self.below):
            button.clicked.connect(lambda _checked, one=button: self._follow(one))
        line = QHBoxLayout()
        line.setSpacing(2)
        for widget in (self.above, self._slash, self.below, self.beside):
            line.addWidget(widget)
        line.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 6, 10, 6)
        column.setSpacing(1)
        column.addWidget(self.caption)
        first = QHBoxLayout()
        first.addWidget(self.value)
        first.addStretch()
        column.addLayout(first)
        column.addLayout(line)
        column.addWidget(self.changes)

    def show_told(self, told: Told, numbers: Callable[[str, bool], list[str]]) -> None:
        """Show a figure; ``numbers`` gives its patches, or with True those it is out of."""
        one, figure = told.value, told.figure
        name = figure_texts.name(figure)
        self.caption.setText(name)
        self.setToolTip(figure_texts.about(figure))
        link = Link(name, lambda: numbers(figure.name, False))
        self._show(self.value, figure_texts.value(one), link if one.top else None)
        is_share = one.bottom is not None
        for widget in (self.above, self._slash, self.below):
            widget.setVisible(is_share)
        if one.bottom is not None:
            out_of = Link(self.tr("{0}, out of").format(name), lambda: numbers(figure.name, True))
            self._show(self.above, figure_texts.amount(one.top), link if one.top else None)
            self._show(self.below, figure_texts.amount(one.bottom), out_of if one.bottom else None)
        self.beside.setText(figure_texts.interval(one))
        self.changes.setText(self._changes(told))

    def show_progress(self, progress: Progress, caption: str) -> None:
        """Show a year's task."""
        self.caption.setText(caption)
        percent = "—" if progress.percent is None else f"{progress.percent:,.2f}%"
        link = Link(caption, lambda: progress.numbers) if progress.numbers else None
        self._show(self.value, percent, link)
        self._show(self.above, f"{progress.done_m2 / 1e4:,.2f}", link)
        self._show(self.below, f"{progress.target.m2 / 1e4:,.2f}", None)
        self.beside.setText(self.tr("×10⁴ ㎡"))
        self.changes.setText(self.tr("done of the target of {0}").format(progress.target.year))

    def _changes(self, told: Told) -> str:
        """Return the changes, coloured where they are for the better or worse."""
        parts = []
        for caption, by in ((self.tr("month"), told.by_month), (self.tr("year"), told.by_year)):
            tone = figure_texts.change_tone(told.figure, by)
            ink = colour(tone or "muted").name()
            parts.append(f'{caption} <span style="color:{ink}">{figure_texts.change(told.figure, by)}</span>')
        return "&nbsp;&nbsp;".join(parts)

    def _show(self, button: NumberButton, text: str, link: Link | None) -> None:
        self._links[button] = link
        button.show_number(text, link is not None)

    def _follow(self, button: NumberButton) -> None:
        link = self._links.get(button)
        if link is not None:
            self.linked.emit(link)
