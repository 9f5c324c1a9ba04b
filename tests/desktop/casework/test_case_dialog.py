"""The window of a case through real buttons: demolition in parts, papers, more time; refusals are said in it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from PIL import Image
from PyQt5.QtCore import QDateTime
from PyQt5.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from twowei.casebook import rows
from twowei.casebook.clock import CHINA_TIME
from twowei.casebook.lifecycle import State, Verdict
from twowei.casebook.patch import Patch
from twowei.desktop.casework.case_dialog import CaseDialog
from twowei.desktop.casework.demolition_part import DemolitionPart
from twowei.desktop.casework.papers_part import PapersPart
from twowei.desktop.casework.requests_part import RequestsPart
from twowei.desktop.main_window import MainWindow
from twowei.feedback import Feedback
from twowei.services.evidence import attach, look
from twowei.services.review import find_patch
from twowei.services.workspace import Workspace

OpenWindow = Callable[[Path | None], MainWindow]
Answer = Callable[[type[QDialog], Callable[[QDialog], None]], None]
MONDAY = QDateTime(2026, 7, 27, 9, 30)


def shot(path: Path, azimuth: float) -> Path:
    exif = Image.Exif()
    exif[0x8825] = {17: azimuth}
    Image.new("RGB", (40, 30)).save(path, exif=exif)
    return path


@pytest.fixture
def ordered(folder: Path) -> tuple[Path, str]:
    """A case of 620 ㎡ whose demolition was ordered, found in June."""
    facts = {"JZMJ": 620.0, "FXSJ": "2026-06-20T09:00:00+08:00", "ZL": "1", "XQCCRQ": "2026-07-01", "FLX": "1",
             "ZCQX": "2026-07-16"}  # fmt: skip
    with Workspace.open(folder) as workspace, workspace.casebook.writing() as connection:
        first = rows.select_patches(connection)[0]
        changed = rows.change(
            connection, first, state=State.ORDER_SERVED, verdict=Verdict.ILLEGAL, reason="V01", facts=facts,
            judged_by="张三", entered_at=datetime(2026, 7, 1, 9, tzinfo=CHINA_TIME),
        )  # fmt: skip
    return folder, changed.number


@pytest.fixture
def dialog(qapp: QApplication, ordered: tuple[Path, str], qtbot: QtBot, taken: list[Patch]) -> CaseDialog:
    from twowei.desktop import language

    language.install("zh_CN")
    workspace = Workspace.open(ordered[0])
    made = CaseDialog(workspace, ordered[1], lambda: "队长", taken.append)
    qtbot.addWidget(made, before_close_func=lambda _widget: workspace.close())
    made.show()
    return made


@pytest.fixture
def taken() -> list[Patch]:
    return []


def demolition(dialog: CaseDialog) -> DemolitionPart:
    part = dialog.parts["demolition"]
    assert isinstance(part, DemolitionPart)
    return part


def fill(part: DemolitionPart, floor: float, way: str = "强拆") -> None:
    part.when.setDateTime(MONDAY)
    part.method.setCurrentIndex(part.method.findText(way))
    part.floor.setValue(floor)


def test_it_begins_with_all_that_stands(dialog: CaseDialog) -> None:
    part = demolition(dialog)
    assert part.floor.value() == 620 and part.left.value() == 0
    assert "限拆已送达" in dialog.heading.text() and "自拆期限 2026-07-16" in dialog.heading.text()
    part.floor.setValue(200)
    assert part.left.value() == 420, "what still stands is reckoned"
    assert part.sums.text() == "建筑 620.00 · 此前 0.00 + 本次 200.00 + 剩余 420.00"
    assert not part.why.isVisible()


def test_in_parts_with_photos_until_it_is_told_as_done(
    dialog: CaseDialog, taken: list[Patch], tmp_path: Path, ordered: tuple[Path, str]
) -> None:
    part = demolition(dialog)
    part.record_button.click()
    assert dialog.notice.text() == "请选择拆除方式：自拆、助拆或强拆。" and not taken
    fill(part, 300)
    part.record_button.click()
    told = dialog.notice.text()
    assert told.startswith("已登记：累计拆除 300.00 ㎡，剩余 320.00 ㎡，当前状态：拆除中。") and "2027-01-01" in told
    assert part.floor.value() == 320 and "2026-07-27  强拆  300.00 ㎡" in part.done.text()
    fill(part, 320)
    part.put_photos([shot(tmp_path / "拆后.jpg", 45)])
    assert "方位 45°" in part.after.item(0).text()
    part.record_button.click()
    assert [one.state for one in taken] == [State.DEMOLISHING, State.DEMOLISHED]
    assert taken[-1].facts["SYMJ"] == 0.0
    assert str(taken[-1].facts["demolished_at"]).startswith("2026-07-27T09:30")


def test_larger_than_the_building_is_refused_until_somebody_says_why(dialog: CaseDialog, taken: list[Patch]) -> None:
    part = demolition(dialog)
    fill(part, 700)
    assert part.why.isVisible() and part.sums.property("ink") == "bad"
    part.record_button.click()
    assert "超过建筑本身 620.00 ㎡" in dialog.notice.text() and not taken
    part.why.setText("另有附属棚屋")
    part.record_button.click()
    assert taken[-1].facts["CCMJ"] == 700.0


def test_before_the_discovery_and_a_missing_photo_are_refused_and_nothing_is_stored(
    dialog: CaseDialog, taken: list[Patch], tmp_path: Path
) -> None:
    part = demolition(dialog)
    fill(part, 100)
    part.when.setDateTime(QDateTime(2026, 6, 1, 9, 0))
    part.record_button.click()
    assert "发现于 2026-06-20" in dialog.notice.text()
    part.when.setDateTime(MONDAY)
    part.photos = [tmp_path / "没有.jpg"]
    part.record_button.click()
    assert "没有.jpg 不存在" in dialog.notice.text() and not taken


def test_photos_from_another_bearing_are_marked_and_told(
    dialog: CaseDialog, taken: list[Patch], tmp_path: Path, ordered: tuple[Path, str]
) -> None:
    folder, number = ordered
    shot(tmp_path / "前.jpg", 350)
    with Workspace.open(folder) as workspace:
        attach(workspace, [(piece, number) for piece in look(workspace, [tmp_path / "前.jpg"], Feedback())], "队长")
    dialog.read()
    part = demolition(dialog)
    assert part.before.count() == 1 and "方位 350°" in part.before.item(0).text()
    fill(part, 100)
    part.put_photos([shot(tmp_path / "后.jpg", 90)])
    assert "相差 100°" in part.after.item(0).text()
    part.record_button.click()
    assert "相差 100° 以上" in dialog.notice.text() and taken


def test_a_paper_with_its_receipt(dialog: CaseDialog, taken: list[Patch], tmp_path: Path) -> None:
    part = dialog.parts["papers"]
    assert isinstance(part, PapersPart)
    dialog.tabs.setCurrentWidget(part)
    part.write_button.click()
    assert dialog.notice.text() == "请填写文号。"
    part.kind.setCurrentIndex(part.kind.findData("urging"))
    assert part.served.isEnabled() and not part.due.isEnabled()
    part.kind.setCurrentIndex(part.kind.findData("order"))
    part.number.setText("拆〔2026〕12号")
    part.served.put("2026-07-10")
    part.due.put("2026-07-09")
    part.write_button.click()
    assert "2026-07-09" in dialog.notice.text() and not taken, "a term before the service"
    part.due.put("2026-07-25")
    receipt = tmp_path / "回证.pdf"
    receipt.write_bytes(b"%PDF-")
    part.receipt.add([receipt])
    part.write_button.click()
    assert taken[-1].facts["ZCQX"] == "2026-07-25"
    shown = [part.table.item(0, column).text() for column in range(5)]
    assert shown == ["限期拆除决定书", "拆〔2026〕12号", "2026-07-10", "2026-07-25", "回证.pdf"]


def test_more_time_is_asked_by_one_and_granted_by_another(dialog: CaseDialog, taken: list[Patch]) -> None:
    part = dialog.parts["requests"]
    assert isinstance(part, RequestsPart)
    assert not part.grant_button.isEnabled()
    part.until.put("2026-09-01")
    part.why.setText("台风")
    part.ask_button.click()
    assert "队长 申请延期至 2026-09-01：台风" in part.asked.text()
    part.grant_button.click()
    assert dialog.notice.property("tone") == "bad", "nobody answers themselves"
    dialog._analyst = lambda: "局长"
    part.grant_button.click()
    assert "准予延期至 2026-09-01" in dialog.notice.text() and taken[-1].facts["YQZ"] == "2026-09-01"
    part.return_why.setText("地址不符")
    part.return_button.click()
    assert taken[-1].facts["return_why"] == "地址不符"


def test_where_nothing_may_be_demolished_the_reason_is_said(qapp: QApplication, folder: Path, qtbot: QtBot) -> None:
    from twowei.desktop import language

    language.install("zh_CN")
    with Workspace.open(folder) as workspace:
        with workspace.casebook.writing() as connection:
            first = rows.select_patches(connection)[0]
            rows.change(connection, first, state=State.FILED, verdict=Verdict.ILLEGAL, reason="V01")
        made = CaseDialog(workspace, first.number, lambda: "队长", lambda _patch: None)
        qtbot.addWidget(made)
        part = demolition(made)
        assert not part.record_button.isEnabled()
        assert "S50" in part.refusal.text() and "S70" in part.refusal.text()


def test_it_opens_from_the_menu_of_the_desk(open_window: OpenWindow, ordered: tuple[Path, str], answer: Answer) -> None:
    window = open_window(ordered[0])
    assert window.desk is not None and window.reviewing.moves is not None
    window.desk.session.choose(ordered[1])
    window.reviewing.moves.fill()
    entry = next(one for one in window.reviewing.moves.menu.actions() if one.text() == "登记拆除…")

    def act(dialog: QDialog) -> None:
        assert isinstance(dialog, CaseDialog)
        part = demolition(dialog)
        fill(part, 100)
        part.record_button.click()

    answer(CaseDialog, act)
    entry.trigger()
    assert window.desk.session.current is not None
    assert window.desk.session.current.state is State.DEMOLISHING, "the window follows"
    with Workspace.open(ordered[0]) as workspace:
        assert find_patch(workspace, ordered[1]).facts["CCMJ"] == 100.0
