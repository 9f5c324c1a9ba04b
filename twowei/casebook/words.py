"""Comparing words as people type them: case, width and script put aside."""

from __future__ import annotations

import unicodedata

_TRADITIONAL = "違僞偽變設農選認銷號歸檔築審權視離臨過頂層佔綠專業車輛雲縫線節舊復屋齊廠"
_SIMPLIFIED = "违伪伪变设农选认销号归档筑审权视离临过顶层占绿专业车辆云缝线节旧复屋齐厂"
_TO_SIMPLIFIED = str.maketrans(_TRADITIONAL, _SIMPLIFIED)


def plain(text: str) -> str:
    """Return ``text`` for comparing: simplified script, half width, lower case, single spaces.

    Covers the characters of the life cycle's own terms; it is no general converter.
    """
    folded = unicodedata.normalize("NFKC", text).translate(_TO_SIMPLIFIED).casefold()
    return " ".join(folded.replace("_", " ").split())
