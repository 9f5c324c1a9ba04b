"""What came back, in the window: differences and photos in one list, only what is ticked is taken."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from PIL import Image
from PyQt5.QtCore import Qt
from PyQt5.QtWidgets import QDialogButtonBox
from pytestqt.qtbot import QtBot

from twowei.casebook.lifecycle import Verdict
from twowei.desktop.dialogs.return_dialog import ReturnDialog, _Row
from twowei.desktop.main_window import MainWindow
from twowei.services.cases import note
from twowei.services.ledger import WantedLedger, parse_ledger, write_ledger
from twowei.services.review import find_patch, give_verdict, list_patches
from twowei.services.workspace import Workspace

OpenWindow = Callable[[Path | None], MainWindow]


@pytest.fixture
def brought(folder: Path, tmp_path: Path) -> Path:
    """A folder with a filled ledger, one cell of which is a conflict, and a photo named after its patch."""
    back = tmp_path / "回传"
    back.mkdir()
    with Workspace.open(folder) as workspace:
        first = list_patches(workspace)[0].number
        give_verdict(workspace, first, Verdict.ILLEGAL, "V01", "王芳")
        write_ledger(workspace, back / "台账.xlsx", WantedLedger(parse_ledger("cases")), by="王芳")
        note(workspace, first, {"DZ": "高殿9号"}, "王芳")
    book = openpyxl.load_workbook(back / "台账.xlsx")
    sheet = book.worksheets[0]
    headings = {str(cell.value): cell.column for cell in sheet[3]}
    for heading, value in {"详细地址": "高殿1号", "层数": 2, "结构": "木"}.items():
        sheet.cell(4, headings[heading]).value = value  # type: ignore[assignment]
    book.save(back / "台账.xlsx")
    Image.new("RGB", (8, 8), (9, 9, 9)).save(back / f"{first}.jpg")
    return back


@pytest.fixture
def shown(open_window: OpenWindow, folder: Path, brought: Path, qtbot: QtBot) -> tuple[MainWindow, ReturnDialog]:
    window = open_window(folder)
    window.actions_by_name["take_returns"].trigger()
    dialog = window.findChild(ReturnDialog)
    assert dialog is not None
    dialog.file.setText(str(brought))
    qtbot.waitUntil(lambda: not dialog.busy)
    return window, dialog


def rows(dialog: ReturnDialog) -> dict[str, _Row]:
    groups = [dialog.rows.topLevelItem(i) for i in range(dialog.rows.topLevelItemCount())]
    found = [group.child(i) for group in groups if group is not None for i in range(group.childCount())]
    return {row.text(0): row for row in found if isinstance(row, _Row)}


def test_only_what_is_ticked_is_taken(shown: tuple[MainWindow, ReturnDialog], folder: Path, qtbot: QtBot) -> None:
    window, dialog = shown
    told = rows(dialog)
    with Workspace.open(folder) as workspace:
        first = list_patches(workspace)[0].number
    photo = told[f"{first}.jpg"]
    assert [told[name].checkState(0) for name in ("详细地址", "层数")] == [Qt.Unchecked, Qt.Checked]
    assert "库中已改" in told["详细地址"].text(4) and photo.checkState(0) == Qt.Checked
    assert told["结构"].key == () and "4彩钢" in told["结构"].text(4)
    photo.setCheckState(0, Qt.Unchecked)
    told["详细地址"].setCheckState(0, Qt.Checked)
    assert dialog.summary.text().startswith("已勾选 2 / 3")
    ok = dialog.buttons.button(QDialogButtonBox.Ok)
    assert ok is not None and ok.isEnabled()
    ok.click()
    qtbot.waitUntil(lambda: not window.job_bar.busy and not dialog.busy)
    assert "2 格" in dialog.message.text()
    with Workspace.open(folder) as workspace:
        facts = find_patch(workspace, first).facts
        assert (facts["DZ"], facts["CS"], "JG" in facts) == ("高殿1号", 2.0, False)
    left = rows(dialog)
    assert set(left) == {"结构", f"{first}.jpg"}, "what was taken is no difference any more"


def test_a_row_leads_to_its_patch(shown: tuple[MainWindow, ReturnDialog]) -> None:
    window, dialog = shown
    row = rows(dialog)["层数"]
    dialog.rows.setCurrentItem(row)
    assert window.desk is not None and window.desk.session.current is not None
    assert window.desk.session.current.number == row.text(1)


def test_what_cannot_be_used_is_said(shown: tuple[MainWindow, ReturnDialog], tmp_path: Path, qtbot: QtBot) -> None:
    _, dialog = shown
    dialog.file.setText(str(tmp_path / "没有.xlsx"))
    qtbot.waitUntil(lambda: not dialog.busy)
    ok = dialog.buttons.button(QDialogButtonBox.Ok)
    assert not dialog.result.isHidden() and "不存在" in dialog.message.text()
    assert dialog.rows.topLevelItemCount() == 0 and ok is not None and not ok.isEnabled()
