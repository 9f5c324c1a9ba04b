"""The queue of re-checks through the real window: imagery confirmed by one key, looks answered, cases closed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import numpy as np
import pytest
import rasterio
from PIL import Image
from PyQt5.QtCore import Qt
from PyQt5.QtTest import QTest
from pytestqt.qtbot import QtBot
from rasterio.transform import from_origin

from twowei.casebook import rows
from twowei.casebook.clock import CHINA_TIME
from twowei.casebook.demolition import Finding, Look
from twowei.casebook.lifecycle import State, Verdict
from twowei.desktop.board.recheck_window import RecheckWindow, _months
from twowei.desktop.board.side_window import SideWindow
from twowei.desktop.main_window import MainWindow
from twowei.feedback import Feedback
from twowei.services.cases import move
from twowei.services.demolish import Removal, record
from twowei.services.demolition import Proposal
from twowei.services.dossiers import make_dossiers
from twowei.services.rechecks import Recheck
from twowei.services.review import archive, find_patch, list_patches
from twowei.services.workspace import Workspace

OpenWindow = Callable[[Path | None], MainWindow]
OpenYear = Callable[[], MainWindow]
OpenSide = Callable[[MainWindow, str], SideWindow]
LEFT, TOP = 500_000.0, 2_700_000.0


@pytest.fixture
def demolished(folder: Path) -> Path:
    """The workspace with two patches told as gone in July, and change maps of July by which one of them is."""
    with Workspace.open(folder) as workspace:
        with workspace.casebook.writing() as connection:
            for patch in rows.select_patches(connection)[:2]:
                facts = {"CCRQ": "2026-07-02", "JZMJ": 300.0, "reported_by": "队长", "CZFS": "3", "plan": "方案",
                         "JHRQ": "2026-07-02"}  # fmt: skip
                rows.change(connection, patch, state=State.DEMOLISHED, facts=facts)
        path = workspace.change_map_path("2026-06", "2026-07", "both")
        pixels = np.zeros((2, 400, 400), np.uint8)
        pixels[1, :, :130] = 250
        with rasterio.open(
            path, "w", driver="GTiff", width=400, height=400, count=2, dtype="uint8", nodata=255, crs="EPSG:4548",
            transform=from_origin(LEFT, TOP, 1, 1),
        ) as dataset:  # fmt: skip
            dataset.write(pixels)
            for number, name in enumerate(("new", "demolished"), 1):
                dataset.set_band_description(number, name)
    return folder


def _settle(qtbot: QtBot, side: SideWindow) -> None:
    qtbot.waitUntil(lambda: not side.busy)


def test_one_key_confirms_what_the_imagery_shows(
    open_window: OpenWindow, demolished: Path, open_side: OpenSide, qtbot: QtBot
) -> None:
    window = open_window(demolished)
    side = open_side(window, "recheck")
    assert isinstance(side, RecheckWindow)
    _settle(qtbot, side)
    assert sorted(one.asks for one in side.shown if one.proposal) == ["已拆除", "未拆除"]
    gone = next(row for row in range(len(side.shown)) if side.table.cell(row, 5).text == "已拆除")
    side.table.setCurrentCell(gone, 0)
    number = side.table.number()
    _settle(qtbot, side)
    assert window.desk is not None and window.desk.session.current is not None
    assert window.desk.session.current.number == number, "the line leads to its patch"
    assert side.panel.shots[0].pixmap() is not None and side.panel.shots[1].text() == "无影像"
    assert "消失 100%" in side.panel.told.text() and "☐ 复核通过 (S80)" in side.panel.checks.text()
    QTest.keyClick(side.table, Qt.Key_Return)
    _settle(qtbot, side)
    with Workspace.open(demolished) as workspace:
        patch = find_patch(workspace, number)
    assert (patch.state, patch.facts["FHFS"], patch.facts["FHR"]) == (State.RECHECKED, "2", "王芳")
    assert "复核通过" in side.said.text()
    assert [one.asks for one in side.shown if one.proposal] == ["未拆除"]
    assert window.desk.session.find(number).state is State.RECHECKED  # type: ignore[union-attr]


def test_what_still_stands_goes_back_and_kinds_narrow_the_queue(
    open_window: OpenWindow, demolished: Path, open_side: OpenSide, qtbot: QtBot
) -> None:
    side = open_side(open_window(demolished), "recheck")
    assert isinstance(side, RecheckWindow)
    _settle(qtbot, side)
    place = side.kind.findText("未拆除")
    side.kind.setCurrentIndex(place)
    side.kind.activated.emit(place)
    assert [one.asks for one in side.shown] == ["未拆除"]
    number = side.table.number()
    QTest.keyClick(side.table, Qt.Key_1)
    assert "回车确认" in side.said.text(), "digits answer looks, not imagery"
    side.panel.confirm_button.click()
    _settle(qtbot, side)
    with Workspace.open(demolished) as workspace:
        assert find_patch(workspace, number).state is State.DEMOLISHING
    assert side.shown == [] and side.panel.heading.text() == "没有待复核的图斑"


def test_a_refusal_is_said_and_nothing_moves(
    open_window: OpenWindow, demolished: Path, open_side: OpenSide, qtbot: QtBot
) -> None:
    side = open_side(open_window(demolished), "recheck")
    assert isinstance(side, RecheckWindow)
    _settle(qtbot, side)
    gone = next(row for row in range(len(side.shown)) if side.table.cell(row, 5).text == "已拆除")
    side.table.setCurrentCell(gone, 0)
    _settle(qtbot, side)
    side.analyst = lambda: "队长"
    side.confirm()
    _settle(qtbot, side)
    assert "队长" in side.notice.text()
    with Workspace.open(demolished) as workspace:
        assert find_patch(workspace, side.table.number()).state is State.DEMOLISHED


def test_a_look_is_answered_by_a_digit(open_year: OpenYear, open_side: OpenSide, qtbot: QtBot) -> None:
    side = open_side(open_year(), "recheck")
    assert isinstance(side, RecheckWindow)
    _settle(qtbot, side)
    before = len(side.found)
    assert before > 2 and all(one.proposal is None for one in side.found)
    number, task = side.shown[0].patch.number, side.shown[0].task
    QTest.keyClick(side.table, Qt.Key_Return)
    assert "按 1、2、3" in side.said.text()
    QTest.keyClick(side.table, Qt.Key_1)
    _settle(qtbot, side)
    now = next((one.task for one in side.found if one.patch.number == number), None)
    assert now != task and "已拆除" in side.said.text()
    side.within.setCurrentIndex(2)
    side.within.activated.emit(2)
    _settle(qtbot, side)
    assert len(side.found) >= before - 1


def test_a_case_is_closed_when_its_list_is_complete(
    open_year: OpenYear, open_side: OpenSide, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    side = open_side(open_year(), "recheck")
    assert isinstance(side, RecheckWindow)
    _settle(qtbot, side)
    row = next(row for row, one in enumerate(side.shown) if one.patch.state is State.RECHECKED)
    side.table.setCurrentCell(row, 0)
    _settle(qtbot, side)
    assert not side.panel.close_button.isEnabled(), "photos and the dossier are missing"
    side.close_case()
    assert "销号原因" in side.said.text()
    side.panel.note.setText("拆除到位")
    side.close_case()
    _settle(qtbot, side)
    assert "拆除后照片" in side.notice.text() or "档案" in side.notice.text()
    wanted: list[str] = []
    side.dossier_wanted.disconnect()
    side.dossier_wanted.connect(wanted.append)
    side.panel.dossier_button.click()
    assert wanted == [side.table.number()]


def test_a_complete_list_lets_the_case_be_closed(
    open_window: OpenWindow, folder: Path, open_side: OpenSide, qtbot: QtBot, tmp_path: Path
) -> None:
    shot = tmp_path / "拆后.jpg"
    Image.new("RGB", (40, 30)).save(shot)
    with Workspace.open(folder) as workspace:
        with workspace.casebook.writing() as connection:
            first = rows.select_patches(connection)[0]
            facts = {"JZMJ": 300.0, "FXSJ": "2026-06-20T09:00:00+08:00", "ZL": "1"}
            rows.change(
                connection, first, state=State.ORDER_SERVED, verdict=Verdict.ILLEGAL, reason="V01", facts=facts,
                judged_by="张三", entered_at=datetime(2026, 6, 21, 9, tzinfo=CHINA_TIME),
            )  # fmt: skip
        day = datetime(2026, 7, 6, 9, tzinfo=CHINA_TIME)
        record(workspace, first.number, Removal(day, "自拆", 300, 100), "队长", photos=[shot])
        seen = {"FHFS": "1", "FHJG": "1", "signature": "已签"}
        move(workspace, [first.number], State.RECHECKED, "李雷", facts=seen)
        archive(workspace, [first.number], "李雷")
    side = open_side(open_window(folder), "recheck")
    assert isinstance(side, RecheckWindow)
    _settle(qtbot, side)
    assert not side.panel.close_button.isEnabled() and "☐ 档案 PDF 已出" in side.panel.checks.text()
    with Workspace.open(folder) as workspace:
        make_dossiers(workspace, [first.number], "李雷", Feedback())
    QTest.keyClick(side, Qt.Key_F5)
    _settle(qtbot, side)
    assert "☐" not in side.panel.checks.text() and side.panel.close_button.isEnabled()
    side.panel.close_button.click()
    assert "销号原因" in side.said.text(), "a reason is asked for"
    side.panel.note.setText("拆除到位")
    side.panel.close_button.click()
    _settle(qtbot, side)
    with Workspace.open(folder) as workspace:
        closed = find_patch(workspace, first.number)
    assert (closed.state, closed.facts["XHYY"]) == (State.CLOSED, "拆除到位")


def test_what_was_rebuilt_is_shown_beside_the_month_in_which_it_was_gone(demolished: Path) -> None:
    with Workspace.open(demolished) as workspace:
        patch = list_patches(workspace)[0]
    look = Look("2026-06", "2026-08", 1.0, 0.0, 1.0)
    now = datetime(2026, 8, 20, tzinfo=CHINA_TIME)
    months = ["2026-05", "2026-06", "2026-07", "2026-08"]

    def shown(finding: Finding) -> tuple[str, str]:
        return _months(Recheck(patch, Proposal(patch, look, finding), None, now), months)

    assert shown(Finding.REBUILT) == ("2026-07", "2026-08")
    assert shown(Finding.STANDING) == ("2026-06", "2026-08")
    assert _months(Recheck(patch, None, None, now), months) == ("2026-06", "2026-08")
