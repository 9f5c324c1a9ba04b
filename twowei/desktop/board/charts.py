"""Charts in the window's colours: twelve months, bars to a mark. Paper has its own (`twowei.reports.charts`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PyQt5.QtCore import QPointF, QRectF, QSize, Qt, pyqtSignal
from PyQt5.QtGui import QFontMetricsF, QMouseEvent, QPainter, QPaintEvent, QPen
from PyQt5.QtWidgets import QWidget

from twowei.desktop.themes import colour

ROOM = 1.15
"""How much higher than the highest value a chart is."""


@dataclass(frozen=True)
class MonthPoint:
    """A month: a share in percent, None where there is none, and an amount."""

    name: str
    share: float | None
    amount: float


class MonthsChart(QWidget):
    """A share as a line with gaps, an amount as bars; a click chooses the month."""

    month_chosen = pyqtSignal(str)

    def __init__(self, share_label: str, amount_label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.points: list[MonthPoint] = []
        self._labels = share_label, amount_label
        self.setMinimumHeight(150)
        self.setCursor(Qt.PointingHandCursor)

    def show_points(self, points: Sequence[MonthPoint]) -> None:
        """Show other months."""
        self.points = list(points)
        self.setAccessibleDescription("; ".join(f"{one.name}: {_percent(one.share)}" for one in points))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(600, 200)

    def mousePressEvent(self, event: QMouseEvent | None) -> None:
        if event is None or not self.points:
            return
        place = int((event.pos().x() - self._area.left()) / max(self._area.width(), 1) * len(self.points))
        if 0 <= place < len(self.points):
            self.month_chosen.emit(self.points[place].name)

    def paintEvent(self, event: QPaintEvent | None) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.Antialiasing)
        self._legend(painter)
        if self.points:
            self._bars(painter)
            self._line(painter)
        painter.end()

    @property
    def _area(self) -> QRectF:
        line = QFontMetricsF(self.font()).lineSpacing()
        return QRectF(6, 2 * line, self.width() - 12, self.height() - 3 * line - 4)

    def _legend(self, painter: QPainter) -> None:
        height = QFontMetricsF(self.font()).lineSpacing()
        x = 8.0
        for text, ink in zip(self._labels, ("accent", "border"), strict=True):
            painter.fillRect(QRectF(x, height / 2 - 4, 14, 8), colour(ink))
            painter.setPen(colour("muted"))
            painter.drawText(QPointF(x + 20, height * 0.8), text)
            x += 44 + QFontMetricsF(self.font()).horizontalAdvance(text)

    def _slot(self, place: int) -> QRectF:
        area = self._area
        width = area.width() / len(self.points)
        return QRectF(area.left() + place * width, area.top(), width, area.height())

    def _bars(self, painter: QPainter) -> None:
        most = max([1.0, *(one.amount for one in self.points)]) * ROOM
        height = QFontMetricsF(self.font()).lineSpacing()
        for place, one in enumerate(self.points):
            slot = self._slot(place)
            bar = slot.height() * one.amount / most
            painter.fillRect(
                QRectF(slot.center().x() - slot.width() * 0.3, slot.bottom() - bar, slot.width() * 0.6, bar),
                colour("border"),
            )
            painter.setPen(colour("muted"))
            name = QRectF(slot.left(), slot.bottom() + 2, slot.width(), height)
            painter.drawText(name, int(Qt.AlignCenter), one.name[2:])
            if one.amount and bar > height * 1.2:
                inside = QRectF(slot.left(), slot.bottom() - height - 1, slot.width(), height)
                painter.setPen(colour("text"))
                painter.drawText(inside, int(Qt.AlignCenter), f"{one.amount:,.0f}")

    def _line(self, painter: QPainter) -> None:
        most = max([100.0, *(one.share for one in self.points if one.share is not None)]) * ROOM
        before: QPointF | None = None
        for place, one in enumerate(self.points):
            if one.share is None:
                before = None
                continue
            slot = self._slot(place)
            spot = QPointF(slot.center().x(), slot.bottom() - slot.height() * one.share / most)
            painter.setPen(QPen(colour("accent"), 2))
            if before is not None:
                painter.drawLine(before, spot)
            painter.setBrush(colour("accent"))
            painter.drawEllipse(spot, 3, 3)
            above = QRectF(slot.left(), spot.y() - 20, slot.width(), 16)
            painter.drawText(above, int(Qt.AlignCenter), f"{one.share:.0f}%")
            before = spot


@dataclass(frozen=True)
class Bar:
    """A bar; None is a gap with a dash."""

    label: str
    value: float | None


class BarsChart(QWidget):
    """Bars in percent to a mark; what passes 100 % is drawn as long as it is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bars: list[Bar] = []
        self.mark: float | None = None

    def show_bars(self, bars: Sequence[Bar], mark: float | None) -> None:
        """Show other bars, and the line to be reached."""
        self.bars, self.mark = list(bars), mark
        self.setMinimumHeight(round(len(self.bars) * self._row + 24))
        self.setAccessibleDescription("; ".join(f"{one.label}: {_percent(one.value)}" for one in bars))
        self.update()

    @property
    def _row(self) -> float:
        return QFontMetricsF(self.font()).lineSpacing() + 10

    def paintEvent(self, event: QPaintEvent | None) -> None:
        painter = QPainter(self)
        metrics = QFontMetricsF(self.font())
        left = max((metrics.horizontalAdvance(one.label) for one in self.bars), default=0.0) + 14
        room = self.width() - left - metrics.horizontalAdvance("0,000.00%") - 10
        most = max([self.mark or 0.0, 1.0, *(one.value or 0.0 for one in self.bars)])
        for place, one in enumerate(self.bars):
            top = place * self._row + 4
            painter.setPen(colour("text"))
            name = QRectF(0, top, left - 8, self._row - 6)
            painter.drawText(name, int(Qt.AlignRight | Qt.AlignVCenter), one.label)
            length = max(room, 10) * (one.value or 0.0) / most
            passed = self.mark is None or one.value is None or one.value >= self.mark
            painter.fillRect(QRectF(left, top, length, self._row - 6), colour("accent" if passed else "warn"))
            value = QRectF(left + length + 5, top, 90, self._row - 6)
            painter.drawText(value, int(Qt.AlignLeft | Qt.AlignVCenter), _percent(one.value))
        if self.mark is not None and self.bars:
            x = left + max(room, 10) * self.mark / most
            painter.setPen(QPen(colour("bad"), 1, Qt.DashLine))
            painter.drawLine(QPointF(x, 0), QPointF(x, len(self.bars) * self._row + 2))
            foot = QRectF(x - 40, len(self.bars) * self._row + 2, 80, 18)
            painter.drawText(foot, int(Qt.AlignCenter), f"{self.mark:g}%")
        painter.end()


def _percent(value: float | None) -> str:
    return "—" if value is None else f"{value:,.2f}%"
