"""Days and months as people and programs write them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from twowei.imports.delivery import Value

_SHAPE = re.compile(r"(\d{4})\D*?(\d{1,2})(?:\D+?(\d{1,2})|(\d{2}))?(?:\D.*)?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})?(?:\d{6})?")


@dataclass(frozen=True)
class When:
    """A month and, where it is known, a day of it.

    Attributes:
        month: ``2026-05``, or None.
        day: The day, or None.
        wrong: The text holds no such day or month; what could be read is kept.
    """

    month: str | None = None
    day: date | None = None
    wrong: bool = False


def read_when(value: Value) -> When:
    """Read ``202605``, ``20260512``, ``2026-05-12``, ``2026年5月`` and the like; nothing where there is nothing."""
    if isinstance(value, date):
        return When(f"{value:%Y-%m}", value)
    text = _text(value)
    if not text or set(text) <= set("0 -/"):
        return When()
    match = _COMPACT.fullmatch(text) or _SHAPE.fullmatch(text)
    if match is None:
        return When(wrong=True)
    year, month = int(match[1]), int(match[2])
    day = next((int(part) for part in match.groups()[2:] if part), None)
    if not (1980 <= year <= 2100 and 1 <= month <= 12):
        return When(wrong=True)
    if not day:
        return When(f"{year}-{month:02d}")
    try:
        return When(f"{year}-{month:02d}", date(year, month, day))
    except ValueError:
        return When(f"{year}-{month:02d}", wrong=True)


def _text(value: Value) -> str:
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else str(value)
    return str(value or "").strip()
