"""What boards and cards say, in the language of the window."""

from __future__ import annotations

from collections.abc import Sequence

from PyQt5.QtCore import QCoreApplication

from twowei.desktop.language import chinese
from twowei.desktop.terms import term
from twowei.services.board import Card

_translate = QCoreApplication.translate
_ENGLISH = {
    "待拆": "To demolish", "拆除中": "Demolishing", "已拆待复核": "To re-check", "复核通过": "Re-checked",
    "销号": "Closed", "回潮": "Rebuilt", "房产冻结": "title frozen", "查封": "seized", "信访": "petition",
    "执行难": "hard to enforce", "高压线": "power line", "燃气": "gas", "重大": "major", "难度较大": "difficult",
    "规划线": "planning law", "土地线": "land law", "其他": "other law",
    "自拆": "By the owner", "助拆": "With help", "强拆": "By force",
    "已拆除": "Gone", "未拆除": "Still there", "复建": "Rebuilt", "不可见": "Not visible",
}  # fmt: skip


def word(text: str) -> str:
    """Return a word of the board in the window's language."""
    return text if chinese() else _ENGLISH.get(text, text)


def days(left: int) -> str:
    """Return a countdown: days left, today, or days late."""
    if left == 0:
        return _translate("BoardTexts", "today")
    if left < 0:
        return _translate("BoardTexts", "{0} d late").format(-left)
    return _translate("BoardTexts", "{0} d left").format(left)


def dates(card: Card) -> str:
    """Return the legal track with the earliest date of enforcement, as far as there are any."""
    parts = [word(card.track)] if card.track else []
    if card.earliest:
        parts.append(_translate("BoardTexts", "earliest {0}").format(card.earliest))
    return " · ".join(parts)


def court(card: Card) -> str:
    """Return the last day to apply to the court, once warned of with how long is left."""
    if card.latest is None:
        return ""
    if card.warned is None:
        return _translate("BoardTexts", "court, latest {0}").format(card.latest)
    left = (card.latest - card.now.date()).days
    told = _translate("BoardTexts", "lapsed") if card.warned == 0 else days(left)
    return _translate("BoardTexts", "court {0} · {1}").format(told, card.latest)


def deadline(card: Card) -> str:
    """Return what must be done next and until when."""
    if card.deadline is None:
        return ""
    due = card.deadline.due
    at_end_of_day = (due.hour, due.minute) in ((23, 59), (0, 0))
    title = term(card.deadline.title)
    return f"{title} {due:%Y-%m-%d}" if at_end_of_day else f"{title} {due:%Y-%m-%d %H:%M}"


def place(card: Card) -> str:
    """Return where it is: the address, else street and community."""
    patch = card.patch
    address = str(patch.facts.get("DZ", ""))
    return address or " · ".join(part for part in (patch.street_name, patch.community_name) if part)


def flags(names: Sequence[str]) -> list[str]:
    """Return flags in the window's language."""
    return [word(name) for name in names]
