"""What a mouse tool of the map is: measuring, drawing, editing. A tool that is set gets the mouse first."""

from __future__ import annotations

from dataclasses import dataclass

from PyQt5.QtCore import QPointF, Qt
from PyQt5.QtGui import QPainter, QTransform


@dataclass(frozen=True)
class Spot:
    """Where the mouse is.

    Attributes:
        scene: The place in scene coordinates.
        screen: The place in the pane, in pixels.
        scale: Screen pixels per scene unit.
        button: The button of the event.
        modifiers: Keys that are held.
    """

    scene: QPointF
    screen: QPointF
    scale: float
    button: Qt.MouseButton = Qt.NoButton
    modifiers: Qt.KeyboardModifiers | Qt.KeyboardModifier = Qt.NoModifier


class Tool:
    """Does nothing yet; panning, zooming and the held Space go on working under every tool.

    Each method returns whether the tool used the event; what it does not use goes the map's own way.
    """

    cursor = Qt.CrossCursor

    @property
    def keys(self) -> frozenset[int]:
        """Keys that the tool takes before any command of the window hears them."""
        return frozenset()

    def press(self, spot: Spot) -> bool:
        """A button went down."""
        return False

    def move(self, spot: Spot) -> bool:
        """The mouse moved, with a button down or not."""
        return False

    def release(self, spot: Spot) -> bool:
        """A button went up."""
        return False

    def click(self, spot: Spot) -> bool:
        """The left button went down and up in one place; a drag in between pans."""
        return False

    def double_click(self, spot: Spot) -> bool:
        """The left button was pressed twice."""
        return False

    def key(self, key: int, modifiers: Qt.KeyboardModifiers | Qt.KeyboardModifier) -> bool:
        """A key went down while the map has the keyboard."""
        return False

    def paint(self, painter: QPainter, to_screen: QTransform) -> None:
        """Paint over the map; the painter counts in screen pixels."""

    def leave(self) -> None:
        """Another tool, or none, takes over."""
