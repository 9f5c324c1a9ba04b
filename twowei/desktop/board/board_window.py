"""The demolition board: six columns of cards; a card leads to its patch, a number to its list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PyQt5.QtCore import QModelIndex, QPoint, Qt
from PyQt5.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QListView, QMenu, QPushButton, QVBoxLayout, QWidget

from twowei.desktop import menus
from twowei.desktop.board import texts
from twowei.desktop.board.cards import MANY, CardPainter, Cards
from twowei.desktop.board.numbers import NumberButton
from twowei.desktop.board.side_window import SideWindow
from twowei.desktop.casework.case_dialog import DEMOLITION, PAPERS, REQUESTS
from twowei.feedback import Feedback
from twowei.services.board import COLUMNS, Card, Column, board
from twowei.services.handing import streets
from twowei.services.workspace import Workspace

SOON_DAYS = 7
FLAGS = ("房产冻结", "查封", "信访", "执行难")
Keep = Callable[[Card], bool]


@dataclass(frozen=True)
class Board:
    """What was read: the columns of all streets, and the streets."""

    columns: list[Column]
    streets: list[tuple[str, str]]


class BoardWindow(SideWindow):
    """Shows where every case stands."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.head(
            self.tr("Demolition board"),
            self.tr("Enter: to the patch · R or right click: work on it · F5 anew · Esc closes"),
        )
        self.found: Board | None = None
        self.current = ""
        self.street, self.show_box = QComboBox(), QComboBox()
        self.summary = QLabel()
        self.street.addItem(self.tr("All streets"), "")
        self._fill_choices()
        top = QHBoxLayout()
        for widget in (QLabel(self.tr("Street")), self.street, QLabel(self.tr("Show")), self.show_box):
            top.addWidget(widget)
        top.addStretch()
        top.addWidget(self.summary)
        self.column.addLayout(top)
        self.parts = {title: ColumnPart(title) for title in COLUMNS}
        row = QHBoxLayout()
        row.setSpacing(8)
        for title, part in self.parts.items():
            row.addWidget(part, 1)
            part.count.clicked.connect(partial(self._open, title, False))
            part.overdue.clicked.connect(partial(self._open, title, True))
            part.cards.clicked.connect(self._choose)
            part.cards.activated.connect(self._go_to)
            part.cards.doubleClicked.connect(self._go_to)
            part.cards.setContextMenuPolicy(Qt.CustomContextMenu)
            part.cards.customContextMenuRequested.connect(partial(self._offer, part))
        self.column.addLayout(row, 1)
        refresh = QPushButton(self.tr("Read anew"))
        refresh.clicked.connect(lambda _checked: self.read())
        self.work_button = QPushButton(self.tr("Work on the case… (R)"))
        self.work_button.clicked.connect(lambda _checked: self._work_on(DEMOLITION))
        self.work_button.setEnabled(False)
        menus.make_shortcut(self, "R", lambda: self._work_on(DEMOLITION))
        self.foot(refresh, self.work_button)
        self.street.activated.connect(lambda _index: self._arrange())
        self.show_box.activated.connect(lambda _index: self._arrange())

    def work(self, workspace: Workspace, feedback: Feedback) -> Board:
        return Board(board(workspace), streets(workspace))

    def show_read(self, found: Board) -> None:
        self.found = found
        now = self.street.currentData()
        while self.street.count() > 1:
            self.street.removeItem(1)
        for code, name in found.streets:
            self.street.addItem(name or code, code)
        self.street.setCurrentIndex(max(0, self.street.findData(now)))
        self._arrange()
        if not any(column.cards for column in found.columns):
            self.notice.setText(
                self.tr("No cases yet: a patch stands here once it was found unlawful by Move on beside it.")
            )

    # ---- inside ----------------------------------------------------------------------------------

    def _fill_choices(self) -> None:
        choices: list[tuple[str, Keep]] = [
            (self.tr("All cases"), lambda _card: True),
            (self.tr("Overdue"), lambda card: card.late),
            (self.tr("Due in {0} days").format(SOON_DAYS), _is_due_soon),
            (self.tr("Court window closing"), lambda card: card.warned is not None),
        ]
        for text, keep in choices:
            self.show_box.addItem(text, keep)
        for flag in FLAGS:
            self.show_box.addItem(texts.word(flag), partial(_bears, flag))

    def _arrange(self) -> None:
        if self.found is None:
            return
        street, keep = self.street.currentData(), self.show_box.currentData()
        shown = 0
        for column in self.found.columns:
            wanted = [one for one in column.cards if (not street or one.patch.street_code == street) and keep(one)]
            self.parts[column.title].show_column(Column(column.title, wanted))
            shown += len(wanted)
        late = sum(part.column.overdue for part in self.parts.values())
        area = sum(part.column.area_m2 for part in self.parts.values())
        self.summary.setText(self.tr("{0} cases · {1} ㎡ · {2} overdue").format(shown, f"{area:,.0f}", late))

    def _choose(self, index: QModelIndex) -> None:
        card: Card = index.data(Qt.UserRole)
        for part in self.parts.values():
            if part.cards is not self.sender():
                part.cards.clearSelection()
        self.current = card.patch.number
        self.work_button.setEnabled(True)
        self.chosen.emit(card.patch.number)

    def _offer(self, part: ColumnPart, spot: QPoint) -> None:
        """Offer what can be done with the card under the mouse."""
        index = part.cards.indexAt(spot)
        if not index.isValid():
            return
        self.current = index.data(Qt.UserRole).patch.number
        self.work_button.setEnabled(True)
        menu = QMenu(self)
        menu.setAttribute(Qt.WA_DeleteOnClose)
        for text, step in self._steps(index):
            action = menu.addAction(text)
            assert action is not None
            action.triggered.connect(step)
        face = part.cards.viewport()
        assert face is not None
        menu.popup(face.mapToGlobal(spot))

    def _steps(self, index: QModelIndex) -> list[tuple[str, Callable[..., None]]]:
        """Return what can be done with a card, by what it is called."""
        return [
            (self.tr("Record a demolition…"), lambda *_: self._work_on(DEMOLITION)),
            (self.tr("Write a paper down…"), lambda *_: self._work_on(PAPERS)),
            (self.tr("More time, return…"), lambda *_: self._work_on(REQUESTS)),
            (self.tr("Dossier…"), lambda *_: self.dossier_wanted.emit(self.current)),
            (self.tr("To the patch"), lambda *_: self._go_to(index)),
        ]

    def _work_on(self, tab: str) -> None:
        if self.current:
            self.case_wanted.emit(self.current, tab)

    def _go_to(self, index: QModelIndex) -> None:
        self.chosen.emit(index.data(Qt.UserRole).patch.number)
        self.front_wanted.emit()

    def _open(self, title: str, overdue: bool, _checked: bool = False) -> None:
        cards = self.parts[title].column.cards
        numbers = [card.patch.number for card in cards if card.late or not overdue]
        name = texts.word(title)
        self.open_list(self.tr("{0}, overdue").format(name) if overdue else name, numbers)


class ColumnPart(QFrame):
    """A column: its title, numbers that open their lists, and its cards."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.column = Column(title, [])
        self.setProperty("role", "column")
        heading = QLabel(texts.word(title))
        heading.setProperty("role", "heading")
        self.count, self.overdue, self.area = NumberButton(), NumberButton("bad"), QLabel()
        self.area.setProperty("role", "muted")
        self.cards = QListView()
        self.cards.setProperty("role", "cards")
        self.model = Cards(self.cards)
        self.cards.setModel(self.model)
        self.cards.setItemDelegate(CardPainter(self.cards))
        self.cards.setMouseTracking(True)
        self.cards.setHorizontalScrollBarPolicy(Qt.ScrollBarAlwaysOff)
        self.cards.setVerticalScrollMode(QListView.ScrollPerPixel)
        self.cards.setAttribute(Qt.WA_InputMethodEnabled, False)
        self.cards.setAccessibleName(heading.text())
        first, second = QHBoxLayout(), QHBoxLayout()
        first.addWidget(heading, 1)
        first.addWidget(self.count)
        second.addWidget(self.area, 1)
        second.addWidget(self.overdue)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 6, 4, 4)
        column.setSpacing(2)
        for line in (first, second):
            line.setContentsMargins(0, 0, 4, 0)
            column.addLayout(line)
        column.addWidget(self.cards, 1)

    def show_column(self, column: Column) -> None:
        """Show a column."""
        self.column = column
        self.count.show_number(str(len(column.cards)), bool(column.cards))
        self.area.setText(f"{column.area_m2:,.0f} ㎡")
        self.overdue.setVisible(column.overdue > 0)
        self.overdue.show_number(self.tr("{0} overdue").format(column.overdue), True)
        self.cards.setUniformItemSizes(len(column.cards) > MANY)
        self.model.show(column.cards)


def _is_due_soon(card: Card) -> bool:
    return card.days_left is not None and card.days_left <= SOON_DAYS


def _bears(flag: str, card: Card) -> bool:
    return flag in card.flags
