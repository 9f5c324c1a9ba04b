"""Photos and papers before they are attached: which patch each belongs to, and what is odd about it."""

from __future__ import annotations

from collections.abc import Sequence

from PyQt5.QtCore import Qt
from PyQt5.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from twowei.desktop.review.evidence_texts import finding
from twowei.desktop.review.queue import short_number
from twowei.services.collect import Found
from twowei.services.evidence import Piece


class EvidenceDialog(QDialog):
    """A row for each file; what is certain is chosen already.

    Args:
        current: Number of the current patch, offered for every file; the default of what says nothing itself.
    """

    def __init__(self, pieces: Sequence[Piece], current: str | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Photos and papers"))
        self.resize(760, 480)
        self._pieces = list(pieces)
        self.table = QTableWidget(len(pieces), 4)
        self.table.setHorizontalHeaderLabels([self.tr("File"), self.tr("Taken"), self.tr("Patch"), self.tr("Finding")])
        self.table.setSelectionMode(QTableWidget.NoSelection)
        self.table.setEditTriggers(QTableWidget.NoEditTriggers)
        side, top = self.table.verticalHeader(), self.table.horizontalHeader()
        assert side is not None
        assert top is not None
        side.hide()
        for column, mode in enumerate((QHeaderView.Stretch, *[QHeaderView.ResizeToContents] * 3)):
            top.setSectionResizeMode(column, mode)
        self.boxes = [self._fill(row, piece, current) for row, piece in enumerate(pieces)]
        self.notice = QLabel()
        self.buttons = QDialogButtonBox(QDialogButtonBox.Ok | QDialogButtonBox.Cancel)
        ok, cancel = self.buttons.button(QDialogButtonBox.Ok), self.buttons.button(QDialogButtonBox.Cancel)
        assert isinstance(ok, QPushButton)
        assert isinstance(cancel, QPushButton)
        ok.setText(self.tr("Attach"))
        cancel.setText(self.tr("Cancel"))
        self._ok = ok
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        column_box = QVBoxLayout(self)
        for part in (self.table, self.notice, self.buttons):
            column_box.addWidget(part)
        self._refresh()

    def wanted(self) -> list[tuple[Piece, str]]:
        """Return what is to be attached, each with the number of its patch."""
        chosen = [(piece, box.currentData()) for piece, box in zip(self._pieces, self.boxes, strict=True)]
        return [(piece, str(number)) for piece, number in chosen if number]

    def _fill(self, row: int, piece: Piece, current: str | None) -> QComboBox:
        photo = piece.photo
        name = QTableWidgetItem(piece.path.name)
        name.setToolTip(str(piece.path))
        told = QTableWidgetItem(finding(piece))
        told.setToolTip(told.text())
        taken = (photo.taken or "")[:16] if photo else ""
        for column, item in ((0, name), (1, QTableWidgetItem(taken)), (3, told)):
            self.table.setItem(row, column, item)
        box = QComboBox()
        box.addItem(self.tr("leave out"), None)
        for number in dict.fromkeys(one for one in (photo.number if photo else None, current) if one):
            text = self.tr("{0} (current)") if number == current else "{0}"
            box.addItem(text.format(short_number(number)), number)
        certain = photo is not None and photo.found is Found.NEW
        silent = photo is None or (photo.found is Found.UNMATCHED and photo.lon is None)
        wanted = (photo.number if certain and photo else None) or (current if silent else None)
        box.setCurrentIndex(max(0, box.findData(wanted)) if wanted else 0)
        box.setFocusPolicy(Qt.StrongFocus)
        box.currentIndexChanged.connect(self._refresh)
        self.table.setCellWidget(row, 2, box)
        return box

    def _refresh(self) -> None:
        if len(getattr(self, "boxes", ())) != len(self._pieces):
            return
        count = len(self.wanted())
        text = self.tr("{0} of {1} files are attached, as copies in the workspace; the originals stay.")
        self.notice.setText(text.format(count, len(self._pieces)))
        self._ok.setEnabled(count > 0)
