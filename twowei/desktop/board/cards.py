"""Cards of a board: a model over them and a delegate that paints one; 10⁴ cards cost what is seen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PyQt5.QtCore import QAbstractListModel, QModelIndex, QRectF, QSize, Qt
from PyQt5.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PyQt5.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from twowei.desktop.board import texts
from twowei.desktop.language import label
from twowei.desktop.review.queue import short_number
from twowei.desktop.themes import colour
from twowei.services.board import Card

GAP, INNER = 6.0, 8.0
LINES = Qt.UserRole + 1
SOON_DAYS = 3
MANY = 2000
"""From so many cards on all of a column are equally high, which spares measuring them."""


class Cards(QAbstractListModel):
    """The cards of one column."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.cards: list[Card] = []
        self.lines = 2

    def show(self, cards: Sequence[Card]) -> None:
        """Show other cards."""
        self.beginResetModel()
        self.cards = list(cards)
        self.lines = max((len(lines_of(card)) for card in self.cards[:MANY]), default=2)
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.cards)

    def data(self, index: QModelIndex, role: int = Qt.DisplayRole) -> Any:
        if not index.isValid():
            return None
        card = self.cards[index.row()]
        if role == Qt.UserRole:
            return card
        if role == LINES:
            return self.lines if len(self.cards) > MANY else len(lines_of(card))
        if role == Qt.DisplayRole:
            return card.patch.number
        if role == Qt.ToolTipRole:
            return "\n".join([card.patch.number, *(text for text, _tone in lines_of(card))])
        return None


def lines_of(card: Card) -> list[tuple[str, str]]:
    """Return the lines under a card's number, each with the colour it is written in."""
    lines = [
        (texts.place(card), "text"),
        (f"{card.area_m2:,.0f} ㎡ · {label(card.patch.state)}", "text"),
        (texts.deadline(card), "muted"),
        (texts.dates(card), "muted"),
        (texts.court(card), "bad" if card.warned is not None and card.warned <= SOON_DAYS else "warn"),
        (" · ".join(texts.flags(card.flags)), "warn"),
    ]
    return [(text, tone) for text, tone in lines if text]


class CardPainter(QStyledItemDelegate):
    """Paints a card."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:
        return QSize(
            120, round((index.data(LINES) + 1) * QFontMetricsF(option.font).lineSpacing() + 2 * INNER + GAP + 2)
        )

    def paint(self, painter: QPainter | None, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        card: Card = index.data(Qt.UserRole)
        assert painter is not None
        painter.save()
        painter.setRenderHint(QPainter.Antialiasing)
        box = QRectF(option.rect).adjusted(1, GAP / 2, -1, -GAP / 2)
        chosen = bool(option.state & QStyle.State_Selected)
        painter.setPen(QPen(colour("accent" if chosen else "border"), 1.5 if chosen else 1.0))
        painter.setBrush(colour("selection" if chosen else "base"))
        painter.drawRoundedRect(box, 6, 6)
        if card.late:
            painter.setPen(Qt.NoPen)
            painter.setBrush(colour("bad"))
            painter.drawRoundedRect(QRectF(box.left(), box.top() + 4, 3.5, box.height() - 8), 1.5, 1.5)
        self._write(painter, box.adjusted(INNER, INNER - 1, -INNER, 0), option.font, card)
        painter.restore()

    def _write(self, painter: QPainter, box: QRectF, font: QFont, card: Card) -> None:
        height = QFontMetricsF(font).lineSpacing()
        bold = QFont(font)
        bold.setBold(True)
        left = _countdown(painter, box, font, card)
        painter.setFont(bold)
        head = QRectF(box.left(), box.top(), box.width() - left - 4, height)
        _line(painter, head, _of_street(card.patch.number), bold, colour("text"))
        painter.setFont(font)
        for place, (text, tone) in enumerate(lines_of(card), 1):
            row = QRectF(box.left(), box.top() + place * height, box.width(), height)
            _line(painter, row, text, font, colour(tone))


def _countdown(painter: QPainter, box: QRectF, font: QFont, card: Card) -> float:
    """Write the days left in a pill at the right; return its width."""
    left = card.days_left
    if left is None:
        return 0.0
    text = texts.days(left)
    metrics = QFontMetricsF(font)
    width = metrics.horizontalAdvance(text) + 12
    pill = QRectF(box.right() - width, box.top() - 1, width, metrics.height() + 2)
    tone = "bad" if card.late else "warn" if left <= SOON_DAYS else "good"
    painter.setPen(Qt.NoPen)
    painter.setBrush(colour(f"{tone}_back"))
    painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
    painter.setPen(colour(tone))
    painter.setFont(font)
    painter.drawText(pill, int(Qt.AlignCenter), text)
    return float(width)


def _line(painter: QPainter, box: QRectF, text: str, font: QFont, ink: QColor) -> None:
    painter.setPen(ink)
    elided = QFontMetricsF(font).elidedText(text, Qt.ElideRight, box.width())
    painter.drawText(box, int(Qt.AlignLeft | Qt.AlignVCenter), elided)


def _of_street(number: str) -> str:
    """Return a number without its street, which the card names in its next line."""
    return short_number(number).partition("-")[2] or number
