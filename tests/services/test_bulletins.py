"""The monthly report: its numbers are the figures', its issues are counted, PDF and Word say the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path

import docx
import numpy as np
import pytest
from PIL import Image

from twowei.casebook.attachments import sha256_of
from twowei.casebook.clock import CHINA_TIME
from twowei.casebook.patch import Patch
from twowei.errors import CancelledError, OutputError, UnknownNameError
from twowei.feedback import Feedback
from twowei.papers import fonts
from twowei.reports import charts
from twowei.services.bulletins import make_report
from twowei.services.drawn_year import draw_year
from twowei.services.figure_charts import write_charts
from twowei.services.figure_records import shown
from twowei.services.figures import figures
from twowei.services.workspace import Workspace

Pages = Callable[[Path], list[str]]
MADE = datetime(2025, 7, 11, tzinfo=CHINA_TIME)
UNTIL = date(2025, 7, 10)


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    folder = tmp_path_factory.mktemp("drawn") / "year"
    draw_year(folder, patches=120, feedback=Feedback())
    with Workspace.open(folder) as workspace:
        yield workspace


def words_of(pdf_pages: Pages, path: Path) -> str:
    return "\n".join(pdf_pages(path))


def words_in(path: Path) -> str:
    document = docx.Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def test_a_report_tells_how_far_it_is_and_stops_without_a_file(year: Workspace, tmp_path: Path) -> None:
    told: list[str] = []

    class Stops(Feedback):
        def report(self, fraction: float, message: str = "") -> None:
            told.append(message)

        def cancelled(self) -> bool:
            return len(told) > 3

    with pytest.raises(CancelledError):
        make_report(year, "2025-06", "局长", Stops(), until=UNTIL, folder=tmp_path, made=MADE)
    assert told[:2] == ["总体情况", "街道排名"] and not list(tmp_path.iterdir())


def test_the_charts_are_saved_as_page_and_as_picture(year: Workspace, tmp_path: Path, pdf_pages: Pages) -> None:
    sheet = figures(year, "2025-06", until=UNTIL)
    assert "违法建设治理统计图(2025-06)" in words_of(pdf_pages, write_charts(sheet, tmp_path / "图.pdf", MADE))
    with Image.open(write_charts(sheet, tmp_path / "图.png")) as picture:
        assert picture.width > 1000 and np.asarray(picture.convert("L")).std() > 10
    with pytest.raises(OutputError, match=r"\.pdf or \.png"):
        write_charts(sheet, tmp_path / "图.bmp")
    (tmp_path / "taken").write_bytes(b"")
    with pytest.raises(OutputError, match="cannot be written"):
        write_charts(sheet, tmp_path / "taken" / "图.png")


def test_pdf_and_word_say_what_the_figures_say(year: Workspace, tmp_path: Path, pdf_pages: Pages) -> None:
    made = make_report(year, "2025-06", "局长", until=UNTIL, folder=tmp_path, made=MADE)
    pdf, word = (Path(one.path) for one in made.issued)
    sheet = figures(year, "2025-06", until=UNTIL)
    told = {one.figure.name: one.value for one in sheet.told}
    for text in (words_of(pdf_pages, pdf), words_in(word)):
        for heading in (
            "一、总体情况", "二、街道排名", "三、年度任务", "四、拆除、立案与房产冻结", "五、分类情况", "六、超期清单",
            "七、一票否决与连续未达标", "八、影像提示的准确度", "九、典型案例", "十、指标口径",
        ):  # fmt: skip
            assert heading in text
        for name in ("closure", "demolished", "self_demolition", "filed", "frozen", "removed_m2"):
            assert shown(told[name]) in text, name
        assert f"第 {made.issue} 期" in text and "2025-07-10" in text and "个百分点" in text
        assert "未下达目标(目标为 0)" in text
    pages = pdf_pages(pdf)
    assert all("操作记录" in page and "第 " in page for page in pages)
    assert [sha256_of(Path(one.path)) for one in made.issued] == [one.sha256 for one in made.issued]


def test_issues_are_counted_and_a_period_keeps_its_own(year: Workspace, tmp_path: Path) -> None:
    numbers = [make_report(year, period, "局长", until=UNTIL, folder=tmp_path, made=MADE).issue
               for period in ("2025-04", "2025-05", "2025-04")]  # fmt: skip
    assert numbers[1] == numbers[0] + 1 and numbers[2] == numbers[0]
    assert make_report(year, "2025-03", "局长", issue=31, until=UNTIL, folder=tmp_path, made=MADE).issue == 31
    with pytest.raises(UnknownNameError, match="give 1 or more"):
        make_report(year, "2025-03", "局长", issue=0, folder=tmp_path)


def test_the_same_report_is_the_same_file(year: Workspace, tmp_path: Path, pdf_pages: Pages) -> None:
    """The history reaches further after the first was issued; apart from that line nothing differs."""
    texts = []
    for name in ("a", "b"):
        made = make_report(year, "2025-02", "局长", until=UNTIL, folder=tmp_path / name, made=MADE)
        texts.append(re.sub(r"操作记录 \d+ 条, 末条哈希 \w+", "", words_of(pdf_pages, Path(made.issued[0].path))))
    assert texts[0] == texts[1]


def test_a_month_without_patches_is_a_zero_report(workspace: Workspace, patches: list[Patch], pdf_pages: Pages) -> None:
    made = make_report(workspace, "2019-02", "局长")
    text = words_of(pdf_pages, workspace.folder / made.issued[0].path)
    assert "零报告" in text and "无法估计" in text and "本年度未下达拆除任务" in text and "本期无超期案例" in text
    assert made.issued[0].path.startswith("通报/") and made.issue == 1


def test_what_cannot_be_done_is_one_sentence(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(UnknownNameError, match="is no period"):
        make_report(workspace, "2025-6", "局长")
    (tmp_path / "taken").write_text("")
    with pytest.raises(OutputError, match="choose another place"):
        make_report(workspace, "2025-06", "局长", folder=tmp_path / "taken")
    monkeypatch.setattr(fonts, "folders", lambda: [tmp_path])
    monkeypatch.delenv(fonts.VARIABLE, raising=False)
    with pytest.raises(fonts.NoFontError):
        make_report(workspace, "2025-06", "局长")


def test_bars_beyond_100_percent_are_drawn_as_long_as_they_are() -> None:
    small = charts.bars(["甲街道", "乙街道"], [96.0, 48.0], "完成率", mark=100)
    large = charts.bars(["甲街道", "乙街道"], [480.0, 48.0], "完成率", mark=100)
    colour = [int(charts.BLUE[n : n + 2], 16) for n in (1, 3, 5)]

    def longest(picture: Image.Image) -> int:
        return int((np.asarray(picture) == colour).all(axis=2).sum(axis=1).max())

    assert longest(large) > 0.5 * large.width and longest(small) == 0
    assert charts.bars(["甲"], [None], "空").width == small.width
