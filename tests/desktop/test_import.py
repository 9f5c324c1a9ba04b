"""The import dialog on real files: preview, questions, mapping, rows that cannot be used, the import itself."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import geopandas
import pytest
import shapely
from PyQt5.QtWidgets import QDialog, QDialogButtonBox, QPushButton
from pytestqt.qtbot import QtBot

from twowei.desktop.app import Desktop
from twowei.desktop.dialogs.findings import sentence
from twowei.desktop.dialogs.import_dialog import ImportDialog
from twowei.desktop.main_window import MainWindow
from twowei.imports.delivery import TEXTS, Finding
from twowei.services.review import list_patches
from twowei.services.suppliers import known_suppliers
from twowei.services.workspace import Workspace

OpenWindow = Callable[[Path | None], MainWindow]
Answer = Callable[[type[QDialog], Callable[[QDialog], None]], None]
LEFT, TOP = 500_000.0, 2_700_000.0


@pytest.fixture
def delivery(tmp_path: Path) -> Path:
    """Three squares as a shapefile in GBK; the first lies on the first patch of the workspace."""
    boxes = [shapely.box(LEFT + 100 + 200 * i, TOP - 112, LEFT + 112 + 200 * i, TOP - 100) for i in range(3)]
    cells = {"号": ["HT1", "HT2", "HT2"], "HSX": ["20260614"] * 3, "JCMJ": [0.216] * 3, "BZ": ["彩钢棚"] * 3}
    path = tmp_path / "航天 六月.shp"
    geopandas.GeoDataFrame(cells, geometry=boxes, crs=4548).to_file(path, encoding="GBK")
    path.with_suffix(".cpg").unlink()
    return path


@pytest.fixture
def make(open_window: OpenWindow, qtbot: QtBot, folder: Path) -> Callable[..., ImportDialog]:
    """Show the dialog with a file, and wait until it was looked into."""
    open_window(None)

    def show(file: Path, supplier: str = "航天") -> ImportDialog:
        dialog = ImportDialog(folder, ["航天"])
        qtbot.addWidget(dialog)
        dialog.supplier.setCurrentText(supplier)
        dialog.file.setText(str(file))
        qtbot.waitUntil(lambda: not dialog.busy, timeout=20_000)
        return dialog

    return show


def ok(dialog: QDialog) -> QPushButton:
    box = dialog.findChild(QDialogButtonBox)
    assert box is not None
    button = box.button(QDialogButtonBox.Ok)
    assert isinstance(button, QPushButton)
    return button


def test_shows_what_was_understood(make: Callable[..., ImportDialog], delivery: Path) -> None:
    dialog = make(delivery)
    assert dialog.preview.rowCount() == 3
    headers = [dialog.preview.horizontalHeaderItem(i).text() for i in range(4)]  # type: ignore[union-attr]
    assert headers == ["号", "HSX\n→ HSX", "JCMJ\n→ JCMJ", "BZ\n→ BZ"]
    assert dialog.preview.item(0, 3).text() == "彩钢棚"  # type: ignore[union-attr]
    for words in ("EPSG:4548", "GB18030", "亩", "2026-05 → 2026-06"):
        assert words in dialog.summary.text()
    assert dialog.intake is not None and len(dialog.intake.outcomes) == 3
    assert ok(dialog).isEnabled()


def test_a_column_is_named_by_hand(make: Callable[..., ImportDialog], delivery: Path, qtbot: QtBot) -> None:
    dialog = make(delivery)
    box = dialog.columns.boxes["JCBH"]
    assert box.currentData() == ""
    box.setCurrentIndex(box.findData("号"))
    box.activated.emit(box.currentIndex())
    qtbot.waitUntil(lambda: not dialog.busy, timeout=20_000)
    assert dialog.intake is not None
    assert [outcome.parcel.number for outcome in dialog.intake.outcomes] == ["HT1", "HT2", "HT2"]
    assert dialog.findings.topLevelItemCount() == 1
    assert dialog.request.columns == ("JCBH=号",)


def test_a_missing_crs_is_asked(make: Callable[..., ImportDialog], delivery: Path, qtbot: QtBot) -> None:
    delivery.with_suffix(".prj").unlink()
    dialog = make(delivery)
    assert not ok(dialog).isEnabled() and not dialog.result.isHidden()
    offered = [dialog.crs.itemText(i) for i in range(dialog.crs.count())]
    assert offered[1] == "EPSG:4548" and "GCJ-02" in offered
    dialog.crs.setCurrentText("EPSG:4548")
    qtbot.waitUntil(lambda: not dialog.busy, timeout=20_000)
    assert ok(dialog).isEnabled() and dialog.result.isHidden()


def test_the_encoding_can_be_forced(make: Callable[..., ImportDialog], delivery: Path, qtbot: QtBot) -> None:
    dialog = make(delivery)
    dialog.encoding.setCurrentIndex(dialog.encoding.findData("utf-8"))
    qtbot.waitUntil(lambda: not dialog.busy, timeout=20_000)
    assert "�" in dialog.preview.item(0, 3).text()  # type: ignore[union-attr]


def test_rows_that_cannot_be_used_are_left_out_by_word_only(make: Callable[..., ImportDialog], tmp_path: Path) -> None:
    path = tmp_path / "a.gpkg"
    boxes = [shapely.box(LEFT, TOP, LEFT + 9, TOP + 9), None]
    geopandas.GeoDataFrame({"JCBH": ["A", "B"], "HSX": ["202606"] * 2}, geometry=boxes, crs=4548).to_file(path)
    dialog = make(path)
    assert not dialog.skip_bad.isHidden() and not ok(dialog).isEnabled()
    assert dialog.findings.topLevelItem(0).text(0) == "2"  # type: ignore[union-attr]
    assert dialog.tabs.currentWidget() is dialog.findings
    dialog.skip_bad.setChecked(True)
    assert ok(dialog).isEnabled() and dialog.request.skip_bad


@pytest.mark.parametrize("content", [b"", b"\x00\x01", b"PK\x03\x04"])
def test_what_is_no_delivery_says_so(make: Callable[..., ImportDialog], tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.shp"
    path.write_bytes(content)
    dialog = make(path)
    assert dialog.result.property("tone") == "bad" and dialog.message.text()
    assert not ok(dialog).isEnabled()


def test_closing_while_it_looks_leaves_nothing_running(
    desktop: Desktop, folder: Path, delivery: Path, qtbot: QtBot
) -> None:
    dialog = ImportDialog(folder, [])
    qtbot.addWidget(dialog)
    dialog.supplier.setCurrentText("航天")
    dialog.file.setText(str(delivery))
    dialog._waiting.timeout.emit()
    dialog.reject()
    assert not dialog.busy


def test_imports_from_the_window(
    open_window: OpenWindow, folder: Path, delivery: Path, answer: Answer, qtbot: QtBot
) -> None:
    window = open_window(folder)
    said: list[str] = []

    def act(dialog: QDialog) -> None:
        assert isinstance(dialog, ImportDialog)
        dialog.supplier.setCurrentText("航天")
        dialog.file.setText(str(delivery))
        qtbot.waitUntil(lambda: not dialog.busy, timeout=20_000)
        ok(dialog).click()
        qtbot.waitUntil(lambda: not window.job_bar.busy)
        said.append(dialog.message.text())
        dialog.file.setText(str(delivery) + " ")
        qtbot.waitUntil(lambda: not dialog.busy, timeout=20_000)
        said.append(dialog.summary.text())

    answer(ImportDialog, act)
    window.actions_by_name["import_patches"].trigger()
    assert "202606-02" in said[0] and "新" in said[0]
    assert "3" in said[1]
    assert window.desk is not None and window.desk.session.progress[1] == 8
    with Workspace.open(folder) as opened:
        assert known_suppliers(opened) == ["航天"]
        assert sum(patch.source == "06" for patch in list_patches(opened)) == 2


def test_every_finding_has_words_in_the_window(open_window: OpenWindow) -> None:
    open_window(None)
    for code, text in TEXTS.items():
        values = tuple(1.5 for _ in range(text.count("{")))
        said = sentence(Finding(1, code, values))
        assert said and not said.isascii(), code
