"""Which keys give verdicts and reasons; knows no Qt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from twowei.casebook.lifecycle import Verdict

REASON_KEYS = "0123456789-="


@dataclass(frozen=True)
class DecisionKeys:
    """The keys of the verdicts, and those of the places a reason can have, ``0`` to ``9``, ``-`` and ``=``."""

    verdicts: Mapping[str, Verdict] = field(default_factory=lambda: {verdict.code: verdict for verdict in Verdict})
    reasons: Mapping[str, str] = field(default_factory=lambda: {place: place for place in REASON_KEYS})

    @property
    def all(self) -> tuple[str, ...]:
        """Every key, each once."""
        return tuple(dict.fromkeys((*self.verdicts, *self.reasons)))

    def of_verdict(self, verdict: Verdict) -> str:
        """Return the key of a verdict."""
        return next(key for key, one in self.verdicts.items() if one is verdict)

    def of_reason(self, place: str) -> str:
        """Return the key of a reason's place."""
        return next(key for key, one in self.reasons.items() if one == place)
