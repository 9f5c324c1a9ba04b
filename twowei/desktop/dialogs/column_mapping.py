"""Which column is what: a row for each role with the file's columns to choose from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PyQt5.QtCore import QCoreApplication, QObject, pyqtSignal
from PyQt5.QtWidgets import QComboBox, QHeaderView, QTableWidget, QTableWidgetItem


class ColumnMapping(QObject):
    """Fills a table with what was found; keeps what the user says."""

    changed = pyqtSignal()

    def __init__(self, table: QTableWidget) -> None:
        super().__init__(table)
        self._table = table
        self._said: dict[str, str] = {}
        self._columns: tuple[str, ...] = ()
        self.boxes: dict[str, QComboBox] = {}
        table.setColumnCount(3)
        table.setHorizontalHeaderLabels([self.tr("What"), self.tr("Name"), self.tr("Column of the file")])
        header, side = table.horizontalHeader(), table.verticalHeader()
        assert header is not None and side is not None
        header.setSectionResizeMode(QHeaderView.ResizeToContents)
        header.setStretchLastSection(True)
        side.hide()

    def said(self) -> list[str]:
        """Return what the user says, as ``ROLE=COLUMN``."""
        return [f"{role}={column}" for role, column in self._said.items()]

    def clear(self) -> None:
        """Forget what the user said; another file is another matter."""
        self._said.clear()
        self._columns = ()

    def show(self, columns: Sequence[str], found: Mapping[str, str]) -> None:
        """Show the columns of a file and which of them was taken for what."""
        if tuple(columns) != self._columns:
            self._columns = tuple(columns)
            self._build()
        for role, box in self.boxes.items():
            box.blockSignals(True)
            box.setCurrentIndex(max(0, box.findData(found.get(role, ""))))
            box.blockSignals(False)

    def _build(self) -> None:
        captions = _captions()
        self._table.setRowCount(len(captions))
        self.boxes = {}
        for row, (role, caption) in enumerate(captions.items()):
            self._table.setItem(row, 0, QTableWidgetItem(caption))
            self._table.setItem(row, 1, QTableWidgetItem(role))
            box = QComboBox()
            box.addItem(self.tr("(none)"), "")
            for column in self._columns:
                box.addItem(column, column)
            box.activated.connect(lambda _index, role=role, box=box: self._take(role, str(box.currentData())))
            self._table.setCellWidget(row, 2, box)
            self.boxes[role] = box

    def _take(self, role: str, column: str) -> None:
        self._said[role] = column
        self.changed.emit()


def _captions() -> dict[str, str]:
    _translate = QCoreApplication.translate
    return {
        "JCBH": _translate("ColumnRoles", "Supplier's number"),
        "TBLX": _translate("ColumnRoles", "Type of patch"),
        "JCMJ": _translate("ColumnRoles", "Stated area"),
        "QSX": _translate("ColumnRoles", "Earlier imagery"),
        "HSX": _translate("ColumnRoles", "Later imagery"),
        "X": _translate("ColumnRoles", "x or longitude"),
        "Y": _translate("ColumnRoles", "y or latitude"),
        "WKT": _translate("ColumnRoles", "Outline in words (WKT)"),
        "DZ": _translate("ColumnRoles", "Address"),
        "TZ": _translate("ColumnRoles", "Features"),
        "BZ": _translate("ColumnRoles", "Note"),
        "XFSJ": _translate("ColumnRoles", "Time of issue"),
    }
