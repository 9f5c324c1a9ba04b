"""A ledger goes out, is filled in by hand and comes back."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from twowei.casebook.lifecycle import Verdict
from twowei.casebook.patch import Patch
from twowei.errors import MoveError, UnknownNameError, VectorError
from twowei.services.cases import note
from twowei.services.export import Wanted
from twowei.services.fill import Case, compare, take
from twowei.services.keeping import verify
from twowei.services.ledger import WantedLedger, parse_ledger, write_ledger
from twowei.services.review import find_patch, give_verdict, history
from twowei.services.share import export_file
from twowei.services.workspace import Workspace

Fill = Callable[..., Path]


@pytest.fixture
def ledger(workspace: Workspace, patches: list[Patch], tmp_path: Path) -> Fill:
    """Write the ledger of cases, then fill cells by row and heading as an office does."""
    for patch in patches[:2]:
        give_verdict(workspace, patch.number, Verdict.ILLEGAL, "V01", "张三")
    note(workspace, patches[0].number, {"DZ": "高殿社区1号"}, "张三")
    path = tmp_path / "台账.xlsx"
    write_ledger(workspace, path, WantedLedger(parse_ledger("cases")), by="张三")

    def fill(cells: dict[tuple[int, str], object], sort: bool = False) -> Path:
        book = openpyxl.load_workbook(path)
        sheet = book.worksheets[0]
        headings = {str(cell.value): cell.column for cell in sheet[3]}
        for (row, heading), value in cells.items():
            sheet.cell(3 + row, headings[heading]).value = value  # type: ignore[assignment]
        if sort:
            first, second = ([cell.value for cell in sheet[row]] for row in (4, 5))
            for column, (one, other) in enumerate(zip(first, second, strict=True), 1):
                sheet.cell(4, column).value, sheet.cell(5, column).value = other, one
        book.save(path)
        return path

    return fill


def test_an_untouched_ledger_has_no_differences(workspace: Workspace, ledger: Fill) -> None:
    found = compare(workspace, ledger({}))
    assert found.differences == () and len(found.filled.rows) == 2


def test_what_was_filled_in_is_shown_then_taken(workspace: Workspace, ledger: Fill, patches: list[Patch]) -> None:
    path = ledger(
        {
            (1, "详细地址"): "高殿社区2号",
            (1, "结构"): "彩钢",
            (1, "层数"): 2,
            (1, "建筑面积(㎡)"): "1,620.5",
            (1, "计划拆除时间"): date(2026, 7, 25),
            (2, "实际拆除时间"): "2026年7月30日",
            (2, "备注"): "屋顶已拆",
        },
        sort=True,
    )
    before = verify(workspace)
    seen = compare(workspace, path)
    assert verify(workspace) == before, "showing changes nothing"
    told = {(one.number, one.zh): (one.case, one.ours, one.theirs) for one in seen.differences}
    first, second = patches[0].number, patches[1].number
    assert told == {
        (first, "详细地址"): (Case.CHANGED, "高殿社区1号", "高殿社区2号"),
        (first, "结构"): (Case.NEW, "", "彩钢"),
        (first, "层数"): (Case.NEW, "", "2"),
        (first, "建筑面积(㎡)"): (Case.NEW, "", "1620.5"),
        (first, "计划拆除日期"): (Case.NEW, "", "2026-07-25"),
        (second, "实际拆除日期"): (Case.NEW, "", "2026-07-30"),
        (second, "备注"): (Case.NEW, "", "屋顶已拆"),
    }
    assert take(workspace, path, "李四").taken == 7
    patch = find_patch(workspace, first)
    assert (patch.facts["JG"], patch.facts["JZMJ"], patch.facts["DZ"]) == ("4", 1620.5, "高殿社区2号")
    assert find_patch(workspace, second).note == "屋顶已拆"
    event = history(workspace, first)[-1]
    assert (event.action, event.by, event.before["facts"]["DZ"]) == ("noted", "李四", "高殿社区1号")
    after = verify(workspace)
    assert after.findings == ()
    assert take(workspace, path, "李四").taken == 0
    assert verify(workspace) == after, "the same file again changes nothing"


def test_empty_cells_say_nothing(workspace: Workspace, ledger: Fill, patches: list[Patch]) -> None:
    assert compare(workspace, ledger({(1, "详细地址"): None})).differences == ()
    assert compare(workspace, ledger({(1, "详细地址"): "—"})).differences == ()


def test_a_change_here_meanwhile_is_a_conflict(workspace: Workspace, ledger: Fill, patches: list[Patch]) -> None:
    path = ledger({(1, "详细地址"): "高殿社区2号", (1, "层数"): 3})
    note(workspace, patches[0].number, {"DZ": "高殿社区9号"}, "张三")
    (conflict,) = compare(workspace, path).of(Case.CONFLICT)
    assert (conflict.ours, conflict.theirs, conflict.name) == ("高殿社区9号", "高殿社区2号", "DZ")
    assert take(workspace, path, "李四").taken == 1
    assert find_patch(workspace, patches[0].number).facts["DZ"] == "高殿社区9号"
    assert take(workspace, path, "李四", theirs=True).taken == 1
    assert find_patch(workspace, patches[0].number).facts["DZ"] == "高殿社区2号"


def test_what_cannot_be_taken_says_why(workspace: Workspace, ledger: Fill, patches: list[Patch]) -> None:
    path = ledger({(1, "层数"): "三层", (1, "结构"): "木", (2, "统一编号"): "350206002202606W9999"})
    told = {one.name: one.why for one in compare(workspace, path).of(Case.REFUSED)}
    assert "CS" in told and "number of 0 or more" in told["CS"]
    assert "4彩钢" in told["JG"] and told["TBBH"] == "there is no such patch"
    twice = ledger({(2, "统一编号"): patches[0].number})
    assert "of this patch too" in compare(workspace, twice).of(Case.REFUSED)[-1].why
    with pytest.raises(UnknownNameError):
        take(workspace, path, " ")


def test_verdicts_come_back_with_their_reason(workspace: Workspace, patches: list[Patch], tmp_path: Path) -> None:
    path = tmp_path / "核查.csv"
    numbers = [patch.number for patch in patches]
    lines = [
        "图斑号*,核查情况*,原因码",
        f"{numbers[0]},伪变化,W01",
        f"{numbers[1]},合法,",
        f"{numbers[2]},涉施农用地,L04",
    ]
    path.write_text("\n".join(lines), encoding="gb18030")
    found = compare(workspace, path)
    cases = {one.number: (one.case, one.theirs) for one in found.differences}
    assert cases[numbers[0]] == (Case.NEW, "伪变化")
    assert cases[numbers[1]][0] is Case.REFUSED
    refused = next(one for one in found.differences if one.number == numbers[1])
    assert "needs its reason" in refused.why
    take(workspace, path, "李四")
    assert find_patch(workspace, numbers[0]).verdict is Verdict.FALSE
    assert find_patch(workspace, numbers[1]).verdict is None
    assert verify(workspace).findings == ()


def test_a_supplier_s_number_finds_its_patch(workspace: Workspace, patches: list[Patch], tmp_path: Path) -> None:
    note(workspace, patches[0].number, {"JCBH": "HT1"}, "张三")
    path = tmp_path / "a.csv"
    path.write_text("监测编号,详细地址,天气\nHT1,高殿,晴\n合计,,\n", encoding="utf-8")
    found = compare(workspace, path)
    assert [(one.number, one.name) for one in found.differences] == [(patches[0].number, "DZ")]
    assert found.filled.unread == ("天气",)


def test_a_platform_s_json_comes_back_again_and_again(
    workspace: Workspace, patches: list[Patch], tmp_path: Path
) -> None:
    give_verdict(workspace, patches[0].number, Verdict.ILLEGAL, "V01", "张三")
    path = tmp_path / "平台.json"
    export_file(workspace, path, Wanted(), by="张三")
    assert compare(workspace, path).differences == ()
    told = json.loads(path.read_text("utf-8"))
    told["patches"][0]["facts"] |= {"LAH": "湖里立〔2026〕1号", "LARQ": "2026-07-20"}
    path.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    assert take(workspace, path, "平台").taken == 2
    assert find_patch(workspace, patches[0].number).facts["LAH"] == "湖里立〔2026〕1号"
    after = verify(workspace)
    assert take(workspace, path, "平台").taken == 0 and verify(workspace) == after
    told["patches"][0]["facts"]["LAH"] = "另一号"
    path.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    assert [one.case for one in compare(workspace, path).differences] == [Case.CONFLICT]


def test_files_that_are_no_ledgers(workspace: Workspace, ledger: Fill, tmp_path: Path) -> None:
    path = ledger({})
    with (
        Workspace.create(tmp_path / "别处", workspace.crs) as other,
        pytest.raises(VectorError, match="another casebook"),
    ):
        compare(other, path)
    for name, content, words in (
        ("a.csv", "甲,乙\n1,2\n", "no column 统一编号"),
        ("b.json", '{"format": "other"}', "no JSON of twowei"),
        ("c.json", "{oops", "no sound JSON"),
        ("d.xlsx", "PK\x03\x04", "as a workbook"),
    ):
        (tmp_path / name).write_text(content, encoding="utf-8")
        with pytest.raises(VectorError, match=words):
            compare(workspace, tmp_path / name)
    with pytest.raises(VectorError, match="does not exist"):
        compare(workspace, tmp_path / "none.xlsx")


def test_another_s_number_is_a_conflict(workspace: Workspace, ledger: Fill, patches: list[Patch]) -> None:
    path = ledger({(2, "统一编号"): patches[2].number, (2, "层数"): 2})
    found = compare(workspace, path)
    assert {one.case for one in found.differences if one.number == patches[2].number} == {Case.CONFLICT}
    assert take(workspace, path, "李四").taken == 0
    assert find_patch(workspace, patches[2].number).verdict is None


def test_cells_left_as_handed_out_say_nothing(workspace: Workspace, ledger: Fill, patches: list[Patch]) -> None:
    path = ledger({(1, "层数"): 3})
    note(workspace, patches[0].number, {"DZ": "高殿社区9号"}, "张三")
    assert [one.name for one in compare(workspace, path).differences] == ["CS"]
    take(workspace, path, "李四", theirs=True)
    assert find_patch(workspace, patches[0].number).facts["DZ"] == "高殿社区9号", "newer than the table"


def test_what_is_only_shown_or_broken_is_named(workspace: Workspace, ledger: Fill, patches: list[Patch]) -> None:
    path = ledger({(1, "责任人"): "赵六", (1, "发现方式"): "巡查", (1, "详细地址"): "#VALUE!"})
    told = {one.zh: (one.case, one.theirs) for one in compare(workspace, path).differences}
    assert told == {
        "责任人": (Case.REFUSED, "赵六"),
        "发现方式": (Case.REFUSED, "巡查"),
        "详细地址": (Case.REFUSED, "#VALUE!"),
    }


def test_another_reason_for_the_same_verdict(workspace: Workspace, ledger: Fill, patches: list[Patch]) -> None:
    path = ledger({(1, "违法类型"): "V02"})
    (one,) = compare(workspace, path).differences
    assert one.case is Case.CHANGED and "V01" in one.ours and "V02" in one.theirs
    assert take(workspace, path, "李四").taken == 1
    assert find_patch(workspace, patches[0].number).reason == "V02"
    assert compare(workspace, path).differences == ()


def test_other_forms_of_spreadsheets_are_refused_in_words(workspace: Workspace, ledger: Fill, tmp_path: Path) -> None:
    other = tmp_path / "台账.et"
    other.write_bytes(ledger({(1, "层数"): 3}).read_bytes())
    assert [one.name for one in compare(workspace, other).differences] == ["CS"], "known by its content"
    ods = tmp_path / "台账.ods"
    with zipfile.ZipFile(ods, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    with pytest.raises(VectorError, match="open it in Excel or WPS"):
        compare(workspace, ods)


def test_a_register_is_filled_with_verdicts(workspace: Workspace, patches: list[Patch], tmp_path: Path) -> None:
    path = tmp_path / "核查.xlsx"
    wanted = WantedLedger(parse_ledger("checks"), unjudged=True)
    assert write_ledger(workspace, path, wanted, by="张三").count == 3
    book = openpyxl.load_workbook(path)
    headings = {str(cell.value): cell.column for cell in book.worksheets[0][3]}
    number = str(book.worksheets[0].cell(4, headings["图斑号*"]).value)
    for heading, value in {"核查情况*": "违法", "原因*": "未批先建", "地类代码*": "0601"}.items():
        book.worksheets[0].cell(4, headings[heading]).value = value  # type: ignore[assignment]
    book.save(path)
    assert take(workspace, path, "李四").taken == 2
    patch = find_patch(workspace, number)
    assert (patch.verdict, patch.reason, patch.facts["land_code"]) == (Verdict.ILLEGAL, "V01", "0601")


def test_a_ledger_without_its_hidden_sheet(workspace: Workspace, ledger: Fill, patches: list[Patch]) -> None:
    path = ledger({(1, "增量/存量"): "存量", (1, "计划拆除时间"): "2026-07-25", (1, "拆除面积(㎡)"): 30})
    book = openpyxl.load_workbook(path)
    del book["_twowei"]
    book.save(path)
    found = {one.name for one in compare(workspace, path).differences}
    assert {"ZL", "JHRQ", "CCMJ"} <= found


def test_what_the_life_cycle_forbids_does_not_stop_the_rest(
    workspace: Workspace, patches: list[Patch], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forbid(*_: object) -> None:
        raise MoveError("No verdict can be given in this state.")

    give_verdict(workspace, patches[0].number, Verdict.ILLEGAL, "V01", "张三")
    path = tmp_path / "平台.json"
    export_file(workspace, path, Wanted(), by="张三")
    told = json.loads(path.read_text("utf-8"))
    told["patches"][0] |= {"ZT": "S85", "HCJG": "2", "WYY": "L01", "BZ": "已核"}
    path.write_text(json.dumps(told, ensure_ascii=False), "utf-8")
    monkeypatch.setattr("twowei.services.fill.verdict_move", forbid)
    refused = {one.zh: one.why for one in compare(workspace, path).of(Case.REFUSED)}
    assert set(refused) == {"状态", "核查结论"} and refused["核查结论"].startswith("No verdict")
    assert take(workspace, path, "李四").taken == 1
    patch = find_patch(workspace, patches[0].number)
    assert (patch.note, patch.verdict) == ("已核", Verdict.ILLEGAL)
