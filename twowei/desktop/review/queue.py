"""The patches in the order of the list: filtered, sorted, and where to go from here. Knows no Qt."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from twowei.casebook.lifecycle import REASONS, State, Verdict
from twowei.casebook.patch import Patch
from twowei.casebook.words import plain

_REASON_WORDS = {reason.code: f"{reason.code} {reason.zh} {reason.en}" for reason in REASONS}


@dataclass(frozen=True)
class Filter:
    """Which patches the list shows.

    Attributes:
        state: Only patches in this state.
        verdict: Only patches with this verdict.
        undecided: Only patches without a verdict.
        text: Every word must occur in number, street, community, reason, note or name, in simplified
            or traditional characters.
    """

    state: State | None = None
    verdict: Verdict | None = None
    undecided: bool = False
    text: str = ""

    def accepts(self, patch: Patch) -> bool:
        """Return whether the list shows this patch."""
        if self.state is not None and patch.state is not self.state:
            return False
        if self.verdict is not None and patch.verdict is not self.verdict:
            return False
        if self.undecided and patch.verdict is not None:
            return False
        words = plain(self.text).split()
        if not words:
            return True
        about = plain(_words_about(patch))
        return all(word in about for word in words)


def _words_about(patch: Patch) -> str:
    reason = _REASON_WORDS.get(patch.reason or "", "")
    parts = (patch.number, patch.street_name, patch.community_name, reason, patch.note, patch.judged_by)
    return " ".join(parts)


SORT_KEYS: tuple[Callable[[Patch], Any], ...] = (
    lambda patch: patch.number,
    lambda patch: patch.state.code,
    lambda patch: patch.verdict.code if patch.verdict else "",
    lambda patch: patch.area_m2,
    lambda patch: patch.area_m2,
    lambda patch: patch.score,
    lambda patch: (patch.street_name, patch.community_name, patch.number),
)
"""What each column of the list is sorted by."""


def arranged(patches: Iterable[Patch], wanted: Filter, column: int, descending: bool) -> list[Patch]:
    """Return the patches that the list shows, in its order."""
    chosen = sorted((patch for patch in patches if wanted.accepts(patch)), key=SORT_KEYS[0])
    return sorted(chosen, key=SORT_KEYS[column], reverse=descending)


def step(order: Sequence[str], current: str | None, by: int) -> str | None:
    """Return the number that stands ``by`` places after the current one, or nothing beyond the ends."""
    if not order:
        return None
    if current not in order:
        return order[0] if by > 0 else order[-1]
    place = order.index(current) + by
    return order[place] if 0 <= place < len(order) else None


def upcoming(order: Sequence[str], current: str | None, undecided: Callable[[str], bool]) -> list[str]:
    """Return the undecided numbers after the current one, then those before it."""
    start = order.index(current) + 1 if current in order else 0
    return [number for number in (*order[start:], *order[:start]) if number != current and undecided(number)]


def short_number(number: str) -> str:
    """Return what tells patches of a county and month apart, 002-W0123 of 350206002202607W0123."""
    return f"{number[6:9]}-{number[15:]}" if len(number) > 15 else number
