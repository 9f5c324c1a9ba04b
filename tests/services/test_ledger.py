from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from PIL import Image

from twowei.casebook import history as chronicle
from twowei.casebook.lifecycle import Verdict
from twowei.casebook.patch import Patch
from twowei.errors import OutputError, UnknownNameError
from twowei.exports.ledgers import LEDGERS, WAY_BACK
from twowei.services.cases import note
from twowei.services.ledger import WantedLedger, WrittenLedger, parse_ledger, write_ledger
from twowei.services.pictures import Pictures, jpeg, small_photo
from twowei.services.review import give_verdict
from twowei.services.workspace import Workspace

HEADER, FIRST = 3, 4


@pytest.fixture(autouse=True)
def _judged(workspace: Workspace, patches: list[Patch]) -> None:
    give_verdict(workspace, patches[0].number, Verdict.ILLEGAL, "V04", "张三", "=cmd|' /C calc'!A0")
    give_verdict(workspace, patches[2].number, Verdict.ILLEGAL, "V01", "张三")
    give_verdict(workspace, patches[1].number, Verdict.FALSE, "W01", "张三")
    facts = {
        "JG": "3",
        "CS": "2",
        "ZDMJ": "310",
        "JZMJ": "620",
        "DSR": "李四",
        "XQCCH": "限拆1号",
        "XQCCRQ": "2026-07-01",
    }
    note(workspace, patches[0].number, facts, "张三")
    note(workspace, patches[2].number, {"CCRQ": "2026-07-12", "CCMJ": "500.5", "CCDS": "2", "ZGMJ": "200"}, "张三")


def write(workspace: Workspace, path: Path, kind: str, **wanted: Any) -> WrittenLedger:
    return write_ledger(workspace, path, WantedLedger(parse_ledger(kind), **wanted), by="李四")


def rows_of(sheet: Worksheet) -> list[dict[str, Any]]:
    header, *rows = list(sheet.iter_rows(min_row=HEADER, values_only=True))
    return [dict(zip(header, row, strict=True)) for row in rows]  # type: ignore[arg-type]


def test_the_ledger_of_cases(workspace: Workspace, patches: list[Patch], tmp_path: Path) -> None:
    told = write(workspace, tmp_path / "台账.xlsx", "违法建设台账")
    assert (told.count, told.left_out, told.title) == (2, {"伪变化": 1}, "湖里区违法建设台账")
    book = load_workbook(told.path)
    sheet = book["违法建设台账"]
    first, _, total = rows_of(sheet)
    assert (first["序号"], first["统一编号"], first["街道"]) == (1, patches[0].number, "殿前街道")
    assert (first["结构"], first["层数"], first["占地面积(㎡)"], first["违法类型"]) == ("钢构", 2, 310, "屋顶加层/搭建")
    assert (first["当事人"], first["文书及送达"], first["发现方式"]) == (None, "限拆 限拆1号 2026-07-01", "卫星")
    assert total["序号"] == "合计" and str(total["建筑面积(㎡)"]).startswith("=SUBTOTAL(109,")
    event = chronicle_of(workspace)[-1]
    assert (event.action, event.by, event.after["rows"], event.after["personal"]) == (
        "ledger written",
        "李四",
        2,
        False,
    )


def chronicle_of(workspace: Workspace) -> list[chronicle.Event]:
    with workspace.casebook.reading() as connection:
        return chronicle.read(connection)


def test_the_style_of_offices(workspace: Workspace, tmp_path: Path) -> None:
    sheet = load_workbook(write(workspace, tmp_path / "a.xlsx", "cases").path)["违法建设台账"]
    assert str(next(iter(sheet.merged_cells.ranges))).startswith("A1:Z1")
    header = sheet.cell(HEADER, 1)
    assert (header.fill.fgColor.rgb, header.font.color.rgb, header.font.b, header.font.name) == (
        "004472C4", "00FFFFFF", True, "微软雅黑",
    )  # fmt: skip
    assert sheet.cell(sheet.max_row, 1).fill.fgColor.rgb == "00FFF2CC"
    assert (sheet.freeze_panes, sheet.page_setup.orientation, str(sheet.page_setup.paperSize)) == (
        "C4",
        "landscape",
        "9",
    )
    assert sheet.page_setup.fitToWidth == 1 and sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$1:$3"


def test_a_text_is_no_formula(workspace: Workspace, tmp_path: Path) -> None:
    sheet = load_workbook(write(workspace, tmp_path / "a.xlsx", "cases").path)["违法建设台账"]
    (cell,) = [cell for row in sheet.iter_rows() for cell in row if str(cell.value).startswith("=cmd")]
    assert cell.data_type == "s" and cell.quotePrefix


def test_the_way_back_tells_facts_numbers_and_revisions(
    workspace: Workspace, patches: list[Patch], tmp_path: Path
) -> None:
    told = write(workspace, tmp_path / "a.xlsx", "cases", personal=True)
    book = load_workbook(told.path)
    assert rows_of(book["违法建设台账"])[0]["当事人"] == "李四"
    assert book[WAY_BACK].sheet_state == "hidden"
    rows = [list(row) for row in book[WAY_BACK].iter_rows(values_only=True)]
    facts = next(row for row in rows if row[0] == "facts")[1:]
    assert (facts[4], facts[5], facts[0]) == ("DZ", "DSR", None)
    assert len(facts) >= len(LEDGERS[0].columns)
    assert [row[1] for row in rows if row[0] == "patch"] == [patches[0].number, patches[2].number]


def test_removals_are_of_their_month(workspace: Workspace, patches: list[Patch], tmp_path: Path) -> None:
    told = write(workspace, tmp_path / "a.xlsx", "月拆除表", months=["2026-07"])
    first, total = rows_of(load_workbook(told.path)["月拆除表"])
    assert (first["统一编号"], first["拆除面积(㎡)"], first["拆除栋数"]) == (patches[2].number, 500.5, 2)
    assert total["拆除时间"] is None
    with pytest.raises(OutputError, match="Nothing to hand over"):
        write(workspace, tmp_path / "b.xlsx", "removals", months=["2026-06"])
    assert not (tmp_path / "b.xlsx").exists()


def test_the_satellite_list_checks_itself(workspace: Workspace, tmp_path: Path) -> None:
    book = load_workbook(write(workspace, tmp_path / "a.xlsx", "satellite").path)
    first, second, _ = rows_of(book["卫片清单"])
    assert (first["是否整改"], first["整改方式"], second["耕地面积(亩)"]) == ("否", "未整改", 0.3)
    rows = rows_of(book["整改统计"])
    assert [row["街道"] for row in rows] == ["殿前街道", "禾山街道", "合计"]
    assert (rows[0]["总任务 个数"], rows[0]["未整改 个数"], rows[1]["总任务 耕地(亩)"]) == (1, 1, 0.3)
    assert rows[0]["校核: 总-已-未 个数"] == "=ROUND(B4-E4-N4,3)"
    assert rows[0]["校核: 已-拆-补 耕地(亩)"] == "=ROUND(G4-J4-M4,3)"


def test_the_register_of_checks_has_every_verdict(workspace: Workspace, tmp_path: Path) -> None:
    rows = rows_of(load_workbook(write(workspace, tmp_path / "a.xlsx", "checks").path)["核查登记"])
    assert [row["核查情况*"] for row in rows[:-1]] == ["违法", "伪变化", "违法"]


def test_pictures_lie_in_cells_where_there_is_imagery(workspace: Workspace, tmp_path: Path) -> None:
    sheet = load_workbook(write(workspace, tmp_path / "a.xlsx", "cases", pictures=True).path)["违法建设台账"]
    assert [cell.value for cell in sheet[HEADER]][-3:] == ["前时相影像", "后时相影像", "现场照片"]
    assert sheet._images == []  # the epochs of this workspace have no files
    with Pictures(workspace) as pictures:
        assert pictures.of(chosen(workspace), "2026-05") is None


def chosen(workspace: Workspace) -> Patch:
    from twowei.services.review import list_patches

    return list_patches(workspace)[0]


def test_a_photo_is_turned_and_cut_square(tmp_path: Path) -> None:
    pixels = np.zeros((40, 80, 3), np.uint8)
    Image.fromarray(pixels).save(tmp_path / "a.jpg")
    photo = small_photo(tmp_path / "a.jpg", 32)
    assert photo is not None and photo.size == (32, 32)
    stored = jpeg(photo)
    assert stored is not None and stored[:2] == b"\xff\xd8"
    (tmp_path / "b.jpg").write_text("no picture")
    assert small_photo(tmp_path / "b.jpg", 32) is None and small_photo(None, 32) is None


def test_bad_wishes(workspace: Workspace, tmp_path: Path) -> None:
    with pytest.raises(UnknownNameError, match="cases 违法建设台账"):
        parse_ledger("nonsense")
    with pytest.raises(OutputError, match=r"does not end in \.xlsx"):
        write(workspace, tmp_path / "a.csv", "cases")
    (tmp_path / "~$a.xlsx").write_text("")
    with pytest.raises(OutputError, match="open in another program"):
        write(workspace, tmp_path / "a.xlsx", "cases")
    assert [path.name for path in tmp_path.glob("*a.xlsx*")] == ["~$a.xlsx"]
