"""Figures and their changes as the dashboard shows them, in the language of the window."""

from __future__ import annotations

from PyQt5.QtCore import QCoreApplication

from twowei.desktop.language import chinese
from twowei.services.figure_records import NOTHING, shown, shown_change
from twowei.statistics.figures import Figure
from twowei.statistics.tallies import Value

_translate = QCoreApplication.translate
_UNITS = {"处": "", "起": "", "日": " d", "㎡": " ㎡"}


def name(figure: Figure) -> str:
    """Return what a figure is called."""
    return figure.zh if chinese() else figure.en[:1].upper() + figure.en[1:]


def about(figure: Figure) -> str:
    """Return what is counted, out of what."""
    return figure.about if chinese() else figure.about_en


def value(one: Value, *, bare: bool = False) -> str:
    """Return a figure without its interval; ``bare`` of counts the number alone, as a table has room for it."""
    if one.value is None:
        return NOTHING
    if one.figure.unit == "%":
        return f"{one.value:,.2f}%"
    if bare and one.figure.unit in ("处", "起", "㎡"):
        return f"{one.value:,.0f}"
    if chinese():
        return shown(one)
    digits = 2 if one.figure.unit == "㎡" else 1 if one.figure.unit == "日" else 0
    return f"{one.value:,.{digits}f}{_UNITS[one.figure.unit]}"


def interval(one: Value) -> str:
    """Return the 95 % interval of a share, where it is told."""
    return f"[{100 * one.interval.low:.1f}–{100 * one.interval.high:.1f}]" if one.interval else ""


def change(figure: Figure, by: float | None) -> str:
    """Return a change with its sign: percentage points of a share."""
    if chinese() or by is None:
        return shown_change(figure, by)
    return f"{by:+.2f}{ {'%': ' pp', '㎡': ' ㎡', '日': ' d'}.get(figure.unit, '') }".replace(".00", "")


def amount(number: float) -> str:
    """Return what is above or below the line."""
    return f"{number:,.0f}" if number == int(number) else f"{number:,.2f}"


def change_tone(figure: Figure, by: float | None) -> str:
    """Return whether a change is for the better, as a colour; nothing where it is neither."""
    if not by or figure.name not in _BETTER:
        return ""
    return "good" if (by > 0) == _BETTER[figure.name] else "bad"


_BETTER = {
    **dict.fromkeys(("checked", "closure", "closure_city", "closure_area", "closure_illegal", "timely",
                     "timely_report", "demolished", "demolished_area", "self_demolition", "conclusion",
                     "precision_change", "precision_illegal"), True),
    **dict.fromkeys(("overdue", "overdue_now", "missed_new", "relapse", "days_median", "days_p90", "left_m2"), False),
}  # fmt: skip
"""Whether more of a figure is better; of amounts of work it is neither."""
