"""How fast the review goes: verdicts an hour over the last minutes of work, and what is left of it. Knows no Qt."""

from __future__ import annotations

from collections import deque

KEPT = 50
IDLE_S = 120.0
"""A longer gap between two verdicts is a break, not work."""
LEAST = 3


class Pace:
    """The times of the verdicts given last, in seconds of a steady clock."""

    def __init__(self) -> None:
        self._times: deque[float] = deque(maxlen=KEPT)

    def note(self, at: float) -> None:
        """A verdict was given."""
        self._times.append(at)

    def an_hour(self) -> int | None:
        """Return verdicts an hour without the breaks; None before there are enough to tell."""
        pairs = zip(self._times, list(self._times)[1:], strict=False)
        gaps = [after - before for before, after in pairs if after - before <= IDLE_S]
        return round(3600 * len(gaps) / sum(gaps)) if len(gaps) >= LEAST and sum(gaps) > 0 else None

    def minutes_for(self, left: int) -> int | None:
        """Return how many minutes the rest takes at this pace."""
        pace = self.an_hour()
        return round(60 * left / pace) if pace else None
