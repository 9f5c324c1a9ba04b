"""A note over the map that says what happened; it floats, so that the map does not move."""

from __future__ import annotations

from collections.abc import Callable

from PyQt5.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PyQt5.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from twowei.desktop.icons import icon
from twowei.desktop.tones import set_tone

GOOD, WARN, BAD = "good", "warn", "bad"
STAYS_MS = 6000
WIDEST_PX, BADGE_PX, EDGE_PX = 620, 170, 10


class MessageBar(QFrame):
    """Shows one message. It goes by itself, unless something failed or there is something to do about it."""

    def __init__(self, parent: QWidget, anchor: QWidget) -> None:
        super().__init__(parent)
        self._anchor = anchor
        parent.installEventFilter(self)
        self._label = QLabel()
        self._label.setObjectName("message")
        self._label.setWordWrap(True)
        self._label.setTextInteractionFlags(Qt.TextSelectableByMouse)
        self._button = QPushButton()
        self._button.setFocusPolicy(Qt.NoFocus)
        self._close = QToolButton()
        self._close.setIcon(icon("cancel"))
        self._close.setFocusPolicy(Qt.NoFocus)
        self._close.setToolTip(self.tr("Close"))
        self._close.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 7, 6, 7)
        row.addWidget(self._label, 1)
        row.addWidget(self._button)
        row.addWidget(self._close)
        self._action: Callable[[], None] | None = None
        self._button.clicked.connect(self.act)
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(STAYS_MS)
        self._clock.timeout.connect(self.hide)
        self.hide()

    @property
    def text(self) -> str:
        """What is said."""
        return self._label.text()

    def say(self, tone: str, text: str, button: str = "", action: Callable[[], None] | None = None) -> None:
        """Show a message, with a button when there is something to do about it."""
        self._label.setText(text)
        self._button.setText(button)
        self._button.setVisible(bool(button))
        self._action = action
        set_tone(self, tone, self._label)
        self._settle()
        self.show()
        self.raise_()
        if tone != BAD and not button:
            self._clock.start()
        else:
            self._clock.stop()

    def eventFilter(self, watched: QObject | None, event: QEvent | None) -> bool:
        if event is not None and event.type() == QEvent.Resize and self.isVisible():
            self._settle()
        return False

    def _settle(self) -> None:
        """Stand at the top of the map between the two dates, or of the window while there is no map."""
        parent = self.parentWidget()
        assert parent is not None
        place = self._anchor if self._anchor.isVisible() else parent
        left = self._anchor.mapTo(parent, QPoint(0, 0)).x() if place is self._anchor else 0
        width = min(WIDEST_PX, place.width() - 2 * BADGE_PX)
        self.setGeometry(left + (place.width() - width) // 2, EDGE_PX, width, self.heightForWidth(width))

    def act(self) -> None:
        """Do what the button offers."""
        self.hide()
        if self._action is not None:
            self._action()
