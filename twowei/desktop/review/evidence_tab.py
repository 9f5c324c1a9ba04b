"""The strip of photos and papers of the current patch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PyQt5.QtCore import QSize, Qt, pyqtSignal
from PyQt5.QtGui import QColor, QIcon, QImage, QPainter, QPixmap
from PyQt5.QtWidgets import QHBoxLayout, QLabel, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from twowei.desktop.icons import icon
from twowei.desktop.map.photo_layer import FAR_INK
from twowei.services.evidence import Kept

SIDE_PX = 116


@dataclass(frozen=True)
class Shown:
    """A photo or paper as the strip shows it."""

    kept: Kept
    picture: QImage | None
    caption: str
    doubts: tuple[str, ...]


class EvidenceTab(QWidget):
    """Thumbnails in a row; a click opens one, the button asks for more."""

    add_wanted = pyqtSignal()
    opened = pyqtSignal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.strip = QListWidget()
        self.strip.setViewMode(QListWidget.IconMode)
        self.strip.setIconSize(QSize(SIDE_PX, SIDE_PX * 3 // 4))
        self.strip.setGridSize(QSize(SIDE_PX + 14, SIDE_PX * 3 // 4 + 26))
        self.strip.setResizeMode(QListWidget.Adjust)
        self.strip.setMovement(QListWidget.Static)
        self.strip.setFocusPolicy(Qt.NoFocus)
        self.strip.setFrameShape(QListWidget.NoFrame)
        self.strip.itemClicked.connect(lambda item: self.opened.emit(self.strip.row(item)))
        self.empty = QLabel(self.tr("No photos or papers yet. Drop them on the window, or a whole folder of them."))
        self.empty.setWordWrap(True)
        self.empty.setProperty("role", "muted")
        self.add = QPushButton(icon("photo"), self.tr("Add photos and papers…"))
        self.add.setFocusPolicy(Qt.NoFocus)
        self.add.clicked.connect(self.add_wanted)
        row = QHBoxLayout()
        row.addWidget(self.add)
        row.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 0)
        column.addWidget(self.empty)
        column.addWidget(self.strip, 1)
        column.addLayout(row)
        self.show_evidence([])

    def show_evidence(self, shown: Sequence[Shown]) -> None:
        """Show photos and papers."""
        self.strip.clear()
        for number, one in enumerate(shown, 1):
            picture = _marked(one.picture, number, bool(one.doubts)) if one.picture else icon("archive")
            item = QListWidgetItem(picture, one.caption)
            tip = [one.kept.path.name, *one.doubts, f"SHA-256 {one.kept.sha256[:16]}…"]
            item.setToolTip("\n".join(tip))
            self.strip.addItem(item)
        self.empty.setVisible(not shown)
        self.strip.setVisible(bool(shown))


def _marked(picture: QImage, number: int, doubtful: bool) -> QIcon:
    """Return a picture with the number that stands on the map."""
    pixmap = QPixmap.fromImage(picture)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.Antialiasing)
    painter.setBrush(FAR_INK if doubtful else QColor("#FFFFFF"))
    painter.setPen(QColor(0, 0, 0))
    painter.drawEllipse(3, 3, 17, 17)
    painter.drawText(3, 3, 18, 18, int(Qt.AlignCenter), "!" if doubtful else str(number))
    painter.end()
    return QIcon(pixmap)
