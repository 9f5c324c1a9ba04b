from __future__ import annotations

import pytest

from twowei.imports.encodings import Choice, choose, codec

WORDS = ("厦门市湖里区", "囍㎡（）", "殿前街道", "plain", "")
GBK = [word.encode("gb18030") for word in WORDS]
UTF8 = [word.encode() for word in WORDS]


def texts(choice: Choice, cells: list[bytes]) -> tuple[str, ...]:
    return tuple(choice.text(i, cell) for i, cell in enumerate(cells))


@pytest.mark.parametrize("cells", [GBK, UTF8])
@pytest.mark.parametrize("cpg", [None, "UTF-8", "GBK", "936", "ISO-8859-1", "nonsense"])
@pytest.mark.parametrize("language_byte", [0x00, 0x4D, 0x57, 0x03])
def test_the_bytes_win_over_what_the_file_says(cells: list[bytes], cpg: str | None, language_byte: int) -> None:
    choice = choose(cells, cpg=cpg, language_byte=language_byte)
    assert texts(choice, cells) == WORDS
    assert not choice.deviating


def test_a_true_word_of_the_file_is_believed_and_told() -> None:
    assert "the .cpg says" in choose(GBK, cpg="GBK").why
    assert "language byte" in choose(GBK, language_byte=0x4D).why
    assert "no UTF-8, not utf-8 as the .cpg says" in choose(GBK, cpg="UTF-8").why
    big5 = ["違章建築".encode("big5"), "臺北".encode("big5")]
    assert texts(choose(big5, cpg="BIG5"), big5) == ("違章建築", "臺北")


@pytest.mark.parametrize("base", ["utf-8", "gb18030"])
def test_two_encodings_in_one_table_are_told_cell_by_cell(base: str) -> None:
    other = "gb18030" if base == "utf-8" else "utf-8"
    cells = ["湖里区".encode(base)] * 5 + ["殿前街道".encode(other)]
    choice = choose(cells)
    assert (choice.name, choice.deviating) == (base, {5})
    assert texts(choice, cells)[-1] == "殿前街道"


def test_a_column_that_cut_a_character_in_two_is_still_utf8() -> None:
    cells = ["厦门市湖里区".encode()[:16], "湖里".encode()]
    choice = choose(cells, cpg="UTF-8")
    assert (choice.name, choice.deviating) == ("utf-8", frozenset())
    assert choice.text(0, cells[0]).startswith("厦门市湖里")


def test_gbk_that_happens_to_be_strict_utf8_of_greek_letters() -> None:
    cells = ["违".encode("gbk") * 3]
    assert cells[0].decode("utf-8") == "ΥΥΥ"
    assert texts(choose(cells), cells) == ("违违违",)


def test_force_is_force_and_what_does_not_fit_is_marked() -> None:
    choice = choose(GBK, forced="utf-8")
    assert choice.name == "utf-8" and choice.deviating == {0, 1, 2}
    assert "�" in choice.text(0, GBK[0])


@pytest.mark.parametrize(
    ("said", "name"), [("GBK", "gb18030"), ("cp936", "gb18030"), ("UTF8", "utf-8"), ("utf-8", "utf-8"), ("福", None)]
)
def test_names_of_encodings(said: str, name: str | None) -> None:
    assert codec(said) == name
