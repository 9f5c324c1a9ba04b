"""Windows that are larger than the screen: made smaller, and scrolled where their content needs more."""

from __future__ import annotations

from PyQt5.QtCore import QEvent, QObject, QRect, Qt
from PyQt5.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QErrorMessage,
    QFileDialog,
    QFrame,
    QInputDialog,
    QMainWindow,
    QMessageBox,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

FRAME_PX = 36
"""What the title and the border of a window take beside its content, at most."""
QTS_OWN = (QMessageBox, QFileDialog, QInputDialog, QErrorMessage)
"""These see to their size themselves, at every showing."""


class Fitting(QObject):
    """Sees to it that every window stands on its screen when it is shown; one for the application."""

    def eventFilter(self, watched: QObject | None, event: QEvent | None) -> bool:
        if event is not None and event.type() == QEvent.Show and is_fitted(watched):
            assert isinstance(watched, QWidget)
            fit(watched, room_of(watched))
        return False


def room_of(window: QWidget) -> QRect:
    """Return what of its screen a window may cover."""
    handle = window.windowHandle()
    parent = window.parentWidget()
    near = handle.screen() if handle is not None else parent.screen() if parent is not None else window.screen()
    assert near is not None
    return near.availableGeometry()


def fit(window: QWidget, room: QRect) -> None:
    """Make a window no larger than a room; what its content needs beyond that is scrolled."""
    width, height = room.width(), room.height() - FRAME_PX
    if not isinstance(window, QMainWindow):
        least = window.minimumSizeHint().expandedTo(window.minimumSize())
        if least.width() > width or least.height() > height:
            _scroll(window)
    if window.width() > width or window.height() > height:
        window.resize(min(window.width(), width), min(window.height(), height))


def is_fitted(watched: QObject | None) -> bool:
    """Return whether it is a window that is to fit its screen; popups and what Qt sizes itself are not."""
    if not isinstance(watched, QWidget) or not watched.isWindow():
        return False
    kind = int(watched.windowFlags()) & int(Qt.WindowType_Mask)
    if isinstance(watched, QTS_OWN):
        return False
    return isinstance(watched, (QDialog, QMainWindow)) or kind == int(Qt.Window)


def _scroll(window: QWidget) -> None:
    """Put the content into a scroll area; the buttons at the foot of a dialog stay in sight."""
    content = window.layout()
    if content is None or window.property("scrolled"):
        return
    foot = content.itemAt(content.count() - 1)
    buttons = foot.widget() if foot is not None else None
    if isinstance(content, QVBoxLayout) and isinstance(buttons, QDialogButtonBox):
        content.removeWidget(buttons)
    else:
        buttons = None
    inside, area = QWidget(), QScrollArea()
    inside.setLayout(content)
    window.setMinimumSize(0, 0)
    area.setFrameShape(QFrame.NoFrame)
    area.setWidgetResizable(True)
    area.setWidget(inside)
    column = QVBoxLayout(window)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(area, 1)
    if buttons is not None:
        column.addWidget(buttons)
    window.setProperty("scrolled", True)
