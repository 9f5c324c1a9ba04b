"""A photo of a patch, large; the arrow keys go through them."""

from __future__ import annotations

from collections.abc import Sequence

from PyQt5.QtCore import Qt
from PyQt5.QtGui import QKeyEvent, QPixmap, QResizeEvent
from PyQt5.QtWidgets import QDialog, QLabel, QSizePolicy, QVBoxLayout, QWidget

from twowei.desktop.review.evidence_tab import Shown
from twowei.services.evidence import thumbnail

LARGEST_PX = 2400


class PhotoViewer(QDialog):
    """Shows one photo at a time."""

    def __init__(self, photos: Sequence[Shown], place: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._photos, self.place = list(photos), place
        self._pixmap = QPixmap()
        self.picture, self.told = QLabel(), QLabel()
        self.picture.setAlignment(Qt.AlignCenter)
        self.picture.setSizePolicy(QSizePolicy.Ignored, QSizePolicy.Ignored)
        self.told.setWordWrap(True)
        column = QVBoxLayout(self)
        column.addWidget(self.picture, 1)
        column.addWidget(self.told)
        self.resize(960, 700)
        self._show()

    def keyPressEvent(self, event: QKeyEvent | None) -> None:
        assert event is not None
        step = {Qt.Key_Right: 1, Qt.Key_Down: 1, Qt.Key_Left: -1, Qt.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if step:
            self.place = (self.place + step) % len(self._photos)
            self._show()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        super().resizeEvent(event)
        self._fit()

    def _show(self) -> None:
        one = self._photos[self.place]
        self._pixmap = QPixmap()
        self._pixmap.loadFromData(thumbnail(one.kept.path, LARGEST_PX) or b"")
        self.setWindowTitle(f"{self.place + 1}/{len(self._photos)}  {one.kept.path.name.split('_', 1)[-1]}")
        facts = one.kept.facts
        where = "" if facts.lon is None or facts.lat is None else f"{facts.lat:.6f}° N  {facts.lon:.6f}° E"
        looks = "" if facts.azimuth is None else self.tr("looking {0}°").format(f"{facts.azimuth:.0f}")
        away = (
            "" if one.kept.distance_m is None else self.tr("{0} m from the patch").format(f"{one.kept.distance_m:,.0f}")
        )
        self.told.setText("    ".join(text for text in (facts.taken or "", where, looks, away, *one.doubts) if text))
        self._fit()

    def _fit(self) -> None:
        if self._pixmap.isNull():
            self.picture.setText(self.tr("This photo cannot be read."))
        else:
            size = self.picture.size()
            self.picture.setPixmap(self._pixmap.scaled(size, Qt.KeepAspectRatio, Qt.SmoothTransformation))
