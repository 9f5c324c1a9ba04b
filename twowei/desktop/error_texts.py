"""Known errors and warnings in Chinese: the sentences of the code, which are English, by templates.

A sentence is found again by the template it was made from (``{0} does not exist; …``); what stood in its places goes
into the Chinese sentence, in Chinese itself where it is a sentence. So the code that raises needs no tables, and the
command line keeps its English. The templates lie in ``ui/i18n/errors_zh_CN.json`` (those of the quality gate with its
measures); a test compares them with the code.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache

from twowei import resources
from twowei.desktop.dialogs import measures
from twowei.desktop.language import chinese

TABLE = resources.ui() / "i18n" / "errors_zh_CN.json"
_PLACE = re.compile(r"\{(\d+)\}")
_IN_ENGLISH = re.compile(r" \([a-z][^()]*\)")
_LABEL = re.compile(rf"(?:[A-Z]\d\d )?[\u4e00-\u9fff]+{_IN_ENGLISH.pattern}")
"""What the code calls a state or a role: its Chinese name, then the English one in brackets."""


def in_words(error: object) -> str:
    """Return what an error or a warning says, in the language of the window; English where no template is known."""
    return _spoken(str(error)) if chinese() else str(error)


def _spoken(sentence: str) -> str:
    for text, end in ((sentence, ""), (sentence.removesuffix("."), "。")):
        for pattern, chinese_text in _templates():
            if found := pattern.fullmatch(text):
                return chinese_text.format(*map(_spoken, found.groups())) + end
    return _IN_ENGLISH.sub("", sentence) if _LABEL.fullmatch(sentence) else sentence


@lru_cache
def _templates() -> list[tuple[re.Pattern[str], str]]:
    """Return patterns and Chinese texts, those with the most words of their own first."""
    table: dict[str, str] = json.loads(TABLE.read_text(encoding="utf-8")) | measures.warnings()
    longest_first = sorted(table, key=lambda template: -len(_PLACE.sub("", template)))
    return [(_pattern(template), table[template]) for template in longest_first]


def _pattern(template: str) -> re.Pattern[str]:
    parts = _PLACE.split(template)[::2]
    return re.compile("(.*?)".join(re.escape(part) for part in parts), re.DOTALL)
