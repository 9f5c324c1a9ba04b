"""What lies over the imagery: zones and layers by name, arrows of the shift, the menu, measuring by mouse and keys."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import shapely
from PyQt5.QtCore import QPoint, Qt
from PyQt5.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.desktop.conftest import LEFT, TOP, OpenWindow
from twowei import settings as wishes
from twowei.casebook.overlays import OverlayKind
from twowei.desktop.main_window import MainWindow
from twowei.desktop.map.measure import Measure
from twowei.geo.crs import LONLAT, transformer
from twowei.services.layers import add_layer
from twowei.services.shift import vectors_path
from twowei.services.workspace import Workspace
from twowei.settings import Settings

Opened = Callable[[], MainWindow]


def _permit(folder: Path) -> Path:
    path = folder.parent / "许可 2026.geojson"
    outline = shapely.box(LEFT + 100, TOP - 300, LEFT + 400, TOP - 100)
    feature = {"type": "Feature", "properties": {"名称": "一号"}, "geometry": shapely.geometry.mapping(outline)}
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::4548"}}
    path.write_text(json.dumps({"type": "FeatureCollection", "crs": crs, "features": [feature]}), "utf-8")
    return path


def _shift(workspace: Workspace) -> None:
    lon, lat = transformer(workspace.crs, LONLAT).transform(LEFT + 300, TOP - 200)
    point = {"type": "Point", "coordinates": [lon, lat]}
    feature = {"type": "Feature", "geometry": point, "properties": {"dx_m": 1.5, "dy_m": 0.5, "remains": False}}
    told = {"features": [feature], "shift_px": 3.2, "residual_px": 0.3, "resolution_m": 0.5, "aligned": True}
    vectors_path(workspace, "2026-05", "2026-06").write_text(json.dumps(told), "utf-8")


def test_layers_are_drawn_and_hidden_and_that_is_remembered(
    folder: Path, open_window: OpenWindow, settings: Settings, qtbot: QtBot
) -> None:
    with Workspace.open(folder) as workspace:
        add_layer(workspace, _permit(folder), OverlayKind.PERMIT, "d")
        _shift(workspace)
    window = open_window(folder)
    layers, name = window.viewer.layers, "permit:许可 2026"
    qtbot.waitUntil(lambda: set(layers.names) == {name, "shift"})
    action = next(each for each in layers.menu.actions() if each.text() == "许可 2026")
    assert action.isChecked()
    window.map.fit_all()
    with_layer = window.map.grab().toImage()
    action.trigger()
    assert window.map.grab().toImage() != with_layer
    assert name in Settings(settings.path).get(wishes.HIDDEN_LAYERS)
    without_arrows = window.map.grab().toImage()
    layers.show_layer("shift", True)
    assert window.map.grab().toImage() != without_arrows


def test_a_layer_whose_file_is_gone_is_told_and_the_rest_is_drawn(
    folder: Path, open_window: OpenWindow, qtbot: QtBot
) -> None:
    path = _permit(folder)
    with Workspace.open(folder) as workspace:
        add_layer(workspace, path, OverlayKind.PERMIT, "d")
    path.unlink()
    window = open_window(folder)
    qtbot.waitUntil(lambda: "许可 2026" in window.messages.text)
    assert window.viewer.layers.names == []


def test_measuring_takes_its_keys_before_the_verdict_does(folder: Path, open_window: OpenWindow, qtbot: QtBot) -> None:
    window = open_window(folder)
    window.actions_by_name["measure_distance"].trigger()
    tool = window.map.tool
    assert isinstance(tool, Measure)
    face = window.map.pane.face()
    for x in (100, 300):
        qtbot.mouseClick(face, Qt.LeftButton, pos=QPoint(x, 200))
    assert tool.text.endswith("m")
    before = window.desk.session.current if window.desk else None
    QTest.keyClick(window.map, Qt.Key_Return)
    assert tool.ended
    assert window.desk is not None
    assert window.desk.session.current is before, "no verdict was committed by that key"
    QTest.keyClick(window.map, Qt.Key_Escape)
    assert window.map.tool is None
    assert not window.actions_by_name["measure_distance"].isChecked()
