"""The casebook's civil time: China's, unless a policy says another."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

CHINA_TIME = timezone(timedelta(hours=8), "Asia/Shanghai")
"""The one civil time of China; without summer time since 1991."""


def now() -> datetime:
    """Return the present second in China's time."""
    return datetime.now(CHINA_TIME).replace(microsecond=0)
