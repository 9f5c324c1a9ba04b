"""The months of a workspace: their files, and the day and sensor of one set right."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PyQt5.QtCore import QDate, Qt, pyqtSignal
from PyQt5.QtWidgets import (
    QComboBox,
    QDateEdit,
    QDialog,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from twowei.casebook.epochs import EpochRow
from twowei.desktop import forms, themes
from twowei.desktop.error_texts import in_words
from twowei.desktop.icons import icon
from twowei.errors import TwoweiError
from twowei.services.epochs import amend_epoch, list_epochs
from twowei.services.workspace import Workspace

FINDING = 4


class EpochsDialog(QDialog):
    """Lists months and, opened, their files; what is set right is kept at once, under a name.

    Args:
        workspace: The workspace that is open.
        ask_name: Tells who works, asking where nobody said; None where nobody will.
        parent: The window.
    """

    changed = pyqtSignal()

    months: QTreeWidget
    chosen: QLabel
    day: QDateEdit
    sensor: QComboBox
    save: QPushButton
    notice: QLabel

    def __init__(self, workspace: Workspace, ask_name: Callable[[], str | None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        forms.load(self, "epochs_dialog")
        self._workspace, self._ask_name = workspace, ask_name
        self._rows: list[EpochRow] = []
        self._sensors = {"satellite": self.tr("Satellite"), "drone": self.tr("Drone")}
        for key, name in self._sensors.items():
            self.sensor.addItem(name, key)
        header = self.months.header()
        assert header is not None
        header.setSectionResizeMode(QHeaderView.ResizeToContents)
        self.months.itemExpanded.connect(self._show_files)
        self.months.currentItemChanged.connect(lambda *_: self._choose())
        self.save.clicked.connect(self._amend)
        self._fill("")

    def month(self) -> str:
        """Return the month that is chosen, empty where there is none."""
        item = self.months.currentItem()
        while item is not None and item.parent() is not None:
            item = item.parent()
        return item.text(0) if item is not None else ""

    def _fill(self, chosen: str) -> None:
        self._rows = list_epochs(self._workspace)
        self.months.clear()
        for row in self._rows:
            item = self._item(row)
            self.months.addTopLevelItem(item)
            if row.month == (chosen or self._rows[-1].month):
                self.months.setCurrentItem(item)
        self._choose()

    def _item(self, row: EpochRow) -> QTreeWidgetItem:
        day = row.date.isoformat() if row.date else "—"
        item = QTreeWidgetItem([row.month, day, self._sensors.get(row.sensor, row.sensor), f"{len(row.paths):,}", ""])
        item.setTextAlignment(3, int(Qt.AlignRight | Qt.AlignVCenter))
        item.setChildIndicatorPolicy(QTreeWidgetItem.ShowIndicator)
        if row.date is None:
            self._mark(item, self.tr("the day is not known"))
        elif row.date.strftime("%Y-%m") != row.month:
            self._mark(item, self.tr("the day lies in another month"))
        return item

    def _show_files(self, item: QTreeWidgetItem) -> None:
        """List the files of a month and say which are not there; looked up when it is opened, not before."""
        row = next((each for each in self._rows if each.month == item.text(0)), None)
        if row is None or item.childCount():
            return
        for path in row.paths:
            child = QTreeWidgetItem([path.name, "", "", _megabytes(path), ""])
            child.setTextAlignment(3, int(Qt.AlignRight | Qt.AlignVCenter))
            child.setToolTip(0, str(path))
            if not path.is_file():
                self._mark(child, self.tr("not there: restore it, or add the month again"))
            item.addChild(child)

    def _mark(self, item: QTreeWidgetItem, text: str) -> None:
        item.setText(FINDING, text)
        item.setIcon(FINDING, icon("warning", themes.colour("warn").name()))

    def _choose(self) -> None:
        row = next((each for each in self._rows if each.month == self.month()), None)
        for widget in (self.day, self.sensor, self.save):
            widget.setEnabled(row is not None)
        self.chosen.setText(row.month if row else self.tr("No imagery yet"))
        if row is not None:
            self.day.setDate(QDate.fromString(row.date.isoformat() if row.date else f"{row.month}-01", Qt.ISODate))
            self.sensor.setCurrentIndex(self.sensor.findData(row.sensor))

    def _amend(self) -> None:
        by = self._ask_name()
        if by is None:
            return
        month, taken = self.month(), self.day.date().toPyDate()
        try:
            amend_epoch(self._workspace, month, by, taken, str(self.sensor.currentData()))
        except TwoweiError as error:
            self.notice.setText(in_words(error))
            return
        self._fill(month)
        self.notice.setText(self.tr("{0} is set right.").format(month))
        self.changed.emit()


def _megabytes(path: Path) -> str:
    try:
        return f"{path.stat().st_size / 1e6:,.1f} MB"
    except OSError:
        return "—"
