"""Giving a verdict by keys: a digit for the verdict, a second one for the reason, Enter to commit.

Knows no Qt. A reason's key is its code's number, so that W07 is 7; 99 (other) is 0, and 10 and 11 are the
two keys right of the 0.
"""

from __future__ import annotations

from collections.abc import Sequence

from twowei.casebook.lifecycle import REASONS, Reason, Verdict, reasons_for
from twowei.desktop.decision_keys import DecisionKeys

_ODD_KEYS = {"99": "0", "10": "-", "11": "="}


def reason_place(reason: Reason) -> str:
    """Return the place of a reason among its verdict's, which is its key where nobody chose another."""
    number = reason.code[1:]
    return _ODD_KEYS.get(number, number.lstrip("0"))


class Entry:
    """What has been keyed in for the current patch and not yet committed."""

    def __init__(self, presets: dict[Verdict, str] | None = None, keys: DecisionKeys | None = None) -> None:
        self.presets = dict(presets or {})
        self.keys = keys or DecisionKeys()
        self.reasons: Sequence[Reason] = REASONS
        self.verdict: Verdict | None = None
        self.reason: Reason | None = None

    def clear(self) -> None:
        """Forget what was keyed in."""
        self.verdict = self.reason = None

    def choose(self, verdict: Verdict) -> None:
        """Take a verdict, with the reason that was given with it last."""
        self.verdict = verdict
        reasons = reasons_for(verdict, self.reasons)
        preset = self.presets.get(verdict)
        self.reason = next((reason for reason in reasons if reason.code == preset), reasons[0])

    def press(self, key: str) -> bool:
        """Take a key: a verdict's while none is chosen, then a reason's. Return whether it meant anything."""
        if self.verdict is None:
            verdict = self.keys.verdicts.get(key)
            if verdict is not None:
                self.choose(verdict)
            return verdict is not None
        place = self.keys.reasons.get(key)
        reason = next((one for one in reasons_for(self.verdict, self.reasons) if reason_place(one) == place), None)
        if reason is not None:
            self.reason = reason
        return reason is not None

    def commit(self) -> tuple[Verdict, Reason] | None:
        """Return verdict and reason, remember the reason as preset, and start anew."""
        if self.verdict is None or self.reason is None:
            return None
        decided = self.verdict, self.reason
        self.presets[self.verdict] = self.reason.code
        self.clear()
        return decided
