"""Photos as small pictures with where they look."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PyQt5.QtCore import QCoreApplication, QSize, Qt
from PyQt5.QtGui import QIcon, QImageReader, QPixmap
from PyQt5.QtWidgets import QListWidget, QListWidgetItem

from twowei.desktop.icons import icon
from twowei.desktop.themes import colour
from twowei.services.case_file import Shot
from twowei.services.demolish import SAME_BEARING_DEG, apart_deg
from twowei.services.photos import photo_facts

SIDE_PX = 96
_translate = QCoreApplication.translate


class Strip(QListWidget):
    """Photos in a row."""

    def __init__(self) -> None:
        super().__init__()
        self.setViewMode(QListWidget.IconMode)
        self.setIconSize(QSize(SIDE_PX, SIDE_PX * 3 // 4))
        self.setGridSize(QSize(SIDE_PX + 30, SIDE_PX * 3 // 4 + 40))
        self.setResizeMode(QListWidget.Adjust)
        self.setMovement(QListWidget.Static)
        self.setWordWrap(True)
        self.setFocusPolicy(Qt.NoFocus)
        self.setMinimumHeight(SIDE_PX * 3 // 4 + 44)

    def show_shots(self, shots: Sequence[Shot]) -> None:
        """Show photos that the casebook has."""
        self.clear()
        for one in shots:
            self._add(one.path, _bearing(one.azimuth), one.taken)

    def show_new(self, paths: Sequence[Path], before: Sequence[float]) -> None:
        """Show photos to be added, each with how far it looks away from those before."""
        self.clear()
        for path in paths:
            azimuth = photo_facts(path).azimuth
            apart = apart_deg(azimuth, before)
            text = _bearing(azimuth)
            if apart is not None:
                text += "\n" + _translate("Strip", "{0}° apart").format(f"{apart:.0f}")
            item = self._add(path, text, "")
            if apart is not None:
                item.setForeground(colour("good" if apart <= SAME_BEARING_DEG else "bad"))

    def _add(self, path: Path, text: str, tip: str) -> QListWidgetItem:
        item = QListWidgetItem(_small(path), text)
        item.setToolTip("\n".join(part for part in (path.name, tip) if part))
        self.addItem(item)
        return item


def _bearing(azimuth: float | None) -> str:
    if azimuth is None:
        return _translate("Strip", "no bearing")
    return _translate("Strip", "bearing {0}°").format(f"{azimuth:.0f}")


def _small(path: Path) -> QIcon:
    """Return a small picture of a photo; an icon where it cannot be read."""
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid():
        reader.setScaledSize(size.scaled(2 * SIDE_PX, 2 * SIDE_PX, Qt.KeepAspectRatio))
    image = reader.read()
    return icon("photo") if image.isNull() else QIcon(QPixmap.fromImage(image))
