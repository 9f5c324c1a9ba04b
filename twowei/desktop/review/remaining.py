"""How long is left until a deadline, as a list has room for it."""

from __future__ import annotations

from datetime import datetime

from PyQt5.QtCore import QCoreApplication

from twowei.casebook.calendar import days_until

HOURS_FROM_MIN = 120


def remaining(due: datetime, now: datetime) -> str:
    """Return ``3 d``, on the last day ``5 h`` or ``20 min``; what is past says by how much it is late."""
    _translate = QCoreApplication.translate
    days = days_until(due, now)
    minutes = round(abs((due - now).total_seconds()) / 60)
    if days:
        told = _translate("Remaining", "{0} d").format(abs(days))
    elif minutes >= HOURS_FROM_MIN:
        told = _translate("Remaining", "{0} h").format(minutes // 60)
    else:
        told = _translate("Remaining", "{0} min").format(minutes)
    return _translate("Remaining", "{0} late").format(told) if due < now else told
