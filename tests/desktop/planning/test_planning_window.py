"""Planning through the real window: areas drawn by the mouse, assignment in bulk, days, sheets, the wall map."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pypdfium2
import pytest
from PyQt5.QtCore import QDate, QPoint, Qt
from PyQt5.QtTest import QTest
from pytestqt.qtbot import QtBot

from twowei.casebook import clock, rows
from twowei.casebook.clock import CHINA_TIME
from twowei.casebook.lifecycle import State, Verdict
from twowei.desktop.board.link_table import Cell
from twowei.desktop.main_window import MainWindow
from twowei.desktop.planning.cases_part import WIDEST_PX
from twowei.desktop.planning.planning_window import PlanningWindow
from twowei.services.planning import campaigns, routes, squads
from twowei.services.review import list_patches
from twowei.services.workspace import Workspace

OpenWindow = Callable[[Path | None], MainWindow]
SATURDAY = QDate(2099, 8, 1)


@pytest.fixture
def cases(folder: Path) -> Path:
    """Six cases whose demolition was ordered; the first is done."""
    with Workspace.open(folder) as workspace, workspace.casebook.writing() as connection:
        for place, patch in enumerate(rows.select_patches(connection)):
            facts = {"JZMJ": 100.0 * (place + 1), "CZFS": "3" if place == 2 else "1", "XQCCRQ": "2026-07-01"}
            rows.change(
                connection, patch, state=State.CLOSED if place == 0 else State.ORDER_SERVED, verdict=Verdict.ILLEGAL,
                reason="V01", facts=facts, judged_by="张三", entered_at=datetime(2026, 7, 1, 9, tzinfo=CHINA_TIME),
            )  # fmt: skip
    return folder


@pytest.fixture
def side(open_window: OpenWindow, cases: Path, qtbot: QtBot) -> Iterator[PlanningWindow]:
    window = open_window(cases)
    window.actions_by_name["planning"].trigger()
    made = window.boards.open["planning"]
    assert isinstance(made, PlanningWindow)
    qtbot.waitExposed(made)
    settle(qtbot, made)
    yield made


def settle(qtbot: QtBot, side: PlanningWindow) -> None:
    qtbot.wait(10)
    qtbot.waitUntil(lambda: not side.busy)


def numbers(folder: Path) -> list[str]:
    with Workspace.open(folder) as workspace:
        return [patch.number for patch in list_patches(workspace)]


def around(side: PlanningWindow, wanted: list[str]) -> list[QPoint]:
    """Return the corners of a box on the screen around some cases."""
    assert side.view is not None
    boxes = [one.outline.bounds for one in side.view.cases if one.patch.number in wanted]
    left, bottom = min(box[0] for box in boxes) - 8, min(box[1] for box in boxes) - 8
    right, top = max(box[2] for box in boxes) + 8, max(box[3] for box in boxes) + 8
    spots = [(left, bottom), (right, bottom), (right, top), (left, top)]
    return [side.map.to_screen(spot).toPoint() for spot in spots]


def draw(side: PlanningWindow, wanted: list[str]) -> None:
    for spot in around(side, wanted):
        QTest.mouseClick(side.map, Qt.LeftButton, Qt.NoModifier, spot)
    QTest.keyClick(side.map, Qt.Key_Return)


def name_squad(qtbot: QtBot, side: PlanningWindow) -> None:
    side.squads.name.setText("拆违一队")
    side.squads.equipment.setText("挖掘机 1")
    side.squads.save_button.click()
    settle(qtbot, side)


def test_what_is_drawn_around_is_selected_and_assigned_at_one_stroke(
    side: PlanningWindow, cases: Path, qtbot: QtBot
) -> None:
    name_squad(qtbot, side)
    side.tabs.setCurrentWidget(side.cases)
    own = numbers(cases)
    side.cases.draw_button.click()
    assert side.map.drawing
    draw(side, own[:4])
    assert sorted(side.cases.selected()) == own[1:4], "the closed one is not to be demolished"
    assert side.map.chosen == frozenset(own[1:4]) and "选中 3/5 宗 · 900 ㎡" in side.cases.count.text()
    side.cases.assign_button.click()
    assert "请选择要分派到" in side.said.text()
    side.cases.squad.setCurrentIndex(side.cases.squad.findData("拆违一队"))
    side.cases.with_day.setChecked(True)
    side.cases.day.setDate(QDate(2099, 8, 3))
    side.cases.assign_button.click()
    settle(qtbot, side)
    assert side.said.text() == "已分派 3 宗。"
    with Workspace.open(cases) as workspace:
        given = {patch.number: patch.facts for patch in list_patches(workspace) if "CCDW" in patch.facts}
    assert sorted(given) == own[1:4]
    assert {str(facts["JHRQ"]) for facts in given.values()} == {"2099-08-03"}
    side.cases.in_squad.setCurrentIndex(side.cases.in_squad.findData("拆违一队"))
    side.cases.in_squad.activated.emit(side.cases.in_squad.currentIndex())
    assert side.cases.table.rowCount() == 3


def test_shift_and_a_drag_select_a_box_and_a_click_one(side: PlanningWindow, cases: Path) -> None:
    own = numbers(cases)
    first, _, far, _ = around(side, own[1:3])
    QTest.mousePress(side.map, Qt.LeftButton, Qt.ShiftModifier, first)
    QTest.mouseMove(side.map, far)
    QTest.mouseRelease(side.map, Qt.LeftButton, Qt.ShiftModifier, far)
    assert sorted(side.cases.selected()) == own[1:3]
    assert side.view is not None
    spot = next(one.spot for one in side.view.cases if one.patch.number == own[4])
    QTest.mouseClick(side.map, Qt.LeftButton, Qt.NoModifier, side.map.to_screen(spot).toPoint())
    assert side.cases.selected() == [own[4]]
    with_ctrl = next(one.spot for one in side.view.cases if one.patch.number == own[5])
    QTest.mouseClick(side.map, Qt.LeftButton, Qt.ControlModifier, side.map.to_screen(with_ctrl).toPoint())
    assert sorted(side.cases.selected()) == own[4:6]


def test_esc_drops_what_is_drawn_before_it_closes(side: PlanningWindow) -> None:
    QTest.keyClick(side, Qt.Key_D)
    assert side.map.drawing
    side.close()
    assert side.isVisible() and not side.map.drawing
    side.close()
    assert not side.isVisible()


def test_a_campaign_with_its_ground_and_progress(side: PlanningWindow, cases: Path, qtbot: QtBot) -> None:
    part = side.campaigns
    side.tabs.setCurrentWidget(part)
    part.save_button.click()
    assert side.said.text() == "请填写专班名称。"
    part.name.setText("河源专班")
    part.start.put("2026-13-01")
    part.save_button.click()
    assert "2026-13-01" in side.said.text()
    part.start.put("2026-11-01")
    part.finish.put("2026-10-01")
    part.save_button.click()
    settle(qtbot, side)
    assert "2026-10-01" in side.said.text(), "it would end before it begins"
    part.finish.put("2099-12-31")
    part.planned.setText("1,000")
    own = numbers(cases)
    part.draw_button.click()
    draw(side, own[1:4])
    assert "3 宗案件" in side.said.text() and part.ground_told.text() == "按图上所画"
    part.save_button.click()
    settle(qtbot, side)
    with Workspace.open(cases) as workspace:
        kept = campaigns(workspace)[0].campaign
        inner = {patch.number for patch in list_patches(workspace) if kept.area.covers(patch.geometry)}
    assert (kept.start, kept.planned_m2) == ("2026-11-01", 1000.0) and inner == set(own[1:4])
    assert part.table.cell(0, 0).text == "河源专班" and part.table.cell(0, 4).text == "1,000"
    part.table.selectRow(0)
    assert side.map.ground == "河源专班" and part.ground_told.text() == "不变"


def test_the_list_of_the_main_window_hands_its_selection_over(side: PlanningWindow, cases: Path) -> None:
    own = numbers(cases)
    side.list_selection = lambda: own[:3]
    side.cases.list_button.click()
    assert sorted(side.cases.selected()) == own[1:3]
    assert side.said.text() == "列表所选 3 宗中，2 宗可分派。"


def test_long_names_are_cut_short_and_empty_columns_hidden(side: PlanningWindow) -> None:
    table = side.cases.table
    long = "很长很长的专班名称" * 6
    plain = table.cell(0, 0)
    row = [plain, *(Cell(long) for _ in range(7))]
    table.show_rows(["编号"] + [str(n) for n in range(7)], [row], 1)
    table.fit_columns()
    assert table.columnWidth(5) == WIDEST_PX[5]
    assert table.item(0, 5).toolTip() == long  # type: ignore[union-attr]
    table.show_rows(["编号"] + [str(n) for n in range(7)], [[plain, *(Cell("") for _ in range(7))]], 1)
    table.fit_columns()
    assert [table.isColumnHidden(column) for column in (4, 5, 6, 7)] == [False, True, True, True]


def test_a_day_tells_what_the_law_forbids_and_its_sheet_is_written(
    side: PlanningWindow, cases: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    name_squad(qtbot, side)
    side.cases.select(numbers(cases)[1:5])
    side.cases.squad.setCurrentIndex(1)
    side.cases.assign_button.click()
    settle(qtbot, side)
    side.tabs.setCurrentWidget(side.days)
    side.days.squad.setCurrentIndex(1)
    side.days.day.setDate(SATURDAY)
    side.days.plan_button.click()
    settle(qtbot, side)
    assert side.days.stops.rowCount() == 3 and len(side.map.way) == 3
    assert "非工作日" in side.days.left.cell(0, 1).text, "force waits for a working day"
    side.days.urgent.setChecked(True)
    side.days.plan_button.click()
    settle(qtbot, side)
    assert side.days.stops.rowCount() in (3, 4)
    side.days.write_sheet(tmp_path / "任务单.pdf")
    settle(qtbot, side)
    assert (tmp_path / "任务单.pdf").read_bytes().startswith(b"%PDF") and side.open_button.isVisible()
    with Workspace.open(cases) as workspace:
        assert [one.day for one in routes(workspace)] == ["2099-08-01"]
        assert [one.equipment for one in squads(workspace)] == ["挖掘机 1"]


def test_a_day_that_has_passed_is_refused(side: PlanningWindow, qtbot: QtBot) -> None:
    name_squad(qtbot, side)
    side.days.squad.setCurrentIndex(1)
    gone = clock.now().date() - timedelta(days=3)
    side.days.day.setDate(QDate(gone.year, gone.month, gone.day))
    side.days.plan_button.click()
    settle(qtbot, side)
    assert "已过" in side.said.text()


def test_the_wall_map_with_imagery_beneath(side: PlanningWindow, qtbot: QtBot, tmp_path: Path) -> None:
    side.imagery.setChecked(True)
    qtbot.waitUntil(lambda: side.map._picture is not None)
    side.wall.imagery.setChecked(True)
    path = tmp_path / "挂图.pdf"
    side.wall.write(path)
    settle(qtbot, side)
    assert side.said.text() == f"挂图已生成：{path}"
    page = pypdfium2.PdfDocument(path)[0]
    shown = page.render(scale=0.2).to_pil().convert("RGB")
    red, green, _ = shown.getpixel((shown.width // 4, shown.height // 2))
    assert green > red, "June is greenish"
    assert "违法建设治理挂图作战" in page.get_textpage().get_text_range()


def test_a_folder_that_cannot_be_written_is_said(side: PlanningWindow, qtbot: QtBot, tmp_path: Path) -> None:
    side.wall.write(tmp_path / "没有" / "挂图.pdf")
    settle(qtbot, side)
    assert "挂图.pdf" in side.said.text() or "没有" in side.said.text()
    shutil.rmtree(tmp_path / "没有", ignore_errors=True)


def test_a_workspace_without_cases_is_said_and_nothing_breaks(
    open_window: OpenWindow, bare: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_window(None)
    window.open_workspace(bare)
    window.actions_by_name["planning"].trigger()
    side = window.boards.open["planning"]
    assert isinstance(side, PlanningWindow)
    settle(qtbot, side)
    assert side.view is not None and side.cases.table.rowCount() == 0
    side.imagery.setChecked(True)
    settle(qtbot, side)
    assert side.said.text() == "此处没有影像。"
    side.wall.write(tmp_path / "挂图.pdf")
    settle(qtbot, side)
    assert "没有" in side.said.text() and not (tmp_path / "挂图.pdf").exists()
