"""A page in Chinese: readable text, repeated heads, the same bytes again, pictures that are gone."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from PIL import Image

from twowei.errors import OutputError
from twowei.papers.pdf import Column, Paper

Pages = Callable[[Path], list[str]]
MADE = datetime(2026, 7, 1, 12, tzinfo=timezone(timedelta(hours=8)))


def paper(made: datetime = MADE) -> Paper:
    page = Paper("图斑档案", made=made, foot="操作记录 3 条")
    page.add_page()
    page.heading("违法建设图斑档案", 20, align="C")
    page.facts([("统一编号", "350206002202607W0123"), ("面积", "326.45 ㎡"), ("状态", "限拆已送达")])
    page.grid(
        [Column("序号", 0.4, "R"), Column("备注")], [[str(n), "拆除" * 30] for n in range(40)], total=["", "合计"]
    )
    page.picture(Image.new("RGB", (30, 20), (200, 0, 0)), 20, 100, 40, 40)
    page.missing("照片文件缺失", 70, 100, 40, 40)
    page.caption("前时相 2026-05-12", 20, 142, 40)
    page.code("350206002202607W0123", 20, 160, 25)
    return page


def test_the_same_content_gives_the_same_bytes_apart_from_its_date(tmp_path: Path, pdf_pages: Pages) -> None:
    for name, made in (("a", MADE), ("b", MADE), ("c", MADE + timedelta(days=1))):
        paper(made).save(tmp_path / f"{name}.pdf")
    a, b, c = ((tmp_path / f"{name}.pdf").read_bytes() for name in "abc")
    assert a == b and a != c
    dates = re.compile(rb"D:2026070[12]\d+|/ID \[.*?\]")
    assert dates.sub(b"", a) == dates.sub(b"", c)
    assert a.startswith(b"%PDF-") and len(a) < 100_000
    assert len(pdf_pages(tmp_path / "a.pdf")) > 1


def test_chinese_stands_on_every_page_and_is_embedded(tmp_path: Path, pdf_pages: Pages) -> None:
    paper().save(tmp_path / "a.pdf")
    texts = pdf_pages(tmp_path / "a.pdf")
    assert "违法建设图斑档案" in texts[0] and "326.45 ㎡" in texts[0]
    assert f"第 1 页 共 {len(texts)} 页" in texts[0]
    assert all("拆除拆除" in text and "操作记录 3 条" in text for text in texts)
    assert texts[1].startswith("图斑档案") and "序号" in texts[1]
    assert b"/FontFile" in (tmp_path / "a.pdf").read_bytes()


def test_what_the_font_lacks_is_a_square_and_control_characters_are_spaces() -> None:
    assert paper().known("甲\x07乙\U0001f600\n丙") == "甲 乙□\n丙"


def test_a_rare_character_of_a_name_is_set(tmp_path: Path) -> None:
    page = paper()
    page.paragraph("当事人 陈喆囍堃")
    page.save(tmp_path / "a.pdf")
    assert {ord(sign) for sign in "喆囍堃"} <= {int(name[4:], 16) for name in page._rare}


def test_a_damaged_picture_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_bytes(b"no picture")
    with pytest.raises(OutputError, match=r"photo\.jpg cannot be read .*; replace the file"):
        paper().picture(tmp_path / "photo.jpg", 10, 10, 40, 40)


def test_nothing_half_written_is_left(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(OutputError, match=r"cannot be written .*; choose another place"):
        paper().save(tmp_path / "taken" / "a.pdf")
    assert [path.name for path in tmp_path.iterdir()] == ["taken"]


def test_a_row_taller_than_a_page_does_not_hang(tmp_path: Path, pdf_pages: Pages) -> None:
    page = Paper("长", made=MADE)
    page.add_page()
    page.grid([Column("甲"), Column("乙")], [["字" * 4000, "短"], ["后", "面"]])
    page.save(tmp_path / "a.pdf")
    assert len(pdf_pages(tmp_path / "a.pdf")) < 6
