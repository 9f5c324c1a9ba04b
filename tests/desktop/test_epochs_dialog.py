"""The months in the window: listed with their files, their day set right."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from affine import Affine
from PyQt5.QtCore import QDate
from pytestqt.qtbot import QtBot

from twowei.desktop.dialogs.epochs_dialog import FINDING, EpochsDialog
from twowei.desktop.icons import add_search_paths
from twowei.services.epochs import list_epochs
from twowei.services.ingest import ingest
from twowei.services.workspace import Workspace


@pytest.fixture(autouse=True)
def drawings() -> None:
    add_search_paths()


def test_a_day_is_set_right_and_a_missing_file_told(qtbot: QtBot, write_raster, texture, tmp_path: Path) -> None:
    home = Affine(0.5, 0, 500_000, 0, -0.5, 2_700_000)
    paths = [
        write_raster(f"{n}.tif", texture(60, 60), transform=home * Affine.translation(60 * n, 0)) for n in range(2)
    ]
    with Workspace.create(tmp_path / "湖里") as workspace:
        ingest(workspace, paths, "2026-06")
        dialog = EpochsDialog(workspace, lambda: "张三")
        qtbot.addWidget(dialog)
        item = dialog.months.topLevelItem(0)
        assert item is not None and item.text(1) == "—" and item.text(FINDING) and dialog.month() == "2026-06"
        paths[1].unlink()
        item.setExpanded(True)
        assert [bool(item.child(row).text(FINDING)) for row in range(2)] == [False, True]  # type: ignore[union-attr]
        dialog.day.setDate(QDate(2026, 6, 14))
        with qtbot.waitSignal(dialog.changed):
            dialog.save.click()
        assert list_epochs(workspace)[0].date == date(2026, 6, 14)
        again = dialog.months.topLevelItem(0)
        assert again is not None and again.text(1) == "2026-06-14" and not again.text(FINDING)


def test_nobody_s_correction_is_not_kept(qtbot: QtBot, tmp_path: Path) -> None:
    with Workspace.create(tmp_path / "空") as workspace:
        dialog = EpochsDialog(workspace, lambda: None)
        qtbot.addWidget(dialog)
        assert not dialog.save.isEnabled() and dialog.month() == ""
