"""The panel of the quality gate: measured beside the window, told in Chinese."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from affine import Affine
from pytestqt.qtbot import QtBot

from twowei.desktop.dialogs.check_dialog import CheckDialog
from twowei.desktop.dialogs.ingest_dialog import IngestDialog
from twowei.desktop.icons import add_search_paths
from twowei.services.ingest import ingest
from twowei.services.workspace import Workspace
from twowei.settings import Settings

HOME = Affine(0.5, 0, 500_000, 0, -0.5, 2_700_000)


@pytest.fixture(autouse=True)
def drawings() -> None:
    add_search_paths()


@pytest.fixture
def two_months(write_raster, texture, tmp_path: Path) -> Path:
    with Workspace.create(tmp_path / "湖里") as workspace:
        for month, move in (("2026-05", 4), ("2026-06", 0)):
            path = write_raster(f"{month}.tif", texture(320, 320), transform=HOME * Affine.translation(move, 0))
            ingest(workspace, [path], month)
    return tmp_path / "湖里"


def test_a_pair_is_measured_and_graded(qtbot: QtBot, two_months: Path) -> None:
    dialog = CheckDialog(two_months, ["2026-05", "2026-06"], None)
    qtbot.addWidget(dialog)
    qtbot.waitUntil(lambda: dialog.checks.topLevelItemCount() > 8, timeout=60_000)
    shown = [dialog.checks.topLevelItem(row).text(1) for row in range(dialog.checks.topLevelItemCount())]  # type: ignore[union-attr]
    assert any(text.startswith("4.0") for text in shown)
    assert dialog.verdict.text() and dialog.progress.isHidden()
    dialog.before.setCurrentText("2026-06")
    assert not dialog.start.isEnabled()
    dialog.reject()


def test_closing_ends_the_child(qtbot: QtBot, two_months: Path) -> None:
    dialog = CheckDialog(two_months, ["2026-05", "2026-06"], ("2026-05", "2026-06"))
    qtbot.addWidget(dialog)
    dialog.reject()
    assert dialog._child is None


def test_a_border_that_counts_as_imagery_is_told(qtbot: QtBot, two_months: Path) -> None:
    dialog = CheckDialog(two_months, ["2026-05", "2026-06"], ("2026-05", "2026-06"))
    qtbot.addWidget(dialog)
    dialog._show({"checks": [], "grade": "green", "refused": None, "warnings": []})
    fit = dialog.verdict.text()
    border = "A border of value 0 is not marked as missing and counts as imagery (b.tif); if it is none, "
    dialog._show({"checks": [], "grade": "amber", "refused": None, "warnings": [border + "…"]})
    assert "b.tif" in dialog.notice.text() and dialog.verdict.text() not in ("", fit)
    dialog.reject()


def test_a_missing_crs_is_asked_for(qtbot: QtBot, write_raster, texture) -> None:
    path = write_raster("bare_20260512.tif", texture(40, 40), crs=None, transform=HOME)
    dialog = IngestDialog([path], [], near=(117.2, 24.4))
    qtbot.addWidget(dialog)
    qtbot.waitUntil(lambda: dialog.crs.count() > 1, timeout=30_000)
    assert dialog.usable == [] and dialog.crs.currentText() == "" and "EPSG:4548" in dialog.crs.itemText(1)
    dialog.crs.setCurrentIndex(1)
    dialog.crs.activated.emit(1)
    qtbot.waitUntil(lambda: len(dialog.usable) == 1, timeout=30_000)
    assert dialog.told.crs is not None and dialog.told.crs.to_epsg() == 4548
    dialog.reject()


def test_a_supplier_s_border_and_bands_are_chosen_once(qtbot: QtBot, write_raster, texture, tmp_path: Path) -> None:
    pixels = np.concatenate([texture(80, 80), texture(80, 80, 1)[:1]])
    pixels[:, :20] = 0
    path = write_raster("a_20260512.tif", pixels, transform=HOME, photometric="minisblack")
    settings = Settings(tmp_path / "s.ini")
    dialog = IngestDialog([path], [], settings=settings)
    qtbot.addWidget(dialog)
    qtbot.waitUntil(lambda: len(dialog.usable) == 1, timeout=30_000)
    assert not dialog.problems.isHidden() and dialog.told.nodata is None  # told, not guessed
    dialog.supplier.setEditText("长光 卫星")
    dialog.nodata.setCurrentIndex(1)
    dialog.nodata.activated.emit(1)
    dialog.bands.setText("4,3")
    dialog.bands.editingFinished.emit()
    assert not dialog.notice.isHidden()
    assert dialog.notice.property("ink") == "warn"
    dialog.bands.setText("4,3,2")
    dialog.bands.editingFinished.emit()
    qtbot.waitUntil(lambda: len(dialog.usable) == 1 and dialog.problems.isHidden(), timeout=30_000)
    assert (dialog.told.bands, dialog.told.nodata) == ((4, 3, 2), 0)
    dialog.accept()
    again = IngestDialog([path], [], settings=Settings(tmp_path / "s.ini"))
    qtbot.addWidget(again)
    again.supplier.setCurrentIndex(1)
    again.supplier.activated.emit(1)
    assert (again.told.bands, again.told.nodata) == ((4, 3, 2), 0)
    again.reject()
