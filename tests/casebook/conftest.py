"""Laws are tried without a stopwatch: tests share their processors with other work."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")
