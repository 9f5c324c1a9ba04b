"""Where Chinese lines break."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from twowei.papers.lines import shorten, wrap


def width(text: str) -> float:
    return sum(1.0 if ord(character) > 0x2000 else 0.5 for character in text)


def test_numbers_and_words_stay_whole() -> None:
    assert wrap("编号350206002202607W0123已送达", 10, width) == ["编号", "350206002202607W0123", "已送达"]
    assert wrap("于2026-07-16送达当事人", 6, width) == ["于2026-07-16", "送达当事人"]


def test_closing_marks_stay_with_what_they_close() -> None:
    assert wrap("已经送达,可以复议。", 4, width) == ["已经送", "达,可以", "复议。"]
    assert wrap("按照(第三号)办理", 3, width) == ["按照", "(第三", "号)办", "理"]


def test_paragraphs_and_empty_texts_keep_their_lines() -> None:
    assert wrap("一\n\n二", 9, width) == ["一", "", "二"]
    assert wrap("", 9, width) == [""]


@given(st.text(st.characters(codec="utf-8", categories=["L", "N", "P"]), max_size=60), st.integers(3, 12))
def test_nothing_is_lost_and_lines_fit(text: str, limit: int) -> None:
    lines = wrap(text, limit, width)
    assert "".join(lines) == text
    assert all(width(line) <= limit for line in lines)


def test_a_long_text_is_cut_to_a_line() -> None:
    assert shorten("操作记录一百条", 4, width) == "操作记…"
    assert shorten("操作", 4, width) == "操作"
