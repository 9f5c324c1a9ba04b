"""The reconciliation beside the window: counts, scorecard, a row that leads to its patch, files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import geopandas
import pytest
import shapely
from pytestqt.qtbot import QtBot

from twowei.desktop.dialogs.reconcile_dialog import ReconcileDialog
from twowei.desktop.main_window import MainWindow
from twowei.services.intake import Request
from twowei.services.suppliers import take
from twowei.services.workspace import Workspace

OpenWindow = Callable[[Path | None], MainWindow]
LEFT, TOP = 500_000.0, 2_700_000.0


@pytest.fixture
def delivered(folder: Path, tmp_path: Path) -> Path:
    """The workspace with six patches of the model, of which a supplier delivered one, and one of its own."""
    boxes = [shapely.box(LEFT + x, TOP - 112, LEFT + x + 12, TOP - 100) for x in (100, 600)]
    path = tmp_path / "a.gpkg"
    geopandas.GeoDataFrame({"JCBH": ["HT1", "HT2"]}, geometry=boxes, crs=4548).to_file(path)
    with Workspace.open(folder) as workspace:
        take(workspace, Request(path, "航天", "2026-06"), "王芳")
    return folder


def test_rows_lead_to_patches(open_window: OpenWindow, delivered: Path, qtbot: QtBot, tmp_path: Path) -> None:
    window = open_window(delivered)
    window.actions_by_name["reconcile"].trigger()
    dialog = window.findChild(ReconcileDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: not dialog.busy)
    offered = [dialog.category.itemText(i) for i in range(dialog.category.count())]
    assert offered == ["全部（7）", "供图+模型（1）", "仅供图（1）", "仅模型（5）"]
    assert [dialog.scores.item(row, 0).text() for row in range(2)] == ["航天", "模型"]  # type: ignore[union-attr]
    assert dialog.scores.item(1, 1).text() == "6"  # type: ignore[union-attr]
    dialog.category.setCurrentIndex(2)
    dialog.category.activated.emit(2)
    assert dialog.sites.topLevelItemCount() == 1
    row = dialog.sites.topLevelItem(0)
    assert row is not None and row.text(2) == "HT2"
    dialog.sites.setCurrentItem(row)
    assert window.desk is not None and window.desk.session.current is not None
    assert window.desk.session.current.number == row.text(1)
    dialog.save(tmp_path / "对账.xlsx")
    assert (tmp_path / "对账.xlsx").is_file() and "对账.xlsx" in dialog.notice.text()
    dialog.save(tmp_path / "对账.txt")
    assert not (tmp_path / "对账.txt").exists()


def test_figures_sort_as_figures(open_window: OpenWindow, delivered: Path, qtbot: QtBot) -> None:
    window = open_window(delivered)
    window.exchange.reconcile()
    dialog = window.findChild(ReconcileDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: not dialog.busy)
    dialog.sites.sortByColumn(6, 0)  # type: ignore[call-overload]
    areas = [dialog.sites.topLevelItem(i).text(6) for i in range(7)]  # type: ignore[union-attr]
    numbers = [float(text or 0) for text in areas]
    assert numbers == sorted(numbers)
    window.exchange.reconcile()
    assert window.exchange._dialog is not None and window.exchange._dialog is not dialog
    window.close_workspace()
    assert window.exchange._dialog is None


def test_one_supplier_and_no_month(open_window: OpenWindow, delivered: Path, bare: Path, qtbot: QtBot) -> None:
    window = open_window(delivered)
    window.exchange.reconcile()
    dialog = window.findChild(ReconcileDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: not dialog.busy)
    dialog.supplier.setCurrentIndex(1)
    dialog.supplier.activated.emit(1)
    qtbot.waitUntil(lambda: not dialog.busy)
    assert dialog.supplier.currentText() == "航天" and dialog.supplier.count() == 2
    empty = ReconcileDialog(bare)
    qtbot.addWidget(empty)
    assert "还没有图斑" in empty.notice.text()
