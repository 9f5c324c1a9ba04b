"""Which font paper is set in, and the one sentence where there is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from twowei.papers import fonts
from twowei.papers.fonts import NoFontError


@pytest.fixture(autouse=True)
def forgotten() -> None:
    fonts._find.cache_clear()


def test_a_machine_without_chinese_font_is_told_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv(fonts.VARIABLE, raising=False)
    monkeypatch.setattr(fonts, "folders", lambda: [tmp_path, tmp_path / "absent"])
    with pytest.raises(NoFontError, match=r"no font with Chinese characters.*install one.*TWOWEI_FONT") as caught:
        fonts.find()
    assert caught.value.exit_code == 8 and "\n" not in str(caught.value)


def test_a_named_file_that_is_no_font_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "picture.ttf").write_bytes(b"no font at all")
    monkeypatch.setenv(fonts.VARIABLE, str(tmp_path / "picture.ttf"))
    with pytest.raises(NoFontError, match=r"picture\.ttf .* is no font with Chinese"):
        fonts.find()


def test_a_latin_font_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    latin = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")
    if not latin.exists():
        pytest.skip(f"{latin} is not on this machine")
    monkeypatch.setenv(fonts.VARIABLE, str(latin))
    with pytest.raises(NoFontError, match="DejaVuSans"):
        fonts.find()


def test_of_a_collection_the_simplified_face_is_taken() -> None:
    found = fonts.find()
    if found.regular.path.name != "NotoSansCJK-Regular.ttc":
        pytest.skip("this machine's font is not Noto Sans CJK")
    assert (found.regular.index, found.bold.path.name) == (2, "NotoSansCJK-Bold.ttc")
