"""Comparing words as people type them: case, width and script put aside."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opencc import OpenCC

_TRADITIONAL = "違僞偽變設農選認銷號歸檔築審權視離臨過頂層佔綠專業車輛雲縫線節舊復屋齊廠"
_SIMPLIFIED = "违伪伪变设农选认销号归档筑审权视离临过顶层占绿专业车辆云缝线节旧复屋齐厂"
_TO_SIMPLIFIED = str.maketrans(_TRADITIONAL, _SIMPLIFIED)


def plain(text: str) -> str:
    """Return ``text`` for comparing: simplified script, half width, lower case, single spaces.

    Covers the characters of the life cycle's own terms; it is no general converter.
    """
    folded = unicodedata.normalize("NFKC", text).translate(_TO_SIMPLIFIED).casefold()
    return " ".join(folded.replace("_", " ").split())


def variants(word: str) -> list[str]:
    """Return a word at half width in every script somebody may have stored it in, each spelling once."""
    typed = unicodedata.normalize("NFKC", word)
    if typed.isascii():
        return [typed]
    scripts = [_converter(name).convert(typed) for name in ("t2s", "s2t", "s2tw")]
    return list(dict.fromkeys((typed, *scripts)))


@lru_cache
def _converter(name: str) -> OpenCC:
    from opencc import OpenCC  # reads its dictionaries, which only a search in Chinese needs

    return OpenCC(name)
