"""A map over a drawn scene of two plain months."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import pytest
from PyQt5.QtCore import QEvent, QPointF, Qt
from PyQt5.QtGui import QColor, QMouseEvent
from PyQt5.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from rasterio.crs import CRS

from twowei.desktop.map.map_view import MapView
from twowei.desktop.map.pyramid import Pyramid, TileKey
from twowei.desktop.map.scene import Scene, Side
from twowei.imagery.reader import Picture

PYRAMID = Pyramid(CRS.from_epsg(4527), 39_500_000.0, 2_700_000.0, 0.5, 0.5, 4096, 4096)
BEFORE, AFTER = Side("2026-05", "前期 2026-05-12"), Side("2026-06", "后期 2026-06-14")
COLOURS = {"2026-05": (200, 40, 40), "2026-06": (40, 200, 40)}
Read = Callable[[TileKey], Picture]


def plain(key: TileKey) -> Picture:
    rgb = np.empty((3, 512, 512), np.uint8)
    rgb[:] = np.array(COLOURS[key.month], np.uint8)[:, None, None]
    return Picture(rgb, np.ones((512, 512), bool))


@pytest.fixture
def show(qtbot: QtBot) -> Iterator[Callable[..., MapView]]:
    views: list[MapView] = []

    def make(read: Read = plain, before: Side | None = BEFORE, settled: bool = True) -> MapView:
        view = MapView()
        qtbot.addWidget(view)
        view.resize(800, 600)
        view.show()
        view.show_scene(Scene(PYRAMID, read, lambda: None, before, AFTER, 0.5))
        views.append(view)
        if settled:
            settle_map(qtbot, view)
        return view

    yield make
    for view in views:
        view.shut()


def settle_map(qtbot: QtBot, view: MapView) -> None:
    def still() -> None:
        assert view.store is not None
        assert view.store.settled

    qtbot.wait(30)
    qtbot.waitUntil(still)
    qtbot.wait(10)


def colour_at(view: MapView, x: int, y: int) -> tuple[int, int, int]:
    found = QColor(view.grab().toImage().pixel(x, y))
    return found.red(), found.green(), found.blue()


def drag_over(view: MapView, *points: tuple[int, int]) -> None:
    """Press at the first point, move through the others, release at the last."""
    kinds = [QEvent.MouseButtonPress, *[QEvent.MouseMove] * (len(points) - 1), QEvent.MouseButtonRelease]
    for kind, (x, y) in zip(kinds, (*points, points[-1]), strict=True):
        mouse_event(view, kind, x, y, Qt.LeftButton)


def mouse_event(view: MapView, kind: QEvent.Type, x: int, y: int, buttons: Qt.MouseButton = Qt.NoButton) -> None:
    button = Qt.NoButton if kind == QEvent.MouseMove else buttons
    QApplication.sendEvent(view.pane.viewport(), QMouseEvent(kind, QPointF(x, y), button, buttons, Qt.NoModifier))
