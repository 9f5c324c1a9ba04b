"""Where the map stands. Panes follow it and never each other, so that linked views cannot drift apart."""

from __future__ import annotations

from PyQt5.QtCore import QObject, pyqtSignal

from twowei.desktop.map.pyramid import Box

CLOSEST_ZOOM = 16.0


class ViewState(QObject):
    """Centre in scene coordinates, and screen pixels per finest pixel.

    Attributes:
        limits: The centre stays inside this box.
        farthest: Smallest scale.
    """

    changed = pyqtSignal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.centre = (0.0, 0.0)
        self.scale = 1.0
        self.limits = Box(0, 0, 0, 0)
        self.farthest = 0.0

    def put(self, centre: tuple[float, float], scale: float) -> None:
        """Stand somewhere else."""
        x = min(max(centre[0], self.limits.left), self.limits.right)
        y = min(max(centre[1], self.limits.top), self.limits.bottom)
        if ((x, y), scale) != (self.centre, self.scale):
            self.centre, self.scale = (x, y), scale
            self.changed.emit()

    def move(self, across: float, down: float) -> None:
        """Move by screen pixels."""
        x, y = self.centre
        self.put((x + across / self.scale, y + down / self.scale), self.scale)

    def zoom(self, factor: float, spot: tuple[float, float]) -> None:
        """Zoom about a scene point, which stays where it is on the screen."""
        target = min(max(self.scale * factor, min(self.farthest, self.scale)), max(CLOSEST_ZOOM, self.scale))
        still = self.scale / target
        x, y = self.centre
        self.put((spot[0] + (x - spot[0]) * still, spot[1] + (y - spot[1]) * still), target)
