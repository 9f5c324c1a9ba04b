"""How long is left, as a list has room for it."""

from __future__ import annotations

from datetime import timedelta

from PyQt5.QtCore import QCoreApplication

DAY_H = 24.0


def remaining(left: timedelta) -> str:
    """Return ``3 d``, ``5 h``, ``20 min``; what is overdue has a minus."""
    _translate = QCoreApplication.translate
    hours = left.total_seconds() / 3600
    sign = "−" if hours < 0 else ""
    size = abs(hours)
    if size >= 2 * DAY_H:
        return _translate("Remaining", "{0} d").format(f"{sign}{size / DAY_H:.0f}")
    if size >= 2:
        return _translate("Remaining", "{0} h").format(f"{sign}{size:.0f}")
    return _translate("Remaining", "{0} min").format(f"{sign}{size * 60:.0f}")
