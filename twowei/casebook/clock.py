"""The casebook's civil time: China's, unless a policy says another."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime, timedelta, timezone

CHINA_TIME = timezone(timedelta(hours=8), "Asia/Shanghai")
"""The one civil time of China; without summer time since 1991."""


_STANDING: ContextVar[datetime | None] = ContextVar("standing", default=None)


def now() -> datetime:
    """Return the present second in China's time."""
    return _STANDING.get() or datetime.now(CHINA_TIME).replace(microsecond=0)


@contextmanager
def standing_at(moment: datetime) -> Iterator[None]:
    """Let `now` be another moment, for lives that are drawn (the demonstration year) and never for real work."""
    token = _STANDING.set(moment)
    try:
        yield
    finally:
        _STANDING.reset(token)
