"""Giving a verdict by keys: a digit for the verdict, a second one for the reason, Enter to commit.

Knows no Qt. A reason's key is its code's number, so that W07 is 7; 99 (other) is 0, and 10 and 11 are the
two keys right of the 0.
"""

from __future__ import annotations

from twowei.casebook.lifecycle import Reason, Verdict, reasons_for

_ODD_KEYS = {"99": "0", "10": "-", "11": "="}


def reason_key(reason: Reason) -> str:
    """Return the key that picks a reason."""
    number = reason.code[1:]
    return _ODD_KEYS.get(number, number.lstrip("0"))


class Entry:
    """What has been keyed in for the current patch and not yet committed."""

    def __init__(self, presets: dict[Verdict, str] | None = None) -> None:
        self.presets = dict(presets or {})
        self.verdict: Verdict | None = None
        self.reason: Reason | None = None

    def clear(self) -> None:
        """Forget what was keyed in."""
        self.verdict = self.reason = None

    def choose(self, verdict: Verdict) -> None:
        """Take a verdict, with the reason that was given with it last."""
        self.verdict = verdict
        reasons = reasons_for(verdict)
        preset = self.presets.get(verdict)
        self.reason = next((reason for reason in reasons if reason.code == preset), reasons[0])

    def press(self, key: str) -> bool:
        """Take a key: a verdict's while none is chosen, then a reason's. Return whether it meant anything."""
        if self.verdict is None:
            verdict = next((verdict for verdict in Verdict if verdict.code == key), None)
            if verdict is not None:
                self.choose(verdict)
            return verdict is not None
        reason = next((reason for reason in reasons_for(self.verdict) if reason_key(reason) == key), None)
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
