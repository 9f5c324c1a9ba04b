"""The place of the current patch in every month there is, side by side under the map."""

from __future__ import annotations

from collections.abc import Sequence

import shapely
from PyQt5.QtCore import QPointF, QRectF, QSize, Qt, pyqtSignal
from PyQt5.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PyQt5.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QWidget

from twowei.casebook.patch import Patch
from twowei.desktop import themes
from twowei.desktop.review.chip_reader import ChipReader, Place

SIDE_PX, LABEL_PX, GAP_PX = 76, 17, 6
LEAST_MONTHS = 3
"""Two months stand on the map already."""


class Chip(QWidget):
    """One month of a place; the outline of the patch is drawn on it."""

    clicked = pyqtSignal(str)

    def __init__(self, month: str) -> None:
        super().__init__()
        self.month, self.role = month, ""
        self._image: QImage | None = None
        self._outline = QPolygonF()
        self.setFixedSize(SIDE_PX, SIDE_PX + LABEL_PX)
        self.setCursor(Qt.PointingHandCursor)
        self.setToolTip(self.tr("Compare with this month"))

    def show_place(self, image: QImage | None, outline: QPolygonF, role: str) -> None:
        """Show a place: its picture if it is read, its outline, and whether it is the before or after month."""
        self._image, self._outline, self.role = image, outline, role
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent | None) -> None:
        if event is not None and event.button() == Qt.LeftButton:
            self.clicked.emit(self.month)

    def paintEvent(self, event: QPaintEvent | None) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.Antialiasing | QPainter.SmoothPixmapTransform)
        square = QRectF(0, 0, SIDE_PX, SIDE_PX)
        painter.fillRect(square, themes.colour("canvas"))
        if self._image is not None:
            painter.drawImage(square, self._image)
        painter.setPen(QPen(QColor(0, 0, 0, 160), 2.4))
        painter.drawPolygon(self._outline)
        painter.setPen(QPen(QColor("#F2E136"), 1.2))
        painter.drawPolygon(self._outline)
        if self.role:
            painter.setPen(QPen(themes.colour("accent" if self.role == "before" else "warn"), 3))
            painter.drawRect(square.adjusted(1.5, 1.5, -1.5, -1.5))
        font = painter.font()
        font.setBold(bool(self.role))
        painter.setFont(font)
        painter.setPen(themes.colour("text"))
        painter.drawText(QRectF(0, SIDE_PX, SIDE_PX, LABEL_PX), int(Qt.AlignCenter), self.month)
        painter.end()


class ChipStrip(QScrollArea):
    """A chip for each month; hidden where there are too few to tell more than the map."""

    month_chosen = pyqtSignal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.NoFrame)
        self.setFocusPolicy(Qt.NoFocus)
        self.setWidgetResizable(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarAlwaysOff)
        self.setFixedHeight(SIDE_PX + LABEL_PX + 2 * GAP_PX)
        inner = QWidget()
        self._row = QHBoxLayout(inner)
        self._row.setContentsMargins(GAP_PX, GAP_PX, GAP_PX, GAP_PX)
        self._row.setSpacing(GAP_PX)
        self._row.addStretch()
        self.setWidget(inner)
        self.chips: dict[str, Chip] = {}
        self._reader: ChipReader | None = None
        self._place: Place | None = None
        self._outline = QPolygonF()
        self._pair: tuple[str, str] = ("", "")
        self.wished = True
        self.hide()

    def use(self, reader: ChipReader | None) -> None:
        """Take the chips from here; the reader before is closed."""
        if self._reader is not None:
            self._reader.arrived.disconnect(self._take)
            self._reader.close()
        self._reader, self._place = reader, None
        for chip in self.chips.values():
            self._row.removeWidget(chip)
            chip.deleteLater()
        self.chips = {}
        for month in reader.months if reader else ():
            chip = Chip(month)
            chip.clicked.connect(self.month_chosen)
            self._row.insertWidget(self._row.count() - 1, chip)
            self.chips[month] = chip
        if reader is not None:
            reader.arrived.connect(self._take)
        self._turn()

    def show_wished(self, wished: bool) -> None:
        """Show the strip where it has something to tell, or never."""
        self.wished = wished
        self._turn()

    def show_patch(self, patch: Patch | None, coming: Sequence[Patch] = ()) -> None:
        """Show the place of a patch; have the chips of those that come next read as well."""
        self._place = Place.around(patch.number, patch.geometry.bounds) if patch else None
        self._outline = self._drawn(patch) if patch else QPolygonF()
        self._pair = (patch.before_month, patch.after_month) if patch else ("", "")
        self._paint_all()
        if self._reader is not None and self._place is not None and not self.isHidden():
            ahead = [Place.around(one.number, one.geometry.bounds) for one in coming]
            self._reader.want([self._place, *ahead])

    def sizeHint(self) -> QSize:
        return QSize(200, SIDE_PX + LABEL_PX + 2 * GAP_PX)

    def _turn(self) -> None:
        self.setVisible(self.wished and len(self.chips) >= LEAST_MONTHS)

    def _drawn(self, patch: Patch) -> QPolygonF:
        """Return the outer ring of a patch's largest part in the pixels of its chips."""
        left, _, right, top = Place.around(patch.number, patch.geometry.bounds).bounds
        largest = max(shapely.get_parts(patch.geometry), key=lambda part: part.area)
        xs, ys = largest.exterior.xy
        zoom = SIDE_PX / (right - left)
        return QPolygonF([QPointF((x - left) * zoom, (top - y) * zoom) for x, y in zip(xs, ys, strict=True)])

    def _take(self, number: str, month: str) -> None:
        if self._place is not None and number == self._place.number:
            self._paint(month)

    def _paint_all(self) -> None:
        for month in self.chips:
            self._paint(month)

    def _paint(self, month: str) -> None:
        role = "before" if month == self._pair[0] else "after" if month == self._pair[1] else ""
        pixels = self._reader.get(self._place.number, month) if self._reader and self._place else None
        image = None
        if pixels is not None and pixels.argb is not None:
            height, width = pixels.argb.shape
            image = QImage(pixels.argb.data, width, height, 4 * width, QImage.Format_ARGB32_Premultiplied).copy()
        self.chips[month].show_place(image, self._outline, role)
